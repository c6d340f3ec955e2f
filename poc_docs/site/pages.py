"""The whole site as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.addresses import START_PAGE, Addresses, page_paths
from poc_docs.site.plan_page import plan_page
from poc_docs.site.start_page import start_page

if TYPE_CHECKING:
    from poc_docs.portfolio.entries import Portfolio


def render_site(portfolio: Portfolio, *, directory_urls: bool = True) -> dict[str, str]:
    """Give every page as Markdown with inline HTML, by its path below the site's documents.

    ``directory_urls`` says that ``a/b.md`` will be served as ``a/b/`` and not as ``a/b.html``.
    """
    pages = page_paths(entry.path for entry in portfolio.entries)
    addresses = Addresses(pages, directory_urls)
    plans = {pages[entry.path]: plan_page(entry, addresses) for entry in portfolio.entries}
    return {START_PAGE: start_page(portfolio, addresses), **plans}

"""Links from the start page to plans, and into the table of all plans with a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from poc_docs.site.addresses import START_PAGE
from poc_docs.site.markup import NOTHING, Content, Html, element

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.site.view import View

ALL_PLANS = "all-plans.md"
SHOWN = 12
"""How many lines a list on the start page has; the table of all plans has the others."""


def filtered(view: View, **asked: str) -> str:
    """Give the address of the table of all plans with a filter, such as ``health="Red"``."""
    return f"{view.link(START_PAGE, ALL_PLANS)}?{urlencode(asked)}"


def and_more(view: View, found: int, asked: Mapping[str, str], shown: int = SHOWN) -> Html:
    """Give "and 37 more" with a link to them all; nothing where all are shown."""
    if found <= shown:
        return NOTHING
    link = element("a", f"{found - shown} more", href=filtered(view, **asked))
    return element("p", "and ", link, class_="poc-docs-more")


def plan_name(view: View, path: str, *, section: str = "", called: str = "") -> Content:
    """Give the name of a plan with a link to its page, or to a section of it; one that is gone has none."""
    if path not in view.addresses.pages:
        return called or path
    name = called or view.names[path]
    return element("a", name, href=view.plan_link(START_PAGE, path) + (f"#{section}" if section else ""))

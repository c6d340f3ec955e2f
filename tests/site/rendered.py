"""Editions and pages of given plans, without a build."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import markdown
from mkdocs.utils.meta import get_data

from poc_docs.portfolio.reading import read_portfolio
from poc_docs.site.edition import Edition
from poc_docs.site.pages import render_site
from tests.site.parsed import Page
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = dt.date(2026, 11, 23)
"""The day on which the sample portfolio stands as its plans say."""

FILES = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}


def money(digits: str, currency: str) -> str:
    """Give an amount of the JSON forms as people read it."""
    return f"{Decimal(digits):,}".removesuffix(".00") + f" {currency}"


def edition_of(files: Mapping[str, bytes] = FILES, today: dt.date = TODAY, **more: Any) -> Edition:
    """Give an edition of these files; ``more`` is what git and settings add."""
    return Edition(portfolio=read_portfolio(files, today), today=today, **more)


def rendered(files: Mapping[str, bytes] = FILES, today: dt.date = TODAY, **more: Any) -> Mapping[str, str]:
    """Give every page as Markdown."""
    return render_site(edition_of(files, today, **more)).pages


def parsed(text: str) -> Page:
    """Give a page as the site's Markdown converter makes it."""
    converter = markdown.Markdown(extensions=["tables", "toc"])
    return Page(converter.convert(get_data(text)[0]))


def pages_of(files: Mapping[str, bytes] = FILES, today: dt.date = TODAY, **more: Any) -> dict[str, Page]:
    """Give every page, converted and parsed."""
    return {path: parsed(text) for path, text in rendered(files, today, **more).items()}

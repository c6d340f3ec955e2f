"""Editions and pages of given plans, without a build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import markdown
import pytest
from mkdocs.utils.meta import get_data

from poc_docs.exports.plan_json import plan_json
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.site.edition import Edition
from poc_docs.site.pages import render_site
from tests.site.parsed import Page
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TODAY = dt.date(2026, 11, 23)
"""The day on which the sample portfolio stands as its plans say."""

FILES = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}

each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


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


class Pages(Mapping[str, Page]):
    """Pages, each of which is converted and parsed when a test first looks at it."""

    def __init__(self, make: Callable[[], Mapping[str, str]]) -> None:
        self._make = make
        self._parsed: dict[str, Page] = {}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return self._make()

    def __getitem__(self, path: str) -> Page:
        if path not in self._parsed:
            self._parsed[path] = parsed(self._texts[path])
        return self._parsed[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


PAGES = Pages(rendered)
"""The pages of the sample portfolio."""


def pages_of(files: Mapping[str, bytes] = FILES, today: dt.date = TODAY, **more: Any) -> Mapping[str, Page]:
    """Give every page."""
    texts = rendered(files, today, **more)
    return Pages(lambda: texts)


@cache
def page_alone(path: Path) -> Page:
    """Give the page of a plan that is the only one."""
    return pages_of({f"plans/{path.name}": path.read_bytes()})[f"plans/{path.name}"]


def page_of(text: str) -> Page:
    return pages_of({"plans/x.md": text.encode()})["plans/x.md"]


def text_of(page: Page) -> str:
    return " ".join(" ".join(tag.text for tag in page.tags if not tag.inside).split())


def sample(name: str) -> str:
    return FILES[f"plans/{name}.md"].decode()


def standing_of(page: Page) -> str:
    (line,) = [tag for tag in page.tags if tag.attributes.get("class") == "poc-docs-standing"]
    return " ".join(line.text.split())


def facts_of(page: Page) -> dict[str, str]:
    return dict(zip(page.texts("dt"), page.texts("dd"), strict=True))


def shown_json(path: Path) -> dict[str, Any]:
    return plan_json(read_plan(path.read_text(encoding="utf-8")), today=TODAY)

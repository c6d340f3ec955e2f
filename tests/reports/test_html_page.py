"""The HTML page: one file, in order, that shows whatever a plan holds as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from poc_docs.reports.html_page import html_page
from poc_docs.reports.html_text import visible
from poc_docs.reports.kinds import KINDS
from tests.reports.subjects import TEXTS, sample, subject_of
from tests.site.hostile import VECTORS, hostile_plan

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "small", "p", "strong", "a"),
    *("dl", "dt", "dd", "ul", "li", "div"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}


class Page(HTMLParser):
    """The tags, attributes and headings of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_headings_tables_and_language_are_as_a_screen_reader_needs_them(name: str, kind: str) -> None:
    page = Page(html_page(KINDS[kind](sample(name))))
    names = [tag for tag, _ in page.tags]
    assert page.tags[0] == ("html", {"lang": "en"})
    assert names.count("h1") == names.count("main") == names.count("title") == 1
    assert names.index("h1") < names.index("h2")
    assert {attributes.get("scope") for tag, attributes in page.tags if tag == "th"} <= {"col", "row"}
    rows = [attributes for tag, attributes in page.tags if tag == "th" and attributes["scope"] == "row"]
    assert len(rows) == names.count("tr") - names.count("thead")
    assert names.count("caption") == names.count("table")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("vector", VECTORS)
def test_hostile_texts_are_text(vector: str, kind: str) -> None:
    source = html_page(KINDS[kind](subject_of(hostile_plan(vector))))
    page = Page(source)
    for tag, attributes in page.tags:
        assert tag in TAGS
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "style"}]
        address = attributes.get("href")
        assert address is None or re.match(r"(https?|mailto):", address)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", source)


def test_nothing_is_loaded_and_the_policy_allows_the_one_style() -> None:
    source = html_page(KINDS["win"](sample("belrive")))
    assert "<script" not in source
    assert "@import" not in source
    assert "url(" not in source
    (policy,) = [a["content"] for tag, a in Page(source).tags if tag == "meta" and "http-equiv" in a]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_a_link_in_the_evidence_stays_a_link() -> None:
    text = TEXTS["belrive"].replace(
        "Test protocol of 2026-09-11", "[Protocol](https://example.org/p?a=1&b=2)"
    )
    page = Page(html_page(KINDS["win"](subject_of(text, checked=False))))
    assert [a["href"] for tag, a in page.tags if tag == "a"] == ["https://example.org/p?a=1&b=2"]


def test_signs_that_hide_or_reorder_are_shown() -> None:
    assert visible("a\u202eb\x00c\nd") == "a⟦U+202E⟧b\ufffdc d"

"""No text becomes markup, whatever reads the page."""

from __future__ import annotations

import html
import re

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from poc_docs.site.markup import NOTHING, Html, block, element, escape, front_matter, join, rows
from tests.site.hostile import VECTORS
from tests.site.parsed import Page

SIGN = re.compile(r"&#\d+;")
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc", "fenced_code", "footnotes", "abbr", "admonition"]


def shown(text: str) -> str:
    """Give a text as a page shows it: without what nobody sees."""
    return html.unescape(escape(text).source)


@given(st.text())
def test_an_escaped_text_has_no_sign_that_means_anything(text: str) -> None:
    rest = SIGN.sub("", escape(text).source)
    assert not re.search(r"[^\w\s,;%()./?-]", "".join(char for char in rest if char.isascii()))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", rest)


@given(st.text(st.characters(exclude_categories=["C"])))
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\tb"])
def test_line_breaks_stay_but_never_as_such(text: str) -> None:
    assert "\n" not in escape(text).source
    assert shown(text) == text


def test_what_reorders_text_is_made_visible() -> None:
    assert shown("a\u202eb\u2066") == "a⟦U+202E⟧b⟦U+2066⟧"


def test_hidden_characters_are_replaced() -> None:
    assert shown("\x00\x02\x7f\x85\u2028\ud800") == "\ufffd" * 6


@pytest.mark.parametrize("text", VECTORS)
@pytest.mark.parametrize("extensions", [[], EXTENSIONS])
def test_python_markdown_shows_a_text_in_a_block_as_it_is(text: str, extensions: list[str]) -> None:
    source = block(element("p", text, title=text))
    page = Page(markdown.markdown(source, extensions=extensions))
    assert [tag.name for tag in page.tags] == ["div", "p"]
    assert list(page.tags[1].attributes) == ["title"]
    assert page.tags[1].text == shown(text)


@pytest.mark.parametrize("text", VECTORS)
def test_commonmark_shows_a_text_in_a_block_as_it_is(text: str) -> None:
    page = Page(MarkdownIt("commonmark").render(block(element("p", text, title=text))))
    assert [tag.name for tag in page.tags] == ["div", "p"]
    assert page.tags[1].text == shown(text)


@pytest.mark.parametrize("text", VECTORS)
def test_a_page_title_can_be_written_into_a_page_as_it_is(text: str) -> None:
    source = front_matter(text)
    title = yaml.safe_load(source.strip("-\n"))["title"]
    for written in (title, html.unescape(title)):
        assert not re.search(r"[<>\"]", written)


def test_a_page_title_names_both_parts_and_hides_what_it_is_told_to() -> None:
    source = front_matter("Marlowe & Pike's – \U0001f680", hide=["toc"])
    values = yaml.safe_load(source.strip("-\n"))
    assert html.unescape(values["title"]) == "Marlowe & Pike's – \U0001f680"
    assert values["hide"] == ["toc"]


def test_elements_are_put_together() -> None:
    link = element("a", "<x>", href="a b&c", data_label="L", class_="k")
    assert link.source == (
        '<a href="a b&#38;c" data-label="L" class="k">&#60;x&#62;</a>'  # the blank is no sign
    )
    assert join([link, "<", NOTHING]).source == link.source + "&#60;"
    assert rows(["a", "", NOTHING, Html("<br>")]).source == "a\n<br>"
    assert element("br").source == "<br>"


def test_markup_is_never_taken_for_a_text() -> None:
    with pytest.raises(TypeError):
        str(element("b", "x"))
    with pytest.raises(TypeError):
        f"{element('b', 'x')}"

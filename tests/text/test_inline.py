from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from poc_docs.text.inline import fold, has_markup, plain_text, raw_html, tokens
from poc_docs.text.reading import read_document
from tests.text.markdown_files import files

if TYPE_CHECKING:
    from markdown_it.token import Token

INLINE_SIGNS = "ab1_*`~[]()<>!&;#\\/@.: \n\u00e9"
REFERENCES = read_document("[r]: /target\n").references


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("plain", "plain"),
        ("  blanks  ", "blanks"),
        ("**bold** _and_ `code`", "bold and code"),
        ("***both***", "both"),
        ("snake_case_name 2*3*4", "snake_case_name 234"),
        ("&lt;200&nbsp;ms", "<200\u00a0ms"),
        ("\\<200ms \\*", "<200ms *"),
        ("[text](https://example.com)", "text"),
        ("[text][r] and [r]", "text and r"),
        ("[text][unknown]", "[text][unknown]"),
        ("<https://example.com>", "https://example.com"),
        ("![chart **A**](a.png)", "![chart A]"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("a\nb  \nc\\\nd", "a\nb\nc\nd"),
        ("1<!-- not shown -->2", "12"),
        ("<b>bold</b>", "bold"),
        ("~~gone~~", "~~gone~~"),
        ("\\~\\~kept\\~\\~", "~~kept~~"),
        ("`` a`b ``", "a`b"),
        ("a @ b", "a @ b"),
    ],
)
def test_plain_text_is_what_a_reader_sees(source: str, shown: str) -> None:
    assert plain_text(source, REFERENCES) == shown


def test_raw_html_is_given_piece_by_piece() -> None:
    assert raw_html("a <b>c</b> `<i>` \\<i> <!-- d -->", {}) == ["<b>", "</b>", "<!-- d -->"]
    assert raw_html("a", {}) == []


def test_folding_makes_one_line_of_single_blanks() -> None:
    assert fold(" a \n\t b\u00a0\u2028c ") == "a b c"


@given(st.text(st.sampled_from(INLINE_SIGNS), max_size=30) | files())
@example("<5@b.de>")
@example("a_b_ _c_d")
@example("[a] [a][a] ![a] [a](b)")
@example("!")
def test_what_has_no_markup_is_read_as_its_letters_by_markdown_it(content: str) -> None:
    for references in (REFERENCES, {}):
        found: list[Token] = []
        markdown = MarkdownIt("commonmark").enable("strikethrough")
        markdown.inline.parse(content, markdown, {"references": references}, found)
        assert tokens(content, references) == found
        as_letters = "".join(token.content for token in found if token.type == "text") == content
        assert as_letters or has_markup(content, references)


def test_most_texts_of_a_plan_have_no_markup() -> None:
    plain = ["p95 > 200 ms, 50% (all)", "<200 ms & ~5 s", "[e.g., >99.5%]", "order_id!", "< 5", "5 < x > 3"]
    assert not any(has_markup(text, {}) for text in plain)
    marked = ["\\<", "`a`", "*a*", "_a_", "~~a~~", "<b>", "<!-- a -->", "&lt;", "[a](b)", "a\nb", "<a@b.c>"]
    assert all(has_markup(text, {}) for text in marked)
    assert has_markup("[r]", REFERENCES)

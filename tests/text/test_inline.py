from __future__ import annotations

import pytest

from poc_docs.text.inline import fold, has_markup, plain_text, raw_html
from poc_docs.text.reading import read_document

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


def test_markup_is_looked_for_by_its_signs() -> None:
    assert not has_markup("p95 > 200 ms, 50% (all)")
    assert all(has_markup(sign) for sign in "\\`*_[]<&!~\r\n")

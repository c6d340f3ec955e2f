from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from poc_docs.text.source import (
    MAXIMUM_BYTES,
    Lines,
    Span,
    UnreadableTextError,
    decode,
    encode,
    newline_of,
    readable_part,
)
from tests.text.markdown_files import files

texts = files() | st.text()


@given(st.binary() | st.text().map(str.encode))
@example(b"\xef\xbb\xbf---\r\n\x00\r\n")
@example(b"\xff")
def test_what_can_be_decoded_is_encoded_to_the_same_bytes(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableTextError as error:
        assert error.line >= 1  # noqa: PT017 -- any bytes may go either way
        with pytest.raises(UnicodeDecodeError):
            data.decode()
    else:
        assert encode(text) == data


def test_the_first_byte_that_is_not_utf_8_is_named_by_line_and_column() -> None:
    with pytest.raises(UnreadableTextError, match="byte 0xe9 at offset 12") as raised:
        decode("\ufeffeins\r\ncaf".encode() + b"\xe9 bar")
    assert (raised.value.line, raised.value.column) == (2, 3 + 1)
    assert "UTF-8" in raised.value.advice


def test_bytes_that_are_no_utf_8_are_shown_with_a_mark() -> None:
    assert readable_part(b"Caf\xe9 Berg") == "Caf\ufffd Berg"


@pytest.mark.parametrize("data", ["ab".encode("utf-16"), b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"])
def test_utf_16_surrogates_and_overlong_forms_are_not_utf_8(data: bytes) -> None:
    with pytest.raises(UnreadableTextError, match="not UTF-8"):
        decode(data)


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert len(decode(b"a" * MAXIMUM_BYTES)) == MAXIMUM_BYTES
    with pytest.raises(UnreadableTextError, match="more than 4,194,304"):
        decode(b"a" * (MAXIMUM_BYTES + 1))


@given(texts)
def test_lines_break_at_crlf_cr_and_lf_and_nowhere_else(text: str) -> None:
    lines = Lines(text)
    parts = re.split("(\r\n|\r|\n)", text)
    contents = [part.removeprefix("\ufeff") if i == 0 else part for i, part in enumerate(parts[::2])]
    assert [lines.content(i).of(text) for i in range(len(lines.starts))] == contents
    assert [text[start:end] for start, end in zip(lines.starts, lines.starts[1:], strict=False)] == [
        content + line_break for content, line_break in zip(parts[::2], parts[1::2], strict=False)
    ]


@given(st.data())
def test_a_position_is_line_and_column_as_an_editor_counts_them(data: st.DataObject) -> None:
    text = data.draw(texts)
    offset = data.draw(st.integers(0, len(text)))
    before = re.split("\r\n|\r(?!\n)|\n", text[:offset])
    in_break = text[offset - 1 : offset + 1] == "\r\n"
    column = len(before[-1].removeprefix("\ufeff") if len(before) == 1 else before[-1]) + 1
    if not in_break:
        assert Lines(text).position(offset) == (len(before), column)


def test_a_line_beyond_the_last_one_begins_at_the_end() -> None:
    assert Lines("a\nb").start(7) == 3
    assert Lines("a\nb").line_of(3) == 1


@pytest.mark.parametrize(
    ("text", "expected"), [("a", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb\n", "\r"), ("\n\r", "\n")]
)
def test_a_files_line_break_is_the_one_it_uses_first(text: str, expected: str) -> None:
    assert newline_of(text) == expected


def test_a_span_is_half_open() -> None:
    assert Span(1, 3).of("abcd") == "bc"
    assert Span(1, 3) < Span(2, 2)

"""Bytes to text and back, and where in the file a character stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

BOM = "\ufeff"
MAXIMUM_BYTES = 4 * 1024 * 1024
"""A plan is a few pages; a file beyond this is something else that got a `.md` name."""

_LINE_BREAK = pattern(r"\r\n|\r|\n")


class UnreadableTextError(Exception):
    """The bytes are not text this toolkit may touch.

    ``line`` and ``column`` are 1-based; ``advice`` says what to do about it. ``span`` is what is wrong in the
    text as ``readable_part`` gives it, and is empty where no character is to blame.
    """

    def __init__(
        self, message: str, *, advice: str, line: int = 1, column: int = 1, span: Span | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.line = line
        self.column = column
        self.span = span or Span(0, 0)


class Span(NamedTuple):
    """A half-open range of character offsets in the text of a file."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the characters of ``text`` that the span covers."""
        return text[self.start : self.end]


# A plan has a thousand; made so, from a pair, each takes a third of the time.
quick_span = partial(tuple.__new__, Span)


@dataclass(frozen=True, slots=True)
class Lines:
    """Line starts of a text, broken at CRLF, CR and LF only, as CommonMark does."""

    text: str
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        if "\r" in self.text:
            starts = [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        else:
            starts = list(accumulate([len(line) + 1 for line in self.text.split("\n")], initial=0))
            starts.pop()
        object.__setattr__(self, "starts", tuple(starts))

    def start(self, line: int) -> int:
        """Give the offset at which the 0-based ``line`` begins, after a byte order mark."""
        if line >= len(self.starts):
            return len(self.text)
        offset = self.starts[line]
        return offset + 1 if line == 0 and self.text.startswith(BOM) else offset

    def content(self, line: int) -> Span:
        """Give the span of the 0-based ``line`` without its line break."""
        start = self.start(line)
        if line + 1 >= len(self.starts):
            return Span(start, len(self.text))
        end = self.starts[line + 1] - 1
        return quick_span((start, end - 1 if self.text.startswith("\r\n", end - 1) and end > start else end))

    def line_of(self, offset: int) -> int:
        """Give the 0-based line that holds ``offset``."""
        return bisect_right(self.starts, offset) - 1

    def position(self, offset: int) -> tuple[int, int]:
        """Give the 1-based line and column of ``offset``, in characters as an editor counts them."""
        line = self.line_of(offset)
        return line + 1, max(0, offset - self.start(line)) + 1


def newline_of(text: str) -> str:
    """Give the line break that the text uses first, or LF where it has none."""
    match = _LINE_BREAK.search(text)
    return match.group() if match else "\n"


def decode(data: bytes) -> str:
    """Decode the bytes of a Markdown file; ``encode`` gives the same bytes back.

    A byte order mark stays in the text. Raises ``UnreadableTextError`` for what is too large or not UTF-8.
    """
    if len(data) > MAXIMUM_BYTES:
        raise UnreadableTextError(
            f"the file has more than {MAXIMUM_BYTES:,} bytes, which no plan needs",
            advice="check the file name: is this the plan, or something it links to?",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = Lines(before).position(len(before))
        raise UnreadableTextError(
            f"the file is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}",
            advice="save it again with the encoding UTF-8 (in most editors: Save with encoding, UTF-8)",
            line=line,
            column=column,
            span=Span(len(before), len(before) + 1),
        ) from None


def readable_part(data: bytes) -> str:
    """Give bytes for showing, with a mark where they are no UTF-8."""
    return data.decode("utf-8", "replace")


def encode(text: str) -> bytes:
    """Give the bytes of ``text``, byte order mark and line breaks as they stand."""
    return text.encode("utf-8")

"""What one reader of Markdown or another takes for the beginning of a tag.

CommonMark calls less a tag than Python-Markdown does, with which MkDocs is built: `<svg/onload=a>` is text to
the one and live to the other, and so is what stands in a code span that the other ends elsewhere. Hence
code is here only what is code to both; where they could differ, it counts as text.

Sources: CommonMark 0.31.2; htmlparser.py, inlinepatterns.py and fenced_code.py of Python-Markdown 3.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.text.patterns import pattern
from poc_docs.text.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from poc_docs.text.document import Document

_SIGN = pattern(r"<[A-Za-z/!?]")
# A slash in an address would begin an attribute for who reads a tag: `<div/onclick=a@example.com>`.
_NO_TAG = pattern(
    r"<(?:(?i:https?)://[^\s<>]*|(?:(?i:mailto):)?[A-Za-z0-9.+_=$-]+@[A-Za-z0-9.-]+)>|<(?i:br)[ \t]*/?>|<!--"
)
_BEFORE_A_TAG = pattern(r"(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]*")
_COMMENT_END = "-->"
_NOTHING = "\0"
_SHOWN = pattern(r"</?[A-Za-z][A-Za-z0-9-]*|<.")
_TICKS = pattern(r"`+")
_PIPE = pattern(r"(?<!\\)\|")
_FENCE = pattern(r"(?<![^\r\n])(?P<fence>`{3,}|~{3,})(?P<rest>[^\r\n]*)")
_LANGUAGE = pattern(r" *[\w#.+-]* *")


class TagBeginning(NamedTuple):
    """Where a tag could begin; ``begins_line`` says that only lists and quotations stand before it."""

    span: Span
    begins_line: bool


def may_hold_tags(text: str) -> bool:
    """Say whether anything in a text could begin a tag or a comment."""
    return _SIGN.search(text) is not None


def first_tag(value: str) -> str:
    """Give what could begin a tag in a text that is no Markdown, or an empty string."""
    for sign in _SIGN.finditer(value) if "<" in value else ():
        if not _NO_TAG.match(value, sign.start()):
            return _shown(value, sign.start()).of(value)
    return ""


def tag_beginnings(document: Document) -> Iterator[TagBeginning]:
    """Give what could begin a tag below the front matter, complete or not.

    Left out are code, web and mail addresses in angle brackets, `<br>`, where a comment begins, and a `<`
    inside a line that nothing closes, as in `x<y`.
    """
    text = document.text
    start = document.front_matter.block.end if document.front_matter else 0
    fences = chain(_fences(document, start), [Span(len(text), len(text))])
    fence = next(fences)
    top = document.lines.line_of(start)
    paragraph, line = _Paragraph(document, start, top), Span(start, start)
    begin, after_comment = start, -1
    for sign in _SIGN.finditer(text, start):
        at = sign.start()
        while fence.end <= at:
            fence = next(fences)
        if fence.start <= at:
            continue
        if at >= line.end:
            line = document.lines.content(document.lines.line_of(at))
            before = _BEFORE_A_TAG.match(text, line.start)
            begin = before.end() if before else line.start
            after_comment = text.find(_COMMENT_END, line.start, line.end)
        if _NO_TAG.match(text, at):
            continue
        if at >= paragraph.span.end:
            paragraph = _Paragraph(document, at, top)
        begins_line = begin == at
        follows_comment = 0 <= after_comment < at
        if begins_line or (not paragraph.is_code(at) and (follows_comment or paragraph.closes(at))):
            yield TagBeginning(_shown(text, at), begins_line)


class _Paragraph:
    """The lines between two blank ones, which no reader of Markdown parses with others."""

    def __init__(self, document: Document, at: int, top: int) -> None:
        """Find the lines around a place, of which none stands above the line ``top``."""
        lines, text = document.lines, document.text
        first = last = lines.line_of(at)
        while first > top and lines.content(first - 1).of(text).strip(" \t"):
            first -= 1
        while last + 1 < len(lines.starts) and lines.content(last + 1).of(text).strip(" \t"):
            last += 1
        self.span = Span(lines.start(first), lines.start(last + 1))
        code = _code_spans(text, [lines.content(line) for line in range(first, last + 1)])
        self._without_code = _blanked(self.span.of(text), self.span.start, code or ())
        self._signs = _NO_TAG.sub(_blank, self._without_code)
        # What code there is being doubtful, a `<` may be code, and no end of what began before it.
        self._doubtful_until = -1 if code is not None else self._signs.rfind(">")

    def is_code(self, at: int) -> bool:
        """Say whether a place is inside a code span for every reader of Markdown."""
        return self._without_code[at - self.span.start] == _NOTHING

    def closes(self, at: int) -> bool:
        """Say whether a `>` follows before the next `<`; code and addresses may stand between."""
        at -= self.span.start
        opened = self._signs.find("<", at + 1)
        end = opened if opened >= 0 else len(self._signs)
        return at < self._doubtful_until or self._signs.find(">", at, end) >= 0


def _code_spans(text: str, lines: list[Span]) -> list[Span] | None:
    """Give the code spans of lines; None where one leaves a span open, or a backslash or a pipe is beside."""
    found: list[Span] = []
    for line in lines:
        runs = [Span(*run.span()) for run in _TICKS.finditer(text, line.start, line.end)]
        closing = _next_of_same_length(runs)
        at = 0
        while at < len(runs):
            other = closing[at]
            if other is None or text.startswith("\\", runs[at].start - 1):
                return None
            span = Span(runs[at].start, runs[other].end)
            if _PIPE.search(text, span.start, span.end):
                return None
            found.append(span)
            at = other + 1
    return found


def _blanked(text: str, start: int, spans: Iterable[Span]) -> str:
    """Give a text that begins at ``start`` with nothing in the place of what the spans cover."""
    kept, done = [], 0
    for span in spans:
        kept += [text[done : span.start - start], _NOTHING * (span.end - span.start)]
        done = span.end - start
    return "".join((*kept, text[done:]))


def _blank(match: re.Match[str]) -> str:
    return _NOTHING * len(match.group())


def _next_of_same_length(runs: list[Span]) -> list[int | None]:
    following: dict[int, int] = {}
    found: list[int | None] = []
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number].end - runs[number].start
        found.append(following.get(length))
        following[length] = number
    return found[::-1]


def _fences(document: Document, start: int) -> Iterator[Span]:
    """Give the fenced code that is code for every reader: its marks are alike and begin their lines."""
    literal = set(document.literal)
    opened: re.Match[str] | None = None
    for mark in _FENCE.finditer(document.text, start):
        if opened is None:
            if not _LANGUAGE.fullmatch(mark["rest"]):
                return
            opened = mark
        elif mark["fence"] == opened["fence"] and not mark["rest"].strip(" "):
            span = Span(opened.start(), mark.end())
            opened = None
            if span in literal:
                yield span


def _shown(text: str, at: int) -> Span:
    match = _SHOWN.match(text, at)
    return Span(at, match.end() if match else at + 1)

"""Labelled values such as ``- **Objective:** Show that …``, as list items or as paragraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from poc_docs.text import inline
from poc_docs.text.patterns import pattern
from poc_docs.text.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from poc_docs.text.document import Block

_BOLD = r"(?P<mark>\*\*|__)(?P<label>[^*_:]{1,60})(?P<colon>:\s*)?(?P=mark)\s*"
_LABEL = pattern(rf"{_BOLD}:?[ \t]*")
_MARK = pattern("\ue000(\\d+)\ue001")
_FURTHER_LABEL = pattern(rf"{_BOLD}(?(colon):?|:)[ \t]*")


class Labelled(NamedTuple):
    """A label and the Markdown source of its value; ``span`` covers the value and may be empty."""

    label: str
    content: str
    span: Span
    item: bool
    alone: bool
    """Whether the list item holds nothing beyond the value."""


def labelled_values(blocks: Iterable[Block]) -> Iterator[Labelled]:
    """Give the labelled values of ``blocks``.

    A list item has one label, at its beginning, and its value is all the rest: bold words at the beginning
    of a further line are part of it. In a paragraph a further line may begin with a label of its own, which
    then needs its colon.
    """
    for block in blocks:
        if not block.nested and ("**" in block.content or "__" in block.content):
            yield from _values(block)


def _values(block: Block) -> Iterator[Labelled]:
    parts = [part.lstrip() for part in block.content.split("\n")]
    first = _LABEL.match(parts[0])
    if block.item:
        if first:
            yield _labelled(block, parts, 0, first, len(parts))
        return
    further = ((i, _FURTHER_LABEL.match(part)) for i, part in enumerate(parts[1:], 1))
    candidates = {i: match for i, match in further if match}
    starts = [*([(0, first)] if first else []), *_really_bold(block, parts, candidates)]
    ends = [*(i for i, _ in starts[1:]), len(parts)]
    for (i, match), end in zip(starts, ends, strict=False):
        yield _labelled(block, parts, i, match, end)


def _labelled(block: Block, parts: list[str], i: int, label: re.Match[str], end: int) -> Labelled:
    """Give the value that begins behind ``label`` in part ``i``, and stands before part ``end``."""
    content = "\n".join([parts[i][label.end() :], *parts[i + 1 : end]]).strip()
    last = block.lines[end - 1].end
    start = min(block.lines[i].start + label.end(), last)
    return Labelled(label["label"].strip(), content, Span(start, last), block.item, block.alone)


def _really_bold(
    block: Block, parts: list[str], candidates: dict[int, re.Match[str]]
) -> list[tuple[int, re.Match[str]]]:
    """Keep the labels that a reader sees in bold: not one inside a comment or in code over several lines."""
    if not candidates:
        return []
    marked = list(parts)
    for i, match in candidates.items():
        at = match.start("label") + len(match["label"]) - len(match["label"].lstrip()) + 1
        marked[i] = f"{parts[i][:at]}\ue000{i}\ue001{parts[i][at:]}"
    tokens = inline.tokens("\n".join(marked), block.references)
    opened = (other.content for one, other in pairwise(tokens) if one.type == "strong_open")
    bold = {int(found[1]) for content in opened if (found := _MARK.search(content))}
    return [(i, match) for i, match in candidates.items() if i in bold]

"""Labelled values such as ``- **Objective:** Show that …``, as list items or as paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from poc_docs.text.document import Block

_LABEL = re.compile(r"(?P<mark>\*\*|__)(?P<label>[^*_:]{1,60}?)\s*:?\s*(?P=mark)\s*:?[ \t]*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the Markdown source of its value; ``span`` covers the value and may be empty."""

    label: str
    content: str
    span: Span
    item: bool


def labelled_values(blocks: Iterable[Block]) -> Iterator[Labelled]:
    """Give the labelled values of ``blocks``; a value reaches to the next label or the block's end."""
    for block in blocks:
        if block.nested:
            continue
        parts = block.content.split("\n")
        starts = [(i, match) for i, part in enumerate(parts) if (match := _LABEL.match(part.lstrip()))]
        for (i, match), end in zip(starts, [*(i for i, _ in starts[1:]), len(parts)], strict=True):
            first = parts[i].lstrip()[match.end() :]
            content = "\n".join([first, *parts[i + 1 : end]]).strip()
            last = block.lines[end - 1].end
            start = min(block.lines[i].start + match.end(), last)
            yield Labelled(match["label"].strip(), content, Span(start, last), block.item)

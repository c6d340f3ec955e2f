"""Changes to a text as a list of replacements, so that every other character stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from ``start`` to ``end`` (half-open) by ``replacement``."""

    start: int
    end: int
    replacement: str


class OverlappingEditsError(ValueError):
    """Two edits claim the same characters, so that their order would decide the outcome."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply all edits to ``text``; edits at one place are inserted in the order given.

    Raises ``OverlappingEditsError`` if two of them share characters, ``IndexError`` if one lies outside.
    """
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not 0 <= edit.start <= edit.end <= len(text):
            raise IndexError(f"edit {edit.start}:{edit.end} lies outside a text of {len(text)} characters")
        if edit.start < done:
            raise OverlappingEditsError(
                f"the edit at {edit.start} begins before the one ending at {done} is over"
            )
        parts += text[done : edit.start], edit.replacement
        done = edit.end
    return "".join((*parts, text[done:]))


def offset_before(edits: Iterable[Edit], offset: int) -> int:
    """Give where the character at ``offset`` of the edited text stood before; new text maps to its edit."""
    shift = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        begin = edit.start + shift
        if offset < begin:
            break
        if offset < begin + len(edit.replacement):
            return edit.start
        shift += len(edit.replacement) - (edit.end - edit.start)
    return offset - shift

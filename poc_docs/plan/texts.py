"""Texts of a plan and what they were read as; each knows where it stands in the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from poc_docs.plan.values import is_placeholder
from poc_docs.text.inline import fold
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from poc_docs.text.document import Cell
    from poc_docs.text.source import Span

T = TypeVar("T")


class Text(NamedTuple):
    """A text of the plan: ``value`` as a reader sees it on one line, ``source`` as Markdown."""

    value: str
    source: str
    span: Span

    def __bool__(self) -> bool:
        return bool(self.value)


_text = partial(tuple.__new__, Text)  # as ``quick_span``


def filled_in(text: Text | None) -> str:
    """Give what a text says; nothing where there is none, or only a blank that is still to be filled in."""
    return text.value if text and not is_placeholder(text.value) else ""


def cell_text(cell: Cell) -> Text:
    """Give what a cell says."""
    return _text((fold(cell.text), cell.content, cell.span))


class Read(NamedTuple, Generic[T]):
    """A text and what it was read as; ``value`` is None where it could not be."""

    text: Text
    value: T | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that could not be read, with the way out."""

    message: str
    span: Span
    advice: str

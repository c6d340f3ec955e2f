"""Texts and values of a plan's model as cells; a placeholder says nothing yet, and is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from poc_docs.plan.values import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.plan.texts import Read, Text

T = TypeVar("T")


def said(text: Text | None) -> str | None:
    """Give what a text says, or None where it is missing, empty or a placeholder."""
    return None if text is None or not text.value or is_placeholder(text.value) else text.value


def read(value: Read[T] | None) -> T | None:
    """Give what a text was read as, or None where it is missing or could not be read."""
    return value.value if value else None


def one_cell(texts: Iterable[Text]) -> str | None:
    """Give several texts as one cell."""
    return "; ".join(filter(None, map(said, texts))) or None

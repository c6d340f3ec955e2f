"""A text that an amendment or a correction changed, with what it was before beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.badges import quiet, shown
from poc_docs.site.markup import Content, element, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.texts import Text


def with_original(text: Text | None, where: str, before: Mapping[str, str]) -> Content:
    """Give a signed text, with its original struck through below it if an amendment changed it."""
    return with_earlier(shown(text), where, before, "originally ", "added later")


def with_uncorrected(content: Content, where: str, before: Mapping[str, str]) -> Content:
    """Give a result or a part of the decision, with what stood there before it was corrected."""
    return with_earlier(content, where, before, "before correction ", "added by correction")


def with_earlier(content: Content, where: str, before: Mapping[str, str], label: str, added: str) -> Content:
    """Give a content with the earlier text of this name below it, struck through."""
    if where not in before:
        return content
    earlier = quiet(label, element("del", before[where])) if before[where] else quiet(added)
    return rows([content, element("br"), earlier])

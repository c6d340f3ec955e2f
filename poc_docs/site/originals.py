"""What an amendment changed, as it was when work started, to stand beside the present text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement import agreed_texts, amendments, chain_faults, signed_texts
from poc_docs.plan.changes import changed_texts
from poc_docs.site.badges import quiet, shown
from poc_docs.site.markup import Content, element, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.model import Plan, Text

Originals = dict[str, str]
"""Amended texts as they were when work started, by their name in amendments; empty where there was none."""


def originals(plan: Plan) -> Originals:
    """Give the plan's originals; amendments that do not fit together give none, as nobody signed them."""
    if not amendments(plan) or any(chain_faults(plan)):
        return {}
    changed = changed_texts(plan, agreed_texts(plan), signed_texts(plan))
    return {change.where: plan.document.plain(change.before) for change in changed}


def with_original(text: Text | None, where: str, before: Mapping[str, str]) -> Content:
    """Give a signed text, with its original struck through below it if an amendment changed it."""
    if where not in before:
        return shown(text)
    original = quiet("originally ", element("del", before[where])) if before[where] else quiet("added later")
    return rows([shown(text), element("br"), original])

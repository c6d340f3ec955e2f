"""What differs between two versions of a plan's signed texts, in the plan's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import same_text
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.model import Plan


@dataclass(frozen=True, slots=True)
class TextChange:
    """One signed text that changed, as Markdown; empty where there was, or is, none."""

    where: str
    before: str
    after: str

    def __str__(self) -> str:
        name = spoken_name(self.where)
        if not self.before:
            return f"{name}: {self.after!r} is new and was not agreed"
        if not self.after:
            return f"{name}: {self.before!r} was agreed and is gone"
        return f"{name}: {self.before!r} was agreed, now {self.after!r}"


def changed_texts(plan: Plan, before: Mapping[str, str], after: Mapping[str, str]) -> list[TextChange]:
    """Give the texts that differ (see ``agreement.signed_texts``), read with the plan's link definitions."""
    names = [*before, *(where for where in after if where not in before)]
    return [
        TextChange(where, before.get(where, ""), after.get(where, ""))
        for where in names
        if not same_text(plan, before.get(where, ""), after.get(where, ""))
    ]


def spoken_name(where: str) -> str:
    """Give the name of a signed text as people say it: ``target of criterion 2``."""
    kind, _, rest = where.partition(" ")
    name, _, part = rest.partition(" ")
    if kind == "criterion" and part:
        return f"{'text' if part == 'text' else part} of criterion {name}"
    if kind == "outcome" and part:
        return f"{part} of outcome {name}"
    return where

"""One difference between two versions of a plan, said in the plan's own terms."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from poc_docs.plan.texts import Text


class Quoted(str):
    """A text out of the plan, which is set off from the sentence around it."""

    __slots__ = ()


class ChangeKind(StrEnum):
    """What a change is about."""

    CREATED = "created"
    REMOVED = "removed"
    MOVED = "moved"
    FAULT = "fault"
    STATUS = "status"
    SIGNATURE = "signature"
    STARTED = "started"
    AMENDMENT = "amendment"
    ENDING = "ending"
    PAUSE = "pause"
    AGREED = "agreed text"
    CRITERION = "criterion"
    ENVIRONMENT = "environment"
    TIMELINE = "timeline"
    RISK = "risk"
    RESULT = "result"
    GAP = "gap"
    DECISION = "decision"
    OUTCOME = "computed outcome"
    BUSINESS = "business"
    CONTACT = "contact"
    TASK = "task"
    CHECKPOINT = "checkpoint"
    LOGGED = "logged value"
    ISSUE = "issue"
    DATED_DECISION = "dated decision"
    CREDITS = "credits"
    COST = "cost"
    LEARNING = "learning"
    METADATA = "metadata"
    UNSIGNED = "unsigned text"
    """Text beside the signed ones, in the sections that hold them."""
    TEXT = "text"
    SECTION = "section"
    FORM = "form"


class Consequence(StrEnum):
    """What a change of an agreed text asks for, or what one beside it does not have."""

    AMEND = "needs an amendment"
    AMENDED = "by the open amendment"
    SIGN = "has to be signed anew"
    UNSIGNED = "no part of what both sides sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """One change: a sentence in pieces, and the values before and after where there are any.

    ``where`` names what changed (``criterion 2 target``, ``result 1``); the values are as a reader sees them.
    """

    kind: ChangeKind
    where: str
    words: tuple[str, ...]
    before: str | None = None
    after: str | None = None
    consequence: Consequence | None = None

    @property
    def sentence(self) -> str:
        """Give the change as one sentence, its quotations in single quotes."""
        said = "".join(f"'{word}'" if isinstance(word, Quoted) else word for word in self.words)
        return f"{said}, {self.consequence}" if self.consequence else said

    @property
    def needs_amendment(self) -> bool:
        """Say whether agreed text changed after work had started, and no amendment names it."""
        return self.consequence is Consequence.AMEND

    def __str__(self) -> str:
        return self.sentence


def said(kind: ChangeKind, where: str, *words: str) -> PlanChange:
    """Give a change that is one statement."""
    return PlanChange(kind=kind, where=where, words=words)


def value_change(kind: ChangeKind, where: str, before: str, after: str, *, subject: str = "") -> PlanChange:
    """Give a change from one value to another; an empty one, or a blank that was filled in, is none."""
    subject = subject or where
    if is_placeholder(before) and after and not is_placeholder(after):
        before = ""
    if before and after:
        words: tuple[str, ...] = (f"{subject} ", Quoted(before), " → ", Quoted(after))
    elif after:
        words = (f"{subject} added: ", Quoted(after))
    else:
        words = (f"{subject} removed: ", Quoted(before))
    return PlanChange(kind=kind, where=where, words=words, before=before or None, after=after or None)


def shown(text: Text | None) -> str:
    """Give a text as a reader sees it, empty where there is none."""
    return text.value if text else ""

"""The mail about all plans: its variables, and how it is made from a digest."""

from __future__ import annotations

import shlex
from collections import Counter
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from poc_docs.messages.drafts import Draft
from poc_docs.messages.life_cycle import DIGEST
from poc_docs.messages.recipients import of_addresses
from poc_docs.messages.templates import render
from poc_docs.messages.words import Blanks, one_line
from poc_docs.plan.values import is_placeholder
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from poc_docs.plan.plan_change import PlanChange
    from poc_docs.portfolio.digest import Attention, Digest, DueDecision, PlanName, ToldChange
    from poc_docs.text.template_source import TemplateSource

SHOWN = 3
"""How many of the things that a plan needs are named, and how many of its changes; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """A digest, how its changes are put into words, and the blanks that a template may ask for."""

    digest: Digest
    sentence: Callable[[PlanChange], str]
    blanks: Blanks

    def changed(self) -> list[SimpleNamespace]:
        """Give the plans that changed, without those that are new."""
        return [self._changed(each) for each in self.digest.changed or () if not each.is_new]

    def added(self) -> list[SimpleNamespace]:
        """Give the plans that are new; the title is named where one prospect has several."""
        new = [each for each in self.digest.changed or () if each.is_new]
        prospects = Counter(_prospect(each.name) for each in new)
        return [
            SimpleNamespace(
                name=_alone(each.name, prospects) or _name(each.name),
                path=one_line(each.name.path),
            )
            for each in new
        ]

    def _changed(self, changed: ToldChange) -> SimpleNamespace:
        told = [one_line(self.sentence(each)) for each in changed.told]
        return SimpleNamespace(
            name=_name(changed.name),
            path=one_line(changed.name.path),
            changes=told,
            further=changed.further,
        )

    def attention(self) -> list[SimpleNamespace]:
        """Give the plans that need attention."""
        return [_attention(each) for each in self.digest.attention]

    def decisions(self) -> list[SimpleNamespace]:
        """Give the decisions that are due soon, or overdue."""
        return [_decision(each) for each in self.digest.decisions]

    def overdue(self) -> int:
        """Count the decisions that are overdue."""
        return sum(each.days < 0 for each in self.digest.decisions)


@dataclass(frozen=True, slots=True)
class DigestVariable:
    """A name for the template of the digest; ``parts`` as for ``Variable``."""

    name: str
    what: str
    find: Callable[[Told], Any]
    parts: tuple[str, ...] = ()


DIGEST_VARIABLES = (
    DigestVariable("today", "today", lambda of: of.digest.today.isoformat()),
    DigestVariable("since", "the day since when changes are told", lambda of: of.digest.since.isoformat()),
    DigestVariable(
        "owners",
        "a list: whose plans these are; empty for all",
        lambda of: [one_line(each) for each in of.digest.owners],
    ),
    DigestVariable("plans", "how many plans take part", lambda of: of.digest.plans),
    DigestVariable(
        "has_history",
        "whether there is a history to tell changes from",
        lambda of: of.digest.changed is not None,
    ),
    DigestVariable("added", "the plans that are new", lambda of: of.added(), ("name", "path")),
    DigestVariable(
        "changed",
        "the other plans that changed; `changes` is a list of sentences, `further` counts the smaller ones",
        lambda of: of.changed(),
        ("name", "path", "changes", "further"),
    ),
    DigestVariable(
        "decisions",
        "decisions due within 14 days or overdue; `when` says it in words",
        lambda of: of.decisions(),
        ("name", "path", "date", "days", "when", "maker", "owner"),
    ),
    DigestVariable("overdue", "how many of these decisions are overdue", lambda of: of.overdue()),
    DigestVariable(
        "attention",
        "plans that need attention, Red first and those that ended last; `needs` is a list with `text`, "
        "`due` and `command`, `further` counts what `poc-docs next` names beside them",
        lambda of: of.attention(),
        ("name", "path", "health", "owner", "needs", "further"),
    ),
    DigestVariable(
        "unreadable",
        "files that can't be read",
        lambda of: [
            SimpleNamespace(
                path=one_line(path),
                message=one_line(message),
                command=f"poc-docs check {shlex.quote(one_line(path))}",
            )
            for path, message in of.digest.unreadable
        ],
        ("path", "message", "command"),
    ),
    DigestVariable("blank", "as above", lambda of: of.blanks.blank),
)
"""Every variable of the mail about all plans."""


def digest_mail(
    digest: Digest,
    sources: Mapping[str, TemplateSource],
    sentence: Callable[[PlanChange], str],
    to: Sequence[str] = (),
) -> Draft:
    """Make the mail; ``sentence`` puts a change into words. Raises ``MailTemplateError``."""
    told = Told(digest, sentence, Blanks())
    rendered = render(DIGEST, sources, {each.name: each.find(told) for each in DIGEST_VARIABLES})
    return Draft(
        to=of_addresses(None, to).to,
        cc=(),
        nobody="",
        subject=rendered.subject,
        body=rendered.body,
        blanks=told.blanks.noted,
    )


def _alone(name: PlanName, prospects: Counter[str]) -> str:
    """Give the prospect's name if it has no other plan among these, or else an empty string."""
    prospect = _prospect(name)
    return prospect if prospects[prospect] == 1 else ""


def _prospect(name: PlanName) -> str:
    """Give the prospect's name, or an empty string."""
    return "" if is_placeholder(name.prospect) else one_line(name.prospect)


def _name(name: PlanName) -> str:
    """Give prospect and title of a plan, or its path."""
    return one_line(" – ".join(filter(None, (name.prospect, name.title)))) or one_line(name.path)


def _attention(attention: Attention) -> SimpleNamespace:
    needs = [
        SimpleNamespace(
            text=one_line(need.what),
            due=need.due.isoformat() if need.due else "",
            command=one_line(need.command),
        )
        for need in attention.needs
    ]
    return SimpleNamespace(
        name=_name(attention.name),
        path=one_line(attention.name.path),
        health=attention.health_word,
        owner=one_line(attention.name.owner or ""),
        needs=needs[:SHOWN],
        further=attention.items - SHOWN if len(needs) > SHOWN else 0,
    )


def _decision(decision: DueDecision) -> SimpleNamespace:
    return SimpleNamespace(
        name=_name(decision.name),
        path=one_line(decision.name.path),
        date=decision.date.isoformat(),
        days=decision.days,
        when=_when(decision.days),
        maker=one_line(decision.maker),
        owner=one_line(decision.name.owner or ""),
    )


def _when(days: int) -> str:
    if days == 0:
        return "today"
    count = counted(abs(days), "day")
    return f"in {count}" if days > 0 else f"{count} overdue"

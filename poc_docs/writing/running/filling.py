"""What an optional section begins with: all that the plan already knows, and nothing that it doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan import vocabulary as words
from poc_docs.plan.gaps import names_no_workaround
from poc_docs.plan.running.channel import PATTERN, channel_name
from poc_docs.plan.values import is_placeholder
from poc_docs.text.table_source import table_source
from poc_docs.writing.applied import refusing
from poc_docs.writing.gaps import is_example
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.running.checklists import conversion_list, infrastructure_list
from poc_docs.writing.running.contacts import decision_maker, known_people, sales_engineer
from poc_docs.writing.running.decisions import known_decisions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import SectionFormat

CADENCE = "Daily stand-up thread, weekly progress call"
"""Source: the PoC framework, "Regular Checkpoints"."""

_COSTS = {"Months": "12"}
"""What stands in Cost and ROI until somebody writes another value: over how many months it is counted."""


def filling(plan: Plan, wanted: SectionFormat, channels: str = PATTERN) -> str:
    """Give the Markdown below the heading of a section that the plan has not yet.

    Empty where a section begins with its first entry, which only its own command can know. ``channels`` is
    the team's pattern for names of channels. Raises ``RefusedEdit`` for a hidden character that no cell can
    hold.
    """
    if wanted.heading == words.RESOURCES.heading:
        return _alignment(plan, channels)
    return _FILLINGS[wanted.heading](plan) if wanted.heading in _FILLINGS else _table(wanted, ())


def _alignment(plan: Plan, channels: str) -> str:
    people = [
        (
            markdown_of(p.name),
            p.party.value if p.party else "",
            markdown_of(p.role or ""),
            markdown_of(p.mail or ""),
        )
        for p in known_people(plan)
    ]
    return f"{_table(words.RESOURCES, people)}\n\n{_bullets(_ways(plan, channels))}"


def _ways(plan: Plan, channels: str) -> Iterator[tuple[str, str]]:
    """Give channel, cadence and escalation, as far as the plan tells them."""
    prospect = plan.metadata.prospect if plan.metadata else None
    if prospect and not is_placeholder(prospect.value):
        yield "Channel", channel_name(plan, channels)
    yield "Cadence", CADENCE
    decides = decision_maker(plan)
    signed = [s.name for s in plan.signatures if s.party is words.Party.PROSPECT]
    last = decides.name if decides else signed[0] if signed else ""
    engineer = sales_engineer(plan)
    if engineer and last:
        yield "Escalation", f"{engineer} -- {last}"


def _bullets(values: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- **{label}:** {markdown_of(value)}" for label, value in values)


def _credits(plan: Plan) -> str:
    engineer = sales_engineer(plan)
    table = _table(words.CREDITS, ())
    bullet = _bullets([(words.CREDIT_LABELS[0], engineer)]) if engineer else ""
    return f"{bullet}\n\n{table}".strip()


def _costs(_plan: Plan) -> str:
    return _table(words.COST_AND_ROI, [(item, _COSTS.get(item, "")) for item in words.COST_ITEMS])


def _decisions(plan: Plan) -> str:
    rows = [
        (str(each.date), markdown_of(each.decision), markdown_of(each.who)) for each in known_decisions(plan)
    ]
    return _table(words.DECISION_TIMELINE, rows)


def _learnings(plan: Plan) -> str:
    """Give an item for each gap that was found: what to know before the next proof of concept."""
    items = []
    for gap in plan.gaps:
        known = gap.gap.value and not is_placeholder(gap.gap.value) and not is_example(gap)
        lived = "" if names_no_workaround(gap.workaround.value) else f"; workaround: {gap.workaround.source}"
        if known:
            items.append(f"- Gap: {gap.gap.source}{lived}")
    return "\n".join(items)


def _nothing(_plan: Plan) -> str:
    return ""


def _table(section: SectionFormat, rows: Sequence[Sequence[str]]) -> str:
    columns = section.required
    with refusing(f"section {section.heading!r}"):
        return table_source(columns, rows, "\n", aligned=True)


_FILLINGS: dict[str, Callable[[Plan], str]] = {
    words.INFRASTRUCTURE.heading: infrastructure_list,
    words.CONVERSION.heading: conversion_list,
    words.CHECKPOINTS.heading: _nothing,
    words.DECISION_TIMELINE.heading: _decisions,
    words.CREDITS.heading: _credits,
    words.COST_AND_ROI.heading: _costs,
    words.LEARNINGS.heading: _learnings,
}
"""All others begin as an empty table."""

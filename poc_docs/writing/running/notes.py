"""Decisions and learnings that somebody wants to be found again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.signers import same_person
from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import LEARNINGS
from poc_docs.text.edits import Edit
from poc_docs.text.inline import fold
from poc_docs.text.source import newline_of
from poc_docs.writing.applied import RefusedEdit, verified
from poc_docs.writing.literal import item_of
from poc_docs.writing.running.decisions import KnownDecision, add_decision
from poc_docs.writing.running.sections import add_section

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.text.document import Block, Section

_MARKER = re.compile(
    r"(?P<before>[ ]{0,3})(?P<sign>[-+*]|(?P<number>\d{1,8})(?P<mark>[.)]))(?P<gap>[ ]{1,4})"
)


def note_decision(plan: Plan, date: dt.date, decision: str, who: str) -> list[Edit]:
    """Give the edits that add a row to Decision Timeline, above the first one of a later day.

    None where such a row stands there. Raises ``RefusedEdit``.
    """
    rows = plan.running.decisions
    if any(
        row.date.value == date
        and folded(row.decision.value) == folded(decision)
        and same_person(row.who.value, who)
        for row in rows
    ):
        return []
    return add_decision(plan, KnownDecision(date, decision, who))


def note_learning(plan: Plan, text: str) -> list[Edit]:
    """Give the edits that add an item to Learnings, below the last one; none where it stands there.

    The section is added if it is missing. Raises ``RefusedEdit``.
    """
    said = fold(text)
    if any(folded(item.value) == folded(said) for item in plan.running.learnings):
        return []
    item = item_of(said)
    section = plan.sections.get(LEARNINGS.heading)
    if section is None:
        edits = add_section(plan, LEARNINGS, f"- {item}")
    else:
        items = [block for block in section.blocks if block.item and not block.nested]
        edits = [_below(plan, section, items[-1], item) if items else _first(plan, section, item)]

    def missing(after: Plan) -> Iterator[str]:
        if [each.value for each in after.running.learnings].count(said) != 1:
            yield f"the learning would not be read back in {LEARNINGS.heading!r}"

    return verified(plan, edits, missing)


def _below(plan: Plan, section: Section, last: Block, item: str) -> Edit:
    """Write an item below another one and all that is indented below it."""
    text, lines = plan.document.text, plan.document.lines
    first = lines.line_of(last.span.start)
    marker = _MARKER.fullmatch(text[lines.start(first) : last.span.start])
    if marker is None:
        raise RefusedEdit(f"the list in {LEARNINGS.heading!r} can't be continued; write the item by hand")
    number = marker["number"]
    sign = f"{int(number) + 1}{marker['mark']}" if number else marker["sign"]
    end = line = lines.line_of(last.span.end)
    while line + 1 < len(lines.starts) and lines.start(line + 1) < section.span.end:
        line += 1
        said = lines.content(line).of(text)
        if said.strip() and said[0] not in " \t":
            break
        end = line if said.strip() else end
    at = lines.content(end).end
    return Edit(at, at, f"{newline_of(text)}{marker['before']}{sign}{marker['gap']}{item}")


def _first(plan: Plan, section: Section, item: str) -> Edit:
    """Write the first item directly below the heading."""
    text, lines, newline = plan.document.text, plan.document.lines, newline_of(plan.document.text)
    line = lines.line_of(section.body.start)
    ends_here = section.body.start >= len(text)
    at = lines.content(line if ends_here and not text.endswith(("\n", "\r")) else line - 1).end
    following = "" if ends_here else lines.content(line).of(text).strip()
    return Edit(at, at, f"{newline}{newline}- {item}{newline if following else ''}")

"""What differs in tables and lists of two versions of a plan: environment, timeline, risks, gaps, results."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from poc_docs.plan.plan_change import ChangeKind, PlanChange, Quoted, said, shown, value_change
from poc_docs.plan.standings import Standing, standings
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts import is_measured, is_not_tested
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from poc_docs.plan.model import Criterion, Gap, Milestone, Plan, Result, Risk, SetupStep
    from poc_docs.plan.texts import Read, Text

T = TypeVar("T")
Values = dict[str, str]
"""The cells of a row beside the one that names it, by what they are called."""


def row_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Give what changed beside the signed texts, and what was measured."""
    yield from _environment(before, after)
    yield from _setup_steps(before, after)
    yield from _timeline(before, after)
    yield from _risks(before, after)
    yield from result_changes(before, after)
    yield from gap_changes(before, after)


def paired(
    before: Sequence[T], after: Sequence[T], name: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair rows of the same name, and of the others those that stand at the same place."""
    old, new = _named(before, name), _named(after, name)
    gone = {index: row for index, (key, row) in enumerate(old.items()) if key not in new}
    come = {index: row for index, (key, row) in enumerate(new.items()) if key not in old}
    renamed = dict.fromkeys(gone.keys() & come.keys()) if len(before) == len(after) else {}
    for index, (key, row) in enumerate(new.items()):
        if key in old:
            yield old[key], row
        else:
            yield gone[index] if index in renamed else None, row
    yield from ((row, None) for index, row in gone.items() if index not in renamed)


def _named(rows: Sequence[T], name: Callable[[T], str]) -> dict[tuple[str, int], T]:
    seen: Counter[str] = Counter()
    named = {}
    for row in rows:
        key = name(row)
        named[key, seen[key]] = row
        seen[key] += 1
    return named


def cell_changes(kind: ChangeKind, where: str, before: Values, after: Values) -> Iterator[PlanChange]:
    """Give a change for each cell that reads otherwise; ``where`` is what the row is called."""
    for column in {**before, **after}:
        old, new = before.get(column, ""), after.get(column, "")
        if old != new:
            yield value_change(kind, f"{where} {column}", old, new, subject=f"{where}: {column}")


def whole_row(kind: ChangeKind, where: str, values: Values, *, added: bool) -> PlanChange:
    """Say that a row came or went, with what it holds."""
    filled = ", ".join(f"{name} {value}" for name, value in values.items() if value)
    verb = "added" if added else "removed"
    return said(kind, where, f"{where} {verb}", f" ({filled})" if filled else "")


def changes_of_rows(
    kind: ChangeKind,
    pairs: Iterator[tuple[T | None, T | None]],
    name: Callable[[T], str],
    values: Callable[[T], Values],
) -> Iterator[PlanChange]:
    """Give the changes of paired rows; ``name`` is what a row is called, such as ``risk 'Old map data'``."""
    for old, new in pairs:
        if old is not None and new is not None:
            if name(old) != name(new):
                yield said(kind, name(old), f"{name(old)} is now {name(new)}")
            yield from cell_changes(kind, name(new), values(old), values(new))
        elif new is not None:
            yield whole_row(kind, name(new), values(new), added=True)
        elif old is not None:
            yield whole_row(kind, name(old), values(old), added=False)


def _environment(before: Plan, after: Plan) -> Iterator[PlanChange]:
    pairs = paired(before.environment, after.environment, lambda row: row.component.value)
    for old, new in pairs:
        row = new or old
        where = f"environment {row.component.value if row else ''}"
        was, now = shown(old.details if old else None), shown(new.details if new else None)
        if old and new and old.component.value != new.component.value:
            yield said(ChangeKind.ENVIRONMENT, where, f"environment {old.component.value} is now {where}")
        if was != now:
            yield value_change(ChangeKind.ENVIRONMENT, where, was, now)


def _setup_steps(before: Plan, after: Plan) -> Iterator[PlanChange]:
    def name(step: SetupStep) -> str:
        return f"setup step '{step.text.value}'"

    for old, new in paired(before.setup_steps, after.setup_steps, lambda step: step.text.value):
        kind = ChangeKind.ENVIRONMENT
        if old and new:
            if name(old) != name(new):
                yield said(kind, name(old), f"{name(old)} is now ", Quoted(new.text.value))
            if bool(old.done) != bool(new.done):
                yield said(kind, name(new), f"{name(new)} is {'done' if new.done else 'open again'}")
        elif new:
            yield said(kind, name(new), f"{name(new)} added")
        elif old:
            yield said(kind, name(old), f"{name(old)} removed")


def _timeline(before: Plan, after: Plan) -> Iterator[PlanChange]:
    def name(row: Milestone) -> str:
        return f"milestone '{row.milestone.value}'"

    def values(row: Milestone) -> Values:
        return {
            "week": row.week.value,
            "owner": row.owner.value,
            "deliverable": row.deliverable.value,
            "due": _written(row.due),
            "done": _written(row.done),
        }

    for old, new in paired(before.milestones, after.milestones, lambda row: row.milestone.value):
        moved = _moved(name(new), old, new) if old and new else None
        found = changes_of_rows(ChangeKind.TIMELINE, iter([(old, new)]), name, values)
        for change in found:
            if moved and change.where.endswith(" due"):
                yield moved
            elif new and change.where.endswith(" done") and change.after and old:
                yield said(ChangeKind.TIMELINE, change.where, f"{name(new)} done on {change.after}")
            else:
                yield change


def _written(date: Read[dt.date] | None) -> str:
    return date.text.value if date else ""


def _moved(name: str, old: Milestone, new: Milestone) -> PlanChange | None:
    """Say by how many days a milestone's date moved, or give None where a date is missing."""
    was, now = old.due.value if old.due else None, new.due.value if new.due else None
    if not was or not now or was == now:
        return None
    days = abs((now - was).days)
    moved = f"{counted(days, 'day')}{' earlier' if now < was else ''}"
    return PlanChange(
        kind=ChangeKind.TIMELINE,
        where=f"{name} due",
        words=(f"{name} moved by {moved}: due {was} → {now}",),
        before=was.isoformat(),
        after=now.isoformat(),
    )


def _risks(before: Plan, after: Plan) -> Iterator[PlanChange]:
    def name(row: Risk) -> str:
        return f"risk '{row.risk.value}'"

    def values(row: Risk) -> Values:
        return {
            "likelihood": row.likelihood.text.value,
            "impact": row.impact.text.value,
            "mitigation": row.mitigation.value,
        }

    pairs = paired(before.risks, after.risks, name)
    yield from changes_of_rows(ChangeKind.RISK, pairs, name, values)


def gap_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Give what changed in Gaps Identified; rows that nobody filled in are none."""

    def name(row: Gap) -> str:
        return f"gap '{row.gap.value}'"

    def values(row: Gap) -> Values:
        return {
            "id": shown(row.id),
            "severity": row.severity.text.value,
            "workaround": row.workaround.value,
            "reported to": row.reported_to.value,
            "criterion": row.criterion.text.value if row.criterion else "",
        }

    def key(row: Gap) -> str:
        return shown(row.id) or row.gap.value

    pairs = paired(_filled(before.gaps), _filled(after.gaps), key)
    yield from changes_of_rows(ChangeKind.GAP, pairs, name, values)


def _filled(gaps: Sequence[Gap]) -> list[Gap]:
    return [gap for gap in gaps if gap.gap.value and not is_placeholder(gap.gap.value)]


def result_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Give results as they came in, with the verdict that counts now."""
    old, new = _standings(before), _standings(after)
    for number in {**old, **new}:
        yield from _result(number, old.get(number), new.get(number))


def _standings(plan: Plan) -> dict[str, Standing]:
    found = {each.criterion.number.text.value: each for each in standings(plan)}
    return {number: each for number, each in found.items() if number}


def _result(number: str, old: Standing | None, new: Standing | None) -> Iterator[PlanChange]:
    was, now = _measured(old), _measured(new)
    verdict = _verdict(new)
    where = f"result {number}"
    if was != now:
        if not was:
            words: tuple[str, ...] = (f"result of {number} recorded: {now}, {verdict}",)
        elif not now:
            words = (f"result of {number} removed: it was ", Quoted(was), f", {_verdict(old)}")
        else:
            words = (f"result of {number} ", Quoted(was), " → ", Quoted(now), f", {verdict}")
        yield PlanChange(
            kind=ChangeKind.RESULT, where=where, words=words, before=was or None, after=now or None
        )
    elif old and new and _verdict(old) != verdict:
        yield PlanChange(
            kind=ChangeKind.RESULT,
            where=f"verdict {number}",
            words=(f"verdict of {number}: {_verdict(old)} → {verdict}",),
            before=_verdict(old),
            after=verdict,
        )
    for name, part in (("note", _note), ("evidence", _evidence)):
        one, other = shown(part(old)), shown(part(new))
        if one != other:
            subject = f"{name} of result {number}"
            yield value_change(ChangeKind.RESULT, f"{where} {name}", one, other, subject=subject)


def _measured(standing: Standing | None) -> str:
    text = shown(standing.result.result) if standing and standing.result else ""
    return text if is_measured(text) or is_not_tested(text) else ""


def _verdict(standing: Standing | None) -> str:
    if standing is None or standing.verdict is None:
        return "undecided"
    human = standing.human
    if human is None or human.verdict is not standing.verdict or standing.remark:
        return standing.verdict
    return f"{standing.verdict}, judged by {human.name} ({human.party})"


def _note(standing: Standing | None) -> Text | None:
    return _part(standing, lambda result: result.note)


def _evidence(standing: Standing | None) -> Text | None:
    return _part(standing, lambda result: result.evidence)


def _part(standing: Standing | None, part: Callable[[Result], Text | None]) -> Text | None:
    return part(standing.result) if standing and standing.result else None


def criterion_summary(criterion: Criterion) -> str:
    """Give a criterion in a few words, for the sentence that it came or went."""
    return f"{criterion.text.value}, target {criterion.target.value}, {criterion.weight.text.value}"

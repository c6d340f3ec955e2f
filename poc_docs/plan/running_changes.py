"""What differs in the optional sections of two versions of a plan, in their own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from poc_docs.plan.plan_change import ChangeKind, PlanChange, Quoted, said, shown, value_change
from poc_docs.plan.row_changes import cell_changes, changes_of_rows, paired, whole_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.row_changes import Values
    from poc_docs.plan.running.model import (
        Checkpoint,
        Contact,
        CostItem,
        CreditLine,
        DatedDecision,
        Issue,
        LoggedValue,
        Task,
    )
    from poc_docs.plan.texts import Text

R = TypeVar("R")


def running_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Give what came, went or changed, section by section."""
    old, new = before.running, after.running
    yield from _alignment(before, after)
    yield from _tasks("infrastructure", old.infrastructure, new.infrastructure)
    yield from _tasks("conversion", old.conversion, new.conversion)
    yield from _checkpoints(old.checkpoints, new.checkpoints)
    yield from _logged(old.metric_log, new.metric_log)
    yield from _issues(old.issues, new.issues)
    yield from _decisions(old.decisions, new.decisions)
    yield from _credits(before, after)
    yield from _costs(old.costs, new.costs)
    yield from _learnings(old.learnings, new.learnings)


def _alignment(before: Plan, after: Plan) -> Iterator[PlanChange]:
    old, new = before.running.alignment, after.running.alignment

    def name(row: Contact) -> str:
        return f"contact '{row.name.value}'"

    def values(row: Contact) -> Values:
        return {"party": row.party.text.value, "role": row.role.value, "mail": row.mail.value}

    pairs = paired(_filled(old.contacts), _filled(new.contacts), name)
    yield from changes_of_rows(ChangeKind.CONTACT, pairs, name, values)
    for label in ("channel", "cadence"):
        texts = shown(getattr(old, label)), shown(getattr(new, label))
        yield from _value(ChangeKind.CONTACT, label, *texts)
    for label in ("escalation", "links"):
        texts = _joined(getattr(old, label)), _joined(getattr(new, label))
        yield from _value(ChangeKind.CONTACT, label, *texts)


def _filled(rows: Sequence[Contact]) -> list[Contact]:
    return [row for row in rows if row.name or row.role or row.mail]


def _value(kind: ChangeKind, where: str, before: str, after: str) -> Iterator[PlanChange]:
    if before != after:
        yield value_change(kind, where, before, after)


def _joined(texts: Sequence[Text]) -> str:
    return "; ".join(text.value for text in texts)


def _tasks(section: str, before: Sequence[Task], after: Sequence[Task]) -> Iterator[PlanChange]:
    kind = ChangeKind.TASK

    def name(task: Task) -> str:
        return f"{section}: '{task.what}'"

    for old, new in paired(before, after, lambda task: task.what):
        if old and new:
            if name(old) != name(new):
                yield said(kind, name(old), f"{name(old)} is now ", Quoted(new.what))
            yield from _tick(name(new), old, new)
            yield from cell_changes(kind, name(new), _promise(old), _promise(new))
        elif new:
            state = " added and done" if new.done else " added"
            promise = ", ".join(filter(None, (new.owner, f"due {new.due}" if new.due else "")))
            yield said(kind, name(new), f"{name(new)}{state}", f" ({promise})" if promise else "")
        elif old:
            yield said(kind, name(old), f"{name(old)} removed")


def _tick(name: str, old: Task, new: Task) -> Iterator[PlanChange]:
    on = f" on {new.finished}" if new.finished else ""
    if bool(old.done) != bool(new.done):
        yield said(ChangeKind.TASK, name, f"{name} done{on}" if new.done else f"{name} is open again")
    elif old.finished != new.finished:
        was, now = (str(task.finished or "") for task in (old, new))
        yield value_change(ChangeKind.TASK, f"{name} done", was, now, subject=f"{name}: day done")


def _promise(task: Task) -> Values:
    return {"owner": task.owner, "due": str(task.due or "")}


def _checkpoints(before: Sequence[Checkpoint], after: Sequence[Checkpoint]) -> Iterator[PlanChange]:
    kind = ChangeKind.CHECKPOINT

    def name(each: Checkpoint) -> str:
        return f"checkpoint {each.date.text.value}"

    def values(each: Checkpoint) -> Values:
        return {
            "health": each.health.text.value if each.health else "",
            "achievements": _joined(each.achievements),
            "focus": _joined(each.focus),
            "blockers": _joined(each.blockers),
        }

    for old, new in paired(before, after, name):
        if old and new:
            if name(old) != name(new):
                yield said(kind, name(old), f"{name(old)} is now {name(new)}")
            yield from cell_changes(kind, name(new), values(old), values(new))
            continue
        each = new or old
        if each:
            health = f" ({each.health.text.value})" if each.health else ""
            blockers = ("; blockers ", Quoted(_joined(each.blockers))) if new and each.blockers else ()
            yield said(kind, name(each), f"{name(each)}{health} {'added' if new else 'removed'}", *blockers)


def _logged(before: Sequence[LoggedValue], after: Sequence[LoggedValue]) -> Iterator[PlanChange]:
    kind = ChangeKind.LOGGED

    def name(line: LoggedValue) -> str:
        return f"metric log {line.date.text.value}: criterion {line.number.text.value}"

    def is_filled(line: LoggedValue) -> bool:
        return bool(line.date.text or line.number.text or line.value)

    def values(line: LoggedValue) -> Values:
        return {"value": line.value.value, "note": line.note.value}

    for old, new in paired(_only(before, is_filled), _only(after, is_filled), name):
        if old and new:
            yield from changes_of_rows(kind, iter([(old, new)]), name, values)
            continue
        line = new or old
        if line:
            note = f" ({line.note.value})" if new and line.note else ""
            yield said(kind, name(line), f"{name(line)}: {line.value.value}{note}{'' if new else ' removed'}")


def _only(rows: Sequence[R], is_filled: Callable[[R], bool]) -> list[R]:
    return [row for row in rows if is_filled(row)]


def _issues(before: Sequence[Issue], after: Sequence[Issue]) -> Iterator[PlanChange]:
    kind = ChangeKind.ISSUE

    def name(issue: Issue) -> str:
        return f"issue {issue.id.value or repr(issue.issue.value)}"

    def values(issue: Issue) -> Values:
        return {
            "text": issue.issue.value,
            "opened": issue.opened.text.value,
            "owner": issue.owner.value,
            "closed": issue.closed.text.value,
        }

    def is_filled(issue: Issue) -> bool:
        return bool(issue.id or issue.issue)

    for old, new in paired(_only(before, is_filled), _only(after, is_filled), name):
        if old and new:
            for change in changes_of_rows(kind, iter([(old, new)]), name, values):
                yield _closing(name(new), change)
        elif new:
            on = f" on {new.opened.text.value}" if new.opened.text else ""
            owner = f" ({new.owner.value})" if new.owner else ""
            yield said(kind, name(new), f"{name(new)} opened{on}: ", Quoted(new.issue.value), owner)
            if new.closed.value:
                yield said(kind, f"{name(new)} closed", f"{name(new)} closed on {new.closed.value}")
        elif old:
            yield whole_row(kind, name(old), values(old), added=False)


def _closing(name: str, change: PlanChange) -> PlanChange:
    """Say in one word that an issue was closed, or is open again."""
    if not change.where.endswith(" closed") or (change.before and change.after):
        return change
    sentence = f"{name} closed on {change.after}" if change.after else f"{name} is open again"
    return PlanChange(
        kind=change.kind, where=change.where, words=(sentence,), before=change.before, after=change.after
    )


def _decisions(before: Sequence[DatedDecision], after: Sequence[DatedDecision]) -> Iterator[PlanChange]:
    def name(row: DatedDecision) -> str:
        return f"decision of {row.date.text.value} '{row.decision.value}'"

    def values(row: DatedDecision) -> Values:
        return {"who": row.who.value}

    def is_filled(row: DatedDecision) -> bool:
        return bool(row.date.text or row.decision)

    pairs = paired(_only(before, is_filled), _only(after, is_filled), name)
    yield from changes_of_rows(ChangeKind.DATED_DECISION, pairs, name, values)


def _credits(before: Plan, after: Plan) -> Iterator[PlanChange]:
    kind = ChangeKind.CREDITS

    def name(line: CreditLine) -> str:
        return f"credits {line.date.text.value}: {line.entry.text.value.casefold()}"

    def values(line: CreditLine) -> Values:
        return {"amount": line.amount.text.value, "note": line.note.value}

    def is_filled(line: CreditLine) -> bool:
        return bool(line.date.text or line.entry.text or line.amount.text)

    texts = shown(before.running.top_up_by), shown(after.running.top_up_by)
    yield from _value(kind, "top-up by", *texts)
    rows = _only(before.running.credits, is_filled), _only(after.running.credits, is_filled)
    for old, new in paired(*rows, name):
        if old and new:
            yield from changes_of_rows(kind, iter([(old, new)]), name, values)
            continue
        line = new or old
        if line:
            note = f" ({line.note.value})" if new and line.note else ""
            amount = line.amount.value or line.amount.text.value
            yield said(kind, name(line), f"{name(line)} {amount}{note}{'' if new else ' removed'}")


def _costs(before: Sequence[CostItem], after: Sequence[CostItem]) -> Iterator[PlanChange]:
    def name(row: CostItem) -> str:
        return f"cost item '{row.item.value}'"

    def is_filled(row: CostItem) -> bool:
        return bool(row.item)

    for old, new in paired(_only(before, is_filled), _only(after, is_filled), name):
        row = new or old
        if old and new and name(old) != name(new):
            yield said(ChangeKind.COST, name(old), f"{name(old)} is now {name(new)}")
        was, now = shown(old.value if old else None), shown(new.value if new else None)
        if row and was != now:
            yield value_change(ChangeKind.COST, name(row), was, now)
        elif row and not (old and new):
            yield said(ChangeKind.COST, name(row), f"{name(row)} {'added' if new else 'removed'}")


def _learnings(before: Sequence[Text], after: Sequence[Text]) -> Iterator[PlanChange]:
    for old, new in paired(before, after, lambda text: text.value):
        was, now = shown(old), shown(new)
        if was != now:
            yield value_change(ChangeKind.LEARNING, "learning", was, now)

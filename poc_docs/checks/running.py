"""Rules about the optional sections: what stands there must be right, and nothing need stand there.

What is still a placeholder is never wrong here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from poc_docs.checks.finding import Fault
from poc_docs.checks.layout import checkpoint_bullets, labels
from poc_docs.plan import vocabulary as words
from poc_docs.plan.layout import folded
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import CreditEntry
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import CostItem, CreditLine, Issue, LoggedValue
    from poc_docs.plan.texts import Text
    from poc_docs.text.document import Section
    from poc_docs.text.source import Span

_CRITERION = pattern(r"criterion (?P<number>\d+) ")
_WITH_BULLETS = (words.RESOURCES, words.CREDITS)
_ALIKE = 0.8
_COLUMNS = 2
_LEVEL = 2
_MOST = 200
"""Headings that are looked at: a file of a million headings must not take an hour."""
_MONEY = "be an amount as 1250.00 EUR, in a currency of ISO 4217"
_TEMPLATE = frozenset(folded(section.heading) for section in words.TEMPLATE)
_COSTS = {folded(item): item for item in words.COST_ITEMS}

R = TypeVar("R", "LoggedValue", "CreditLine", "Issue", "CostItem")


def _whole(plan: Plan, section: words.SectionFormat, rows: Iterable[R]) -> Iterator[R]:
    """Give the rows as wide as their header: else cells stand in the wrong columns, which is said already."""
    table = plan.tables.get(section.heading)
    required = section.required
    if table and {folded(column) for column in required} <= set(table.columns):
        yield from (row for row in rows if len(row.row.cells) == len(table.columns))


def values_of_criteria(plan: Plan) -> Iterator[Fault]:
    """Each row of Metric Log must say its day, its value, and a criterion that the plan has, or had once."""
    known = {criterion.number.value for criterion in plan.criteria} | _amended_criteria(plan)
    for line in _whole(plan, words.METRIC_LOG, plan.running.metric_log):
        number = line.number.text
        texts = {"date": line.date.text, "#": number, "value": line.value}
        yield from _filled_in(f"a row of {words.METRIC_LOG.heading!r}", texts)
        readable = words.CRITERIA.heading in plan.tables
        if readable and filled_in(number) and line.number.value not in known:
            message = f"# in {words.METRIC_LOG.heading!r} must be that of a criterion, not {number.value!r}"
            numbers = ", ".join(str(each) for each in sorted(n for n in known if n)[:20])
            yield Fault(message, number.span, f"write one of {numbers}" if numbers else "delete the row")


def _amended_criteria(plan: Plan) -> set[int | None]:
    """Give the criteria that amendments name: one of them may be gone, and what was measured for it stays."""
    links = plan.metadata.amendments if plan.metadata else ()
    matches = (_CRITERION.match(change.where) for link in links for change in link.changes)
    return {int(match["number"][:9]) for match in matches if match}


def _filled_in(row: str, texts: dict[str, Text]) -> Iterator[Fault]:
    """Give the parts that a row lacks of which another part is filled in."""
    if any(filled_in(text) for text in texts.values()):
        for name, text in texts.items():
            if not text.value:
                yield Fault(f"{name} of {row} must not be empty", text.span, "fill it in, or delete the row")


def credits_of_one_currency(plan: Plan) -> Iterator[Fault]:
    """Each row of Credits must have its date, its entry and an amount above zero, all of one currency."""
    currency = ""
    for line in _whole(plan, words.CREDITS, plan.running.credits):
        amount = line.amount.text
        texts = {"date": line.date.text, "entry": line.entry.text, "amount": amount}
        yield from _filled_in(f"a row of {words.CREDITS.heading!r}", texts)
        money = line.amount.value
        if money is None:
            if filled_in(amount):
                message = f"an amount of credits must {_MONEY}, not {amount.value!r}"
                advice = "write a decimal point, and nothing between thousands"
                yield Fault(message, amount.span, _which_is_meant(amount.value) or advice)
            continue
        if money.amount <= 0:
            entries = f"{CreditEntry.ALLOCATION} or {CreditEntry.TOP_UP}"
            message = f"an amount of credits must be above zero, not {amount.value!r}"
            advice = f"write it without '-'; {CreditEntry.USAGE} takes credits away, {entries} gives them"
            yield Fault(message, amount.span, advice)
        if currency and money.currency != currency:
            message = f"credits must all be in one currency, {currency} as above, not {money.currency}"
            yield Fault(message, amount.span, f"write the amount in {currency}, and the other one into Note")
        currency = currency or money.currency


def issues_told_apart(plan: Plan) -> Iterator[Fault]:
    """Each issue must have an Id of its own, and must not be closed before it was opened."""
    seen: set[str] = set()
    for issue in _whole(plan, words.ISSUE_LOG, plan.running.issues):
        name = issue.id.value
        if filled_in(issue.issue) and not name:
            message = f"an issue must have an Id: {issue.issue.value[:60]!r}"
            yield Fault(message, issue.id.span, "write a number that no other issue has")
        if filled_in(issue.id) and folded(name) in seen:
            message = f"Id of an issue must be its own; {name!r} stands twice"
            yield Fault(message, issue.id.span, "write a number that no other issue has")
        seen.add(folded(name))
        opened, closed = issue.opened.value, issue.closed.value
        if opened and closed and closed < opened:
            message = f"issue {name} must not be closed before it was opened on {opened}: {closed}"
            yield Fault(message, issue.closed.text.span, "correct Opened or Closed")


def one_checkpoint_a_day(plan: Plan) -> Iterator[Fault]:
    """A checkpoint must be the only one of its day."""
    seen: dict[dt.date, int] = {}
    for checkpoint in plan.running.checkpoints:
        day, heading = checkpoint.date.value, checkpoint.section.heading
        if day in seen:
            message = f"the checkpoint of {day} must stand once; it stands on line {seen[day]} too"
            yield Fault(message, heading.span, "join the two, or correct the date")
        elif day:
            seen[day] = heading.line


def costs_readable(plan: Plan) -> Iterator[Fault]:
    """An item of Cost and ROI must stand once, its value an amount above or at zero, or a number above it."""
    if not plan.running.costs:
        return
    from poc_docs.plan.running.costs import MONEY_ITEMS, is_readable

    seen: set[str] = set()
    for cost in _whole(plan, words.COST_AND_ROI, plan.running.costs):
        name = _COSTS.get(folded(cost.item.value))
        if name is None:
            continue
        if name in seen:
            message = f"item {name!r} of {words.COST_AND_ROI.heading!r} must stand once"
            yield Fault(message, cost.item.span, "delete one of the two")
        seen.add(name)
        if filled_in(cost.value) and not is_readable(name, cost.value.value):
            form = _MONEY if name in MONEY_ITEMS else "be a number above zero, such as 40 or 1250.5"
            message = f"{name!r} must {form}, not {cost.value.value!r}"
            advice = _which_is_meant(cost.value.value) or "write it so, or leave the cell empty"
            yield Fault(message, cost.value.span, advice)


def _which_is_meant(value: str) -> str:
    from poc_docs.plan.typed_amounts import which_is_meant

    return which_is_meant(value)


def sections_spelt(plan: Plan) -> Iterator[Fault]:
    """What looks like an optional section, or a bullet of one, must be spelt like it to be read as such."""
    known = _TEMPLATE.union(map(folded, plan.sections))
    named = [(folded(each.heading.text), each) for each in plan.document.sections if each.heading.level]
    own = [section for name, section in named if name not in known][:_MOST]
    there = {name for name, section in named if section.heading.level == _LEVEL} if own else set()
    absent = [each for each in words.OPTIONAL if own and folded(each.heading) not in there]
    for section in own:
        wanted = next((each for each in absent if _is_meant(plan, section, each)), None)
        if wanted:
            heading, right = section.heading, f"'## {wanted.heading}'"
            message = f"heading {heading.text!r} must read {right} to be understood"
            advice = f"did you mean {wanted.heading!r}? write {right}, or leave it as a section of your own"
            yield Fault(message, heading.span, advice)
    yield from _bullets_spelt(plan)


def _bullets_spelt(plan: Plan) -> Iterator[Fault]:
    """Give the bullets whose label nearly is one of the format that its section lacks."""
    with_labels = [(labels(plan, each.heading), words.LABELS[each.heading]) for each in _WITH_BULLETS]
    with_labels += [(list(bullets), words.CHECKPOINT_LABELS) for bullets in checkpoint_bullets(plan)]
    for values, known in with_labels:
        there = {folded(value.label) for value in values}
        absent = [label for label in known if folded(label) not in there]
        for value in values[:_MOST] if absent else ():
            near = next((label for label in absent if _is_like(label, folded(value.label))), None)
            if near:
                message = f"label {value.label!r} must read '**{near}:**' to be understood"
                advice = f"did you mean {near!r}? write '**{near}:**', or leave it as a bullet of your own"
                yield Fault(message, value.span, advice)


def _is_like(name: str, other: str) -> bool:
    one, other = folded(name), other[:100]
    shorter, together = min(len(one), len(other)), len(one) + len(other)
    # No two texts are more alike than the shorter one, or the letters of one that the other has, let them be.
    if 2 * shorter < _ALIKE * together or 2 * sum(letter in one for letter in other) < _ALIKE * together:
        return False
    import difflib

    return difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _is_meant(plan: Plan, section: Section, wanted: words.SectionFormat) -> bool:
    """Say whether a section is named, and filled in, nearly as an optional one is."""
    if not _is_like(wanted.heading, folded(section.heading.text)):
        return False
    if wanted.table:
        columns = {folded(cell.text) for table in section.tables for cell in table.header.cells}
        return len(columns & {folded(column) for column in wanted.table.required}) >= _COLUMNS
    if wanted is words.CHECKPOINTS:
        below = (s for s in plan.document.sections if section.heading.text in s.path[:-1])
        return any(each.heading.text[:1].isdigit() for each in below)
    return any(block.item for block in section.blocks)


def dates_of_the_past(plan: Plan) -> Iterator[tuple[str, dt.date, Span]]:
    """Give what the tables and lists say has happened, with its day and place."""
    running = plan.running
    dated: list[tuple[str, dt.date | None, Span]] = [
        *((f"'Done' of {m.milestone.value[:40]!r}", m.done.value, m.done.text.span)
          for m in plan.milestones if m.done),
        *((f"done of {task.what[:40]!r}", task.finished, task.span)
          for task in (*running.infrastructure, *running.conversion)),
        *(("a checkpoint", each.date.value, each.date.text.span) for each in running.checkpoints),
        *(("a logged value", each.date.value, each.date.text.span) for each in running.metric_log),
        *((f"issue {each.id.value[:20]}", read.value, read.text.span)
          for each in running.issues for read in (each.opened, each.closed)),
        *(("a decision", each.date.value, each.date.text.span) for each in running.decisions),
        *(("a use of credits", each.date.value, each.date.text.span)
          for each in running.credits if each.entry.value is CreditEntry.USAGE),
    ]  # fmt: skip
    yield from ((what, day, span) for what, day, span in dated if day)

"""Rules about success criteria and the decision framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.entries import is_due
from poc_docs.checks.finding import Fault
from poc_docs.plan import vocabulary as words
from poc_docs.plan.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan


def criteria_numbered(plan: Plan) -> Iterator[Fault]:
    """Each criterion's `#` must be a positive whole number that no other criterion has."""
    seen: set[int] = set()
    for criterion in plan.criteria:
        number, text = criterion.number.value, criterion.number.text
        if number is None:
            message = f"# of a criterion must be a positive whole number, not {text.value!r}"
            yield Fault(message, text.span, f"write {max(seen, default=0) + 1}, or any number not used yet")
        elif number in seen:
            advice = "give one of them a number that was never used"
            yield Fault(f"# of a criterion must be unique; {number} stands twice", text.span, advice)
        seen.add(number or 0)


def parameters_complete(plan: Plan) -> Iterator[Fault]:
    """From Active on every criterion must be filled in, and the framework have a row for each outcome."""
    if is_due(plan, words.CRITERIA.heading):
        yield from _criteria_faults(plan)
        yield from _framework_faults(plan)


def _criteria_faults(plan: Plan) -> Iterator[Fault]:
    table = plan.tables.get(words.CRITERIA.heading)
    if table is None:
        return
    if not plan.criteria:
        message = f"a plan that is {plan.status} must have a criterion"
        yield Fault(message, table.table.header.span, "add a row for what the proof of concept must show")
    for criterion in plan.criteria:
        number = criterion.number.text.value
        parts = {
            "text": criterion.text,
            "measurement": criterion.measurement,
            "target": criterion.target,
            "weight": criterion.weight.text,
        }
        for name, part in parts.items():
            if not part:
                message = f"{name} of criterion {number} must not be empty"
                yield Fault(message, part.span, "fill it in: both parties sign it")


def _framework_faults(plan: Plan) -> Iterator[Fault]:
    table = plan.tables.get(words.FRAMEWORK.heading)
    if table is None:
        return
    written = [rule.outcome for rule in plan.framework]
    readable = all(outcome.value or not outcome.text for outcome in written)
    for outcome in Outcome:
        rows = [w for w in written if w.value is outcome]
        if len(rows) > 1:
            message = f"the framework must have one row for {outcome.value!r}, not {len(rows)}"
            yield Fault(message, rows[1].text.span, "delete the rows that do not hold")
        elif not rows and readable:
            message = f"the framework must have a row for {outcome.value!r}"
            advice = f"add '| **{outcome}** | {words.STANDARD_RULES[outcome]} | … |'"
            yield Fault(message, table.table.header.span, advice)
    for rule in plan.framework:
        for name, text in (("criteria", rule.criteria), ("next step", rule.next_step)):
            if not text:
                message = f"{name} of outcome {rule.outcome.text.value!r} must not be empty"
                yield Fault(message, text.span, "fill it in: both parties sign it")

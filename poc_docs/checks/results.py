"""Rules about results, gaps and the decision."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from poc_docs.checks.entries import is_due
from poc_docs.checks.finding import Fault
from poc_docs.checks.layout import labels
from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.plan.agreement.fingerprints import same_text
from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.layout import folded
from poc_docs.plan.values import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.model import Criterion, Gap, Plan, Result
    from poc_docs.plan.standings import Standing
    from poc_docs.plan.texts import Text


def results_of_criteria(plan: Plan) -> Iterator[Fault]:
    """The `#` of each row of results must be that of a criterion, and no two rows may share one."""
    if words.CRITERIA.heading not in plan.tables:
        return
    criteria = _by_number(plan)
    seen: set[int] = set()
    for result in plan.results:
        number, text = result.number.value, result.number.text
        if number in seen:
            yield Fault(
                f"criterion {number} must have one row of results", text.span, "delete one of the two"
            )
        elif number not in criteria and not _is_untouched(plan, result):
            message = f"# of a row of results must be that of a criterion, not {text.value!r}"
            yield Fault(message, text.span, f"write one of {_numbers(plan)}, or delete the row")
        seen.add(number or 0)


def _is_untouched(plan: Plan, result: Result) -> bool:
    """Say whether a row is still the template's, which may stay until the plan is Complete."""
    fillable = (result.criterion, result.result, result.target)
    blank = all(not text or is_placeholder(text.value) for text in fillable)
    return blank and not is_due(plan, words.RESULTS.heading)


def _by_number(plan: Plan) -> dict[int, Criterion]:
    """Give the criteria by number; of two with one number the first counts, as it does for verdicts."""
    return {c.number.value: c for c in reversed(plan.criteria) if c.number.value is not None}


def _numbers(plan: Plan) -> str:
    return ", ".join(c.number.text.value for c in plan.criteria[:20]) or "the criteria's numbers"


def results_repeat_the_criterion(plan: Plan) -> Iterator[Fault]:
    """Criterion and Target of a row of results must be those of its criterion."""
    criteria = _by_number(plan)
    for result in plan.results:
        criterion = criteria.get(result.number.value or 0)
        if criterion is None or not _is_whole(plan, criterion):
            continue
        copies = (
            ("criterion", result.criterion, criterion.text),
            ("target", result.target, criterion.target),
        )
        for name, copy, original in copies:
            blank = copy.value == "[Target]" if name == "target" else is_placeholder(copy.value)
            placeholder = blank or is_placeholder(original.value)
            open_still = not copy and not is_due(plan, words.RESULTS.heading)
            if not placeholder and not open_still and not same_text(plan, copy.source, original.source):
                number = criterion.number.value
                message = f"{name} of criterion {number} in the results must be {original.value!r}"
                yield Fault(f"{message}, not {copy.value!r}", copy.span, f"write {original.source!r}")


def _is_whole(plan: Plan, criterion: Criterion) -> bool:
    """Say whether a criterion's row is as wide as its header: else its parts stand in the wrong columns."""
    table = plan.tables.get(words.CRITERIA.heading)
    return table is not None and len(criterion.row.cells) == len(table.columns)


def verdicts_counted(plan: Plan) -> Iterator[Fault]:
    """A Status must be the computed verdict, or its Note begin `Judged by NAME (prospect|vendor): reason`."""
    if all(result.status.value is None for result in plan.results):
        return
    from poc_docs.plan.standings import standings
    from poc_docs.plan.verdicts import is_measured

    first = _by_number(plan)
    rows = Counter(result.number.value for result in plan.results)
    for standing in standings(plan):
        result, number = standing.result, standing.criterion.number.value
        written = result.status.value if result and rows[number] == 1 else None
        if result is None or written is None or standing.criterion is not first.get(number or 0):
            continue
        if not _is_whole(plan, standing.criterion):
            continue
        span = result.status.text.span
        if not is_measured(result.result.value):
            message = f"status of criterion {number} must be empty without a result, not {written.value!r}"
            yield Fault(message, span, "write the result, or delete the status")
        elif standing.remark:
            yield Fault(_wrong_verdict(standing), span, _way_to_a_verdict(standing))


def _wrong_verdict(standing: Standing) -> str:
    computed = standing.computed
    verdict = f"{computed.verdict.value!r}" if computed.verdict else "empty, or judged by a person"
    number = standing.criterion.number.value
    return f"status of criterion {number} must be {verdict} ({computed.reason}): {standing.remark}"


def _way_to_a_verdict(standing: Standing) -> str:
    computed = standing.computed.verdict
    first = f"write {computed.value!r}" if computed else "delete the status"
    party = "prospect" if standing.human else "prospect|vendor"
    return f"{first}, or begin the Note with 'Judged by NAME ({party}): reason'"


def results_complete(plan: Plan) -> Iterator[Fault]:
    """From Complete on each criterion must have a result and, where it was measured, a verdict."""
    table = plan.tables.get(words.RESULTS.heading)
    if table is None or not is_due(plan, words.RESULTS.heading):
        return
    from poc_docs.plan.standings import standings
    from poc_docs.plan.verdicts import is_measured, is_not_tested

    for standing in standings(plan):
        number, result = standing.criterion.number.value, standing.result
        if number is None:
            continue
        if result is None:
            message = f"criterion {number} must have a row of results"
            advice = f"add a row '| {number} | … |'; write 'Not tested: reason' if nobody measured it"
            yield Fault(message, table.table.header.span, advice)
        elif is_measured(result.result.value):
            yield from _missing_verdict(standing, result)
        elif not is_not_tested(result.result.value) and not is_placeholder(result.result.value):
            message = f"criterion {number} must have a result, not {result.result.value!r}"
            yield Fault(message, result.result.span, "write what was measured, or 'Not tested: reason'")


def _missing_verdict(standing: Standing, result: Result) -> Iterator[Fault]:
    if standing.verdict is None and not result.status.text:
        message = (
            f"criterion {standing.criterion.number.value} must have a verdict ({standing.computed.reason})"
        )
        advice = (
            "write Pass, Fail or Partial, and begin the Note with 'Judged by NAME (prospect|vendor): reason'"
        )
        yield Fault(message, result.status.text.span, advice)
    elif standing.verdict is not None and not result.status.text:
        message = (
            f"status of criterion {standing.criterion.number.value} must be written: {standing.verdict.value}"
        )
        yield Fault(message, result.status.text.span, f"write {standing.verdict.value!r}")


def decision_complete(plan: Plan) -> Iterator[Fault]:
    """From Complete on there must be Outcome, Decided on, Customer feedback and, where needed, a Reason."""
    section = plan.sections.get(words.DECISION.heading)
    if section is None or not is_due(plan, words.DECISION.heading):
        return
    from poc_docs.plan.decision import compute_outcome

    decision = plan.decision
    needed: dict[str, tuple[Text | None, str]] = {
        "Outcome": (decision.outcome.text if decision.outcome else None, "an outcome"),
        "Decided on": (decision.decided_on.text if decision.decided_on else None, "a date"),
        "Customer feedback": (decision.feedback, "the customer's assessment"),
    }
    computed = compute_outcome(plan)
    written_outcome = decision.outcome.value if decision.outcome else None
    if written_outcome and written_outcome is not computed.outcome and not _is_misstated(plan):
        needed["Reason"] = (decision.reason, _why_a_reason(computed))
    written = {folded(value.label) for value in labels(plan, words.DECISION.heading)}
    for label, (text, what) in needed.items():
        if not text and (text is not None or folded(label) not in written):
            span = text.span if text is not None else section.heading.span
            yield Fault(f"the decision must have {label!r}: {what}", span, f"write '**{label}:** …'")


def _is_misstated(plan: Plan) -> bool:
    """Say whether the plan can't be Complete as it stands, which is a finding of its own."""
    closed = plan.metadata is not None and plan.metadata.closed is not None
    return closed or open_amendment(plan) is not None or open_correction(plan) is not None


def _why_a_reason(computed: ComputedOutcome) -> str:
    if computed.by_people:
        return "; ".join(computed.reasons)
    if computed.outcome is None:
        return f"the outcome can't be computed ({'; '.join((*computed.missing, *computed.reasons))})"
    return f"the framework gives {computed.outcome.value} ({'; '.join(computed.reasons)})"


def gaps_complete(plan: Plan) -> Iterator[Fault]:
    """A gap's Criterion must be one of the plan; from Complete on a gap needs its severity and addressee."""
    criteria = _by_number(plan)
    for gap in plan.gaps:
        yield from _gap_of_criterion(plan, gap, criteria)
        if is_due(plan, words.GAPS.heading):
            parts = (("gap", gap.gap), ("severity", gap.severity.text), ("reported to", gap.reported_to))
            for name, text in parts:
                if not text:
                    message = f"{name} of a gap must not be empty"
                    yield Fault(message, text.span, "fill it in, or delete the row if there is no gap")


def _gap_of_criterion(plan: Plan, gap: Gap, criteria: dict[int, Criterion]) -> Iterator[Fault]:
    if gap.criterion is None or not gap.criterion.text or is_placeholder(gap.criterion.text.value):
        return
    if words.CRITERIA.heading in plan.tables and gap.criterion.value not in criteria:
        text = gap.criterion.text
        message = f"criterion of a gap must be the number of one, not {text.value!r}"
        yield Fault(
            message, text.span, f"write one of {_numbers(plan)}; a gap of two criteria takes two rows"
        )

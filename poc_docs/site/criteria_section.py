"""The criteria with target, result and verdict, and who gave a verdict that arithmetic did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.decision import standings
from poc_docs.site.badges import NONE, filled, quiet, shown, verdict_badge
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.originals import Originals, with_original
from poc_docs.site.tables import stacked, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.decision import HumanVerdict, Standing
    from poc_docs.plan.model import Criterion, Plan, Result, Text

_COLUMNS = ("#", "Criterion and measurement", "Target", "Weight", "Result", "Verdict")


def criteria_section(plan: Plan, before: Originals) -> Iterator[Html]:
    """Give the table of criteria."""
    if not plan.criteria:
        yield element("p", "This plan has no criteria that can be read.")
        return
    lines = [_line(standing, before) for standing in standings(plan)]
    yield table("Criteria with results and verdicts", _COLUMNS, lines, name=1, kind="poc-docs-criteria")


def _line(standing: Standing, before: Originals) -> list[Content]:
    criterion = standing.criterion
    name = f"criterion {criterion.number.value or criterion.number.text.value}"
    measurement = with_original(criterion.measurement, f"{name} measurement", before)
    return [
        criterion.number.text.value,
        stacked(element("strong", with_original(criterion.text, f"{name} text", before)), quiet(measurement)),
        _target(criterion, name, before),
        with_original(criterion.weight.text, f"{name} weight", before),
        _result(standing.result),
        stacked(verdict_badge(standing.verdict), *_reasons(standing)),
    ]


def _target(criterion: Criterion, name: str, before: Originals) -> Html:
    return stacked(
        with_original(criterion.target, f"{name} target", before),
        *_labelled("Partial", criterion.partial, f"{name} partial", before),
        *_labelled("Baseline", criterion.baseline, f"{name} baseline", before),
    )


def _labelled(label: str, text: Text | None, where: str, before: Originals) -> Iterator[Html]:
    if text or where in before:
        yield quiet(join([f"{label}: ", with_original(text, where, before)]))


def _result(result: Result | None) -> Content:
    if result is None:
        return NONE
    evidence = result.evidence
    parts = [quiet(join(["Evidence: ", shown(evidence)]))] if filled(evidence) else []
    return stacked(shown(result.result) if filled(result.result) else NONE, *parts)


def _reasons(standing: Standing) -> Iterator[Html]:
    """Give why the verdict is what it is: a person's word, the arithmetic, what does not count, the note."""
    human = standing.human
    if human and not standing.remark:
        yield quiet(_judged_by(human))
        computed = standing.computed
        yield quiet(join(["Computed: ", computed.verdict or "undecided", f", {computed.reason}"]))
        return
    yield quiet(standing.computed.reason)
    if standing.remark:
        yield quiet(join([element("strong", "Does not count: "), standing.remark]))
    note = standing.result.note if standing.result else None
    if note and filled(note):
        yield quiet(join(["Note: ", note.value]))


def _judged_by(human: HumanVerdict) -> Html:
    who = element("strong", f"Judged by {human.name} ({human.party.value})")
    return join([who, f": {human.reason}"])

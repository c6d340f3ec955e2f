"""The criteria with target, result and verdict, and who gave a verdict that arithmetic did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.originals import amendment_of, removed_criteria, was_added
from poc_docs.plan.agreement.signed_texts import criteria_by_name
from poc_docs.plan.standings import is_judged_by_people, standings
from poc_docs.plan.texts import filled_in
from poc_docs.site.badges import NONE, quiet, shown, verdict_badge
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.plan_page.measured import drawings
from poc_docs.site.plan_page.originals import with_original, with_uncorrected
from poc_docs.site.tables import stacked, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.agreement.originals import Originals
    from poc_docs.plan.model import Criterion, Plan, Result
    from poc_docs.plan.standings import HumanVerdict, Standing
    from poc_docs.plan.texts import Text
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

_COLUMNS = ("#", "Criterion and measurement", "Target", "Weight", "Result", "Verdict")


def criteria_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the table of criteria; those that an amendment removed stand at its end, struck through."""
    plan, before = of.plan, of.amended
    names = criteria_by_name(plan)
    lines = [_line(of, name, standing) for name, standing in zip(names, standings(plan), strict=True)]
    lines += [_removed(plan, name, parts) for name, parts in removed_criteria(plan, before).items()]
    if not lines:
        yield element("p", "This plan has no criteria that can be read.")
        return
    yield table("Criteria with results and verdicts", _COLUMNS, lines, name=1, kind="poc-docs-criteria")


def _line(of: PlanView, name: str, standing: Standing) -> list[Content]:
    criterion, before, reported = standing.criterion, of.amended, of.corrected
    added = [_amended(of.plan, name, "added")] if was_added(before, name) else []
    if added:
        before = {}
    measurement = with_original(criterion.measurement, f"{name} measurement", before)
    title = element("strong", with_original(criterion.text, f"{name} text", before))
    row = name.removeprefix("criterion ")
    return [
        criterion.number.text.value,
        stacked(title, quiet(measurement), *added),
        _target(criterion, name, before),
        with_original(criterion.weight.text, f"{name} weight", before),
        _result(standing.result, row, reported, drawings(of, standing)),
        _verdict(standing, row, reported),
    ]


def _removed(plan: Plan, name: str, parts: Mapping[str, str]) -> list[Content]:
    def gone(part: str) -> Content:
        return element("del", parts[part]) if part in parts else NONE

    return [
        name.removeprefix("criterion "),
        stacked(element("strong", gone("text")), quiet(gone("measurement"))),
        gone("target"),
        gone("weight"),
        NONE,
        _amended(plan, name, "removed"),
    ]


def _amended(plan: Plan, name: str, what: str) -> Html:
    number = amendment_of(plan, name)
    return quiet(f"{what} by ", element("a", f"amendment {number}", href=f"#amendment-{number}"))


def _target(criterion: Criterion, name: str, before: Mapping[str, str]) -> Html:
    return stacked(
        with_original(criterion.target, f"{name} target", before),
        *([quiet("judged by people")] if is_judged_by_people(criterion) else []),
        *_labelled("Partial", criterion.partial, f"{name} partial", before),
        *_labelled("Baseline", criterion.baseline, f"{name} baseline", before),
    )


def _labelled(label: str, text: Text | None, where: str, before: Mapping[str, str]) -> Iterator[Html]:
    if text or where in before:
        yield quiet(join([f"{label}: ", with_original(text, where, before)]))


def _result(result: Result | None, row: str, reported: Originals, drawn: Iterator[Html]) -> Content:
    """Give the result with its evidence, and drawings of what was measured below it."""
    if result is None:
        return stacked(NONE, *drawn)
    evidence = result.evidence
    parts = [quiet(join(["Evidence: ", shown(evidence)]))] if filled_in(evidence) else []
    present = shown(result.result) if filled_in(result.result) else NONE
    return stacked(with_uncorrected(present, f"result {row}", reported), *drawn, *parts)


def _verdict(standing: Standing, row: str, reported: Originals) -> Html:
    """Give the verdict with its reasons, and a written one or a note that was corrected as it was."""
    badge = with_uncorrected(verdict_badge(standing.verdict), f"status {row}", reported)
    note = reported.get(f"note {row}")
    earlier = [quiet("Note before correction: ", element("del", note))] if note else []
    return stacked(badge, *_reasons(standing), *earlier)


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
    if note and filled_in(note):
        yield quiet(join(["Note: ", note.value]))


def _judged_by(human: HumanVerdict) -> Html:
    who = element("strong", f"Judged by {human.name} ({human.party.value})")
    return join([who, f": {human.reason}"])

"""The criteria as signed, with results and verdicts, as tables and as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.originals import amendment_of, removed_criteria, was_added
from poc_docs.plan.agreement.signed_texts import criteria_by_name
from poc_docs.plan.texts import filled_in
from poc_docs.reports.quoting import quoted
from poc_docs.reports.report import Bullets, Table, Tone, cell, line
from poc_docs.reports.subject import TONES

if TYPE_CHECKING:
    from poc_docs.plan.standings import Standing
    from poc_docs.reports.report import Cell, Line
    from poc_docs.reports.subject import Subject

NONE = "–"
_AMENDED = {"text": "text", "measurement": "measurement", "baseline": "baseline", "partial": "partial bound"}


def criteria_table(subject: Subject) -> Table:
    """Give every criterion word for word, with what was first agreed where an amendment changed it."""
    named = zip(criteria_by_name(subject.plan), subject.standings, strict=True)
    return Table(
        caption="Success criteria as agreed, with results and verdicts",
        columns=("#", "Criterion", "Target", "Weight", "Result", "Verdict"),
        widths=(5, 38, 16, 11, 17, 13),
        rows=tuple(_row(subject, name, stands) for name, stands in named),
        named_by=1,
    )


def _row(subject: Subject, name: str, stands: Standing) -> tuple[Cell, ...]:
    plan, criterion, row = subject.plan, stands.criterion, name.removeprefix("criterion ")
    before = _before(subject, name)
    result = quoted(plan, stands.result.result) if stands.result else ()
    earlier = subject.reported.get(f"result {row}", "")
    return (
        cell(criterion.number.text.value),
        cell(
            quoted(plan, criterion.text) or NONE,
            _labelled("Measured: ", quoted(plan, criterion.measurement)),
            _labelled("Baseline: ", quoted(plan, criterion.baseline)),
            _labelled("Counts as Partial: ", quoted(plan, criterion.partial)),
            *(_first(before, f"{name} {part}", label) for part, label in _AMENDED.items()),
            _added(subject, name),
        ),
        target_cell(subject, name, stands),
        _weight_cell(subject, name, stands),
        cell(result or "not measured", f"Before correction: {earlier}" if earlier else ""),
        verdict_cell(stands, by=True),
    )


def target_cell(subject: Subject, name: str, stands: Standing) -> Cell:
    """Give the target with what was first agreed; ``name`` is the criterion's in amendments."""
    target = quoted(subject.plan, stands.criterion.target) or NONE
    return cell(target, _first(_before(subject, name), f"{name} target"))


def _weight_cell(subject: Subject, name: str, stands: Standing) -> Cell:
    weight = quoted(subject.plan, stands.criterion.weight.text) or NONE
    return cell(weight, _first(_before(subject, name), f"{name} weight"))


def _before(subject: Subject, name: str) -> dict[str, str]:
    """Give what amendments changed; of a criterion that one of them added nothing was agreed first."""
    return {} if was_added(subject.originals, name) else subject.originals


def _added(subject: Subject, name: str) -> str:
    added = was_added(subject.originals, name)
    return f"added by amendment {amendment_of(subject.plan, name)}" if added else ""


def _first(before: dict[str, str], where: str, what: str = "") -> str:
    """Say what was first agreed, where an amendment changed it."""
    if where not in before:
        return ""
    return f"First agreed{f' ({what})' if what else ''}: {before[where] or 'none'}"


def _labelled(label: str, said: Line) -> Line:
    return line(label, said) if said else ()


def verdict_cell(stands: Standing, *, by: bool) -> Cell:
    """Give the verdict that counts, and with ``by`` whose it is where a person gave it."""
    word = str(stands.verdict) if stands.verdict else "undecided"
    judged = f"judged by {stands.human.name}" if by and stands.human and not stands.remark else ""
    return cell(word, judged, tone=TONES[stands.verdict] if stands.verdict else Tone.QUIET)


def results_table(subject: Subject, rows: int | None = None) -> Table:
    """Give the criteria in short: what was asked for now and at first, what was measured, and the verdict."""
    named = list(zip(criteria_by_name(subject.plan), subject.standings, strict=True))
    return Table(
        caption="Criteria and results",
        columns=("#", "Criterion", "Target", "Weight", "Result", "Verdict"),
        widths=(5, 36, 18, 11, 18, 12),
        rows=tuple(
            (
                cell(stands.criterion.number.text.value),
                cell(quoted(subject.plan, stands.criterion.text) or NONE, _added(subject, name)),
                target_cell(subject, name, stands),
                _weight_cell(subject, name, stands),
                cell((quoted(subject.plan, stands.result.result) if stands.result else ()) or NONE),
                verdict_cell(stands, by=False),
            )
            for name, stands in named[:rows]
        ),
        named_by=1,
    )


def evidence(subject: Subject) -> Table:
    """Give for each criterion how it was judged, evidence and note; a person's verdict stands apart."""
    return Table(
        caption="How each result was judged, and what shows it",
        columns=("#", "Judged", "Evidence", "Note"),
        widths=(5, 31, 32, 32),
        rows=tuple(
            row for stands in subject.standings if stands.result and (row := _evidence(subject, stands))
        ),
    )


def _evidence(subject: Subject, stands: Standing) -> tuple[Cell, ...]:
    plan, result = subject.plan, stands.result
    if result is None or not filled_in(result.result):
        return ()
    computed = f"computed: {stands.computed.verdict or 'undecided'}, {stands.computed.reason}"
    return (
        cell(stands.criterion.number.text.value),
        cell(computed, f"not counted: {stands.remark}" if stands.remark else ""),
        cell(quoted(plan, result.evidence) or NONE),
        cell((() if stands.human else quoted(plan, result.note)) or NONE),
    )


def human_verdicts(subject: Subject) -> Bullets:
    """Name every verdict that a person gave, with the reason in that person's words."""
    return Bullets(
        tuple(
            line(
                f"Criterion {stands.criterion.number.text.value}, {stands.human.verdict}: Judged by"
                f" {stands.human.name} ({stands.human.party}): {stands.human.reason}"
                + (f" (not counted: {stands.remark})" if stands.remark else "")
            )
            for stands in subject.standings
            if stands.human
        )
    )


def removed(subject: Subject) -> Bullets:
    """Name the criteria that were agreed at first and that an amendment removed."""
    gone = removed_criteria(subject.plan, subject.originals)
    return Bullets(
        tuple(
            line(
                f"{name[0].upper()}{name[1:]}, first agreed: {parts.get('text', NONE)}, target"
                f" {parts.get('target', NONE)}, {parts.get('weight', 'no weight')};"
                f" removed by amendment {amendment_of(subject.plan, name)}"
            )
            for name, parts in gone.items()
        )
    )


def gap_table(subject: Subject) -> Table:
    """Give every gap with its workaround."""
    plan = subject.plan
    return Table(
        caption="Gaps and their workarounds",
        columns=("Gap", "Severity", "Workaround", "Reported to", "Criterion"),
        widths=(32, 11, 31, 16, 10),
        rows=tuple(
            (
                cell(line(f"{filled_in(gap.id)}: " if filled_in(gap.id) else "", quoted(plan, gap.gap))),
                cell(quoted(plan, gap.severity.text) or NONE),
                cell(quoted(plan, gap.workaround) or "none"),
                cell(quoted(plan, gap.reported_to) or NONE),
                cell((quoted(plan, gap.criterion.text) if gap.criterion else ()) or NONE),
            )
            for gap in plan.gaps
            if filled_in(gap.gap)
        ),
    )

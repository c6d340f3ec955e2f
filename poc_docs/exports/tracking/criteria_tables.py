"""The tables of what was agreed and measured: the success criteria, and the values day by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.measured import measured_number
from poc_docs.exports.tracking.table import Column, ColumnKind, Table, part_of
from poc_docs.plan.standings import judge_criterion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from poc_docs.exports.tracking.subject import Subject
    from poc_docs.plan.model import Criterion, Result
    from poc_docs.plan.running.model import LoggedValue
    from poc_docs.plan.standings import HumanVerdict, Standing
    from poc_docs.plan.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class _Measured:
    """A row with a measured value, and the one number that it says."""

    number: Decimal | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Checked(_Measured):
    stands: Standing

    @property
    def criterion(self) -> Criterion:
        return self.stands.criterion


@dataclass(frozen=True, slots=True)
class _Logged(_Measured):
    line: LoggedValue
    criterion: Criterion | None

    @property
    def verdict(self) -> Verdict | None:
        return judge_criterion(self.criterion, self.line.value.value).verdict if self.criterion else None


def _checked(subject: Subject) -> Iterator[_Checked]:
    for stands in subject.standings:
        result = stands.result.result.value if stands.result else ""
        yield _Checked(*measured_number(result, stands.criterion.target.value), stands)


def _logged(subject: Subject) -> Iterator[_Logged]:
    for line in subject.plan.running.metric_log:
        criterion = subject.criterion(line.number.value)
        target = criterion.target.value if criterion else ""
        yield _Logged(*measured_number(line.value.value, target), line, criterion)


def _result(row: _Checked) -> Result | None:
    return row.stands.result


def _human(row: _Checked) -> HumanVerdict | None:
    return row.stands.human


def _criterion(row: _Logged) -> Criterion | None:
    return row.criterion


CRITERIA: Table[_Checked] = Table(
    name="criteria",
    title="Success criteria",
    meaning="The success criteria as a checklist: what was agreed, what was measured, and the verdict.",
    things=_checked,
    own_columns=(
        Column("number", ColumnKind.COUNT, "the criterion's number", lambda c: c.criterion.number),
        Column("criterion", ColumnKind.TEXT, "the criterion", lambda c: c.criterion.text),
        Column("measurement", ColumnKind.TEXT, "how it is measured", lambda c: c.criterion.measurement),
        Column("weight", ColumnKind.TEXT, "Critical, Required or Optional", lambda c: c.criterion.weight),
        Column("kind", ColumnKind.TEXT, "what kind of objective it is", lambda c: c.criterion.kind),
        Column("baseline", ColumnKind.TEXT, "what it was before", lambda c: c.criterion.baseline),
        Column("target", ColumnKind.TEXT, "what was agreed", lambda c: c.criterion.target),
        Column(
            "partial",
            ColumnKind.TEXT,
            "the bound that still counts as Partial",
            lambda c: c.criterion.partial,
        ),
        Column(
            "result", ColumnKind.TEXT, "what was measured, as written", part_of(_result, lambda r: r.result)
        ),
        Column("result_number", ColumnKind.NUMBER, "the one number that the result says", lambda c: c.number),
        Column("result_unit", ColumnKind.TEXT, "the unit of that number, as written", lambda c: c.unit),
        Column("verdict", ColumnKind.TEXT, "the verdict that counts", lambda c: c.stands.verdict),
        Column(
            "computed_verdict", ColumnKind.TEXT, "what the judge says", lambda c: c.stands.computed.verdict
        ),
        Column("reason", ColumnKind.TEXT, "why the judge says so", lambda c: c.stands.computed.reason),
        Column(
            "human_verdict",
            ColumnKind.TEXT,
            "a verdict that a person gave",
            part_of(_human, lambda h: h.verdict),
        ),
        Column("judged_by", ColumnKind.TEXT, "who gave it", part_of(_human, lambda h: h.name)),
        Column(
            "judged_for",
            ColumnKind.TEXT,
            "for which party: prospect or vendor",
            part_of(_human, lambda h: h.party),
        ),
        Column("judged_because", ColumnKind.TEXT, "why", part_of(_human, lambda h: h.reason)),
        Column("remark", ColumnKind.TEXT, "why a written verdict does not count", lambda c: c.stands.remark),
        Column(
            "evidence",
            ColumnKind.TEXT,
            "where the result can be looked up",
            part_of(_result, lambda r: r.evidence),
        ),
        Column("note", ColumnKind.TEXT, "the note beside the result", part_of(_result, lambda r: r.note)),
    ),
)

METRICS: Table[_Logged] = Table(
    name="metrics",
    title="Daily metrics",
    meaning="The values of Metric Log, day by day, each beside its target.",
    things=_logged,
    own_columns=(
        Column("date", ColumnKind.DATE, "the day of the value", lambda v: v.line.date),
        Column("number", ColumnKind.COUNT, "the criterion's number", lambda v: v.line.number),
        Column("criterion", ColumnKind.TEXT, "the criterion", part_of(_criterion, lambda c: c.text)),
        Column("target", ColumnKind.TEXT, "what was agreed", part_of(_criterion, lambda c: c.target)),
        Column("value", ColumnKind.TEXT, "what was measured, as written", lambda v: v.line.value),
        Column("value_number", ColumnKind.NUMBER, "the one number that the value says", lambda v: v.number),
        Column("value_unit", ColumnKind.TEXT, "the unit of that number, as written", lambda v: v.unit),
        Column("verdict", ColumnKind.TEXT, "what the judge says of the value", lambda v: v.verdict),
        Column("note", ColumnKind.TEXT, "the note beside it", lambda v: v.line.note),
    ),
)

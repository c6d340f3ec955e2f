"""The tables of what was agreed and measured: the success criteria, and the values day by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.cells import read, said
from poc_docs.exports.tracking.measured import measured_number
from poc_docs.exports.tracking.table import Column, Kind, Table
from poc_docs.plan.decision import judge_criterion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from poc_docs.exports.tracking.subject import Subject
    from poc_docs.plan.decision import Standing
    from poc_docs.plan.model import Criterion
    from poc_docs.plan.running.model import LoggedValue
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


CRITERIA: Table[_Checked] = Table(
    name="criteria",
    title="Success criteria",
    meaning="The success criteria as a checklist: what was agreed, what was measured, and the verdict.",
    things=_checked,
    own_columns=(
        Column("number", Kind.COUNT, "the criterion's number", lambda _, c: c.criterion.number.value),
        Column("criterion", Kind.TEXT, "the criterion", lambda _, c: said(c.criterion.text)),
        Column("measurement", Kind.TEXT, "how it is measured", lambda _, c: said(c.criterion.measurement)),
        Column("weight", Kind.TEXT, "Critical, Required or Optional", lambda _, c: c.criterion.weight.value),
        Column("kind", Kind.TEXT, "what kind of objective it is", lambda _, c: read(c.criterion.kind)),
        Column("baseline", Kind.TEXT, "what it was before", lambda _, c: said(c.criterion.baseline)),
        Column("target", Kind.TEXT, "what was agreed", lambda _, c: said(c.criterion.target)),
        Column(
            "partial",
            Kind.TEXT,
            "the bound that still counts as Partial",
            lambda _, c: said(c.criterion.partial),
        ),
        Column(
            "result",
            Kind.TEXT,
            "what was measured, as written",
            lambda _, c: said(c.stands.result.result) if c.stands.result else None,
        ),
        Column("result_number", Kind.NUMBER, "the one number that the result says", lambda _, c: c.number),
        Column("result_unit", Kind.TEXT, "the unit of that number, as written", lambda _, c: c.unit),
        Column("verdict", Kind.TEXT, "the verdict that counts", lambda _, c: c.stands.verdict),
        Column("computed_verdict", Kind.TEXT, "what the judge says", lambda _, c: c.stands.computed.verdict),
        Column("reason", Kind.TEXT, "why the judge says so", lambda _, c: c.stands.computed.reason or None),
        Column(
            "human_verdict",
            Kind.TEXT,
            "a verdict that a person gave",
            lambda _, c: c.stands.human.verdict if c.stands.human else None,
        ),
        Column(
            "judged_by",
            Kind.TEXT,
            "who gave it",
            lambda _, c: c.stands.human.name if c.stands.human else None,
        ),
        Column(
            "judged_for",
            Kind.TEXT,
            "for which party: prospect or vendor",
            lambda _, c: c.stands.human.party if c.stands.human else None,
        ),
        Column(
            "judged_because",
            Kind.TEXT,
            "why",
            lambda _, c: c.stands.human.reason if c.stands.human else None,
        ),
        Column(
            "remark", Kind.TEXT, "why a written verdict does not count", lambda _, c: c.stands.remark or None
        ),
        Column(
            "evidence",
            Kind.TEXT,
            "where the result can be looked up",
            lambda _, c: said(c.stands.result.evidence) if c.stands.result else None,
        ),
        Column(
            "note",
            Kind.TEXT,
            "the note beside the result",
            lambda _, c: said(c.stands.result.note) if c.stands.result else None,
        ),
    ),
)

METRICS: Table[_Logged] = Table(
    name="metrics",
    title="Daily metrics",
    meaning="The values of Metric Log, day by day, each beside its target.",
    things=_logged,
    own_columns=(
        Column("date", Kind.DATE, "the day of the value", lambda _, v: v.line.date.value),
        Column("number", Kind.COUNT, "the criterion's number", lambda _, v: v.line.number.value),
        Column(
            "criterion",
            Kind.TEXT,
            "the criterion",
            lambda _, v: said(v.criterion.text) if v.criterion else None,
        ),
        Column(
            "target",
            Kind.TEXT,
            "what was agreed",
            lambda _, v: said(v.criterion.target) if v.criterion else None,
        ),
        Column("value", Kind.TEXT, "what was measured, as written", lambda _, v: said(v.line.value)),
        Column("value_number", Kind.NUMBER, "the one number that the value says", lambda _, v: v.number),
        Column("value_unit", Kind.TEXT, "the unit of that number, as written", lambda _, v: v.unit),
        Column("verdict", Kind.TEXT, "what the judge says of the value", lambda _, v: v.verdict),
        Column("note", Kind.TEXT, "the note beside it", lambda _, v: said(v.line.note)),
    ),
)

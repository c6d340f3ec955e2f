"""A plan as the gap register sees it: its gap rows, and what is told of it beside them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from poc_docs.plan.gaps import id_key, names_no_workaround
from poc_docs.plan.layout import folded
from poc_docs.plan.values import Money, is_placeholder
from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Level, Outcome, Status
from poc_docs.portfolio.keeping import KeptKind

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Gap, Plan
    from poc_docs.portfolio.entries import Entry

W = TypeVar("W", bound=StrEnum)


class GapRow(NamedTuple):
    """A gap row of a plan; where a cell says nothing, a text is empty.

    Rows of several plans mean one gap if ``by`` (``id`` or ``title``) and ``key`` are the same. ``source`` is
    the cell of the gap as it is written, ``about`` the text of the criterion, None where there is none.
    """

    line: int
    column: int
    by: str
    key: str
    id: str
    gap: str
    source: str
    severity: Level | None
    workaround: str
    reported_to: str
    criterion: int | None
    about: str | None


class NamingPlan(NamedTuple):
    """A plan with the gaps it names: a value that can be kept for thousands of plans."""

    path: str
    id: str
    own_title: str | None
    prospect: str
    status: Status | None
    closed: CloseReason | None
    business: BusinessOutcome | None
    outcome: Outcome | None
    opportunity: str
    amount: Money | None
    is_superseded: bool
    errors: int
    is_text: bool
    rows: tuple[GapRow, ...]

    @property
    def title(self) -> str:
        """Give the plan's title, or what stands in its place."""
        return self.path if self.own_title is None else self.own_title


_AMOUNT = NamingPlan._fields.index("amount")


def naming_plan(entry: Entry, today: dt.date | None = None) -> NamingPlan:  # noqa: ARG001 -- the same on any day
    """Give what the register needs of a plan; of a file that is no text it is path and errors."""
    # What computes outcomes is loaded only where a plan is read.
    from poc_docs.portfolio.outcomes import sound_outcome

    plan = entry.plan
    metadata = plan.metadata if plan else None
    rows = tuple(_row(plan, gap) for gap in gap_rows(entry)) if plan else ()
    return NamingPlan(
        path=entry.path,
        id=plan.id if plan else "",
        own_title=entry.own_title,
        prospect=entry.prospect,
        status=plan.status if plan else None,
        closed=metadata.closed.reason if metadata and metadata.closed else None,
        business=metadata.business.outcome if metadata and metadata.business else None,
        outcome=sound_outcome(entry) if rows else None,
        opportunity=entry.opportunity,
        amount=entry.amount,
        is_superseded=entry.is_superseded,
        errors=len(entry.errors),
        is_text=plan is not None,
        rows=rows,
    )


def gap_rows(entry: Entry) -> list[Gap]:
    """Give the gap rows of a plan that say something."""
    rows = entry.plan.gaps if entry.plan else ()
    return [gap for gap in rows if gap.gap and not is_placeholder(gap.gap.value)]


def _row(plan: Plan, gap: Gap) -> GapRow:
    line, column = plan.document.position(gap.gap.span.start)
    key = id_key(gap.id.value) if gap.id else ""
    number = gap.criterion.value if gap.criterion else None
    criterion = plan.criterion(number) if number else None
    return GapRow(
        line=line,
        column=column,
        by="id" if key else "title",
        key=key or folded(gap.gap.value),
        id=gap.id.value if gap.id else "",
        gap=gap.gap.value,
        source=gap.gap.source,
        severity=gap.severity.value,
        workaround="" if names_no_workaround(gap.workaround.value) else gap.workaround.value,
        reported_to=gap.reported_to.value,
        criterion=number,
        about=criterion.text.value if criterion else None,
    )


def _plain(plan: NamingPlan) -> list[object]:
    """Give all but the path, in the order in which a plan has it."""
    amount = [str(plan.amount.amount), plan.amount.currency] if plan.amount else None
    return [*plan[1:_AMOUNT], amount, *plan[_AMOUNT + 1 :]]


def _value(path: str, plain: list[Any]) -> NamingPlan:
    identifier, title, prospect, status, closed, business, outcome, opportunity, amount, *more = plain
    superseded, errors, is_text, rows = more
    return NamingPlan(
        path,
        identifier,
        title,
        prospect,
        _word(Status, status),
        _word(CloseReason, closed),
        _word(BusinessOutcome, business),
        _word(Outcome, outcome),
        opportunity,
        Money(Decimal(amount[0]), amount[1]) if amount else None,
        superseded,
        errors,
        is_text,
        tuple(map(_row_again, rows)),
    )


def _row_again(plain: list[Any]) -> GapRow:
    *before, severity, workaround, reported_to, criterion, about = plain
    return GapRow._make((*before, _word(Level, severity), workaround, reported_to, criterion, about))


@cache
def _word(vocabulary: type[W], text: str | None) -> W | None:
    return vocabulary(text) if text else None


KIND = KeptKind("gaps", naming_plan, _plain, _value)
"""How it is kept what plans say of gaps."""

"""A new plan from a template: what is known is filled in, the rest stays a placeholder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.reading import read_plan
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import CRITERIA, ENVIRONMENT, SETUP_STEPS, TIMELINE
from poc_docs.text.edits import Edit, apply_edits
from poc_docs.text.front_matter import Scalar
from poc_docs.text.front_matter_source import scalar_source
from poc_docs.text.inline import fold
from poc_docs.text.source import newline_of
from poc_docs.text.table_source import table_source
from poc_docs.writing.applied import RefusedEdit, rewritten
from poc_docs.writing.like import (
    copied_steps,
    criterion_rows,
    differences_from,
    environment_rows,
    milestone_rows,
    optional_columns,
    refuse_references,
)
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.metadata import front_matter_of, set_scalar
from poc_docs.writing.milestones import PHASES, milestone_weeks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.texts import Text

PROSPECT_NAME = "[Prospect Name]"
POC_TITLE = "[POC Title]"
"""The template's placeholders in the heading."""

SALES_ENGINEER = "[Sales Engineer]"
CUSTOMER = "[Customer]"
"""The template's placeholders for the owner of a milestone."""

_TIME_TO_DECIDE = dt.timedelta(days=5)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """What is known about a new plan; None stays the template's placeholder.

    ``objective``, ``scope`` and ``decision_maker`` are Markdown, all other texts are plain. ``like`` is a
    plan whose criteria, environment and timeline are taken over.
    """

    id: str
    title: str | None = None
    prospect: str | None = None
    sales_engineer: str | None = None
    opportunity: str | None = None
    date: dt.date | None = None
    start: dt.date | None = None
    weeks: int | None = None
    decision_date: dt.date | None = None
    objective: str | None = None
    scope: str | None = None
    decision_maker: str | None = None
    like: Plan | None = None


def new_plan(template_text: str, details: NewPlan) -> str:
    """Give the text of a new plan in Planning. Raises ``RefusedEdit`` where the template cannot take it."""
    if details.weeks is not None and details.weeks < 1:
        raise RefusedEdit(f"a plan lasts at least one week, not {details.weeks}")
    template = read_plan(template_text)
    if details.like:
        refuse_references(details.like, template)
    try:
        edits = [
            *_front_matter(template, details),
            *_heading(template, details),
            *_overview(template, details),
            *_tables(template, details),
            *_setup_steps(template, details),
        ]
        text = apply_edits(template_text, edits)
    except OverflowError:
        raise RefusedEdit("the plan would end after the last day of the calendar, 9999-12-31") from None
    except ValueError as error:
        raise RefusedEdit(f"the template cannot be filled in: {error}") from None
    rewritten(template, edits, lambda after: _differences(template, after, details))
    return text


def decision_date(start: dt.date, weeks: int) -> dt.date:
    """Give a date to propose for the decision: five days after the last day, and never on a weekend."""
    date = start + dt.timedelta(weeks=weeks, days=-1) + _TIME_TO_DECIDE
    while date.weekday() >= _SATURDAY:
        date += dt.timedelta(days=1)
    return date


def _scalars(details: NewPlan) -> dict[str, str | dt.date]:
    texts = {
        "id": details.id,
        "title": details.title,
        "prospect": details.prospect,
        "sales_engineer": details.sales_engineer,
        "opportunity": details.opportunity,
    }
    known = {key: fold(text) for key, text in texts.items() if text and fold(text)}
    return known | ({"date": details.date} if details.date else {})


def _front_matter(template: Plan, details: NewPlan) -> Iterator[Edit]:
    root = front_matter_of(template).root
    for key, value in _scalars(details).items():
        node = root.get(key)
        if isinstance(node, Scalar) and node.style and is_placeholder(node.value):
            # The placeholder needed its quotes, the value may not.
            yield Edit(node.span.start, node.span.end, scalar_source(value))
        else:
            yield from set_scalar(template, key, value)


def _names(details: NewPlan) -> tuple[str, str]:
    """Give prospect and title on one line each; what holds only blanks is none."""
    return fold(details.prospect or ""), fold(details.title or "")


def _heading(template: Plan, details: NewPlan) -> Iterator[Edit]:
    if not any(_names(details)):
        return
    if template.title is None or not template.title.value:
        raise RefusedEdit("the template needs the heading '# POC Plan: [Prospect Name] -- [POC Title]'")
    names = (
        markdown_of(name) if name else placeholder
        for name, placeholder in zip(_names(details), (PROSPECT_NAME, POC_TITLE), strict=True)
    )
    span = template.title.span
    yield Edit(span.start, span.end, " -- ".join(names))


def _bullets(details: NewPlan) -> dict[str, str]:
    """Give the bullets of the overview that are known, by their names in ``Overview``."""
    found = {"objective": details.objective, "scope": details.scope, "decision_maker": details.decision_maker}
    decided = details.decision_date
    if details.start and details.weeks:
        unit = "week" if details.weeks == 1 else "weeks"
        found["duration"] = f"{details.weeks} {unit}, starting {details.start}"
        decided = decided or decision_date(details.start, details.weeks)
    found["decision_date"] = decided.isoformat() if decided else None
    return {name: fold(value) for name, value in found.items() if value}


def _overview_text(plan: Plan, name: str) -> Text | None:
    overview = plan.overview
    texts = {
        "objective": overview.objective,
        "scope": overview.scope,
        "duration": overview.duration.text if overview.duration else None,
        "decision_date": overview.decision_date.text if overview.decision_date else None,
        "decision_maker": overview.decision_maker,
    }
    return texts[name]


def _overview(template: Plan, details: NewPlan) -> Iterator[Edit]:
    for name, value in _bullets(details).items():
        place = _overview_text(template, name)
        if place:
            yield Edit(place.span.start, place.span.end, value)
        elif name == "decision_maker":
            yield _decision_maker(template, value)
        else:
            label = name.replace("_", " ").capitalize()
            raise RefusedEdit(f"the template needs a bullet '- **{label}:** …' with a placeholder")


def _decision_maker(template: Plan, value: str) -> Edit:
    """Add the bullet that the template does not have, below the decision date."""
    place = _overview_text(template, "decision_date")
    if place is None:
        raise RefusedEdit("the template needs a bullet '- **Decision date:** …'")
    lines = template.document.lines
    end = lines.content(lines.line_of(place.span.end)).end
    return Edit(end, end, f"{newline_of(template.document.text)}- **Decision maker:** {value}")


def _tables(template: Plan, details: NewPlan) -> Iterator[Edit]:
    like = details.like
    if like and like.criteria:
        yield _table(template, CRITERIA.heading, criterion_rows(like), optional_columns(like))
    if like and like.environment:
        yield _table(template, ENVIRONMENT.heading, environment_rows(like))
    if like and like.milestones:
        rows = milestone_rows(like, ours=_owner(details.sales_engineer), theirs=CUSTOMER)
        yield _table(template, TIMELINE.heading, rows)
    elif details.weeks:
        yield _table(template, TIMELINE.heading, list(_phases(details.weeks, details.sales_engineer)))


def _owner(sales_engineer: str | None) -> str:
    return markdown_of(sales_engineer) if sales_engineer else SALES_ENGINEER


def _phases(weeks: int, sales_engineer: str | None) -> Iterator[dict[str, str]]:
    for week, (milestone, deliverable) in zip(milestone_weeks(weeks), PHASES, strict=True):
        yield {
            "week": str(week),
            "milestone": milestone,
            "owner": _owner(sales_engineer),
            "deliverable": deliverable,
        }


def _table(
    template: Plan, heading: str, rows: Sequence[Mapping[str, str]], optional: Sequence[str] = ()
) -> Edit:
    """Put ``rows`` (by folded column) in place of a table's own, with the optional columns they need."""
    table = template.tables.get(heading)
    if table is None:
        raise RefusedEdit(f"the template needs a section {heading!r} with one table")
    added = [column for column in optional if column.casefold() not in table.columns]
    header = [*(cell.content for cell in table.table.header.cells), *added]
    columns = [*table.columns, *(column.casefold() for column in added)]
    body = [[row.get(column, "") for column in columns] for row in rows]
    span = table.table.span
    aligned = heading != CRITERIA.heading
    source = table_source(header, body, newline_of(template.document.text), aligned=aligned)
    return Edit(span.start, span.end, source)


def _setup_steps(template: Plan, details: NewPlan) -> Iterator[Edit]:
    steps = copied_steps(details.like) if details.like else ()
    if not steps:
        return
    if not template.setup_steps:
        raise RefusedEdit(f"the template needs a list under {SETUP_STEPS.heading!r}")
    lines = template.document.lines
    first, last = template.setup_steps[0].text.span, template.setup_steps[-1].text.span
    newline = newline_of(template.document.text)
    source = newline.join(f"{number}. {fold(step.source)}" for number, step in enumerate(steps, 1))
    yield Edit(lines.start(lines.line_of(first.start)), lines.content(lines.line_of(last.end)).end, source)


def _differences(template: Plan, after: Plan, details: NewPlan) -> Iterator[str]:
    root = front_matter_of(after).root
    for key, value in _scalars(details).items():
        if getattr(root.get(key), "value", None) != str(value):
            yield f"{key} would not read {str(value)!r}"
    for name, value in _bullets(details).items():
        place = _overview_text(after, name)
        if place is None or fold(place.source) != value:
            yield f"{name.replace('_', ' ')} would not read {value!r}"
    prospect, name = _names(details)
    if prospect or name:
        title = f"{prospect or PROSPECT_NAME} -- {name or POC_TITLE}"
        if after.title is None or after.title.value != title:
            yield f"the heading would not read {title!r}"
    if details.like:
        yield from differences_from(details.like, after)
    if len(after.results) != len(template.results) or after.signatures:
        yield "results and signatures must be the template's"

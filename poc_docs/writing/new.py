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
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.metadata import front_matter_of, set_scalar
from poc_docs.writing.milestones import PHASES, milestone_weeks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.model import Criterion, Milestone, Plan
    from poc_docs.plan.texts import Text

PROSPECT_NAME = "[Prospect Name]"
POC_TITLE = "[POC Title]"
"""The template's placeholders in the heading."""

SALES_ENGINEER = "[Sales Engineer]"
CUSTOMER = "[Customer]"
"""The template's placeholders for the owner of a milestone."""

_BASELINE = "[Baseline]"
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
        _refuse_references(details.like, template)
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


def _heading(template: Plan, details: NewPlan) -> Iterator[Edit]:
    if not details.title and not details.prospect:
        return
    if template.title is None or not template.title.value:
        raise RefusedEdit("the template needs the heading '# POC Plan: [Prospect Name] -- [POC Title]'")
    names = (
        markdown_of(name) if name else placeholder
        for name, placeholder in ((details.prospect, PROSPECT_NAME), (details.title, POC_TITLE))
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
        optional = [
            name
            for name, column in (("Baseline", "baseline"), ("Partial", "partial"), ("Kind", "kind"))
            if any(getattr(criterion, column) for criterion in like.criteria)
        ]
        yield _table(template, CRITERIA.heading, [_criterion_row(c) for c in like.criteria], optional)
    if like and like.environment:
        rows = [{"component": c.component.source, "details": c.details.source} for c in like.environment]
        yield _table(template, ENVIRONMENT.heading, rows)
    if like and like.milestones:
        yield _table(template, TIMELINE.heading, [_milestone_row(m, like, details) for m in like.milestones])
    elif details.weeks:
        yield _table(template, TIMELINE.heading, list(_phases(details.weeks, details.sales_engineer)))


def _criterion_row(criterion: Criterion) -> dict[str, str]:
    """Give a criterion without its baseline, which was measured at the other prospect."""
    return {
        "#": criterion.number.text.source,
        "criterion": criterion.text.source,
        "measurement": criterion.measurement.source,
        "target": criterion.target.source,
        "weight": criterion.weight.text.source,
        "baseline": _BASELINE if criterion.baseline else "",
        "partial": criterion.partial.source if criterion.partial else "",
        "kind": criterion.kind.text.source if criterion.kind else "",
    }


def _milestone_row(milestone: Milestone, like: Plan, details: NewPlan) -> dict[str, str]:
    """Give a milestone without its dates, and without the names of the other prospect's people."""
    other = like.metadata.sales_engineer if like.metadata else None
    ours = bool(other) and milestone.owner.value == (other.value if other else "")
    return {
        "week": milestone.week.source,
        "milestone": milestone.milestone.source,
        "owner": _owner(details.sales_engineer) if ours else CUSTOMER,
        "deliverable": milestone.deliverable.source,
    }


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


def _refuse_references(like: Plan, template: Plan) -> None:
    """Refuse a link or an image whose address stands elsewhere in the other plan, and is not copied."""
    for text in _copied_texts(like):
        if like.document.plain(text.source) != template.document.plain(text.source):
            raise RefusedEdit(
                f"{text.source!r} of the other plan needs a link definition that is not copied; "
                "write the link as [text](address) there"
            )


def _copied_texts(like: Plan) -> Iterator[Text]:
    for criterion in like.criteria:
        yield from (criterion.text, criterion.measurement, criterion.target)
        if criterion.partial:
            yield criterion.partial
    for component in like.environment:
        yield from (component.component, component.details)
    for milestone in like.milestones:
        yield from (milestone.milestone, milestone.deliverable)
    yield from _steps(like)


def _steps(like: Plan) -> list[Text]:
    """Give the setup steps that can be copied: each is one line; raises ``RefusedEdit`` for one with more."""
    section = like.sections.get(SETUP_STEPS.heading)
    items = [block for block in section.blocks if block.item] if section else []
    for item in items:
        if not item.alone and not item.nested:
            raise RefusedEdit(
                f"setup step {item.text!r} of the other plan has more below it, which would not be copied; "
                "make each step one item there"
            )
    return [step.text for step, item in zip(like.setup_steps, items, strict=True) if not item.nested]


def _setup_steps(template: Plan, details: NewPlan) -> Iterator[Edit]:
    steps = _steps(details.like) if details.like else ()
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
    if details.title or details.prospect:
        title = " -- ".join((fold(details.prospect or PROSPECT_NAME), fold(details.title or POC_TITLE)))
        if after.title is None or after.title.value != title:
            yield f"the heading would not read {title!r}"
    if details.like:
        yield from _not_like(details.like, after)
    if len(after.results) != len(template.results) or after.signatures:
        yield "results and signatures must be the template's"


def _not_like(like: Plan, after: Plan) -> Iterator[str]:
    copied = (
        ("criteria", [c.target.value for c in like.criteria], [c.target.value for c in after.criteria]),
        (
            "environment",
            [c.details.value for c in like.environment],
            [c.details.value for c in after.environment],
        ),
        ("setup steps", [step.value for step in _steps(like)], [s.text.value for s in after.setup_steps]),
        (
            "timeline",
            [m.milestone.value for m in like.milestones],
            [m.milestone.value for m in after.milestones],
        ),
    )
    for what, wanted, found in copied:
        if wanted and wanted != found:
            yield f"the {what} would not read like the other plan's"

"""Commercial proposal: what was proven, what it measurably costs, and every price as a question.

What a unit of work cost in the test is a fact; what it will be sold for is in no plan, and is not guessed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.plan.amounts import with_shown_amounts
from poc_docs.plan.running.costs import cost_items, figures, item_rows, unit_of_work
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import COST_ITEMS
from poc_docs.reports.drafts.architecture import gap_statements
from poc_docs.reports.drafts.statement import Fact, draft, fact, statement, statements, told
from poc_docs.reports.report import Facts, line, section
from poc_docs.reports.returns import figure_table, known_figures
from poc_docs.reports.verdicts import results_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.reports.report import Line, Report, Table
    from poc_docs.reports.subject import Subject

_UNIT, _, _COST, _VOLUME, _TODAY, _BENEFIT, _ONCE, _MONTHS = COST_ITEMS


def proposal_draft(subject: Subject) -> Report:
    """Give the draft: unit cost, volume and what follows from them; no amount of the CRM stands in it."""
    return draft(
        subject,
        "Commercial proposal",
        (
            *section("What it is about", statements(_purpose(subject))),
            *section("What was shown", _shown(subject)),
            *section("Measured cost and expected volume", Facts(tuple(_inputs(subject)))),
            *section("What follows from them", figure_table(subject)),
            *section("What stays open", statements(gap_statements(subject))),
        ),
        _questions(subject),
    )


def _purpose(subject: Subject) -> Iterator[Line]:
    plan, said = subject.plan, subject.plan.overview
    prospect = told(plan, plan.metadata.prospect if plan.metadata else None)
    yield statement("For ", prospect, ": ", told(plan, said.objective))
    if subject.outcome:
        yield statement("The outcome of the proof of concept: ", fact(subject.outcome))
        confirmed, _ = subject.confirmed
        yield statement("Its results are ", Fact(confirmed))
        yield statement("The next step that was agreed: ", Fact(subject.next_step))


def _shown(subject: Subject) -> Table:
    """Give the criteria that have a result."""
    table = results_table(subject)
    rows = zip(table.rows, subject.standings, strict=True)
    return replace(
        table, rows=tuple(row for row, each in rows if each.result and filled_in(each.result.result))
    )


def _inputs(subject: Subject) -> Iterator[tuple[str, Line]]:
    """Give the items of Cost and ROI, each item once."""
    found = cost_items(subject.plan)
    for item in COST_ITEMS:
        if item in found and filled_in(found[item].value):
            yield item, line(with_shown_amounts(filled_in(found[item].value)))
    if _COST not in found:
        for figure in known_figures(subject):
            if figure.name == _COST:
                yield _COST, line(f"{figure} ({figure.formula})")


def _questions(subject: Subject) -> Iterator[str]:
    plan, unit = subject.plan, unit_of_work(subject.plan)
    units = "units" if unit == "unit" else f"units ({unit})"
    found = cost_items(plan)
    known = {item for item, row in found.items() if filled_in(row.value)}
    if _UNIT not in known:
        yield "In which unit of work is it charged?"
    yield f"What is the price of one {unit}? (The plan holds no price.)"
    for item, question in (
        (_VOLUME, f"How many {units} are expected a month?"),
        (_TODAY, f"What does one {unit} cost today?"),
        (_ONCE, "What does the introduction cost once?"),
        (_MONTHS, "Over how many months is it calculated?"),
    ):
        if item not in known:
            yield question
    if not any(figure.name == _COST and figure.value is not None for figure in figures(plan)):
        yield f"What {'will' if subject.is_ahead else 'did'} one {unit} cost in the proof of concept?"
    for item in COST_ITEMS:
        if len(item_rows(plan, item)) > 1:
            yield f"Which of the values of {item!r} is right?"
    yield "Which term does the contract have?"
    yield "Which support is part of it?"
    if not filled_in(plan.overview.decision_maker):
        yield "Who decides and signs?"

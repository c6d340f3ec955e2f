"""What was gained against the baseline and what it costs, from the inputs that stand in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.amounts import shown_amount
from poc_docs.plan.running.costs import figures, unit_of_work
from poc_docs.plan.running.performance import performance
from poc_docs.reports.report import Bullets, Facts, Table, Tone, cell, line
from poc_docs.reports.verdicts import NONE

if TYPE_CHECKING:
    from poc_docs.plan.running.costs import Figure
    from poc_docs.plan.running.performance import Performance
    from poc_docs.reports.report import Cell
    from poc_docs.reports.subject import Subject

IN_SHORT = ("Saving per month", "ROI", "Payback")
"""The figures that an executive reads first."""


def performance_table(subject: Subject) -> Table:
    """Give each criterion that has a baseline and a value beside it."""
    found = [each for each in performance(subject.plan) if each.baseline and each.value]
    return Table(
        caption="Performance against the baseline",
        columns=("Criterion", "Baseline", "Measured", "Change"),
        widths=(40, 20, 20, 20),
        rows=tuple(_performance(each) for each in found),
    )


def _performance(found: Performance) -> tuple[Cell, ...]:
    logged = f"logged on {found.logged_on}" if found.logged_on else ""
    tone = {True: Tone.GOOD, False: Tone.BAD, None: Tone.NONE}[found.is_better]
    word = {True: "better", False: "worse", None: ""}[found.is_better]
    return (
        cell(found.criterion.text.value),
        cell(found.baseline),
        cell(found.value, logged),
        cell(change(found) or NONE, word, tone=tone),
    )


def change(found: Performance) -> str:
    """Give the change against the baseline in per cent, or an empty string."""
    if found.change is None:
        return ""
    sign = "+" if found.change > 0 else ""
    return f"{sign}{shown_amount(found.change * 100, '%')}"


def known_figures(subject: Subject) -> tuple[Figure, ...]:
    """Give the figures whose inputs stand in the plan."""
    return tuple(figure for figure in figures(subject.plan) if figure.value is not None)


def named(subject: Subject, figure: Figure) -> str:
    """Give a figure's name, with the unit of work that it counts."""
    return figure.name.replace("per unit", f"per {unit_of_work(subject.plan)}")


def figure_table(subject: Subject) -> Table:
    """Give each figure with its formula."""
    return Table(
        caption="Cost and return, from the plan's own inputs",
        columns=("Figure", "Value", "How it is computed"),
        widths=(24, 18, 58),
        rows=tuple(
            (cell(named(subject, each)), cell(str(each)), cell(each.formula))
            for each in known_figures(subject)
        ),
    )


def figures_in_short(subject: Subject) -> Facts:
    """Give saving, return and payback, as far as they are known."""
    return Facts(
        tuple((each.name, line(str(each))) for each in known_figures(subject) if each.name in IN_SHORT)
    )


def performance_in_short(subject: Subject) -> Bullets:
    """Give each change against the baseline in one line."""
    return Bullets(
        tuple(
            line(f"{each.criterion.text.value}: {each.baseline} → {each.value} ({change(each)})")
            for each in performance(subject.plan)
            if each.change is not None
        )
    )

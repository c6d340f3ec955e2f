"""The plan's risks: where each lies between likelihood and impact, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.texts import cell_text, filled_in
from poc_docs.plan.vocabulary import RISKS, Level
from poc_docs.site.badges import NONE, shown
from poc_docs.site.drawing.figure import figure
from poc_docs.site.drawing.matrix import matrix
from poc_docs.site.markup import Content, Html, element
from poc_docs.site.tables import table
from poc_docs.text.counting import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.model import Plan, Risk
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

_LEVELS = tuple(Level)
_STATUS = "Status"
"""A column of the author's own; the format gives it no meaning."""


def risks_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the matrix with the list beside it; risks are counted from 1 as in the list."""
    risks = [risk for risk in of.plan.risks if filled_in(risk.risk)]
    if not risks:
        return
    cells: dict[tuple[int, int], list[int]] = {}
    for number, risk in enumerate(risks, 1):
        if risk.likelihood.value and risk.impact.value:
            place = (_LEVELS.index(risk.likelihood.value), _LEVELS.index(risk.impact.value))
            cells.setdefault(place, []).append(number)
    parts = [_list(of.plan, risks)]
    if cells:
        drawing = matrix([level.value for level in _LEVELS], cells, across="Impact", up="Likelihood")
        parts.insert(0, figure(counted(len(risks), "risk"), " ".join(_sentences(risks, cells)), drawing))
    yield element("div", *parts, class_="poc-docs-beside")


def _sentences(risks: Sequence[Risk], cells: dict[tuple[int, int], list[int]]) -> Iterator[str]:
    """Say where the risks lie, the worst first."""
    for likelihood, impact in sorted(cells, key=lambda cell: (-sum(cell), -cell[1])):
        numbers = listed([str(number) for number in cells[likelihood, impact]])
        levels = f"likelihood {_LEVELS[likelihood].value}, impact {_LEVELS[impact].value}"
        yield f"{numbers}: {levels.lower()}."
    placed = sum(map(len, cells.values()))
    if placed < len(risks):
        yield f"{len(risks) - placed} without a likelihood and an impact that can be read."


def _list(plan: Plan, risks: Sequence[Risk]) -> Html:
    checked = plan.tables.get(RISKS.heading)
    has_status = checked is not None and _STATUS.casefold() in checked.columns

    def line(number: int, risk: Risk) -> list[Content]:
        cell = checked.cell(risk.row, _STATUS) if checked and has_status else None
        texts = (risk.likelihood.text, risk.impact.text, risk.mitigation)
        status = [shown(cell_text(cell)) if cell else NONE] if has_status else []
        return [str(number), risk.risk.value, *map(shown, texts), *status]

    columns = ["#", "Risk", "Likelihood", "Impact", "Mitigation", *([_STATUS] if has_status else [])]
    lines = [line(number, risk) for number, risk in enumerate(risks, 1)]
    return table("Risks", columns, lines, name=1, kind="poc-docs-risks")

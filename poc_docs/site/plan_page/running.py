"""What a plan notes on the way, in short: issues, what it is worth, dated decisions, and learnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.amounts import with_shown_amounts
from poc_docs.plan.running.costs import figures, unit_of_work
from poc_docs.plan.texts import filled_in
from poc_docs.site.badges import badge, quiet, shown
from poc_docs.site.markup import Content, Html, element
from poc_docs.site.tables import bullets, facts, table
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.running.costs import Figure
    from poc_docs.plan.running.model import Issue
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View


def issues_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the open issues, and the others folded away."""
    issues = [issue for issue in of.plan.running.issues if filled_in(issue.issue)]
    still_open = [issue for issue in issues if issue.is_open]
    closed = [issue for issue in issues if not issue.is_open]
    if still_open:
        yield _issues("Open issues", still_open)
    if closed:
        words = counted(len(closed), "closed issue")
        summary = element("summary", words)
        yield element("details", summary, _issues("Closed issues", closed), class_="poc-docs-folded")


def _issues(label: str, issues: Sequence[Issue]) -> Html:
    lines = [
        (
            issue.issue.value,
            shown(issue.id),
            shown(issue.owner),
            shown(issue.opened.text),
            badge("○", "open", "mixed") if issue.is_open else shown(issue.closed.text),
        )
        for issue in issues
    ]
    return table(label, ("Issue", "Id", "Owner", "Opened", "Closed"), lines)


def return_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give what ``poc-docs roi`` computes with the formula, and folded away what it is computed from."""
    costs = [item for item in of.plan.running.costs if filled_in(item.value)]
    if not costs:
        return
    unit = unit_of_work(of.plan)
    if unit:
        yield element("p", quiet(f"The unit of work is {unit}."), class_="poc-docs-note")
    lines = [(figure.name, _value(figure), figure.formula) for figure in figures(of.plan)]
    yield table("Return on investment", ("Figure", "Value", "How it is computed"), lines)
    inputs = facts((item.item.value, with_shown_amounts(item.value.value)) for item in costs)
    yield element("details", element("summary", "The inputs"), inputs, class_="poc-docs-folded")


def _value(figure: Figure) -> Content:
    return quiet(str(figure)) if figure.value is None else str(figure)


def decisions_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the decisions on the way, as they are dated."""
    lines = [
        (shown(each.decision), shown(each.date.text), shown(each.who))
        for each in of.plan.running.decisions
        if filled_in(each.decision)
    ]
    if lines:
        yield table("Decisions on the way", ("Decision", "Date", "Who"), lines)


def learnings_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give what was learnt."""
    if of.plan.running.learnings:
        learnt = bullets(text.value for text in of.plan.running.learnings)
        yield element("div", learnt, class_="poc-docs-note")

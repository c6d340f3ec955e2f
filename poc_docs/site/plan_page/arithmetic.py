"""The decision's arithmetic, step by step: what the weights make of the verdicts, and which rule holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.decision import arithmetic, compute_outcome
from poc_docs.plan.decision_steps import Answer, decision_steps
from poc_docs.site.badges import NONE, outcome_badge, quiet, verdict_badge
from poc_docs.site.markup import Content, Html, element, join, rows
from poc_docs.site.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.decision_steps import DecisionStep
    from poc_docs.plan.model import Plan
    from poc_docs.plan.standings import Standing
    from poc_docs.site.plan_view import PlanView

_MEANING = (
    ("Critical", "each must be Pass"),
    ("Required", "each must be Pass, or have a workaround"),
    ("Optional", "decides nothing"),
    ("Without a weight", "must get one first"),
)


def arithmetic_shown(of: PlanView) -> Iterator[Html]:
    """Give the criteria by weight with their verdicts, then each question up to the one that decides.

    A plan with errors has no computed outcome, and so no arithmetic either.
    """
    plan = of.plan
    steps = () if of.entry.errors else decision_steps(plan)
    if not steps:
        return
    found = arithmetic(plan)
    groups = (found.critical, found.required, found.optional, found.unweighed)
    lines = [
        [rows([weight, element("div", quiet(meaning))]), _listed(group)]
        for (weight, meaning), group in zip(_MEANING, groups, strict=True)
        if group
    ]
    yield element("p", element("strong", "How it is worked out"), class_="poc-docs-note")
    yield table("Criteria by weight", ("Weight", "How they stand"), lines)
    questions = [
        _step(plan, number, step, waits=step.answer is Answer.OPEN or step is steps[-1])
        for number, step in enumerate(steps, 1)
    ]
    columns = ("Question", "Answer", "What follows")
    yield table("The decision step by step", columns, questions, kind="poc-docs-steps")


def _listed(group: Sequence[Standing]) -> Html:
    return element("ul", rows(element("li", _standing(each)) for each in group), class_="poc-docs-plain")


def _standing(each: Standing) -> Html:
    return join([verdict_badge(each.verdict), f" {_name(each)}"])


def _name(each: Standing) -> str:
    return f"{each.criterion.number.text.value} {each.criterion.text.value}"


def _step(plan: Plan, number: int, step: DecisionStep, *, waits: bool) -> list[Content]:
    because = [element("div", quiet(_name(each))) for each in step.because]
    answer = rows([element("strong", step.answer.value), *because])
    return [f"{number}. {step.question}", answer, _follows(plan, step, waits=waits)]


def _follows(plan: Plan, step: DecisionStep, *, waits: bool) -> Content:
    """Give the outcome with its rule and what comes next, as the plan's Decision Framework has them."""
    if step.outcome is None:
        return quiet("the outcome waits for this") if waits else NONE
    rule = next((rule for rule in plan.framework if rule.outcome.value is step.outcome), None)
    badge = outcome_badge(step.outcome)
    if rule is None or compute_outcome(plan).outcome is not step.outcome:
        return badge
    after = [f"Next step: {rule.next_step.value}"] if rule.next_step else []
    return rows([badge, *(element("div", quiet(part)) for part in [f"Rule: {rule.criteria.value}", *after])])

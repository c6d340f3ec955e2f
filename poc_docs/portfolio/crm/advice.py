"""Where a plan and its CRM fields disagree, as values with what to type."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import BusinessOutcome
from poc_docs.portfolio.crm.review import deal_review_proposed
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.crm.states import DealState, deal_state, told
from poc_docs.text.source import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.metadata import Crm
    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import Health

_DEFAULT = CrmSettings()
_ENDED = {DealState.WON: BusinessOutcome.WON, DealState.LOST: BusinessOutcome.LOST}


@dataclass(frozen=True, slots=True)
class CrmAdvice:
    """Something in which a plan and the CRM disagree, and the commands that settle it one way or the other.

    ``about`` is the key below ``crm`` that it is about, ``span`` the place of ``crm`` in the file.
    """

    about: str
    message: str
    span: Span
    commands: tuple[str, ...]


def crm_advice(
    plan: Plan,
    today: dt.date,
    name: str,
    settings: CrmSettings = _DEFAULT,
    health: Health | None = None,
) -> tuple[CrmAdvice, ...]:
    """Give where the plan disagrees with its CRM fields on a day; ``name`` is what commands call the plan.

    Without any CRM field there is one piece of advice for a deal that is still open. ``health`` as for
    ``deal_review_proposed``.
    """
    state = deal_state(plan)
    if state is None:
        return ()
    crm = plan.metadata.crm if plan.metadata else None
    if crm is None:
        return () if state.is_final else (_nothing_said(plan, name),)
    return tuple(_Comparison(plan, crm, state, name, settings).advice(today, health))


def _nothing_said(plan: Plan, name: str) -> CrmAdvice:
    start = plan.document.front_matter.block.start if plan.document.front_matter else 0
    example = '--stage "STAGE" --amount "1250.00 EUR" --close-date YYYY-MM-DD'
    commands = (f"poc-docs crm {name} {example}", "poc-docs import salesforce REPORT.csv")
    return CrmAdvice("", "the plan says nothing of its deal in the CRM", Span(start, start), commands)


@dataclass(frozen=True, slots=True)
class _Comparison:
    plan: Plan
    crm: Crm
    state: DealState
    name: str
    settings: CrmSettings

    def advice(self, today: dt.date, health: Health | None) -> Iterator[CrmAdvice]:
        yield from self.of_stage()
        categories = self.settings.forecast_categories
        said = self.crm.forecast_category
        yield from self.of_word("forecast_category", "forecast category", said, categories)
        yield from self.of_dates(today)
        reasons = deal_review_proposed(self.plan, today, self.settings, health)
        if reasons:
            message = f"raise Deal Review: {'; and '.join(reasons)}"
            yield self.say("deal_review", message, f"poc-docs crm {self.name} --deal-review")

    def say(self, about: str, message: str, *commands: str) -> CrmAdvice:
        return CrmAdvice(about, message, self.crm.span, commands)

    def of_stage(self) -> Iterator[CrmAdvice]:
        """Give the advice on the stage; one that ends the deal may be right, and the plan out of date."""
        said = folded(self.crm.stage or "")
        for state, outcome in _ENDED.items():
            stages = {folded(stage) for stage in self.settings.stages.get(state, ())}
            if said in stages and not self._fits(said, self.settings.stages):
                message = f"the CRM has the stage {self.crm.stage!r}, and {told(self.plan, self.state)}"
                stage = self._command("stage", self.settings.stages)
                yield self.say("stage", message, f"poc-docs business {self.name} {outcome}", *stage)
                return
        yield from self.of_word("stage", "stage", self.crm.stage, self.settings.stages)

    def of_word(
        self, key: str, what: str, said: str | None, known: Mapping[DealState, tuple[str, ...]]
    ) -> Iterator[CrmAdvice]:
        fitting = known.get(self.state, ())
        if not fitting or self._fits(folded(said or ""), known):
            return
        stands = f"{told(self.plan, self.state)}, and the {what} is "
        stands += repr(said) if said else "not said"
        wanted = " or ".join(map(repr, fitting))
        yield self.say(key, f"{stands}; it would be {wanted}", *self._command(key, known))

    def _fits(self, said: str, known: Mapping[DealState, tuple[str, ...]]) -> bool:
        return said in {folded(word) for word in known.get(self.state, ())}

    def _command(self, key: str, known: Mapping[DealState, tuple[str, ...]]) -> tuple[str, ...]:
        fitting = known.get(self.state, ())
        option = {"stage": "--stage", "forecast_category": "--forecast"}[key]
        return (f"poc-docs crm {self.name} {option} {shlex.quote(fitting[0])}",) if fitting else ()

    def of_dates(self, today: dt.date) -> Iterator[CrmAdvice]:
        close = self.crm.close_date
        decision = self.plan.overview.decision_date
        planned = decision.value if decision else None
        if close is None or self.state.is_final or self.state is DealState.NO_GO:
            return
        later = f"poc-docs crm {self.name} --close-date YYYY-MM-DD"
        if close < today:
            message = f"the close date {close} has passed, and nobody said what became of the deal"
            ended = f"poc-docs business {self.name} won   # or lost, or no decision"
            yield self.say("close_date", message, ended, later)
        elif planned and planned > close and self.state in {DealState.PLANNING, DealState.ACTIVE}:
            message = f"the deal is to close on {close}, before the decision date {planned} of the plan"
            yield self.say("close_date", message, later)

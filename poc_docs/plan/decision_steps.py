"""The Decision Framework's arithmetic, question by question, up to the one that decides."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.plan.decision import arithmetic, decides_by_arithmetic
from poc_docs.plan.vocabulary import Outcome, Verdict
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.decision import Arithmetic
    from poc_docs.plan.model import Plan
    from poc_docs.plan.standings import Standing


class Answer(StrEnum):
    """What the results say to a question."""

    YES = "yes"
    NO = "no"
    OPEN = "not known yet"


@dataclass(frozen=True, slots=True)
class DecisionStep:
    """A question with its answer, the criteria that make it so, and the outcome where it decides one."""

    question: str
    answer: Answer
    because: tuple[Standing, ...] = ()
    outcome: Outcome | None = None


def decision_steps(plan: Plan) -> tuple[DecisionStep, ...]:
    """Give the questions that are asked of this plan, in their order; none where arithmetic decides nothing.

    The last one has the outcome that ``compute_outcome`` gives, or the outcome waits for what is not known.
    """
    return tuple(_steps(arithmetic(plan))) if decides_by_arithmetic(plan) else ()


def _steps(found: Arithmetic) -> Iterator[DecisionStep]:
    question = "Has a Critical criterion a verdict other than Pass?"
    if found.lost:
        yield DecisionStep(question, Answer.YES, found.lost, Outcome.NO_GO)
        return
    yield DecisionStep(question, Answer.NO)
    if found.unweighed:
        yield DecisionStep("Has each criterion a weight?", Answer.NO, found.unweighed)
    untested = found.untested
    yield DecisionStep("Is each Critical criterion Pass?", Answer.OPEN if untested else Answer.YES, untested)
    decided = not (untested or found.unweighed)
    yield from _required(found, decided=decided)


def _required(found: Arithmetic, *, decided: bool) -> Iterator[DecisionStep]:
    question = "Is each Required criterion Pass?"
    rest = tuple(s for s in found.required if s.verdict is not Verdict.PASS)
    if not rest:
        yield DecisionStep(question, Answer.YES, outcome=Outcome.PROCEED if decided else None)
        return
    open_ = tuple(s for s in rest if not any(s is each for each in found.unmet))
    yield DecisionStep(question, Answer.NO if found.unmet else Answer.OPEN, found.unmet or open_)
    if not found.unmet:
        return
    without = tuple(s for s in found.unmet if found.around(s) is None)
    question = "Has each Required criterion that is not Pass a workaround?"
    if without or open_:
        yield DecisionStep(question, Answer.NO if without else Answer.OPEN, without or open_)
        return
    yield DecisionStep(question, Answer.YES, found.unmet, Outcome.CONDITIONAL if decided else None)

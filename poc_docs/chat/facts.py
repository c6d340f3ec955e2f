"""What the messages say of a plan, as plain texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.running.trend import latest
from poc_docs.plan.standings import judge_criterion
from poc_docs.plan.texts import filled_in
from poc_docs.plan.verdicts import is_measured, is_not_tested
from poc_docs.plan.vocabulary import Verdict

if TYPE_CHECKING:
    from poc_docs.plan.standings import Standing
    from poc_docs.portfolio.signals.situation import Situation

_SO_FAR = {
    Verdict.PASS: "meets the target",
    Verdict.PARTIAL: "meets it in part",
    Verdict.FAIL: "does not meet it yet",
}


def prospect(at: Situation) -> str:
    """Give the prospect's name, or what else names the plan."""
    metadata = at.plan.metadata
    return filled_in(metadata.prospect if metadata else None) or at.plan.id or "the prospect"


def title(at: Situation) -> str:
    """Give the title, or an empty string."""
    return filled_in(at.plan.metadata.title if at.plan.metadata else None)


def criterion_words(stands: Standing) -> str:
    """Give a criterion with number and text."""
    return f"{stands.criterion.number.text.value}. {filled_in(stands.criterion.text) or '_____'}"


def target(stands: Standing) -> str:
    """Give a criterion's target, or a visible blank."""
    return filled_in(stands.criterion.target) or "_____"


def weight(stands: Standing) -> str:
    """Give a criterion's weight, or a visible blank."""
    return filled_in(stands.criterion.weight.text) or "_____"


def current_words(at: Situation, stands: Standing) -> str:
    """Give where a criterion stands today: its result, or else its latest logged value; with the target."""
    wanted = f"target {target(stands)}"
    result = stands.result.result.value if stands.result else ""
    if stands.result and (is_measured(result) or is_not_tested(result)):
        judged = stands.verdict.value if stands.verdict else "not judged yet"
        return f"{criterion_words(stands)}: {result} ({wanted}) – {judged}"
    number = stands.criterion.number.value
    value = latest(at.plan, number, at.today) if number is not None else None
    if value is None:
        return f"{criterion_words(stands)}: no value yet ({wanted})"
    shown = value.line.value.value
    verdict = judge_criterion(stands.criterion, shown).verdict
    so_far = f" – {_SO_FAR[verdict]}" if verdict else ""
    return f"{criterion_words(stands)}: {shown} on {value.date} ({wanted}){so_far}"

"""Words of the format with a sign and a colour: the colour never says more than the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.state import AgreementState
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import Health, Outcome, Verdict
from poc_docs.site.markup import Content, Html, element

if TYPE_CHECKING:
    from poc_docs.plan.agreement.links import LinkState
    from poc_docs.plan.agreement.state import Agreement
    from poc_docs.plan.texts import Text

_VERDICTS = {
    Verdict.PASS: ("✓", "good"),
    Verdict.FAIL: ("✗", "bad"),
    Verdict.PARTIAL: ("◐", "mixed"),
}
_OUTCOMES = {
    Outcome.PROCEED: ("✓", "good"),
    Outcome.CONDITIONAL: ("◐", "mixed"),
    Outcome.NO_GO: ("✗", "bad"),
}
HEALTH = {
    Health.GREEN: ("✓", "good"),
    Health.YELLOW: ("◐", "mixed"),
    Health.RED: ("▲", "bad"),
}
"""The sign and the tone of each health."""
_AGREEMENT = {
    AgreementState.UNSIGNED: ("○", "quiet"),
    AgreementState.WAITING: ("◔", "quiet"),
    AgreementState.AGREED: ("✓", "good"),
    AgreementState.AMENDMENT_OPEN: ("◐", "mixed"),
    AgreementState.BROKEN: ("▲", "bad"),
    AgreementState.NOT_RECORDED: ("▲", "bad"),
}

NONE = element("span", "–", class_="poc-docs-quiet")
"""What stands where the plan says nothing."""


def badge(sign: str, word: str, tone: str) -> Html:
    """Give a word with its sign; ``tone`` is good, mixed, bad or quiet."""
    mark = element("span", sign, aria_hidden="true")
    return element("span", mark, Html("&#160;"), word, class_=f"poc-docs-badge poc-docs-{tone}")


def verdict_badge(verdict: Verdict | None) -> Html:
    """Give a verdict; None is undecided."""
    sign, tone = _VERDICTS[verdict] if verdict else ("○", "quiet")
    return badge(sign, verdict.value if verdict else "undecided", tone)


def outcome_badge(outcome: Outcome) -> Html:
    """Give an outcome."""
    sign, tone = _OUTCOMES[outcome]
    return badge(sign, outcome.value, tone)


def health_badge(health: Health) -> Html:
    """Give a health."""
    sign, tone = HEALTH[health]
    return badge(sign, health.value, tone)


def agreement_badge(agreement: Agreement) -> Html:
    """Give how far the agreement has come, and who has to sign where that is all it takes."""
    sign, tone = _AGREEMENT[agreement.state]
    waits = agreement.state in {AgreementState.WAITING, AgreementState.AMENDMENT_OPEN}
    names = " and ".join(party.value for party in agreement.missing)
    return badge(sign, f"waiting for {names}" if waits and names else agreement.state.value, tone)


def correction_badge(state: LinkState) -> Html:
    """Give who still has to sign an open correction."""
    names = " and ".join(party.value for party in state.missing)
    return badge("◐", f"correction open, waiting for {names}", "mixed")


def quiet(*content: Content) -> Html:
    """Give what matters less."""
    return element("span", *content, class_="poc-docs-quiet")


def shown(text: Text | None) -> Content:
    """Give a value of the plan; a blank of the template reads as what it is."""
    if not text:
        return NONE
    return quiet("to be filled in") if is_placeholder(text.value) else text.value

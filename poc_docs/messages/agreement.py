"""The mail that asks the prospect to agree: what both sides sign, in full, and the code that answers it.

It says nothing that the plan does not say.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import short_code
from poc_docs.plan.agreement.state import agreement, open_amendment
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import Party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Amendment
    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.plan.texts import Text

_WIDTH = 76


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as text; ``missing`` names what it could not say because the plan does not."""

    subject: str
    body: str
    missing: tuple[str, ...]


def agreement_mail(plan: Plan) -> Mail:
    """Give the mail that asks for the prospect's word on the plan as it stands."""
    code = short_code(agreement(plan).parameters)
    title = _known(plan.metadata.title if plan.metadata else None) or plan.id
    body = "\n".join(
        [
            *_opening(plan),
            *_overview(plan),
            *_criteria(plan),
            *_decision(plan),
            *_closing(plan, code),
        ]
    )
    return Mail(
        subject=f"Your agreement to the proof of concept: {title} (code {code})",
        body=body,
        missing=tuple(_missing(plan)),
    )


def _known(text: Text | None) -> str:
    """Give a text on one line and without control characters, or an empty string where it says nothing.

    A link keeps its address, which is signed too.
    """
    if text is None or is_placeholder(text.value):
        return ""
    said = text.source if "](" in text.source else text.value
    return "".join(char for char in " ".join(said.split()) if char.isprintable())


def _entry(label: str, text: str, indent: str = "") -> Iterator[str]:
    """Give a labelled text over as many lines as it needs."""
    first = f"{indent}{label}: "
    more = " " * len(first)
    if text:
        yield from textwrap.wrap(
            text, _WIDTH, initial_indent=first, subsequent_indent=more, break_on_hyphens=False
        )


def _opening(plan: Plan) -> Iterator[str]:
    yield "Hello,"
    yield ""
    link = open_amendment(plan)
    if link:
        yield "please confirm a change to what we agreed on. This is what changes:"
        yield ""
        yield from _changes(link)
        yield "And this is the whole that holds from then on:"
    else:
        yield "before work starts, please confirm that we mean the same. This is what both"
        yield "sides sign:"
    yield ""


def _changes(link: Amendment) -> Iterator[str]:
    for change in link.changes:
        was, now = (" ".join(text.split()) or "(nothing)" for text in (change.before, change.after))
        yield from _entry(change.where[:1].upper() + change.where[1:], f"{was} -> {now}", "  ")
    yield from _entry("Reason", " ".join(link.reason.split()), "  ")
    yield ""


def _overview(plan: Plan) -> Iterator[str]:
    overview = plan.overview
    title = _known(plan.metadata.title if plan.metadata else None)
    prospect = _known(plan.metadata.prospect if plan.metadata else None)
    yield from _entry("Proof of concept", " -- ".join(filter(None, (prospect, title))))
    yield from _entry("Objective", _known(overview.objective))
    yield from _entry("Scope", _known(overview.scope))
    yield from _entry("Duration", _duration(plan))
    yield from _entry(
        "Decision date", _known(overview.decision_date.text if overview.decision_date else None)
    )
    yield from _entry("Decision maker", _known(overview.decision_maker))
    yield ""


def _duration(plan: Plan) -> str:
    duration = plan.overview.duration
    said = _known(duration.text if duration else None)
    return f"{said} (the last day is {duration.value.end})" if duration and duration.value and said else said


def _criteria(plan: Plan) -> Iterator[str]:
    yield "SUCCESS CRITERIA"
    for criterion in plan.criteria:
        yield ""
        yield from _criterion(criterion)
    yield ""


def _criterion(criterion: Criterion) -> Iterator[str]:
    number = f"{criterion.number.text.value}. "
    said = f"{_known(criterion.text)} ({_known(criterion.weight.text)})"
    yield from textwrap.wrap(
        said, _WIDTH, initial_indent=number, subsequent_indent=" " * len(number), break_on_hyphens=False
    )
    yield from _entry("Measured by", _known(criterion.measurement), "   ")
    yield from _entry("Target", _known(criterion.target), "   ")
    yield from _entry("Baseline", _known(criterion.baseline), "   ")
    yield from _entry("Still partial", _known(criterion.partial), "   ")


def _decision(plan: Plan) -> Iterator[str]:
    yield "HOW WE DECIDE"
    yield ""
    for rule in plan.framework:
        outcome = _known(rule.outcome.text)
        yield from _entry(outcome, _known(rule.criteria))
        yield from _entry("Then", _known(rule.next_step), "   ")
    yield ""


def _closing(plan: Plan, code: str) -> Iterator[str]:
    for party, signature in agreement(plan).signed_by.items():
        if party is Party.VENDOR:
            yield f"{' '.join(signature.name.split())} signed this for our side on {signature.date}."
            yield ""
    yield "If you agree, answer this mail with your name, your role and these lines:"
    yield ""
    yield f"    I agree. Code: {code}"
    if plan.id:
        yield f"    Plan: {plan.id}"
    yield ""
    yield "The code stands for exactly the text above. If anything is not as you"
    yield "understand it, tell us what should change instead."
    engineer = _known(plan.metadata.sales_engineer if plan.metadata else None)
    if engineer:
        yield ""
        yield engineer


def _missing(plan: Plan) -> Iterator[str]:
    metadata, overview = plan.metadata, plan.overview
    optional = {
        "the prospect": metadata.prospect if metadata else None,
        "the title": metadata.title if metadata else None,
        "the sales engineer": metadata.sales_engineer if metadata else None,
        "the decision maker": overview.decision_maker,
    }
    yield from (name for name, text in optional.items() if not _known(text))
    if not agreement(plan).signed_by.get(Party.VENDOR):
        yield "the vendor's signature"

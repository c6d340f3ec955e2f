"""Signals about what both sides agreed to: not yet signed, changed, or growing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendments
from poc_docs.plan.agreement.disclosure import outdated_signature
from poc_docs.plan.agreement.links import link_states
from poc_docs.plan.agreement.state import AgreementState
from poc_docs.plan.vocabulary import ENVIRONMENT, TIMELINE, Party
from poc_docs.portfolio.agenda.steps import sign_command
from poc_docs.portfolio.signals.blanks import blanks, blanks_told
from poc_docs.portfolio.signals.recalibrating import recalibration
from poc_docs.portfolio.signals.signal import Evidence
from poc_docs.portfolio.signals.situation import SOON
from poc_docs.text.counting import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Amendment
    from poc_docs.portfolio.signals.situation import Situation

_WIDE = ("Objective", "Scope")


def agreement_missing(at: Situation) -> Iterator[Evidence]:
    """Work is to start within a week, or should have started, and not both parties have agreed."""
    missing = at.agreement.missing if at.is_planning and at.in_days(at.start) <= SOON else ()
    if missing:
        days = at.in_days(at.start)
        when = f"begins on {at.start}, in {counted(days, 'day')}" if days > 0 else "begins today"
        if days < 0:
            when = f"was to begin on {at.start}, {counted(-days, 'day')} ago"
        names = listed([f"the {party}" for party in missing])
        message = f"work {when}, and {names} did not sign the plan as it stands"
        found = blanks(at.plan)
        if found:
            message += f"; it has {blanks_told(at.plan, found)}"
        duration = at.plan.overview.duration
        signing = tuple(sign_command(at.name, party) for party in missing)
        commands = (at.command("check"),) if found else signing
        yield Evidence(message, duration.text.span if duration else at.top, commands, due=at.start)


def start_overdue(at: Situation) -> Iterator[Evidence]:
    """Both parties have agreed, the day on which work was to begin has passed, and it is still Planning."""
    if not at.is_planning or at.agreement.state is not AgreementState.AGREED or at.in_days(at.start) >= 0:
        return
    days = counted(-at.in_days(at.start), "day")
    message = (
        f"both sides agreed, work was to begin on {at.start}, {days} ago, and the plan is still Planning"
    )
    found = blanks(at.plan)
    if found:
        message += f"; it has {blanks_told(at.plan, found)}"
    command = at.command("check") if found else at.command("status", "Active")
    yield Evidence(message, at.top, (command,), due=at.start)


def text_not_agreed(at: Situation) -> Iterator[Evidence]:
    """An Active plan reads otherwise than both parties agreed, and no amendment says so."""
    state = at.agreement.state if at.is_active else None
    if state in {AgreementState.BROKEN, AgreementState.WAITING}:
        message = (
            "the plan is not what both parties agreed to: a signed text was changed without an amendment"
        )
        amend = at.command("amend", '--reason "…"   # if both sides want the change')
        yield Evidence(message, at.top, (at.command("check"), amend))


def amendment_unsigned(at: Situation) -> Iterator[Evidence]:
    """An amendment of an Active plan, or a correction of a Complete one, is not signed by both parties."""
    if not at.is_active and not at.is_complete:
        return
    for state in link_states(at.plan)[-1:]:
        if not state.is_settled and state.link.correct == at.is_complete:
            signing = (sign_command(at.name, party, results=state.link.correct) for party in state.missing)
            days = (at.today - state.link.date).days
            message = (
                f"the {state.kind} of {state.link.date} is open for {counted(max(days, 0), 'day')}:"
                f" {listed([f'the {party}' for party in state.missing])} did not sign it"
            )
            withdraw = at.command("amend", "--withdraw   # restores what was agreed")
            yield Evidence(message, state.link.span, (*signing, withdraw))


def scope_creep(at: Situation) -> Iterator[Evidence]:
    """Amendments asked for more, and no time was added; or environment or timeline are not what was signed.

    More are criteria that were added, beyond those removed, and a changed Objective or Scope. A later change
    of the Duration settles it.
    """
    if not at.is_active:
        return
    grown = _grown(amendments(at.plan))
    if grown:
        dates = listed([str(link.date) for link in grown])
        noun = "amendment" if len(grown) == 1 else "amendments"
        message = (
            f"the {noun} of {dates} {_asked_for(grown)}, and the Duration stayed as it was:"
            f" {at.plan.overview.duration.text.value if at.plan.overview.duration else 'none'}"
        )
        shown = at.command("history", "  # names each change")
        yield Evidence(message, grown[-1].span, (recalibration(at), shown))
    if outdated_signature(at.plan):
        message = "environment or timeline changed since the latest signature, beside which they stood"
        section = ENVIRONMENT if at.has(ENVIRONMENT) else TIMELINE
        both = tuple(sign_command(at.name, party) for party in (Party.PROSPECT, Party.VENDOR))
        yield Evidence(message, at.place_of(section), both)


def _asked_for(links: list[Amendment]) -> str:
    added = sum(map(_added, links))
    changed = sorted({change.where for link in links for change in link.changes if change.where in _WIDE})
    criteria = counted(added, "criterion", "criteria")
    return " and ".join([f"added {criteria}"] * (added > 0) + [f"changed {listed(changed)}"] * bool(changed))


def _added(link: Amendment) -> int:
    """Give how many criteria an amendment adds; those that it removes are taken off."""
    texts = [c for c in link.changes if c.where.startswith("criterion ") and c.where.endswith(" text")]
    return sum(bool(c.after) - bool(c.before) for c in texts)


def _grown(links: tuple[Amendment, ...]) -> list[Amendment]:
    """Give the amendments that asked for more since the Duration was last changed."""
    asked: list[Amendment] = []
    for link in links:
        wide = any(change.where in _WIDE for change in link.changes)
        if any(change.where == "Duration" for change in link.changes):
            asked = []
        elif not link.editorial and (wide or _added(link)):
            asked.append(link)
    more = sum(map(_added, asked)) > 0 or any(c.where in _WIDE for link in asked for c in link.changes)
    return asked if more else []

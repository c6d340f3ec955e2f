"""What to type next, from where a plan stands in its life; it depends on no day."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.links import open_correction_state
from poc_docs.plan.agreement.state import AgreementState, agreement
from poc_docs.plan.decision import compute_outcome, unmet_required
from poc_docs.plan.gaps import gap_command, gaps_of, open_parts
from poc_docs.plan.running.trend import latest
from poc_docs.plan.standings import standings
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts import Doubt, is_measured, is_not_tested
from poc_docs.plan.vocabulary import OPTIONAL, Outcome, Party, Status
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.plan.standings import Standing


def next_commands(plan: Plan, name: str, path: str) -> tuple[str, ...]:
    """Give the next commands for a plan, the first being the one to type now.

    ``name`` is what commands call it, as a word of a shell; ``path`` is the file as it is printed.
    """
    if plan.metadata is None:
        return (f"poc-docs check {shlex.quote(path)}",)
    if plan.document.front_matter is None:
        return (f"poc-docs migrate {name}",)
    if plan.metadata.closed:
        return (f"poc-docs close {name} --undo   # only if it goes on after all",)
    if plan.status is Status.COMPLETE:
        return _complete(plan, name)
    if plan.status is Status.ACTIVE:
        return _filled_in_first(plan, name, path, not_started(plan, name) or _active(plan, name))
    return _filled_in_first(plan, name, path, _planning(plan, name, path))


def _filled_in_first(plan: Plan, name: str, path: str, commands: tuple[str, ...]) -> tuple[str, ...]:
    """Give the commands, and before a status what blanks it would be refused for."""
    from poc_docs.checks.contents import left_to_fill_in

    wanted = [each for each in Status if commands[0].startswith(_status_command(name, each))]
    blanks = sorted(blank.span.start for each in wanted for blank in left_to_fill_in(plan, each))
    if not blanks:
        return commands
    line, _ = plan.document.position(blanks[0])
    more = f" and {counted(len(blanks) - 1, 'more blank')}" if len(blanks) > 1 else ""
    return (f"fill in line {line} of {path}{more}, then", *commands)


def _planning(plan: Plan, name: str, path: str) -> tuple[str, ...]:
    state = agreement(plan)
    if state.state is AgreementState.AGREED:
        return (_status_command(name, Status.ACTIVE),)
    if state.state is AgreementState.UNSIGNED:
        from poc_docs.checks.contents import left_to_fill_in

        has_blanks = any(left_to_fill_in(plan, Status.ACTIVE))
        fill_in = f"fill in {path}, then" if has_blanks else f"read {path} once more, then"
        return (
            fill_in,
            f"poc-docs check {name}",
            *(sign_command(name, party) for party in state.missing),
        )
    return tuple(sign_command(name, party) for party in state.missing)


def not_started(plan: Plan, name: str) -> tuple[str, ...]:
    """Give what an Active plan lacks that began before agreements were recorded; nothing for any other."""
    if plan.metadata is None or plan.metadata.started:
        return ()
    missing = agreement(plan).missing
    start = f"{_status_command(name, Status.ACTIVE)}   # records the start on what both signed"
    return tuple(sign_command(name, party) for party in missing) or (start,)


def _status_command(name: str, status: Status) -> str:
    return f"poc-docs status {name} {status}"


def _active(plan: Plan, name: str) -> tuple[str, ...]:
    state = agreement(plan)
    if state.state is AgreementState.AMENDMENT_OPEN:
        signing = (sign_command(name, party) for party in state.missing)
        return (*signing, f"poc-docs amend {name} --withdraw   # restores what was agreed")
    if state.state is not AgreementState.AGREED:
        amend = f'poc-docs amend {name} --reason "…"   # if both sides want the change'
        return (f"poc-docs check {name}", amend)
    for stands in standings(plan):
        number = stands.criterion.number.value
        tested = stands.result and is_not_tested(stands.result.result.value)
        if number and stands.verdict is None and not tested:
            if any(section.heading in plan.sections for section in OPTIONAL):
                # What is due on this day comes first, and only the agenda knows the day.
                return (f"poc-docs next {name}",)
            return (_result_command(plan, name, number, stands),)
    return decision_commands(plan, name)


def decision_commands(plan: Plan, name: str) -> tuple[str, ...]:
    """Give what leads from results to a decision, and to the end of an Active plan."""
    computed = compute_outcome(plan)
    gaps = open_gap_commands(plan, name)
    if gaps and (computed.missing or computed.outcome is Outcome.CONDITIONAL):
        return gaps
    if computed.missing:
        return (f"poc-docs show {name}   # names what the outcome still lacks",)
    written = plan.decision.outcome.value if plan.decision.outcome else None
    fits = written is not None and (written is computed.outcome or bool(plan.decision.reason))
    if not fits:
        return (f"poc-docs decide {name}",)
    return (ending_command(plan, name),)


def ending_command(plan: Plan, name: str) -> str:
    """Give what leads from an outcome that is written to Complete: the customer's feedback may be missing."""
    feedback = plan.decision.feedback
    if feedback is None or not feedback.value or is_placeholder(feedback.value):
        return f'poc-docs decide {name} --feedback "…"'
    return _status_command(name, Status.COMPLETE)


def open_gap_commands(plan: Plan, name: str) -> tuple[str, ...]:
    """Give the commands that write what the gap rows of unmet Required criteria still leave open."""
    numbers = [stands.criterion.number.value for stands in unmet_required(plan)]
    missing = {number: open_parts(gaps_of(plan, number)) for number in numbers if number}
    return tuple(gap_command(name, number, parts) for number, parts in missing.items() if parts)


def _complete(plan: Plan, name: str) -> tuple[str, ...]:
    correction = open_correction_state(plan)
    if correction is None:
        return ("poc-docs site serve   # to see it on the site",)
    signing = (sign_command(name, party, results=True) for party in correction.missing)
    return (*signing, f"poc-docs amend {name} --withdraw   # restores the results")


def _result_command(plan: Plan, name: str, number: int, stands: Standing) -> str:
    if stands.result is None or not is_measured(stands.result.result.value):
        if latest(plan, number):
            return f"poc-docs results {name} --from-log"
        return f'poc-docs results {name} --set {number}="…"'
    return unjudged_command(name, number, stands)


def unjudged_command(name: str, number: int, stands: Standing) -> str:
    """Give the command that settles a measured result without a verdict."""
    if stands.computed.doubt is Doubt.UNIT:
        return f'poc-docs results {name} --set {number}="…"   # with its unit: {stands.computed.reason}'
    settled = f'--verdict {number}=Pass --note {number}="Judged by NAME (prospect): reason"'
    return f"poc-docs results {name} {settled}"


def sign_command(name: str, party: Party, *, results: bool = False) -> str:
    """Give the command with which a party's signature is recorded."""
    evidence = ' --evidence "mail of YYYY-MM-DD"' if party is Party.PROSPECT else ""
    what = " --results" if results else ""
    return f'poc-docs agree {name}{what} --party {party} --by "NAME"{evidence}'

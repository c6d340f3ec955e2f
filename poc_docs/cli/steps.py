"""What to type next, from where a plan stands in its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.cli.session import shell_word
from poc_docs.plan.agreement import AgreementState, agreement
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.judging import is_measured
from poc_docs.plan.vocabulary import Party, Status

if TYPE_CHECKING:
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan


def next_steps(loaded: LoadedPlan) -> tuple[str, ...]:
    """Give the next commands for a plan, the first being the one to type now."""
    plan, name = loaded.plan, shell_word(loaded.path.stem)
    if plan.metadata is None:
        return (f"poc-docs check {shell_word(loaded.name)}",)
    if plan.document.front_matter is None:
        return (f"poc-docs migrate {name}",)
    if plan.metadata.closed:
        return ("nothing; the plan is closed",)
    if plan.status is Status.COMPLETE:
        return ("mkdocs serve   (to see it on the site)",)
    if plan.status is Status.ACTIVE:
        return _active(plan, name)
    return _planning(plan, name, loaded.name)


def _planning(plan: Plan, name: str, path: str) -> tuple[str, ...]:
    state = agreement(plan)
    if state.state is AgreementState.AGREED:
        return (f"poc-docs status {name} Active",)
    if state.state is AgreementState.UNSIGNED:
        return (
            f"fill in {path}, then",
            f"poc-docs check {name}",
            *(sign_command(name, party) for party in state.missing),
        )
    return tuple(sign_command(name, party) for party in state.missing)


def _active(plan: Plan, name: str) -> tuple[str, ...]:
    state = agreement(plan)
    if state.state is AgreementState.AMENDMENT_OPEN:
        return tuple(sign_command(name, party) for party in state.missing)
    if state.state is not AgreementState.AGREED:
        return (f"poc-docs check {name}",)
    for criterion in plan.criteria:
        number = criterion.number.value
        result = plan.result(number) if number else None
        if number and (result is None or not is_measured(result.result.value)):
            return (f'poc-docs results {name} --set {number}="…"',)
    if plan.decision.outcome is None or plan.decision.outcome.value is None:
        return (f"poc-docs decide {name}",)
    if compute_outcome(plan).missing:
        return (f"poc-docs show {name}   (names what the outcome still lacks)",)
    return (f"poc-docs status {name} Complete",)


def sign_command(name: str, party: Party) -> str:
    """Give the command with which a party's signature is recorded."""
    evidence = ' --evidence "mail of YYYY-MM-DD"' if party is Party.PROSPECT else ""
    return f'poc-docs agree {name} --party {party} --by "NAME"{evidence}'

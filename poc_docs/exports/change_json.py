"""What changed between versions of plans as JSON values; ``docs/json.md`` describes the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poc_docs.plan.agreement.links import open_correction_state
from poc_docs.plan.agreement.state import AgreementState, agreement
from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.plan_change import PlanChange
    from poc_docs.plan.vocabulary import Party
    from poc_docs.portfolio.story import Story
    from poc_docs.portfolio.versions import ComparedPlan

VERSION = 1
"""The version of both forms; it grows when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A changed plan, and the commands that put right what it still lacks."""

    compared: ComparedPlan
    commands: tuple[str, ...]


def missing_signatures(difference: Difference) -> tuple[Party, ...]:
    """Give the parties that have not signed the present text, or after the end an open correction."""
    plan = difference.compared.after.plan if difference.compared.after else None
    if plan is None or plan.metadata is None or plan.metadata.closed:
        return ()
    if plan.status is Status.COMPLETE:
        correction = open_correction_state(plan)
        return correction.missing if correction else ()
    state = agreement(plan)
    return () if state.state is AgreementState.BROKEN and plan.metadata.started else state.missing


def plan_name(plan: Plan | None) -> str:
    """Give prospect and title of a plan, as far as they can be read."""
    metadata = plan.metadata if plan else None
    texts = (metadata.prospect, metadata.title) if metadata else ()
    return " -- ".join(text.value for text in texts if text)


def change_json(change: PlanChange) -> dict[str, Any]:
    """Give one change."""
    return {
        "kind": change.kind.value,
        "where": change.where,
        "before": change.before,
        "after": change.after,
        "sentence": change.sentence,
        "needs_amendment": change.needs_amendment,
        "remark": change.consequence.value if change.consequence else None,
    }


def differences_json(differences: Sequence[Difference], before: str, after: str | None) -> dict[str, Any]:
    """Give all changed plans; ``before`` and ``after`` are commits, None is the work tree."""
    return {
        "version": VERSION,
        "before": before,
        "after": after,
        "plans": [_difference(difference) for difference in differences],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    compared, plan = difference.compared, difference.compared.plan
    return {
        "path": compared.path,
        "previous_path": compared.previous_path,
        "id": compared.latest.id or None,
        "name": plan_name(plan) or None,
        "status": plan.status if plan else None,
        "agreement": agreement(plan).state.value if plan else None,
        "correction_open": bool(plan and open_correction_state(plan)),
        "changes": [change_json(change) for change in compared.changes],
        "missing": [party.value for party in missing_signatures(difference)],
        "commands": list(difference.commands),
    }


def story_json(plan_id: str, path: str, story: Story) -> dict[str, Any]:
    """Give a plan's story, oldest step first."""
    return {
        "version": VERSION,
        "id": plan_id or None,
        "path": path,
        "cut": story.cut,
        "steps": [
            {
                "commit": step.commit,
                "date": step.date or None,
                "author": step.author or None,
                "subject": step.subject or None,
                "path": step.path,
                "changes": [change_json(change) for change in step.changes],
            }
            for step in story.steps
        ],
    }

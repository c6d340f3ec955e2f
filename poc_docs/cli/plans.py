"""The plans that a command about many is asked for: one that can't be read never stops the others."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from poc_docs.cli.portfolio import plan_bytes, plans_in, take_each
from poc_docs.text.source import UnreadableTextError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from poc_docs.cli.portfolio import PlanFile
    from poc_docs.plan.model import Plan
    from poc_docs.repository.workspace import Workspace

T = TypeVar("T")


def take_from_plans(
    workspace: Workspace, names: Sequence[str], take: Callable[[str, Plan], T]
) -> tuple[list[T], list[dict[str, Any]]]:
    """Give what ``take`` makes of each of the plans that ``names`` mean, or of all there are, each once.

    ``take`` is given path and plan; nothing is checked, and no plan is kept. What can't be read comes beside
    it, as JSON names it. Raises ``UnknownPlanError`` for a name that means no plan.
    """
    from poc_docs.repository.workspace import find_plan

    named = [find_plan(workspace, name, Path.cwd()) for name in names]
    found = take_each(partial(_taken, workspace, take), plans_in(workspace, named or None))
    unreadable = [{"path": path, "message": fault} for path, (fault, value) in found.items() if value is None]
    return [value for _, value in found.values() if value is not None], unreadable


def _taken(workspace: Workspace, take: Callable[[str, Plan], T], plan: PlanFile) -> tuple[str, T | None]:
    from poc_docs.portfolio.versions import read_version

    data = plan_bytes(workspace, plan)
    if isinstance(data, UnreadableTextError):
        return data.message, None
    version = read_version(plan.name, data)
    return version.fault, take(version.path, version.plan) if version.plan else None

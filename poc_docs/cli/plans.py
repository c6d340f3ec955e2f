"""The plans that a command about many is asked for: one that can't be read never stops the others."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from poc_docs.cli.refusal import as_refusal, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.versions import PlanVersion
    from poc_docs.repository.workspace import Workspace

T = TypeVar("T")


def take_from_plans(
    workspace: Workspace, names: Sequence[str], take: Callable[[str, Plan], T]
) -> tuple[list[T], list[dict[str, Any]]]:
    """Give what ``take`` makes of each of the plans that ``names`` mean, or of all there are, each once.

    ``take`` is given path and plan; nothing is checked, and no plan is kept. What can't be read comes beside
    it, as JSON names it. Raises ``UnknownPlanError`` for a name that means no plan.
    """
    from poc_docs.cli.cores import on_all_cores
    from poc_docs.cli.portfolio import progress
    from poc_docs.repository.workspace import find_plan

    here = Path.cwd()
    files = list(dict.fromkeys([find_plan(workspace, name, here) for name in names] or workspace.files()))
    taken, unreadable = [], []
    with progress(len(files)) as done:
        for path, fault, value in on_all_cores(partial(_taken, workspace, take), files):
            if value is None:
                unreadable.append({"path": path, "message": fault})
            else:
                taken.append(value)
            done()
    return taken, unreadable


def _taken(workspace: Workspace, take: Callable[[str, Plan], T], file: Path) -> tuple[str, str, T | None]:
    version = _version(workspace, file)
    return version.path, version.fault, take(version.path, version.plan) if version.plan else None


def _version(workspace: Workspace, path: Path) -> PlanVersion:
    from poc_docs.portfolio.versions import PlanVersion, read_version
    from poc_docs.repository.files import FileRefusedError

    shown = printable(workspace.shown(path))
    try:
        return read_version(shown, workspace.read(path))
    except (FileRefusedError, OSError) as error:
        return PlanVersion(shown, None, as_refusal(error).message)

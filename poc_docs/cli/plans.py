"""The plans that a command about many is asked for: one that can't be read never stops the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.cli.refusal import as_refusal, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.cli.session import Session
    from poc_docs.portfolio.versions import PlanVersion


def plan_versions(session: Session, names: Sequence[str]) -> list[PlanVersion]:
    """Read the plans that ``names`` mean, each once, or all there are.

    Raises ``UnknownPlanError`` for a name that means none.
    """
    from poc_docs.repository.workspace import find_plan

    workspace, here = session.workspace, Path.cwd()
    files = [find_plan(workspace, name, here) for name in names] or workspace.files()
    return [_version(session, path) for path in dict.fromkeys(files)]


def _version(session: Session, path: Path) -> PlanVersion:
    from poc_docs.portfolio.versions import PlanVersion, read_version
    from poc_docs.repository.files import FileRefusedError

    shown = printable(session.workspace.shown(path))
    try:
        return read_version(shown, session.workspace.read(path))
    except (FileRefusedError, OSError) as error:
        return PlanVersion(shown, None, as_refusal(error).message)

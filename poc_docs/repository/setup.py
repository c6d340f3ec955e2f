"""The surroundings of the plans: what a repository has of them, and writing what is missing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from poc_docs.repository.files import FileRefusedError, create_file
from poc_docs.repository.git import run_git
from poc_docs.repository.workspace import PLANS
from poc_docs.repository.written import note_written
from poc_docs.scaffold.steps import Found, Set, Write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from poc_docs.scaffold.steps import Step


def look_around(root: Path, paths: Iterable[str]) -> Found:
    """Give what stands in the repository at ``root``; of files, the texts of those named that exist."""
    return Found(
        files={path: _text(root / path) for path in paths if os.path.lexists(root / path)},
        settings=git_settings(root),
        has_plans=_holds_a_file(root / PLANS),
        has_pages=_holds_a_file(root / "docs"),
        hooks_in_use=_hooks_in_use(root),
    )


def git_settings(root: Path) -> dict[str, str]:
    """Give git's settings in this repository, by their names as git lists them; the last one counts."""
    entries = run_git(root, "config", "--list", "--null").decode("utf-8", "replace").split("\0")
    return {key: value for key, _, value in (entry.partition("\n") for entry in entries if entry)}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _holds_a_file(folder: Path) -> bool:
    return folder.is_dir() and any(not path.is_dir() for path in folder.rglob("*"))


def _hooks_in_use(root: Path) -> Mapping[str, str]:
    answer = run_git(root, "rev-parse", "--git-path", "hooks").decode("utf-8", "surrogateescape")
    folder = root / answer.rstrip("\n")
    if not folder.is_dir():
        return {}
    return {
        path.name: _text(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix != ".sample" and path.stat().st_mode & 0o111
    }


def carry_out(root: Path, steps: Iterable[Step]) -> None:
    """Write the missing files and settings; raises ``FileRefusedError`` before anything was written."""
    wanted = list(steps)
    for step in wanted:
        if isinstance(step, Write):
            _refuse_blocked(root, root / step.path)
    for step in wanted:
        if isinstance(step, Write):
            create_file(root / step.path, step.text.encode(), root, executable=step.executable)
        elif isinstance(step, Set):
            run_git(root, "config", "--local", step.key, step.value)
            note_written(f"git's setting {step.key}")


def _refuse_blocked(root: Path, path: Path) -> None:
    """Refuse a path whose folder is a file, or a link that leads out of the repository."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise FileRefusedError(f"{path.parent} leads out of {root}", "replace the link by a folder")
    for folder in path.parents:
        if folder == root:
            return
        if os.path.lexists(folder) and not folder.is_dir():
            raise FileRefusedError(f"{folder} is not a folder", "rename it; that name is needed")

"""The ready criteria there are: those that come with poc-docs, and a team's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.plan.library import read_library
from poc_docs.text.source import decode

if TYPE_CHECKING:
    from poc_docs.plan.library import Library
    from poc_docs.repository.workspace import Workspace

LIBRARY = Path("templates") / "criteria.md"
"""A team's own ready criteria."""

PACKAGED = "poc-docs"
"""The origin of those that come with poc-docs."""


def packaged_library() -> Library:
    """Give the ready criteria that come with poc-docs."""
    return read_library(decode((files("poc_docs") / "templates" / "criteria.md").read_bytes()), PACKAGED)


def own_library(workspace: Workspace) -> Library | None:
    """Give the team's own ready criteria, if it has any; raises ``UnreadableTextError``."""
    path = workspace.root / LIBRARY
    return read_library(workspace.text(path), LIBRARY.as_posix()) if path.exists() else None

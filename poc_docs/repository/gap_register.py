"""The team's register of gaps: ``gaps.md`` at the top of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import GAP_REGISTER_FILE
from poc_docs.text.source import decode

if TYPE_CHECKING:
    from pathlib import Path

    from poc_docs.plan.gap_register import Register
    from poc_docs.repository.workspace import Workspace


def register_path(workspace: Workspace) -> Path:
    """Give where the register stands, or would stand."""
    return workspace.root / GAP_REGISTER_FILE


def read_gap_register(workspace: Workspace) -> tuple[Register, bytes] | None:
    """Give the register with its bytes, or None where there is none.

    Raises ``UnreadableTextError`` for bytes that are no text, ``FileRefusedError`` for what is no file.
    """
    path = register_path(workspace)
    if not (path.exists() or path.is_symlink()):
        return None
    from poc_docs.plan.gap_register import read_register

    data = workspace.read(path)
    return read_register(decode(data)), data

"""What the running command has written so far: whatever goes wrong later has to say that it stands there."""

from __future__ import annotations

TYPE_CHECKING = False  # typing would be the only module that this one loads
if TYPE_CHECKING:
    from pathlib import Path

_WRITTEN: dict[Path | str, None] = {}


def note_written(what: Path | str) -> None:
    """Remember a file that was written, or what else was, in words: it can't be taken back any more."""
    _WRITTEN[what] = None


def written() -> list[Path | str]:
    """Give what was written since the command began, in that order, each thing once."""
    return [*_WRITTEN]


def forget_written() -> None:
    """Begin a command: what another one wrote in the same process is no matter of this one."""
    _WRITTEN.clear()

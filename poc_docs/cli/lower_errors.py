"""What the layers below a command raise, told as a refusal; and what was written before it."""

from __future__ import annotations

import os
from pathlib import Path

from poc_docs.cli.output import OutputLostError
from poc_docs.cli.refusal import Refusal
from poc_docs.repository.files import NO_ROOM
from poc_docs.repository.written import written
from poc_docs.text.counting import listed

_MOST_NAMED = 3


def as_refusal(error: Exception) -> Refusal:
    """Turn what ended a command into a refusal, which names what was written before it."""
    refusal, done = refusal_of(error), what_was_written()
    if not done:
        return refusal
    if isinstance(error, OutputLostError):
        message = f"{done}; only the output that tells of it is lost: {error.strerror}"
        return Refusal(message, "look at what was written, and do not repeat the command")
    if isinstance(error, OSError):
        refusal.advice = "look at what was written before you go on"
    return Refusal(f"{refusal.message}; {done} before that", refusal.advice)


def what_was_written() -> str:
    """Say what the running command has written so far; an empty string if nothing."""
    names = [each if isinstance(each, str) else _as_typed(each) for each in written()]
    if not names:
        return ""
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return f"{listed([*names[:_MOST_NAMED], *more])} {'was' if len(names) == 1 else 'were'} written"


def _as_typed(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except FileNotFoundError:  # the folder that one works in is gone meanwhile
        return str(path)


def _folder_is_gone() -> bool:
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def refusal_of(error: Exception) -> Refusal:
    """Turn an error of a lower layer into a refusal, whatever was written before it.

    Errors that were foreseen carry ``advice``; any other asks to be reported.
    """
    if (hasattr(error, "advice") or isinstance(error, OSError)) and _folder_is_gone():
        return Refusal(
            "the folder that you work in is not there any more: it was deleted or moved",
            "change into a folder that is there: cd …",
        )
    if hasattr(error, "advice"):
        return Refusal(str(error), error.advice)
    if isinstance(error, UnicodeEncodeError):
        return Refusal("what was typed is not UTF-8; nothing was written", "type it on a UTF-8 terminal")
    if isinstance(error, OSError):
        return _refused_by_the_system(error)
    return Refusal(
        f"internal error: {type(error).__name__}: {error}",
        "please report it, with the plan if you may; POC_DOCS_DEBUG=1 shows where it happened",
    )


def _refused_by_the_system(error: OSError) -> Refusal:
    what = error.strerror or str(error)
    name = "the output" if isinstance(error, OutputLostError) else error.filename
    if error.errno in NO_ROOM:
        full = f"{name or 'a file'} can't be written: {what}"
        return Refusal(full, "make room on the disk, and run it again")
    if isinstance(error, OutputLostError):
        return Refusal(f"{name} can't be written: {what}", "look where it goes, and run it again")
    if name is None:
        return Refusal(what, "run it again; POC_DOCS_DEBUG=1 shows where it happened")
    return Refusal(f"{name}: {what}", "check the path and its permissions")

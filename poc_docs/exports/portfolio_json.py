"""Many plans as one JSON value; ``docs/json.md`` describes the keys."""

from __future__ import annotations

import shlex
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from poc_docs.portfolio.entries import Entry

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""

FORMAT = "poc-docs export"
"""What the form calls itself; a reader tells by it that a file is ours."""


def portfolio_json(left_out: Iterable[tuple[str, str | None]], today: dt.date) -> dict[str, Any]:
    """Give all but the plans themselves, which belong into ``plans``: ``entry_json`` gives each.

    ``left_out`` are the paths of what can't be read, each with the reason.
    """
    return {
        "version": VERSION,
        "format": FORMAT,
        "today": today.isoformat(),
        "plans": [],
        "left_out": [{"path": path, "message": message} for path, message in left_out],
    }


def entry_json(entry: Entry, today: dt.date) -> dict[str, Any] | None:
    """Give a plan as ``plan_json`` gives it, with its path; None where it can't be read."""
    # What reads a plan is loaded only where one is read.
    from poc_docs.exports.plan_json import plan_json

    if entry.plan is None:
        return None
    check = f"poc-docs check {shlex.quote(PurePosixPath(entry.path).stem)}"
    return {"path": entry.path, **plan_json(entry.plan, entry.findings, check, today)}

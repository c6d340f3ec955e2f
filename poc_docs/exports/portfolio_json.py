"""Many plans as one JSON value; ``docs/json.md`` describes the keys."""

from __future__ import annotations

import shlex
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from poc_docs.exports.plan_json import plan_json

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.portfolio.entries import Entry, Portfolio

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""

FORMAT = "poc-docs export"
"""What the form calls itself; a reader tells by it that a file is ours."""


def portfolio_json(portfolio: Portfolio, today: dt.date) -> dict[str, Any]:
    """Give every plan as ``plan_json`` gives it, with its path, and what can't be read with the reason."""
    return {
        "version": VERSION,
        "format": FORMAT,
        "today": today.isoformat(),
        "plans": [_plan(entry, today) for entry in portfolio.entries if entry.plan],
        "left_out": [
            {"path": entry.path, "message": entry.findings[0].message if entry.findings else None}
            for entry in portfolio.entries
            if entry.plan is None
        ],
    }


def _plan(entry: Entry, today: dt.date) -> dict[str, Any]:
    assert entry.plan  # noqa: S101 -- the caller asks for readable ones only
    check = f"poc-docs check {shlex.quote(PurePosixPath(entry.path).stem)}"
    return {"path": entry.path, **plan_json(entry.plan, entry.findings, check, today)}

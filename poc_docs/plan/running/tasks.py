"""What the item of a list of tasks says: ``Send the NDA -- Ada Lind, 2026-03-27, done 2026-03-25``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder, parse_date
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    import datetime as dt

_BEFORE_OWNER = pattern(r"(?<!\S)(?:--|\u2013|\u2014)(?!\S)")
_DONE = pattern(r"done\s+(?P<date>\S+)", re.IGNORECASE)
_LIKE_A_DATE = pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{0,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TaskParts:
    """What the text of a list item says; what is not written is empty or None."""

    what: str
    owner: str
    due: dt.date | None
    finished: dt.date | None


def read_task(text: str) -> TaskParts:
    """Split ``what -- owner, YYYY-MM-DD, done YYYY-MM-DD``; each part but the first may be missing.

    The last ``--``, or dash of another length, that stands between blanks ends what is to be done.
    """
    what, parts = _task_parts(text)
    owner: list[str] = []
    due = finished = None
    for part in parts:
        done = _DONE.fullmatch(part)
        date = parse_date(done["date"] if done else part)
        if date is None:
            owner.append("" if is_placeholder(part) else part)
        elif done:
            finished = date
        else:
            due = date
    return TaskParts(what, ", ".join(filter(None, owner)), due, finished)


def unreadable_dates(text: str) -> tuple[str, ...]:
    """Give what stands in a list item where a date is meant, and is none as ``YYYY-MM-DD``."""
    dates = (part[len("done") :].strip() if _DONE.fullmatch(part) else part for part in _task_parts(text)[1])
    return tuple(date for date in dates if _LIKE_A_DATE.fullmatch(date) and parse_date(date) is None)


def _task_parts(text: str) -> tuple[str, list[str]]:
    dashes = list(_BEFORE_OWNER.finditer(text))
    if not dashes:
        return text, []
    parts = text[dashes[-1].end() :].split(",")
    return text[: dashes[-1].start()].strip(), [part.strip() for part in parts]

"""Issues that are opened and closed in the Issue Log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import ISSUE_LOG
from poc_docs.text.inline import fold
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.running.sections import add_row, set_cells

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Issue
    from poc_docs.text.edits import Edit

_LONGEST = 9


def next_id(plan: Plan) -> int:
    """Give the number after the largest; an id that is no number does not count."""
    return 1 + max((number for each in plan.running.issues if (number := _number(each.id.value))), default=0)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else None


def find_issue(plan: Plan, name: str) -> int:
    """Give the index of the issue with an id, in any letter case; raises ``RefusedEdit`` unless there is one.

    A leading ``#`` may be typed with it.
    """
    wanted = folded(name).removeprefix("#")
    found = [i for i, each in enumerate(plan.running.issues) if folded(each.id.value) == wanted and wanted]
    if len(found) > 1:
        raise RefusedEdit(f"issue {name} stands {len(found)} times in {ISSUE_LOG.heading!r}")
    if not found:
        raise RefusedEdit(f"there is no issue {name}")
    return found[0]


def same_issue(plan: Plan, text: str) -> Issue | None:
    """Give the open issue that says the same, in any letter case, or None."""
    wanted = folded(fold(text))
    return next((e for e in plan.running.issues if e.is_open and folded(e.issue.value) == wanted), None)


def open_issue(plan: Plan, text: str, owner: str, date: dt.date) -> list[Edit]:
    """Give the edits that add an open issue with the next number; the section may be new.

    None where an open one says the same.
    """
    if same_issue(plan, text):
        return []
    values = {"Id": str(next_id(plan)), "Opened": str(date), "Issue": markdown_of(text), "Closed": ""}
    values |= {"Owner": markdown_of(owner)} if owner else {}
    return add_row(plan, ISSUE_LOG, values)


def close_issue(plan: Plan, name: str, date: dt.date) -> list[Edit]:
    """Give the edits that close an issue.

    Raises ``RefusedEdit`` where there is none with that id, it is closed, or was opened later.
    """
    index = find_issue(plan, name)
    issue = plan.running.issues[index]
    if issue.closed.value:
        raise RefusedEdit(f"issue {issue.id.value} was closed on {issue.closed.value} already")
    if issue.opened.value and issue.opened.value > date:
        raise RefusedEdit(
            f"issue {issue.id.value} was opened on {issue.opened.value}, and can't be closed on {date}"
        )
    return set_cells(plan, ISSUE_LOG, index, {"Closed": str(date)})

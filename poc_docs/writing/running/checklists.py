"""The lists that a proof of concept works through: its infrastructure before, its conversion after.

Source: the PoC framework, "Infrastructure Setup", "The Confetti Moment" and "Post-PoC Momentum".
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.plan.running import derived
from poc_docs.plan.running.tasks import read_task
from poc_docs.plan.vocabulary import CONVERSION, INFRASTRUCTURE
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.running.contacts import sales_engineer

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

INFRASTRUCTURE_ITEMS = (
    derived.CREDITS_ALLOCATED,
    derived.ACCOUNTS_PROVISIONED,
    derived.BASELINE_CAPTURED,
    derived.INTEGRATIONS_MAPPED,
)
"""What is ready before work begins."""

# "Strike while iron is hot": the calendar days after the decision by which each thing is proposed.
CONVERSION_ITEMS: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    (
        "Moment of success",
        (
            (derived.RESULTS_ACKNOWLEDGED, 1),
            (derived.RESULTS_DOCUMENTED, 2),
            ("Executives told", 3),
            ("Conversion conversation held", 5),
            ("Reference asked", 10),
        ),
    ),
    (
        "Commercial",
        (("Procurement", 14), ("Security review", 21), ("Legal review", 21), (derived.CONTRACT_SIGNED, 30)),
    ),
    ("Going live", (("Go-live date set", 30), ("Implementation team named", 30))),
    ("Close-out", (("Accounts closed", 30), ("Data returned or deleted", 30))),
)
"""What leads from a decision to a contract and to a clean end, in groups."""

STANDARD_ITEMS = {
    INFRASTRUCTURE: INFRASTRUCTURE_ITEMS,
    CONVERSION: tuple(what for _, items in CONVERSION_ITEMS for what, _ in items),
}
"""What stands in a section that was added, before anybody writes into it."""

_SATURDAY = 5


def infrastructure_list(plan: Plan) -> str:
    """Give the list of Infrastructure Setup as Markdown: owned by the sales engineer, due at the start.

    Ticked is what is known from elsewhere in the plan.
    """
    duration = plan.overview.duration.value if plan.overview.duration else None
    due = duration.start if duration else None
    return _list(plan, [(what, due) for what in INFRASTRUCTURE_ITEMS])


def conversion_list(plan: Plan) -> str:
    """Give the lists of Conversion as Markdown, a bold paragraph above each.

    Due dates are working days from the day it was decided on, or else from the decision date that is
    planned; without either there are none.
    """
    decided, planned = plan.decision.decided_on, plan.overview.decision_date
    decision = (decided.value if decided else None) or (planned.value if planned else None)
    groups = (
        f"**{group}**\n\n{_list(plan, [(what, working_day(decision, days)) for what, days in items])}"
        for group, items in CONVERSION_ITEMS
    )
    return "\n\n".join(groups)


def working_day(start: dt.date | None, days: int) -> dt.date | None:
    """Give the day so many calendar days after ``start``, on a weekend the Monday after it.

    None without a start, and beyond the end of the calendar.
    """
    if start is None or (dt.date.max - start).days < days + 2:
        return None
    day = start + dt.timedelta(days=days)
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def _list(plan: Plan, items: list[tuple[str, dt.date | None]]) -> str:
    owner = sales_engineer(plan)
    return "\n".join(
        f"- [{'x' if derived.known_from(plan, what) else ' '}] {_task(what, owner, due)}"
        for what, due in items
    )


def _task(what: str, owner: str, due: dt.date | None) -> str:
    """Give the text of a list item; a name that would not be read back as the owner is left out."""
    parts = [part for part in (owner, due.isoformat() if due else "") if part]
    text = f"{what} -- {', '.join(parts)}" if parts else what
    read = read_task(text)
    if (read.what, read.owner, read.due, read.finished) == (what, owner, due, None):
        return markdown_of(text)
    return _task(what, "", due)

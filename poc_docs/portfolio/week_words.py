"""How a week of work is told to people: against the weeks that were planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poc_docs.portfolio.signals.situation import Situation


def week_in_words(at: Situation) -> str:
    """Give ``week 3 of 4``, or ``week 8, planned for 6`` after the end; an empty string before the start."""
    week = at.clock.week(at.today) if at.clock else None
    if at.clock is None or week is None:
        return ""
    return (
        f"week {week}, planned for {at.clock.weeks}"
        if week > at.clock.weeks
        else f"week {week} of {at.clock.weeks}"
    )

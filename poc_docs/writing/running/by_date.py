"""Where a row belongs in a table that is kept by date, the oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


def row_above(dates: Sequence[dt.date | None], date: dt.date) -> int:
    """Give the index of the row below which a row of ``date`` goes: above the first of a later day."""
    later = (index for index, other in enumerate(dates) if other is not None and other > date)
    return next(later, len(dates)) - 1

"""The gaps that somebody asked for: by area, status and owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.plan.vocabulary import GapStatus
    from poc_docs.portfolio.gap_register.joining import GapReport, JoinedGap


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a gap of the register has to be; an empty text and None leave it open."""

    area: str = ""
    owner: str = ""
    status: GapStatus | None = None

    @property
    def is_everything(self) -> bool:
        """Say whether nothing was asked for in particular."""
        return self == Wanted()


def selected(report: GapReport, wanted: Wanted) -> Sequence[JoinedGap]:
    """Give the gaps of the register with this status, and with these words in their area and owner."""
    return [gap for gap in report.registered if _fits(gap, wanted)]


def _fits(gap: JoinedGap, wanted: Wanted) -> bool:
    known = gap.registered
    if known is None:
        return False
    return (
        wanted.status in {None, known.status.value}
        and folded(wanted.area) in folded(known.area.value)
        and folded(wanted.owner) in folded(known.owner.value)
    )

"""The day of success in the front matter, written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.writing.applied import verified
from poc_docs.writing.metadata import add_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit


def throw_confetti(plan: Plan, date: dt.date) -> list[Edit]:
    """Give the edits that keep ``date`` as the moment of success; none where one is kept already."""
    if plan.metadata and plan.metadata.confetti:
        return []

    def missing(after: Plan) -> Iterator[str]:
        if not after.metadata or after.metadata.confetti != date:
            yield "the moment of success would not be read back"

    return verified(plan, add_key(plan, "confetti", date), missing)

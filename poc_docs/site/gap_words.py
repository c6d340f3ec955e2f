"""What the register says of a gap: its status with the release, and where it is tracked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import GapStatus
from poc_docs.site.badges import badge
from poc_docs.site.markup import Content, Html, element, rows

if TYPE_CHECKING:
    from poc_docs.plan.gap_register import RegisteredGap

GAP_STATUS = {
    GapStatus.OPEN: ("○", "quiet"),
    GapStatus.PLANNED: ("◔", "mixed"),
    GapStatus.SHIPPED: ("✓", "good"),
    GapStatus.DECLINED: ("✗", "bad"),
}
"""The sign and the tone of each status."""


def register_status(known: RegisteredGap) -> Html:
    """Give the status, and the release where there is one; a word that is no status as it is written."""
    status = known.status.value
    sign, tone = GAP_STATUS[status] if status else ("○", "quiet")
    word = badge(sign, status.value if status else known.status.text.value or "no status", tone)
    return rows([word, *([f"in {known.release.value}"] if filled_in(known.release) else [])])


def tracked_at(known: RegisteredGap) -> Content:
    """Give the register's link; what is no web address is text, and nothing is an empty text."""
    words = known.link.value
    if not filled_in(known.link):
        return ""
    is_address = words.startswith(("https://", "http://")) and not any(map(str.isspace, words))
    return element("a", "tracked here", href=words) if is_address else words

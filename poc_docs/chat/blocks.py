"""The parts of a message as Block Kit has them, each within Slack's limits.

What people wrote stands in ``plain_text``, which formats nothing; ``mrkdwn`` holds our own words, and links
whose address was looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poc_docs.chat.texts import escaped, shortened, size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Block = dict[str, Any]

BLOCKS_AT_MOST = 50
HEADER_AT_MOST = 150
TEXT_AT_MOST = 3000
FIELDS_AT_MOST = 10
FIELD_AT_MOST = 2000
ELEMENTS_AT_MOST = 10
ALL_AT_MOST = 12_000
"""Not documented: at about 13,200 characters in all, Slack answers ``msg_blocks_too_long``
(https://github.com/slackapi/bolt-js/issues/2509)."""

_FORMATTING = str.maketrans("*_~`|:", "      ")

BLANK = "_____"
"""What stands where the plan says nothing."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many entries a list may have, and how long each may be."""

    entries: int
    width: int


def header(text: str, emoji: str = "") -> Block:
    """Give the title of a message; ``emoji`` is a character of ours before it."""
    shown = shortened(text, HEADER_AT_MOST - size(emoji) - 1)
    return {"type": "header", "text": _plain(f"{emoji} {shown}" if emoji else shown)}


def heading(words: str) -> Block:
    """Give a heading in our own words, in bold."""
    return {"type": "section", "text": _marked(f"*{escaped(words)}*")}


def paragraph(text: str, room: Room) -> Block:
    """Give a text that people wrote."""
    return {"type": "section", "text": _plain(shortened(text, min(4 * room.width, TEXT_AT_MOST)))}


def listed(words: str, entries: Sequence[str], room: Room) -> Iterator[Block]:
    """Give a heading and a list below it; what there is no room for is counted."""
    if not entries:
        return
    yield heading(words)
    lines = [f"• {shortened(entry, room.width)}" for entry in entries[: room.entries]]
    yield from _split(lines)
    more = len(entries) - len(lines)
    if more > 0:
        yield note(f"{more} more in the plan")


def _split(lines: Iterable[str]) -> Iterator[Block]:
    """Put lines into as many sections as they need."""
    held: list[str] = []
    for line in lines:
        if held and size("\n".join((*held, line))) > TEXT_AT_MOST:
            yield {"type": "section", "text": _plain("\n".join(held))}
            held = []
        held.append(line)
    if held:
        yield {"type": "section", "text": _plain("\n".join(held))}


def pairs(values: Sequence[tuple[str, str]], room: Room) -> Iterator[Block]:
    """Give labels of ours and values of the plan side by side; an empty value is a visible blank."""
    half = FIELDS_AT_MOST // 2
    for start in range(0, len(values), half):
        fields = [
            field
            for label, value in values[start : start + half]
            for field in (_marked(f"*{escaped(label)}*"), _plain(shortened(value or BLANK, room.width)))
        ]
        yield {"type": "section", "fields": fields}


def links(words: str, targets: Sequence[tuple[str, str]], room: Room) -> Iterator[Block]:
    """Give a heading and links below it, each a label and a sound web address, or none.

    One without an address is plain text.
    """
    if not targets:
        return
    yield heading(words)
    for label, address in targets[: room.entries]:
        if address:
            # In mrkdwn a label may still be formatted; the address, which it names, may not be touched.
            text = f"• <{escaped(address)}|{shortened(_unformatted(label) or address, room.width)}>"
            yield {"type": "section", "text": _marked(text)}
        else:
            yield {"type": "section", "text": _plain(f"• {shortened(label, room.width)}")}
    if len(targets) > room.entries:
        yield note(f"{len(targets) - room.entries} more in the plan")


def _unformatted(label: str) -> str:
    """Leave out of a link's label what would format it, end it, or turn into an emoji."""
    return " ".join(label.translate(_FORMATTING).split())


def note(*texts: str) -> Block:
    """Give small print."""
    return {
        "type": "context",
        "elements": [_plain(shortened(text, FIELD_AT_MOST)) for text in texts[:ELEMENTS_AT_MOST]],
    }


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _marked(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}

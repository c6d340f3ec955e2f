"""A message to a channel: its blocks, the line for notifications, and what the plan did not say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from poc_docs.chat.blocks import ALL_AT_MOST, BLOCKS_AT_MOST, Block, Room
from poc_docs.chat.texts import shortened, size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_ROOMS = (Room(20, 400), Room(12, 240), Room(8, 160), Room(5, 100), Room(3, 60))
"""From plenty to what always fits."""

_NOTIFICATION_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the message would say, and the plan does not; with the command that writes it."""

    what: str
    command: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted. ``text`` is what notifications and screen readers show."""

    text: str
    blocks: tuple[Block, ...]
    missing: tuple[Missing, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Give the message as an incoming webhook takes it; links are not unfolded into previews."""
        return {
            "text": shortened(self.text, _NOTIFICATION_AT_MOST),
            "mrkdwn": False,
            "unfurl_links": False,
            "unfurl_media": False,
            "blocks": list(self.blocks),
        }


def fitted(text: str, build: Callable[[Room], Iterable[Block]], missing: Iterable[Missing] = ()) -> Message:
    """Give a message with as much in it as fits; ``build`` gives its blocks for some room."""
    lacks = tuple(missing)
    for room in _ROOMS:
        blocks = tuple(build(room))
        if len(blocks) <= BLOCKS_AT_MOST and _size(blocks) <= ALL_AT_MOST:
            return Message(text, blocks, lacks)
    raise AssertionError("a message with three short entries in each list is too long for Slack")


def _size(blocks: tuple[Block, ...]) -> int:
    return size(json.dumps(blocks, ensure_ascii=False))

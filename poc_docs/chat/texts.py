"""Texts as Slack takes them: nothing that people wrote becomes a mention, a link, an emoji or formatting.

The rules and limits are those of https://docs.slack.dev/reference/block-kit and
https://docs.slack.dev/messaging/formatting-message-text, read in November 2026.
"""

from __future__ import annotations

import re

MORE = "…"
_CONTROL = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """Give a text on one line with Slack's three control characters as entities.

    Without them there are no ``<!channel>``, ``<@U…>``, ``<#C…>`` and ``<https://…|…>``. Characters that show
    nothing, among them those that turn the direction of writing, are left out.
    """
    shown = (char for char in " ".join(text.split()) if char.isprintable())
    return "".join(_CONTROL.get(char, char) for char in shown)


def size(text: str) -> int:
    """Give the length of a text as Slack counts it: one outside the basic plane counts twice."""
    return len(text) + sum(char > "\uffff" for char in text)


def shortened(text: str, most: int) -> str:
    """Escape a text and cut it to a length, never inside an entity; what was cut ends with ``…``."""
    whole = escaped(text)
    if size(whole) <= most:
        return whole
    kept, room = [], most - size(MORE)
    for char in escaped_characters(text):
        room -= size(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + MORE


def escaped_characters(text: str) -> list[str]:
    """Give the characters of an escaped text, each entity as one."""
    return re.findall(r"&(?:amp|lt|gt);|.", escaped(text))

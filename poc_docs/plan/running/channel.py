"""The framework's channel: ``#<company>-poc-general``, by the pattern that a team chose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.naming import ascii_words
from poc_docs.plan.texts import filled_in

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

PATTERN = "{prospect}-poc-general"
"""Source: the PoC framework, "Slack Channel Structure"."""

NAMES = ("prospect", "id", "opportunity")
"""What a pattern may hold in braces; one of the first two must be in it."""

LONGEST = 80
_LETTERS = re.compile(r"[a-z0-9_-]+")
_HELD = re.compile(r"\{(\w+)\}")


def fault_of(pattern: str) -> str:
    """Say what is wrong with a pattern, or give an empty string.

    Around the names in braces it holds only what Slack allows: lower-case letters, digits, ``-`` and ``_``;
    a leading ``#`` is none of the name.
    """
    names = _HELD.findall(pattern)
    rest = _HELD.sub("", pattern.removeprefix("#"))
    if not set(names) <= set(NAMES):
        return f"{{{next(name for name in names if name not in NAMES)}}} is no name it knows"
    if not {"prospect", "id"} & set(names):
        return "all plans would share one channel"
    if rest and not _LETTERS.fullmatch(rest):
        return "a channel has lower-case letters, digits, - and _ in its name only"
    if len(rest) > LONGEST // 2:
        return f"a channel's name has {LONGEST} characters at most, and the prospect needs some of them"
    return ""


def channel_of(plan: Plan, pattern: str = PATTERN) -> str:
    """Give the channel that the plan names, or else the one that the pattern gives."""
    return filled_in(plan.running.alignment.channel) or channel_name(plan, pattern)


def channel_name(plan: Plan, pattern: str = PATTERN) -> str:
    """Give the channel's name with its ``#``; a pattern with a fault raises ``ValueError``.

    Slack's rules: lower case, no blanks and full stops, 80 characters at most. Names are written in ASCII; a
    prospect whose name has no ASCII form is called by the plan's id. What is too long loses its end inside
    the braces, so that what tells channels apart by kind stays.
    """
    fault = fault_of(pattern)
    if fault:
        raise ValueError(fault)
    form = pattern.removeprefix("#")
    held = _HELD.findall(form)
    room = (LONGEST - len(_HELD.sub("", form))) // len(held)
    values = _values(plan)
    name = _HELD.sub(lambda match: values[match[1]][:room].strip("-"), form)
    return f"#{re.sub('-{2,}', '-', name).strip('-')}"


def _values(plan: Plan) -> dict[str, str]:
    metadata = plan.metadata
    own = ascii_words(plan.id) or "plan"
    return {
        "prospect": ascii_words(filled_in(metadata.prospect if metadata else None)) or own,
        "id": own,
        "opportunity": ascii_words(filled_in(metadata.opportunity if metadata else None)),
    }

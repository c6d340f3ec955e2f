"""What plans need now, for reading on a terminal."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from poc_docs.exports.health_text import command_lines, title, unreadable, wrapped
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHOWN = 7
"""Items of a plan that are shown, unless all are asked for: what can be done in a day or two."""


def next_text(value: Mapping[str, Any], width: int = 100, *, shown: int | None = SHOWN) -> str:
    """Give what plans need as text from its JSON value (``next_json``), so that both say the same.

    ``shown`` is how many items of a plan are shown; None for all.
    """
    lines: list[str] = []
    for plan in value["plans"]:
        lines += [*_plan(plan, width, shown), ""]
    lines += unreadable(value)
    if not value["plans"]:
        who = value["owner"] or "anybody"
        lines += [f"Nothing needs {who} on {value['today']}."]
    return "\n".join(lines).rstrip("\n")


def _plan(plan: Mapping[str, Any], width: int, shown: int | None) -> Iterator[str]:
    yield from wrapped(f"{title(plan)}: {plan['stands']}", width, "", "  ")
    items = plan["items"][:shown]
    for number, item in enumerate(items, 1):
        yield from wrapped(f"{_when(item)}{item['what']}{_owner(item)}", width, f"{number:>3}. ", " " * 5)
        yield from command_lines(item["commands"][:1], 5)
    rest = len(plan["items"]) - len(items)
    if rest:
        yield f"     and {rest} more: poc-docs next {shlex.quote(plan['id'] or plan['path'])} --all"
    if not items:
        yield from wrapped(_nothing(plan), width, "     ", "     ")


def _nothing(plan: Mapping[str, Any]) -> str:
    later = plan["later"]
    return f"nothing needs you before {later['begins']}: {later['what']}" if later else "nothing needs you"


def _when(item: Mapping[str, Any]) -> str:
    """Say how urgent an item is; the message of a signal has its dates in it."""
    if item["severity"]:
        return f"{item['severity']}: "
    days = item["days"]
    if days is None:
        return ""
    count = counted(abs(days), "day")
    if days == 0:
        return "today: "
    return f"by {item['due']}, in {count}: " if days > 0 else f"due {item['due']}, {count} ago: "


def _owner(item: Mapping[str, Any]) -> str:
    is_told = item["severity"] is not None or not item["owner"]
    return "" if is_told else f" ({item['owner']})"

"""The health of plans for reading on a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio.agenda.item import Phase, health_word
from poc_docs.text.counting import counted, from_now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LABEL = 8


def health_text(value: Mapping[str, Any], width: int = 100, *, with_recovery: bool = False) -> str:
    """Give the health of plans as text from its JSON value (``health_json``), so that both say the same.

    A signal has its first command; ``with_recovery`` it has all, with what helps against pitfalls below.
    """
    lines: list[str] = []
    for plan in value["plans"]:
        lines += [*_plan(plan, width, with_recovery=with_recovery), ""]
    lines += unreadable(value)
    return "\n".join([*lines, _summary(value)])


def _plan(plan: Mapping[str, Any], width: int, *, with_recovery: bool) -> Iterator[str]:
    yield from _labelled(health_word(plan["health"], plan["phase"]), title(plan), width)
    yield from _labelled("", "; ".join(_facts(plan)), width)
    for signal in plan["signals"]:
        yield from _labelled(f"  {signal['severity']}", signal["message"], width)
        yield f"{'':{_LABEL + 2}}{plan['path']}:{signal['line']}  {signal['name']}"
        commands = signal["commands"] if with_recovery else signal["commands"][:1]
        yield from command_lines(commands, _LABEL + 2)
    if with_recovery:
        for pitfall, strategies in groupby(plan["recovery"], key=lambda each: each["pitfall"]):
            yield f"  Recovery from {pitfall}:"
            for each in strategies:
                yield from wrapped(f"{each['strategy']}: {each['what']}", width, "  - ", "    ")
                yield from command_lines(each["commands"], 4)


def _facts(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["stands"]
    days = plan["days_to_decision"]
    if plan["health"] and days is not None and plan["phase"] != "decision":
        yield f"decision on {plan['decision_date']}, {from_now(days)}"
    stated = plan["stated"]
    if stated:
        differs = f", which differs from {plan['health']}" if plan["differs"] else ""
        yield f"stated {stated['health']} on {stated['date']}{differs}"
    if not plan["signals"] and plan["health"]:
        yield "no signals"


def _summary(value: Mapping[str, Any]) -> str:
    counts = Counter(plan["health"] for plan in value["plans"])
    parts = [f"{counts[each]} {each}" for each in (Health.RED, Health.YELLOW, Health.GREEN) if counts[each]]
    unknown = sum(plan["phase"] == Phase.UNKNOWN for plan in value["plans"])
    parts += [f"{counts[None] - unknown} ended"] if counts[None] > unknown else []
    parts += [f"{unknown} without a status"] if unknown else []
    total = len(value["plans"])
    return f"{counted(total, 'plan')}{': ' if parts else ''}{', '.join(parts)}"


def title(plan: Mapping[str, Any]) -> str:
    """Give prospect, title and path of a plan on one line."""
    names = " -- ".join(filter(None, (plan["prospect"], plan["title"])))
    return f"{names} ({plan['path']})" if names else plan["path"]


def unreadable(value: Mapping[str, Any]) -> Iterator[str]:
    """Give a line for each file that can't be read."""
    for each in value["unreadable"]:
        yield f"?       {each['path']} can't be read: {each['message']}"
    if value["unreadable"]:
        yield ""


def command_lines(commands: list[str], indent: int) -> Iterator[str]:
    """Give commands, one a line and never broken, so that they can be pasted."""
    yield from (f"{'':{indent}}-> {command}" for command in commands)


def wrapped(text: str, width: int, first: str, others: str) -> list[str]:
    """Break a text into lines that begin with ``first`` and ``others``."""
    return textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _labelled(label: str, text: str, width: int) -> list[str]:
    indent = _LABEL + 2 if label.startswith(" ") else _LABEL
    return wrapped(text, width, f"{label:<{indent}}", " " * indent)

"""The cases of ``signals.md``: edits of the sound plan, a day, and what a signal then says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SOUND = (HERE / "sound_plan.md").read_text(encoding="utf-8")
GREEN_ON = dt.date(2026, 3, 20)

_HEADING = re.compile(r"^## (?P<name>[a-z-]+)$", re.MULTILINE)
_CASE = re.compile(
    r"^\*\*On (?P<day>\S+)\*\* it (?:says: (?P<says>.+)|is silent: .+)\n"
    r"(?:\n```diff\n(?P<edit>(?:.*\n)*?)```\n)?",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Case:
    """A plan on a day; ``says`` is the message of the signal, or nothing where it must be silent."""

    signal: str
    number: int
    day: dt.date
    says: str
    text: str

    def __str__(self) -> str:
        return f"{self.signal}-{self.number}"


def cases() -> list[Case]:
    """Give the cases in the order of the file."""
    page = (HERE / "signals.md").read_text(encoding="utf-8")
    _, *parts = _HEADING.split(page)
    found = []
    for name, part in zip(parts[::2], parts[1::2], strict=True):
        for number, match in enumerate(_CASE.finditer(part), 1):
            day = dt.date.fromisoformat(match["day"])
            found.append(Case(name, number, day, match["says"] or "", edited(match["edit"] or "")))
    assert len(found) == page.count("\n**On "), "a case does not read as one"
    return found


def edited(edit: str) -> str:
    """Give the sound plan edited: lines after ``-`` stand there once, those after ``+`` replace them."""
    text = SOUND
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", edit, re.MULTILINE):
        was, becomes = (re.sub(r"^[-+]", "", lines, flags=re.MULTILINE) for lines in (old, new))
        if text.count(was) != 1:
            was, becomes = was.rstrip("\n"), becomes.rstrip("\n")
        assert text.count(was) == 1, f"{was!r} stands {text.count(was)} times"
        text = text.replace(was, becomes)
    return text

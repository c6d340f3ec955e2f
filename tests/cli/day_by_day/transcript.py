"""A day-by-day transcript in Markdown: what people type and edit, and what they are shown.

A heading of level 2 that begins with a date is a day. Below it a ``console`` block holds commands, each after
``$``, and what they print; an ``edit`` block is an edit by hand, lines to look for after ``-`` and what
stands there then after ``+``. A command that is refused ends in ``# refused``. ``python -m
tests.cli.day_by_day`` writes anew what the commands print.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.surroundings import Repository

_DAY = re.compile(r"## (?P<date>\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Played:
    """A transcript as it was written, and as it happened."""

    written: str
    happened: str


def play(text: str, repository: Repository, plan: str, fill_in: Callable[[str], str]) -> Played:
    """Do in ``repository`` what the transcript says, day by day; ``plan`` is the file that is edited.

    An ``edit`` block that reads ``fill in`` stands for ``fill_in``.
    """
    happened: list[str] = []
    today = ""
    lines = iter(text.splitlines())
    for line in lines:
        happened.append(line)
        day = _DAY.match(line)
        today = day["date"] if day else today
        if line in {"```console", "```edit"}:
            block = []
            for inner in lines:
                if inner == "```":
                    break
                block.append(inner)
            if block == ["fill in"]:
                repository.write(plan, fill_in((repository.root / plan).read_text(encoding="utf-8")))
                happened += block
            elif line == "```edit":
                _edit(repository, plan, block)
                happened += block
            else:
                happened += _session(repository, block, today)
            happened.append("```")
    return Played(text, "\n".join(happened) + "\n")


def _edit(repository: Repository, plan: str, block: list[str]) -> None:
    old = "".join(f"{line[2:]}\n" for line in block if line.startswith("-"))
    new = "".join(f"{line[2:]}\n" for line in block if line.startswith("+"))
    repository.replace(plan, old, new)


def _session(repository: Repository, block: list[str], today: str) -> list[str]:
    shown = []
    for line in block:
        if line.startswith("$ "):
            shown += [line, *_answer(repository, line[2:], today)]
    return shown


def _answer(repository: Repository, command: str, today: str) -> list[str]:
    typed, _, remark = command.partition("  # ")
    program, *arguments = shlex.split(typed)
    if program == "poc-docs":
        said = repository.poc_docs(*arguments, today=today, code=2 if remark == "refused" else 0)
    else:
        assert program == "git", command
        repository.git(*arguments)
        said = ""  # what git prints has a hash of its own in it, and differs with its version
    return said.rstrip("\n").split("\n") if said else []

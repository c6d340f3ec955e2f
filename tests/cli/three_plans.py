"""Three plans in one repository, and what people do to them, lawfully and otherwise."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

from poc_docs.cli.agree import signature_on
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from poc_docs.writing.applied import rewritten
from poc_docs.writing.signing import sign
from tests.surroundings import BY_NAME, Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Act = Callable[[Repository], object]

ACTIVE = f"plans/{BY_NAME['marlowe'].name}"
WAITING = f"plans/{BY_NAME['fastighetsregisterverket'].name}"
"""In Planning, signed by the vendor."""
COMPLETE = f"plans/{BY_NAME['belrive'].name}"

NOTE = "## Notes\n\nA note.\n\n"


def copy_of(repository: Repository, folder: Path) -> Repository:
    """Give a copy to work in: much faster than making it again."""
    return Repository(shutil.copytree(repository.root, folder, symlinks=True))


def settled_copy_of(repository: Repository, folder: Path) -> Repository:
    """Give a copy whose index has its files as they stand: in a plain copy git reads each of them again."""
    copied = copy_of(repository, folder)
    copied.git("update-index", "--refresh")
    return copied


def add_three_plans(repository: Repository) -> None:
    for name in (ACTIVE, WAITING, COMPLETE):
        repository.write(name, BY_NAME[name.removeprefix("plans/").split("-")[0]].read_bytes())
    repository.commit("Three plans")


def replace(name: str, old: str, new: str) -> Act:
    return lambda repository: repository.replace(name, old, new)


def note(name: str) -> Act:
    """Add a section of our own: always lawful, and a change of bytes."""
    return replace(name, "## Risk Assessment", f"{NOTE}## Risk Assessment")


loosen = replace(ACTIVE, "<180ms", "<500ms")
"""Move a goalpost, in the criteria and in the copy of it in Results."""


def git(*arguments: str) -> Act:
    return lambda repository: repository.git(*arguments)


def docs(*arguments: str) -> Act:
    return lambda repository: repository.poc_docs(*arguments)


def copy(source: str, target: str) -> Act:
    return lambda repository: repository.write(target, (repository.root / source).read_bytes())


def then(*acts: Act) -> Act:
    def act(repository: Repository) -> None:
        for each in acts:
            each(repository)

    return act


def text_of(repository: Repository, name: str) -> str:
    return (repository.root / name).read_bytes().decode()


def cut(name: str, start: str, end: str) -> Act:
    """Take away what stands from ``start`` up to ``end``."""

    def act(repository: Repository) -> None:
        before, found, rest = text_of(repository, name).partition(start)
        assert found
        repository.write(name, before + end + rest.split(end, 1)[1])

    return act


without_prospect = cut(ACTIVE, "  - party: prospect", "started:")
without_signature = cut(WAITING, "signatures:\n", "crm:")

agree = docs(
    "agree", "fastighetsregisterverket", "--party", "prospect", "--by", "Karin Wessman",
    "--evidence", "mail of 2026-11-20", "--date", "2026-11-20",
)  # fmt: skip


def signed_by_hand(name: str) -> Act:
    """Let the vendor sign past the command, which refuses what the gate would refuse."""

    def act(repository: Repository) -> None:
        plan = read_plan(text_of(repository, WAITING))
        signature = signature_on(plan, Party.VENDOR, name, dt.date(2026, 11, 20))
        repository.write(WAITING, rewritten(plan, sign(plan, signature)).document.text)

    return act


activate = docs("status", "fastighetsregisterverket", "Active")
measure = docs("results", "marlowe", "--set", "2=74.6%", "--set", "5=2100.00 GBP")
decide = docs("decide", "marlowe", "--feedback", "They want it.")
complete = then(measure, decide, docs("status", "marlowe", "Complete"))


def link_to(target: str) -> Act:
    def act(repository: Repository) -> None:
        path = repository.root / ACTIVE
        path.unlink()
        path.symlink_to(target)

    return act


def bypass(*acts: Act) -> Act:
    """Do something and commit it past the hooks."""

    def act(repository: Repository) -> None:
        then(*acts)(repository)
        repository.git("add", "-A")
        repository.git("commit", "-qm", "Past the hook", "--no-verify")

    return act


def committed(*acts: Act) -> Act:
    """Do something and commit it, which must pass."""

    def act(repository: Repository) -> None:
        then(*acts)(repository)
        repository.commit()

    return act


def on_branch(name: str, *acts: Act) -> Act:
    """Do something on a branch of its own and come back."""
    return then(git("checkout", "-q", "-b", name), *acts, git("checkout", "-q", "main"))

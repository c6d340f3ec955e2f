"""Whose plans they are: the sales engineers of a portfolio, and a name that somebody types for one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from poc_docs.plan.values import is_placeholder
from poc_docs.text.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.entries import Entry


class UnknownOwnerError(Exception):
    """Nobody of this name has a plan; ``advice`` names who is meant, or all there are."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def owner_of(plan: Plan | None) -> str:
    """Give the sales engineer of a plan; an empty string where none is named."""
    engineer = plan.metadata.sales_engineer if plan and plan.metadata else None
    return "" if engineer is None or is_placeholder(engineer.value) else engineer.value


def people_named(plan: Plan) -> set[str]:
    """Give whom a plan names as the owner of anything, and who works together by it."""
    running = plan.running
    texts = [milestone.owner for milestone in plan.milestones]
    texts += [issue.owner for issue in running.issues]
    texts += [contact.name for contact in running.alignment.contacts]
    tasks = {task.owner for task in (*running.infrastructure, *running.conversion)}
    return {owner_of(plan), *tasks, *(text.value for text in texts)} - {""}


def same_letters(text: str) -> str:
    """Give a text as it is compared with others: whatever its letter case, and however accents are typed."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def owners(entries: Iterable[Entry]) -> list[str]:
    """Give the names of all sales engineers, sorted; of spellings that differ in letter case the first."""
    return _each_once(owner_of(entry.plan) for entry in entries)


def _each_once(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        if name:
            found.setdefault(same_letters(name), name)
    return [found[key] for key in sorted(found)]


def owners_meant(names: Iterable[str], wanted: str) -> Sequence[str]:
    """Give the sales engineers that ``wanted`` means: the one of that name, else all whose name holds it.

    ``names`` are those of the plans, as ``owner_of`` gives them. Raises ``UnknownOwnerError``.
    """
    known, key = _each_once(names), same_letters(" ".join(wanted.split()))
    found = [name for name in known if same_letters(name) == key]
    found = found or [name for name in known if key and key in same_letters(name)]
    if found:
        return found
    by_key = {same_letters(name): name for name in known}
    by_part = {part: name for key, name in by_key.items() for part in key.split()}
    near = (by_part | by_key).get(nearest(key, by_part | by_key))
    meant = f"did you mean {near!r}? " if near else ""
    listed = ", ".join(known) or "none is named in any plan"
    raise UnknownOwnerError(
        f"no sales engineer is called {wanted!r}", f"{meant}the sales engineers are: {listed}"
    )


def is_one_of(name: str, names: Iterable[str]) -> bool:
    """Say whether a sales engineer is one of ``names``, as ``owners_meant`` gives them."""
    return same_letters(name) in {same_letters(each) for each in names}

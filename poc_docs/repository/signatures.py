"""Which commits added a signature: the authors of those are the people who stand by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.reading import read_plan
from poc_docs.repository.commits import commits_between
from poc_docs.repository.gate import compare, touched_plans
from poc_docs.text.source import UnreadableTextError, decode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from poc_docs.plan.metadata import Signature

    Signed = set[tuple[str, Signature]]


def authors_between(root: Path, bases: tuple[str, ...], tip: str) -> dict[tuple[str, Signature], list[str]]:
    """Give the authors of every signature that a commit of ``tip`` added, by plan id and signature.

    A commit adds what stands in it and in none of its parents; ``bases`` and what lies before is left out.
    """
    authors: dict[tuple[str, Signature], list[str]] = {}
    for commit in commits_between(root, bases, tip):
        touched = touched_plans(compare(root, commit.parents, commit.id))
        before = {signed for version in touched.befores for signed in _signed(version.values())}
        for signed in _signed(touched.after.values()) - before:
            known = authors.setdefault(signed, [])
            if commit.author not in known:
                known.append(commit.author)
    return authors


def _signed(files: Iterable[bytes]) -> Signed:
    found: Signed = set()
    for data in files:
        try:
            plan = read_plan(decode(data))
        except UnreadableTextError:
            continue
        found.update((plan.id, signature) for signature in plan.signatures)
    return found

"""Words that a person types for a stage, a column or an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.portfolio.owners import same_letters
from poc_docs.portfolio.stages import Stage
from poc_docs.text.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

STAGES = {
    "Planning": Stage.PLANNING,
    "Active": Stage.ACTIVE,
    "Complete": Stage.COMPLETE,
    "closed": Stage.CLOSED,
    "unreadable": Stage.UNKNOWN,
}
"""The words for stages, as they are shown and typed."""


class UnknownWordError(Exception):
    """A column, status or outcome that does not exist; ``advice`` names the nearest and all of them."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def known_word(word: str, known: Iterable[str], what: str) -> str:
    """Give the known word that is meant, whatever its letter case; raises ``UnknownWordError``."""
    by_letters = {same_letters(each): str(each) for each in known}
    wanted = same_letters(word.strip())
    if wanted in by_letters:
        return by_letters[wanted]
    meant = did_you_mean(word.strip(), by_letters.values())
    listed_words = ", ".join(by_letters.values())
    raise UnknownWordError(f"there is no {what} {word.strip()!r}", f"{meant}there are: {listed_words}")

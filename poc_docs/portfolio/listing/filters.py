"""The filters of the list, and which of them is in the way where nothing is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Outcome
from poc_docs.portfolio.listing.words import STAGES, known_word
from poc_docs.portfolio.owners import is_one_of, same_letters

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from poc_docs.portfolio.listing.listed import Listed

NO_OUTCOME = "none"
"""The word that finds plans without an outcome."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that a plan must fulfil; ``said`` is the option as it was typed."""

    said: str
    fits: Callable[[Listed], bool]


def of_status(words: Sequence[str]) -> Filter:
    """Give the filter for one stage or several; raises ``UnknownWordError``."""
    names = [known_word(word, STAGES, "status") for word in words]
    return Filter(_said("--status", names), lambda line: line.stage_word in names)


def of_outcome(words: Sequence[str]) -> Filter:
    """Give the filter for outcomes, written or computed; raises ``UnknownWordError``."""
    names = [known_word(word, (*Outcome, NO_OUTCOME), "outcome") for word in words]
    return Filter(_said("--outcome", names), lambda line: (line.outcome or NO_OUTCOME) in names)


def of_owner(names: Sequence[str]) -> Filter:
    """Give the filter for sales engineers, by their names as ``owners_meant`` gives them."""
    return Filter(_said("--owner", names), lambda line: is_one_of(line.owner, names))


def with_prospect(word: str) -> Filter:
    """Give the filter for a part of the prospect's name."""
    return Filter(_said("--prospect", [word]), lambda line: _holds(line.prospect, word))


def with_text(word: str) -> Filter:
    """Give the filter for a text in what names a plan, or in its objective and scope."""
    return Filter(_said("--text", [word]), lambda line: any(_holds(text, word) for text in _texts(line)))


def decided_before(day: dt.date) -> Filter:
    """Give the filter for plans whose decision date lies before a day."""
    last = day.isoformat()
    return Filter(_said("--decision-before", [last]), lambda line: "" < line.decision_date < last)


def _said(option: str, words: Sequence[str]) -> str:
    return " ".join(f"{option} {word!r}" if " " in word else f"{option} {word}" for word in words)


def _holds(text: str, word: str) -> bool:
    return same_letters(" ".join(word.split())) in same_letters(text)


def _texts(line: Listed) -> Iterable[str]:
    yield from (line.id, line.prospect, line.title, line.owner, line.opportunity)
    yield from (line.objective, line.scope)


def select(lines: Iterable[Listed], filters: Sequence[Filter]) -> list[Listed]:
    """Give the lines that every filter lets through."""
    return [line for line in lines if all(each.fits(line) for each in filters)]


def loosened(lines: Sequence[Listed], filters: Sequence[Filter]) -> list[tuple[Filter, int]]:
    """Give each filter without which some lines would be left, and how many, the most first."""
    found = [
        (each, len(select(lines, [other for other in filters if other is not each]))) for each in filters
    ]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])

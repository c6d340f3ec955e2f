"""The columns of the list: what each shows of a plan, and what it is sorted by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from poc_docs.plan.vocabulary import Health, Outcome
from poc_docs.portfolio.listing.words import STAGES, UnknownWordError, known_word
from poc_docs.portfolio.owners import same_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from poc_docs.portfolio.listing.listed import Listed


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it shows of a plan, and what it is sorted by, None where a plan has no value.

    ``least`` is the width to which it may be cut, 0 for values that mean nothing when cut; numbers stand
    to the ``right``.
    """

    name: str
    shown: Callable[[Listed], str]
    key: Callable[[Listed], Any]
    least: int = 0
    right: bool = False


def _text(name: str, shown: Callable[[Listed], str], least: int = 10) -> Column:
    return Column(name, shown, lambda line: same_letters(shown(line)) or None, least)


def _day(name: str, value: Callable[[Listed], str]) -> Column:
    return Column(name, value, lambda line: value(line) or None)


def _week(line: Listed) -> str:
    return f"{line.week} of {line.weeks}" if line.week else ""


def _progress(line: Listed) -> str:
    return f"{line.decided} of {line.criteria}" if line.criteria else ""


def _share(line: Listed) -> tuple[float, int] | None:
    return (line.decided / line.criteria, line.criteria) if line.criteria else None


def _by_amount(line: Listed) -> Any:
    return (line.currency, Decimal(line.amount)) if line.amount else None


def _by_health(line: Listed) -> int | None:
    """Give the place of a health, the one that needs somebody first."""
    words = [each.value for each in Health]
    return -words.index(line.health) if line.health in words else None


def _by_outcome(line: Listed) -> int | None:
    return [each.value for each in Outcome].index(line.outcome) if line.outcome else None


_EVERY = (
    _text("id", lambda line: line.id or PurePosixPath(line.path).stem, 0),
    _text("prospect", lambda line: line.prospect),
    _text("title", lambda line: line.title, 12),
    Column(
        "status",
        lambda line: line.status,
        lambda line: (list(STAGES).index(line.stage_word), line.status),
        10,
    ),
    Column("health", lambda line: line.health, _by_health),
    _text("owner", lambda line: line.owner),
    Column("week", _week, lambda line: line.week),
    _day("decision", lambda line: line.decision_date),
    Column("progress", _progress, _share),
    Column("outcome", lambda line: line.outcome_words, _by_outcome, 11),
    Column("amount", lambda line: line.amount_words, _by_amount, right=True),
    _text("path", lambda line: line.path),
    _text("opportunity", lambda line: line.opportunity),
    _text("agreement", lambda line: line.agreement),
    _text("business", lambda line: line.business, 0),
    _day("start", lambda line: line.start),
    _day("end", lambda line: line.end),
    _text("stage", lambda line: line.crm_stage or ""),
    _text("forecast", lambda line: line.forecast or "", 9),
    _day("close", lambda line: line.close_date),
    Column("errors", lambda line: str(line.errors or ""), lambda line: line.errors or None, right=True),
)


def columns() -> Mapping[str, Column]:
    """Give every column by its name."""
    return {each.name: each for each in _EVERY}


DEFAULT = (
    "id",
    "prospect",
    "title",
    "status",
    "health",
    "owner",
    "week",
    "decision",
    "progress",
    "outcome",
    "amount",
)
"""The columns that are shown if nobody names any."""

LESS_ROOM = (
    *("amount", "outcome", "week", "progress", "title"),
    *("decision", "health", "owner", "prospect", "status"),
)
"""Which of them go where a terminal is too narrow, one after the other; the id is typed, and stays.

Whose plan it is stays longest: what else one wants to know of it, ``next`` and ``health`` say."""


def named_columns(names: str) -> list[Column]:
    """Give the columns that ``a,b,c`` names, each once; raises ``UnknownWordError``."""
    known = columns()
    words = [name for name in names.split(",") if name.strip()]
    if not words:
        raise UnknownWordError("no column is named", f"there are: {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(known_word(word, known, "column") for word in words)]


def sort_lines(lines: Iterable[Listed], column: Column, *, backwards: bool = False) -> list[Listed]:
    """Give lines sorted by a column, those without a value last in either direction."""
    keyed = [(column.key(line), line) for line in lines]
    known = [(key, line) for key, line in keyed if key is not None]
    known.sort(key=lambda pair: pair[0], reverse=backwards)
    return [line for _, line in known] + [line for key, line in keyed if key is None]

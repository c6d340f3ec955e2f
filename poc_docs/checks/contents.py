"""Rules about what is filled in: placeholders, dates, words of closed vocabularies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.entries import (
    CHECKPOINT_DAY,
    FRONT_MATTER,
    entries,
    entries_by_place,
    is_due,
    is_due_at,
)
from poc_docs.checks.finding import Fault
from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement.signed_texts import signed_places, signed_texts
from poc_docs.plan.other_dates import way_to_correct
from poc_docs.plan.running.tasks import unreadable_dates
from poc_docs.plan.values import is_placeholder, parse_date, parse_duration, parse_leading_date, parse_word
from poc_docs.text import inline
from poc_docs.text.patterns import pattern
from poc_docs.text.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import StrEnum

    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import Status

_STRIKE_OPENS = pattern(r"(?<!~)~(?![~\s])")
_STRIKE_CLOSES = pattern(r"(?<![~\s])~(?!~)")
_MARKS = {
    **dict.fromkeys(("s_open", "s_close"), "~~"),
    **dict.fromkeys(("softbreak", "hardbreak"), " "),
    **dict.fromkeys(("text_special", "code_inline", "html_inline", "image"), "\ufffd"),
}
_FOOTNOTE = pattern(r"\[\^[^\s\]]+\]")
VOCABULARIES: dict[tuple[str, str], type[StrEnum]] = {
    (words.CRITERIA.heading, "Weight"): words.Weight,
    (words.CRITERIA.heading, "Kind"): words.Kind,
    (words.RISKS.heading, "Likelihood"): words.Level,
    (words.RISKS.heading, "Impact"): words.Level,
    (words.FRAMEWORK.heading, "Outcome"): words.Outcome,
    (words.RESULTS.heading, "Status"): words.Verdict,
    (words.GAPS.heading, "Severity"): words.Level,
    (words.DECISION.heading, "Outcome"): words.Outcome,
    (words.RESOURCES.heading, "Party"): words.Party,
    (words.CREDITS.heading, "Entry"): words.CreditEntry,
    (words.CHECKPOINTS.heading, "Health"): words.Health,
}
"""The entries that take a word of a closed vocabulary, by section and column."""

_DATE = "be a date as YYYY-MM-DD"
_FORMS: dict[tuple[str, str], tuple[Callable[[str], object | None], str]] = {
    (words.OVERVIEW.heading, "Duration"): (
        parse_duration,
        "read 'N days', 'N weeks' or 'N months', then ', starting YYYY-MM-DD'",
    ),
    (words.OVERVIEW.heading, "Decision date"): (parse_leading_date, "begin with a date as YYYY-MM-DD"),
    (words.TIMELINE.heading, "Due"): (parse_date, _DATE),
    (words.TIMELINE.heading, "Done"): (parse_date, _DATE),
    (words.DECISION.heading, "Decided on"): (parse_date, _DATE),
    (words.CHECKPOINTS.heading, CHECKPOINT_DAY): (parse_date, _DATE),
    (words.METRIC_LOG.heading, "Date"): (parse_date, _DATE),
    (words.ISSUE_LOG.heading, "Opened"): (parse_date, _DATE),
    (words.ISSUE_LOG.heading, "Closed"): (parse_date, _DATE),
    (words.DECISION_TIMELINE.heading, "Date"): (parse_date, _DATE),
    (words.CREDITS.heading, "Date"): (parse_date, _DATE),
}
_TASK_LISTS = (words.INFRASTRUCTURE.heading, words.CONVERSION.heading)


def nothing_left_to_fill_in(plan: Plan) -> Iterator[Fault]:
    """No entry must be a placeholder: from Active on up to Decision Framework, from Complete on anywhere."""
    yield from left_to_fill_in(plan, plan.status)


def left_to_fill_in(plan: Plan, status: Status | None) -> Iterator[Fault]:
    """Give the placeholders that a plan of this status must not hold."""
    for entry in entries(plan):
        if is_placeholder(entry.text.value) and is_due_at(status, entry.section):
            message = f"{entry.what} must not be a placeholder: {entry.text.value!r}"
            yield Fault(message, entry.text.span, "fill it in, or delete the row or item that is not needed")


def dates_readable(plan: Plan) -> Iterator[Fault]:
    """Duration and every date, in a table, a heading or a list, must be written as the format has them."""
    found = entries_by_place(plan)
    for place, (parse, form) in _FORMS.items():
        for entry in found.get(place, ()):
            value = entry.text.value
            if value and not is_placeholder(value) and parse(value) is None:
                message = f"{entry.what} must {form}, not {value!r}"
                yield Fault(message, entry.text.span, way_to_correct(value, parse) or _example(entry.column))
    for section in _TASK_LISTS:
        for entry in found.get((section, ""), ()):
            for date in unreadable_dates(entry.text.value):
                message = f"a date in {entry.what} must {_DATE}, not {date!r}"
                advice = way_to_correct(date, parse_date) or "write for example '-- Ines Falk, 2026-03-27'"
                yield Fault(message, entry.text.span, advice)


def _example(column: str) -> str:
    if column == "Duration":
        return "write for example '3 weeks, starting 2026-03-02'"
    if column == "Decision date":
        return "write for example '2026-03-27 (steering committee)'"
    return "write for example '2026-03-27'"


def words_of_the_vocabulary(plan: Plan) -> Iterator[Fault]:
    """An entry with a closed vocabulary must be one of its words, letter for letter."""
    found = entries_by_place(plan)
    for place, vocabulary in VOCABULARIES.items():
        for entry in found.get(place, ()):
            value = entry.text.value
            if parse_word(value, vocabulary) or is_placeholder(value):
                continue
            if value or (entry.section == words.RISKS.heading and is_due(plan, entry.section)):
                known = ", ".join(vocabulary)
                message = f"{entry.what} must be one of {known}, not {value!r}"
                advice = f"{did_you_mean(value, vocabulary)}write one of {known}"
                yield Fault(message, entry.text.span, advice)


def read_alike_everywhere(plan: Plan) -> Iterator[Fault]:
    """A text must read alike everywhere: no `~` where `~~` strikes out, and no footnote in what is signed."""
    for entry in entries(plan) if "~" in plan.document.text else ():
        if entry.section != FRONT_MATTER and _may_be_struck(plan, entry.text.source):
            message = (
                f"{entry.what} must strike out with '~~': only some readers do with another number of '~'"
            )
            yield Fault(message, entry.text.span, r"write '~~' on both sides, or '\~' for a tilde")
    if "[^" not in plan.document.text:
        return
    places = signed_places(plan)
    for where, source in signed_texts(plan).items():
        footnote = _FOOTNOTE.search(_with_marks(plan, source)) if "[^" in source else None
        if footnote:
            message = f"{where} must not have the footnote {footnote.group()!r}: nobody signs what it says"
            yield Fault(message, places[where], "write it into the text")


def _may_be_struck(plan: Plan, source: str) -> bool:
    """Say whether the text holds a pair of single tildes, which GitHub strikes out, or three and more."""
    shown = _with_marks(plan, source) if "~" in source else ""
    opened = _STRIKE_OPENS.search(shown)
    return "~~~" in shown or bool(opened and _STRIKE_CLOSES.search(shown, opened.end()))


def _with_marks(plan: Plan, source: str) -> str:
    """Give the text with the signs that a reader of other Markdown could take for marks, code left out."""
    parts = inline.tokens(source, plan.document.references)
    return "".join(part.content if part.type == "text" else _MARKS.get(part.type, "") for part in parts)

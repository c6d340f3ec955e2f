"""Sentences of a draft: each holds a fact of the plan, or is not written at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.reports.quoting import quoted
from poc_docs.reports.report import Bullets, Headline, Report, Tone, line, section
from poc_docs.reports.win import findings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.plan.model import Plan
    from poc_docs.plan.texts import Text
    from poc_docs.reports.report import Line, Section
    from poc_docs.reports.subject import Subject

QUESTIONS = "Questions that the plan leaves open"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the plan says, or that follows from what it says; empty where it says nothing."""

    line: Line


def fact(said: object) -> Fact:
    """Give a value of the plan as a fact."""
    return Fact(line(str(said)))


def told(plan: Plan, text: Text | None) -> Fact:
    """Give what a text of the plan says as a fact."""
    return Fact(quoted(plan, text))


def statement(*parts: str | Fact) -> Line:
    """Give a sentence of words and facts; an empty line if one of its facts is empty.

    Raises ``ValueError`` for a sentence without a fact: a draft has none of these.
    """
    facts = [part for part in parts if isinstance(part, Fact)]
    if not facts:
        raise ValueError(f"a draft says nothing without a fact of the plan: {parts!r}")
    if not all(each.line for each in facts):
        return ()
    return line(*(part.line if isinstance(part, Fact) else part for part in parts))


def statements(lines: Iterable[Line]) -> Bullets:
    """Give the sentences that say something."""
    return Bullets(tuple(each for each in lines if each))


def draft(subject: Subject, title: str, sections: tuple[Section, ...], questions: Iterable[str]) -> Report:
    """Give a draft: what the plan says, and then what it does not say, as questions."""
    return Report(
        title=f"{title} (draft)",
        subject=subject.name,
        headline=Headline(
            "Draft", Tone.QUIET, line(f"from the plan {subject.plan.id or subject.path}; ", _stands(subject))
        ),
        sections=(
            *findings(subject),
            *sections,
            *section(QUESTIONS, Bullets(tuple(line(each) for each in questions))),
        ),
    )


def _stands(subject: Subject) -> Line:
    headline = subject.headline
    return line(f"{headline.word}: ", headline.line)

"""The technical-win report: all that was agreed, measured and decided, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.gaps import without_command
from poc_docs.plan.vocabulary import Outcome
from poc_docs.reports import agreement, returns, verdicts
from poc_docs.reports.quoting import quoted
from poc_docs.reports.report import Bullets, Facts, Paragraph, Report, line, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.texts import Text
    from poc_docs.reports.report import Block, Line, Section
    from poc_docs.reports.subject import Subject


def win_report(subject: Subject) -> Report:
    """Give the whole report; only a plan with Proceed is called a technical win."""
    return Report(
        title="Technical-win report" if subject.outcome is Outcome.PROCEED else "Technical report",
        subject=subject.name,
        headline=subject.headline,
        sections=(
            *findings(subject),
            *section("Overview", overview(subject)),
            *section(towards(subject, "Outcome"), *_outcome(subject)),
            *section("Criteria, results and verdicts", *_criteria(subject)),
            *section("Gaps", verdicts.gap_table(subject)),
            *section("Agreement", agreement.state(subject), agreement.signatures(subject)),
            *section("Amendments and corrections", agreement.amendments(subject)),
            *section(
                "Performance and return", returns.performance_table(subject), returns.figure_table(subject)
            ),
            *section("Learnings", learnings(subject)),
            *section("Next step", Paragraph(subject.next_step)),
        ),
    )


def towards(subject: Subject, outcome: str) -> str:
    """Give the heading for ``outcome``, or for what there is instead of one."""
    return (
        outcome
        if subject.outcome
        else "Who stands by the results"
        if subject.closed
        else "Towards an outcome"
    )


def learnings(subject: Subject) -> Bullets:
    """Give what was learnt."""
    found = (quoted(subject.plan, each) for each in subject.plan.running.learnings)
    return Bullets(tuple(each for each in found if each))


def findings(subject: Subject) -> tuple[Section, ...]:
    """Name what ``check`` finds wrong with the plan; nothing where it finds nothing."""
    found = (line(f"{each.code}, line {each.line}: {each.message}") for each in subject.errors)
    return section("What is wrong with the plan", Bullets(tuple(found)))


def overview(subject: Subject) -> Facts:
    """Give what the proof of concept was for, with what was first agreed where that changed."""
    return Facts(tuple(overview_rows(subject)))


def overview_rows(subject: Subject) -> Iterator[tuple[str, Line]]:
    """Give the overview's facts one by one."""
    said, metadata = subject.plan.overview, subject.plan.metadata
    texts: tuple[tuple[str, Text | None], ...] = (
        ("Objective", said.objective),
        ("Scope", said.scope),
        ("Duration", said.duration.text if said.duration else None),
        ("Decision date", said.decision_date.text if said.decision_date else None),
        ("Decision maker", said.decision_maker),
        ("Sales engineer", metadata.sales_engineer if metadata else None),
    )
    for name, text in texts:
        if found := with_first(subject, name, text):
            yield name, found


def with_first(subject: Subject, name: str, text: Text | None) -> Line:
    """Give a text of the overview with what was first agreed, where an amendment changed it."""
    before = subject.originals.get(name)
    first = f" (first agreed: {before or 'none'})" if before is not None else ""
    said = quoted(subject.plan, text)
    return line(said or "none", first) if said or first else ()


def _outcome(subject: Subject) -> Iterator[Facts | Bullets]:
    """Give the outcome and its arithmetic, who confirmed it, and what the customer said."""
    decision, computed = subject.plan.decision, subject.computed
    confirmed, _ = subject.confirmed
    rows = [("Results", confirmed)] if confirmed else []
    texts = (
        ("Decided on", decision.decided_on.text if decision.decided_on else None),
        ("Reason", decision.reason),
        ("Customer feedback", decision.feedback),
    )
    if subject.outcome:
        rows.append(("Outcome", line(subject.outcome)))
        for name in ("Outcome", "Decided on", "Reason"):
            was = subject.reported.get(name.casefold())
            rows += [] if was is None else [(f"{name} before correction", line(was or "none"))]
        rows += [(name, said) for name, text in texts if (said := quoted(subject.plan, text))]
    if computed and computed.outcome:
        rows.append(("Computed outcome", line(computed.outcome)))
    yield Facts(tuple(rows))
    yield reasons(subject)


def reasons(subject: Subject) -> Bullets:
    """Give each step of the arithmetic, and what is missing for an outcome."""
    computed = subject.computed
    # How a closed plan ended is the headline, and it comes to no outcome any more.
    if computed is None or subject.closed:
        return Bullets(())
    missing = (line(f"Missing: {without_command(each)}") for each in computed.missing)
    steps = (line(f"{each[:1].upper()}{each[1:]}") for each in computed.reasons)
    return Bullets((*steps, *missing))


def _criteria(subject: Subject) -> Iterator[Block]:
    yield Paragraph(line(f"In all, {subject.tally}."))
    yield verdicts.criteria_table(subject)
    yield verdicts.human_verdicts(subject)
    yield verdicts.removed(subject)
    yield verdicts.evidence(subject)

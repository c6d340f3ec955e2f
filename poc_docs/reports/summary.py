"""The executive summary: what a person who reads one page has to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.texts import filled_in
from poc_docs.reports import agreement, returns, verdicts
from poc_docs.reports.cutting import fitted
from poc_docs.reports.fitting import PAGE, lines_of
from poc_docs.reports.quoting import quoted
from poc_docs.reports.report import Bullets, Facts, Paragraph, Report, line, section, text_of
from poc_docs.reports.win import findings, reasons, towards, with_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Gap
    from poc_docs.reports.report import Line
    from poc_docs.reports.subject import Subject


def summary_report(subject: Subject) -> Report:
    """Give as much as one page holds: texts are shortened, and what is left out is counted."""
    return fitted(_report(subject), lambda report: lines_of(report) <= PAGE)


def _report(subject: Subject) -> Report:
    feedback = quoted(subject.plan, subject.plan.decision.feedback) if subject.outcome else ()
    return Report(
        title="Executive summary",
        subject=subject.name,
        headline=subject.headline,
        sections=(
            *findings(subject),
            *section(
                "What was to be shown",
                Paragraph(with_first(subject, "Objective", subject.plan.overview.objective)),
                Facts(tuple(_dates(subject))),
            ),
            *section(
                "Results",
                verdicts.results_table(subject),
                verdicts.human_verdicts(subject),
                verdicts.removed(subject),
            ),
            *section(towards(subject, "Why this outcome"), reasons(subject)),
            *section("Gaps", _gaps(subject)),
            *section("Changes since the start", agreement.amendments_in_short(subject)),
            *section(
                "Gain and return", returns.performance_in_short(subject), returns.figures_in_short(subject)
            ),
            *section("What the customer said", Paragraph(feedback)),
            *section("Next step", Paragraph(subject.next_step)),
        ),
    )


def _dates(subject: Subject) -> Iterator[tuple[str, Line]]:
    said, decision = subject.plan.overview, subject.plan.decision
    decided_on = decision.decided_on if subject.outcome else None
    due = None if decided_on and "Decision date" not in subject.originals else said.decision_date
    for name, text in (
        ("Duration", said.duration.text if said.duration else None),
        ("Decision date", due.text if due else None),
        ("Decided on", decided_on.text if decided_on else None),
        ("Decision maker", said.decision_maker),
    ):
        if found := with_first(subject, name, text):
            yield name, found


def _gaps(subject: Subject) -> Bullets:
    """Give each gap, with its workaround unless the reasons above it tell that already."""
    plan = subject.plan
    above = " ".join(text_of(each) for each in reasons(subject).items)

    def told(gap: Gap) -> bool:
        return bool(filled_in(gap.workaround)) and filled_in(gap.workaround) in above

    return Bullets(
        tuple(
            line(
                quoted(plan, gap.gap),
                f" ({filled_in(gap.severity.text)})" if filled_in(gap.severity.text) else "",
                *(() if told(gap) else ("; workaround: ", quoted(plan, gap.workaround) or "none")),
            )
            for gap in plan.gaps
            if filled_in(gap.gap)
        )
    )

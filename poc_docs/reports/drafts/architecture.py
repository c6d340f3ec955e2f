"""Reference architecture: the environment of the proof of concept, and what production still has to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.signed_texts import criteria_by_name
from poc_docs.plan.layout import folded
from poc_docs.plan.texts import filled_in
from poc_docs.reports.drafts.statement import draft, fact, statement, statements, told
from poc_docs.reports.quoting import quoted
from poc_docs.reports.report import Facts, Table, cell, section
from poc_docs.reports.verdicts import NONE, target_cell, verdict_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.reports.report import Line, Report
    from poc_docs.reports.subject import Subject

_ASKED = {
    "Deployment": "How will production be deployed?",
    "Region": "Which region will production use?",
    "Configuration": "Which size will production have?",
    "Data": "Which data will production hold?",
    "Integrations": "Which systems will production connect to?",
    "Access": "Who will have access in production?",
}
"""What is asked of each component of the template: the environment of a test is not that of production."""

_BETWEEN = re.compile(r"[,;]\s+(?![^()]*\))(?:and\s+)?")


def architecture_draft(subject: Subject) -> Report:
    """Give the draft: components, integrations, setup, what they carried, and gaps to design around."""
    plan = subject.plan
    return draft(
        subject,
        "Reference architecture",
        (
            *section("Purpose", statements(_purpose(subject))),
            *section(
                "Environment of the proof of concept",
                Facts(
                    tuple(
                        (filled_in(each.component), quoted(plan, each.details))
                        for each in plan.environment
                        if filled_in(each.component) and filled_in(each.details)
                    )
                ),
            ),
            *section("Integrations", statements(_integrations(subject))),
            *section(_how_set_up(subject), statements(_setup(subject))),
            *section(
                "What it carried" if subject.has_ended else "What it has carried so far", _carried(subject)
            ),
            *section("Gaps to design around", statements(gap_statements(subject))),
        ),
        _questions(subject),
    )


def _purpose(subject: Subject) -> Iterator[Line]:
    plan, said = subject.plan, subject.plan.overview
    prospect = told(plan, plan.metadata.prospect if plan.metadata else None)
    yield statement("The objective with ", prospect, ": ", told(plan, said.objective))
    yield statement("The scope of the proof of concept: ", told(plan, said.scope))


def detail(subject: Subject, component: str) -> str:
    """Give what the Environment Specification says of a component, or an empty string."""
    rows = (row for row in subject.plan.environment if folded(row.component.value) == folded(component))
    return next((filled_in(row.details) for row in rows), "")


def _integrations(subject: Subject) -> Iterator[Line]:
    deployment = detail(subject, "Deployment")
    where = fact(deployment) if deployment else fact(subject.name)
    for each in _BETWEEN.split(detail(subject, "Integrations")):
        yield statement(fact(each), " is named as an integration of: ", where)


def _how_set_up(subject: Subject) -> str:
    if subject.is_ahead:
        return "How it will be set up"
    return "How it was set up" if subject.has_ended else "How it is set up"


def _setup(subject: Subject) -> Iterator[Line]:
    for number, step in enumerate(subject.plan.setup_steps, 1):
        done = {True: " (done)", False: " (not ticked)", None: ""}[step.done]
        yield statement(f"Step {number}: ", told(subject.plan, step.text), done)


def _carried(subject: Subject) -> Table:
    plan = subject.plan
    return Table(
        caption="Measured in this environment",
        columns=("Criterion", "How it was measured", "Result", "Target", "Verdict"),
        widths=(24, 34, 15, 15, 12),
        rows=tuple(
            (
                cell(quoted(plan, stands.criterion.text) or NONE),
                cell(quoted(plan, stands.criterion.measurement) or NONE),
                cell(quoted(plan, stands.result.result)),
                target_cell(subject, name, stands),
                verdict_cell(stands, by=False),
            )
            for name, stands in zip(criteria_by_name(plan), subject.standings, strict=True)
            if stands.result and filled_in(stands.result.result)
        ),
    )


def gap_statements(subject: Subject) -> Iterator[Line]:
    """Give each gap with its severity and workaround."""
    for gap in subject.plan.gaps:
        severity = f" ({filled_in(gap.severity.text)})" if filled_in(gap.severity.text) else ""
        around = filled_in(gap.workaround)
        said = (f"{severity}. Workaround: ", told(subject.plan, gap.workaround)) if around else (severity,)
        yield statement(told(subject.plan, gap.gap), *said)


def _questions(subject: Subject) -> Iterator[str]:
    for component, question in _ASKED.items():
        known = detail(subject, component)
        said = f"Proof of concept: {known}" if known else "The plan says nothing of it for the test either"
        yield f"{question} ({said})"
    for each in subject.plan.gaps:
        if filled_in(each.gap) and not filled_in(each.workaround):
            yield f"How does the design do without this: {filled_in(each.gap)}?"

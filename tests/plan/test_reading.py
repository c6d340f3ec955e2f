"""A plan from its text: each section, and what must not be taken for one."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from poc_docs.plan import layout
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.layout import folded
from poc_docs.plan.reading import read_plan
from poc_docs.plan.standings import standings
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import TEMPLATE, Level, Outcome, Status, Verdict, Weight
from poc_docs.text.labels import labelled_values
from poc_docs.text.lookalikes import skeleton
from poc_docs.text.reading import read_document
from tests.plan.plan_files import CRITERIA, DECISION, FRONT_MATTER, OVERVIEW, SAMPLES, plan_text
from tests.reliability.sizes import inputs
from tests.text.markdown_files import files

TEMPLATE_TEXT = """\
# POC Plan: [Prospect Name] -- [POC Title]

## Metadata

| Field         | Value                          |
|---------------|--------------------------------|
| Date          | 2026-03-02                     |
| Sales Engineer| Ines Falk                      |
| Prospect      | Halden Logistics               |
| Opportunity   | [Deal ID or opportunity name]  |
| Status        | Planning                       |

## POC Overview
"""


def test_every_part_of_a_plan_is_read() -> None:
    plan = read_plan(plan_text())
    assert (plan.id, plan.status, plan.ambiguous) == ("halden-route-planning", Status.PLANNING, ())
    assert plan.title
    assert plan.title.value == "Halden Logistics -- Route planning at warehouse scale"
    overview = plan.overview
    assert overview.scope
    assert overview.scope.value == "Two depots. NOT included: live re-routing"
    assert overview.duration
    assert overview.duration.value
    assert overview.duration.value.end == dt.date(2026, 4, 5)
    assert overview.decision_date
    assert overview.decision_date.value == dt.date(2026, 4, 10)
    assert overview.decision_maker is None
    assert [(c.number.value, c.target.value, c.weight.value) for c in plan.criteria] == [
        (1, "< 15 minutes", Weight.CRITICAL),
        (2, ">= 4%", Weight.REQUIRED),
        (3, "Pass/Fail", Weight.OPTIONAL),
    ]
    assert [(c.component.value, c.details.value) for c in plan.environment] == [("Region", "EU-West")]
    assert [(s.text.value, s.done) for s in plan.setup_steps] == [
        ("Provision the instance", None),
        ("Load the vans", True),
    ]
    assert plan.milestones[0].due
    assert plan.milestones[0].due.value == dt.date(2026, 3, 13)
    assert plan.milestones[0].done is None
    assert (plan.risks[0].likelihood.value, plan.risks[0].impact.value) == (Level.LOW, Level.HIGH)
    assert [rule.outcome.value for rule in plan.framework] == list(Outcome)
    first = plan.results[0]
    assert (first.number.value, first.status.value, first.note) == (1, Verdict.PASS, None)
    assert plan.gaps[0].criterion
    assert (plan.gaps[0].criterion.value, plan.gaps[0].severity.value) == (2, Level.HIGH)
    assert plan.decision.outcome
    assert plan.decision.outcome.value is Outcome.PROCEED
    assert plan.decision.feedback
    assert plan.decision.feedback.value == "They want to keep it."
    assert plan.decision.reason is None
    assert plan.criterion(2) is plan.criteria[1]
    assert plan.result(2) is plan.results[1]
    assert (plan.criterion(9), plan.result(9)) == (None, None)


def test_spans_cut_the_values_out_of_the_file() -> None:
    text = plan_text()
    plan = read_plan(text)
    parts = [
        plan.title,
        plan.overview.scope,
        plan.criteria[0].target,
        plan.decision.feedback,
        plan.gaps[0].workaround,
    ]
    for part in parts:
        assert part
        assert part.span.of(text) == part.source


def test_every_section_of_the_template_is_found() -> None:
    plan = read_plan(plan_text())
    assert set(plan.sections) == {section.heading for section in TEMPLATE}
    assert set(plan.tables) == {section.heading for section in TEMPLATE if section.table}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_plans_are_whole(path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    plan = read_plan(path.read_bytes().decode())
    assert set(plan.sections) >= {section.heading for section in TEMPLATE}
    assert plan.criteria
    assert plan.status is Status.PLANNING or all(c.weight.value for c in plan.criteria)
    if plan.status is not Status.PLANNING:
        assert {c.number.value for c in plan.criteria} == {r.number.value for r in plan.results}


def swap(old: str, new: str) -> str:
    text = plan_text()
    assert old in text
    return text.replace(old, new)


DECOY = CRITERIA.replace("< 15 minutes", "< 99 minutes")
NESTED = "> " + DECOY.replace("\n", "\n> ").rstrip("> ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (plan_text(end=f"\n## Success Criteria\n\n{DECOY}"), "heading 'Success Criteria' must stand once"),
        (plan_text(end=f"\n# success  CRITERIA\n\n{DECOY}"), "heading 'Success Criteria' must stand once"),
        (plan_text(end="\n#### *Success* Criteria\n"), "heading 'Success Criteria' must stand once"),
        (plan_text(criteria=f"{CRITERIA}\n{DECOY}"), "section 'Success Criteria' must hold one table"),
        (plan_text(criteria=f"| a |\n|---|\n\n{CRITERIA}"), "section 'Success Criteria' must hold one table"),
        (plan_text(criteria=f"{CRITERIA}\n{NESTED}\n"), "section 'Success Criteria' must hold one table"),
        (
            plan_text(criteria=f"{CRITERIA}\n- " + DECOY.replace("\n", "\n  ").rstrip() + "\n"),
            "section 'Success Criteria' must hold one table",
        ),
        (plan_text(end="\n> ## Success Criteria\n"), "heading 'Success Criteria' must stand once"),
        (plan_text(end="\n- ## Success Criteria\n"), "heading 'Success Criteria' must stand once"),
        (plan_text(end="\n## Success Cr&#105;teria\n"), "heading 'Success Criteria' must stand once"),
        (plan_text(end="\n## Success Criter\u0456a\U000e0100\u2800\n"), "must stand once"),
        (swap("| Weight |\n", "| T\u0430rget |\n"), "must stand once in 'Success Criteria'"),
        (swap("| Weight |\n", "| Parti&shy;al |\n"), "must stand once in 'Success Criteria'"),
        (swap("| Weight |\n", "| target |\n"), "column 'target' must stand once in 'Success Criteria'"),
        (swap("| Target | Weight |\n", "| Target | **Target** |\n"), "column 'Target' must stand once"),
    ],
)
def test_of_two_neither_counts(text: str, message: str) -> None:
    plan = read_plan(text)
    assert plan.criteria == ()
    assert compute_outcome(plan).outcome is None
    assert message in plan.ambiguous[0].message
    assert plan.ambiguous[0].advice


@pytest.mark.parametrize(
    "criteria",
    [
        f"{CRITERIA}\n```\n{DECOY}```\n",
        f"<!--\n{DECOY}-->\n\n{CRITERIA}",
        f"{CRITERIA}\n### Earlier draft\n\n{DECOY}",
        CRITERIA.replace("| Weight |", "| Weight | Remark | Remark 2 |").replace(
            "|--------|\n", "|--------|--|--|\n"
        ),
        CRITERIA.replace("| # | Criterion", "|  # |  **criterion**"),
        CRITERIA.replace("\n| 2", " extra |\n| 2"),
    ],
)
def test_an_example_or_a_further_column_changes_nothing(criteria: str) -> None:
    plan = read_plan(plan_text(criteria=criteria))
    assert plan.ambiguous == ()
    assert fingerprint(plan) == fingerprint(read_plan(plan_text()))


def test_a_table_without_its_section_or_outside_it_is_none() -> None:
    assert read_plan(plan_text().replace("## Success Criteria", "## Criteria")).criteria == ()
    assert read_plan(plan_text(criteria=f"### Details\n\n{CRITERIA}")).criteria == ()
    assert read_plan(plan_text(criteria=NESTED + "\n")).criteria == ()


def test_a_missing_column_gives_empty_texts_at_the_rows_end() -> None:
    text = swap(
        "| Target | Weight |\n|---|-----------|-------------|--------|--------|",
        "| Target |\n|---|---|---|---|",
    )
    plan = read_plan(text)
    row = plan.criteria[0]
    assert (row.target.value, row.weight.value, row.weight.text.value) == ("< 15 minutes", None, "")
    assert row.weight.text.span.start == row.row.span.end
    assert row.baseline is None


def test_a_long_row_lends_no_cell_to_a_missing_column() -> None:
    text = swap(
        "| Target | Weight |\n|---|-----------|-------------|--------|--------|",
        "| Target |\n|---|---|---|---|",
    )
    long = text.replace("| < 15 minutes | Critical |", "| < 15 minutes |" + " Critical |" * 90)
    assert read_plan(long).criteria[0].weight.text.value == ""
    assert len(read_plan(long).criteria[0].row.cells) == 94


def test_a_short_row_lacks_its_last_cells() -> None:
    plan = read_plan(swap("| < 15 minutes | Critical |", "|"))
    assert (plan.criteria[0].target.value, plan.criteria[0].weight.value) == ("", None)


@pytest.mark.parametrize(
    ("overview", "message"),
    [
        (f"{OVERVIEW}- **Scope:** Ten depots\n", "label 'Scope' must stand once in 'POC Overview'"),
        (f"{OVERVIEW}- **SCOPE** Ten depots\n", "label 'SCOPE' must stand once"),
        (
            OVERVIEW.replace("live re-routing", "live re-routing\n  - and more"),
            "'Scope' must be one paragraph",
        ),
        (
            OVERVIEW.replace("live re-routing", "live re-routing\n\n  And more"),
            "'Scope' must be one paragraph",
        ),
    ],
)
def test_a_value_that_could_be_read_two_ways_is_absent(overview: str, message: str) -> None:
    plan = read_plan(plan_text(overview=overview))
    assert plan.overview.scope is None
    assert message in plan.ambiguous[0].message


PIECES = st.lists(
    st.sampled_from(["**Scope:** ", "**scope:** ", "**Scope**", "__Scope:__ ", "Scope: ", "**Duration:** "])
    | st.sampled_from(["a", "*", "\\", "\n", "  \n", "`", "<br>", "[ ] ", "&amp;", "~~", "\u0301", "[a]"]),
    max_size=6,
).map("".join)


@given(PIECES, st.booleans())
@example("**Scope:** a\nb", True)
@example("**Scope:** a  \nScope: b", True)
@example("**Scope:** a\n**Scope:** b", False)
def test_a_bullet_that_is_plainly_labelled_shows_its_label_once(content: str, in_item: bool) -> None:
    source = f"- {content}".replace("\n", "\n  ") if in_item else content
    sections = read_document(f"{source}\n\n[b]: c\n").sections
    known = {skeleton(label): folded(label) for label in ("Scope", "Duration")}
    for block in (block for section in sections for block in section.blocks):
        values = list(labelled_values([block]))
        if layout._is_plainly_labelled(block, values, known):  # noqa: SLF001
            shown = list(layout._shown_labels(block, known, items=in_item))  # noqa: SLF001
            assert shown == [folded(value.label) for value in values]


def test_a_value_over_several_lines_is_one_text() -> None:
    plan = read_plan(plan_text(overview=OVERVIEW.replace("Two depots.", "Two\n  *depots*\nof four.")))
    assert plan.overview.scope
    assert plan.overview.scope.value == "Two depots of four. NOT included: live re-routing"
    assert plan.overview.duration


def test_the_overview_has_bullets_and_the_decision_paragraphs() -> None:
    plan = read_plan(
        plan_text(overview="**Scope:** no bullet\n", decision="- **Outcome:** No-go\n\n**Reason:** a\n")
    )
    assert plan.overview.scope is None
    assert plan.decision.outcome
    assert plan.decision.outcome.value is Outcome.NO_GO


@pytest.mark.parametrize(
    ("outcome", "read"),
    [
        ("Proceed", Outcome.PROCEED),
        ("**No-go**", Outcome.NO_GO),
        ("proceed", None),
        ("Proceed.", None),
        ("~~Proceed~~", None),
        ("[Proceed / Conditional / No-go]", None),
        ("No go", None),
    ],
)
def test_the_outcome_is_a_word_of_the_vocabulary(outcome: str, read: Outcome | None) -> None:
    plan = read_plan(plan_text(decision=DECISION.replace("Proceed", outcome)))
    assert plan.decision.outcome
    assert plan.decision.outcome.value is read


def test_the_old_metadata_table_is_read_where_there_is_no_front_matter() -> None:
    plan = read_plan(TEMPLATE_TEXT)
    assert plan.document.front_matter is None
    assert plan.metadata_table
    metadata = plan.metadata
    assert metadata
    assert metadata.date
    assert metadata.status
    assert metadata.prospect
    assert metadata.opportunity
    assert metadata.title
    assert (metadata.date.value, metadata.status.value) == (dt.date(2026, 3, 2), Status.PLANNING)
    assert metadata.prospect.span.of(TEMPLATE_TEXT) == metadata.prospect.value == "Halden Logistics"
    assert is_placeholder(metadata.opportunity.value)
    assert metadata.title.value == "[POC Title]"
    assert metadata.signatures == ()


def test_front_matter_wins_over_the_old_table_and_broken_front_matter_gives_neither() -> None:
    both = f"---\n{FRONT_MATTER.replace('Planning', 'Active')}---\n{TEMPLATE_TEXT}"
    assert read_plan(both).status is Status.ACTIVE
    assert read_plan(both).metadata_table
    broken = f"---\nstatus: Active\nstatus: Complete\n---\n{TEMPLATE_TEXT}"
    assert read_plan(broken).metadata is None
    assert read_plan(broken).document.front_matter_error
    assert read_plan(f"{TEMPLATE_TEXT}\n## Metadata\n").metadata is None


@pytest.mark.parametrize(
    ("status", "read"),
    [
        ("Planning", Status.PLANNING),
        ("Active", Status.ACTIVE),
        ("imlpemented", None),
        ("Planning / Active / Complete", None),
    ],
)
def test_an_unknown_status_is_none(status: str, read: Status | None) -> None:
    assert read_plan(TEMPLATE_TEXT.replace("| Planning ", f"| {status} ")).status is read
    assert read_plan(plan_text(front_matter=FRONT_MATTER.replace("Planning", status))).status is read


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# POC Plan: A -- B", "A -- B"),
        ("# poc plan:   *A* -- B", "A -- B"),
        ("POC Plan: A -- B\n===", "A -- B"),
        ("# POC Plan", ""),
        ("# A -- B", ""),
        ("## POC Plan: A -- B", None),
    ],
)
def test_the_title(heading: str, title: str | None) -> None:
    plan = read_plan(re.sub("(?m)^# .*$", lambda _: heading, plan_text(), count=1))
    assert (None if plan.title is None else plan.title.value) == title


@settings(max_examples=inputs(60, 10_000))
@given(files() | st.text())
@example("## POC Overview\n\n- no label\n")
@example("## POC Overview\n\n> quote\n\n### Setup Steps\n\n-\n")
@example("---\nid: a\n---")
@example("# POC Plan:\n\n## Decision\n\n****\n")
def test_any_text_gives_a_plan(text: str) -> None:
    for whole in (text, plan_text(criteria=text), plan_text(overview=text, results=text)):
        plan = read_plan(whole)
        agreement(plan)
        compute_outcome(plan)
        assert len(standings(plan)) == len(plan.criteria)


def test_of_an_old_table_each_row_with_a_value_is_read() -> None:
    plan = read_plan("## Metadata\n\n| Field | Value |\n|---|---|\n| Prospect |\n| Status | Active |\n")
    assert plan.metadata
    assert (plan.status, plan.metadata.prospect, plan.metadata.title) == (Status.ACTIVE, None, None)

"""Small questions to a plan that commands and pages ask: each with its answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from poc_docs.plan.adoption import is_half_agreed
from poc_docs.plan.agreement.disclosure import changed_since_disclosed, outdated_signature
from poc_docs.plan.agreement.originals import (
    amendment_of,
    original_results,
    originals,
    removed_criteria,
    was_added,
)
from poc_docs.plan.changes import TextChange
from poc_docs.plan.decision import unmet_required
from poc_docs.plan.fields import is_identifier
from poc_docs.plan.gaps import without_command
from poc_docs.plan.plan_change import ChangeKind, said, value_change
from poc_docs.plan.reading import read_identity, read_plan
from poc_docs.plan.running.clock import begin_date, clock_of
from poc_docs.plan.running.credits import account_problem
from poc_docs.plan.running.links import address_of, resource_links
from poc_docs.plan.running.series import series
from poc_docs.plan.standings import is_judged_by_people
from poc_docs.plan.success import days_since, is_moment
from poc_docs.text.template_source import file_of
from poc_docs.writing.amending import AmendmentDetails, amend
from poc_docs.writing.correcting import correct
from poc_docs.writing.results import Recording
from tests.checks.reference import plan_of, text_of
from tests.plan.plan_files import CRITERIA, FRONT_MATTER, RESULTS, plan_text
from tests.writing.plans import edited

DAY = dt.date(2026, 3, 20)
PLAN = read_plan(plan_text())
ACTIVE = plan_of("active")
DETAILS = AmendmentDetails(DAY, "Ines Falk", "The report said otherwise")
CORRECTED = edited(
    plan_of("complete"), correct(plan_of("complete"), None, DETAILS, {1: Recording("1 ms")}, {})
)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (TextChange("criterion 2 target", "", "3"), "target of criterion 2: '3' is new and was not agreed"),
        (TextChange("criterion 2 text", "3", ""), "text of criterion 2: '3' was agreed and is gone"),
        (
            TextChange("outcome Proceed next step", "a", "b"),
            "next step of outcome Proceed: 'a' was agreed, now 'b'",
        ),
        (TextChange("Scope", "a", "b"), "Scope: 'a' was agreed, now 'b'"),
    ],
)
def test_a_changed_text_is_told_as_people_say_it(change: TextChange, told: str) -> None:
    assert str(change) == told


def test_a_blank_that_was_filled_in_is_told_as_added() -> None:
    change = value_change(ChangeKind.METADATA, "owner", "[Owner]", "Ada Berg")
    assert (str(change), change.before) == ("owner added: 'Ada Berg'", None)
    assert str(said(ChangeKind.TEXT, "a", "b")) == "b"


def test_an_id_has_small_letters_digits_and_hyphens() -> None:
    assert is_identifier("halden-2")
    assert not any(map(is_identifier, ("Halden", "a--b", "a_b", "")))


def test_readers_without_the_program_see_no_command() -> None:
    assert (
        without_command("it needs a workaround (poc-docs results a --workaround 1=…)")
        == "it needs a workaround"
    )


def test_people_judge_what_no_machine_can_decide() -> None:
    judged = [is_judged_by_people(criterion) for criterion in PLAN.criteria]
    assert judged == [False, False, False]
    vague = read_plan(
        plan_text(criteria=CRITERIA.replace(">= 4%", "users like it").replace("< 15 minutes", "TBD"))
    )
    assert [is_judged_by_people(criterion) for criterion in vague.criteria] == [False, True, False]


def test_required_criteria_that_a_workaround_could_save() -> None:
    missed = read_plan(plan_text(results=RESULTS.replace("5.5% | >= 4% | Pass", "3% | >= 4% | Fail")))
    assert [each.criterion.number.value for each in unmet_required(missed)] == [2]
    assert unmet_required(PLAN) == ()


def test_a_start_without_an_agreement_behind_it_is_half_of_one() -> None:
    assert not is_half_agreed(ACTIVE)
    assert not is_half_agreed(plan_of("planning"))
    unsigned = (
        text_of("active").split("signatures:")[0] + text_of("active")[text_of("active").index("started:") :]
    )
    assert is_half_agreed(read_plan(unsigned))


def test_identity_is_read_from_the_front_matter_alone() -> None:
    found = read_identity(text_of("active").encode())
    assert found is not None
    assert (found.id, found.criteria) == (ACTIVE.id, ())
    assert [read_identity(data) for data in (b"\xff", b"---\nid: a\n", b"# No front matter\n")] == [None] * 3


def test_a_week_begins_on_its_day_and_words_begin_nowhere() -> None:
    clock = clock_of(PLAN, DAY)
    (milestone,) = PLAN.milestones
    assert begin_date(milestone, clock) == dt.date(2026, 3, 9)
    assert begin_date(replace(milestone, week=milestone.week._replace(value="2-3")), clock) == dt.date(
        2026, 3, 16
    )
    assert begin_date(replace(milestone, week=milestone.week._replace(value="later")), clock) is None
    assert begin_date(milestone, None) is None


def test_credits_that_stand_twice_are_a_problem_of_their_own() -> None:
    table = (
        "\n## Credits\n\n| Date | Entry | Amount | Note |\n|---|---|---|---|\n"
        "| 2026-03-10 | Granted | 5 EUR | |\n"
    )
    problem = account_problem(read_plan(plan_text(end=table + table)))
    assert problem
    assert problem.message == "its table can't be told from another, or has a column twice"
    assert account_problem(read_plan(plan_text(end="\n## Credits\n\nNone.\n\n## Credits\n\nNone.\n"))) is None
    empty = table.replace("| 2026-03-10 | Granted | 5 EUR | |\n", "")
    assert account_problem(read_plan(plan_text(end=empty + empty))) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        ("http://", ""),
        ("https://[", ""),
        ("ftp://a.example", ""),
        ("https://a.example/" + "b" * 500, ""),
    ],
)
def test_an_address_leads_to_a_host(text: str, address: str) -> None:
    assert address_of(text) == address


def test_links_are_given_with_their_words() -> None:
    section = (
        "\n## Resource Alignment\n\n- **Links:** [Board](https://a.example), [mail](mailto:a@b.example)\n"
    )
    assert [*resource_links(read_plan(plan_text(end=section)))] == [("Board", "https://a.example")]
    bare = section.replace("[Board](https://a.example), [mail](mailto:a@b.example)", "see https://a.example")
    assert [*resource_links(read_plan(plan_text(end=bare)))] == [
        ("see https://a.example", "https://a.example")
    ]
    blank = section.replace("[Board](https://a.example), [mail](mailto:a@b.example)", "[e.g., the board]")
    assert [*resource_links(read_plan(plan_text(end=blank)))] == []


def test_logged_values_are_a_series_where_one_number_is_compared() -> None:
    log = "\n## Metric Log\n\n| Date | # | Value | Note |\n|---|---|---|---|\n"
    rows = (
        "| 2026-03-10 | 1 | 20 minutes | |\n| 2026-03-12 | 1 | 12 minutes | |\n| 2026-03-13 | 1 | fast | |\n"
    )
    plan = read_plan(plan_text(end=log + rows))
    found = series(plan, plan.criteria[0])
    assert found
    assert [(point.date.day, point.words) for point in found.points] == [
        (10, "20 minutes"),
        (12, "12 minutes"),
    ]
    assert found.left_out == 1
    assert series(plan, plan.criteria[1]) is None


def test_the_moment_of_success_is_the_first_plan_that_would_proceed() -> None:
    active = FRONT_MATTER.replace("Planning", "Active")
    before = read_plan(
        plan_text(front_matter=active, results=RESULTS.replace("9 minutes", "TBD"), decision="\n")
    )
    after = read_plan(plan_text(front_matter=active))
    assert is_moment(before, after)
    assert not is_moment(after, after)
    assert not is_moment(after, before)
    assert not is_moment(before, PLAN)
    assert (days_since(DAY, DAY), days_since(DAY, dt.date(2026, 3, 1))) == (0, None)


def test_what_was_agreed_first_is_known_through_the_chain() -> None:
    assert originals(ACTIVE) == {"Decision date": "2026-04-03"}
    assert originals(plan_of("planning")) == {}
    assert original_results(ACTIVE) == {}
    assert original_results(CORRECTED)["result 1"] == plan_of("complete").results[0].result.value
    assert was_added({"criterion 4 text": ""}, "criterion 4")
    assert not was_added({"criterion 4 text": "Uptime"}, "criterion 4")
    before = {"criterion 9 text": "Gone", "criterion 9 target": "3", "criterion 1 target": "2", "Scope": "a"}
    assert removed_criteria(ACTIVE, before) == {"criterion 9": {"text": "Gone", "target": "3"}}


def test_the_amendment_that_brought_a_criterion_is_numbered() -> None:
    new = {"criterion 4 text": "Uptime", "criterion 4 target": ">= 99%", "criterion 4 measurement": "Probe"}
    wanted = {**new, "criterion 4 weight": "Optional"}
    plan = edited(ACTIVE, amend(ACTIVE, None, DETAILS, wanted))
    assert amendment_of(plan, "criterion 4") == 2
    assert was_added(originals(plan), "criterion 4")


def test_what_was_disclosed_and_changed_since_is_named() -> None:
    assert outdated_signature(ACTIVE) is None
    text = text_of("active")
    line = "| Region | EU-North (Stockholm) |"
    changed = read_plan(text.replace(line, line.replace("Region", "Other region")))
    signature = outdated_signature(changed)
    assert signature
    assert signature.name == "Tove Brandt"
    assert "Other" in " ".join(map(str, changed_since_disclosed(ACTIVE, changed)))


def test_a_mail_s_template_has_its_ending() -> None:
    assert file_of("agree") == "agree.txt.j2"

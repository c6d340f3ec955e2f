"""Small things that are written or proposed now and then."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from poc_docs.plan.gap_register import read_register
from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.channel import channel_name, channel_of, fault_of
from poc_docs.writing.gap_rows import register_rows
from poc_docs.writing.new import NewPlan, new_plan
from poc_docs.writing.ready_criteria import with_only_criteria
from poc_docs.writing.results import record_results
from poc_docs.writing.running.decisions import add_decision, known_decisions, missing_decisions
from poc_docs.writing.running.ticking import items_named, known_done, tick_known
from tests.checks.reference import plan_of
from tests.plan.plan_files import CRITERIA, RESULTS, plan_text
from tests.portfolio.gap_plans import HEADER, REGISTER
from tests.writing.plans import TEMPLATE, edited

PLAN = read_plan(plan_text())
LIST = "\n## Infrastructure Setup\n\n- [ ] Accounts provisioned -- Ines Falk\n- [x] Region: EU-West\n"


def test_gaps_are_given_the_next_ids_of_the_register_in_its_manner() -> None:
    assert register_rows(read_register(REGISTER), [("", "Export"), ("", "Import")])[0].startswith("| GAP-")
    old = HEADER + "| G-007 | Bulk export | Data | Ada | Open | | |\n"
    assert register_rows(read_register(old), [("", "Import")]) == ["| G-008 | Import | | | Open | | |"]


def test_a_gap_keeps_the_id_that_plans_have_for_it_and_nobody_else_gets_one_of_these() -> None:
    rows = register_rows(None, [("gap-7", "Export"), ("", "Import"), ("X", "Search"), ("", "Audit")])
    assert [row.split("|")[1].strip() for row in rows[2:]] == ["gap-7", "gap-8", "X", "gap-9"]
    known = read_register(HEADER + "| GAP-002 | Bulk export | Data | Ada | Open | | |\n")
    assert register_rows(known, [("gap-11", "Export"), ("", "Import")]) == [
        "| gap-11 | Export | | | Open | | |",
        "| GAP-012 | Import | | | Open | | |",
    ]


def test_without_a_register_the_gaps_are_a_whole_table() -> None:
    lines = register_rows(None, [("", "Export")])
    assert len(lines) == 3
    assert [cell.strip() for cell in lines[2].split("|")[1:3]] == ["GAP-1", "Export"]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("#poc-{prospect}", ""),
        ("poc-{team}", "{team} is no name it knows"),
        ("poc", "all plans would share one channel"),
        ("POC {id}", "lower-case letters, digits, - and _"),
        ("a" * 41 + "{id}", "80 characters at most"),
    ],
)
def test_a_channel_has_a_name_that_slack_takes(pattern: str, fault: str) -> None:
    assert fault in fault_of(pattern)
    assert bool(fault) == bool(fault_of(pattern))
    if fault:
        with pytest.raises(ValueError, match=re.escape(fault)):
            channel_name(PLAN, pattern)
    else:
        assert channel_of(PLAN, pattern) == "#poc-halden-logistics"


def test_what_the_plan_knows_is_proposed_until_it_is_written_down() -> None:
    active = plan_of("active")
    (first, *others) = missing_decisions(active)
    assert (first, *others) == known_decisions(active)
    after = edited(active, add_decision(active, first))
    assert missing_decisions(after) == tuple(others)


def test_an_item_whose_fact_stands_in_the_plan_is_ticked_without_a_day() -> None:
    plan = read_plan(plan_text(end=LIST))
    (item,) = items_named(plan, "Accounts provisioned")
    assert known_done(plan, item) == ""
    after = edited(plan, tick_known(plan, item))
    assert after.document.text == plan.document.text.replace("- [ ] Acc", "- [x] Acc")
    (ticked,) = items_named(after, "Accounts provisioned")
    assert tick_known(after, ticked) == []
    (step,) = items_named(plan, "Provision the instance")
    assert known_done(plan, step) == ""


def test_a_plan_like_another_takes_its_partial_targets_over() -> None:
    wider = "".join(
        f"{line} {cell} |\n"
        for line, cell in zip(CRITERIA.splitlines(), ("Partial", "---", "< 20 minutes", "", ""), strict=True)
    )
    like = read_plan(plan_text(criteria=wider))
    after = read_plan(new_plan(TEMPLATE, NewPlan(id="a", like=like, date=dt.date(2026, 3, 2))))
    assert [each.partial.value if each.partial else "" for each in after.criteria] == ["< 20 minutes", "", ""]


def test_no_ready_criteria_leave_the_template_s_rows() -> None:
    template = read_plan(TEMPLATE)
    assert with_only_criteria(template, []).document.text == TEMPLATE


def test_no_results_write_no_table() -> None:
    plan = read_plan(plan_text(results="").replace(RESULTS, ""))
    assert record_results(plan, {}) == []

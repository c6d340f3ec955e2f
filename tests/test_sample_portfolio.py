"""The sample portfolio could be somebody's, and shows on one Monday whatever a portfolio can show."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING

import pytest

from poc_docs.checks import check_plan, check_portfolio
from poc_docs.checks.finding import Severity
from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.credits import account
from poc_docs.plan.running.trend import latest
from poc_docs.plan.verdicts import is_measured
from poc_docs.plan.vocabulary import (
    GAP_REGISTER_FILE,
    OPTIONAL,
    BusinessOutcome,
    CreditEntry,
    Health,
    Outcome,
    Status,
)
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.signals import all_signals, computed_health, signals, worst
from poc_docs.portfolio.stages import Stage, stage
from tests.surroundings import PROJECT, SAMPLES, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan

MONDAY = dt.date(2026, 11, 23)
TEXTS = {path.stem: path.read_bytes().decode() for path in SAMPLES}
PLANS = {name: read_plan(text) for name, text in TEXTS.items()}
HEADINGS = {section.heading for section in OPTIONAL}
each_plan = pytest.mark.parametrize("name", PLANS)


def running() -> dict[str, Plan]:
    return {name: plan for name, plan in PLANS.items() if plan.status is Status.ACTIVE and not ended(plan)}


def ended(plan: Plan) -> dt.date | None:
    assert plan.metadata
    closed = plan.metadata.closed
    return closed.date if closed else plan.metadata.completed


@each_plan
def test_no_plan_has_an_error(name: str) -> None:
    found = check_plan(PLANS[name], MONDAY)
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


def test_the_plans_together_have_no_error() -> None:
    assert check_portfolio(PLANS) == {}


def test_every_section_of_a_running_poc_is_used_and_none_is_needed() -> None:
    used = {name: HEADINGS & set(plan.sections) for name, plan in PLANS.items()}
    assert set.union(*used.values()) == HEADINGS
    assert set() in used.values()
    assert len({frozenset(each) for each in used.values()}) > len(PLANS) / 2


def test_every_stage_outcome_and_fate_of_a_deal_occurs() -> None:
    files = {f"plans/{name}.md": text.encode() for name, text in TEXTS.items()}
    assert {stage(entry) for entry in read_portfolio(files).entries} == set(Stage) - {Stage.UNKNOWN}
    decided = {plan.decision.outcome.value for plan in PLANS.values() if plan.decision.outcome}
    assert decided >= set(Outcome)
    deals = {plan.metadata.business for plan in PLANS.values() if plan.metadata}
    fates = {deal.outcome for deal in deals if deal}
    assert fates >= {BusinessOutcome.WON, BusinessOutcome.LOST, BusinessOutcome.PENDING}


def test_success_and_deal_are_two_facts() -> None:
    lost = [
        plan.decision.outcome.value
        for plan in PLANS.values()
        if plan.decision.outcome
        and plan.metadata
        and plan.metadata.business
        and plan.metadata.business.outcome is BusinessOutcome.LOST
    ]
    assert set(lost) >= {Outcome.PROCEED, Outcome.NO_GO}


def test_pauses_credits_and_healths_of_every_kind_are_written_down() -> None:
    pauses = [pause for plan in PLANS.values() if plan.metadata for pause in plan.metadata.pauses]
    assert {pause.until is None for pause in pauses} == {True, False}
    entries = {line.entry.value for plan in PLANS.values() for line in plan.running.credits}
    assert entries == set(CreditEntry)
    checkpoints = [each for plan in PLANS.values() for each in plan.running.checkpoints]
    assert {each.health.value for each in checkpoints if each.health} == set(Health)


def test_the_deals_are_in_the_currencies_of_many_countries() -> None:
    amounts = [plan.metadata.crm.amount for plan in PLANS.values() if plan.metadata and plan.metadata.crm]
    assert {money.currency for money in amounts if money} >= {"EUR", "GBP", "JPY", "SEK", "USD"}
    accounts = [account(plan) for plan in PLANS.values()]
    assert {each.currency for each in accounts if each} >= {"EUR", "GBP", "JPY", "SEK", "USD"}


def test_the_work_is_shared_by_several_people() -> None:
    named = [plan.metadata.sales_engineer for plan in PLANS.values() if plan.metadata]
    owners = [name.value for name in named if name]
    assert len(owners) == len(PLANS)
    assert 4 <= len(set(owners)) < len(PLANS)


@each_plan
def test_whatever_stands_in_an_optional_section_is_read(name: str) -> None:
    plan = PLANS[name].running
    numbers = {criterion.number.value for criterion in PLANS[name].criteria}
    assert all(line.date.value and line.number.value in numbers for line in plan.metric_log)
    assert all(is_measured(line.value.value) for line in plan.metric_log)
    assert all(each.date.value and each.health and each.health.value for each in plan.checkpoints)
    assert all(each.id.value and each.opened.value and each.owner.value for each in plan.issues)
    assert all(bool(each.closed.text.value) == bool(each.closed.value) for each in plan.issues)
    assert all(each.date.value and each.who.value for each in plan.decisions)
    assert all(line.date.value and line.entry.value and line.amount.value for line in plan.credits)
    assert bool(plan.credits) == bool(account(PLANS[name]))
    assert all(contact.name.value and contact.party.value for contact in plan.alignment.contacts)
    assert all(task.what and task.done is not None for task in (*plan.infrastructure, *plan.conversion))


@each_plan
def test_what_has_happened_lies_in_the_past_and_in_order(name: str) -> None:
    happened = list(dates(PLANS[name]))
    assert all(days <= [MONDAY] * len(days) for days in happened)
    assert all(days == sorted(days) for days in happened)
    assert all(
        issue.opened.value <= issue.closed.value
        for issue in PLANS[name].running.issues
        if issue.opened.value and issue.closed.value
    )


def dates(plan: Plan) -> Iterator[list[dt.date]]:
    running = plan.running
    tables = (running.metric_log, running.checkpoints, running.credits, running.decisions)
    for table in tables:
        yield [row.date.value for row in table if row.date.value]
    yield [issue.opened.value for issue in running.issues if issue.opened.value]
    for task in (*running.infrastructure, *running.conversion):
        yield [task.finished] if task.finished else []


@each_plan
def test_values_and_checkpoints_are_from_the_weeks_of_the_work(name: str) -> None:
    plan = PLANS[name]
    assert plan.metadata
    started = plan.metadata.started
    last = ended(plan) or MONDAY
    for rows in (plan.running.metric_log, plan.running.checkpoints):
        for row in rows:
            assert started
            assert row.date.value
            assert started.date <= row.date.value <= last


@each_plan
def test_the_latest_logged_value_is_the_recorded_result(name: str) -> None:
    plan = PLANS[name]
    for result in plan.results:
        number = result.number.value
        logged = latest(plan, number) if number else None
        if logged and is_measured(result.result.value):
            assert logged.line.value.value == result.result.value, f"criterion {number}"


def test_plans_that_ended_have_logs_that_led_to_their_results() -> None:
    logged = [plan for plan in PLANS.values() if plan.status is Status.COMPLETE and plan.running.metric_log]
    assert len(logged) > 2
    assert all(len(plan.running.metric_log) > len(plan.criteria) for plan in logged)


NOT_AGREED, NOT_READABLE = "text-not-agreed", "not-readable"
NEED_AN_ERROR = {NOT_AGREED, NOT_READABLE}
"""The signals that a plan without errors can't raise: 'poc-docs check' refuses what they are about."""


SIGNALS = [each.name for each in all_signals()]


@pytest.mark.parametrize("name", [name for name in SIGNALS if name not in NEED_AN_ERROR])
def test_every_signal_is_raised_on_the_monday(name: str) -> None:
    raised = {each.name for plan in PLANS.values() for each in signals(plan, MONDAY)}
    assert name in raised


def test_what_nobody_agreed_to_is_a_signal_as_soon_as_a_signed_text_is_changed() -> None:
    changed = read_plan(TEXTS["marlowe-pike-substitution-ranking"].replace("<180ms", "<280ms"))
    assert NOT_AGREED in {each.name for each in signals(changed, MONDAY)}


def test_work_that_is_agreed_and_has_not_begun_is_a_signal_on_every_day_after_its_first() -> None:
    waiting = PLANS["gratfurka-queue-forecast"]
    assert waiting.overview.duration
    assert waiting.overview.duration.value
    first = waiting.overview.duration.value.start
    raised = [{each.name for each in signals(waiting, first + dt.timedelta(days=n))} for n in (0, 1, 7, 400)]
    assert ["start-overdue" in names for names in raised] == [False, True, True, True]


@each_plan
def test_everything_in_a_sample_can_be_read(name: str) -> None:
    assert NOT_READABLE not in {each.name for each in signals(PLANS[name], MONDAY)}


def test_running_plans_are_of_every_colour_and_some_are_healthy() -> None:
    healths = [computed_health(plan, MONDAY) for plan in running().values()]
    assert set(healths) == set(Health)
    assert healths.count(Health.GREEN) >= 2


def test_a_healthy_running_plan_is_one_of_which_much_is_known() -> None:
    for plan in running().values():
        if not signals(plan, MONDAY):
            assert plan.running.checkpoints
            assert plan.running.metric_log
            assert plan.running.credits


def test_stated_and_computed_health_agree_in_some_plans_and_differ_in_others() -> None:
    agree = set()
    for plan in running().values():
        stated = plan.running.checkpoints[-1].health
        assert stated
        others = [each for each in signals(plan, MONDAY) if each.name != "stated-too-green"]
        agree.add(stated.value is worst(others))
    assert agree == {True, False}


def test_plans_that_are_over_and_settled_raise_nothing() -> None:
    quiet = [name for name, plan in PLANS.items() if ended(plan) and not signals(plan, MONDAY)]
    assert len(quiet) >= 3


def test_the_demo_shows_these_plans_with_their_register_of_gaps() -> None:
    said = subprocess.run(
        ["make", "--dry-run", "demo"],
        cwd=PROJECT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    (copied,) = (line.split() for line in said.stdout.splitlines() if line.startswith("cp -R "))
    assert {"plans", GAP_REGISTER_FILE, "mkdocs.yml", "docs"} <= set(copied)

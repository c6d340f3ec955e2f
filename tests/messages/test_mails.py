"""The mails of a plan's life say what the plan says, and leave a blank where it says nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.messages.drafts import as_eml, as_text
from poc_docs.messages.facts import Facts
from poc_docs.messages.life_cycle import KINDS, NotSoError, Team, mail
from poc_docs.messages.recipients import Recipients
from poc_docs.messages.stuck import SHARED
from poc_docs.messages.words import Blanks
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.signals import Situation, all_signals, signals
from poc_docs.repository.mail_templates import packaged_templates
from tests.messages.mail_cases import CASES, FOLDER, TODAY, draft, sample, told
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from poc_docs.messages.drafts import Draft

INSIDE = {
    "weak-conversion",
    "conversion-overdue",
    "credits-overdrawn",
    "credits-short",
    "close-out-open",
    "stated-too-green",
    "deal-review",
    "no-news",
    "not-readable",
}


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_mail_reads_as_it_is_kept(kind: str, name: str) -> None:
    assert told(draft(kind, sample(name))) == (FOLDER / f"{kind}-{name}.txt").read_bytes().decode()


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_mail_can_be_made_of_every_plan_or_says_why_not(path: object, kind: str) -> None:
    plan = read_plan(path.read_bytes().decode())  # type: ignore[attr-defined]
    with contextlib.suppress(NotSoError):
        check_mail(draft(kind, plan), draft(kind, plan))
        return
    with pytest.raises(NotSoError) as raised:
        draft(kind, plan)
    assert raised.value.advice.startswith("poc-docs ")


def check_mail(made: Draft, again: Draft) -> None:
    text = as_text(made)
    assert all(line.isprintable() for line in text.split("\n"))
    assert not re.search(r"\bNone\b\s*$|\bnamespace\(|<poc_docs", text, re.MULTILINE)
    assert "poc-docs" not in text
    assert "\n\n\n" not in text
    assert not [line for line in text.split("\n") if line != line.rstrip()]
    assert all(blank in text for blank in made.blanks)
    assert as_eml(made) == as_eml(again)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_weekly_mail_has_the_numbers_that_the_json_has(path: object) -> None:
    plan = read_plan(path.read_bytes().decode())  # type: ignore[attr-defined]
    value = plan_json(plan)
    facts = Facts(plan, TODAY, Recipients(()), Blanks())
    metrics = "".join(f"{each.current} vs {each.target} ({each.day})\n" for each in facts.metrics())
    body = draft("weekly", plan).body if facts.at.is_active else metrics
    for row in value["criteria"]:
        logged = [
            each
            for each in value["running"]["metric_log"]
            if each["number"] == row["number"] and each["date"] and each["date"] <= TODAY.isoformat()
        ]
        if logged:
            # Of one day the last row counts, and max gives the first it comes to.
            last = max(reversed(logged), key=lambda each: each["date"])
            said = f"{last['value']} vs {row['target']} ({last['date']})"
            assert said in metrics
            assert said in body


def test_the_week_is_counted_from_the_start_and_stands_still_in_a_pause() -> None:
    plan = sample("brightwater-live-captions")
    weeks = {
        day: draft("weekly", plan, today=day).subject
        for day in (dt.date(2026, 10, 26), dt.date(2026, 11, 1), dt.date(2026, 11, 2))
    }
    assert ["week 1" in weeks[day] for day in weeks] == [True, True, False]
    text = plan.document.text.replace(
        "started:",
        "pauses: [{from: 2026-11-02, to: 2026-11-08, reason: Freeze, requested_by: Luis Obando}]\nstarted:",
    )
    assert "week 1 " in draft("weekly", read_plan(text), today=dt.date(2026, 11, 8)).subject
    assert "[week]" in draft("weekly", plan, today=dt.date(2026, 10, 25)).subject


def test_values_of_later_days_are_not_the_weeks() -> None:
    plan = sample("brightwater-live-captions")
    body = draft("weekly", plan, today=dt.date(2026, 11, 6)).body
    assert "Word error rate: 7.3% vs <= 8% (2026-11-05)" in body
    assert "Current status: Green" in body


def test_the_sender_is_told_of_a_worse_health_and_the_prospect_is_not() -> None:
    made = draft("weekly", sample("brightwater-live-captions"))
    assert "Current status: Yellow" in made.body
    assert "Red" not in made.body
    assert any("says Yellow, and computed it is Red" in note for note in made.notes)


def test_the_stated_health_alone_is_no_news() -> None:
    assert draft("weekly", sample("marlowe-pike-substitution-ranking")).notes == ()


def test_a_success_that_is_none_is_not_told() -> None:
    with pytest.raises(NotSoError, match="No-go"):
        draft("win", sample("lakshya-disruption-rebooking"))
    with pytest.raises(NotSoError, match="No-go"):
        draft("reference", sample("lakshya-disruption-rebooking"))
    with pytest.raises(NotSoError, match="closed"):
        draft("win", sample("kolmihaara-chat-moderation"))
    with pytest.raises(NotSoError, match="signed this text"):
        draft("agree", sample("brightwater-live-captions"))


@pytest.mark.parametrize("kind", ["kickoff", "weekly", "escalate"])
def test_a_plan_whose_status_nobody_can_read_is_not_said_to_have_ended(kind: str) -> None:
    torn = sample("brightwater-live-captions").document.text.replace("status: Active", "status: Actve")
    with pytest.raises(NotSoError, match="can't be read") as raised:
        draft(kind, read_plan(torn))
    assert raised.value.advice.startswith("poc-docs check ")


def test_a_computed_outcome_is_not_told_as_the_decision() -> None:
    body = draft("decision", sample("moravska-load-forecast")).body
    assert "the results give No-go" in body
    assert "not written down as our decision yet: [outcome]" in body


def test_each_signal_is_for_both_sides_or_stays_inside() -> None:
    assert {rule.name for rule in all_signals()} == SHARED | INSIDE
    assert not SHARED & INSIDE


def test_learnings_and_what_the_deal_desk_knows_stay_inside() -> None:
    assert "Learnings" in sample("lakshya-disruption-rebooking").sections
    assert "learned" not in draft("close", sample("lakshya-disruption-rebooking")).body
    assert "deal desk" not in draft("escalate", sample("brightwater-live-captions")).body


def test_a_link_of_the_plan_keeps_its_address() -> None:
    body = draft("kickoff", sample("norrbygd-ticket-routing")).body
    assert "Tickets export, field list (https://norrbygd.example/arenden/export)" in body


def test_an_escalation_tells_each_matter_once() -> None:
    body = draft("escalate", sample("vlierhaven-gate-damage")).body
    for once in ("Night pictures with new lamps", "Surveyors check false alarms", "Lamps of lanes 5 and 6"):
        assert body.count(once) == 1
    # A blocker beside the issues, and milestones of which only one is late, are told.
    assert "names 2 blockers" in draft("escalate", sample("moravska-load-forecast")).body


def test_an_overdue_decision_was_due_and_one_ahead_is() -> None:
    plan = sample("vlierhaven-gate-damage")
    assert "is due on 2026-11-20" not in draft("escalate", plan).body
    assert "the decision was due on 2026-11-20" in draft("escalate", plan).body
    assert "the decision is due on 2026-11-20" in draft("escalate", plan, today=dt.date(2026, 11, 20)).body


def test_no_signal_about_credits_reaches_the_prospect() -> None:
    for name in ("vlierhaven-gate-damage", "brightwater-live-captions"):
        plan = sample(name)
        assert any(each.name.startswith("credits-") for each in signals(plan, TODAY))
        body = draft("escalate", plan).body
        assert "are used" not in body
        assert " of credits" not in body
        assert "credits are" not in body


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_only_a_plan_at_work_has_a_week_and_only_a_plan_that_goes_on_is_escalated(path: object) -> None:
    plan = read_plan(path.read_bytes().decode())  # type: ignore[attr-defined]
    at = Situation(plan, TODAY)
    for kind, is_so in (("weekly", at.is_active), ("escalate", at.is_active or at.is_planning)):
        if is_so:
            assert "computed it is None" not in told(draft(kind, plan))
        else:
            with pytest.raises(NotSoError):
                draft(kind, plan)


def test_a_week_after_the_end_is_told_against_what_was_planned() -> None:
    plan = sample("vlierhaven-gate-damage")
    assert "(week 6 of 6)" in draft("weekly", plan, today=dt.date(2026, 11, 15)).body
    assert "(week 7, planned for 6)" in draft("weekly", plan, today=dt.date(2026, 11, 16)).body


def test_what_an_old_checkpoint_says_is_not_told_as_the_weeks() -> None:
    plan = sample("vlierhaven-gate-damage")
    fresh = draft("weekly", plan, today=dt.date(2026, 11, 10)).body
    assert "Achievements this week:" in fresh
    old = draft("weekly", plan, today=dt.date(2026, 11, 11)).body
    assert "this week" not in old
    assert "Current status: Yellow, as of 2026-11-04" in old
    assert "Achievements, as of 2026-11-04:" in old


def test_a_blocker_that_is_an_open_issue_is_told_once_with_what_it_says_more() -> None:
    body = draft("weekly", sample("vlierhaven-gate-damage")).body
    assert body.count("Lamps of lanes 5 and 6") == 1
    assert "not delivered, new date not known (Sanne Hoekstra, since 2026-10-28)" in body


def test_a_kickoff_names_the_channel_of_the_plan_or_of_the_teams_pattern() -> None:
    kind = next(each for each in KINDS if each.name == "kickoff")
    team = Team(packaged_templates(), "poc_{prospect}")
    made = mail(sample("tallaroo-fatigue-alerts"), kind, TODAY, team)
    assert "Your own channel: #poc_tallaroo-copper\n" in made.body
    assert any("#poc_tallaroo-copper is the team's pattern" in note for note in made.notes)
    named = mail(sample("brightwater-live-captions"), kind, TODAY, team)
    assert "#brightwater-poc-general, stand-up thread" in named.body
    assert not any("pattern" in note for note in named.notes)


def test_a_decision_is_told_only_where_there_is_something_to_decide() -> None:
    for name in ("tallaroo-fatigue-alerts", "kolmihaara-chat-moderation"):
        with pytest.raises(NotSoError):
            draft("decision", sample(name))
    body = draft("decision", sample("norrbygd-ticket-routing")).body
    assert "it has no outcome yet" in body
    assert "Next step" not in body
    assert "Please confirm them" not in body
    assert "[verdict]" not in draft("decision", sample("lakshya-disruption-rebooking")).body


def test_conversion_and_what_was_noted_for_colleagues_stay_out_of_the_win() -> None:
    body = draft("win", sample("belrive-claims-intake")).body
    assert "Contract for motor claims" in body
    assert "Reference asked" not in body
    assert "would have liked a better figure" not in body


def test_a_lost_deal_is_asked_for_no_reference() -> None:
    with pytest.raises(NotSoError, match="lost"):
        draft("reference", sample("drumlane-milk-intake"))
    assert "the deal was lost" in draft("win", sample("drumlane-milk-intake")).notes


def test_credits_are_told_at_the_end_only_where_some_are_left() -> None:
    assert "Credits: 1,758.25 EUR left" in draft("close", sample("kolmihaara-chat-moderation")).body
    assert "Credits" not in draft("close", sample("belrive-claims-intake")).body
    text = sample("kolmihaara-chat-moderation").document.text
    overdrawn = re.sub(r"\| Allocation \| +[0-9.]+", "| Allocation | 1.00", text)
    assert overdrawn != text
    assert "Credits" not in draft("close", read_plan(overdrawn)).body

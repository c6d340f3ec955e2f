"""The mails of a plan's life say what the plan says, and leave a blank where it says nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.messages.drafts import as_eml, as_text
from poc_docs.messages.facts import SHARED
from poc_docs.messages.life_cycle import KINDS, NotSoError
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.signals import all_signals
from tests.messages.mail_cases import CASES, FOLDER, TODAY, draft, sample, told
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from poc_docs.messages.drafts import Draft

INSIDE = {
    "weak-conversion",
    "conversion-overdue",
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
    body, value = draft("weekly", plan).body, plan_json(plan)
    for row in value["criteria"]:
        logged = [
            each
            for each in value["running"]["metric_log"]
            if each["number"] == row["number"] and each["date"] and each["date"] <= TODAY.isoformat()
        ]
        if logged:
            # Of one day the last row counts, and max gives the first it comes to.
            last = max(reversed(logged), key=lambda each: each["date"])
            assert f"{last['value']} vs {row['target']} ({last['date']})" in body


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

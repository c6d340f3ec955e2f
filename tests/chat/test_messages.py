"""Messages to the channel: within Slack's limits for any plan, literal, and for the prospect to read."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.chat.kickoff import kickoff
from poc_docs.chat.message import fitted
from poc_docs.chat.standup import day_before, standup
from poc_docs.chat.texts import escaped, shortened, size
from poc_docs.chat.weekly import weekly
from poc_docs.chat.win import no_win, win
from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.channel import channel_name, fault_of
from poc_docs.plan.running.links import address_of, resource_links
from poc_docs.portfolio.signals import Situation
from tests.chat.slack_rules import assert_literal, assert_message, units, words_of
from tests.portfolio.signal_cases import SOUND
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.chat.message import Message

TEXTS = [SOUND, *(path.read_text(encoding="utf-8") for path in SAMPLES)]
KINDS: list[Callable[[Situation], Message]] = [kickoff, standup, weekly, win]
DAYS = st.dates(dt.date(2026, 2, 1), dt.date(2027, 3, 1))
plan_of = lru_cache(maxsize=None)(read_plan)
HOSTILE = "<!channel> <@U024BE7LH> & <https://evil.example|here> @here #general *bold* `x` :tada: ~42 s"


def at(text: str = SOUND, day: str = "2026-03-20") -> Situation:
    return Situation(read_plan(text), dt.date.fromisoformat(day))


def said(message: Message) -> str:
    payload = message.payload()
    assert_message(payload)
    return words_of(payload)


def edited(*edits: tuple[str, str], text: str = SOUND) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


@given(st.sampled_from(TEXTS), DAYS, st.sampled_from(KINDS))
def test_every_message_of_every_plan_on_any_day_is_one_that_slack_takes(
    text: str, day: dt.date, kind: Callable[[Situation], Message]
) -> None:
    assert_message(kind(Situation(plan_of(text), day)).payload())


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
@pytest.mark.parametrize("kind", KINDS)
def test_no_day_of_the_calendar_is_too_much(day: dt.date, kind: Callable[[Situation], Message]) -> None:
    assert_message(kind(Situation(plan_of(SOUND), day)).payload())


@given(st.text(max_size=400), st.integers(2, 200))
def test_any_text_is_literal_and_within_its_length(text: str, most: int) -> None:
    assert_literal(escaped(text))
    shown = shortened(text, most)
    assert_literal(shown)
    assert size(shown) == units(shown) <= most
    assert shown == escaped(text) or shown.endswith("…")


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_wrote_calls_nobody_and_formats_nothing(kind: Callable[[Situation], Message]) -> None:
    cell = HOSTILE.replace("<", "&lt;").replace("*", "\\*").replace("`", "\\`").replace("|", "\\|")
    text = edited(
        ("prospect: Halden Logistics", f"prospect: '{HOSTILE}'"),
        ("| Planning time |", f"| {cell} |"),
        ("| Moss joins |", f"| {cell} |"),
        ("Both depots are planned", cell),
    )
    words = said(kind(at(text)))
    assert HOSTILE in words


def test_a_message_of_a_plan_with_far_too_much_in_it_still_fits() -> None:
    rows = "".join(f"| {n} | {'&' * 900} {n} | x | ≤ {n} ms | Required |\n" for n in range(3, 200))
    text = edited(
        ("| 2 | Distance driven | Kilometres", f"{rows}| 2 | Distance driven | Kilometres"),
        ("Halden Logistics", "H<>&" * 400),
    )
    for kind in KINDS:
        payload = kind(at(text)).payload()
        assert_message(payload)
        assert "more in the plan" in words_of(payload) or kind is standup


def test_kickoff_names_what_both_sides_need_on_the_first_day() -> None:
    words = said(kickoff(at()))
    for expected in (
        "PoC kickoff: Halden Logistics",
        "Prove that routes for 40 vans are planned between cut-off and loading.",
        "2026-03-09",
        "2026-04-10",
        "Arne Moen, head of operations",
        "• 1. Planning time: ≤ 12 minutes (Critical)",
        "#halden-poc-general",
        "Ines Falk, then Arne Moen",
        "Tove Brandt, Head of platform, Halden Logistics",
        "Both sides agreed to the criteria.",
    ):
        assert expected in words


def test_links_to_pin_are_web_addresses_and_nothing_else() -> None:
    links = (
        "- **Links:**\n"
        "  - [Test *plan* & log](https://wiki.example/a?b=1&c=2)\n"
        "  - https://example.com/bare\n"
        "  - [Shell](javascript:alert)\n"
        "  - the folder on the shared drive\n"
    )
    plan = read_plan(SOUND.replace("## Infrastructure Setup", f"{links}\n## Infrastructure Setup", 1))
    found = dict(resource_links(plan))
    assert found["Test plan & log"] == "https://wiki.example/a?b=1&c=2"
    assert "https://example.com/bare" in found.values()
    assert found["the folder on the shared drive"] == ""
    assert not any("javascript" in address for address in found.values())
    payload = kickoff(Situation(plan, dt.date(2026, 3, 20))).payload()
    assert_message(payload)
    assert "<https://wiki.example/a?b=1&c=2|Test plan & log>" in words_of(payload)


def test_blanks_are_visible_and_named_with_the_command_that_fills_them() -> None:
    bare = edited(("- **Decision maker:** Arne Moen, head of operations\n", ""))
    message = kickoff(at(bare))
    assert "Decision maker*\n_____" in said(message)
    assert ("the decision maker", "poc-docs check halden-route-planning") in [
        (each.what, each.command) for each in message.missing
    ]


@pytest.mark.parametrize(
    ("today", "before"),
    [("2026-03-16", "2026-03-13"), ("2026-03-17", "2026-03-16"), ("2026-03-15", "2026-03-13")],
)
def test_a_monday_tells_of_friday(today: str, before: str) -> None:
    assert day_before(dt.date.fromisoformat(today)) == dt.date.fromisoformat(before)


def test_a_stand_up_tells_what_was_done_what_is_due_and_what_blocks() -> None:
    words = said(standup(at(day="2026-03-20")))
    assert "Done on 2026-03-19" in words
    assert "1. Planning time: 11.5 minutes (target ≤ 12 minutes)" in words
    assert "13 minutes" not in words, "that was on the 17th"
    earlier = said(standup(at(day="2026-03-20"), dt.date(2026, 3, 16)))
    assert "Done from 2026-03-16 to 2026-03-19" in earlier
    assert "13 minutes" in earlier
    late = edited(("| 2026-03-13 | 2026-03-12 |", "| 2026-03-13 | |"))
    assert "Milestone: First plan, Ines Falk, overdue since 2026-03-13" in said(standup(at(late)))


def test_open_issues_and_blockers_of_the_checkpoint_are_named_once() -> None:
    blocked = "- **Blockers:**\n  - No access to the yard\n  - issue 2: Orders of Moss arrive twice"
    planned = "- **Achievements:** Both depots are planned\n"
    text = edited((f"{planned}- **Blockers:** None", f"{planned}{blocked}"))
    words = said(standup(at(text)))
    assert words.count("No access to the yard") == 1
    assert words.count("Orders of Moss arrive twice") == 1


def test_a_criterion_whose_result_is_due_is_not_asked_for_a_value_of_the_week_too() -> None:
    words = said(standup(at(day="2026-03-24")))
    assert "have no value of week 3" in words
    last_week = said(standup(at(day="2026-04-02")))
    assert "no result yet, only logged values" in last_week.casefold()
    assert "no value of week" not in last_week


def test_the_week_is_counted_and_current_values_stand_against_targets() -> None:
    words = said(weekly(at(day="2026-03-20")))
    assert "Week 2 of 4: Halden Logistics" in words
    assert "• 1. Planning time: 11.5 minutes on 2026-03-19 (target ≤ 12 minutes) – meets the target" in words
    assert "2026-04-10 (in 21 days)" in words
    worse = edited(("| 1 | 11.5 minutes |", "| 1 | 12.5 minutes |"))
    assert "12.5 minutes on 2026-03-19 (target ≤ 12 minutes) – does not meet it yet" in said(
        weekly(at(worse))
    )


def test_a_week_without_a_checkpoint_says_so() -> None:
    message = weekly(at(day="2026-03-31"))
    assert any("checkpoint" in each.what for each in message.missing)


def test_a_win_is_proceed_and_says_whose_word_the_results_are() -> None:
    by_name = {path.stem: path.read_text(encoding="utf-8") for path in SAMPLES}
    tranvik = at(by_name["tranvik-arrival-prediction"], "2026-11-23")
    assert no_win(tranvik) == ""
    words = said(win(tranvik))
    assert "🎉 Proceed: Tranvik Freight" in words
    assert "• 2. API response time under load: 131 ms (target <200ms) – Pass" in words
    assert "Confirmed by Sigrun Aasheim on 2026-05-28." in words
    assert "No-go" in no_win(at(by_name["lakshya-disruption-rebooking"], "2026-11-23"))
    assert "Conditional" in no_win(at(by_name["serra-verde-fraud-scoring"], "2026-11-23"))
    assert no_win(at(by_name["kolmihaara-chat-moderation"], "2026-11-23")).startswith("it was closed")
    assert no_win(at()) == "its outcome is not decided yet"


def test_results_that_nobody_confirmed_are_the_vendors() -> None:
    text = next(path for path in SAMPLES if "tranvik" in path.name).read_text(encoding="utf-8")
    signature = text.rindex("  - party: prospect")
    unconfirmed = text[:signature] + text[text.index("started:") :]
    assert "Reported by the vendor, not confirmed." in said(win(at(unconfirmed, "2026-11-23")))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"plan-{TEXTS.index(text)}")
def test_money_the_crm_and_mail_addresses_stay_out(kind: Callable[[Situation], Message], text: str) -> None:
    plan = plan_of(text)
    words = said(kind(Situation(plan, dt.date(2026, 11, 23))))
    crm = plan.metadata.crm if plan.metadata else None
    for secret in (crm.amount, crm.stage, crm.forecast_category) if crm else ():
        assert str(secret) not in words
    assert "Deal Review" not in words
    for contact in plan.running.alignment.contacts:
        assert not contact.mail.value or contact.mail.value not in words
    for line in plan.running.credits:
        assert not line.amount.value or str(line.amount.value) not in words


def test_a_week_after_the_end_a_blocker_and_a_placeholder_are_told_as_what_they_are() -> None:
    by_name = {path.stem: path.read_text(encoding="utf-8") for path in SAMPLES}
    late = said(weekly(at(by_name["vlierhaven-gate-damage"], "2026-11-23")))
    assert "Week 8, planned for 6" in late
    assert late.count("Lamps of lanes 5 and 6") == 1
    assert "Issue 2: Lamps of lanes 5 and 6 not delivered, new date not known (Sanne Hoekstra)" in late
    unwritten = said(kickoff(at(by_name["vale-atlantico-research-inference"], "2026-11-23")))
    assert "[e.g." not in unwritten


def test_channel_names_keep_slacks_rules() -> None:
    assert channel_name(read_plan(SOUND)) == "#halden-logistics-poc-general"
    cases = {
        "Verket för Småland & Öland AB": "#verket-for-smaland-oland-ab-poc-general",
        "Łódź Ø": "#lodz-o-poc-general",
        "北海道鉄道": "#halden-route-planning-poc-general",
    }
    for prospect, expected in cases.items():
        assert channel_name(read_plan(SOUND.replace("Halden Logistics", prospect))) == expected
    assert (
        channel_name(read_plan(SOUND), "#poc_{opportunity}_{prospect}") == "#poc_opp-20417_halden-logistics"
    )


@given(
    st.text(max_size=300), st.sampled_from(["{prospect}-poc-general", "poc-{id}", "{prospect}_{opportunity}"])
)
def test_any_prospect_gives_a_channel(prospect: str, pattern: str) -> None:
    text = SOUND.replace("prospect: Halden Logistics", f"prospect: {' '.join(prospect.split()) or 'x'}")
    name = channel_name(read_plan(text), pattern)
    assert name.startswith("#")
    assert 1 < len(name) <= 81
    assert not set(name[1:]) - set("abcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "pattern",
    ["", "general", "{company}-poc", "{prospect} poc", "{PROSPECT}", "{prospect}.x", "{prospect}" + "x" * 60],
)
def test_a_pattern_with_a_fault_is_told(pattern: str) -> None:
    assert fault_of(pattern)
    with pytest.raises(ValueError, match=r"."):
        channel_name(read_plan(SOUND), pattern)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:x",
        "https://",
        "https:// x",
        "https://a.example/<b>",
        "ftp://a.example",
        "https://a|b",
        "https://" + "a" * 600,
        "https://[x",
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert address_of(address) == ""


def test_a_builder_that_ignores_its_room_is_a_mistake_of_the_program() -> None:
    with pytest.raises(AssertionError, match="too long for Slack"):
        fitted("x", lambda _: [{"type": "divider"}] * 51)

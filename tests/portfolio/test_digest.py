"""The digest: what changed, what is decided soon, and what needs attention."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.exports.change_text import is_told
from poc_docs.exports.health_json import plan_health
from poc_docs.exports.next_json import plan_needs
from poc_docs.plan.vocabulary import Status
from poc_docs.portfolio.agenda.item import health_word
from poc_docs.portfolio.digest import (
    Digest,
    ToldChange,
    changed_plans,
    digest,
    last_monday,
    note,
    told_change,
)
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.signals import computed_health, signals
from poc_docs.portfolio.versions import compare_versions, read_version
from tests.surroundings import SAMPLES

TODAY = dt.date(2026, 11, 22)
FILES = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}
PORTFOLIO = read_portfolio(FILES, TODAY)
MONDAY = dt.date(2026, 11, 16)


def found(
    owners: tuple[str, ...] = (), today: dt.date = TODAY, changed: list[ToldChange] | None = None
) -> Digest:
    return digest([note(entry, today) for entry in PORTFOLIO.entries], MONDAY, changed, today, owners)


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        ("2026-11-22", "2026-11-16"),
        ("2026-11-23", "2026-11-16"),
        ("2026-11-24", "2026-11-23"),
        ("0001-01-01", "0001-01-01"),
    ],
)
def test_the_last_monday_lies_before_today(today: str, monday: str) -> None:
    assert last_monday(dt.date.fromisoformat(today)) == dt.date.fromisoformat(monday)


def test_every_plan_with_a_signal_needs_attention_the_red_ones_first() -> None:
    attention = found().attention
    plans = {entry.path: entry.plan for entry in PORTFOLIO.entries if entry.plan}
    named = {each.name.path for each in attention}
    for entry in PORTFOLIO.entries:
        assert entry.plan is not None
        if signals(entry.plan, TODAY):
            assert entry.path in named
    order = ["Red", "Yellow", "Green", "Ended"]
    healths = [order.index(each.health_word) for each in attention]
    assert healths == sorted(healths)
    assert set(healths) == {0, 1, 2, 3}
    for each in attention:
        plan = plans[each.name.path]
        expected = None if plan.status is Status.COMPLETE else computed_health(plan, TODAY)
        assert each.health is expected
    assert all(each.needs or signals(plans[each.name.path], TODAY) for each in attention)


def test_a_plan_is_called_as_health_calls_it_and_all_is_counted_that_next_names() -> None:
    plans = {entry.path: entry.plan for entry in PORTFOLIO.entries if entry.plan}
    for each in found().attention:
        path = each.name.path
        health = plan_health(path, plans[path], TODAY)
        assert each.health_word == health_word(health["health"], health["phase"])
        assert each.items == len(plan_needs(path, plans[path], TODAY)["items"])


def test_a_plan_whose_front_matter_cant_be_read_is_among_those_files_whoever_asks() -> None:
    path = "plans/vlierhaven-gate-damage.md"
    portfolio = read_portfolio({path: FILES[path].replace(b"\nstatus:", b"\nx: [\nstatus:", 1)}, TODAY)
    made = digest([note(entry, TODAY) for entry in portfolio.entries], MONDAY, None, TODAY, ["Daniel Osei"])
    ((named, fault),) = made.unreadable
    assert named == path
    assert fault.startswith("front matter must be YAML")
    assert (made.attention, made.decisions) == ((), ())


def test_decisions_are_named_up_to_14_days_ahead_and_while_they_are_overdue() -> None:
    dates = {each.name.path: each.date for each in found().decisions}
    assert dates == {
        "plans/vlierhaven-gate-damage.md": dt.date(2026, 11, 20),
        "plans/moravska-load-forecast.md": dt.date(2026, 12, 4),
    }
    assert "plans/brightwater-live-captions.md" not in dates
    later = {each.name.path: each.days for each in found(today=dt.date(2026, 11, 27)).decisions}
    assert later["plans/brightwater-live-captions.md"] == 14


def test_an_owner_gets_the_own_plans_and_every_file_that_nobody_can_read() -> None:
    portfolio = read_portfolio({**FILES, "plans/torn.md": b"\xff\xfe\x00"}, TODAY)
    made = digest([note(entry, TODAY) for entry in portfolio.entries], MONDAY, None, TODAY, ["daniel osei"])
    paths = {each.name.path for each in made.attention}
    assert "plans/brightwater-live-captions.md" in paths
    assert all(b"sales_engineer: Daniel Osei" in FILES[path] for path in paths)
    assert [path for path, _ in made.unreadable] == ["plans/torn.md"]
    assert made.plans == 1 + sum(b"sales_engineer: Daniel Osei" in data for data in FILES.values())


def test_changes_are_told_of_the_owners_plans_with_the_small_ones_counted() -> None:
    path = "plans/brightwater-live-captions.md"
    other = "plans/moravska-load-forecast.md"
    after = {
        path: FILES[path].replace(b"| 3 | Player names | TBD |", b"| 3 | Player names | 94.1% |"),
        other: FILES[other].replace(b"status: Active", b"status: Active\nx-note: one"),
    }
    assert after[path] != FILES[path]
    compared = compare_versions(
        [read_version(name, FILES[name]) for name in after], [read_version(*each) for each in after.items()]
    )
    changed = list(map(told_change, changed_plans(compared, is_told)))
    made = found(("Daniel Osei",), changed=changed).changed
    assert made is not None
    assert [each.name.path for each in made] == [path]
    assert any("result of 3 recorded: 94.1%" in change.sentence for change in made[0].told)


def test_a_new_plan_is_one_line_of_news() -> None:
    path = "plans/tranvik-arrival-prediction.md"
    (made,) = changed_plans(compare_versions([], [read_version(path, FILES[path])]), is_told)
    assert len(made.told) == 1
    assert made.told[0].sentence.startswith("new plan ")
    assert made.further > 5


def test_without_history_nothing_is_told_to_have_changed() -> None:
    assert found().changed is None
    assert found(changed=[]).changed == ()

"""Credits against an oracle that lives through every day of the account, one evening after the other."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.credits import Account, account, account_problem, currencies
from tests.plan.plan_files import plan_text

if TYPE_CHECKING:
    from random import Random

    from poc_docs.plan.model import Plan

START = dt.date(2026, 3, 9)
DAY = dt.timedelta(days=1)
Line = tuple[int, str, str]

_AMOUNTS = st.integers(1, 300_000).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
_LINES = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(["Allocation", "Usage", "Usage", "Top-up"]), _AMOUNTS),
    min_size=1,
    max_size=12,
)


def plan_of(*lines: tuple[str, str, str], pauses: str = "") -> Plan:
    rows = "".join(f"| {date} | {entry} | {amount} | |\n" for date, entry, amount in lines)
    table = f"| Date | Entry | Amount | Note |\n|---|---|---|---|\n{rows}"
    text = plan_text(end=f"\n## Credits\n\n{table}")
    return read_plan(text.replace("status: Planning\n", f"status: Planning\n{pauses}", 1))


def _account(lines: list[Line], currency: str = "EUR") -> Account:
    found = account(plan_of(*((str(START + DAY * d), entry, f"{a} {currency}") for d, entry, a in lines)))
    assert found
    return found


def _evenings(lines: list[Line], last: int) -> dict[int, int]:
    """Give the balance in cents at the evening of each day up to ``last``."""
    balance, evenings = 0, {}
    for day in range(last + 1):
        for when, entry, amount in lines:
            if when == day:
                cents = int(amount.replace(".", ""))
                balance += -cents if entry == "Usage" else cents
        evenings[day] = balance
    return evenings


@given(_LINES)
def test_the_burn_down_is_the_balance_of_each_evening_with_an_entry(lines: list[Line]) -> None:
    found = _account(lines)
    evenings = _evenings(lines, 40)
    expected = [(START + DAY * day, Decimal(evenings[day]) / 100) for day in sorted({d for d, _, _ in lines})]
    assert list(found.days) == expected
    assert found.balance == Decimal(evenings[40]) / 100
    assert found.overage == max(Decimal(0), -Decimal(evenings[40]) / 100)
    assert found.granted - found.used == found.balance


@given(_LINES)
def test_credits_are_exhausted_when_the_days_have_used_them_up(lines: list[Line]) -> None:
    found = _account(lines)
    used = [day for day, entry, _ in lines if entry == "Usage"]
    if not used:
        assert found.burnt_daily is None
        assert found.exhausted_on is None
        return
    first, last = min(day for day, _, _ in lines), max(used)
    cents = sum(int(amount.replace(".", "")) for _, entry, amount in lines if entry == "Usage")
    counted = len(range(first, last + 1))
    evenings = _evenings(lines, 40)
    if evenings[40] <= 0:
        empty = [day for day in range(first, 41) if all(evenings[d] <= 0 for d in range(day, 41))]
        assert found.exhausted_on == START + DAY * empty[0]
        return
    # In whole cents and days: what is left, times the days counted, less what all of them used a day.
    left, day = evenings[40] * counted, last
    steps = 0
    while left > 0 and steps < 20_000:
        left -= cents
        day += 1
        steps += 1
    if left > 0:
        assert found.exhausted_on is None or found.exhausted_on > START + DAY * day
    else:
        assert found.exhausted_on == START + DAY * day


_PAUSES = st.lists(
    st.tuples(st.integers(-10, 60), st.integers(0, 9)).map(lambda pause: (pause[0], sum(pause))), max_size=3
)


@given(_LINES, _PAUSES, st.none() | st.integers(-10, 45), st.integers(-15, 15), st.integers(40, 60))
def test_the_pace_is_that_of_the_days_on_which_people_worked(
    lines: list[Line], pauses: list[tuple[int, int]], still: int | None, shift: int, today: int
) -> None:
    """Work begins on day 0, entries up to 15 days before or after; each day is lived through by itself."""
    moved = [(day + shift, entry, amount) for day, entry, amount in lines]
    stops = "".join(
        f"  - {{from: {START + DAY * first}, to: {'' if last is None else START + DAY * last},"
        " reason: Freeze, requested_by: Tove Brandt}\n"
        for first, last in [*pauses, *([(still, None)] if still is not None else [])]
    )
    rows = ((str(START + DAY * d), entry, f"{amount} EUR") for d, entry, amount in moved)
    plan = plan_of(*rows, pauses=f"pauses:\n{stops}" if stops else "")
    assert len(plan.metadata.pauses if plan.metadata else ()) == len(pauses) + (still is not None)
    found = account(plan, START + DAY * today)
    kept = [line for line in moved if line[0] <= today]
    usage = [day for day, entry, _ in kept if entry == "Usage"]
    if not usage:
        assert found is None or found.burnt_daily is None
        return
    assert found
    off = {day for first, last in pauses for day in range(max(0, first), last + 1)}
    off |= set(range(max(0, still), today + 1)) if still is not None else set()
    begun = max(min(day for day, _, _ in kept), 0)
    first = min([begun, *usage])
    worked = max(1, sum(day not in off for day in range(first, max(usage) + 1)))
    assert (found.since, found.until, found.work_days) == (
        START + DAY * first,
        START + DAY * max(usage),
        worked,
    )
    cents = sum(int(amount.replace(".", "")) for _, entry, amount in kept if entry == "Usage")
    assert found.burnt_daily == Fraction(cents, 100 * worked)
    left, day, steps = int(found.balance * 100) * worked, max(usage), 0
    if left <= 0:
        return
    while left > 0 and steps < 20_000:
        day += 1
        steps += 1
        left -= cents if day not in off else 0
    if left <= 0:
        assert found.exhausted_on == START + DAY * day
    else:
        assert found.exhausted_on is None or found.exhausted_on > START + DAY * day


def test_an_allocation_a_week_before_the_work_does_not_thin_the_pace() -> None:
    late = _account([(-7, "Allocation", "1000.00"), (4, "Usage", "250.50")])
    assert (late.since, late.work_days, late.burnt_daily) == (START, 5, Fraction("50.1"))
    early = _account([(-7, "Allocation", "1000.00"), (-2, "Usage", "7.00"), (4, "Usage", "7.00")])
    assert (early.since, early.work_days, early.burnt_daily) == (START - 2 * DAY, 7, Fraction(2))


@given(_LINES, st.integers(-1, 45))
def test_what_comes_later_is_left_out(lines: list[Line], until: int) -> None:
    kept = [line for line in lines if line[0] <= until]
    plan = plan_of(*((str(START + DAY * d), entry, f"{a} EUR") for d, entry, a in lines))
    found = account(plan, START + DAY * until)
    assert found == (_account(kept) if kept else None)


@given(_LINES, st.randoms())
def test_the_order_of_the_rows_means_nothing(lines: list[Line], random: Random) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert _account(shuffled) == _account(lines)


def test_an_account_that_lasts_reads_as_one_would_say_it() -> None:
    found = _account([(0, "Allocation", "1000.00"), (4, "Usage", "250.50"), (9, "Top-up", "500.00")])
    assert (found.since, found.until) == (START, START + 4 * DAY)
    assert found.burnt_daily == Fraction("50.1")
    assert found.used_share == Fraction("250.5") / 1500
    assert found.exhausted_on == START + DAY * (4 + 25), "1249.50 EUR at 50.10 EUR a day last 24.9 days"


def test_usage_without_an_allocation_is_overage_from_its_first_day() -> None:
    found = _account([(3, "Usage", "10.00"), (5, "Usage", "5.00")])
    assert (found.overage, found.used_share) == (Decimal("15.00"), None)
    assert found.exhausted_on == START + 3 * DAY


def test_a_top_up_after_an_overage_begins_anew() -> None:
    lines = [(0, "Allocation", "10.00"), (1, "Usage", "12.00"), (2, "Top-up", "5.00"), (3, "Usage", "3.00")]
    assert _account(lines).exhausted_on == START + 3 * DAY


def test_beyond_the_calendar_there_is_no_day() -> None:
    lines = [(0, "Allocation", "999999999999.00"), (30, "Usage", "0.01")]
    assert _account(lines).exhausted_on is None


@pytest.mark.parametrize("currency", ["JPY", "KWD", "EUR"])
def test_amounts_are_exact_in_every_currency(currency: str) -> None:
    large = "123456789012345"
    found = _account([(0, "Allocation", f"{large}.123456789"), (1, "Usage", f"{large}.12")], currency)
    assert found.balance == Decimal("0.003456789")
    assert str(found.money(found.balance)) == f"0.003456789 {currency}"


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("2026-03-09", "Allocation", "-5.00 EUR")],
        [("2026-03-09", "Allocation", "0 EUR")],
        [("2026-03-09", "allocation", "5.00 EUR")],
        [("soon", "Allocation", "5.00 EUR")],
        [("2026-03-09", "Allocation", "5.00 XXX")],
        [("YYYY-MM-DD", "Allocation", "[amount]")],
        [("2026-03-09", "Allocation", "5.00 EUR"), ("2026-03-10", "Usage", "5.00 USD")],
    ],
)
def test_there_is_no_account_of_what_can_not_be_added(rows: list[tuple[str, str, str]]) -> None:
    assert account(plan_of(*rows)) is None


@given(_LINES, st.integers(0, 12), st.integers(0, 5), st.sampled_from(["date", "entry", "amount", "sign"]))
def test_one_row_that_can_not_be_read_stops_all(lines: list[Line], at: int, until: int, part: str) -> None:
    rows = [(str(START + DAY * day), entry, f"{amount} EUR") for day, entry, amount in lines]
    bad = {
        "date": ("20.03.2026", "Usage", "5 EUR"),
        "entry": ("2026-03-20", "Use", "5 EUR"),
        "amount": ("2026-03-20", "Usage", "5,00 EUR"),
        "sign": ("2026-03-20", "Usage", "-5 EUR"),
    }
    plan = plan_of(*rows[:at], bad[part], *rows[at:])
    problem = account_problem(plan)
    assert problem
    wrong = bad[part][{"date": 0, "entry": 1}.get(part, 2)]
    assert problem.span.of(plan.document.text).strip() == wrong
    assert account(plan) is account(plan, START + DAY * until) is None


@pytest.mark.parametrize(
    "row", [("", "", ""), ("YYYY-MM-DD", "Allocation", "[amount]"), ("[date]", "", "TBD")]
)
def test_a_row_of_blanks_is_no_row_yet(row: tuple[str, str, str]) -> None:
    plan = plan_of(("2026-03-09", "Allocation", "5.00 EUR"), row)
    assert account_problem(plan) is None
    assert account(plan)


def test_nothing_is_wrong_with_a_plan_that_has_no_credits() -> None:
    assert account_problem(read_plan(plan_text())) is None
    assert account_problem(plan_of()) is None


def test_two_currencies_are_named_in_the_order_of_the_file() -> None:
    rows = [("2026-03-12", "Usage", "5 USD"), ("2026-03-09", "Allocation", "5 EUR")]
    assert currencies(plan_of(*rows)) == ("USD", "EUR")
    assert currencies(plan_of()) == ()


def test_a_plan_without_the_section_has_no_account() -> None:
    assert account(read_plan(plan_text())) is None


@given(_LINES, st.integers(0, 60), st.integers(0, 9))
def test_the_even_pace_uses_the_same_on_each_day_of_work_and_nothing_in_a_pause(
    lines: list[Line], first: int, days: int
) -> None:
    pause = f"from: {START + DAY * first}, to: {START + DAY * (first + days)}, reason: r, requested_by: n"
    rows = ((str(START + DAY * d), entry, f"{a} EUR") for d, entry, a in lines)
    found = account(plan_of(*rows, pauses=f"pauses:\n  - {{{pause}}}\n"))
    assert found
    assert found.clock
    corners = found.even_pace
    assert corners[0] == (found.clock.start - DAY, found.granted)
    assert corners[-1] == (found.clock.end, Decimal(0))
    evenings = [day for day, _ in corners]
    assert evenings == sorted(evenings)
    for (begin, more), (end, less) in pairwise(corners):
        days_between = [begin + DAY * n for n in range(1, (end - begin).days + 1)]
        worked = sum(not found.clock.is_paused(day) for day in days_between)
        assert worked in {0, len(days_between)}, "the line has a corner wherever work stops or goes on"
        used = Fraction(found.granted) * worked / found.clock.total_days
        assert abs(Fraction(more - less) - used) < Fraction(1, 50)


def test_without_a_duration_there_is_no_even_pace() -> None:
    table = "| Date | Entry | Amount | Note |\n|---|---|---|---|\n| 2026-03-09 | Allocation | 9.00 EUR | |\n"
    text = plan_text(end=f"\n## Credits\n\n{table}")
    found = account(read_plan(text.replace(", starting ", ", beginning ")))
    assert found
    assert found.even_pace == ()

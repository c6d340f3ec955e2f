"""Credits as people book and read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.running_plan import PLAN, halden, refused, running_plan, text_of

if TYPE_CHECKING:
    from tests.surroundings import Repository

HEAD = "\n## Credits\n\n| Date | Entry | Amount | Note |\n|------|-------|--------|------|\n"
CREDITS = f"""{HEAD}\
| 2026-03-09 | Allocation | 1500.00 EUR | |
| 2026-03-13 | Usage | 310.40 EUR | week 1 |
| 2026-03-20 | Usage | 489.60 EUR | |

- **Top-up by:** Ines Falk
"""


@pytest.fixture
def running(repository: Repository) -> Repository:
    repository.write(PLAN, running_plan(CREDITS))
    return repository


def test_balance_pace_and_exhaustion_are_shown_beside_the_time(running: Repository) -> None:
    assert halden(running, "credits").startswith("""\
Credits of plans/halden.md on 2026-03-20
  Balance:   700 EUR
  Granted:   1,500 EUR
  Used:      800 EUR, 53.3% of what was granted
  Time:      42.9% has passed (day 12 of 28)
  Burn rate: 66.67 EUR a day of work, in 12 days from 2026-03-09 to 2026-03-20
  Runs out:  2026-03-31 at this pace, 5 days before the end of the work on 2026-04-05
  Top-up by: Ines Falk

    2026-03-09  1,500    EUR  ########################################
    2026-03-13  1,189.60 EUR  ###############################
    2026-03-20    700    EUR  ##################

Next: """)


def test_the_end_is_moved_by_pauses(running: Repository) -> None:
    pause = "pauses:\n  - {from: 2026-03-14, to: 2026-03-18, reason: Freeze, requested_by: Tove Brandt}\n"
    running.replace(PLAN, "status: Active\n", f"status: Active\n{pause}")
    said = halden(running, "credits")
    assert "Burn rate: 114.29 EUR a day of work, in 7 days from 2026-03-09 to 2026-03-20\n" in said
    assert "2026-03-27 at this pace, 14 days before the end of the work on 2026-04-10" in said
    assert "25.0% has passed (day 7 of 28)" in said


@pytest.mark.parametrize(
    ("rows", "today", "said"),
    [
        ("| 2026-03-09 | Allocation | 10 EUR | |\n", "2026-03-20",
         ["Used:      0 EUR, 0.0%", "Balance:   10 EUR"]),
        ("| 2026-03-09 | Usage | 10 EUR | |\n", "2026-03-20",
         ["Overage:   10 EUR", "nothing is left since 2026-03-09", "-10 EUR  (overage)",
          "nobody is named"]),
        ("| 2026-03-09 | Allocation | 10 EUR | |\n| 2026-03-10 | Usage | 10 EUR | |\n", "2026-03-20",
         ["nothing is left since 2026-03-10", "(nothing left)"]),
        ("| 2026-03-09 | Allocation | 100 EUR | |\n| 2026-03-10 | Usage | 50 EUR | |\n", "2026-03-20",
         ["would have been 2026-03-12 at this pace; is usage since 2026-03-10 missing?"]),
        ("| 2026-03-09 | Allocation | 28 EUR | |\n| 2026-03-09 | Usage | 1 EUR | |\n", "2026-03-09",
         ["2026-04-05 at this pace, on the last day of the work"]),
        ("| 2026-03-09 | Allocation | 29 EUR | |\n| 2026-03-09 | Usage | 1 EUR | |\n", "2026-03-09",
         ["2026-04-06 at this pace, 1 day after the end"]),
        ("| 2026-03-09 | Allocation | 99999999999 EUR | |\n| 2026-03-09 | Usage | 1 EUR | |\n", "2026-03-09",
         ["not within the calendar at this pace"]),
        ("| 2026-03-09 | Allocation | 5 EUR | |\n| 2026-03-12 | Top-up | 5 EUR | |\n", "2026-03-10",
         ["Granted:   5 EUR", "one entry is dated after 2026-03-10, and not counted"]),
        ("| 2026-03-09 | Allocation | 5 EUR | |\n| 2026-03-10 | Top-up | 2 EUR | |\n", "2026-03-10",
         ["Granted:   7 EUR (allocated 5, topped up 2)"]),
        ("| 2026-03-09 | Allocation | 5 EUR | |\n| 2026-03-10 | Usage | 2 USD | |\n", "2026-03-10",
         ["Credits are in EUR and USD; amounts of two currencies are never added."]),
        ("", "2026-03-10", ["No credits are written down", 'credits halden --allocate "… EUR"']),
    ],
)  # fmt: skip
def test_what_is_said_of_an_account(running: Repository, rows: str, today: str, said: list[str]) -> None:
    running.write(PLAN, running_plan(HEAD + rows))
    found = halden(running, "credits", today=today)
    for each in said:
        assert each in found


UNREADABLE = [
    ("| 2026-03-13 | Usage | 310,40 EUR | |", "it has amount '310,40 EUR', which can't be read"),
    ("| 2026-03-13 | Usage | 1.310 EUR | |", "it has amount '1.310 EUR', which can't be read"),
    ("| 13.03.2026 | Usage | 310.40 EUR | |", "it has date '13.03.2026', which can't be read"),
    ("| 2026-03-13 | usage | 310.40 EUR | |", "it has entry 'usage', which can't be read"),
    ("| 2026-03-13 | Usage | -310.40 EUR | |", "its amount -310.40 EUR is not above zero"),
    ("| 2026-03-13 | Usage | | week 1 |", "it has no amount"),
    ("| | | | week 1 |", "it has no date"),
    ("| 2026-03-13 | Usage | [amount] | |", "it has amount '[amount]', which can't be read"),
]


@pytest.mark.parametrize(("row", "reason"), UNREADABLE)
def test_no_row_is_left_out_of_a_balance_in_silence(running: Repository, row: str, reason: str) -> None:
    running.replace(PLAN, "| 2026-03-13 | Usage | 310.40 EUR | week 1 |", row)
    line = text_of(running).splitlines().index(row) + 1
    said = halden(running, "credits")
    assert "Balance:   can't be told" in said
    assert f"Line {line}: {reason}; " in said
    assert "poc-docs check halden" in said
    assert "EUR  #" not in said
    value = json.loads(halden(running, "credits", "--format", "json"))
    assert (value["account"], value["problem"]["line"]) == (None, line)
    refusal = refused(running, "credits", "--use", "10.50")
    assert f"on line {line} {reason}" in refusal
    assert '--use "10.50 EUR", or first: poc-docs check halden' in refusal
    booked = halden(running, "credits", "--use", "10.50 EUR")
    assert f"Balance: can't be told because of the row on line {line}: {reason}" in booked


def test_a_table_that_counts_for_nothing_is_no_absence_of_credits(running: Repository) -> None:
    running.write(PLAN, running_plan(f"{CREDITS}\n| Later |\n|---|\n| 5 EUR |\n"))
    said = halden(running, "credits")
    assert "Balance:   can't be told" in said
    assert "No credits are written down" not in said


def test_a_long_burn_down_shows_its_latest_days(running: Repository) -> None:
    rows = "".join(f"| 2026-03-{day:02} | Usage | 1 EUR | |\n" for day in range(10, 31))
    running.write(PLAN, running_plan(f"{HEAD}| 2026-03-09 | Allocation | 40 EUR | |\n{rows}"))
    bars = [line for line in halden(running, "credits", today="2026-03-31").splitlines() if "#" in line]
    assert [bar.split()[0] for bar in bars][-2:] == ["2026-03-28", "2026-03-30"]
    assert len(bars) <= 12
    assert [bar.count("#") for bar in bars] == sorted((bar.count("#") for bar in bars), reverse=True)


def test_rows_are_booked_by_date_in_the_currency_there_is(running: Repository) -> None:
    said = halden(running, "credits", "--use", "10.5", "--date", "2026-03-16", "--note", "load | test")
    assert "2026-03-16: Usage of 10.50 EUR in plans/halden.md.\nBalance: 689.50 EUR" in said
    row = "| 2026-03-16 | Usage | 10.50 EUR | load \\| test |\n"
    before, after = CREDITS.split("| 2026-03-20")
    assert text_of(running) == running_plan(f"{before}{row}| 2026-03-20{after}")
    said = halden(running, "credits", "--use", "10.50 EUR", "--date", "2026-03-16")
    assert "A row of the same day, entry and amount stood there already; there are two now." in said
    said = halden(running, "credits", "--use", "1000")
    assert "Overage: 321 EUR more than was granted; top-up by Ines Falk" in said
    assert "Balance: 179 EUR" in halden(running, "credits", "--top-up", "500")


def test_the_first_allocation_brings_the_section(running: Repository) -> None:
    running.write(PLAN, running_plan())
    halden(running, "credits", "--allocate", "1500 EUR", "--date", "2026-03-02")
    booked = text_of(running)
    assert "## Credits\n\n- **Top-up by:** Ines Falk\n\n|" in booked
    assert "| 2026-03-02 | Allocation | 1500.00 EUR |" in " ".join(booked.split())
    assert "Top-up by: Ines Falk" in halden(running, "credits")
    running.write(PLAN, running_plan())
    halden(running, "add", "credits")
    halden(running, "credits", "--allocate", "1500 EUR", "--date", "2026-03-02")
    assert text_of(running) == booked


def test_diff_writes_nothing(running: Repository) -> None:
    before = text_of(running)
    assert "+| 2026-03-20 | Usage | 5.00 EUR | |" in halden(running, "credits", "--use", "5", "--diff")
    assert text_of(running) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--use", "5 EURO"], 'did you mean "5 EUR"?'),
        (["--use", "5 XXX"], "'XXX' is not a currency of ISO 4217"),
        (["--use", "5 eur"], '--use "5.00 EUR"'),
        (["--use", "5 USD"], "the credits are in EUR, and USD is never added to that"),
        (["--use", "0"], "must be above zero, not '0'"),
        (["--use", "-5 EUR"], '--top-up "… EUR"'),
        (["--top-up", "-5"], '--use "… EUR"'),
        (["--allocate", "-5 EUR"], "must be above zero"),
        (["--use", "\u20ac5"], "is not an amount"),
        (["--use", "1,250.00 eur"], '--use "1250.00 EUR"'),
        (["--use", "EUR 1.250,50"], '--use "1250.50 EUR"'),
        (["--use", "1 250.50"], '--use "1250.50 EUR"'),
        (["--use", "12,50,000 EUR"], '--use "… EUR"'),
        (["--use", "500,5"], "it could be 500.50 EUR"),
        (["--use", "1.200 EUR"], "it may be 1200.00 EUR or 1.20 EUR; write the one that is meant"),
        (["--use", "1.200"], "it may be 1200.00 EUR or 1.20 EUR; write the one that is meant"),
        (["--use", "0,250"], "a decimal point, nothing between thousands, a currency"),
        (["--use", "… EUR"], "is not an amount"),
        (["--use", "5", "--note", "…"], "write what it really is"),
        (["--use", "5,00"], "is not an amount"),
        (["--use", ""], "is not an amount"),
        (["--use", "9" * 40], "is not an amount"),
        (["--use", "5", "--date", "2026-03-21"], "lies in the future"),
        (["--use", "5", "--top-up", "5"], "--use and --top-up are two rows"),
        (["--use", "5", "--format", "json"], "--format json shows the credits"),
        (["--note", "x"], "go with --allocate, --use or --top-up"),
        (["--diff"], "go with --allocate, --use or --top-up"),
        (["--use", "5", "--note", "a\u200bb"], "nothing was written"),
    ],
)
def test_a_refusal_says_what_to_type_and_writes_nothing(
    running: Repository, options: list[str], message: str
) -> None:
    assert message in refused(running, "credits", *options)


@pytest.mark.parametrize("typed", ["1,250.50 EUR", "1,250.50"])
def test_an_amount_is_typed_as_it_is_shown_and_written_as_files_have_it(
    running: Repository, typed: str
) -> None:
    assert "Top-up of 1,250.50 EUR" in halden(running, "credits", "--top-up", typed)
    assert "| Top-up | 1250.50 EUR |" in text_of(running)


def test_who_may_top_up_is_told_with_an_amount_for_reading(running: Repository) -> None:
    running.replace(PLAN, "Top-up by:** Ines Falk", "Top-up by:** Ines Falk, up to 3000.00 USD")
    assert "Top-up by: Ines Falk, up to 3,000 USD\n" in halden(running, "credits")


def test_nothing_is_added_to_two_currencies_and_none_is_guessed(running: Repository) -> None:
    running.write(PLAN, running_plan())
    assert "'5' has no currency" in refused(running, "credits", "--use", "5")
    mixed = f"{HEAD}| 2026-03-09 | Allocation | 5 EUR | |\n| 2026-03-10 | Usage | 2 USD | |\n"
    running.write(PLAN, running_plan(mixed))
    assert "are in EUR and USD, which are never added" in refused(running, "credits", "--use", "5 EUR")


def test_json_has_every_digit(running: Repository) -> None:
    running.replace(PLAN, "489.60 EUR", "489.6000001 EUR")
    value = json.loads(halden(running, "credits", "--format", "json"))
    assert value["version"] == 1
    assert (value["id"], value["currencies"], value["end"]) == (
        "halden-route-planning",
        ["EUR"],
        "2026-04-05",
    )
    assert (value["days_worked"], value["days_planned"], value["time_percent"]) == (12, 28, "42.9")
    account = value["account"]
    assert account["balance"] == "699.9999999"
    assert (account["granted"], account["used"]) == ("1500.00", "800.0000001")
    assert (account["exhausted_on"], account["is_exhausted"]) == ("2026-03-31", False)
    assert account["days"][0] == {"date": "2026-03-09", "balance": "1500.00"}
    running.write(PLAN, running_plan())
    assert json.loads(halden(running, "credits", "--format", "json"))["account"] is None


def test_a_plan_without_a_duration_has_no_end_to_compare_with(running: Repository) -> None:
    running.replace(PLAN, "4 weeks, starting 2026-03-09", "four weeks")
    said = halden(running, "credits")
    assert "Runs out:  2026-03-31 at this pace\n" in said
    assert "Time:" not in said

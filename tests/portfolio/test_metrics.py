"""The examples of ``docs/metrics.md``, and what is done with what is missing, unreadable or far away."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.exports.metrics_json import metrics_json
from poc_docs.exports.metrics_text import metrics_text
from poc_docs.plan.adoption import adoptable
from poc_docs.plan.amounts import exact_amount
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.metrics import Period, Quarter, Ratio, Spread, TooManyQuartersError, metrics
from poc_docs.portfolio.metrics.periods import quarter_of, quarters
from poc_docs.portfolio.owners import UnknownOwnerError, owner_of, owners_meant
from poc_docs.portfolio.reading import read_portfolio
from tests.portfolio.metrics_plans import FIRST, PLAIN, Drawn, like, text_of
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = dt.date(2026, 11, 22)


def files(*plans: Drawn) -> dict[str, bytes]:
    return {f"plans/{number}.md": text_of(plan, number).encode() for number, plan in enumerate(plans)}


def answer(found: Mapping[str, bytes], **asked: Any) -> dict[str, Any]:
    value: dict[str, Any] = metrics_json(metrics(read_portfolio(found), TODAY, **asked))
    return value


def numbers(*plans: Drawn, **asked: Any) -> dict[str, Any]:
    found = answer(files(*plans), **asked)
    assert found["left_out"] == []
    value: dict[str, Any] = found["numbers"]
    return value


def parts(ratio: Mapping[str, Any]) -> tuple[int, int, float | None]:
    return ratio["numerator"], ratio["denominator"], ratio["percent"]


def test_counts_by_stage_outcome_and_reason() -> None:
    running = like(status="Active")
    found = numbers(
        running,
        running,
        PLAIN,
        like(status="Active", closed="withdrew"),
        like(status="Planning", closed="no-decision"),
    )
    assert found["status"] == {"Planning": 0, "Active": 2, "Complete": 1, "closed": 2}
    assert found["outcomes"] == {"Proceed": 1, "Conditional": 0, "No-go": 0}
    assert found["closed"] == {"qualified-out": 0, "withdrew": 1, "no-decision": 1, "superseded": 0}


def test_the_win_rate_counts_neither_pending_nor_no_decision() -> None:
    words = ["won", "won", "lost", *["pending"] * 4, "no decision", ""]
    found = numbers(*(like(business=word, business_day=40) for word in words))
    assert found["win_rate"] == {"numerator": 2, "denominator": 3, "percent": 66.7, "small": True}
    assert found["business"] == {"won": 2, "lost": 1, "pending": 4, "no decision": 1}


def test_a_closed_plan_counts_in_no_win_rate_and_is_named() -> None:
    closed = like(status="Active", closed="withdrew", business="won", business_day=40)
    found = numbers(closed, like(status="Planning", business="lost", business_day=40))
    assert parts(found["win_rate"]) == (0, 1, 0.0)
    assert found["business"]["won"] == 1
    assert found["left_out"]["win_rate"] == [
        {"path": "plans/0.md", "id": "plan-0", "why": "closed (withdrew), which counts as neither"}
    ]


def test_technical_against_business_wins() -> None:
    outcomes = [*["Proceed"] * 4, "No-go"]
    business = ["won", "won", "lost", "", "lost"]
    found = numbers(
        *(like(outcome=o, business=b, business_day=9) for o, b in zip(outcomes, business, strict=True))
    )
    row = found["technical_and_business"]["Proceed"]
    assert (row["won"], row["lost"], row["not said"]) == (2, 1, 1)
    assert parts(row["win_rate"]) == (2, 3, 66.7)
    assert parts(found["technical_and_business"]["Conditional"]["win_rate"]) == (0, 0, None)
    assert parts(found["technical_win_rate"]) == (4, 5, 80.0)


@pytest.mark.parametrize(("prospect", "yes"), [(0, 1), (1, 0), (-1, 1)])
def test_agreed_before_the_start_means_both_by_the_first_day(prospect: int, yes: int) -> None:
    found = numbers(like(prospect=prospect, start=2))
    assert parts(found["agreed_before_start"])[:2] == (yes, 1)


def test_the_start_is_that_of_the_duration_that_was_signed() -> None:
    """The amended Duration begins on the same day here; its length is what was changed."""
    found = numbers(like(first_weeks=3, prospect=1, start=1), like(first_weeks=3))
    assert parts(found["agreed_before_start"])[:2] == (1, 2)


def test_actual_days_leave_pauses_out_and_planned_ones_are_told_twice() -> None:
    found = numbers(like(first=dt.date(2026, 9, 7), completed=33, pauses=((10, 13),), first_weeks=3))[
        "duration"
    ]
    assert [found[f"{name}_days"] for name in ("actual", "planned", "first_planned")] == [30, 28, 21]
    assert found["against_present"]["median_exact"] == {"numerator": 15, "denominator": 14}
    assert found["against_present"]["median"] == 1.07
    assert found["against_first_agreed"]["median"] == 1.43


def test_a_day_of_work_and_a_decision_on_the_day_of_the_start_count() -> None:
    found = numbers(like(completed=0, decided=0, vendor=-1))
    assert found["duration"]["actual_days"] == 1
    assert found["time_to_decision"]["median"] == 0
    assert found["left_out"] == {}
    early = numbers(like(start=3, decided=2, completed=-9))
    assert [each["why"] for each in early["left_out"]["time_to_decision"]] == ["decided before the start"]


def test_a_pause_that_nobody_ended_holds_up_to_the_end() -> None:
    text = text_of(like(completed=30, pauses=((20, 22),)), 0).replace("to: 2026-03-31", "to: ")
    assert "to: ," in text
    value = answer({"plans/0.md": text.encode()})
    assert value["numbers"]["duration"]["actual_days"] == 20


def test_the_median_time_to_decision_is_exact() -> None:
    three = [like(decided=days, decision=50) for days in (38, 30, 40)]
    assert numbers(*three)["time_to_decision"] == {
        "n": 3,
        "median": 38.0,
        "median_exact": {"numerator": 38, "denominator": 1},
        "lowest": 30.0,
        "highest": 40.0,
        "small": True,
    }
    assert numbers(*three, like(decided=41))["time_to_decision"]["median"] == 39.0
    assert numbers(*three, like(decided=37))["time_to_decision"]["median"] == 37.5


def test_decided_on_time_by_the_present_and_by_the_first_date() -> None:
    found = numbers(like(decision=40, first_decision=20, decided=40), like(decided=31))["decided_on_time"]
    assert parts(found["against_present"]) == (1, 2, 50.0)
    assert parts(found["against_first_agreed"]) == (0, 2, 0.0)


def test_the_pass_rate_leaves_out_what_nobody_tested() -> None:
    plans = [
        like(verdicts=("Pass", "Pass", ""), kinds=("cost", "", "")),
        like(verdicts=("Pass", "Fail", "Pass"), kinds=("cost", "performance", ""), outcome="Conditional"),
    ]
    found = numbers(*plans, like(status="Active"))["pass_rate"]
    assert found["all"] == {
        "numerator": 4, "denominator": 5, "percent": 80.0, "small": True, "without_verdict": 1
    }  # fmt: skip
    assert parts(found["by_kind"]["cost"]) == (2, 2, 100.0)
    assert parts(found["by_kind"]["performance"]) == (0, 1, 0.0)
    assert parts(found["by_kind"]["integration"]) == (0, 0, None)
    assert found["by_kind"]["no kind"]["without_verdict"] == 1
    assert parts(found["by_weight"]["Required"]) == (1, 2, 50.0)


def test_amendments_of_started_plans() -> None:
    plans = [
        like(first_weeks=3, status="Active", amendment_signed=False),
        PLAIN,
        PLAIN,
        like(status="Planning"),
    ]
    found = numbers(*plans)["amendments"]
    assert found["per_plan"] == {"numerator": 1, "denominator": 3, "mean": 0.33, "small": True}
    assert found["open"] == 1
    assert parts(found["plans_with_none"]) == (2, 3, 66.7)


def test_the_load_looks_thirty_days_ahead() -> None:
    days = [(day - FIRST).days for day in (TODAY, dt.date(2026, 12, 22), dt.date(2026, 12, 23))]
    plans = [like(status="Active", decision=day) for day in days]
    late = like(status="Planning", decision=(TODAY - FIRST).days - 1, engineer="INES FALK")
    closed = like(status="Active", closed="withdrew", decision=days[0])
    other = like(status="Planning", engineer='"[Name]"', decision=days[0])
    found = answer(files(late, *plans, closed, other, PLAIN))["load"]
    assert found == answer(files(*plans, late, closed, other, PLAIN))["load"]
    keys = ("owner", "running", "planned", "decisions_next_30_days", "decisions_overdue")
    assert [tuple(each[key] for key in keys) for each in found] == [
        ("INES FALK", 3, 1, 2, 1),
        (None, 0, 1, 1, 0),
    ]


def deal(amount: str, opportunity: str, **different: Any) -> Drawn:
    crm = {"forecast_category": "Commit", "amount": amount, "close_date": "2026-12-01"}
    return like(opportunity=opportunity, crm={key: value for key, value in crm.items() if value}, **different)


def test_amounts_are_exact_and_never_added_over_currencies() -> None:
    found = numbers(deal("0.10 EUR", "A"), deal("0.20 EUR", "B"), deal("80000.00 GBP", "C"))
    huge = "1" + "0" * 40
    assert found["pipeline"] == [
        {"category": "Commit", "amount": "0.30", "currency": "EUR", "deals": 2},
        {"category": "Commit", "amount": "80000.00", "currency": "GBP", "deals": 1},
    ]
    found = numbers(deal(f"{huge}.00 EUR", "A"), deal("0.01 EUR", "B"))
    assert found["pipeline"][0]["amount"] == f"{huge}.01"


def test_plans_of_one_opportunity_are_one_deal() -> None:
    found = numbers(
        deal("5.00 EUR", "A"), deal("5 EUR", "A"), deal("7 EUR", "A", status="Active", closed="superseded")
    )
    assert found["pipeline"] == [{"category": "Commit", "amount": "5.00", "currency": "EUR", "deals": 1}]
    assert found["left_out"]["pipeline"] == [
        {"path": "plans/0.md", "id": "plan-0", "why": "the same deal as plans/1.md"}
    ]
    found = numbers(deal("5 EUR", "A"), deal("6 EUR", "A"), deal("", "B"))
    assert found["pipeline"] == []
    whys = {each["why"] for each in found["left_out"]["pipeline"]}
    assert whys == {
        "the same deal as plans/1.md",
        "the plans of its deal say different amounts: 5 EUR, 6 EUR",
        "no amount",
    }
    assert numbers(deal("5 EUR", "A", business="won"), deal("5 EUR", "A"))["pipeline"] == []


def test_the_plan_written_last_speaks_for_its_deal() -> None:
    early, late = (FIRST + dt.timedelta(days=days) for days in (0, 10))
    one = deal("5 EUR", "A", first=late)
    other = like(opportunity="A", first=early, crm={"forecast_category": "Best Case", "amount": "5 EUR"})
    for plans in ((one, other), (other, one)):
        (line,) = numbers(*plans)["pipeline"]
        assert line["category"] == "Commit"


def test_what_is_missing_outside_of_the_period_is_not_named() -> None:
    closed = like(status="Active", closed="withdrew", business="won", business_day=40)
    day = FIRST + dt.timedelta(days=40)
    assert "win_rate" in numbers(closed, period=Period(day, day))["left_out"]
    after = Period(day + dt.timedelta(days=1))
    assert "win_rate" not in numbers(closed, period=after)["left_out"]
    later = like(first=dt.date(2026, 8, 3))
    quarterly = answer(files(closed, later), by_quarter=True)["quarters"]
    named = [each["quarter"] for each in quarterly if "win_rate" in each["numbers"]["left_out"]]
    assert named == ["2026-Q2"]


def test_fewer_than_ten_are_few() -> None:
    assert (Ratio(5, 9).is_small, Ratio(5, 10).is_small) == (True, False)
    values = tuple(map(Fraction, range(10)))
    assert (Spread(values[:9]).is_small, Spread(values).is_small) == (True, False)


def test_a_share_close_to_none_or_all_is_neither() -> None:
    assert (Ratio(1, 5000).percent, Ratio(4999, 5000).percent) == (0.1, 99.9)
    assert (Ratio(0, 5000).percent, Ratio(5000, 5000).percent) == (0, 100)


def test_no_plans_give_no_data() -> None:
    value = answer({}, by_quarter=True)
    assert value["quarters"] == []
    assert value["undated"] is None
    assert parts(value["numbers"]["win_rate"]) == (0, 0, None)
    said = metrics_text(value)
    assert "%" not in said
    assert "Win rate                            no data\n" in said


def test_what_breaks_the_rules_or_cannot_be_read_is_in_no_number_and_is_named() -> None:
    broken = files(PLAIN, like(broken=True)) | {"plans/x.md": b"\xff", "plans/y.md": b"# A note\n"}
    value = answer(broken)
    assert value["plans"] == 1
    assert value["numbers"]["status"]["Complete"] == 1
    assert [(each["path"], each["id"]) for each in value["left_out"]] == [
        ("plans/1.md", "plan-1"),
        ("plans/x.md", None),
        ("plans/y.md", None),
    ]
    assert value["left_out"][0]["why"] == "1 error"
    assert "UTF-8" in value["left_out"][1]["why"]
    said = metrics_text(value)
    assert "1 plan counted; 3 files left out, see below." in said
    assert "  plans/1.md: 1 error, in no number\n" in said


def test_two_files_with_one_id_are_both_left_out() -> None:
    twice = {**files(PLAIN), "plans/copy.md": text_of(PLAIN, 0).encode()}
    assert answer(twice)["plans"] == 0


def test_an_adopted_plan_counts_but_for_what_nobody_recorded() -> None:
    text = text_of(PLAIN, 0)
    before, _, rest = text.partition("signatures:")
    text = before + rest[rest.index("completed:") :]
    entry = adoptable(read_plan(text))
    assert entry is not None
    portfolio = read_portfolio({"plans/0.md": text.encode()}, adopted={entry.id: entry})
    value = metrics_json(metrics(portfolio, TODAY))
    assert value["plans"] == 1
    found = value["numbers"]
    assert found["outcomes"]["Proceed"] == 1
    assert found["duration"]["planned_days"] == 28
    for name in ("agreed_before_start", "amendments", "time_to_decision"):
        assert [each["why"] for each in found["left_out"][name]] == ["no recorded start"]
    assert parts(found["agreed_before_start"]) == (0, 0, None)


def test_what_has_no_date_is_in_the_whole_and_in_no_period() -> None:
    undated, dated = like(business="won"), like(business="lost", business_day=40)
    whole = numbers(undated, dated)
    assert parts(whole["win_rate"])[:2] == (1, 2)
    found = numbers(undated, dated, period=Period(None, dt.date(2027, 1, 1)))
    assert parts(found["win_rate"])[:2] == (0, 1)
    why = "no business date, so it lies in no period"
    assert [each["why"] for each in found["left_out"]["win_rate"]] == [why]
    value = answer(files(undated, dated), by_quarter=True)
    assert value["undated"]["business"]["won"] == 1
    assert sum(each["numbers"]["business"]["won"] for each in value["quarters"]) == 0


def test_both_ends_of_a_period_belong_to_it() -> None:
    plan = like(business="won", business_day=10)
    day = FIRST + dt.timedelta(days=10)
    one = dt.timedelta(days=1)
    for period, count in [
        (Period(day, day), 1),
        (Period(day + one, None), 0),
        (Period(None, day - one), 0),
        (Period(day, None), 1),
    ]:
        assert parts(numbers(plan, period=period)["win_rate"])[1] == count


def test_empty_quarters_between_are_shown_with_zeros() -> None:
    plans = [like(business="won", business_day=10), like(first=dt.date(2027, 5, 3))]
    value = answer(files(*plans), by_quarter=True)
    names = [each["quarter"] for each in value["quarters"]]
    assert names == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]
    third = value["quarters"][2]["numbers"]
    assert set(third["status"].values()) == {0}
    assert parts(third["win_rate"]) == (0, 0, None)
    said = metrics_text(value, 200)
    assert "2026-Q3" in said
    assert "0% " not in said.replace("100% ", "")


def test_a_slip_in_a_year_is_named_in_place_of_thousands_of_quarters() -> None:
    far = like(first=dt.date(206, 3, 9))
    with pytest.raises(TooManyQuartersError, match=r"206-02-17 \(plans/1.md\)") as refused:
        answer(files(PLAIN, far), by_quarter=True)
    assert "--since" in refused.value.advice
    since = Period(dt.date(2000, 1, 1))
    assert [each["quarter"] for each in answer(files(PLAIN, far), period=since, by_quarter=True)["quarters"]]


def test_an_owner_limits_every_number_and_keeps_what_may_be_theirs() -> None:
    found = files(PLAIN, like(engineer="Daniel Osei"), like(engineer="Daniel Osei", broken=True))
    found["plans/x.md"] = b"\xff"
    portfolio = read_portfolio(found)
    names = [owner_of(entry.plan) for entry in portfolio.entries]
    value = metrics_json(metrics(portfolio, TODAY, owners=owners_meant(names, "ines falk")))
    assert (value["plans"], value["owners"]) == (1, ["Ines Falk"])
    assert [each["path"] for each in value["left_out"]] == ["plans/x.md"]
    assert list(owners_meant(names, "dan")) == ["Daniel Osei"]
    for wrong, advice in [("Ines Flak", "did you mean 'Ines Falk'?"), ("", "are: Daniel Osei, Ines Falk")]:
        with pytest.raises(UnknownOwnerError) as refused:
            owners_meant(names, wrong)
        assert advice in refused.value.advice


def test_the_order_of_the_files_and_the_day_change_nothing_but_the_load() -> None:
    found = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}
    portfolio = read_portfolio(found)
    one = metrics_json(metrics(portfolio, TODAY, by_quarter=True))
    other = metrics_json(metrics(portfolio, dt.date(2031, 1, 1), by_quarter=True))
    assert one == metrics_json(metrics(read_portfolio(dict(reversed(found.items()))), TODAY, by_quarter=True))
    same = {key: value for key, value in one.items() if key not in {"today", "load"}}
    assert same == {key: value for key, value in other.items() if key not in {"today", "load"}}


def test_every_number_of_the_text_stands_in_the_json_beside_it() -> None:
    value = answer({f"plans/{path.name}": path.read_bytes() for path in SAMPLES})
    said = metrics_text(value)
    rate = value["numbers"]["win_rate"]
    assert f"{rate['numerator']} of {rate['denominator']}   small (n={rate['denominator']})" in said
    for line in value["numbers"]["pipeline"]:
        assert exact_amount(Decimal(line["amount"]), line["currency"]) in said
    for each in value["load"]:
        assert each["owner"] in said
    ended = value["numbers"]["closed"]["no-decision"]
    assert f"Closed                              without a decision {ended}, qualified-out " in said


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_a_share_reads_none_or_all_only_where_it_is(one: int, other: int) -> None:
    ratio = Ratio(min(one, other), max(one, other))
    if not ratio.denominator:
        assert ratio.percent is None
        return
    assert ratio.percent is not None
    assert (ratio.percent == 0) == (ratio.numerator == 0)
    assert (ratio.percent == 100) == (ratio.numerator == ratio.denominator)
    assert abs(ratio.percent - 100 * ratio.numerator / ratio.denominator) <= 0.1


@given(st.lists(st.fractions(min_value=0, max_value=100), min_size=1, max_size=9))
def test_half_lie_on_either_side_of_the_median(values: list[Fraction]) -> None:
    median = Spread(tuple(sorted(values))).median
    assert median is not None
    assert 2 * sum(each <= median for each in values) >= len(values)
    assert 2 * sum(each >= median for each in values) >= len(values)


@given(st.lists(st.dates(), min_size=1, max_size=4))
def test_quarters_hold_every_day_once_and_follow_each_other(days: list[dt.date]) -> None:
    near = [day.replace(year=2000 + day.year % 5) for day in days if (day.month, day.day) != (2, 29)]
    found = quarters(near)
    for day in near:
        assert [each for each in found if day in each.period] == [quarter_of(day)]
    assert found == sorted(found)
    ends = [each.period for each in found]
    for before, after in pairwise(ends):
        assert before.until is not None
        assert after.since == before.until + dt.timedelta(days=1)


def test_the_last_quarter_of_the_calendar() -> None:
    assert Quarter(9999, 4).period == Period(dt.date(9999, 10, 1), dt.date.max)
    assert str(quarter_of(dt.date(206, 2, 1))) == "0206-Q1"

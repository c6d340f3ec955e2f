"""Every number equals that of a second program, which reads ``show --format json`` and nothing else."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.exports.metrics_json import metrics_json
from poc_docs.portfolio.metrics import Period, metrics
from poc_docs.portfolio.reading import read_portfolio
from tests.portfolio.metrics_oracle import Oracle, middle
from tests.portfolio.metrics_plans import Drawn, drawn_plans, shown, text_of
from tests.reliability.sizes import inputs
from tests.site.changed_plans import ACTIVE, COMPLETE, amended, corrected, sample, signed, twice_amended
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from poc_docs.portfolio.entries import Portfolio

TODAY = dt.date(2026, 11, 22)
FILES = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}


def changed() -> dict[str, bytes]:
    """Give plans with amendments of every sort, a correction that is signed, and one that is open."""
    objective = sample(ACTIVE).overview.objective
    assert objective is not None
    spelt = {"Objective": objective.source.replace("substitutes", "Substitutes")}
    plans = {
        "twice": twice_amended(),
        "editorial": amended(sample(ACTIVE), "2026-11-15", spelt, editorial=True),
        "open": amended(sample(ACTIVE), "2026-11-15", {"criterion 1 target": "<140ms"}),
        "correction-open": corrected(sample(COMPLETE), "2026-10-01", {1: "48 ms"}),
        "correction-signed": signed(
            corrected(sample(COMPLETE), "2026-10-01", {1: "59 ms"}), "2026-10-02", results=True
        ),
    }
    return {
        f"plans/{name}.md": plan.document.text.replace(f"id: {plan.id}", f"id: {name}").encode()
        for name, plan in plans.items()
    }


def answer(portfolio: Portfolio, period: Period = Period()) -> dict[str, Any]:  # noqa: B008 -- frozen
    found: dict[str, Any] = metrics_json(metrics(portfolio, TODAY, period=period))
    return found


def assert_numbers(numbers: dict[str, Any], oracle: Oracle) -> None:
    """Compare all numbers of a period."""
    for name in ("status", "outcomes", "closed", "business"):
        assert numbers[name] == getattr(oracle, name)(), name
    assert pair(numbers["win_rate"]) == oracle.win_rate()
    both = {
        (outcome, business): count
        for outcome, row in numbers["technical_and_business"].items()
        for business, count in row.items()
        if business != "win_rate" and count
    }
    assert both == oracle.both()
    outcomes = oracle.outcomes()
    assert pair(numbers["technical_win_rate"]) == (outcomes["Proceed"], sum(outcomes.values()))
    assert pair(numbers["agreed_before_start"]) == oracle.agreed_before_start()
    assert_durations(numbers["duration"], oracle.durations())
    assert_spread(numbers["time_to_decision"], [Fraction(days) for days in oracle.days_to_decision()])
    present, first, of = oracle.on_time()
    assert pair(numbers["decided_on_time"]["against_present"]) == (present, of)
    assert pair(numbers["decided_on_time"]["against_first_agreed"]) == (first, of)
    assert rate(numbers["pass_rate"]["all"]) == oracle.verdicts()
    for kind, found in numbers["pass_rate"]["by_kind"].items():
        assert rate(found) == oracle.verdicts("kind", None if kind == "no kind" else kind), kind
    for weight, found in numbers["pass_rate"]["by_weight"].items():
        assert rate(found) == oracle.verdicts("weight", weight), weight
    count, waiting, plans, without = oracle.amendments()
    assert pair(numbers["amendments"]["per_plan"]) == (count, plans)
    assert numbers["amendments"]["open"] == waiting
    assert pair(numbers["amendments"]["plans_with_none"]) == (without, plans)
    lines = {
        (line["category"].casefold() if line["category"] else None, line["currency"]): (
            Fraction(line["amount"]),
            line["deals"],
        )
        for line in numbers["pipeline"]
    }
    assert lines == oracle.pipeline()


def assert_durations(found: dict[str, Any], expected: list[tuple[int, int, int]]) -> None:
    totals = [sum(each[i] for each in expected) for i in range(3)]
    assert [found[f"{name}_days"] for name in ("actual", "planned", "first_planned")] == totals
    assert_spread(found["against_present"], [Fraction(worked, now) for worked, now, _ in expected])
    assert_spread(found["against_first_agreed"], [Fraction(worked, first) for worked, _, first in expected])


def assert_spread(found: dict[str, Any], values: list[Fraction]) -> None:
    assert found["n"] == len(values)
    assert found["small"] == (len(values) < 10)
    if not values:
        assert found["median"] is found["median_exact"] is found["lowest"] is found["highest"] is None
        return
    assert Fraction(found["median_exact"]["numerator"], found["median_exact"]["denominator"]) == middle(
        values
    )
    assert abs(Fraction(found["median"]) - middle(values)) <= Fraction(6, 1000)
    assert found["lowest"] == round(float(min(values)), 2) or found["lowest"] == float(round(min(values), 2))
    assert found["highest"] == float(round(max(values), 2))


def pair(ratio: dict[str, Any]) -> tuple[int, int]:
    """Give numerator and denominator, after a look at what follows from them."""
    upper, lower = ratio["numerator"], ratio["denominator"]
    assert ratio["small"] == (lower < 10)
    if "percent" in ratio:
        assert (ratio["percent"] is None) == (lower == 0)
        assert (ratio["percent"] == 0) == (upper == 0 and lower > 0)
        assert (ratio["percent"] == 100) == (upper == lower and lower > 0)
        assert ratio["percent"] is None or abs(ratio["percent"] - 100 * upper / lower) <= 0.1
    return upper, lower


def rate(found: dict[str, Any]) -> tuple[int, int, int]:
    return (*pair(found), found["without_verdict"])


def assert_load(found: list[dict[str, Any]], oracle: Oracle) -> None:
    keys = ("running", "planned", "decisions_next_30_days", "decisions_overdue")
    lines = {
        each["owner"].casefold() if each["owner"] else None: tuple(each[key] for key in keys)
        for each in found
    }
    assert lines == oracle.load(TODAY)
    assert len(lines) == len(found)


PERIODS = [
    Period(),
    Period(dt.date(2026, 7, 1), dt.date(2026, 9, 30)),
    Period(dt.date(2026, 9, 4)),
    Period(None, dt.date(2026, 9, 4)),
    Period(dt.date(2030, 1, 1)),
]


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_the_sample_portfolio_has_the_numbers_of_the_second_program(period: Period) -> None:
    portfolio = read_portfolio(FILES)
    found = answer(portfolio, period)
    oracle = Oracle(shown(portfolio), period.since, period.until)
    assert_numbers(found["numbers"], oracle)
    assert_load(found["load"], oracle)
    assert found["funnel"] == oracle.funnel()
    assert found["plans"] == len(SAMPLES)


def test_amended_and_corrected_plans_have_them_too() -> None:
    portfolio = read_portfolio({**FILES, **changed()})
    plans = shown(portfolio)
    # The same prospect's word stands in more than one of these files, which is an error: here it is none.
    sound = [entry for entry in portfolio.entries if not {e.code for e in entry.errors} - {"POC602"}]
    assert len(sound) == len(portfolio.entries)
    portfolio = type(portfolio)(tuple(type(e)(e.path, e.plan, ()) for e in portfolio.entries))
    for plan in plans:
        plan["computed"]["not_computed"] = None
    found = answer(portfolio)["numbers"]
    assert_numbers(found, Oracle(plans))
    left_out = {each["id"] for each in found["left_out"]["outcomes"]}
    assert left_out == {"correction-open"}
    assert found["left_out"]["pass_rate"][0]["why"] == "a correction of its results is open"
    before = answer(read_portfolio(FILES))["numbers"]["amendments"]
    # Two of the plan that was amended twice, the open one, and neither spelling nor corrections.
    assert found["amendments"]["per_plan"]["numerator"] == before["per_plan"]["numerator"] + 3
    assert found["amendments"]["open"] == before["open"] + 1


@settings(max_examples=inputs(60, 10_000))
@given(st.lists(drawn_plans(), max_size=5), st.sampled_from(PERIODS))
def test_any_portfolio_has_the_numbers_of_the_second_program(drawn: list[Drawn], period: Period) -> None:
    files = {f"plans/{i}.md": text_of(each, i).encode() for i, each in enumerate(drawn)}
    portfolio = read_portfolio(files)
    found = answer(portfolio, period)
    oracle = Oracle(shown(portfolio), period.since, period.until)
    assert_numbers(found["numbers"], oracle)
    assert_load(found["load"], oracle)
    assert found["funnel"] == oracle.funnel()
    assert found["plans"] + len(found["left_out"]) == len(files)
    assert found["plans"] == len(oracle.plans) == sum(not each.broken for each in drawn)


@settings(max_examples=inputs(40, 10_000))
@given(st.lists(drawn_plans(), max_size=4))
def test_quarters_and_what_has_no_date_add_up_to_the_whole(drawn: list[Drawn]) -> None:
    files = {f"plans/{i}.md": text_of(each, i).encode() for i, each in enumerate(drawn)}
    portfolio = read_portfolio(files)
    found = metrics_json(metrics(portfolio, TODAY, by_quarter=True))
    parts = [each["numbers"] for each in found["quarters"]] + [found["undated"]] * bool(found["undated"])
    assert added(parts) == added([found["numbers"]])
    for each in found["quarters"]:
        year, number = int(each["quarter"][:4]), int(each["quarter"][-1])
        first = dt.date(year, 3 * number - 2, 1)
        last = (dt.date(year, 3 * number, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        assert_numbers(each["numbers"], Oracle(shown(portfolio), first, last))


def added(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up what can be added: counts, numerators, denominators, days and amounts of one currency."""
    total: dict[str, Any] = {}
    for part in parts:
        for key, value in flat(part):
            total[key] = total.get(key, 0) + value
    return {key: value for key, value in total.items() if value}


def flat(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in {
                "percent",
                "small",
                "mean",
                "median",
                "median_exact",
                "lowest",
                "highest",
                "left_out",
            }:
                yield from flat(each, f"{name}/{key}")
    elif isinstance(value, list):
        for line in value:
            where = f"{name}/{(line['category'] or '').casefold()}/{line['currency']}"
            yield f"{where}/amount", Fraction(line["amount"])
            yield f"{where}/deals", line["deals"]
    else:
        yield name, value

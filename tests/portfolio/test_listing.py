"""The list of plans: columns, filters that combine, sorting, and a table that fits."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.exports.list_json import list_json
from poc_docs.exports.list_text import list_text
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio import listing
from poc_docs.portfolio.listing import UnknownWordError
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.stages import by_stage
from poc_docs.text.display_width import display_width
from tests.portfolio.metrics_plans import like, text_of
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.portfolio.entries import Portfolio
    from poc_docs.portfolio.listing import Column, Filter, Listed

TODAY = dt.date(2026, 11, 22)


def in_usual_order(portfolio: Portfolio, today: dt.date = TODAY) -> list[Listed]:
    return listing.in_order(listing.listed_plan(entry, today) for entry in portfolio.entries)


PORTFOLIO = read_portfolio({f"plans/{path.name}": path.read_bytes() for path in SAMPLES})
LINES = in_usual_order(PORTFOLIO)
COLUMNS = listing.columns()
FILTERS = (
    listing.of_status(["active"]),
    listing.of_status(["Complete", "closed"]),
    listing.of_outcome(["No-go"]),
    listing.of_outcome(["none", "proceed"]),
    listing.of_owner(["Tomasz Bielak"]),
    listing.with_prospect("BANCO"),
    listing.with_text("corvid"),
    listing.decided_before(dt.date(2026, 12, 9)),
)


def lines_from(**files: bytes) -> list[Listed]:
    return in_usual_order(read_portfolio({f"plans/{name}.md": data for name, data in files.items()}))


def ids(lines: Sequence[Listed]) -> list[str]:
    return [line.id for line in lines]


def test_every_plan_stands_in_the_usual_order() -> None:
    assert [line.path for line in LINES] == [entry.path for entry in by_stage(PORTFOLIO)]


def test_what_is_kept_of_a_plan_says_the_same_at_another_path() -> None:
    texts = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES} | {"plans/c.md": b"# Minutes\n"}
    before = in_usual_order(read_portfolio(texts))
    kept = {line.path: json.dumps(listing.KIND.plain(line)) for line in before}
    after = in_usual_order(read_portfolio({f"plans/archive{p[5:]}": data for p, data in texts.items()}))
    assert after == [
        listing.KIND.value(line.path, json.loads(kept[line.path.replace("/archive", "")])) for line in after
    ]


def test_only_what_goes_on_may_be_told_otherwise_tomorrow() -> None:
    for days in (1, 30, 400):
        later = {line.path: line for line in in_usual_order(PORTFOLIO, TODAY + dt.timedelta(days))}
        assert all(later[line.path] == line for line in LINES if not line.is_of_day)
    assert {line.is_of_day for line in LINES} == {False, True}


@pytest.mark.parametrize("name", COLUMNS)
def test_sorting_keeps_every_plan_and_puts_those_without_a_value_last(name: str) -> None:
    column = COLUMNS[name]
    up = listing.sort_lines(LINES, column)
    down = listing.sort_lines(LINES, column, backwards=True)
    assert sorted(ids(up)) == sorted(ids(down)) == sorted(ids(LINES))
    keys = [column.key(line) for line in up]
    known = [key for key in keys if key is not None]
    assert keys == [*sorted(known), *[None] * (len(keys) - len(known))]
    backwards = [column.key(line) for line in down]
    assert backwards == [*sorted(known, reverse=True), *[None] * (len(keys) - len(known))]


def test_amounts_are_sorted_by_number_within_their_currency() -> None:
    found = [line for line in listing.sort_lines(LINES, COLUMNS["amount"]) if line.amount]
    euros = [float(line.amount) for line in found if line.currency == "EUR"]
    assert euros == sorted(euros)
    assert len(euros) > 2
    currencies = [line.currency for line in found]
    assert currencies == sorted(currencies)
    assert all(COLUMNS["amount"].shown(line).endswith(line.currency) for line in found)


@given(st.lists(st.sampled_from(FILTERS), unique=True))
def test_filters_combine_and_the_one_in_the_way_is_named(filters: list[Filter]) -> None:
    found = listing.select(LINES, filters)
    assert found == [line for line in LINES if all(each.fits(line) for each in filters)]
    for each, count in listing.loosened(LINES, filters):
        rest = [other for other in filters if other is not each]
        assert count == len(listing.select(LINES, rest)) > 0
    if not filters:
        assert found == LINES


def test_what_each_filter_finds() -> None:
    found = {each.said: set(ids(listing.select(LINES, [each]))) for each in FILTERS}
    plans = {line.id: line for line in LINES}
    assert found["--status Active"] == {i for i, line in plans.items() if line.status.startswith("Active")}
    assert found["--status Complete --status closed"] == {
        i for i, line in plans.items() if line.status.startswith(("Complete", "closed"))
    }
    # An outcome that nobody wrote yet is found where it is computed already.
    assert found["--outcome No-go"] == {i for i, line in plans.items() if outcome(line) == "No-go"}
    assert {"lakshya-disruption-rebooking"} < found["--outcome No-go"]
    assert found["--prospect BANCO"] == {"serra-verde-fraud-scoring"}
    assert {"kolmihaara-chat-moderation", "tranvik-arrival-prediction"} <= found["--owner 'Tomasz Bielak'"]
    dated = {i for i, line in plans.items() if line.decision_date and line.decision_date < "2026-12-09"}
    assert found["--decision-before 2026-12-09"] == dated


PLANS = {entry.path: entry.plan for entry in PORTFOLIO.entries if entry.plan}


def outcome(line: Listed) -> str | None:
    plan = PLANS[line.path]
    if plan.metadata is None or plan.metadata.closed:
        return None
    written = plan.decision.outcome
    return (written.value if written else None) or compute_outcome(plan).outcome


@pytest.mark.parametrize(
    ("word", "advice"),
    [("titel", "did you mean 'title'? there are: id, "), ("zzz", "there are: id, prospect, title, status")],
)
def test_an_unknown_column_is_answered_with_the_nearest_and_all(word: str, advice: str) -> None:
    with pytest.raises(UnknownWordError, match=word) as refused:
        listing.named_columns(f"id,{word}")
    assert refused.value.advice.startswith(advice)


def test_columns_are_named_in_any_letter_case_and_stand_once() -> None:
    assert [each.name for each in listing.named_columns(" Title,id,,ID")] == ["title", "id"]
    with pytest.raises(UnknownWordError, match="no column"):
        listing.named_columns(" , ")


@pytest.mark.parametrize(
    ("asked", "words", "advice"),
    [
        (
            listing.of_status,
            ["actve"],
            "did you mean 'Active'? there are: Planning, Active, Complete, closed, ",
        ),
        (listing.of_outcome, ["won"], "there are: Proceed, Conditional, No-go, none"),
    ],
)
def test_an_unknown_word_is_answered_with_the_nearest_and_all(
    asked: Any, words: list[str], advice: str
) -> None:
    with pytest.raises(UnknownWordError) as refused:
        asked(words)
    assert advice in refused.value.advice


def test_a_plan_with_errors_says_so_and_has_no_outcome() -> None:
    broken = lines_from(a=text_of(like(broken=True), 0).encode())[0]
    assert broken.status == "Complete, 1 error"
    assert (broken.outcome, broken.outcome_words) == ("", "not computed")
    assert list_json([broken], [broken], TODAY)["plans"][0]["computed_outcome"] is None


def test_what_cannot_be_read_is_listed_and_fits_no_filter() -> None:
    lines = lines_from(a=text_of(like(), 0).encode(), b=b"\xff", c=b"# Minutes\n")
    assert [line.status for line in lines] == ["Complete", "unreadable, 1 error", lines[2].status]
    assert ids(listing.select(lines, [listing.of_owner(["Ines Falk"])])) == ["plan-0"]
    assert len(listing.select(lines, [listing.of_status(["unreadable"])])) == 2
    value = list_json(lines[:1], lines, TODAY)
    assert (value["found"], value["all"], value["unreadable"]) == (1, 3, ["plans/b.md", "plans/c.md"])
    shown = list_text(lines, [*COLUMNS.values()], None)
    assert "plans/b.md" in shown.lines[2]


def test_the_week_counts_without_pauses_and_only_while_a_plan_runs() -> None:
    first = TODAY - dt.timedelta(days=14)
    running = like(first=first, status="Active")
    paused = like(first=first, status="Active", pauses=((2, 8),))
    lines = lines_from(
        a=text_of(running, 0).encode(),
        b=text_of(paused, 1).encode(),
        c=text_of(like(first=first, status="Planning"), 2).encode(),
        d=text_of(like(first=TODAY + dt.timedelta(days=3), status="Active"), 3).encode(),
    )
    weeks = {line.id: COLUMNS["week"].shown(line) for line in lines}
    assert weeks == {"plan-0": "3 of 4", "plan-1": "2 of 4", "plan-2": "", "plan-3": ""}


def test_an_open_amendment_and_an_open_pause_stand_in_the_status() -> None:
    text = text_of(like(status="Active", first_weeks=3, amendment_signed=False, pauses=((2, 8),)), 0)
    open_pause = text.replace(f", to: {dt.date(2026, 3, 17)}", ", to: ")
    assert open_pause != text
    (line,) = lines_from(a=open_pause.encode())
    assert line.status == "Active, amendment open, paused"


def test_health_is_a_column_where_the_release_computes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    words = iter([Health.GREEN, Health.RED, Health.YELLOW] * len(LINES))
    monkeypatch.setattr("poc_docs.portfolio.signals.computed_health", lambda *_: next(words), raising=False)
    lines = in_usual_order(PORTFOLIO)
    health = listing.columns()["health"]
    found = [health.shown(line) for line in listing.sort_lines(lines, health)]
    going_on = sum(line.stage_word in {"Planning", "Active"} for line in lines)
    assert all(found[:going_on])
    assert not any(found[going_on:])
    order = ["Red", "Yellow", "Green"]
    assert found[:going_on] == sorted(found[:going_on], key=order.index)
    assert list_json(lines, lines, TODAY)["plans"][0]["health"] in order


def test_the_json_says_what_the_plans_say() -> None:
    value = list_json(LINES, LINES, TODAY)
    for each, line in zip(value["plans"], LINES, strict=True):
        plan = PLANS[line.path]
        assert each["id"] == plan.id
        assert each["computed_outcome"] == (
            None if plan.metadata and plan.metadata.closed else compute_outcome(plan).outcome
        )
        assert 0 <= each["criteria_decided"] <= each["criteria"]


@given(st.lists(st.sampled_from(list(COLUMNS)), min_size=1, unique=True), st.integers(20, 250), st.booleans())
def test_the_table_fits_and_cuts_the_title_first_and_an_id_never(
    names: list[str], width: int, drop: bool
) -> None:
    columns = [COLUMNS[name] for name in names]
    table = list_text(LINES, columns, width, may_drop=listing.LESS_ROOM if drop else ())
    assert len(table.lines) == len(LINES) + 1
    ids = [COLUMNS["id"].shown(line) for line in LINES] if "id" in names else [""] * len(LINES)
    assert all(each in row for each, row in zip(ids, table.lines[1:], strict=True))
    kept = [each for each in columns if each.name not in table.dropped]
    if "id" not in names or room(kept) <= width:
        assert all(display_width(line) <= width for line in table.lines)
    whole = list_text(LINES, columns, None)
    assert whole.dropped == ()
    if max(map(display_width, whole.lines)) <= width:
        assert table.lines == whole.lines
    if COLUMNS["prospect"] in kept and room(kept, but="title") <= width:
        assert all(line.prospect in row for line, row in zip(LINES, table.lines[1:], strict=True))


def test_in_an_ordinary_terminal_ids_are_whole_and_health_and_decision_are_there() -> None:
    usual = [COLUMNS[name] for name in listing.DEFAULT if name in COLUMNS]
    short = [line for line in LINES if len(COLUMNS["id"].shown(line)) <= 22]
    assert short
    table = list_text(short, usual, 80, may_drop=listing.LESS_ROOM)
    assert not {"id", "prospect", "owner", "status", "health", "decision"} & set(table.dropped)
    for width in (80, 40, 20):
        _, *rows = list_text(LINES, usual, width, may_drop=listing.LESS_ROOM).lines
        for line, row in zip(LINES, rows, strict=True):
            assert f"{row} ".startswith(COLUMNS["id"].shown(line) + " ")


def room(columns: Sequence[Column], but: str = "") -> int:
    """Give the width that is enough with all texts cut down to their least, or with ``but`` alone cut."""
    total = 2 * (len(columns) - 1)
    for each in columns:
        widest = max(display_width(text) for text in (each.name, *(each.shown(line) for line in LINES)))
        total += min(widest, each.least) if each.least and but in {"", each.name} else widest
    return total


def test_wide_characters_take_two_places() -> None:
    text = text_of(like(), 0).replace(
        "Route planning at warehouse scale", "配送ルートの最適化を倉庫で検証する"
    )
    lines = lines_from(a=text.encode())
    table = list_text(lines, [COLUMNS["title"], COLUMNS["status"]], 30)
    assert all(display_width(line) <= 30 for line in table.lines)
    assert "…" in table.lines[1]


def test_columns_go_in_their_order_and_never_the_last_ones() -> None:
    usual = [COLUMNS[name] for name in listing.DEFAULT if name in COLUMNS]
    dropped = [
        list_text(LINES, usual, width, may_drop=listing.LESS_ROOM).dropped for width in range(20, 300, 5)
    ]
    less = [name for name in listing.LESS_ROOM if name in COLUMNS]
    assert all(list(each) == less[: len(each)] for each in dropped)
    assert [len(each) for each in dropped] == sorted((len(each) for each in dropped), reverse=True)
    assert dropped[-1] == ()

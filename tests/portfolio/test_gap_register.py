"""The register joined with the gap rows of plans."""

from __future__ import annotations

from decimal import Decimal

import pytest

from poc_docs.exports.gaps_json import gaps_json
from poc_docs.exports.gaps_text import advice_lines, gaps_lines, revisit_lines, unregistered_lines
from poc_docs.plan.gap_register import read_register
from poc_docs.plan.vocabulary import GapStatus, Level, Outcome
from poc_docs.portfolio.gap_register.joining import join
from poc_docs.portfolio.gap_register.selecting import Wanted, selected
from poc_docs.portfolio.reading import read_portfolio
from tests.portfolio.gap_plans import HEADER, REGISTER, deal, gap_row, joined, plan_with, told
from tests.surroundings import SAMPLES

SUPERSEDED = "closed: {date: 2026-03-20, by: Ines Falk, reason: superseded}\n"
FAILED = """\
| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Planning time | 25 minutes | < 15 minutes | Fail |
| 2 | Distance saved | 5.5% | >= 4% | Pass |
| 3 | Single sign-on | Pass | Pass/Fail | Pass |
"""
NO_GO = {"results": FAILED, "decision": ""}


def test_each_row_of_the_register_has_the_plans_that_name_it() -> None:
    report = joined(
        deal(1, "90.00 EUR", gap_row("Export of all", "High", "GAP-1", "By hand")),
        deal(2, "60.00 EUR", gap_row("Export", "Low", "gap-1"), gap_row("Log", "Medium", "GAP-2")),
    )
    first, second, third = report.registered
    assert [backing.entry.path for backing in first.backings] == ["plans/1.md", "plans/2.md"]
    assert [backing.severity for backing in first.backings] == [Level.HIGH, Level.LOW]
    assert [told(gap) for gap in report.registered] == [["110 EUR"], ["40 EUR"], []]
    assert (first.deals, second.deals, third.deals) == (2, 1, 0)
    assert (report.unknown, report.unregistered, report.conflicts, report.faulty) == ((), (), (), ())


def test_a_gap_twice_in_a_plan_counts_once_with_its_highest_severity() -> None:
    rows = (gap_row("A", "Low", "GAP-1"), gap_row("B", "High", "GAP-1"), gap_row("C", "High", "GAP-2"))
    first, second, _ = joined(deal(1, "100.00 EUR", *rows)).registered
    assert (told(first), told(second)) == (["50 EUR"], ["50 EUR"])
    assert [row.gap for row in first.backings[0].rows] == ["A", "B"]
    assert first.backings[0].severity is Level.HIGH


def test_every_gap_of_a_deal_has_a_share_and_shares_add_up() -> None:
    rows = (gap_row("A", "High", "GAP-1"), gap_row("B", "Medium", "GAP-9"), gap_row("C", "Low"), gap_row("C"))
    report = joined(deal(1, "100.00 EUR", *rows))
    gaps = (*report.registered, *report.unknown, *report.unregistered)
    assert [told(gap) for gap in gaps] == [["37.50 EUR"], [], [], ["25 EUR"], ["37.50 EUR"]]
    assert sum(amount.amount for gap in gaps for amount in gap.amounts) == Decimal(100)


def test_two_plans_of_one_opportunity_are_one_deal() -> None:
    rows = (gap_row("A", "High", "GAP-1"), gap_row("A", "Low", "GAP-1"), gap_row("B", "High", "GAP-2"))
    one, other = deal(1, "100.00 EUR", *rows[:1]), deal(1, "100 EUR", *rows[1:])
    first, second, _ = joined(one, other.replace("halden-1", "halden-2")).registered
    assert (told(first), told(second)) == (["50 EUR"], ["50 EUR"])
    assert first.deals == 1
    assert [backing.counted_in for backing in first.backings] == ["", "plans/1.md"]
    assert "the same deal as plans/1.md" in "\n".join(gaps_lines([first]))


def test_plans_that_say_different_amounts_for_a_deal_count_for_nothing_and_are_named() -> None:
    one, other = (deal(1, amount, gap_row("A", "High", "GAP-1")) for amount in ("100.00 EUR", "100.00 CHF"))
    report = joined(one, other.replace("halden-1", "halden-2"))
    assert told(report.registered[0]) == []
    (conflict,) = report.conflicts
    assert [str(amount) for amount in conflict.amounts] == ["100 EUR", "100 CHF"]
    assert any("OPP-1: its plans say different amounts" in line for line in advice_lines(report))


def test_a_superseded_plan_yields_to_its_successor() -> None:
    old = deal(1, "5.00 EUR", gap_row("A", "High", "GAP-1"), more=SUPERSEDED)
    new = deal(1, "80.00 EUR", gap_row("A", "High", "GAP-1")).replace("halden-1", "halden-2")
    report = joined(old, new)
    assert told(report.registered[0]) == ["80 EUR"]
    assert report.conflicts == ()


def test_an_id_that_the_register_lacks_is_advice_with_one_whose_title_is_alike() -> None:
    report = joined(deal(1, "", gap_row("Bulk exports", "High", "GAP-22")))
    lines = list(advice_lines(report))
    assert lines[0].startswith("plans/1.md:")
    assert lines[0].endswith("the register has no gap 'GAP-22'")
    assert lines[1] == "  -> write GAP-1 if that is meant, or add its row to gaps.md"


def test_no_other_id_is_proposed_because_it_looks_alike() -> None:
    report = joined(deal(1, "", gap_row("Night pictures are too dark", "High", "GAP-11")))
    assert list(advice_lines(report))[1] == "  -> add its row to gaps.md"


def test_gaps_whose_id_the_register_lacks_are_shown_with_plans_money_and_a_row_of_that_id() -> None:
    report = joined(
        deal(1, "30.00 EUR", gap_row("Search", "High", "GAP-12"), gap_row("Night pictures")),
        deal(2, "20.00 EUR", gap_row("Search", "High", "gap-12"), gap_row("Sharing", "High", "GAP-9")),
    )
    lines = list(unregistered_lines(report, read_register(REGISTER)))
    assert lines[0] == "Not in the register: 3 gaps"
    at = lines.index("GAP-12  Search")
    assert lines[at + 1] == "    behind it: 2 deals, 25 EUR"
    assert "Halden Logistics" in lines[at + 2]
    assert lines[-3:] == [
        "| GAP-9 | Sharing | | | Open | | |",
        "| GAP-12 | Search | | | Open | | |",
        "| GAP-13 | Night pictures | | | Open | | |",
    ]
    value = gaps_json(report, read_register(REGISTER), report.registered)
    assert [gap["row"] for gap in (*value["unknown"], *value["unregistered"])] == lines[-3:]


@pytest.mark.parametrize("blank", ["", "-", "–", "TBD", "[e.g., GAP-1]"])
def test_what_says_nothing_is_no_id(blank: str) -> None:
    report = joined(deal(1, "", gap_row("Search", "High", blank)))
    assert [gap.title for gap in report.unregistered] == ["Search"]
    assert report.unknown == ()


def test_placeholders_count_for_nothing() -> None:
    report = joined(deal(1, "9.00 EUR", gap_row("[e.g., Missing bulk export API]", "[High]"), gap_row("")))
    assert (report.unregistered, report.unknown) == ((), ())


def test_titles_are_proposed_and_never_merged() -> None:
    report = joined(
        deal(1, "10.00 EUR", gap_row("No bulk export"), gap_row("No search")),
        deal(2, "20.00 EUR", gap_row("bulk  EXPORT missing"), gap_row("no SEARCH")),
    )
    assert [(gap.title, told(gap)) for gap in report.unregistered] == [
        ("No bulk export", ["5 EUR"]),
        ("No search", ["15 EUR"]),
        ("bulk EXPORT missing", ["10 EUR"]),
    ]
    assert {(p.gap.title, p.other.title) for p in report.proposals} == {
        ("No bulk export", "Bulk export"),
        ("bulk EXPORT missing", "Bulk export"),
        ("No bulk export", "bulk EXPORT missing"),
    }
    lines = list(unregistered_lines(report, read_register(REGISTER)))
    assert "      -> poc-docs gaps link GAP-1 1 'No bulk export'" in lines
    assert "    the same as 'bulk EXPORT missing'? Then one row is enough for both" in lines
    assert lines[-3:] == [
        "| GAP-4 | No bulk export | | | Open | | |",
        "| GAP-5 | No search | | | Open | | |",
        "| GAP-6 | bulk  EXPORT missing | | | Open | | |",
    ]


def test_rows_to_paste_make_a_register_that_can_be_read() -> None:
    report = joined(deal(1, "", gap_row(r"Export of \| and `x`"), gap_row("Search")), register=None)
    lines = list(unregistered_lines(report, None))
    register = read_register("\n".join(lines[lines.index("") :]))
    assert [(gap.id.value, gap.gap.value) for gap in register.gaps] == [
        ("GAP-1", "Export of | and x"),
        ("GAP-2", "Search"),
    ]
    assert all(gap.status.value is GapStatus.OPEN for gap in register.gaps)


@pytest.mark.parametrize(
    ("ids", "following"),
    [(("PM-007", "PM-012", "X1"), "PM-013"), (("alpha",), "GAP-1"), (("9",), "10"), (("GAP-99",), "GAP-100")],
)
def test_the_next_id_follows_the_registers_own_manner(ids: tuple[str, ...], following: str) -> None:
    register = HEADER + "".join(f"| {each} | T{each} | | | Open | | |\n" for each in ids)
    report = joined(deal(1, "", gap_row("Something else")), register=register)
    assert list(unregistered_lines(report, read_register(register)))[-1].startswith(f"| {following} |")


def test_shipped_gaps_name_the_no_go_and_conditional_plans() -> None:
    rows = gap_row("Log", "High", "GAP-2", "By mail")
    lost, won = deal(1, "7.00 EUR", rows, **NO_GO), deal(2, "8.00 EUR", rows)
    report = joined(lost, won)
    gap = report.registered[1]
    assert [backing.outcome for backing in gap.backings] == [Outcome.NO_GO, Outcome.PROCEED]
    text = "\n".join(revisit_lines([gap]))
    assert "GAP-2 shipped in 2026.11: Audit log" in text
    assert text.count("Halden Logistics") == 1
    assert "No-go; 7 EUR" in text
    assert "workaround: By mail" in text


def test_nothing_is_computed_from_a_plan_with_errors_and_it_is_named() -> None:
    broken = deal(1, "9.00 EUR", gap_row("A", "High", "GAP-1"), **NO_GO).replace(
        "| 1 | Planning time | P95", "| x | Planning time | P95"
    )
    report = joined(broken, "\x00no plan")
    assert report.registered[0].backings[0].outcome is None
    assert told(report.registered[0]) == ["9 EUR"]
    assert [entry.path for entry in report.faulty] == ["plans/1.md", "plans/2.md"]
    assert any(line.startswith("plans/2.md: ") for line in advice_lines(report))


def test_a_missing_severity_is_named_and_counts_least() -> None:
    report = joined(deal(1, "4.00 EUR", gap_row("A", "Severe", "GAP-1"), gap_row("B", "High", "GAP-2")))
    assert [told(gap) for gap in report.registered[:2]] == [["1 EUR"], ["3 EUR"]]
    assert any("the gap has no severity" in line for line in advice_lines(report))


def test_selection() -> None:
    report = joined()
    expected = {
        Wanted(area="data"): ["GAP-1", "GAP-3"],
        Wanted(owner="ADA", status=GapStatus.OPEN): ["GAP-1"],
        Wanted(status=GapStatus.SHIPPED): ["GAP-2"],
        Wanted(owner="nobody"): [],
        Wanted(): ["GAP-1", "GAP-2", "GAP-3"],
    }
    assert {wanted: [gap.id for gap in selected(report, wanted)] for wanted in expected} == expected


def test_look_alikes_in_the_register_are_told() -> None:
    register = HEADER + "| A | No bulk export | | | Open | | |\n| B | Bulk export missing | | | Open | | |\n"
    assert "gaps.md: A  No bulk export and B  Bulk export missing look alike" in list(
        advice_lines(joined(register=register))
    )


def test_the_json_says_the_same_as_the_values() -> None:
    report = joined(
        deal(1, "90.00 EUR", gap_row("Log", "High", "GAP-2", "By hand"), gap_row("Search"), **NO_GO),
        "\x00",
    )
    value = gaps_json(report, read_register(REGISTER), report.registered)
    assert [gap["id"] for gap in value["gaps"]] == ["GAP-1", "GAP-2", "GAP-3"]
    second = value["gaps"][1]
    assert second["amounts"] == [{"amount": "45.00", "currency": "EUR"}]
    (plan,) = second["plans"]
    assert (plan["outcome"], plan["to_revisit"], plan["severity"]) == ("No-go", True, "High")
    assert (plan["share"], plan["deal_amount"]) == (
        {"amount": "45.00", "currency": "EUR"},
        {"amount": "90.00", "currency": "EUR"},
    )
    assert plan["rows"][0]["workaround"] == "By hand"
    assert value["unregistered"][0]["row"] == "| GAP-4 | Search | | | Open | | |"
    assert value["with_errors"] == [{"path": "plans/2.md", "errors": report.faulty[0].errors}]


def test_the_sample_register_fits_the_sample_plans() -> None:
    files = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}
    text = (SAMPLES[0].parent.parent / "gaps.md").read_text()
    report = join(read_register(text), read_portfolio(files))
    behind = {gap.id for gap in report.registered if gap.backings}
    proposed = {p.other.id for p in report.proposals if p.other.registered}
    assert len(behind | proposed) >= 8
    assert report.unknown == ()
    assert report.faulty == ()


def test_a_plan_without_an_opportunity_is_a_deal_of_its_own() -> None:
    one, other = (
        plan_with(gap_row("A", "High", "GAP-1"), front_matter="crm: {amount: 5.00 EUR}\n")
        .replace("opportunity: OPP-20417", 'opportunity: "[Opportunity ID]"')
        .replace("id: halden", f"id: halden-{number}")
        for number in (1, 2)
    )
    gap = joined(one, other).registered[0]
    assert (told(gap), gap.deals) == (["10 EUR"], 2)

"""What a report says is what the plan says, and what ``show --format json`` computes from it."""

from __future__ import annotations

import datetime as dt
import html
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.exports.roi_json import roi_json
from poc_docs.plan.reading import read_plan
from poc_docs.reports.html_page import html_page
from poc_docs.reports.kinds import KINDS
from poc_docs.reports.markdown_text import markdown_text
from poc_docs.reports.report import Bullets, Facts, Paragraph, Report, Table, text_of
from poc_docs.writing.amending import AmendmentDetails, amend
from poc_docs.writing.applied import rewritten
from tests.reports.subjects import COMPLETE, TEXTS, sample, subject_of

if TYPE_CHECKING:
    from poc_docs.reports.report import Block
    from poc_docs.reports.subject import Subject

DAY = dt.date(2026, 11, 22)


def texts(report: Report) -> list[str]:
    """Give every text of a report."""
    found = [report.title, report.subject, report.headline.word, text_of(report.headline.line)]
    for section in report.sections:
        found.append(section.heading)
        for block in section.blocks:
            match block:
                case Paragraph():
                    found.append(text_of(block.line))
                case Bullets():
                    found += map(text_of, block.items)
                case Facts():
                    found += [part for name, said in block.rows for part in (name, text_of(said))]
                case Table():
                    found += [text_of(each) for row in block.rows for cell in row for each in cell.lines]
    return found


def table(report: Report, caption: str) -> list[list[list[str]]]:
    """Give the rows of the table of that caption, each cell as its lines."""
    blocks = [block for section in report.sections for block in section.blocks]
    (found,) = [block for block in blocks if isinstance(block, Table) and block.caption.startswith(caption)]
    return [[[text_of(each) for each in cell.lines] for cell in row] for row in found.rows]


def value_of(subject: Subject) -> dict[str, Any]:
    return plan_json(subject.plan, subject.errors, "check", DAY)


@pytest.mark.parametrize("name", TEXTS)
def test_results_and_verdicts_are_those_of_show(name: str) -> None:
    subject = sample(name)
    report, value = KINDS["win"](subject), value_of(subject)
    rows = table(report, "Success criteria")
    assert len(rows) == len(value["criteria"])
    for row, criterion in zip(rows, value["criteria"], strict=True):
        number, said, target, weight, result, verdict = row
        assert number == [str(criterion["number"])]
        assert said[0] == (criterion["text"] or "–")
        assert [f"Measured: {criterion['measurement']}"] == said[1:2] or not criterion["measurement"]
        assert target[0] == (criterion["target"] or "–")
        assert weight[0] == (criterion["weight"] or "–")
        assert result[0] == (criterion["result"] or "not measured")
        assert verdict[0] == (criterion["verdict"] or "undecided")
        if criterion["original_target"]:
            assert target[1] == f"First agreed: {criterion['original_target']}"


@pytest.mark.parametrize("name", TEXTS)
def test_outcome_reasons_and_figures_are_those_of_show(name: str) -> None:
    subject = sample(name)
    report, value = KINDS["win"](subject), value_of(subject)
    said = texts(report)
    lower = [each.casefold() for each in said]
    # How a closed plan ended is the headline, and leads to no outcome.
    for reason in value["computed"]["reasons"] if not subject.closed else ():
        assert reason.casefold() in lower
    for missing in value["computed"]["missing"]:
        assert f"Missing: {missing.partition(' (poc-docs ')[0]}" in said
    assert "poc-docs " not in " ".join(said).replace("poc-docs.toml", "")
    written, settled = value["decision"]["outcome"], value["status"] == "Complete"
    assert (report.headline.word == written) == (settled and not value["computed"]["not_computed"])
    figures = [f for f in roi_json(subject.plan, DAY)["figures"] if f["value"] is not None]
    if figures:
        shown = [row[1][0] for row in table(report, "Cost and return")]
        assert [each.replace(",", "") for each in shown] == [
            said_figure(f["value"], f["unit"]) for f in figures
        ]
        assert [row[2][0] for row in table(report, "Cost and return")] == [f["formula"] for f in figures]


def said_figure(value: str, unit: str | None) -> str:
    """Give a figure of the JSON form as a report says it, but for the commas between thousands."""
    if unit in {"%", "months"}:
        return f"{value}%" if unit == "%" else f"{value} {unit}"
    return f"{re.sub(r'[.]0+$', '', value)} {unit or ''}".strip()


@pytest.mark.parametrize("name", TEXTS)
def test_the_tally_counts_the_verdicts_of_show(name: str) -> None:
    subject = sample(name)
    value = value_of(subject)
    count = len(value["criteria"])
    decided = sum(criterion["verdict"] is not None for criterion in value["criteria"])
    assert subject.tally.startswith(f"{decided} of {count} criteria")


@pytest.mark.parametrize("name", TEXTS)
def test_signatures_amendments_and_gaps_are_all_in_the_full_report(name: str) -> None:
    subject = sample(name)
    report, value = KINDS["win"](subject), value_of(subject)
    said = texts(report)
    for signature in value["agreement"]["signatures"]:
        assert signature["name"] in said
    for link in value["agreement"]["amendments"]:
        assert link["reason"] in said
        for signature in link["signed_by"]:
            assert f"{signature['name']} ({signature['party']}), {signature['date']}" in said
    for gap in value["gaps"]:
        if gap["gap"]:
            assert any(each.endswith(gap["gap"]) for each in said)
            assert (gap["workaround"] or "none") in said
    for learning in value["running"]["learnings"]:
        assert learning in said


@pytest.mark.parametrize("name", TEXTS)
def test_every_human_verdict_is_named(name: str) -> None:
    subject = sample(name)
    said = texts(KINDS["win"](subject))
    for criterion in value_of(subject)["criteria"]:
        human = criterion["human_verdict"]
        if human:
            words = f"Judged by {human['name']} ({human['party']}): {human['reason']}"
            assert any(words in each for each in said)


def test_results_that_the_prospect_did_not_confirm_are_called_so() -> None:
    said = "reported by the vendor, not confirmed"
    assert said in " ".join(texts(KINDS["win"](sample("lakshya"))))
    assert said in " ".join(texts(KINDS["summary"](sample("lakshya"))))
    confirmed = " ".join(texts(KINDS["summary"](sample("belrive"))))
    assert said not in confirmed
    assert "confirmed by Hélène Vandenbroucke (prospect) on 2026-10-16" in confirmed


def test_results_that_changed_after_they_were_confirmed_are_called_so() -> None:
    text = TEXTS["belrive"].replace("| 97.6% | ≥ 97% |", "| 98.6% | ≥ 97% |")
    said = " ".join(texts(KINDS["summary"](subject_of(text, checked=False))))
    assert "changed since Hélène Vandenbroucke (prospect) on 2026-10-16 confirmed them" in said


def test_only_proceed_is_called_a_technical_win() -> None:
    titles = {name: KINDS["win"](sample(name)).title for name in COMPLETE}
    assert {name for name, title in titles.items() if title == "Technical-win report"} == {
        name for name in COMPLETE if sample(name).outcome == "Proceed"
    }
    assert titles["lakshya"] == "Technical report"


def test_a_plan_without_an_outcome_gets_an_interim_report() -> None:
    headline = KINDS["summary"](sample("marlowe")).headline
    assert headline.word == "Interim"
    assert re.match(r"\d of \d criteria ha(s|ve) a verdict", text_of(headline.line))


def test_a_plan_in_planning_and_a_closed_one_are_named_so() -> None:
    assert KINDS["win"](sample("vale")).headline.word == "Planning"
    closed = KINDS["win"](sample("kolmihaara")).headline
    assert closed.word == "Closed"
    assert "it ended without an outcome" in text_of(closed.line)


@pytest.mark.parametrize("kind", KINDS)
def test_errors_of_the_plan_stand_first_and_no_outcome_is_given(kind: str) -> None:
    subject = subject_of(TEXTS["belrive"].replace("| ≥ 97% | Critical |", "| ≥ 90% | Critical |"))
    report = KINDS[kind](subject)
    assert subject.errors
    assert report.sections[0].heading == "What is wrong with the plan"
    named = [text_of(item) for block in report.sections[0].blocks for item in block.items]  # type: ignore[union-attr]
    if kind != "summary":
        assert [each.split(",")[0] for each in named] == [each.code for each in subject.errors]
    assert "Not computed" in f"{report.headline.word}; {text_of(report.headline.line)}"
    assert not [each for each in texts(report) if each in {"Proceed", "Outcome", "Computed outcome"}]


def test_what_an_amendment_changed_stands_with_what_was_first_agreed() -> None:
    said = texts(KINDS["win"](sample("hoshikawa")))
    assert "7 weeks, starting 2026-07-06 (first agreed: 4 weeks, starting 2026-07-06)" in said
    assert "Duration: 4 weeks, starting 2026-07-06 → 7 weeks, starting 2026-07-06" in said


def amended(values: dict[str, str]) -> Subject:
    plan = read_plan(TEXTS["marlowe"])
    details = AmendmentDetails(DAY, "Daniel Osei", "Measured at the proxy")
    return subject_of(rewritten(plan, amend(plan, None, details, values)).document.text)


@pytest.mark.parametrize("kind", ["summary", "win", "architecture", "proposal"])
def test_a_target_that_was_moved_stands_with_the_one_first_agreed(kind: str) -> None:
    report = KINDS[kind](amended({"criterion 1 target": "<220ms"}))
    cells = [lines for row in any_table(report) for lines in row]
    assert ["<220ms", "First agreed: <180ms"] in cells
    unmoved = KINDS[kind](sample("marlowe"))
    assert not [said for said in texts(unmoved) if "irst agreed" in said]


def any_table(report: Report) -> list[list[list[str]]]:
    found = {b.caption: b for section in report.sections for b in section.blocks if isinstance(b, Table)}
    return [row for caption in found for row in table(report, caption)]


def test_the_summary_names_what_was_added_removed_and_put_off() -> None:
    new = {"text": "Audit log", "measurement": "One day's log", "target": "Pass/Fail", "weight": "Optional"}
    subject = amended(
        {f"criterion 9 {part}": text for part, text in new.items()}
        | {"criterion 2 weight": "Optional", "Decision date": "2027-01-15"}
    )
    said = texts(KINDS["summary"](subject))
    assert "added by amendment 1" in said
    assert "First agreed: Required" in said or "First agreed: Critical" in said
    assert [each for each in said if each.startswith("2027-01-15 (first agreed: 2026-12-09")]


@pytest.mark.parametrize("kind", ["architecture", "proposal", "roadmap"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_sentence_of_a_draft_holds_a_value_of_the_plan(name: str, kind: str) -> None:
    subject = sample(name)
    value = value_of(subject)
    known = {each for each in leaves(value) if len(each) > 1}
    known |= {figure["value"] for figure in roi_json(subject.plan, DAY)["figures"] if figure["value"]}
    report = KINDS[kind](subject)
    for section in report.sections:
        asked = section.heading == "Questions that the plan leaves open"
        for block in section.blocks:
            for said in sentences(block):
                if asked:
                    assert "?" in said
                else:
                    assert any(each in said for each in known), said


def sentences(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [text_of(block.line)]
        case Bullets():
            return [text_of(item) for item in block.items]
        case Facts():
            return [text_of(said) for _, said in block.rows]
        case Table():
            return [" ".join(text_of(each) for cell in row for each in cell.lines) for row in block.rows]


def leaves(value: object) -> set[str]:
    """Give every text and number of a JSON value, without the names of its keys."""
    if isinstance(value, dict):
        return {leaf for each in value.values() for leaf in leaves(each)}
    if isinstance(value, list):
        return {leaf for each in value for leaf in leaves(each)}
    if value is None or isinstance(value, bool):
        return set()
    return {str(value)}


def amounts_in(text: str) -> set[tuple[Decimal, str]]:
    """Give each amount that a text names, however it is written."""
    found = re.findall(r"(-?\d[\d.,]*) (EUR|BRL|JPY|SEK|NOK|USD|GBP|AUD|CZK|INR)\b", text)
    return {(Decimal(digits.replace(",", "")), currency) for digits, currency in found}


@pytest.mark.parametrize("name", TEXTS)
def test_a_proposal_names_no_amount_that_the_plan_does_not_give(name: str) -> None:
    subject = sample(name)
    crm = subject.plan.metadata.crm if subject.plan.metadata else None
    text = " ".join(texts(KINDS["proposal"](subject)))
    amounts = amounts_in(text)
    value = value_of(subject)
    allowed = " ".join(
        leaves(value["running"]["costs"]) | leaves(value["criteria"]) | leaves(value["overview"])
    )
    figures = " ".join(
        f"{f['value']} {f['unit']} {f['formula']}" for f in roi_json(subject.plan, DAY)["figures"]
    )
    # What a return is divided by stands in its formula.
    assert amounts <= amounts_in(allowed) | amounts_in(figures)
    if crm and crm.amount:
        assert str(crm.amount) not in text
    assert any("What is the price of one" in each for each in texts(KINDS["proposal"](subject)))


def test_a_proposal_shows_amounts_in_one_form() -> None:
    text = " ".join(texts(KINDS["proposal"](sample("serra"))))
    assert "185,000 BRL" in text
    assert not re.search(r"\d{4,}\.\d+ BRL|\.00 BRL", text)


def test_a_draft_asks_for_what_the_plan_lacks() -> None:
    said = texts(KINDS["architecture"](sample("belrive")))
    assert "Which region will production use? (Proof of concept: EU-West (Brussels))" in said
    empty = texts(KINDS["architecture"](sample("vale")))
    asked = "Which size will production have? (The plan says nothing of it for the test either)"
    assert asked in empty


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_the_same_plan_gives_the_same_report_and_no_text_is_lost(name: str, kind: str) -> None:
    report = KINDS[kind](sample(name))
    assert KINDS[kind](sample(name)) == report
    page = html.unescape(re.sub(r"<[^>]+>", "", html_page(report)))
    for text in texts(report):
        assert text in page
    assert markdown_text(report).count("\n## ") == len(report.sections)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("tallaroo", "How it will be set up"),
        ("brightwater", "How it is set up"),
        ("belrive", "How it was set up"),
        ("kolmihaara", "How it was set up"),
    ],
)
def test_the_architecture_says_the_setup_in_the_tense_of_the_status(name: str, heading: str) -> None:
    headings = [each.heading for each in KINDS["architecture"](sample(name)).sections]
    assert [each for each in headings if each.startswith("How it")] == [heading]


@pytest.mark.parametrize("name", TEXTS)
def test_a_unit_that_the_plan_does_not_name_is_not_asked_for_twice(name: str) -> None:
    said = "\n".join(texts(KINDS["proposal"](sample(name))))
    assert "units (unit)" not in said
    assert ("How many units are expected" in said) == ("In which unit of work is it charged?" in said)


def test_what_a_unit_costs_is_asked_in_the_tense_of_the_status() -> None:
    assert "What will one unit cost in" in "\n".join(texts(KINDS["proposal"](sample("tallaroo"))))
    assert "What did one unit cost in" in "\n".join(texts(KINDS["proposal"](sample("brightwater"))))


@pytest.mark.parametrize("name", ["lakshya", "kolmihaara"])
def test_no_go_live_is_asked_for_where_nothing_is_built(name: str) -> None:
    said = "\n".join(texts(KINDS["roadmap"](sample(name))))
    assert "When does production go live?" not in said
    assert "Is there a next attempt" in said


def test_a_closed_plan_goes_towards_no_outcome() -> None:
    for kind in ("summary", "win"):
        assert not any(
            each.startswith(("Towards", "Closed: no-decision"))
            for each in texts(KINDS[kind](sample("kolmihaara")))
        )

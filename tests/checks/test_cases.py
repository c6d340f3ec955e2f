"""Single cases: a stage, what is replaced by what in its reference plan, and the codes that come of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from poc_docs.checks import check_change, check_plan, check_portfolio
from poc_docs.plan.reading import read_plan
from poc_docs.plan.rows import MAXIMUM_ROWS
from tests.checks.reference import STAGES, TODAY, plan_of, text_of

if TYPE_CHECKING:
    from poc_docs.checks.finding import Finding

NOTES = {
    "a readme": "# Our plans\n\nWrite to Ines first.\n",
    "a text without a heading": "Call Tove on Monday.\n",
    "a table": "| Plan | Who |\n|---|---|\n| Halden | Ines |\n",
}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_among_the_plans_is_named_as_one_and_once(name: str) -> None:
    (found,) = check_plan(read_plan(NOTES[name]), TODAY)
    assert found.code == "POC101"
    assert found.message == "every .md file below the plans' folder is a plan, and this has nothing of one"
    assert found.advice.startswith("move a note out of that folder")


@pytest.mark.parametrize("left", ["## POC Overview\n", "# poc overview\n", "# POC Plan: A -- B\n"])
def test_a_plan_that_lost_its_front_matter_is_no_note(left: str) -> None:
    assert len(check_plan(read_plan(f"{left}\n{NOTES['a readme']}"), TODAY)) > 5


TABLE = """\
| Component | Details |
|-----------|---------|
| Deployment | Two edge boxes at gate 2 |
| Data | Camera pictures of the trial only, deleted after 30 days |
"""
DETAILS = "| Two edge boxes at gate 2 |"
STEP = "1. Mount three cameras"
RISK = "| Drivers miss the training | Low | Medium | Second date in week 2 |"
FURTHER = "| # | Criterion | Target |\n|---|---|---|\n| 1 | Planning time | ≤ 15 minutes |\n"
LAST = "- **Decision date:** 2026-05-29\n"
NOTE = "Judged by Liv Aasen (prospect): two of three want to keep it"
CLOSED = "closed: {date: 2026-03-20, by: Ines Falk, reason: withdrew}"
REQUESTED = "    requested_by: Tove Brandt\n---\n"


def _second_pause(days: str) -> tuple[str, str]:
    """Give what is replaced by what so that a second pause follows the first."""
    item = f"  - {{{days}, reason: Freeze, requested_by: Tove Brandt}}\n---\n"
    return REQUESTED, REQUESTED.replace("---\n", item)


FROM_ROUTES = "- **Objective:** Prove that routes"
CASES = [
    # What is written may be legal where it looks dangerous.
    ("planning", STEP, "1. Mount three cameras <!-- gates 1 to 3 -->", ""),
    ("planning", STEP, "1. Mount three cameras<br>on each gate", ""),
    ("planning", STEP, "1. Mount three cameras (P95 <200 ms, <https://example.com>)", ""),
    ("planning", STEP, "1. שלוש מצלמות", ""),
    ("planning", STEP, "1. Mount three cameras 🚀 ✅", ""),
    ("planning", STEP, "1. Mount three cameras\n\n<!-- a note\n\nin two parts -->", ""),
    ("planning", STEP, "1. Mount three cameras <!--> <script> -->", "POC003 POC003"),
    ("planning", STEP, "1. Mount three cameras <!-- a --!> <b>", "POC003"),
    ("planning", STEP, "1. Mount three cameras </div>", "POC003"),
    ("planning", STEP, r"1. Mount \<img src=x onerror=alert(1)> three", "POC003"),
    ("planning", DETAILS, r"| Two \<b>edge\</b> boxes |", "POC003"),
    ("planning", STEP, r"1. Mount `\<b>` in \<5 days &lt;b> 1 < 2", ""),
    ("planning", STEP, "1. Mount three cameras \u202e\u202e", "POC002"),
    ("planning", STEP, "1. Mount three cameras \x00", "POC002"),
    ("planning", STEP, "1. Mount three cameras 👩\u200d🔧 \u2764\ufe0f 1\ufe0f\u20e3", ""),
    ("planning", STEP, "1. \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", ""),
    ("planning", STEP, "1. Mount\u200d three cameras", "POC002"),
    ("planning", STEP, "1. Mount 5\u200d6 cameras", "POC002"),
    ("planning", STEP, "1. Mount three cameras \u00a9\ufe0f", ""),
    ("planning", STEP, "1. Mount three cameras in ≤\ufe0f 5 s", "POC002"),
    ("planning", STEP, "1. Mount three cameras\u2800", "POC002"),
    ("planning", STEP, "1. Mount thr&shy;ee cameras", "POC002"),
    ("planning", STEP, "1. Mount `thr&shy;ee` cameras in 5&nbsp;s", ""),
    ("planning", "opportunity: OPP-31002", 'opportunity: "OPP\\u200b-31002"', "POC002"),
    ("planning", "opportunity: OPP-31002", 'opportunity: OPP-31002\nx-note: ["a\\u2066b"]', "POC002"),
    # Conflict marks are one thing to say, not ten; a quotation of seven levels and a line of signs are none.
    ("active", "status: Active", "<<<<<<< a\nstatus: Active\n=======\nstatus: Complete\n>>>>>>> b", "POC004"),
    ("planning", STEP, "<<<<<<<<< a\n1. x\n=========\n>>>>>>>>> b", "POC004"),
    ("planning", STEP, STEP + "\n\n>>>>>>> quoted\n", ""),
    ("planning", STEP, STEP + "\n\n<<<<<<< quoted\n", ""),
    # What one reader takes for HTML and another for text.
    ("planning", STEP, STEP + '\n\n<source a="\n', "POC003"),
    ("planning", STEP, STEP + '\n\n> <source a="\n', "POC003"),
    ("planning", STEP, STEP + "\n\ntext `a\n<source b`\n", "POC003"),
    ("planning", STEP, STEP + "\n\n<https://example.com> and <!-- a\n<source --> b\n", "POC003"),
    ("planning", STEP, STEP + '\n\n```\n<source a="\n```\n', ""),
    ("planning", STEP, STEP + "\n\n<https://example.com>\n", ""),
    # Tildes and footnotes.
    ("planning", STEP, STEP + " ~~today~~ in ~5 to ~7 days `~x~`", ""),
    ("planning", STEP, STEP + " ~today~", "POC213"),
    ("planning", STEP, STEP + r" \~today\~", ""),
    ("planning", STEP, STEP + " ~~~today~~~", "POC213"),
    ("planning", "- **Scope:** Included", "- **Scope:** Included[^1]", "POC213"),
    ("planning", STEP, STEP + "[^1]", ""),
    # Front matter.
    ("planning", "title: Pallet", "title: \x01Pallet", "POC101"),
    ("planning", "---\nid", "id", "POC101"),
    ("planning", "}\n---\n", "}\n...\n", "POC101"),
    ("planning", "status: Planning", "status: Plannning", "POC104"),
    ("planning", "opportunity: OPP-31002", "opportunity:", ""),
    ("active", "opportunity: OPP-20417", "opportunity:", "POC103"),
    ("active", "opportunity: OPP-20417", "opportunity: TBD", "POC203"),
    ("active", "opportunity: OPP-20417", "opportunity: OPP-20417\ntags: [poc]\nx-region: north", ""),
    ("planning", "# POC Plan: Transports Vauquelin -- ", "# POC Plan: **Transports  Vauquelin** — ", ""),
    (
        "planning",
        "title: Pallet counting at three gates",
        'title: "*Pallet* counting at three gates"',
        "POC106",
    ),
    ("planning", "prospect: Transports Vauquelin", 'prospect: "[Prospect Name]"', "POC106 POC908"),
    ("planning", "# POC Plan: Transports Vauquelin -- ", "# POC plan: Transports Vauquelin -- ", "POC106"),
    ("planning", "# POC Plan: Transports Vauquelin -- ", "## POC Plan: Transports Vauquelin -- ", "POC106"),
    # Layout.
    ("planning", "## Timeline\n", "## Notes\n\nOur own.\n\n## Timeline\n", ""),
    ("planning", "## Timeline\n", "# Notes\n\n## Timeline\n", "POC204"),
    ("planning", "## Timeline\n", "### Decision\n\n## Timeline\n", "POC202"),
    ("planning", "### Setup Steps", "#### Setup Steps", "POC204"),
    ("planning", "## Results (Post-POC)", "## Results", "POC201 POC204 POC204"),
    ("planning", "| Component | Details |", "| Component | details |", "POC204"),
    ("planning", "| Component | Details |", "| **Component** | Details |", ""),
    ("planning", "- **Scope:** Included", "**Scope:** Included", "POC209"),
    ("planning", "- **Scope:** Included", "- **scope:** Included", "POC204"),
    ("planning", "- **Scope:** Included", "- __Scope__: Included", ""),
    # Tables.
    ("planning", TABLE, TABLE.replace("|\n", "| |\n").replace("--| |", "--|---|"), ""),
    ("planning", TABLE, "".join(f"> {line}\n" for line in TABLE.splitlines()), "POC205"),
    ("planning", TABLE, "```\n" + TABLE + "```\n", "POC205"),
    ("planning", TABLE, TABLE + "\nAnd more.\n", ""),
    ("planning", TABLE, TABLE + "And more.\n", "POC207"),
    ("planning", TABLE, TABLE + "### Notes\n", "POC207"),
    ("planning", "\n" + TABLE, TABLE, "POC207"),
    ("planning", DETAILS, r"| Two \| three edge boxes |", ""),
    ("planning", DETAILS, r"| Two \\| three edge boxes |", "POC208"),
    ("planning", DETAILS, "| Two `edge boxes |", "POC208"),
    ("planning", DETAILS, "| Two ``edge ` boxes`` |", ""),
    ("planning", DETAILS, r"| Two \` edge `boxes\` |", ""),
    ("planning", DETAILS, "| Two `edge | boxes` |", "POC206 POC208"),
    ("planning", STEP, STEP + "\n\nOld criteria \\|\n---\n", "POC208"),
    ("planning", STEP, STEP + "\n\nAs before:\n| a |\n|---|\n", "POC207"),
    ("planning", STEP, STEP + "\n\n| a |\n|---|\n| 1 |\n", ""),
    ("planning", STEP, STEP + "\n\n> | a\n> |---\n", ""),
    ("active", "## Timeline\n", f"## Notes\n\n{FURTHER}\n## Timeline\n", "POC202"),
    ("active", "## Timeline\n", f"## Notes\n\n> {FURTHER}\n## Timeline\n", ""),
    ("planning", "## Timeline\n", f"## Notes\n\n{FURTHER}\n## Timeline\n", ""),
    # Words, dates, placeholders.
    ("planning", "| Medium | High | Hood", "| | | Hood", ""),
    ("active", RISK, "| Drivers miss the training | | Medium | Second date in week 2 |", "POC211"),
    ("active", RISK, "| Drivers miss the training | [Low] | Medium | ... |", "POC203 POC203"),
    ("active", RISK, "| Drivers miss the training | Low | Medium | [the plan](https://example.com) |", ""),
    ("active", "| 9.5 minutes |", "| [Actual measurement] |", "POC305"),
    ("active", "2026-03-12 |", "12 March |", "POC210"),
    ("complete", "**Decided on:** 2026-02-27", "**Decided on:** end of February", "POC210"),
    ("complete", "**Decided on:** 2026-02-27", "**Decided on:** YYYY-MM-DD", "POC203"),
    ("complete", "**Decided on:** 2026-02-27", "**Decided on:**", "POC307"),
    ("complete", "**Outcome:** Conditional", "**Outcome:**", "POC307"),
    ("complete", "**Outcome:** Conditional", "**Outcome:** conditional", "POC211"),
    ("complete", "**Outcome:** Conditional\n", "**Outcome:** No-go\n\n**Reason:** Budget is gone.\n", ""),
    # What reads like a label of the template.
    *(
        ("planning", LAST, f"{LAST}{decoy}\n", "POC202")
        for decoy in (
            "- **Sco&#112;e:** x",
            "- ***Scope:*** x",
            "- **Sco****pe:** x",
            "- **Scope&#58;** x",
            r"- **Scope\:** x",
            "- **`Scope`:** x",
            "- **[Scope:](#x)** x",
            "- [x] **Scope:** x",
            "- **S\u0441\u043e\u0440\u0435:** x",
            "- **Sc\uff4fpe\uff1a** x",
            "> - **Scope:** x",
            "- a\n  - Scope: x",
            "- a<br>**Scope:** x",
            "- **Sco&#112;e** x",
            "\n**Scope:** x",
        )
    ),
    ("planning", LAST, LAST + "- **Sco&shy;pe:** x\n", "POC002 POC202"),
    ("planning", LAST, LAST + "- **Scope of the second round:** x\n- It is in\n  scope: x\n", ""),
    ("complete", "**Outcome:** C", "**Out&#99;ome:** Proceed\n\n**Outcome:** C", "POC202"),
    ("complete", "**Outcome:** C", "<!-- a\n**Outcome:** Proceed -->\n\n**Outcome:** C", ""),
    # Results.
    ("active", "| 9.5 minutes | ≤ 12 minutes |", "| 9.5 minutes | [≤ 15 minutes] |", "POC304"),
    ("active", "| 9.5 minutes | ≤ 12 minutes |", "| 9.5 minutes | [Target] |", ""),
    ("active", "| 9.5 minutes | ≤ 12 minutes |", "| 9.5 minutes | |", ""),
    ("planning", "| 1 | Counting accuracy |", "| 9 | Counting accuracy |", ""),
    ("active", "| 2 | Distance driven | TBD |", "| 1 | Distance driven | TBD |", "POC303 POC304 POC304"),
    ("active", "| TBD | ≥ 6% | |", "| TBD | ≥ 6% | Pass |", "POC305"),
    ("active", "| TBD | ≥ 6% | |", "| about 7% | ≥ 6% | |", ""),
    ("active", "| TBD | ≥ 6% | |", "| about 7% | ≥ 6% | Pass |", "POC305"),
    ("complete", f"| Pass | {NOTE} |", "| Pass | |", "POC305"),
    ("complete", f"| Pass | {NOTE} |", "| | |", "POC306"),
    ("complete", "| 11 s | ≤ 20 s | Pass |", "| 11 s | ≤ 20 s | |", "POC306"),
    (
        "complete",
        "| ≥ 90% | Fail | |",
        "| ≥ 90% | Pass | Judged by Marek Dvorak (vendor): nearly |",
        "POC305",
    ),
    ("complete", "| Product Management | 3 |", "| | 3 |", "POC308"),
    ("complete", "| Medium | Clerks type", "| | Clerks type", "POC308"),
    # Agreement.
    ("planning", "status: Planning", "status: Active", "POC402 POC402 POC404"),
    ("active", "status: Active", f"status: Active\n{CLOSED}", ""),
    ("active", *_second_pause("from: 2026-03-28, to: 2026-03-28"), ""),
    ("active", *_second_pause("from: 2026-03-20, to: 2026-03-22"), ""),
    ("active", *_second_pause("from: 2026-03-27, to: 2026-03-30"), "POC408"),
    ("active", *_second_pause("from: 2026-03-20, to: 2026-03-23"), "POC408"),
    ("active", *_second_pause("from: 2026-03-20, to: "), "POC408"),
    ("active", *_second_pause("from: 2026-03-28, to: "), ""),
    ("active", "status: Active", "status: Planning", "POC404"),
    ("active", FROM_ROUTES, "- **Objective:** Show that routes", "POC402"),
    ("active", FROM_ROUTES, "- **Objective:** Prove that *routes*", ""),
    ("complete", "status: Complete", f"status: Complete\n{CLOSED}", "POC407"),
    ("complete", "completed: 2026-02-27\n", "", "POC407"),
    ("complete", "completed: 2026-02-27", "completed: soon", "POC104"),
    ("complete", "started: {date: 2026-01-26", "started: {date: January", "POC104"),
    ("complete", "    date: 2026-01-23", "    date: January", "POC104"),
]


def codes(findings: list[Finding]) -> str:
    return " ".join(sorted(finding.code for finding in findings))


@pytest.mark.parametrize(("stage", "old", "new", "expected"), CASES)
def test_cases(stage: str, old: str, new: str, expected: str) -> None:
    text = text_of(stage)
    assert old in text
    assert codes(check_plan(read_plan(text.replace(old, new, 1)))) == expected


TITLES = [
    ("Counting", "Counting", True),
    ("*b* [x]", r"\*b\* \[x\]", True),
    ("*b* [x]", "*b* [x]", False),
    ("a &amp; b", "a & b", False),
    ("A < B \u2013 C", "A &lt; B -- C", True),
    ("[Prospect company name]", "[POC Title]", True),
    ("TBD", "[POC Title]", True),
    ("TBD", "Counting", False),
    ("Counting", "[POC Title]", False),
    ("Counting [later]", "Counting [sooner]", False),
    ("Counting.*", "Counting and more", False),
]


@pytest.mark.parametrize(("title", "heading", "agrees"), TITLES)
def test_the_heading_says_what_the_front_matter_says(title: str, heading: str, agrees: bool) -> None:
    text = text_of("planning").replace("title: Pallet counting at three gates", f"title: {title!r}")
    text = text.replace("-- Pallet counting at three gates", f"-- {heading}", 1)
    found = codes(check_plan(read_plan(text)))
    assert ("POC106" not in found) == agrees


@pytest.mark.parametrize("stage", STAGES)
def test_line_breaks_and_byte_order_mark_mean_nothing(stage: str) -> None:
    text = "\ufeff" + text_of(stage).replace("\n", "\r\n")
    assert check_plan(read_plan(text), TODAY) == []


def test_template_before_its_migration_has_one_finding() -> None:
    text = text_of("planning")
    body = text[text.index("# POC Plan") :].replace("Load last week's gate pictures", "[Load test data]")
    table = "## Metadata\n\n| Field | Value |\n|---|---|\n| Status | Active |\n| Prospect | Vauquelin |\n\n"
    findings = check_plan(read_plan(body.replace("## POC Overview", table + "## POC Overview")))
    assert {f.code for f in findings} == {"POC105", "POC203"}
    assert "poc-docs migrate" in next(f.advice for f in findings if f.code == "POC105")


def test_what_is_missing_is_said_in_plain_words() -> None:
    text = text_of("active").replace("- **Objective:** Prove", "- **Objective:** Show", 1)
    (finding,) = check_plan(read_plan(text))
    assert finding.message == (
        "the text must be as both parties signed it; it changed since they did on 2026-03-19"
    )
    planning = text_of("planning").replace("status: Planning", "status: Active", 1)
    unsigned = [f for f in check_plan(read_plan(planning)) if f.code == "POC402"]
    assert [f.message for f in unsigned] == [
        "a plan that is Active must be signed by both parties: no vendor signature yet",
        "a plan that is Active must be signed by both parties: no prospect signature yet",
    ]
    command = 'poc-docs agree orleans-pallet-counting --party prospect --by "NAME" --evidence "…"'
    assert unsigned[1].advice == f"type '{command}'"


SIGNED = "  - party: prospect\n    name: Tove Brandt\n    role: Head of platform\n    date: 2026-03-19\n"
CHANGES = [
    ("active", "status: Active", "status: Complete", ""),
    ("planning", "status: Planning", "status: Active", ""),
    ("planning", "status: Planning", "status: Complete", ""),
    ("active", "status: Active", "status: Planning", "POC501"),
    ("planning", "id: orleans-pallet-counting", "id: orleans", ""),
    ("complete", "id: sandvika-invoice-reading", "id: sandvika", "POC503"),
    ("active", "started: {date: 2026-03-09", "started: {date: 2026-03-10", "POC502"),
    ("active", SIGNED, "  - party: prospect\n    name: Somebody\n    date: 2026-03-19\n", "POC502"),
    ("active", "reason: The depot at Moss", "reason: The depot in Moss", "POC502"),
    ("active", "reason: Stocktaking", "reason: Stocks", "POC502"),
    ("active", "    to: 2026-03-27", "    to:", "POC502"),
    ("active", "requested_by: Tove Brandt\n", "requested_by: Tove Brandt\nconfetti: 2026-03-30\n", ""),
    ("active", "| Low | Medium |", "| Low | Low |", ""),
    ("active", "| 9.5 minutes |", "| 9.1 minutes |", ""),
    ("complete", "| 84% |", "| **84%** |", ""),
    ("complete", "| ≥ 97% | Pass | |", "| ≥ 97% | Pass | three runs |", "POC504"),
    ("complete", "| ≥ 97% | Pass |", "| ≥ 97% | Fail |", "POC504"),
    ("complete", "**Outcome:** Conditional", "**Outcome:** Proceed", "POC504"),
    ("complete", "**Decided on:** 2026-02-27", "**Decided on:** 2026-02-20", "POC504"),
    ("complete", "**Decided on:**", "**Reason:** Budget\n\n**Decided on:**", "POC504"),
    ("complete", "**Customer feedback:** Ms Aasen", "**Customer feedback:** She", ""),
    ("complete", "| Medium | Clerks type", "| High | Clerks type", ""),
    ("complete", "outcome: won", "outcome: lost", ""),
    (
        "complete",
        "## Results (Post-POC)",
        "## Results (Post-POC)\n\n## Results (Post-POC)",
        "POC504" + " POC504" * 9,
    ),
    ("active", "---\nid:", "id:", ""),
]


@pytest.mark.parametrize(("stage", "old", "new", "expected"), CHANGES)
def test_changes(stage: str, old: str, new: str, expected: str) -> None:
    before = plan_of(stage)
    assert old in before.document.text
    after = read_plan(before.document.text.replace(old, new, 1))
    assert codes(check_change(before, after)) == expected


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("| ≥ 97% | Pass |", "| ≥ 97% | Fail |", {"Results (Post-POC)"}),
        ("**Outcome:** Conditional", "**Outcome:** Proceed", {"Decision"}),
        ("## Results (Post-POC)", "## Old results", {""}),
    ],
)
def test_what_may_not_change_is_told_at_its_heading_or_at_the_top(
    old: str, new: str, places: set[str]
) -> None:
    before = plan_of("complete")
    after = read_plan(before.document.text.replace(old, new, 1))
    found = [f.span for f in check_change(before, after) if f.code == "POC504"]
    assert {span.of(after.document.text) for span in found} == places
    assert all(span.start == 0 for span in found) == (places == {""})


def test_a_decision_that_had_no_heading_of_its_own_may_be_given_one() -> None:
    before = read_plan(text_of("complete").replace("### Decision", "### Decided"))
    assert "POC504" not in codes(check_change(before, plan_of("complete")))


def test_an_open_pause_may_end_and_an_open_amendment_be_withdrawn() -> None:
    text = text_of("active")
    paused = read_plan(text.replace("    to: 2026-03-27", "    to:", 1))
    assert check_change(paused, plan_of("active")) == []
    amended = read_plan(text.replace(SIGNED, SIGNED.replace("prospect", "vendor").replace("Tove", "Ines"), 1))
    start, end = text.index("amendments:"), text.index("pauses:")
    withdrawn = amended.document.text.replace(text[start:end], "", 1)
    assert check_change(amended, read_plan(withdrawn)) == []
    assert codes(check_change(plan_of("active"), read_plan(text.replace(text[start:end], "", 1)))) == "POC502"


@pytest.mark.parametrize(
    ("stage", "expected"), [("planning", ""), ("active", "POC503"), ("complete", "POC503")]
)
def test_a_plan_that_vanishes(stage: str, expected: str) -> None:
    assert codes(check_change(plan_of(stage), None)) == expected


def test_a_new_plan_changes_nothing() -> None:
    assert check_change(None, plan_of("active")) == []


def test_a_shared_id_is_told_in_both_plans() -> None:
    found = check_portfolio(
        {"a.md": plan_of("active"), "b.md": plan_of("active"), "c.md": plan_of("planning")}
    )
    assert {name: codes(findings) for name, findings in found.items()} == {"a.md": "POC601", "b.md": "POC601"}


def test_time_gives_advice_only_when_a_date_is_given() -> None:
    plan = plan_of("active")
    assert check_plan(plan) == []
    assert codes(check_plan(plan, dt.date(2026, 4, 11))) == "POC906"
    assert codes(check_plan(plan, dt.date(2026, 3, 18))) == "POC907"
    (late,) = check_plan(plan_of("planning"), dt.date(2027, 4, 11))
    assert late.code == "POC906"
    assert late.advice == "write a new Decision date into the plan, or end the plan with 'poc-docs close'"
    closed = read_plan(plan.document.text.replace("status: Active", f"status: Active\n{CLOSED}"))
    assert check_plan(closed, dt.date(2027, 1, 1)) == []


def test_a_complete_plan_carries_its_whole_record_even_if_it_never_was_active() -> None:
    text = text_of("planning").replace("status: Planning", "status: Complete", 1)
    found = codes(check_plan(read_plan(text)))
    assert found.count("POC402") == 2
    assert {"POC404", "POC407", "POC306", "POC307"} <= set(found.split())


def test_a_criterion_in_the_wrong_columns_is_not_held_against_its_result() -> None:
    text = text_of("complete").replace("| ≥ 90% |", "| by hand | ≥ 90% |", 1)
    found = codes(check_plan(read_plan(text))).split()
    assert "POC206" in found
    assert not {"POC304", "POC305"} & set(found)


def test_rows_beyond_the_cap_are_not_read() -> None:
    row = RISK + "\n"
    text = text_of("active").replace(row, row * (MAXIMUM_ROWS + 1), 1)
    plan = read_plan(text)
    assert len(plan.risks) == MAXIMUM_ROWS
    assert codes(check_plan(plan)) == "POC212"


def test_an_amendment_that_changes_nothing_is_refused() -> None:
    text = text_of("active")
    (link,) = read_plan(text).metadata.amendments  # type: ignore[union-attr]
    again = (
        "  - {date: 2026-03-20, by: Ines Falk, reason: again, "
        f"from: '{link.after}', to: '{link.after}', changes: []}}\n"
    )
    plan = read_plan(text.replace("pauses:", again + "pauses:", 1))
    assert [f.message for f in check_plan(plan) if f.code == "POC405"] == [
        "amendment 2 must change something"
    ]


def test_a_column_that_begins_like_a_signed_one_is_refused_from_active_on() -> None:
    for stage, expected in (("planning", ""), ("active", "POC202")):
        text = text_of(stage)
        start = text.index("| # | Criterion | Measurement")
        end = text.index("\n\n", start)
        lines = text[start:end].split("\n")
        more = [" Target in fact |", "---|", *[" x |"] * (len(lines) - 2)]
        table = "\n".join(line + cell for line, cell in zip(lines, more, strict=True))
        assert codes(check_plan(read_plan(text[:start] + table + text[end:]))) == expected

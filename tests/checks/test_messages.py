"""What a rule says of each of its faults: a stage, what is replaced by what, and a code with its words."""

from __future__ import annotations

import re

import pytest

from poc_docs.checks import check_change, check_plan
from poc_docs.plan.reading import read_plan
from tests.checks.reference import plan_of, text_of

FINGERPRINT = "v1:sha256:041ef9052a4dd72eacda59872b3922671eb9bc6c4a6251849312cbcb042ccca1"
STARTED = f'started: {{date: 2026-03-09, parameters: "{FINGERPRINT}"}}\n'
EVIDENCE = "    evidence: mail of 2026-03-05\n"
NO_GO = "| **No-go** | Critical criteria not met | Gap list to product management |\n"
LAST_WEEK = "| 4 | Results review |"
TITLE = "# POC Plan: Transports Vauquelin -- Pallet counting at three gates\n"
EDGE_BOXES = "| Two edge boxes at gate 2 |"
CASES = [
    ("planning", TITLE, TITLE + "\n# Another\n", "POC204 a plan must have one heading of level 1"),
    ("planning", EDGE_BOXES, "| Two `edge boxes |", "POC208 backticks in a cell must be balanced"),
    (
        "planning",
        EDGE_BOXES,
        "| Two `edge | boxes` |",
        "POC208 a row must not hold '|' between backticks",
    ),
    (
        "planning",
        "## Timeline",
        "```\n<b>\n```\n\n<source a\n\n## Timeline",
        "POC003 a line must not begin like raw HTML: '<source'",
    ),
    ("active", LAST_WEEK, "| 6 | Results review |", "POC904 week 6 must begin before the work ends"),
    ("active", NO_GO, "", "POC302 the framework must have a row for 'No-go'"),
    ("active", NO_GO, NO_GO * 2, "POC302 the framework must have one row for 'No-go', not 2"),
    (
        "active",
        f"{EVIDENCE}    parameters: {FINGERPRINT}\n",
        EVIDENCE,
        "POC401 the signature of 'Tove Brandt' must carry either parameters or results",
    ),
    (
        "active",
        EVIDENCE,
        "    evidence: TBD\n",
        "POC401 evidence of the prospect's signature must not be a placeholder: 'TBD'",
    ),
    (
        "active",
        "name: Tove Brandt",
        "name: TBD",
        "POC401 name of the prospect's signature must not be a placeholder: 'TBD'",
    ),
    ("active", EVIDENCE, "", "POC401 the prospect's signature of 'Tove Brandt' must name its evidence"),
    (
        "active",
        STARTED,
        STARTED.replace("041e", "141e"),
        "POC404 'started' must name parameters that both parties signed",
    ),
    (
        "active",
        "started: {date: 2026-03-09",
        "started: {date: 2026-03-01",
        "POC404 'started' must not be before both parties signed on 2026-03-05: 2026-03-01",
    ),
    ("active", STARTED, "", "POC405 a plan must have 'started' before it has amendments"),
    (
        "active",
        f"from: {FINGERPRINT}\n    to: ",
        f"from: {FINGERPRINT.replace('041e', '141e')}\n    to: ",
        "POC405 undoing amendment 1 must give the text it began from",
    ),
    (
        "complete",
        "**Decided on:** 2026-02-27",
        "**Decided on:** soon",
        "POC210 'Decided on' of the decision must be a date as YYYY-MM-DD, not 'soon'",
    ),
    (
        "active",
        "    to: 2026-03-27",
        "    to: 2026-03-20",
        "POC408 a pause must not end before it begins on 2026-03-23: 2026-03-20",
    ),
]


@pytest.mark.parametrize(("stage", "old", "new", "told"), CASES, ids=lambda value: str(value)[:30])
def test_each_fault_is_told_in_its_own_words(stage: str, old: str, new: str, told: str) -> None:
    text = text_of(stage)
    assert old in text
    found = check_plan(read_plan(text.replace(old, new, 1)))
    assert any(f"{finding.code} {finding.message}".startswith(told) for finding in found), found


@pytest.mark.parametrize(
    ("part", "end", "before", "told"),
    [
        (
            "## Timeline\n",
            "## Risk",
            "## Environment",
            "section 'Environment Specification' must stand before",
        ),
        (TITLE, "*Proof-of-concept", "## Success Criteria", "the title must stand above every section"),
    ],
)
def test_what_was_moved_is_told(part: str, end: str, before: str, told: str) -> None:
    text = text_of("planning")
    moved = text[text.index(part) : text.index(end)]
    plan = read_plan(text.replace(moved, "").replace(before, moved + before, 1))
    (message,) = [finding.message for finding in check_plan(plan) if finding.code == "POC204"]
    assert message.startswith(told)


def test_an_active_plan_must_have_a_criterion() -> None:
    text = text_of("active")
    start, end = text.index("| 1 | Planning time | P95"), text.index("\n---\n\n## Environment")
    found = check_plan(read_plan(text[:start] + text[end:]))
    assert "a plan that is Active must have a criterion" in [finding.message for finding in found]


def test_an_amendment_must_begin_at_a_text_that_both_signed() -> None:
    text = text_of("active")
    of_prospect = re.findall(r"(?m)^  - party: prospect\n(?:    .*\n)+", text)
    assert len(of_prospect) == 2
    for signature in of_prospect:
        text = text.replace(signature, "", 1)
    found = {finding.message for finding in check_plan(read_plan(text)) if finding.code == "POC402"}
    assert found == {"an amendment must begin at a text that both parties signed"}


@pytest.mark.parametrize("gone", ["| # | Criterion | Result | Target | Status | Note |", "### Decision"])
def test_of_results_that_nobody_could_read_before_none_must_stay(gone: str) -> None:
    before = read_plan(text_of("complete").replace(gone, "gone", 1))
    after = read_plan(text_of("complete").replace("| 84% |", "| 86% |", 1))
    assert not [finding for finding in check_change(before, after) if finding.code == "POC504"]
    assert [finding for finding in check_change(plan_of("complete"), after) if finding.code == "POC504"]

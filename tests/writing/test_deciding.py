"""The decision is written over placeholders and old values, and missing labels are added."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Outcome
from poc_docs.text.edits import apply_edits
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.deciding import decide
from tests.writing.golden import pairs
from tests.writing.plans import SAMPLES, edited, manners

PLAN = "# POC Plan: A -- B\n\n## Results (Post-POC)\n\n### Decision\n\n"
DAY = dt.date(2026, 3, 27)
FEEDBACK = "Good, *mostly*.\nSee the  minutes."


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("title", "before", "after"), pairs("decisions.txt"))
@pytest.mark.parametrize("end", ["", "\n", "\n\n## Further\n"])
def test_golden(title: str, before: str, after: str, newline: str, end: str) -> None:
    text = (PLAN + before + end).replace("\n", newline)
    written = apply_edits(
        text, decide(read_plan(text), Outcome.CONDITIONAL, DAY, FEEDBACK, "two workarounds")
    )
    assert written == (PLAN + after + end).replace("\n", newline)
    assert decide(read_plan(written), Outcome.CONDITIONAL, DAY, FEEDBACK, "two workarounds") == []


def test_directly_below_the_heading() -> None:
    text = PLAN.rstrip("\n")
    after = edited(read_plan(text), decide(read_plan(text), Outcome.PROCEED, DAY, None))
    assert after.document.text == text + "\n\n**Outcome:** Proceed\n\n**Decided on:** 2026-03-27"


def test_a_reason_that_is_taken_away_where_none_stands_leaves_no_label() -> None:
    text = PLAN + "**Outcome:** No-go\n\n**Decided on:** 2026-03-27\n"
    after = edited(read_plan(text), decide(read_plan(text), Outcome.PROCEED, DAY, None, ""))
    assert after.document.text == text.replace("No-go", "Proceed")


UNTOUCHED_GAP = "| [e.g., Missing bulk export API]"
"""How the template's own row under Gaps Identified begins; deciding says that nobody filled it in."""


def test_what_is_not_given_stays() -> None:
    text = PLAN + "**Outcome:** TBD\n\n**Reason:** old\n\n**Customer feedback:** [x]\n"
    decision = edited(read_plan(text), decide(read_plan(text), Outcome.NO_GO, DAY, None)).decision
    assert decision.reason
    assert decision.feedback
    assert (decision.reason.value, decision.feedback.value) == ("old", "[x]")


@pytest.mark.parametrize("end", ["", "\n", "\n\n**Customer feedback:** x\n"])
@pytest.mark.parametrize("separator", [" ", "  ", ""])
def test_a_reason_for_another_outcome_is_taken_away(end: str, separator: str) -> None:
    text = f"{PLAN}**Outcome:** No-go\n\n**Decided on:** 2026-03-27\n\n**Reason:**{separator}old{end}"
    after = edited(read_plan(text), decide(read_plan(text), Outcome.PROCEED, DAY, None, ""))
    assert after.document.text == text.replace(f"{separator}old", "").replace("No-go", "Proceed")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("manner", range(4))
def test_sample_plans(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    after = edited(plan, decide(plan, Outcome.NO_GO, DAY, "none", "because"))
    decision = after.decision
    assert decision.outcome
    assert decision.decided_on
    assert (decision.outcome.value, decision.decided_on.value) == (Outcome.NO_GO, DAY)
    text, new = plan.document.text, after.document.text
    heading = "### Decision"
    above = text.split(heading)[0].splitlines(keepends=True)
    assert new.split(heading)[0] == "".join(line for line in above if not line.startswith(UNTOUCHED_GAP))
    assert new.endswith("\n") == text.endswith("\n")
    assert ("\r\n" in new) == ("\r\n" in text)
    assert new.count("\n") == new.count("\r\n") or "\r\n" not in new


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# POC Plan: A -- B\n", "has no heading 'Decision'"),
        (PLAN + "**Outcome:** a\n\n**Outcome:** b\n", "'Outcome' stands twice"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        decide(read_plan(text), Outcome.PROCEED, DAY, "x")


@pytest.mark.parametrize("feedback", ["<!-- ", "`", "**Outcome:** x", "[a]: b", "| x |", "# y", "\\"])
def test_awkward_feedback(feedback: str) -> None:
    text = PLAN + "**Outcome:** TBD\n\n**Customer feedback:** [x]\n\n### More\n\n<!-- end -->\n"
    after = edited(read_plan(text), decide(read_plan(text), Outcome.PROCEED, DAY, feedback))
    assert after.decision.feedback
    assert after.decision.feedback.source == feedback.strip()


@pytest.mark.parametrize(
    "row", ["| ![](shot.png) | | | |", "| <!-- ask Ann --> | | | |", "| [x] ![](a) | | | |"]
)
def test_a_gap_that_holds_an_image_or_a_comment_stays(row: str) -> None:
    table = "| Gap | Severity | Workaround | Reported To |\n|---|---|---|---|\n"
    text = f"## Results (Post-POC)\n\n### Gaps Identified\n\n{table}{row}\n\n### Decision\n\n"
    text += "**Outcome:** TBD\n"
    plan = read_plan(text)
    assert len(plan.gaps) == 1
    assert row in edited(plan, decide(plan, Outcome.NO_GO, DAY, "x", "x")).document.text

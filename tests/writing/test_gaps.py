"""Gap rows are written by criterion, and nothing else in the table moves."""

from __future__ import annotations

import pytest

from poc_docs.plan.gaps import open_parts, workarounds
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Level
from poc_docs.text.edits import apply_edits
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.gaps import GapEntry, record_gaps
from tests.plan.plan_files import CRITERIA
from tests.writing.golden import pairs
from tests.writing.plans import SAMPLES, TEMPLATE, edited, manners

PLAN = f"""# POC Plan: A -- B

## Success Criteria

{CRITERIA}
## Results (Post-POC)

### Gaps Identified

"""
ENTRY = GapEntry("No *bulk* export", Level.MEDIUM, "Nightly CSV", "Product")
HEAD = "| Gap | Severity | Workaround | Reported To | Criterion |\n|---|---|---|---|---|\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("title", "before", "after"), pairs("gaps.txt"))
@pytest.mark.parametrize("end", ["", "\n", "\n\n### Decision\n"])
def test_golden(title: str, before: str, after: str, newline: str, end: str) -> None:
    text = (PLAN + before + end).replace("\n", newline)
    written = apply_edits(text, record_gaps(read_plan(text), {2: ENTRY}))
    assert written == (PLAN + after + end).replace("\n", newline)
    assert record_gaps(read_plan(written), {2: ENTRY}) == []


@pytest.mark.parametrize("manner", range(4))
@pytest.mark.parametrize("text", [*SAMPLES.values(), TEMPLATE], ids=[*SAMPLES, "template"])
def test_every_plan_takes_gaps_of_all_its_criteria(text: str, manner: int) -> None:
    plan = read_plan(manners(text)[manner])
    numbers = [c.number.value for c in plan.criteria if c.number.value]
    entries = {
        number: GapEntry(f"gap | {number}", Level.LOW, f"by hand {number}", "PM") for number in numbers
    }
    after = edited(plan, record_gaps(plan, entries))
    assert workarounds(after).keys() == entries.keys()
    above, _, _ = plan.document.text.partition("### Gaps Identified")
    assert after.document.text.startswith(above)
    assert record_gaps(after, entries) == []


def test_what_is_not_said_stays() -> None:
    plan = read_plan(PLAN + HEAD + "| Export | High | none | Product | 2 |\n")
    after = edited(plan, record_gaps(plan, {2: GapEntry(workaround="Nightly CSV")}))
    assert "| Export | High | Nightly CSV | Product | 2 |" in after.document.text
    assert open_parts(after.gaps) == ()


def test_a_new_row_may_leave_parts_open() -> None:
    plan = read_plan(PLAN + HEAD)
    after = edited(plan, record_gaps(plan, {2: GapEntry("Export"), 1: GapEntry("Login")}))
    assert after.document.text.endswith(HEAD + "| Login | | | | 1 |\n| Export | | | | 2 |\n")
    assert open_parts(after.gaps[:1]) == ("severity", "workaround", "reported to")


@pytest.mark.parametrize(
    ("gaps", "number", "entry", "message"),
    [
        (HEAD, 9, ENTRY, "there is no criterion 9"),
        (HEAD, 2, GapEntry(workaround="x"), "must say what the gap is"),
        ("", 2, GapEntry(workaround="x"), "must say what the gap is"),
        (HEAD + "| a | Low | | | 2 |\n| b | Low | | | 2 |\n", 2, GapEntry(workaround="x"), "several rows"),
        (HEAD + "| a | Low | | | 2 |\n| b | Low | | | 2 |\n", 2, ENTRY, "several rows"),
        ("| Gap | Severity |\n|---|---|\n", 2, ENTRY, "has no column 'Workaround'"),
        ("| a |\n|---|\n\n| b |\n|---|\n", 2, ENTRY, "with one table"),
        (
            "| Gap | Severity | Workaround | Reported To |\n|---|---|---|---|\n| a |\n",
            2,
            ENTRY,
            "as many cells",
        ),
    ],
)
def test_refused(gaps: str, number: int, entry: GapEntry, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        record_gaps(read_plan(PLAN + gaps), {number: entry})


def test_without_the_heading() -> None:
    with pytest.raises(RefusedEdit, match="no heading 'Gaps Identified'"):
        record_gaps(read_plan(PLAN.replace("### Gaps Identified\n\n", "")), {2: ENTRY})

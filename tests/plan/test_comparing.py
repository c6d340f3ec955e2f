"""What changed between two versions of a plan, in its own terms: an edit, and all that is said of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from poc_docs.plan.agreement import fingerprint
from poc_docs.plan.comparing import compare_plans
from poc_docs.plan.plan_change import ChangeKind
from poc_docs.plan.reading import read_plan
from tests.plan.plan_files import FRONT_MATTER, SAMPLES, plan_text

PLAN = plan_text()
NOT_MEASURED = PLAN.replace("| 9 minutes | < 15 minutes | Pass |", "| TBD | < 15 minutes |  |")
CODE = fingerprint(read_plan(PLAN))
SIGNATURE = f"  - {{party: vendor, name: Ines Falk, date: 2026-03-04, parameters: '{CODE}'}}\n"
SIGNED = PLAN.replace(FRONT_MATTER, f"{FRONT_MATTER}signatures:\n{SIGNATURE}")
STARTED = SIGNED.replace("status: Planning\n", "status: Active\n").replace(
    "---\n\n# POC", f"started: {{date: 2026-03-09, parameters: '{CODE}'}}\n---\n\n# POC", 1
)
CRM = PLAN.replace("---\n\n# POC", "crm: {stage: Validation, deal_review: false}\n---\n\n# POC", 1)


def sentences(before: str, after: str) -> list[str]:
    return [change.sentence for change in compare_plans(read_plan(before), read_plan(after))]


def edited(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


EDITS = [
    (PLAN, "status: Planning", "status: Active", ["status Planning → Active"]),
    (PLAN, "Ines Falk\nopp", "Tom Berg\nopp", ["sales engineer 'Ines Falk' → 'Tom Berg'"]),
    (PLAN, "< 15 minutes | Critical", "< 20 minutes | Critical",
     ["criterion 1: target '< 15 minutes' → '< 20 minutes'"]),
    (SIGNED, "< 15 minutes | Critical", "< 20 minutes | Critical",
     ["criterion 1: target '< 15 minutes' → '< 20 minutes', has to be signed anew"]),
    (STARTED, "< 15 minutes | Critical", "< 20 minutes | Critical",
     ["criterion 1: target '< 15 minutes' → '< 20 minutes', needs an amendment"]),
    (STARTED, "< 15 minutes | Critical", "**< 15  minutes** | Critical",
     ["only layout, comments or text beside the plan's own fields changed"]),
    (STARTED, "| 3 | Single sign-on | Login of six dispatchers | Pass/Fail | Optional |\n", "",
     ["criterion 3 removed: 'Single sign-on, target Pass/Fail, Optional', needs an amendment",
      "result of 3 removed: it was 'Pass', Pass"]),
    (PLAN, "Pass/Fail | Optional |\n",
     "Pass/Fail | Optional |\n| 4 | Uptime | Four weeks | >= 99.9% | Required |\n",
     ["criterion 4 added: 'Uptime, target >= 99.9%, Required'", "computed outcome Proceed → undecided"]),
    (PLAN, "| Order form |", "| Procurement |",
     ["outcome Proceed: next step 'Order form' → 'Procurement'"]),
    (PLAN, "2026-04-10 (operations board)", "2026-04-17 (operations board)",
     ["Decision date '2026-04-10 (operations board)' → '2026-04-17 (operations board)'"]),
    (PLAN, "EU-West", "EU-North", ["environment Region 'EU-West' → 'EU-North'"]),
    (PLAN, "1. Provision", "1. [x] Provision", ["setup step 'Provision the instance' is done"]),
    (PLAN, "Load the vans", "Load all vans", ["setup step 'Load the vans' is now 'Load all vans'"]),
    (PLAN, "| 2026-03-13 |", "| 2026-03-19 |",
     ["milestone 'Environment' moved by 6 days: due 2026-03-13 → 2026-03-19"]),
    (PLAN, "| 2026-03-13 |", "| 2026-03-12 |",
     ["milestone 'Environment' moved by 1 day earlier: due 2026-03-13 → 2026-03-12"]),
    (PLAN, "Access guide", "Access guide, keys",
     ["milestone 'Environment': deliverable 'Access guide' → 'Access guide, keys'"]),
    (PLAN, "| Low | High |", "| Medium | High |", ["risk 'Old map data': likelihood 'Low' → 'Medium'"]),
    (NOT_MEASURED, "| TBD | < 15 minutes |  |", "| 9 minutes | < 15 minutes | Pass |",
     ["result of 1 recorded: 9 minutes, Pass", "computed outcome undecided → Proceed"]),
    (PLAN, "| 9 minutes |", "| 12 minutes |", ["result of 1 '9 minutes' → '12 minutes', Pass"]),
    (PLAN, "| 5.5% | >= 4% | Pass |", "| 3% | >= 4% | Fail |",
     ["result of 2 '5.5%' → '3%', Fail", "computed outcome Proceed → Conditional"]),
    (PLAN, "| Manual export |", "| Nightly export |",
     ["gap 'Bulk export': workaround 'Manual export' → 'Nightly export'"]),
    (PLAN, "| Bulk export | High | Manual export | Product Management | 2 |\n", "",
     [("gap 'Bulk export' removed (severity High, workaround Manual export, reported to Product Management, "
      "criterion 2)")]),
    (PLAN, "They want to keep it.", "They bought it.",
     ["decision: feedback 'They want to keep it.' → 'They bought it.'"]),
    (CRM, "stage: Validation", "stage: Closing", ["crm stage 'Validation' → 'Closing'"]),
    (CRM, "deal_review: false", "deal_review: true", ["crm deal review 'no' → 'yes'"]),
    (PLAN, "## Risk Assessment", "## Learnings\n\nNone yet.\n\n## Risk Assessment",
     ["section 'Learnings' added"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "old", "new", "expected"), EDITS, ids=lambda value: str(value)[:40])
def test_an_edit_is_told(before: str, old: str, new: str, expected: list[str]) -> None:
    assert sentences(before, edited(before, old, new)) == expected


def test_front_matter_that_breaks_is_one_sentence_and_not_twenty() -> None:
    (told,) = sentences(PLAN, edited(PLAN, "status: Planning", "status: ["))
    assert told.startswith("the front matter can't be read: ")
    (told,) = sentences(edited(PLAN, "status: Planning", "status: ["), PLAN)
    assert told.startswith("put right: ")


def test_only_a_change_of_agreed_text_after_the_start_needs_an_amendment() -> None:
    def needs(text: str, old: str, new: str) -> bool:
        changes = compare_plans(read_plan(text), read_plan(edited(text, old, new)))
        return any(change.needs_amendment for change in changes)

    assert needs(STARTED, "Two depots", "Three depots")
    assert not needs(SIGNED, "Two depots", "Three depots")
    assert not needs(STARTED, "EU-West", "EU-North")
    assert not needs(STARTED, "9 minutes", "8 minutes")
    back = edited(STARTED, "Two depots", "Three depots")
    assert not needs(back, "Three depots", "Two depots")


def test_signing_starting_and_ending_are_told() -> None:
    assert sentences(PLAN, SIGNED) == ["signed by Ines Falk (vendor) on 2026-03-04"]
    assert sentences(SIGNED, PLAN) == ["gone: signed by Ines Falk (vendor) on 2026-03-04"]
    assert sentences(SIGNED, STARTED) == ["status Planning → Active", "work started on 2026-03-09"]
    closed = edited(
        PLAN,
        "status: Planning",
        "status: Planning\nclosed: {date: 2026-03-20, by: Ines Falk, reason: withdrew}",
    )
    assert sentences(PLAN, closed)[0] == "closed on 2026-03-20 by Ines Falk: withdrew"


def test_an_amendment_is_told_and_its_changes_need_none() -> None:
    text = Path(SAMPLES[-1].parent / "westerland-triage-coding.md").read_text(encoding="utf-8")
    after = read_plan(text)
    assert after.metadata
    bare = replace(after, metadata=replace(after.metadata, amendments=()))
    before = replace(bare, document=replace(after.document, text=text + "\n"))
    (told,) = [change for change in compare_plans(before, after) if change.kind is ChangeKind.AMENDMENT]
    assert told.sentence.startswith(
        "amendment of 2026-11-18 by Mireille Achterberg "
        "(Decision date, measurement of criterion 2, target of criterion 2), not signed by both yet: Notes of"
    )
    amended = edited(text, "<= 2.5 s | Required", "<= 3 s | Required")
    assert "needs an amendment" in sentences(text, amended)[0]


def test_a_new_plan_is_one_sentence_and_what_it_carries() -> None:
    told = [change.sentence for change in compare_plans(None, read_plan(STARTED))]
    assert told == [
        "new plan 'Halden Logistics -- Route planning at warehouse scale': Active, 3 criteria",
        "signed by Ines Falk (vendor) on 2026-03-04",
        "work started on 2026-03-09",
        "result of 1 recorded: 9 minutes, Pass",
        "result of 2 recorded: 5.5%, Pass",
        "result of 3 recorded: Pass, Pass",
        (
            "gap 'Bulk export' added (severity High, workaround Manual export, "
            "reported to Product Management, criterion 2)"
        ),
        "decision: outcome added: 'Proceed'",
        "decision: decided on added: '2026-04-10'",
        "decision: feedback added: 'They want to keep it.'",
        "computed outcome undecided → Proceed",
    ]
    (gone,) = compare_plans(read_plan(STARTED), None)
    assert gone.sentence == "the plan is gone; it was Active"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_plan_does_not_differ_from_itself_however_it_is_laid_out(path: Path) -> None:
    text = path.read_bytes().decode()
    assert sentences(text, text) == []
    other = text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")
    assert sentences(text, other) == ["only white space and line breaks changed"]
    assert compare_plans(None, None) == ()


@pytest.mark.parametrize(("before", "old", "new", "expected"), EDITS, ids=lambda value: str(value)[:40])
def test_the_way_back_names_the_same_places(before: str, old: str, new: str, expected: list[str]) -> None:
    one, other = read_plan(before), read_plan(edited(before, old, new))
    there = compare_plans(one, other)
    back = {change.where: (change.after, change.before) for change in compare_plans(other, one)}
    for change in there:
        if change.before is not None or change.after is not None:
            assert back[change.where] == (change.before, change.after)

"""What changed between two versions of a plan, in its own terms: an edit, and all that is said of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from poc_docs.plan.agreement.fingerprints import fingerprint
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
     ["only layout or comments changed"]),
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
    (PLAN, "## Risk Assessment", "# Learnings\n\nNone yet.\n\n## Risk Assessment",
     ["section 'Learnings' added"]),
    (PLAN, "## Timeline\n", "## Timeline\n\nWeek 3 is a holiday.\n", ["text in Timeline changed"]),
    (PLAN, "### Decision\n", "### Decision\n\nSee the minutes.\n", ["text in Decision changed"]),
    (PLAN, "| Region | EU-West |", "| Region | EU-West | a cell too many |",
     ["text in Environment Specification changed"]),
    (PLAN, "## POC Overview", "Draft.\n\n## POC Overview", ["text above the first section changed"]),
    (PLAN, "# POC Plan: Halden", "# POC Plan: Halder", ["text above the first section changed"]),
    (PLAN, "| 2 | Distance saved | 5.5% | >= 4% | Pass |", "| 2 | Distance saved | 5.5% | >= 4% | |",
     ["text in Results (Post-POC) changed"]),
    (PLAN, "status: Planning", "status: Planning\nx-region: [north, south]",
     ["x-region added: 'north; south'"]),
    (CRM, "stage: Validation,", "stage: Validation, x-note: a,", ["crm x-note added: 'a'"]),
    (PLAN, "| 9 minutes |", "| 9 minutes <!-- sic --> |", ["only layout or comments changed"]),
    (PLAN, "## Timeline\n", "## Timeline\n\n---\n\n<!-- in weeks\nand days -->\n",
     ["only layout or comments changed"]),
]  # fmt: skip

NOTE = "Note: criterion 1 is measured at 5 RPS, and 300 ms will do."
END_OF_CRITERIA = "Pass/Fail | Optional |\n"
UNSIGNED = [
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n{NOTE}\n", [f"text in Success Criteria added: '{NOTE}'"]),
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n> - *{NOTE}*\n", [f"text in Success Criteria added: '{NOTE}'"]),
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n| 1 | 300 ms will do |\n",
     ["text in Success Criteria added: '| 1 | 300 ms will do |'"]),
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n```mermaid\n300 ms\n```\n",
     ["text in Success Criteria added: '```mermaid 300 ms ```'"]),
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n<!-- a --> 300 ms will do\n",
     ["text in Success Criteria added: '<!-- a --> 300 ms will do'"]),
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n### By phone\n\n| # | Target |\n|--|--|\n| 1 | *300* ms |\n",
     ["text in Success Criteria added: 'By phone'",
      "text in Success Criteria added: '# | Target'",
      "text in Success Criteria added: '1 | 300 ms'"]),
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n### Old\n\n| a | b |\n|--|--|\n| <!-- 300 ms | 1 --> |\n",
     ["text in Success Criteria added: 'Old'",
      "text in Success Criteria added: 'a | b'",
      "text in Success Criteria added: '<!-- 300 ms | 1 -->'"]),
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n> # 300 ms will do\n",
     ["text in Success Criteria added: '300 ms will do'"]),
    (END_OF_CRITERIA, f"{END_OF_CRITERIA}\n[](https://example.org '300 ms will do')\n",
     ["text in Success Criteria added: '(https://example.org, 300 ms will do)'"]),
    ("- **Duration:**", "- **Speed:** 300 ms\n- **Duration:**",
     ["text in POC Overview added: 'Speed: 300 ms'"]),
    ("- **Duration:**", "  - 300 ms will do\n- **Duration:**", None),
    ("| Gap list |\n", "| Gap list |\n\nPartial is enough.\n",
     ["text in Decision Framework added: 'Partial is enough.'"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), UNSIGNED, ids=lambda value: str(value)[-40:])
def test_what_nobody_signed_is_quoted_beside_what_is_signed(
    old: str, new: str, expected: list[str] | None
) -> None:
    remark = ", no part of what both sides sign"
    told = sentences(STARTED, edited(STARTED, old, new))
    if expected is None:  # the bullet of a signed text goes on: an error, and the text counts as gone
        assert "text in POC Overview added: '300 ms will do'" + remark in told
        assert any("must be one paragraph" in sentence for sentence in told)
        return
    assert told == [sentence + remark for sentence in expected]
    assert sentences(PLAN, edited(PLAN, old, new)) == expected
    back = sentences(edited(STARTED, old, new), STARTED)
    assert back == [sentence.replace(" added: ", " removed: ") + remark for sentence in expected]
    changes = compare_plans(read_plan(STARTED), read_plan(edited(STARTED, old, new)))
    assert {change.kind for change in changes} == {ChangeKind.UNSIGNED}
    assert not any(change.needs_amendment for change in changes)


def with_column(heading: str, *cells: str) -> str:
    """Give the started plan with one more column in Success Criteria."""
    head, _, rest = STARTED.partition("## Success Criteria\n\n")
    table, _, tail = rest.partition("\n\n")
    added = (heading, "--", *cells, "", "", "")
    rows = [f"{row} {cell} |" for row, cell in zip(table.split("\n"), added, strict=False)]
    table = "\n".join(rows)
    return f"{head}## Success Criteria\n\n{table}\n\n{tail}"


def test_cells_of_other_columns_are_told_by_their_row() -> None:
    remark = ", no part of what both sides sign"
    one, other = with_column("Remark"), with_column("Remark", "*300 ms* will do")
    assert sentences(STARTED, one) == [
        f"text in Success Criteria (heading of a column) added: 'Remark'{remark}"
    ]
    cell = "text in Success Criteria ('Remark' of criterion 1) "
    assert sentences(one, other) == [f"{cell}added: '300 ms will do'{remark}"]
    assert sentences(other, with_column("Remark", "200 ms")) == [
        f"{cell}changed: '300 ms will do' → '200 ms'{remark}"
    ]
    assert sentences(other, one) == [f"{cell}removed: '300 ms will do'{remark}"]
    moved = with_column("Remark", "", "300 ms will do")
    assert sentences(other, moved) == [
        f"{cell}removed: '300 ms will do'{remark}",
        f"{cell.replace('1', '2')}added: '300 ms will do'{remark}",
    ]


def test_prose_that_changes_or_moves_is_told_and_its_layout_is_not() -> None:
    def plan(*notes: str, above: str = "") -> str:
        text = edited(STARTED, END_OF_CRITERIA, f"{END_OF_CRITERIA}\n" + "\n\n".join(notes) + "\n")
        return edited(text, "## Success Criteria\n", f"## Success Criteria\n{above}")

    two = plan("300 ms will do.", "Not binding:")
    remark = ", no part of what both sides sign"
    assert sentences(two, plan("250 ms will do.", "Not binding:")) == [
        f"text in Success Criteria changed: '300 ms will do.' → '250 ms will do.'{remark}"
    ]
    order = [f"text in Success Criteria stands in another order{remark}"]
    assert sentences(two, plan("Not binding:", "300 ms will do.")) == order
    assert sentences(two, plan("300 ms will do.", above="\nNot binding:\n")) == order
    for same in ("*300 ms*\nwill do.", "300 ms <!-- not -->will do.", "300&#32;ms will do\\."):
        assert sentences(two, plan(same, "Not binding:")) == ["only layout or comments changed"]
    linked = plan("[300 ms](a.md) will do.", "Not binding:")
    assert sentences(linked, plan("[300 ms](b.md) will do.", "Not binding:")) == [
        "text in Success Criteria changed: '300 ms will do. (a.md)' → '300 ms will do. (b.md)'" + remark
    ]
    assert sentences(linked, plan("[300 ms](a.md 'or 400') will do.", "Not binding:")) == [
        "text in Success Criteria changed: '300 ms will do. (a.md)' → '300 ms will do. (a.md, or 400)'"
        + remark
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_no_text_of_a_plan_goes_untold(end: str) -> None:
    """Change each letter of the body in turn: whatever a reader sees is named, quoted or marked as broken."""
    text = (
        with_column("Remark", "a").replace("| Gap list |\n", "| Gap list |\n\nA note.\n").replace("\n", end)
    )
    before = read_plan(text)
    body = text.index("# POC Plan")
    for at in [at for at in range(body, len(text)) if text[at].isalnum()][::11]:
        (first, *_) = compare_plans(before, read_plan(text[:at] + "ß" + text[at + 1 :]))
        assert first.kind is not ChangeKind.FORM, text[at - 20 : at + 20]


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
        "decision: day added: '2026-04-10'",
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

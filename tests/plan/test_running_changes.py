"""What changed in the optional sections, told in their own terms and not as lines of text."""

from __future__ import annotations

from difflib import unified_diff

import pytest

from poc_docs.exports.plan_record import record_lines
from poc_docs.plan.comparing import compare_plans
from poc_docs.plan.plan_change import ChangeKind
from poc_docs.plan.reading import read_plan
from tests.checks.reference import text_of

ACTIVE = text_of("active")
LOGGED = "| 2026-03-13 | 2 | 3.1% | Halden alone |\n"
OPEN = "| 2 | 2026-03-12 | Orders of Moss are incomplete | Ines Falk | |\n"
CLOSED = "| 1 | 2026-03-10 | No access for dispatch | Tove Brandt | 2026-03-11 |\n"
USAGE = "| 2026-03-13 | Usage | 310.40 EUR | week 1 |\n"
REVIEW = "- [ ] Security review -- Tove Brandt, 2026-04-17\n"
SECOND = "### 2026-03-16\n"
BLOCKERS = "- **Blockers:** Nightly copy from Moss fails\n"
LEARNT = "- Postal codes of islands need the ferry's timetable\n"
CONTACT = "| Tove Brandt | prospect | Head of platform | tove.brandt@halden.example |\n"
EDITS = [
    # Logs.
    (LOGGED, f"{LOGGED}| 2026-03-20 | 2 | 4.6% | |\n", ["metric log 2026-03-20: criterion 2: 4.6%"]),
    (LOGGED, f"{LOGGED}| 2026-03-13 | 2 | 4.6% | both depots |\n",
     ["metric log 2026-03-13: criterion 2: 4.6% (both depots)"]),
    (LOGGED, "", ["metric log 2026-03-13: criterion 2: 3.1% removed"]),
    ("| 3.1% |", "| 3.2% |", ["metric log 2026-03-13: criterion 2: value '3.1%' → '3.2%'"]),
    ("| Halden alone |", "| |", ["metric log 2026-03-13: criterion 2: note removed: 'Halden alone'"]),
    (USAGE, f"{USAGE}| 2026-03-20 | Usage | 120.00 EUR | |\n", ["credits 2026-03-20: usage 120 EUR"]),
    (USAGE, f"{USAGE}| 2026-03-20 | Top-up | 500.00 EUR | by mail |\n",
     ["credits 2026-03-20: top-up 500 EUR (by mail)"]),
    ("310.40", "410.40", ["credits 2026-03-13: usage: amount '310.40 EUR' → '410.40 EUR'"]),
    ("- **Top-up by:** Ines Falk", "- **Top-up by:** Tom Berg", ["top-up by 'Ines Falk' → 'Tom Berg'"]),
    ("| 2026-03-11 | Cut-off stays at 18:00 | Tove Brandt |\n", "",
     ["decision of 2026-03-11 'Cut-off stays at 18:00' removed (who Tove Brandt)"]),
    # Issues.
    (OPEN, OPEN.replace("| |\n", "| 2026-03-20 |\n"), ["issue 2 closed on 2026-03-20"]),
    (CLOSED, CLOSED.replace("| 2026-03-11 |\n", "| |\n"), ["issue 1 is open again"]),
    (OPEN, f"{OPEN}| 3 | 2026-03-20 | Vans lack power | Ines Falk | |\n",
     ["issue 3 opened on 2026-03-20: 'Vans lack power' (Ines Falk)"]),
    (OPEN, f"{OPEN}| 3 | 2026-03-20 | Vans lack power | | 2026-03-21 |\n",
     ["issue 3 opened on 2026-03-20: 'Vans lack power'", "issue 3 closed on 2026-03-21"]),
    (OPEN, OPEN.replace("Ines Falk", "Tove Brandt"), ["issue 2: owner 'Ines Falk' → 'Tove Brandt'"]),
    # Lists.
    (REVIEW, REVIEW.replace("[ ]", "[x]"), ["conversion: 'Security review' done"]),
    (REVIEW, "- [x] Security review -- Tove Brandt, 2026-04-17, done 2026-04-15\n",
     ["conversion: 'Security review' done on 2026-04-15"]),
    (REVIEW, REVIEW.replace("04-17", "04-24"),
     ["conversion: 'Security review': due '2026-04-17' → '2026-04-24'"]),
    (REVIEW, f"{REVIEW}- [ ] Legal review -- Arne Lie\n", ["conversion: 'Legal review' added (Arne Lie)"]),
    (REVIEW, "", ["conversion: 'Security review' removed"]),
    ("- [x] Accounts", "- [ ] Accounts", ["infrastructure: 'Accounts provisioned' is open again"]),
    ("done 2026-03-10", "done 2026-03-11",
     ["infrastructure: 'Accounts provisioned': day done '2026-03-10' → '2026-03-11'"]),
    (LEARNT, f"{LEARNT}- Vans have no spare socket\n", ["learning added: 'Vans have no spare socket'"]),
    (LEARNT, LEARNT.replace("need", "want"),
     [("learning 'Postal codes of islands need the ferry's timetable' → "
       "'Postal codes of islands want the ferry's timetable'")]),
    # Checkpoints.
    (SECOND, "### 2026-03-14\n\n- **Health:** Red\n- **Blockers:**\n  - one\n  - two\n\n" + SECOND,
     ["checkpoint 2026-03-14 (Red) added; blockers 'one; two'"]),
    ("- **Health:** Yellow", "- **Health:** Red", ["checkpoint 2026-03-16: health 'Yellow' → 'Red'"]),
    (BLOCKERS, "- **Blockers:** None\n",
     ["checkpoint 2026-03-16: blockers removed: 'Nightly copy from Moss fails'"]),
    (BLOCKERS, "- **Blockers:**\n  - Nightly copy from Moss fails\n  - Rain\n",
     [("checkpoint 2026-03-16: blockers 'Nightly copy from Moss fails' → "
       "'Nightly copy from Moss fails; Rain'")]),
    (BLOCKERS, "- **Blockers:**\n  - Nightly copy from Moss fails\n", ["text in Checkpoints changed"]),
    (SECOND, "### 2026-03-17\n", ["checkpoint 2026-03-16 is now checkpoint 2026-03-17"]),
    # Alignment and costs.
    (CONTACT, f"{CONTACT}| Arne Lie | prospect | CISO | |\n",
     ["contact 'Arne Lie' added (party prospect, role CISO)"]),
    ("| Head of platform | tove", "| CTO | tove", ["contact 'Tove Brandt': role 'Head of platform' → 'CTO'"]),
    ("#halden-poc", "#halden", ["channel '#halden-poc' → '#halden'"]),
    ("  - Petra Vogt (vendor) and Arne Lie (prospect)\n", "",
     [("escalation 'Ines Falk and Tove Brandt; Petra Vogt (vendor) and Arne Lie (prospect)' → "
       "'Ines Falk and Tove Brandt'")]),
    ("| Months | 12 |", "| Months | 24 |", ["cost item 'Months' '12' → '24'"]),
    ("| Months | 12 |\n", "| Months | 12 |\n| Other benefit per month | 10.00 EUR |\n",
     ["cost item 'Other benefit per month' added: '10.00 EUR'"]),
    # What is no field of the format.
    ("Towards the contract:", "Before the contract:", ["text in Conversion changed"]),
    (LEARNT, f"{LEARNT}\nAsk Tove.\n", ["text in Learnings changed"]),
    ("- **Channel:**", "- **Room:** 4\n- **Channel:**", ["text in Resource Alignment changed"]),
    (SECOND, f"{SECOND}\nWe met in Moss.\n", ["text in Checkpoints changed"]),
    ("(https://example.com/halden)", "(https://example.com/moss)", ["text in Resource Alignment changed"]),
    # Pauses.
    ("pauses:\n  - from: 2026-03-23\n    to: 2026-03-27", "pauses:\n  - from: 2026-03-23\n    to: 2026-03-28",
     [("paused from 2026-03-23 to 2026-03-28, asked for by Tove Brandt: Stocktaking in all depots"),
      ("gone: paused from 2026-03-23 to 2026-03-27, asked for by Tove Brandt: Stocktaking in all depots")]),
]  # fmt: skip


def sentences(before: str, after: str) -> list[str]:
    return [change.sentence for change in compare_plans(read_plan(before), read_plan(after))]


@pytest.mark.parametrize(("old", "new", "expected"), EDITS, ids=lambda value: str(value)[-40:])
def test_an_edit_is_told(old: str, new: str, expected: list[str]) -> None:
    assert old in ACTIVE
    assert sentences(ACTIVE, ACTIVE.replace(old, new, 1)) == expected


@pytest.mark.parametrize(("old", "new", "_"), EDITS, ids=lambda value: str(value)[-40:])
def test_the_way_back_names_the_same_places(old: str, new: str, _: list[str]) -> None:
    one, other = read_plan(ACTIVE), read_plan(ACTIVE.replace(old, new, 1))
    back = {change.where: (change.after, change.before) for change in compare_plans(other, one)}
    for change in compare_plans(one, other):
        if change.before is not None or change.after is not None:
            assert back[change.where] == (change.before, change.after)


@pytest.mark.parametrize(("old", "new", "_"), EDITS, ids=lambda value: str(value)[-40:])
def test_git_shows_each_edit_as_few_lines(old: str, new: str, _: list[str]) -> None:
    one, other = (list(record_lines(read_plan(text))) for text in (ACTIVE, ACTIVE.replace(old, new, 1)))
    changed = list(unified_diff(one, other, n=0, lineterm=""))[2:]
    assert 0 < len([line for line in changed if line[0] in "+-" and line[1:].strip()]) <= 6


def test_a_pause_and_its_end_are_told() -> None:
    still = ACTIVE.replace("    to: 2026-03-27", "    to:", 1)
    start, end = ACTIVE.index("pauses:"), ACTIVE.index("---\n\n# POC Plan")
    none = ACTIVE[:start] + ACTIVE[end:]
    about = "asked for by Tove Brandt: Stocktaking in all depots"
    assert sentences(none, still) == [f"paused from 2026-03-23, {about}"]
    assert sentences(still, ACTIVE) == [f"resumed: paused from 2026-03-23 to 2026-03-27, {about}"]
    assert sentences(ACTIVE, none) == [f"gone: paused from 2026-03-23 to 2026-03-27, {about}"]


def test_a_section_that_comes_is_named_with_what_it_holds() -> None:
    start, end = ACTIVE.index("## Metric Log"), ACTIVE.index("## Issue Log")
    without = ACTIVE[:start] + ACTIVE[end:]
    assert sentences(without, ACTIVE) == [
        "metric log 2026-03-11: criterion 1: 13 minutes (before tuning)",
        "metric log 2026-03-13: criterion 1: 9.5 minutes",
        "metric log 2026-03-13: criterion 2: 3.1% (Halden alone)",
        "section 'Metric Log' added",
    ]


def test_a_table_laid_out_anew_or_a_column_moved_is_no_change_of_words() -> None:
    wider = ACTIVE.replace("| Months | 12 |", "| Months      | 12 |", 1).replace(
        "| 310.40 EUR |", "|310.40 EUR|", 1
    )
    assert sentences(ACTIVE, wider) == ["only layout or comments changed"]
    assert list(record_lines(read_plan(wider))) == list(record_lines(read_plan(ACTIVE)))


def test_no_text_goes_untold() -> None:
    """Change each letter in turn: whatever a reader sees is named, quoted or marked as broken."""
    before = read_plan(ACTIVE)
    start = ACTIVE.index("## Conversion")
    for at in [at for at in range(start, len(ACTIVE)) if ACTIVE[at].isalnum()][::7]:
        (first, *_) = compare_plans(before, read_plan(ACTIVE[:at] + "ß" + ACTIVE[at + 1 :]))
        assert first.kind is not ChangeKind.FORM, ACTIVE[at - 20 : at + 20]


def test_placeholders_that_are_filled_in_are_what_came() -> None:
    blank = ACTIVE.replace(BLOCKERS, "- **Blockers:** [What stands in the way]\n", 1)
    assert sentences(blank, ACTIVE) == [
        "checkpoint 2026-03-16: blockers added: 'Nightly copy from Moss fails'"
    ]
    task = ACTIVE.replace(REVIEW, "- [ ] [What] -- [Owner], YYYY-MM-DD\n", 1)
    assert sentences(task, ACTIVE) == ["conversion: 'Security review' added (Tove Brandt, due 2026-04-17)"]

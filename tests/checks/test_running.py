"""Single cases of the optional sections: what is replaced by what, and the codes that come of it."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.checks import check_plan
from poc_docs.checks.finding import Severity
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import OPTIONAL
from tests.checks.reference import TODAY, text_of

TEXT = text_of("active")
LAST_ISSUE = "| 2 | 2026-03-12 | Orders of Moss are incomplete | Ines Falk | |\n"
USAGE = "| 2026-03-13 | Usage | 310.40 EUR | week 1 |\n"
MEASURED = "| 2026-03-13 | 2 | 3.1% | Halden alone |\n"
REVIEW = "- [ ] Security review -- Tove Brandt, 2026-04-17\n"
LEARNING = "- Postal codes of islands"
CASES = [
    # What is still a placeholder is never wrong, and a row may be blank.
    (MEASURED, MEASURED + "| YYYY-MM-DD | [#] | [value] | [note] |\n| | | | |\n", ""),
    (LAST_ISSUE, LAST_ISSUE + "| [Id] | [YYYY-MM-DD] | [Issue] | [Owner] | |\n", ""),
    (USAGE, USAGE + "| YYYY-MM-DD | [Allocation / Usage / Top-up] | [1250.00 EUR] | |\n", ""),
    ("### 2026-03-16", "### YYYY-MM-DD", ""),
    ("- **Health:** Yellow", "- **Health:** [Green / Yellow / Red]", ""),
    (REVIEW, "- [ ] [What] -- [Owner], [YYYY-MM-DD]\n- [ ]\n", ""),
    ("| Months | 12 |", "| Months | [number] |", ""),
    ("| Months | 12 |", "| Months | |", ""),
    ("| vendor | Senior", "| [prospect / vendor] | Senior", ""),
    # Dates.
    ("### 2026-03-16", "### 16 March 2026", "POC210"),
    ("### 2026-03-16", "### 2026-03-16 (week 2)", "POC210"),
    ("### 2026-03-16", "### Week 2", "POC210"),
    ("### 2026-03-16\n", "### Notes of our own\n\nNothing.\n\n### 2026-03-16\n", ""),
    ("| 2026-03-13 | 2 |", "| 13 March | 2 |", "POC210"),
    ("| 2026-03-13 | 2 |", "| 2026-02-30 | 2 |", "POC210"),
    ("| 2026-03-12 | Orders", "| yesterday | Orders", "POC210"),
    ("| Tove Brandt | 2026-03-11 |", "| Tove Brandt | yes |", "POC210"),
    ("| 2026-03-13 | Usage", "| 13.3. | Usage", "POC210"),
    ("| 2026-03-11 | Cut-off", "| Wednesday | Cut-off", "POC210"),
    ("Brandt, 2026-04-17", "Brandt, 17.4.2026", "POC210"),
    ("Brandt, 2026-04-17", "Brandt, 2026-04-17, done 2026-04-31", "POC210"),
    ("Brandt, 2026-04-17", "Brandt (24/7), done", ""),
    # Words.
    ("- **Health:** Yellow", "- **Health:** yellow", "POC211"),
    ("- **Health:** Yellow", "- **Health:** Yellow, because orders are late", "POC211"),
    ("| vendor | Senior", "| Vendor | Senior", "POC211"),
    ("| 2026-03-13 | Usage", "| 2026-03-13 | Use", "POC211"),
    # Layout.
    ("## Metric Log", "## metric log", "POC204"),
    ("| Date | # | Value | Note |", "| Date | # | value | Note |", "POC204"),
    ("- **Channel:**", "- **channel:**", "POC204"),
    ("- **Focus:** Orders", "- **focus:** Orders", "POC204"),
    ("- **Top-up by:**", "- **Top-Up by:**", "POC204"),
    ("| Date | # | Value | Note |", "| Date | # | Result | Note |", "POC205"),
    ("| Id | Opened | Issue |", "| Id | Opened on | Issue |", "POC205"),
    ("## Metric Log\n", "## Metric Log\n\n## Metric Log\n", "POC202"),
    ("- **Channel:**", "- **Channel:** #other\n- **Channel:**", "POC202"),
    ("- **Focus:** Orders", "- **Focus:** Orders\n- **Focus:** Orders", "POC202"),
    ("- **Channel:**", "- **Room:** 1\n- **Room:** 2\n- **Channel:**", ""),
    ("## Metric Log", "#### Metric Log", "POC919"),
    ("## Issue Log", "## Issues Log", "POC919"),
    ("## Checkpoints", "## Checkpoint", "POC919"),
    ("## Conversion", "## Conversation", "POC919"),
    ("- **Blockers:** Nightly", "- **Blocker:** Nightly", "POC919"),
    ("- **Top-up by:**", "- **Topup by:**", "POC919"),
    ("- **Escalation:**", "- **Escalations:**", "POC919"),
    ("- **Blockers:** Nightly", "- **Blockers:** Nightly\n- **Blocker:** Rain", ""),
    ("- **Blockers:** Nightly", "- **Weather:** Rain\n- **Blockers:** Nightly", ""),
    ("## Learnings", "## What we learned", ""),
    ("## Learnings\n\n- ", "## Learning\n\n", ""),
    ("| 2 | 3.1% | Halden alone |", "| 2 | 3.1% | Halden alone | more |", "POC206"),
    (LEARNING, "- Postal ~codes~ of islands", "POC213"),
    ("- **Focus:** Orders", "- **Focus:** ~Orders~", "POC213"),
    ("- [ ] Security", "- [ ] ~Security~", "POC213"),
    (LEARNING, "- Postal\u200b codes of islands", "POC002"),
    # Metric Log.
    ("| 2026-03-13 | 2 | 3.1% |", "| 2026-03-13 | two | 3.1% |", "POC309"),
    ("| 2026-03-13 | 2 | 3.1% |", "| 2026-03-13 | | 3.1% |", "POC309"),
    ("| 2026-03-13 | 2 | 3.1% |", "| | 2 | 3.1% |", "POC309"),
    ("| 2026-03-13 | 2 | 3.1% |", "| 2026-03-13 | 2 | |", "POC309"),
    ("| 2026-03-13 | 2 | 3.1% |", "| 2026-03-13 | 2 | TBD |", ""),
    # Credits.
    ("310.40 EUR", "-310.40 EUR", "POC310"),
    ("310.40 EUR", "0.00 EUR", "POC310"),
    ("310.40 EUR", "310,40 EUR", "POC310"),
    ("310.40 EUR", "1.310 EUR", "POC310"),
    ("310.40 EUR", "310.40 XXQ", "POC310"),
    ("310.40 EUR", "€310.40", "POC310"),
    ("310.40 EUR", f"{'9' * 16} EUR", "POC310"),
    ("| 310.40 EUR |", "| |", "POC310"),
    ("| 2026-03-13 | Usage |", "| 2026-03-13 | |", "POC310"),
    ("310.40 EUR", "310.4051 EUR", ""),
    # Issue Log.
    ("| 2 | 2026-03-12 |", "| | 2026-03-12 |", "POC311"),
    ("| 2 | 2026-03-12 |", "| 2 | |", ""),
    ("incomplete | Ines Falk | |", "incomplete | Ines Falk | 2026-03-11 |", "POC311"),
    ("incomplete | Ines Falk | |", "incomplete | Ines Falk | 2026-03-12 |", ""),
    # Cost and ROI.
    ("| One-time cost | 12000.00 EUR |", "| One-time cost | 12.000 EUR a year |", "POC313"),
    ("| One-time cost | 12000.00 EUR |", "| One-time cost | -1.00 EUR |", "POC313"),
    ("| One-time cost | 12000.00 EUR |", "| Months | 13 |", "POC313"),
    ("| One-time cost | 12000.00 EUR |", "| Our own | about 5 |\n| Our own | about 6 |", ""),
    ("| One-time cost | 12000.00 EUR |", "| One-time cost | 12.000 EUR |", "POC313"),
    ("| Months | 12 |", "| Months | 0 |", "POC313"),
    ("| Months | 12 |", "| Months | 1.200 |", "POC313"),
    ("| Months | 12 |", "| Months | 1,200 |", ""),
]


def codes(text: str, today: dt.date | None = None) -> str:
    return " ".join(sorted(finding.code for finding in check_plan(read_plan(text), today)))


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_cases(old: str, new: str, expected: str) -> None:
    assert old in TEXT
    assert codes(TEXT.replace(old, new, 1)) == expected


@pytest.mark.parametrize("section", OPTIONAL, ids=lambda section: section.heading)
def test_no_rule_asks_for_a_section_nor_for_anything_in_it(section: object) -> None:
    heading = f"## {section.heading}\n"  # type: ignore[attr-defined]
    before, _, after = TEXT.partition(heading)
    rest = after[after.find("\n## ") :] if "\n## " in after else "\n"
    assert codes(before + rest) == ""
    assert codes(before + heading + rest) == ""
    assert codes(before + heading + "\nSee the wiki.\n" + rest) == ""


def test_values_of_a_criterion_that_an_amendment_took_away_may_stay() -> None:
    row = TEXT[TEXT.index("| 3 | Driver app |") : TEXT.index("\n\n---\n\n## Environment")] + "\n"
    logged = TEXT.replace(MEASURED, MEASURED + "| 2026-03-16 | 3 | Pass | |\n", 1).replace(row, "", 1)
    assert "POC309" in codes(logged)
    change = '    changes:\n      - where: criterion 3 text\n        from: Driver app\n        to: ""\n'
    assert "POC309" not in codes(logged.replace("    changes:\n", change, 1))


@pytest.mark.parametrize(
    ("old", "new", "readings"),
    [
        ("310.40 EUR", "1.310 EUR", "1310.00 EUR or 1.31 EUR"),
        ("12000.00 EUR", "12.000 EUR", "12000.00 EUR or 12.00 EUR"),
        ("| Months | 12 |", "| Months | 1.200 |", "1,200 or 1.2"),
    ],
)
def test_an_amount_with_two_readings_is_told_with_both(old: str, new: str, readings: str) -> None:
    (finding,) = check_plan(read_plan(TEXT.replace(old, new, 1)))
    assert finding.advice == f"it may be {readings}; write the one that is meant"


FUTURE = [
    ("| 2026-03-12 |\n| 3 | Moss", "| 2026-04-03 |\n| 3 | Moss"),
    ("done 2026-03-10", "done 2026-04-03"),
    ("### 2026-03-16", "### 2026-04-03"),
    ("| 2026-03-13 | 2 |", "| 2026-04-03 | 2 |"),
    ("| 2026-03-12 | Orders", "| 2026-04-03 | Orders"),
    ("| Tove Brandt | 2026-03-11 |", "| Tove Brandt | 2026-04-03 |"),
    ("| 2026-03-11 | Cut-off", "| 2026-04-03 | Cut-off"),
    ("| 2026-03-13 | Usage", "| 2026-04-03 | Usage"),
]


@pytest.mark.parametrize(("old", "new"), FUTURE)
def test_what_has_happened_is_not_dated_in_the_future_and_time_alone_is_no_error(old: str, new: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    assert codes(text) == ""
    (finding,) = check_plan(read_plan(text), TODAY)
    assert (finding.code, finding.severity) == ("POC907", Severity.ADVICE)
    assert codes(text, dt.date(2026, 4, 3)) == ""


@pytest.mark.parametrize("entry", ["Allocation", "Top-up"])
def test_credits_may_be_promised_for_a_day_to_come(entry: str) -> None:
    row = f"| 2026-04-06 | {entry} | 500.00 EUR | |\n"
    assert codes(TEXT.replace(USAGE, USAGE + row, 1), TODAY) == ""


def test_a_heading_that_nearly_is_one_of_the_format_is_told_with_the_way_out() -> None:
    (finding,) = check_plan(read_plan(TEXT.replace("## Metric Log", "## Metrics Log")))
    assert finding.message == "heading 'Metrics Log' must read '## Metric Log' to be understood"
    assert finding.advice.startswith("did you mean 'Metric Log'? ")


def test_the_heading_of_an_optional_section_is_not_taken_for_a_misspelt_one_of_the_template() -> None:
    text = TEXT.replace("### Decision\n", "### Verdict\n", 1)
    (finding,) = [each for each in check_plan(read_plan(text)) if each.code == "POC201"]
    assert finding.message == "section 'Decision' must be there"


def test_a_table_that_became_part_of_a_bullet_is_named() -> None:
    before, heading, credits_ = TEXT.partition("## Credits\n")
    section, rule, after = credits_.partition("\n---\n")
    indented = "".join(f"  {line}\n" if line.startswith("|") else f"{line}\n" for line in section.split("\n"))
    found = check_plan(read_plan(before + heading + indented.rstrip("\n") + "\n" + rule + after))
    assert [each.code for each in found if each.severity is Severity.ERROR] == ["POC205"]
    assert "must not stand in a list" in next(each.message for each in found if each.code == "POC205")

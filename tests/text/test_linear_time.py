"""Reading takes time in proportion to the text, also where the text was written to make it take more."""

from __future__ import annotations

import datetime as dt
import gc
import time
from typing import TYPE_CHECKING

import pytest

from poc_docs.checks.advice_rules import ADVISED
from poc_docs.checks.characters import no_hidden_characters, no_raw_html
from poc_docs.checks.contents import read_alike_everywhere
from poc_docs.checks.layout import parts_stand_once
from poc_docs.checks.rules import ERRORS
from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint, results_fingerprint
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.signals import signals

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.date(2026, 3, 20)

LEAST = 0.01
"""Seconds below which a measurement says nothing about growth."""

TOO_MUCH = 10
"""How much longer four times the text may take: 4 is linear, 16 is quadratic."""

CRITERIA = "## Success Criteria\n\n| # | Criterion | Measurement | Target | Weight |\n|--|--|--|--|--|\n"
RESULTS = "## Results (Post-POC)\n\n| # | Criterion | Result | Target | Status |\n|--|--|--|--|--|\n"
GAPS = "### Gaps Identified\n\n| Gap | Severity | Workaround | Reported To | Criterion |\n|--|--|--|--|--|\n"

HOSTILE: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[" * n,
    "open images": lambda n: "![" * n,
    "open links": lambda n: "[a](" * n,
    "stars": lambda n: "*a " * n,
    "stars and underscores": lambda n: "*a_ " * n,
    "tildes": lambda n: "~~a " * n,
    "backticks of every length": lambda n: " ".join("`" * (i % 200) for i in range(n // 50)),
    "open comments": lambda n: "<!--" * n,
    "open tags": lambda n: "<a x=" * n,
    "ampersands": lambda n: "&#1" * n,
    "backslashes": lambda n: "\\" * n,
    "a label of blanks": lambda n: "## POC Overview\n\n- **a" + " " * n + "x\n",
    "a label and colons": lambda n: "## POC Overview\n\n- **a" + " :" * n + "x\n",
    "comments": lambda n: "<!-- a -->" * (n // 8) + "<b>\n",
    "comments that end early": lambda n: "<!-- a -->" * (n // 8) + "<!-->" * (n // 8) + "\n",
    "tags beside an open code span": lambda n: "a ` " + "x<a " * n,
    "tags beside code spans": lambda n: "`a` <a " * n,
    "tags between fences": lambda n: "```\n<a\n```\n<a\n" * (n // 8),
    "lines like tags": lambda n: "> > - <a\n" * (n // 8),
    "marks of lists": lambda n: "> " * n + "1" * n,
    "escapes in a label": lambda n: "## POC Overview\n\n- **a" + "&#97;" * (n // 4) + "**\n",
    "labels in a paragraph": lambda n: "## Decision\n\n**a:** b\n" + "**a:** b\n" * (n // 8),
    "label lines": lambda n: "## POC Overview\n\n- **a**\n" + "  **a\n" * n,
    "repeated labels": lambda n: "## POC Overview\n\n" + "- **Scope:** a\n" * (n // 4),
    "quotations": lambda n: "> a\n" * n,
    "list items": lambda n: "- a\n" * n,
    "headings": lambda n: "## Decision\n" * (n // 4),
    "definitions": lambda n: (
        "".join(f"[a{i}]: b\n" for i in range(n // 8)) + "\n" + "*a* [a1]\n\n" * (n // 8)
    ),
    "definitions and cells": lambda n: (
        "".join(f"[a{i}]: b\n" for i in range(n // 8)) + "\n|a|\n|-|\n" + "|[a1]|\n" * (n // 8)
    ),
    "columns": lambda n: "## Success Criteria\n\n" + "|a" * n + "\n" + "|-" * n + "\n",
    "other columns": lambda n: (
        "## Timeline\n\n" + "".join(f"|{i}" for i in range(n // 4)) + "\n" + "|-" * (n // 4) + "\n"
    ),
    "rows of one number": lambda n: CRITERIA + "|1|*a*|b|<5|Critical|\n" * (n // 20),
    "rows of results": lambda n: RESULTS + "|1|a|5|<5|Pass|\n" * (n // 20),
    "criteria, results and gaps": lambda n: (
        CRITERIA
        + "".join(f"|{i}|a|b|<5|Required|\n" for i in range(1, n // 80))
        + f"\n{RESULTS}"
        + "".join(f"|{i}|a|7|<5|Fail|\n" for i in range(1, n // 80))
        + f"\n{GAPS}"
        + "".join(f"|a|High|b|c|{i}|\n" for i in range(1, n // 80))
    ),
    "tables": lambda n: "|a|\n|-|\n\n" * (n // 4),
    "list items with many owners": lambda n: "## Conversion\n\n" + f"- [ ] a{' -- b' * 20}\n" * (n // 100),
    "one list item with many owners": lambda n: "## Conversion\n\n- [ ] a" + " -- b, 2026-01-01" * (n // 16),
    "checkpoints": lambda n: "## Checkpoints\n\n" + "### 2026-03-16\n\n- **Health:** Red\n\n" * (n // 40),
    "bullets of a checkpoint": lambda n: (
        "## Checkpoints\n\n### 2026-03-16\n\n" + "- **Focus:** a\n  - b\n" * (n // 24)
    ),
    "a metric log": lambda n: (
        "## Metric Log\n\n|Date|#|Value|Note|\n|-|-|-|-|\n" + "|2026-03-16|1|9 ms||\n" * (n // 22)
    ),
    "credits": lambda n: (
        "## Credits\n\n|Date|Entry|Amount|Note|\n|-|-|-|-|\n" + "|2026-03-16|Usage|1.00 EUR||\n" * (n // 30)
    ),
    "a row never ended": lambda n: CRITERIA + "|" + "a" * n,
    "blank lines": lambda n: "\n" * n,
    "carriage returns": lambda n: "\r" * n,
    "dashes": lambda n: "-" * n,
    "fence look-alikes": lambda n: "\n" * n + "---\n" + "---x\n" * (n // 8),
}


def seconds(text: str) -> float:
    """Give the shorter of two runs, in time of this process: what else the machine does can only add."""
    measured = []
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        everything(text)
        measured.append(time.process_time() - start)
    return min(measured)


def everything(text: str) -> None:
    plan = read_plan(text)
    fingerprint(plan)
    disclosed_fingerprint(plan)
    results_fingerprint(plan)
    compute_outcome(plan)
    for check in (no_hidden_characters, no_raw_html, read_alike_everywhere, parts_stand_once):
        list(check(plan))
    for rule in (*ERRORS, *ADVISED):
        if rule.check.__module__.endswith("running"):
            list(rule.check(plan))
    signals(plan, DAY)


@pytest.mark.long
@pytest.mark.parametrize("pattern", HOSTILE)
def test_four_times_the_text_takes_no_more_than_about_four_times_as_long(pattern: str) -> None:
    size = 1_000
    while (took := seconds(HOSTILE[pattern](size))) < LEAST and size < 256_000:
        size *= 4
    assert seconds(HOSTILE[pattern](size * 4)) < TOO_MUCH * max(took, LEAST)


@pytest.mark.long
def test_many_unknown_keys_are_read_in_proportion_to_their_number() -> None:
    def matter(n: int) -> str:
        return "---\n" + "".join(f"signatuse{i}: a\n" for i in range(n)) + "---\n"

    took = seconds(matter(800))
    assert seconds(matter(3200)) < TOO_MUCH * max(took, LEAST)

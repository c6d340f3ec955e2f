"""Plans to report on: the sample portfolio, and one with texts as long and as many as people can type."""

from __future__ import annotations

from poc_docs.checks import check_plan
from poc_docs.checks.finding import Severity
from poc_docs.plan.reading import read_plan
from poc_docs.reports.subject import Subject
from tests.surroundings import BY_NAME

TEXTS = {name: path.read_bytes().decode() for name, path in BY_NAME.items()}
COMPLETE = sorted(name for name, text in TEXTS.items() if "\nstatus: Complete\n" in text)

ROWS = 30
"""The rows of each table in a long plan."""


def subject_of(text: str, *, checked: bool = True) -> Subject:
    """Give what is reported on; without ``checked`` as if the plan had no errors."""
    plan = read_plan(text)
    errors = [each for each in check_plan(plan) if each.severity is Severity.ERROR] if checked else []
    return Subject(plan, errors, "poc-docs check PLAN", "plans/sample.md")


def sample(name: str) -> Subject:
    """Give a plan of the sample portfolio by the beginning of its file name."""
    return subject_of(TEXTS[name])


def long_plan(word: str) -> Subject:
    """Give a decided plan in which each text is ``word`` over and over, with many rows everywhere."""
    text = " ".join([word] * (700 // len(word) + 1))
    numbers = range(1, ROWS + 1)
    criteria = "".join(f"| {n} | {text} | {text} | ≥ {n}% | Critical |\n" for n in numbers)
    results = "".join(
        f"| {n} | {text} | 99.9% | ≥ {n}% | Pass | {text} | Judged by {word} (prospect): {text} |\n"
        for n in numbers
    )
    gaps = "".join(f"| {text} | High | {text} | {text} | {n} |\n" for n in numbers)
    learnings = "".join(f"- {text}\n" for _ in numbers)
    return subject_of(
        f"""---
id: long
title: {text}
prospect: {text}
sales_engineer: {text}
opportunity: OPP-1
date: 2026-03-02
status: Active
---

# POC Plan: {text} -- {text}

## POC Overview

- **Objective:** {text}
- **Scope:** {text}
- **Duration:** 4 weeks, starting 2026-03-09
- **Decision date:** 2026-04-10 ({text})
- **Decision maker:** {text}

## Success Criteria

| # | Criterion | Measurement | Target | Weight |
|---|-----------|-------------|--------|--------|
{criteria}
## Decision Framework

| Outcome | Criteria | Next Step |
|---------|----------|-----------|
| **Proceed** | All critical criteria met, required criteria pass | {text} |
| **Conditional** | Critical criteria met, some required criteria need workaround | {text} |
| **No-go** | Critical criteria not met | {text} |

## Results (Post-POC)

| # | Criterion | Result | Target | Status | Evidence | Note |
|---|-----------|--------|--------|--------|----------|------|
{results}
### Gaps Identified

| Gap | Severity | Workaround | Reported To | Criterion |
|-----|----------|------------|-------------|-----------|
{gaps}
### Decision

**Outcome:** Proceed

**Decided on:** 2026-04-10

**Customer feedback:** {text}

## Cost and ROI

| Item | Value |
|------|-------|
| Unit of work | {text} |
| Cost per unit | 0.34 EUR |
| Units per month | 21,500 |
| Cost per unit today | 2.10 EUR |
| One-time cost | 58000.00 EUR |
| Months | 24 |

## Learnings

{learnings}""",
        checked=False,
    )

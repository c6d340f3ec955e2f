"""Plans as text, put together from parts that a test may change."""

from __future__ import annotations

from pathlib import Path

SAMPLES = sorted((Path(__file__).parents[2] / "plans").glob("**/*.md"))

FRONT_MATTER = """\
id: halden-route-planning
title: Route planning at warehouse scale
prospect: Halden Logistics
sales_engineer: Ines Falk
opportunity: OPP-20417
date: 2026-03-02
status: Planning
"""

OVERVIEW = """\
- **Objective:** Prove that routes for 400 vans are ready before the shift begins
- **Scope:** Two depots. NOT included: live re-routing
- **Duration:** 4 weeks, starting 2026-03-09
- **Decision date:** 2026-04-10 (operations board)
"""

CRITERIA = """\
| # | Criterion | Measurement | Target | Weight |
|---|-----------|-------------|--------|--------|
| 1 | Planning time | P95 over 20 nights | < 15 minutes | Critical |
| 2 | Distance saved | Against the plan of the same day | >= 4% | Required |
| 3 | Single sign-on | Login of six dispatchers | Pass/Fail | Optional |
"""

FRAMEWORK = """\
| Outcome | Criteria | Next Step |
|---------|----------|-----------|
| **Proceed** | All critical criteria met, required criteria pass | Order form |
| **Conditional** | Critical criteria met, some required criteria need workaround | Extend |
| **No-go** | Critical criteria not met | Gap list |
"""

RESULTS = """\
| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Planning time | 9 minutes | < 15 minutes | Pass |
| 2 | Distance saved | 5.5% | >= 4% | Pass |
| 3 | Single sign-on | Pass | Pass/Fail | Pass |
"""

GAPS = """\
| Gap | Severity | Workaround | Reported To | Criterion |
|-----|----------|------------|-------------|-----------|
| Bulk export | High | Manual export | Product Management | 2 |
"""

DECISION = """\
**Outcome:** Proceed

**Decided on:** 2026-04-10

**Customer feedback:** They want to keep it.
"""


def plan_text(
    *,
    front_matter: str = FRONT_MATTER,
    overview: str = OVERVIEW,
    criteria: str = CRITERIA,
    framework: str = FRAMEWORK,
    results: str = RESULTS,
    gaps: str = GAPS,
    decision: str = DECISION,
    end: str = "",
) -> str:
    """Give a whole plan; every part is Markdown as it stands below its heading."""
    return f"""\
---
{front_matter}---

# POC Plan: Halden Logistics -- Route planning at warehouse scale

## POC Overview

{overview}
## Success Criteria

{criteria}
## Environment Specification

| Component | Details |
|-----------|---------|
| Region | EU-West |

### Setup Steps

1. Provision the instance
2. [x] Load the vans

## Timeline

| Week | Milestone | Owner | Deliverable | Due |
|------|-----------|-------|-------------|-----|
| 1 | Environment | Ines Falk | Access guide | 2026-03-13 |

## Risk Assessment

| Risk | Likelihood | Impact | Mitigation |
|------|------------|--------|------------|
| Old map data | Low | High | Refresh in week 1 |

## Decision Framework

{framework}
## Results (Post-POC)

{results}
### Gaps Identified

{gaps}
### Decision

{decision}{end}"""

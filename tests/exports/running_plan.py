"""A plan with every section in which a proof of concept is run, and portfolios made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.exports.tracking.sheets import own_rows, tracking_sheets
from poc_docs.portfolio.reading import read_portfolio
from tests.plan.plan_files import FRONT_MATTER, SAMPLES, plan_text

if TYPE_CHECKING:
    from poc_docs.exports.tracking.table import Row, Sheet
    from poc_docs.portfolio.entries import Portfolio

TODAY = dt.date(2026, 3, 27)
NAME = "halden-route-planning"

HEAD = f"""\
{FRONT_MATTER.replace("Planning", "Active")}pauses:
  - {{from: 2026-03-18, to: 2026-03-19, reason: "Depot closed", requested_by: Tove Brandt}}
crm: {{stage: Technical validation, amount: 180000.50 EUR, close_date: 2026-05-29, deal_review: true}}
business: {{outcome: pending, date: 2026-03-20}}
"""

END = """\

## Resource Alignment

| Name | Party | Role | Mail |
|---|---|---|---|
| Tove Brandt | prospect | Head of platform | tove@halden.example |
| Ines Falk | vendor | Sales engineer | ines@corvid.example |

- **Channel:** #halden-poc-general
- **Cadence:** weekly, Friday 11:00

## Infrastructure Setup

- [x] Accounts provisioned -- Ines Falk, 2026-03-06, done 2026-03-05
- [ ] Credits allocated -- Ines Falk

## Conversion

After the decision:

- [ ] Order form -- Tove Brandt, 2026-04-17

## Checkpoints

### 2026-03-13

- **Health:** Green
- **Achievements:** Instance is up
- **Focus:** Nightly runs

### 2026-03-23

- **Health:** Red
- **Achievements:**
  - First night
  - Second night
- **Blockers:** None, but for the vans

## Metric Log

| Date | # | Value | Note |
|---|---|---|---|
| 2026-03-12 | 1 | 16 minutes | first night |
| 2026-03-16 | 1 | 12.5 minutes | |
| 2026-03-16 | 2 | -3.2% | longer than before |
| 2026-03-24 | 3 | Pass | |

## Issue Log

| Id | Opened | Issue | Owner | Closed |
|---|---|---|---|---|
| 1 | 2026-03-11 | Map data is old | Ines Falk | 2026-03-13 |
| 2 | 2026-03-17 | Vans without id | Tove Brandt | |

## Decision Timeline

| Date | Decision | Who |
|---|---|---|
| 2026-03-10 | Depot North goes first | Tove Brandt |

## Credits

| Date | Entry | Amount | Note |
|---|---|---|---|
| 2026-03-09 | Allocation | 1000.00 EUR | |
| 2026-03-16 | Usage | 250.25 EUR | nightly runs |
"""


def running_text(**parts: str) -> str:
    """Give the plan's text; parts may be replaced as in ``plan_text``."""
    return plan_text(**{"front_matter": HEAD, "end": END, **parts})


def portfolio(*texts: str | bytes) -> Portfolio:
    """Give a portfolio of plans, in the order of their names ``plans/0.md``, ``plans/1.md``, …"""
    data = (text.encode() if isinstance(text, str) else text for text in texts)
    return read_portfolio({f"plans/{number}.md": each for number, each in enumerate(data)})


def everything() -> Portfolio:
    """Give the sample portfolio and the plan that is run."""
    return portfolio(*(path.read_bytes() for path in SAMPLES), running_text())


@dataclass(frozen=True)
class InMemory:
    """What the tables have of a plan."""

    path: str
    id: str
    rows: tuple[tuple[Row, ...], ...]

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(map(len, self.rows))

    def own_rows(self, table: int) -> tuple[Row, ...]:
        return self.rows[table]


def sheets_of(found: Portfolio, today: dt.date = TODAY) -> tuple[Sheet, ...]:
    """Give all tables with the rows of a portfolio."""
    rows = ((entry, own_rows(entry, today)) for entry in found.entries)
    return tracking_sheets([InMemory(e.path, e.plan.id, each) for e, each in rows if e.plan and each])

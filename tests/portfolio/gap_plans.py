"""Small portfolios with gaps and deals, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.gap_register import read_register
from poc_docs.portfolio.gap_register.joining import join
from poc_docs.portfolio.reading import read_portfolio
from tests.plan.plan_files import FRONT_MATTER, plan_text

if TYPE_CHECKING:
    from poc_docs.portfolio.gap_register.joining import GapReport, JoinedGap

HEADER = "| Id | Gap | Area | Owner | Status | Release | Link |\n|---|---|---|---|---|---|---|\n"
REGISTER = f"""# Gaps

{HEADER}| GAP-1 | Bulk export | Data | Ada Koch | Open | | |
| GAP-2 | Audit log | Security | Bo Lind | Shipped | 2026.11 | [T-2](https://example.com/2) |
| GAP-3 | Dark mode | Data platform | Ada Koch | Declined | | |
"""


def gap_row(gap: str, severity: str = "High", identifier: str = "", workaround: str = "") -> str:
    return f"| {gap} | {severity} | {workaround} | PM | {identifier} |\n"


def plan_with(*rows: str, front_matter: str = "", **parts: str) -> str:
    """Give a plan with these gap rows and these further lines of front matter."""
    gaps = "| Gap | Severity | Workaround | Reported To | Id |\n|---|---|---|---|---|\n" + "".join(rows)
    return plan_text(front_matter=FRONT_MATTER + front_matter, gaps=gaps, **parts)


def deal(number: int, amount: str, *rows: str, more: str = "", **parts: str) -> str:
    """Give a plan of a deal of its own."""
    crm = f"crm: {{amount: {amount}}}\n" if amount else ""
    text = plan_with(*rows, front_matter=crm + more, **parts)
    return text.replace("OPP-20417", f"OPP-{number}").replace("id: halden", f"id: halden-{number}")


def joined(*plans: str, register: str | None = REGISTER) -> GapReport:
    files = {f"plans/{number}.md": text.encode() for number, text in enumerate(plans, 1)}
    return join(read_register(register) if register is not None else None, read_portfolio(files))


def told(gap: JoinedGap) -> list[str]:
    """Give the amounts behind a gap as text."""
    return [str(amount) for amount in gap.amounts]

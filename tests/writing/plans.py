"""Plans to be edited: the sample plans, each in several manners of line ending and beginning."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.plan.reading import read_plan
from poc_docs.text.edits import apply_edits
from poc_docs.writing.amending import AmendmentDetails

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit

_ROOT = Path(__file__).parents[2]

TEMPLATE = (_ROOT / "poc_docs/templates/plan.md").read_bytes().decode()
SAMPLES = {path.stem: path.read_bytes().decode() for path in sorted((_ROOT / "plans").glob("*.md"))}

SPELLING = AmendmentDetails(dt.date(2026, 11, 22), "Ines Falk", "Typo", editorial=True)
"""What an editorial amendment says of itself."""


def manners(text: str) -> list[str]:
    """Give a plan as it stands, with CRLF, with a byte order mark, and without a last line break."""
    lf = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return [text, lf.replace("\n", "\r\n"), "\ufeff" + lf, lf.rstrip("\n")]


def edited(plan: Plan, edits: list[Edit]) -> Plan:
    """Give the plan after the edits."""
    return read_plan(apply_edits(plan.document.text, edits))

"""The reference plans of the rules: one clean plan for each stage."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.plan.reading import read_plan

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

FOLDER = Path(__file__).parent.parent / "plans"
SAMPLES = Path(__file__).parent.parent.parent / "plans"
STAGES = ("planning", "active", "complete")
TODAY = dt.date(2026, 4, 2)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def plan_of(name: str) -> Plan:
    return read_plan(text_of(name))

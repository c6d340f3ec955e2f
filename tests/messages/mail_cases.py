"""Mails on sample plans that are kept as they read; ``python -m tests.messages.mail_cases`` renews them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from poc_docs.messages.drafts import as_text
from poc_docs.messages.life_cycle import KINDS, Team, mail
from poc_docs.plan.reading import read_plan
from poc_docs.repository.mail_templates import packaged_templates
from tests.surroundings import PROJECT

if TYPE_CHECKING:
    from poc_docs.messages.drafts import Draft
    from poc_docs.plan.model import Plan

TODAY = dt.date(2026, 11, 22)
FOLDER = PROJECT / "tests" / "messages" / "mails"
TEMPLATES = packaged_templates()
CASES = (
    ("kickoff", "brightwater-live-captions"),
    ("kickoff", "vale-atlantico-research-inference"),
    ("weekly", "brightwater-live-captions"),
    ("weekly", "vlierhaven-gate-damage"),
    ("agree", "fastighetsregisterverket-deed-classification"),
    ("amend", "westerland-triage-coding"),
    ("amend", "hoshikawa-valve-inspection"),
    ("decision", "serra-verde-fraud-scoring"),
    ("decision", "moravska-load-forecast"),
    ("win", "tranvik-arrival-prediction"),
    ("escalate", "moravska-load-forecast"),
    ("escalate", "vlierhaven-gate-damage"),
    ("reference", "serra-verde-fraud-scoring"),
    ("close", "lakshya-disruption-rebooking"),
    ("close", "kolmihaara-chat-moderation"),
)


@cache
def sample(name: str) -> Plan:
    return read_plan((PROJECT / "plans" / f"{name}.md").read_bytes().decode())


def draft(kind: str, plan: Plan, *, to: tuple[str, ...] = (), today: dt.date = TODAY) -> Draft:
    wanted = next(each for each in KINDS if each.name == kind)
    return mail(plan, wanted, today, Team(TEMPLATES), to)


def told(made: Draft) -> str:
    """Give the mail and what its sender is told."""
    beside = [*(f"Blank: {each}" for each in made.blanks), *(f"Note: {each}" for each in made.notes)]
    return "\n".join([as_text(made), "--- beside the mail ---", *beside, ""])


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for kind, name in CASES:
        (FOLDER / f"{kind}-{name}.txt").write_bytes(told(draft(kind, sample(name))).encode())

"""List items that follow from a fact: with it they are done, without it they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.plan.running import derived

PLANS = Path(__file__).parents[2] / "plans"
ACTIVE = (PLANS / "active.md").read_text(encoding="utf-8")
COMPLETE = (PLANS / "complete.md").read_text(encoding="utf-8")


BASELINES = (
    ACTIVE.replace("| Target | Weight |", "| Target | Weight | Baseline |")
    .replace("|--------|--------|\n| 1 | Planning", "|--------|--------|---|\n| 1 | Planning")
    .replace("| Critical |\n", "| Critical | 47 minutes |\n")
    .replace("| Required |\n", "| Required | 0% |\n")
    .replace("| Optional |\n", "| Optional | 3 calls a route |\n")
)
CASES = [
    (derived.CREDITS_ALLOCATED, ACTIVE, "Credits has an allocation of 1,500 EUR"),
    (derived.CREDITS_ALLOCATED, COMPLETE, ""),
    (derived.BASELINE_CAPTURED, BASELINES, "each criterion has a Baseline"),
    (derived.BASELINE_CAPTURED, BASELINES.replace("47 minutes", "TBD"), ""),
    (derived.BASELINE_CAPTURED, ACTIVE, ""),
    (
        derived.INTEGRATIONS_MAPPED,
        ACTIVE.replace("| Region |", "| Integrations | Order API, Okta |\n| Region |"),
        "Environment names Order API, Okta",
    ),
    (
        derived.INTEGRATIONS_MAPPED,
        ACTIVE.replace("| Region |", "| Integrations | [e.g., Okta] |\n| Region |"),
        "",
    ),
    (derived.INTEGRATIONS_MAPPED, ACTIVE, ""),
    (derived.RESULTS_ACKNOWLEDGED, COMPLETE, "Liv Aasen confirmed the results on 2026-02-27"),
    (derived.RESULTS_ACKNOWLEDGED, ACTIVE, ""),
    (derived.RESULTS_DOCUMENTED, COMPLETE, "the plan is Complete"),
    (
        derived.RESULTS_DOCUMENTED,
        COMPLETE.replace("status: Complete", "status: Active"),
        "each criterion has a result, and the outcome is written",
    ),
    (derived.RESULTS_DOCUMENTED, ACTIVE, ""),
    (derived.CONTRACT_SIGNED, COMPLETE, "the deal is won"),
    (derived.CONTRACT_SIGNED, COMPLETE.replace("outcome: won", "outcome: lost"), ""),
    ("Coffee machine found", COMPLETE, ""),
]


def test_every_item_that_follows_has_a_case() -> None:
    assert {what for what, _, source in CASES if source} == set(derived.DERIVED)


@pytest.mark.parametrize(("what", "text", "source"), CASES)
def test_an_item_is_done_where_its_fact_stands(what: str, text: str, source: str) -> None:
    plan = read_plan(text)
    assert derived.known_from(plan, what) == source
    assert derived.known_from(plan, what.upper()) == source, "letter case does not matter"

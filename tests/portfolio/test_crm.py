"""Where plan and CRM disagree, and when Deal Review is proposed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio.crm import CrmSettings, DealState, crm_advice, deal_review_proposed, deal_state
from tests.plan.plan_files import FRONT_MATTER, plan_text
from tests.surroundings import PROJECT, SAMPLES

TODAY = dt.date(2026, 3, 20)
ACTIVE = FRONT_MATTER.replace("Planning", "Active")
COMPLETE = FRONT_MATTER.replace("Planning", "Complete") + "completed: 2026-04-10\n"
CLOSED = ACTIVE + "closed: {date: 2026-03-20, by: Ines Falk, reason: withdrew}\n"
CRM = (
    "crm: {stage: Technical validation, forecast_category: Pipeline,"
    " amount: 100.00 EUR, close_date: 2026-05-29}\n"
)
OPEN = {"decision": "**Outcome:** [Proceed]\n"}
RED = """
## Checkpoints

### 2026-03-13

- **Health:** Green

### 2026-03-20

- **Health:** Red
"""


def advice(
    front_matter: str, today: dt.date = TODAY, settings: CrmSettings | None = None, **parts: str
) -> list[str]:
    plan = read_plan(plan_text(front_matter=front_matter, **parts))
    return [each.message for each in crm_advice(plan, today, "halden", settings or CrmSettings())]


def review(
    front_matter: str, today: dt.date = TODAY, settings: CrmSettings | None = None, **parts: str
) -> tuple[str, ...]:
    plan = read_plan(plan_text(front_matter=front_matter, **(OPEN | parts)))
    return deal_review_proposed(plan, today, settings or CrmSettings())


@pytest.mark.parametrize(
    ("front_matter", "outcome", "state"),
    [
        (FRONT_MATTER, "Proceed", DealState.PLANNING),
        (ACTIVE, "Proceed", DealState.ACTIVE),
        (COMPLETE, "Proceed", DealState.PROCEED),
        (COMPLETE, "Conditional", DealState.CONDITIONAL),
        (COMPLETE, "No-go", DealState.NO_GO),
        (COMPLETE + "business: {outcome: pending}\n", "Proceed", DealState.PROCEED),
        (COMPLETE + "business: {outcome: lost}\n", "Proceed", DealState.LOST),
        (COMPLETE + "business: {outcome: no decision}\n", "Proceed", DealState.NO_DECISION),
        (ACTIVE + "business: {outcome: won}\n", "Proceed", DealState.WON),
        (CLOSED, "Proceed", DealState.CLOSED),
        (CLOSED + "business: {outcome: won}\n", "Proceed", DealState.WON),
        (FRONT_MATTER.replace("Planning", "Begun"), "Proceed", None),
    ],
)
def test_the_state_of_a_deal(front_matter: str, outcome: str, state: DealState | None) -> None:
    decision = f"**Outcome:** {outcome}\n"
    assert deal_state(read_plan(plan_text(front_matter=front_matter, decision=decision))) is state


def test_a_complete_plan_whose_stage_is_still_technical_validation() -> None:
    plan = read_plan(plan_text(front_matter=COMPLETE + CRM))
    stage, category = crm_advice(plan, TODAY, "halden")
    assert stage.about == "stage"
    assert stage.message == (
        "the plan is Complete with Proceed, and the stage is 'Technical validation'; "
        "it would be 'Negotiation' or 'Proposal'"
    )
    assert stage.commands == ("poc-docs crm halden --stage Negotiation",)
    assert category.commands == ("poc-docs crm halden --forecast Commit",)
    assert stage.span.of(plan.document.text).startswith("{stage: Technical")


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        (ACTIVE + CRM, []),
        (ACTIVE + CRM.replace("Technical validation", "TECHNICAL  Validation"), []),
        (ACTIVE, ["the plan says nothing of its deal in the CRM"]),
        (CLOSED, []),
        (
            ACTIVE + "crm: {deal_review: true}\n",
            [
                "the plan is Active, and the stage is not said; it would be 'Technical validation'",
                (
                    "the plan is Active, and the forecast category is not said; it would be "
                    "'Pipeline' or 'Best Case'"
                ),
            ],
        ),
        (
            ACTIVE + CRM.replace("2026-05-29", "2026-04-09"),
            ["the deal is to close on 2026-04-09, before the decision date 2026-04-10 of the plan"],
        ),
        (
            ACTIVE + CRM.replace("2026-05-29", "2026-03-19"),
            ["the close date 2026-03-19 has passed, and nobody said what became of the deal"],
        ),
        (
            COMPLETE + "business: {outcome: lost}\n" + CRM.replace("Pipeline", "Omitted"),
            ["the deal is lost, and the stage is 'Technical validation'; it would be 'Closed Lost'"],
        ),
        (
            CLOSED + CRM.replace("Pipeline", "Omitted"),
            [
                (
                    "the plan is closed (withdrew), and the stage is 'Technical validation'; "
                    "it would be 'Closed Lost'"
                )
            ],
        ),
    ],
)
def test_advice(front_matter: str, expected: list[str]) -> None:
    assert advice(front_matter) == expected


def test_a_stage_that_ends_the_deal_may_be_right_and_the_plan_late() -> None:
    crm = CRM.replace("Technical validation", "Closed Won").replace("Pipeline", "Commit")
    plan = read_plan(plan_text(front_matter=COMPLETE + crm))
    (found,) = crm_advice(plan, TODAY, "halden")
    assert found.message == "the CRM has the stage 'Closed Won', and the plan is Complete with Proceed"
    assert found.commands == ("poc-docs business halden won", "poc-docs crm halden --stage Negotiation")


def test_a_teams_own_stages() -> None:
    settings = CrmSettings(stages={DealState.ACTIVE: ("3 - Proof", "4 - It's on")}, forecast_categories={})
    found = advice(ACTIVE + CRM, settings=settings)
    assert found == [
        (
            "the plan is Active, and the stage is 'Technical validation'; "
            "it would be '3 - Proof' or \"4 - It's on\""
        )
    ]
    assert advice(ACTIVE + CRM.replace("Technical validation", "3 - proof"), settings=settings) == []
    assert advice(COMPLETE + CRM, settings=settings) == []


def test_no_stage_of_the_samples_is_wrong_by_the_settings_that_come_with_it() -> None:
    for path in SAMPLES:
        plan = read_plan(path.read_bytes().decode())
        found = crm_advice(plan, dt.date(2026, 11, 22), path.stem)
        assert [each.message for each in found if each.about == "stage"] == []


def test_a_red_plan_with_a_large_amount_proposes_deal_review() -> None:
    small = CrmSettings(deal_review_from={"EUR": Decimal(101)})
    large = CrmSettings(deal_review_from={"EUR": Decimal(100), "SEK": Decimal(1)})
    assert review(ACTIVE + CRM, end=RED) == ("its health is Red, and the deal is about 100 EUR",)
    assert review(ACTIVE + CRM, end=RED, settings=large) == review(ACTIVE + CRM, end=RED)
    assert review(ACTIVE + CRM, end=RED, settings=small) == ()
    assert review(ACTIVE + CRM.replace("amount: 100.00 EUR, ", ""), end=RED) == ()
    assert review(ACTIVE + CRM, end=RED, today=dt.date(2026, 3, 19)) == ()
    assert review(ACTIVE + CRM) == ()
    plan = read_plan(plan_text(front_matter=ACTIVE + CRM, **OPEN))
    assert deal_review_proposed(plan, TODAY, health=Health.RED) == review(ACTIVE + CRM, end=RED)


def test_a_decision_that_is_overdue_proposes_deal_review() -> None:
    late = dt.date(2026, 4, 12)
    assert review(ACTIVE, late) == ("its decision was due on 2026-04-10, 2 days ago",)
    assert review(ACTIVE, dt.date(2026, 4, 10)) == ()
    assert review(ACTIVE, late, decision="**Outcome:** No-go\n") == ()
    assert review(FRONT_MATTER, late) == ()


def test_what_is_raised_or_over_is_not_proposed() -> None:
    late = dt.date(2026, 4, 12)
    assert review(ACTIVE + "crm: {deal_review: true}\n", late, end=RED) == ()
    assert review(CLOSED + CRM, late, end=RED) == ()
    assert review(ACTIVE + CRM + "business: {outcome: lost}\n", late, end=RED) == ()


def test_an_amendment_that_waits_for_signatures_proposes_deal_review() -> None:
    text = (PROJECT / "tests/plans/active.md").read_text()
    before, _, after = text.rpartition("  - party: prospect\n")
    waiting = read_plan(before + after[after.index("started:") :])
    assert waiting.metadata
    assert [each.date for each in waiting.metadata.amendments] == [dt.date(2026, 3, 18)]
    due = dt.date(2026, 3, 25)
    assert deal_review_proposed(waiting, due) == ("an amendment has waited for signatures for 7 days",)
    assert deal_review_proposed(waiting, due - dt.timedelta(1)) == ()
    assert deal_review_proposed(read_plan(text), due) == ()


def test_deal_review_comes_with_its_command() -> None:
    plan = read_plan(plan_text(front_matter=ACTIVE + CRM, end=RED, **OPEN))
    (found,) = crm_advice(plan, TODAY, "halden")
    assert found.message == "raise Deal Review: its health is Red, and the deal is about 100 EUR"
    assert found.commands == ("poc-docs crm halden --deal-review",)

"""What became of the deal, beside the technical outcome, at any time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import ACTIVE, COMPLETE, WAITING, text_of

if TYPE_CHECKING:
    from tests.surroundings import Repository

WRITTEN = re.compile("(?m)^business: .*\n")


@pytest.mark.parametrize("name", [ACTIVE, WAITING, COMPLETE])
def test_it_is_written_at_any_status_and_the_gate_lets_it(begun: Repository, name: str) -> None:
    before = WRITTEN.sub("", text_of(begun, name))
    if before != text_of(begun, name):
        begun.write(name, before)
        begun.commit("Nobody said what became of the deal")
    said = begun.poc_docs("business", name, "pending")
    assert "the deal is pending, 2026-11-22." in said
    assert "The technical outcome is another fact" in said
    begun.commit("Waiting for the order")
    begun.poc_docs("business", name, "won", "--date", "2026-11-20")
    begun.commit("Won")
    line = "business: {outcome: won, date: 2026-11-20}\n"
    assert text_of(begun, name).replace(line, "") == before
    story = begun.poc_docs("history", name)
    assert "business outcome added: 'pending'" in story
    assert "business outcome 'pending' → 'won'" in story
    begun.poc_docs("business", name, "lost")
    assert "business outcome 'won' → 'lost'" in begun.poc_docs("diff")


def test_a_closed_plan_has_one_too(begun: Repository) -> None:
    begun.poc_docs("close", "marlowe", "--reason", "no-decision")
    said = begun.poc_docs("business", "marlowe", "no", "decision")
    assert "the deal is without a decision, 2026-11-22." in said
    assert "none, closed (no-decision)" in said
    assert "business: {outcome: no decision, date: 2026-11-22}" in text_of(begun, ACTIVE)
    begun.commit("Closed")


def test_the_technical_outcome_stays(begun: Repository) -> None:
    before = json.loads(begun.poc_docs("show", "belrive", "--format", "json"))
    assert "The technical outcome is another fact: Proceed." in begun.poc_docs("business", "belrive", "lost")
    after = json.loads(begun.poc_docs("show", "belrive", "--format", "json"))
    assert after["business"] == {"outcome": "lost", "date": "2026-11-22"}
    assert before["business"] is None or before["business"]["outcome"] != "lost"
    follows = {
        "business": None,
        "running": None,
    }  # Conversion: a deal won is a contract signed
    assert after | follows == before | follows
    assert "Business:       lost, 2026-11-22\n" in begun.poc_docs("show", "belrive")


def test_saying_it_twice_changes_nothing(begun: Repository) -> None:
    begun.poc_docs("business", "marlowe", "won", "--date", "2026-11-01")
    before = text_of(begun, ACTIVE)
    assert "Nothing to change" in begun.poc_docs("business", "marlowe", "WON")
    assert "+++ b/plans" in begun.poc_docs("business", "marlowe", "lost", "--diff")
    assert text_of(begun, ACTIVE) == before


@pytest.mark.parametrize("words", [("no decision",), ("no-decision",), ("No", "decision")])
def test_no_decision_may_be_typed_in_many_ways(begun: Repository, words: tuple[str, ...]) -> None:
    assert "+business: {outcome: no decision" in begun.poc_docs("business", "marlowe", *words, "--diff")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say what became of the deal; it is one of won, lost, pending, no decision"),
        (("perhaps",), "'perhaps' is not a business outcome"),
        (("won", "--date", "2026-12-24"), "lies in the future"),
        (("won", "--date", "soon"), "not a day of the calendar"),
    ],
)
def test_refused(begun: Repository, arguments: tuple[str, ...], message: str) -> None:
    before = text_of(begun, ACTIVE)
    assert message in begun.poc_docs("business", "marlowe", *arguments, code=2)
    assert text_of(begun, ACTIVE) == before

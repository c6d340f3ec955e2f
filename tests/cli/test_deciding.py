"""``decide`` and ``status``: what is refused ends with the command that goes on, and nothing goes unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.halden_plan import PLAN, planned, signed
from tests.cli.three_plans import copy_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``measured`` gives a copy of."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("measured") / "pocs")
    planned(repository)
    signed(repository)
    repository.poc_docs("status", "halden", "Active")
    repository.poc_docs("results", "halden", "--set", "1=187 ms", "--set", "2=99.82%", "--set", "3=Pass")
    return repository


@pytest.fixture
def measured(made: Repository, tmp_path: Path) -> Repository:
    """Give a plan with all its results and no decision."""
    return copy_of(made, tmp_path / "pocs")


@pytest.mark.parametrize("feedback", ["", "   "])
def test_a_decision_needs_feedback_that_says_something(measured: Repository, feedback: str) -> None:
    before = (measured.root / PLAN).read_bytes()
    said = measured.poc_docs("decide", "halden", "--feedback", feedback, code=2)
    assert "the decision needs the customer's feedback" in said
    assert (measured.root / PLAN).read_bytes() == before


def test_deciding_again_says_what_stood_there(measured: Repository) -> None:
    said = measured.poc_docs("decide", "halden", "--feedback", "Fast.")
    assert " was: " not in said
    said = measured.poc_docs("decide", "halden", "--feedback", "Faster than today.", "--date", "2026-11-23",
                             today="2026-11-23")  # fmt: skip
    assert "  Decided on was: 2026-11-22\n  Customer feedback was: Fast.\n" in said
    assert "Outcome was" not in said


def test_without_feedback_the_next_step_is_to_write_it(measured: Repository) -> None:
    measured.poc_docs("decide", "halden", "--feedback", "Fast.")
    measured.replace(PLAN, "**Customer feedback:** Fast.", "**Customer feedback:**")
    said = measured.poc_docs("status", "halden", "Complete", code=1)
    assert 'Next: poc-docs decide halden-logistics-route-planning --feedback "…"' in said
    assert '-planning --feedback "…"' in measured.poc_docs("next", "halden")


def test_with_blanks_the_next_step_is_to_fill_them_in(repository: Repository) -> None:
    planned(repository)
    repository.replace(PLAN, "Dedicated instance", "[e.g., Dedicated cloud instance]")
    said = repository.poc_docs("status", "halden", "Active", code=1)
    assert f"Next: fill in {PLAN}, then" in said
    assert "read plans" not in said

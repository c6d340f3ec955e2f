"""What a refused status names next: never the refused command alone, for it would be refused again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.halden_plan import PLAN, planned
from tests.cli.halden_plan import signed as sign

if TYPE_CHECKING:
    from tests.surroundings import Repository

ACTIVE = "poc-docs status halden-logistics-route-planning Active"
COMPLETE = "poc-docs status halden-logistics-route-planning Complete"
LIKELIHOOD = "Order export changes its columns | Medium"


def line_of(repository: Repository, name: str, text: str) -> int:
    """Give the line of a file on which a text stands first."""
    lines = (repository.root / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def next_of(said: str) -> list[str]:
    """Give the lines behind ``Next:``."""
    return [line.strip() for line in said.rpartition("\nNext: ")[2].splitlines()]


@pytest.fixture
def signed(repository: Repository) -> Repository:
    """Give a plan in Planning that both sides signed."""
    planned(repository)
    sign(repository)
    return repository


def test_a_blank_in_a_signed_plan_is_filled_in_before_it_is_active(signed: Repository) -> None:
    signed.replace(PLAN, LIKELIHOOD, LIKELIHOOD.replace("Medium", "[Medium]"))
    first = f"fill in line {line_of(signed, PLAN, '[Medium]')} of {PLAN}, then"
    assert next_of(signed.poc_docs("status", "halden", "Active", code=1)) == [first, ACTIVE]
    assert next_of(signed.poc_docs("show", "halden")) == [first, ACTIVE]


def test_the_first_of_several_blanks_is_named_and_the_others_are_counted(signed: Repository) -> None:
    signed.replace(PLAN, "| Medium |", "| [Medium] |")
    first, _ = next_of(signed.poc_docs("show", "halden"))
    assert first == f"fill in line {line_of(signed, PLAN, '[Medium]')} of {PLAN} and 1 more blank, then"


def test_any_other_error_is_corrected_before_the_refused_command_is_typed_again(signed: Repository) -> None:
    signed.replace(PLAN, LIKELIHOOD, LIKELIHOOD.replace("Medium", "Perhaps"))
    said = signed.poc_docs("status", "halden", "Active", code=1)
    assert f"{PLAN}:{line_of(signed, PLAN, 'Perhaps')}:" in said
    assert next_of(said) == [f"correct in {PLAN} what is listed above, then", ACTIVE]


def test_what_is_not_refused_has_nothing_before_it(signed: Repository) -> None:
    assert next_of(signed.poc_docs("show", "halden")) == [ACTIVE]
    signed.poc_docs("status", "halden", "Active")


def test_a_blank_in_a_decided_plan_is_filled_in_before_it_is_complete(signed: Repository) -> None:
    signed.poc_docs("status", "halden", "Active")
    signed.poc_docs("results", "halden", "--set", "1=187 ms", "--set", "2=99.82%", "--set", "3=Pass")
    signed.poc_docs("decide", "halden", "--feedback", "Faster than what we run today.")
    assert next_of(signed.poc_docs("show", "halden")) == [COMPLETE]
    signed.replace(PLAN, LIKELIHOOD, LIKELIHOOD.replace("Medium", "[Medium]"))
    first = f"fill in line {line_of(signed, PLAN, '[Medium]')} of {PLAN}, then"
    assert next_of(signed.poc_docs("status", "halden", "Complete", code=1)) == [first, COMPLETE]
    assert next_of(signed.poc_docs("show", "halden")) == [first, COMPLETE]

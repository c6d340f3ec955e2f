"""Sections, contacts and notes are only ever put in: every line that was there stays, in its order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import OPTIONAL, Party
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.contacts import Person, set_contact
from poc_docs.writing.running.filling import filling
from poc_docs.writing.running.notes import note_decision, note_learning
from poc_docs.writing.running.sections import add_section, present_section
from tests.checks.mutations import MUTATIONS, mutate
from tests.checks.reference import STAGES, text_of
from tests.reliability.sizes import inputs
from tests.writing.plans import edited

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import SectionFormat
    from poc_docs.text.edits import Edit

SECTIONS = """
## Resource Alignment

| Name | Party | Role | Mail |
|------|-------|------|------|
| Arne Moen | vendor | | |

## Decision Timeline

| Date | Decision | Who |
|------|----------|-----|
| 2026-03-05 | Agreed | Tove |

## Learnings

- Ask early.
"""


def section(wanted: SectionFormat) -> Callable[[Plan], list[Edit]]:
    def add(plan: Plan) -> list[Edit]:
        if present_section(plan, wanted):
            return []
        body = filling(plan, wanted)
        return add_section(plan, wanted, body) if body else []

    return add


INSERTIONS = [
    *(section(wanted) for wanted in OPTIONAL),
    lambda plan: set_contact(plan, Person(name="Liv *Aasen*", party=Party.PROSPECT, mail="liv@x.example")),
    lambda plan: note_decision(plan, dt.date(2026, 3, 4), "1. No | <b>", "Liv"),
    lambda plan: note_learning(plan, "1. No | <b>"),
]


@settings(max_examples=inputs(60, 10_000))
@pytest.mark.parametrize("stage", STAGES)
@given(mutations=MUTATIONS, insertion=st.sampled_from(INSERTIONS), with_sections=st.booleans())
def test_every_line_stays_and_twice_changes_nothing(
    stage: str,
    mutations: list[tuple[str, int, int, str]],
    insertion: Callable[[Plan], list[Edit]],
    with_sections: bool,
) -> None:
    text = mutate(text_of(stage) + SECTIONS * with_sections, mutations)
    plan = read_plan(text)
    try:
        edits = insertion(plan)
    except RefusedEdit:
        return
    assert all(edit.start == edit.end for edit in edits)
    after = edited(plan, edits)
    kept = iter(after.document.text.splitlines())
    assert all(line in kept for line in text.splitlines())
    assert insertion(after) == []

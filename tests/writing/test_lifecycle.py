"""The status goes forwards, with its date, and nothing else in the file changes."""

from __future__ import annotations

import datetime as dt

import pytest

from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.metadata import Closed
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import CloseReason, Status
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.lifecycle import activate, close, complete, reopen
from tests.writing.plans import SAMPLES, TEMPLATE, edited, manners

DAY = dt.date(2026, 3, 9)


@pytest.mark.parametrize("name", [name for name, text in SAMPLES.items() if "status: Planning" in text])
@pytest.mark.parametrize("manner", range(4))
def test_from_planning_to_complete(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    newline = "\r\n" if "\r\n" in plan.document.text else "\n"
    active = edited(plan, activate(plan, DAY))
    started = f'started: {{date: 2026-03-09, parameters: "{fingerprint(plan)}"}}'
    old = plan.document.text.replace("status: Planning", "status: Active").split(newline)
    new = active.document.text.split(newline)
    new.remove(started)
    assert new == old
    assert activate(active, DAY) == []
    done = edited(active, complete(active, DAY))
    assert done.document.text == active.document.text.replace("status: Active", "status: Complete").replace(
        started, f"{started}{newline}completed: 2026-03-09"
    )
    assert complete(done, DAY) == []


def test_quotes_and_comments_stay() -> None:
    text = SAMPLES["kolmihaara-chat-moderation"].replace('status: "Active"', "status: 'Active'  # really")
    plan = read_plan(text)
    after = edited(plan, complete(plan, DAY)).document.text
    assert "status: 'Complete'  # really\n" in after
    assert after.replace("completed: 2026-03-09\n", "").replace("'Complete'", "'Active'") == text


def test_never_backwards_or_twice() -> None:
    planning = read_plan(TEMPLATE)
    with pytest.raises(RefusedEdit, match="becomes Complete from Active, and this one is Planning"):
        complete(planning, DAY)
    finished = read_plan(SAMPLES["hoshikawa-valve-inspection"])
    with pytest.raises(RefusedEdit, match="becomes Active from Planning, and this one is Complete"):
        activate(finished, DAY)
    started = read_plan(SAMPLES["kolmihaara-chat-moderation"].replace('status: "Active"', "status: Planning"))
    with pytest.raises(RefusedEdit, match="must not have started"):
        activate(started, DAY)
    with pytest.raises(RefusedEdit, match="not readable"):
        activate(read_plan(TEMPLATE.replace("status: Planning", "status: planing")), DAY)
    with pytest.raises(RefusedEdit, match="poc-docs migrate"):
        activate(read_plan("# POC Plan: A -- B\n"), DAY)


def test_a_status_without_its_date_gets_it() -> None:
    plan = read_plan(TEMPLATE.replace("status: Planning", "status: Active"))
    after = edited(plan, activate(plan, DAY))
    assert after.status is Status.ACTIVE
    assert after.metadata
    assert after.metadata.started
    assert after.metadata.started.date == DAY


@pytest.mark.parametrize("name", [name for name, text in SAMPLES.items() if "\nclosed:" not in text])
@pytest.mark.parametrize("manner", range(4))
def test_closed_and_opened_again(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    end = Closed(date=DAY, by="Ines: Falk", reason=CloseReason.NO_DECISION)
    if plan.status is Status.COMPLETE:
        with pytest.raises(RefusedEdit, match="closed from Planning or Active"):
            close(plan, end)
        return
    closed = edited(plan, close(plan, end))
    assert closed.metadata
    assert closed.metadata.closed == end
    assert close(closed, end) == []
    with pytest.raises(RefusedEdit, match="undo that first"):
        close(closed, Closed(date=DAY, by="Ines Falk", reason=CloseReason.WITHDREW))
    assert edited(closed, reopen(closed)).document.text == plan.document.text
    assert reopen(plan) == []

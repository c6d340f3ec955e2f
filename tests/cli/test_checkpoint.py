"""The weekly checkpoint opens with what the plan knows, and says where a stated health is too good."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.signals import signals
from tests.cli.conversation import CTRL_C, converse
from tests.cli.running_plan import ACTIVE, PLAN, halden, plan_of, refused, running_plan, text_of
from tests.cli.three_plans import ACTIVE as MARLOWE
from tests.plan.plan_files import FRONT_MATTER

if TYPE_CHECKING:
    from tests.surroundings import Repository

LOGS = """
## Metric Log

| Date | # | Value | Note |
|------|---|-------|------|
| 2026-03-18 | 1 | 14 minutes | |

## Issue Log

| Id | Opened | Issue | Owner | Closed |
|----|--------|-------|-------|--------|
| 1 | 2026-03-10 | No access | Tove Brandt | 2026-03-13 |
| 2 | 2026-03-12 | Orders are late | Ines Falk | |
"""
WRITTEN = """\
### 2026-03-20

- **Health:** {}
- **Achievements:**
  - criterion 1: 14 minutes (target < 15 minutes)
  - issue 1 closed: No access
- **Focus:**
  - Environment, overdue since 2026-03-13
  - first value of criterion 2: Distance saved
  - first value of criterion 3: Single sign-on
- **Blockers:** issue 2: Orders are late (Ines Falk)
"""


@pytest.fixture
def running(repository: Repository) -> Repository:
    repository.write(PLAN, running_plan(LOGS))
    return repository


def section(repository: Repository) -> str:
    return text_of(repository).partition("## Checkpoints\n\n")[2].partition("\n## ")[0]


def test_without_a_terminal_it_is_taken_as_proposed_and_printed(running: Repository) -> None:
    before = text_of(running)
    said = halden(running, "checkpoint")
    assert "Checkpoint of 2026-03-20 in plans/halden.md:\n  Health: " in said
    assert "    - first value of criterion 3: Single sign-on\n  Blockers: issue 2: Orders" in said
    computed = said.split("Health: ")[1].split()[0]
    assert computed in {"Yellow", "Red"}
    assert f"{computed} follows from the plan:\n  - " in said
    assert section(running) == WRITTEN.format(computed)
    added = f"## Checkpoints\n\n{WRITTEN.format(computed)}\n"
    assert text_of(running).replace(added, "") == before


def test_what_is_said_takes_the_place_of_what_is_proposed(running: Repository) -> None:
    halden(
        running, "checkpoint", "--health", "red", "--achieved", "1. First plan", "--achieved", "a|b <i> *x*",
        "--focus", "none", "--blocker", ": both", "--blocker", "TBD", "--date", "2026-03-19",
    )  # fmt: skip
    assert (
        section(running)
        == """\
### 2026-03-19

- **Health:** Red
- **Achievements:**
  - 1\\. First plan
  - a|b &lt;i> \\*x\\*
- **Focus:** none
- **Blockers:**
  - : both
"""
    )
    (written,) = plan_of(running).running.checkpoints
    assert [text.value for text in written.achievements] == ["1. First plan", "a|b <i> *x*"]
    assert [text.value for text in written.blockers] == [": both"]


def test_the_next_one_says_nothing_twice_and_they_stand_in_order(running: Repository) -> None:
    halden(running, "checkpoint", today="2026-03-18")
    said = halden(running, "checkpoint", today="2026-03-25")
    assert "  Achievements: none\n" in said
    halden(running, "checkpoint", "--date", "2026-03-20")
    days = [str(each.date.value) for each in plan_of(running).running.checkpoints]
    assert days == ["2026-03-18", "2026-03-20", "2026-03-25"]


def test_a_health_that_is_better_than_the_computed_one_is_shown_with_the_reasons(begun: Repository) -> None:
    said = begun.poc_docs(
        "checkpoint", "marlowe", "--health", "Green", "--blocker", "No access to the shadow run"
    )
    assert "Green is stated, and " in said
    reasons = said.partition("follows from the plan:\n")[2]
    assert "No access to the shadow run" in reasons
    assert "  - Green" not in reasons
    assert "states Green" not in reasons, "the reasons are the plan's, and not this checkpoint's own words"
    begun.commit("Checkpoint")
    begun.poc_docs("checkpoint", "marlowe", "--health", "Red", "--date", "2026-11-21")
    assert "is stated" not in begun.poc_docs(
        "checkpoint", "marlowe", "--health", "Red", "--date", "2026-11-19", "--diff"
    )


def test_a_checkpoint_is_news_by_itself(begun: Repository) -> None:
    day = dt.date(2026, 12, 7)
    before = {each.name for each in signals(read_plan((begun.root / MARLOWE).read_text()), day)}
    said = begun.poc_docs("checkpoint", "marlowe", today=str(day))
    after = signals(read_plan((begun.root / MARLOWE).read_text()), day)
    assert before - {each.name for each in after}, "it answers what there was to say of its absence"
    told = said.partition("follows from the plan:\n")[2].partition("\n\n")[0].splitlines()
    assert told == [f"  - {each.severity}: {each.message}" for each in after]


def test_diff_writes_nothing(running: Repository) -> None:
    before = text_of(running)
    assert "+### 2026-03-20" in halden(running, "checkpoint", "--diff")
    assert text_of(running) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--date", "2026-03-21"], "2026-03-21 lies in the future"),
        (["--date", "2026-03-08"], "outside the PoC, which starts on 2026-03-09"),
        (["--health", "Amber"], "'Amber' is not one of"),
        (["--focus", "a\u200bb"], "nothing was written"),
    ],
)
def test_a_refusal_says_what_to_type_and_writes_nothing(
    running: Repository, options: list[str], message: str
) -> None:
    assert message in refused(running, "checkpoint", *options)


def test_there_is_one_a_day(running: Repository) -> None:
    halden(running, "checkpoint")
    line = text_of(running).splitlines().index("### 2026-03-20") + 1
    said = refused(running, "checkpoint", "--health", "Green")
    assert "a checkpoint of 2026-03-20 stands in plans/halden.md already" in said
    assert f"edit it on line {line}" in said


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        (FRONT_MATTER, "is in Planning: work has not started"),
        (ACTIVE.replace("Active", "Complete"), "is Complete; there are no more checkpoints"),
        (
            f"{ACTIVE}closed: {{date: 2026-03-18, by: Ines Falk, reason: withdrew}}\n",
            "was closed on 2026-03-18",
        ),
        (ACTIVE.replace("Active", "Started"), "is without a status that can be read"),
    ],
)
def test_only_work_that_goes_on_has_checkpoints(running: Repository, front_matter: str, message: str) -> None:
    running.write(PLAN, running_plan(LOGS, front_matter))
    assert message in refused(running, "checkpoint")


CALL = ["checkpoint", "halden", "--today", "2026-03-20"]


def test_on_a_terminal_enter_agrees(running: Repository) -> None:
    answers = [("Achievements", "\r"), ("Focus", "\r"), ("Blockers", "\r"), ("  Health", "\r")]
    code, said = converse(running, CALL, answers)
    assert code == 0, said
    assert "follows from the plan:" in said
    computed = said.split("Health: ")[1].split()[0]
    assert section(running) == WRITTEN.format(computed)


def test_on_a_terminal_each_may_be_said_in_other_words(running: Repository) -> None:
    answers = [
        ("Others, with ';' between", "+Drivers trained; Maps loaded\r"),
        ("Others, with ';' between", "none\r"),
        ("Others, with ';' between", "Orders of Moss\r"),
        ("Health (", "green\r"),
    ]
    code, said = converse(running, CALL, answers)
    assert code == 0, said
    (written,) = plan_of(running).running.checkpoints
    assert [text.value for text in written.achievements] == [
        "criterion 1: 14 minutes (target < 15 minutes)",
        "issue 1 closed: No access",
        "Drivers trained",
        "Maps loaded",
    ]
    assert written.focus == ()
    assert [text.value for text in written.blockers] == ["Orders of Moss"]
    assert written.health
    assert written.health.value == "Green"
    assert "Green is stated, and " in said


def test_what_an_option_says_is_not_asked(running: Repository) -> None:
    answers = [("Focus", "\r"), ("Blockers", "\r")]
    code, said = converse(running, [*CALL, "--achieved", "First plan", "--health", "Red"], answers)
    assert code == 0, said
    assert "Achievements:\r\n  - " not in said
    assert "Health: Red" in said


def test_giving_up_writes_nothing(running: Repository) -> None:
    before = text_of(running)
    code, said = converse(running, CALL, [("Others", "\r"), ("Others", CTRL_C)])
    assert code == 2
    assert "nothing was written" in said
    assert text_of(running) == before

"""Issues are opened, listed with their age, and closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.running_plan import ACTIVE, PLAN, halden, plan_of, refused, running_plan, text_of
from tests.plan.plan_files import FRONT_MATTER

if TYPE_CHECKING:
    from tests.surroundings import Repository

HEAD = (
    "\n## Issue Log\n\n| Id | Opened | Issue | Owner | Closed |\n|----|--------|-------|-------|--------|\n"
)
LOG = f"""{HEAD}\
| 1 | 2026-03-10 | No access | Tove Brandt | 2026-03-13 |
| 2 | 2026-03-19 | Orders are late | | |
| 4 | 2026-03-12 | Certificate expired | Tove Brandt | |
| | | [Issue] | | |
"""


@pytest.fixture
def running(repository: Repository) -> Repository:
    repository.write(PLAN, running_plan(LOG))
    return repository


def test_open_ones_are_listed_with_their_age(running: Repository) -> None:
    said = halden(running, "issue")
    assert said.startswith(
        "Open issues of plans/halden.md:\n"
        "    2  Orders are late (nobody owns it), open for 1 day, since 2026-03-19\n"
        "    4  Certificate expired (Tove Brandt), open for 8 days, since 2026-03-12\n"
        "\nNext: poc-docs issue halden close 2\n"
    )
    halden(running, "issue", "close", "2")
    halden(running, "issue", "close", "#4")
    assert "plans/halden.md has no open issue." in halden(running, "issue")


def test_one_is_opened_and_closed_and_every_other_byte_stays(running: Repository) -> None:
    before = text_of(running)
    said = halden(running, "issue", "add", "VPN", "to", "Moss is *down*", "--owner", "Tove Brandt")
    assert "Issue 5 is open since 2026-03-20: VPN to Moss is *down* (Tove Brandt)" in said
    row = "| 5 | 2026-03-20 | VPN to Moss is \\*down\\* | Tove Brandt | |\n"
    assert text_of(running) == before + row
    assert "Issue 5 says so already" in halden(running, "issue", "add", "vpn to moss is *down*")
    said = halden(running, "issue", "close", "5", today="2026-03-24")
    assert "Issue 5 is closed after 4 days: VPN to Moss is *down*" in said
    assert text_of(running) == before + row.replace("| |\n", "| 2026-03-24 |\n")


def test_the_section_comes_with_the_first_one_and_an_owner_is_asked_for(running: Repository) -> None:
    running.write(PLAN, running_plan())
    said = halden(running, "issue", "ADD", "No access", "--date", "2026-03-02")
    assert "Nobody owns it yet; --owner NAME says who does" in said
    assert text_of(running) == running_plan(f"{HEAD}| 1 | 2026-03-02 | No access | | |\n")


def test_diff_writes_nothing(running: Repository) -> None:
    before = text_of(running)
    assert "+| 5 | 2026-03-20 | VPN | | |" in halden(running, "issue", "add", "VPN", "--diff")
    assert "+| 2 | 2026-03-19 | Orders are late | | 2026-03-20 |" in halden(
        running, "issue", "close", "2", "--diff"
    )
    assert text_of(running) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["close", "9"], "there is no issue 9"),
        (["close", "9"], "open are 2 (Orders are late); 4 (Certificate expired)"),
        (["close"], "say which issue to close, by its Id"),
        (["close", "1"], "issue 1 was closed on 2026-03-13 already"),
        (["close", "2", "--date", "2026-03-18"], "opened on 2026-03-19, and can't be closed on 2026-03-18"),
        (["close", "2", "--date", "2026-03-21"], "2026-03-21 lies in the future"),
        (["close", "2", "--owner", "Tove"], "--owner goes with 'add'"),
        (["add", "VPN", "--date", "2026-03-21"], "2026-03-21 lies in the future"),
        (["add"], "say what is in the way"),
        (["add", "TBD"], "does not say what is in the way"),
        (["add", "VPN", "--owner", ""], "say who solves it"),
        (["delete", "2"], "'delete' is neither 'add' nor 'close'"),
        (["--owner", "Tove"], "--owner and --date go with 'add' or 'close'"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_type_and_writes_nothing(
    running: Repository, options: list[str], message: str
) -> None:
    assert message in refused(running, "issue", *options)


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (("add", "halden", "No", "VPN"), "poc-docs issue halden add 'No VPN'"),
        (("close", "halden", "2"), "poc-docs issue halden close 2"),
        (("add", "halden"), "poc-docs issue halden add …"),
    ],
)
def test_who_names_the_plan_last_is_shown_the_order(
    running: Repository, words: tuple[str, ...], advice: str
) -> None:
    said = running.poc_docs("issue", *words, code=2)
    assert said == f"poc-docs: the plan comes before {words[0]!r}\n  -> {advice}\n"


@pytest.mark.parametrize("front_matter", [FRONT_MATTER, re.sub("Active", "Complete", ACTIVE)])
def test_issues_are_free_at_any_status(running: Repository, front_matter: str) -> None:
    running.write(PLAN, running_plan(LOG, front_matter))
    halden(running, "issue", "add", "VPN")
    halden(running, "issue", "close", "5")
    assert not plan_of(running).running.issues[-1].is_open


def test_an_issue_without_a_day_is_listed_all_the_same(running: Repository) -> None:
    running.write(PLAN, running_plan(f"{HEAD}| 1 | | No access | | |\n"))
    assert "  1  No access (nobody owns it), no day is written" in halden(running, "issue")
    assert "Issue 1 is closed: No access" in halden(running, "issue", "close", "1")

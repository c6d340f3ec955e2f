"""Amendments, corrections and endings with the real command and real commits through the gate."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.three_plans import copy_of
from tests.surroundings import BY_NAME, Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ACTIVE = f"plans/{BY_NAME['marlowe'].name}"
COMPLETE = f"plans/{BY_NAME['belrive'].name}"
PLANNING = f"plans/{BY_NAME['vale'].name}"
BOTH = ("--vendor", "Daniel Osei", "--prospect", "Gwen Tregear", "--evidence", "mail of 2026-11-20")
AGREE = ("agree", "marlowe", "--party")
PROSPECT = ("prospect", "--by", "Gwen Tregear", "--evidence", "mail of 2026-11-21")


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``running`` gives a copy of."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("running") / "pocs")
    for name in ("marlowe", "belrive", "vale"):
        repository.write(f"plans/{BY_NAME[name].name}", BY_NAME[name].read_bytes())
    repository.commit("Three plans")
    return repository


@pytest.fixture
def running(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository with an Active plan, a Complete one and one in Planning."""
    return copy_of(made, tmp_path / "pocs")


def shown(repository: Repository, name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(repository.poc_docs("show", name, "--format", "json"))
    return value


def text(repository: Repository, name: str) -> str:
    return (repository.root / name).read_bytes().decode()


def test_moving_the_decision_date_is_one_command_and_one_commit(running: Repository) -> None:
    said = running.poc_docs(
        "amend", "marlowe", "--reason", "The board meets later", "--decision-date", "2027-01-15", *BOTH
    )
    assert "Decision date: '2026-12-09 (online trading board)' was agreed, now '2027-01-15 (online" in said
    assert "Gwen Tregear signed for the prospect" in said
    assert "Next: git add" in said
    running.commit("Later")
    running.poc_docs("check")
    agreement = shown(running, "marlowe")["agreement"]
    assert agreement["state"] == "agreed"
    assert [(a["open"], a["editorial"], a["correct"]) for a in agreement["amendments"]] == [
        (False, False, False)
    ]


def test_a_decision_date_that_can_not_be_meant_is_told_before_anybody_signs_it(running: Repository) -> None:
    call = ("amend", "marlowe", "--reason", "The board meets later", "--decision-date")
    said = running.poc_docs(*call, "2026-01-15")
    assert (
        "Look again: decision date must not be before the work ends on 2026-11-29: 2026-01-15\n  -> " in said
    )
    assert "Look again: the decision must be written down: its date 2026-01-15 has passed\n  -> " in said
    assert "Look again" not in running.poc_docs(*call, "2027-01-15")


def test_an_open_amendment_is_committed_and_signed_later(running: Repository) -> None:
    said = running.poc_docs(
        "amend", "marlowe", "--reason", "Slower network", "--set", "criterion 1 target=<220ms"
    )
    assert "target of criterion 1: '<180ms' was agreed, now '<220ms'" in said
    assert "poc-docs agree marlowe" in said
    assert "--withdraw" in said
    running.commit("Open")
    value = shown(running, "marlowe")
    assert value["agreement"]["state"] == "amendment open"
    assert value["agreement"]["amendments"][0]["open"]
    assert value["computed"]["missing"] == ["both parties must sign the open amendment"]
    assert "Active, amendment open" in running.poc_docs("show", "marlowe")
    assert "POC909" in running.poc_docs("check")
    running.poc_docs(*AGREE, "vendor", "--by", "Daniel Osei")
    running.commit("One")
    running.poc_docs(*AGREE, *PROSPECT)
    running.commit("Both")
    value = shown(running, "marlowe")
    assert value["agreement"]["state"] == "agreed"
    assert value["criteria"][0]["original_target"] == "<180ms"


def test_an_edit_by_hand_is_picked_up_from_git(running: Repository) -> None:
    running.replace(ACTIVE, "<180ms | Critical", "<220ms | Critical")
    assert "poc-docs amend" in running.commit("By hand", passes=False)
    running.poc_docs("amend", "marlowe", "--reason", "Slower network", *BOTH)
    running.commit("Amended")
    running.replace(ACTIVE, "<220ms | Critical", "<230ms | Critical")
    said = running.poc_docs("amend", "marlowe", "--reason", "Still slower")
    assert "'<220ms' was agreed, now '<230ms'" in said
    running.commit("Amended again")
    assert len(shown(running, "marlowe")["agreement"]["amendments"]) == 2


def test_an_edit_by_hand_that_git_knows_nothing_of(running: Repository) -> None:
    data = text(running, ACTIVE).replace("<180ms | Critical", "<220ms | Critical")
    running.write("plans/other.md", data.replace("id: marlowe", "id: other-marlowe"))
    said = running.poc_docs("amend", "plans/other.md", "--reason", "Slower network", code=2)
    assert "git knows no version of it with the agreed text" in said
    assert "--set" in said


def test_an_open_amendment_is_withdrawn(running: Repository) -> None:
    before = text(running, ACTIVE)
    running.poc_docs("amend", "marlowe", "--reason", "Slower", "--set", "criterion 1 target=<220ms")
    running.poc_docs("amend", "marlowe", "--scope", "Reading only")
    running.commit("Open")
    said = running.poc_docs("amend", "marlowe", "--withdraw")
    assert "The amendment is withdrawn" in said
    assert text(running, ACTIVE) == before
    running.commit("Withdrawn")
    assert "no open amendment" in running.poc_docs("amend", "marlowe", "--withdraw", code=2)


def test_a_typo_is_corrected_without_a_signature(running: Repository) -> None:
    running.poc_docs(
        "amend", "marlowe", "--reason", "x", "--set", "criterion 3 text=Freshness of price and stcok", *BOTH
    )
    running.commit("With a typo")
    running.replace(ACTIVE, "| Freshness of price and stcok | P99", "| Freshness of price and stock | P99")
    said = running.poc_docs("amend", "marlowe", "--editorial", "--reason", "Typo")
    assert "Spelling only: no signature needed." in said
    running.commit("Typo")
    agreement = shown(running, "marlowe")["agreement"]
    assert agreement["state"] == "agreed"
    assert [a["editorial"] for a in agreement["amendments"]] == [False, True]
    assert "spelling only" in running.poc_docs("show", "marlowe")
    said = running.poc_docs(
        "amend", "marlowe", "--editorial", "--reason", "Typo", "--set", "criterion 1 measurement=P99", code=2
    )
    assert "more than spelling" in said
    assert "Complete" not in running.poc_docs(
        "amend", "marlowe", "--reason", "x", "--duration", "5 weeks, starting 2026-11-02"
    )
    running.commit("After a typo")


def test_a_correction_after_complete(running: Repository) -> None:
    before = text(running, COMPLETE)
    number, result, other = measured(shown(running, "belrive"))
    for call in (
        ("results", "belrive", "--set", f"{number}={other}"),
        ("decide", "belrive", "--feedback", "x"),
    ):
        assert "poc-docs amend belrive" in running.poc_docs(*call, code=2)
    assert "--correct" in running.poc_docs("amend", "belrive", "--reason", "x", "--scope", "y", code=2)
    said = running.poc_docs(
        "amend", "belrive", "--correct", "--reason", "Wrong run", "--result", f"{number}={other}"
    )
    assert f"result {number}: {result!r} stood there, now {other!r}" in said
    assert "agree belrive" in said
    assert "--results" in said
    running.commit("Open correction")
    value = shown(running, "belrive")
    assert value["computed"]["missing"] == ["both parties must sign the open correction"]
    assert "Complete, correction open" in running.poc_docs("show", "belrive")
    assert "POC909" in running.poc_docs("check")
    corrected = text(running, COMPLETE)
    running.poc_docs("amend", "belrive", "--withdraw")
    assert text(running, COMPLETE) == before
    running.commit("Withdrawn")
    running.write(COMPLETE, corrected)
    running.poc_docs("agree", "belrive", "--results", "--party", "vendor", "--by", "Ines Falk")
    running.poc_docs(
        "agree", "belrive", "--results", "--by", "Somebody Else", "--evidence", "mail of 2026-11-21"
    )
    running.commit("Corrected")
    value = shown(running, "belrive")
    assert value["computed"]["outcome"]
    assert value["agreement"]["results_confirmed_by"][-1] == "Somebody Else"
    assert "no open amendment" in running.poc_docs("amend", "belrive", "--withdraw", code=2)
    running.poc_docs("check")


def measured(value: dict[str, Any]) -> tuple[int, str, str]:
    """Give a criterion with its result and another result that reads as well."""
    row = next(r for r in value["results"] if r["status"] == "Pass" and r["result"][0].isdigit())
    last = max(i for i, char in enumerate(row["result"]) if char.isdigit())
    other = row["result"][:last] + str((int(row["result"][last]) + 1) % 10) + row["result"][last + 1 :]
    return row["number"], row["result"], other


def test_a_correction_made_by_hand_and_signed_in_the_same_call(running: Repository) -> None:
    _, result, other = measured(shown(running, "belrive"))
    running.replace(COMPLETE, f"| {result} ", f"| {other} ")
    assert "POC504" in running.commit("By hand", passes=False)
    running.poc_docs("amend", "belrive", "--correct", "--reason", "Wrong run", *BOTH)
    running.commit("Corrected")


def test_a_result_repaired_by_hand_that_changes_the_outcome_takes_the_decision_with_it(
    running: Repository,
) -> None:
    running.replace(COMPLETE, "| 97.6% ", "| 12.0% ")
    said = running.poc_docs("amend", "belrive", "--correct", "--reason", "Wrong run", code=1)
    assert "POC307" in said
    assert "--outcome and --decision-reason correct the decision with it" in said


def test_the_day_of_the_decision_is_corrected(running: Repository) -> None:
    running.poc_docs(
        "amend", "belrive", "--correct", "--reason", "Minutes say so", "--decided-on", "2026-09-01"
    )
    running.commit("Open")
    running.poc_docs("agree", "belrive", "--results", "--party", "vendor", "--by", "Ines Falk")
    running.poc_docs(
        "agree", "belrive", "--results", "--by", "Somebody Else", "--evidence", "mail of 2026-11-21"
    )
    running.commit("Signed")
    assert shown(running, "belrive")["computed"]["missing"] == []


def amended(running: Repository, *more: str) -> None:
    running.poc_docs("amend", "marlowe", "--reason", "Slower", "--set", "criterion 1 target=<220ms", *more)


def edited_after_signing(running: Repository) -> None:
    amended(running, *BOTH)
    running.commit("Amended")
    running.replace(ACTIVE, "reason: Slower", "reason: Faster")


def hidden_change(running: Repository) -> None:
    amended(running, "--scope", "Reading only")
    lines = text(running, ACTIVE)
    start = lines.index("      - where: Scope")
    running.write(ACTIVE, lines[:start] + lines[lines.index("      - where: criterion 1 target") :])


def editorial_number(running: Repository) -> None:
    amended(running)
    running.replace(ACTIVE, "    reason: Slower\n", "    reason: Slower\n    editorial: true\n")


def second_while_open(running: Repository) -> None:
    amended(running)
    first = text(running, ACTIVE)
    link = first[first.index("  - date: 2026-11-22") : first.index("crm:")]
    running.poc_docs("amend", "marlowe", "--scope", "Reading only")
    second = text(running, ACTIVE)
    whole = second[second.index("  - date: 2026-11-22") : second.index("crm:")]
    between = link.split("    to: ")[1].split("\n")[0]
    before = whole.split("    from: ")[1].split("\n")[0]
    scope = whole[whole.index("      - where: Scope") : whole.index("      - where: criterion 1")]
    further = whole.split("    changes:\n")[0].replace(f"from: {before}", f"from: {between}")
    running.write(ACTIVE, second.replace(whole, f"{link}{further}    changes:\n{scope}"))


def complete_while_open(running: Repository) -> None:
    amended(running)
    running.replace(ACTIVE, "status: Active", "status: Complete\ncompleted: 2026-11-20")


def signed_amendment_removed(running: Repository) -> None:
    before = text(running, ACTIVE)
    amended(running, *BOTH)
    running.commit("Amended")
    running.write(ACTIVE, before)


def result_after_complete(running: Repository) -> None:
    _, result, other = measured(shown(running, "belrive"))
    running.replace(COMPLETE, f"| {result} ", f"| {other} ")


def correction_that_hides_one(running: Repository) -> None:
    number, _, other = measured(shown(running, "belrive"))
    running.poc_docs("amend", "belrive", "--correct", "--reason", "x", "--result", f"{number}={other}")
    written = shown(running, "belrive")["decision"]["decided_on"]
    running.replace(COMPLETE, f"**Decided on:** {written}", "**Decided on:** 2026-01-01")


UNLAWFUL = {
    "an amendment edited after signing": (edited_after_signing, "POC502"),
    "an amendment that hides a change": (hidden_change, "POC405"),
    "spelling that touches a number": (editorial_number, "POC405"),
    "a second amendment while the first is open": (
        second_while_open,
        "must be signed by both parties before",
    ),
    "complete with an open amendment": (complete_while_open, "POC406"),
    "a signed amendment that is removed": (signed_amendment_removed, "POC502"),
    "a result edited after Complete": (result_after_complete, "POC504"),
    "a correction that hides a change": (correction_that_hides_one, "POC504"),
}


@pytest.mark.parametrize("name", UNLAWFUL)
def test_the_gate_refuses(running: Repository, name: str) -> None:
    act: Callable[[Repository], None]
    act, message = UNLAWFUL[name]
    act(running)
    said = running.commit(passes=False)
    assert message in said
    assert "->" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--scope", "x"), "needs a reason"),
        (("--reason", "x", "--prospect", "Gwen Tregear", "--scope", "x"), "needs --evidence"),
        (("--reason", "x", "--evidence", "mail", "--scope", "x"), "needs --prospect"),
        (("--reason", "x", "--set", "criterion 9"), "must be a name"),
        (("--reason", "x", "--set", "target=<1"), "no signed text"),
        (("--reason", "x", "--set", "criterion 1 targt=<1"), "did you mean 'criterion 1 target'?"),
        (("--reason", "x", "--scope", "x", "--set", "Scope=y"), "given twice"),
        (("--reason", "x", "--scope", "x", "--date", "2027-05-05"), "in the future"),
        (("--withdraw", "--scope", "x"), "--scope has no meaning with --withdraw"),
        (("--reason", "x", "--editorial", "--vendor", "A"), "--vendor has no meaning with --editorial"),
        (("--reason", "x", "--result", "1=2"), "add --correct"),
        (("--reason", "x", "--correct", "--set", "Scope=x"), "--set has no meaning with --correct"),
        (("--reason", "x", "--correct", "--result", "1=200 ms"), "Complete is corrected"),
        (
            ("--reason", "x", "--scope", "x", "--vendor", "A B", "--prospect", "a b", "--evidence", "mail"),
            "can't sign for both",
        ),
        (("--reason", "x", "--scope", "x", "--vendor", "[Name]"), "only an example"),
    ],
)
def test_usage(running: Repository, arguments: tuple[str, ...], message: str) -> None:
    before = text(running, ACTIVE)
    assert message in running.poc_docs("amend", "marlowe", *arguments, code=2)
    assert text(running, ACTIVE) == before


def test_a_change_that_breaks_another_rule_is_refused_with_all_of_it(running: Repository) -> None:
    before = text(running, ACTIVE)
    said = running.poc_docs("amend", "marlowe", "--reason", "x", "--set", "criterion 1 weight=Vital", code=1)
    assert "POC211" in said
    assert "can't be made; nothing was written" in said
    assert text(running, ACTIVE) == before


def test_nothing_to_amend(running: Repository) -> None:
    assert "Nothing to change" in running.poc_docs("amend", "marlowe", "--reason", "x")
    assert "Nothing to change" in running.poc_docs("amend", "belrive", "--correct", "--reason", "x")
    assert "+  - date: 2026-11-22" in running.poc_docs(
        "amend", "marlowe", "--reason", "x", "--scope", "y", "--diff"
    )
    assert "before work starts" in running.poc_docs("amend", "vale", "--reason", "x", "--scope", "y", code=2)
    assert running.git("status", "--porcelain") == ""


def test_an_open_amendment_keeps_its_reason(running: Repository) -> None:
    first = ("amend", "marlowe", "--reason", "Measured at the proxy", "--set", "criterion 1 target=<220ms")
    running.poc_docs(*first, today="2026-11-21")
    before = text(running, ACTIVE)
    for same in (("--decision-date", "2026-12-09"), ("--set", "criterion 1 target=<220ms"), ()):
        said = running.poc_docs("amend", "marlowe", "--reason", "Freeze", *same)
        assert "Nothing to change" in said
        assert text(running, ACTIVE) == before
    said = running.poc_docs("amend", "marlowe", "--reason", "Freeze", "--decision-date", "2026-12-11")
    assert "Both reasons stay: Measured at the proxy; Freeze" in said
    assert "    reason: Measured at the proxy; Freeze\n" in text(running, ACTIVE)
    again = running.poc_docs("amend", "marlowe", "--reason", "Freeze", "--decision-date", "2026-12-12")
    assert "reasons" not in again
    running.poc_docs("amend", "marlowe", "--reason", "Signed in person", *BOTH)
    (amendment,) = shown(running, "marlowe")["agreement"]["amendments"]
    assert amendment["reason"] == "Measured at the proxy; Freeze; Signed in person"


def test_an_open_correction_keeps_its_reason(running: Repository) -> None:
    number, _, other = measured(shown(running, "belrive"))
    correct = ("amend", "belrive", "--correct", "--result", f"{number}={other}", "--reason")
    running.poc_docs(*correct, "Wrong run")
    before = text(running, COMPLETE)
    assert "Nothing to change" in running.poc_docs(*correct, "Typo")
    assert text(running, COMPLETE) == before
    said = running.poc_docs(*correct, "Typo", "--note", f"{number}=seen twice")
    assert "Both reasons stay: Wrong run; Typo" in said


def test_a_plan_is_closed_and_opened_again(running: Repository) -> None:
    before = text(running, ACTIVE)
    said = running.poc_docs("close", "marlowe", "--reason", "withdrew", "--date", "2026-11-20")
    assert "is closed: withdrew" in said
    assert "closed: {date: 2026-11-20, by: Daniel Osei, reason: withdrew}" in text(running, ACTIVE)
    running.commit("Closed")
    assert "Nothing to change" in running.poc_docs(
        "close", "marlowe", "--reason", "withdrew", "--date", "2026-11-20"
    )
    assert "undo that first" in running.poc_docs("close", "marlowe", "--reason", "superseded", code=2)
    assert "is closed" in running.poc_docs("amend", "marlowe", "--reason", "x", "--scope", "y", code=2)
    assert "is open again, and Active" in running.poc_docs("close", "marlowe", "--undo")
    assert text(running, ACTIVE) == before
    running.commit("Open")
    assert "Nothing to change" in running.poc_docs("close", "marlowe", "--undo")


def test_what_is_closed_when_and_by_whom(running: Repository) -> None:
    running.poc_docs("close", "vale", "--reason", "qualified-out", "--by", "Ines: Falk")
    assert 'by: "Ines: Falk"' in text(running, PLANNING)
    running.commit("Closed")
    assert "ended with an outcome" in running.poc_docs("close", "belrive", "--reason", "withdrew", code=2)
    assert "say why" in running.poc_docs("close", "marlowe", code=2)
    assert "no other option" in running.poc_docs("close", "marlowe", "--undo", "--by", "A", code=2)
    assert "future" in running.poc_docs(
        "close", "marlowe", "--reason", "withdrew", "--date", "2027-05-05", code=2
    )


def test_results_are_confirmed_with_an_outcome_only(running: Repository) -> None:
    confirm = ("agree", "{}", "--results", "--by", "Gwen Tregear", "--evidence", "mail of 2026-11-21")
    assert "no outcome yet" in running.poc_docs(*(part.format("marlowe") for part in confirm), code=2)
    assert "can be confirmed" in running.poc_docs(*(part.format("vale") for part in confirm), code=2)
    assert "--evidence" in running.poc_docs("agree", "belrive", "--results", "--by", "Gwen Tregear", code=2)
    said = running.poc_docs(*(part.format("belrive") for part in confirm))
    assert "signed for the prospect: results and outcome" in said
    running.commit("Confirmed")
    assert "nothing to add" in running.poc_docs(*(part.format("belrive") for part in confirm))
    assert "Gwen Tregear" in shown(running, "belrive")["agreement"]["results_confirmed_by"]
    said = running.poc_docs(
        "agree", "belrive", "--results", "--party", "vendor", "--by", "gwen tregear", code=2
    )
    assert "can't sign for both" in said

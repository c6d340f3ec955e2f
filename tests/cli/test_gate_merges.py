"""Merges: nothing that any side recorded is lost, and lawful work of two sides comes together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import (
    ACTIVE,
    COMPLETE,
    WAITING,
    activate,
    agree,
    bypass,
    committed,
    complete,
    copy,
    cut,
    docs,
    git,
    loosen,
    note,
    replace,
    text_of,
    then,
)

if TYPE_CHECKING:
    from tests.cli.three_plans import Act
    from tests.surroundings import Repository

SECOND_VENDOR = docs(
    "agree", "fastighetsregisterverket", "--party", "vendor", "--by", "Mireille Achterberg",
    "--date", "2026-11-19",
)  # fmt: skip
OTHER_DAY = docs("status", "fastighetsregisterverket", "Active", "--date", "2026-11-21")


def sides(repository: Repository, ours: Act, theirs: Act) -> None:
    """Do one thing on main and the other on the branch side, each lawfully."""
    repository.git("checkout", "-q", "-b", "side")
    committed(theirs, lambda r: r.write("theirs.md", "a file of their own"))(repository)
    repository.git("checkout", "-q", "main")
    committed(ours, lambda r: r.write("ours.md", "a file of our own"))(repository)


def take(side: str, name: str) -> Act:
    return then(git("checkout", f"--{side}", "--", name), git("add", name))


def start_merge(repository: Repository) -> None:
    repository.run("sh", "-c", "git merge --no-commit side || true")


def test_signatures_of_both_sides_come_together(begun: Repository) -> None:
    sides(begun, agree, SECOND_VENDOR)
    theirs = begun.git("show", f"side:{WAITING}")
    start_merge(begun)
    take("ours", WAITING)(begun)
    signature = theirs[theirs.index("  - party: vendor\n    name: Mireille") : theirs.index("crm:")]
    begun.replace(WAITING, "  - party: prospect", f"{signature}  - party: prospect")
    begun.commit("Both signatures")
    assert "no errors" in begun.poc_docs("check", "--against", "HEAD^2")
    assert "no errors" in begun.poc_docs("check", "--against", "HEAD^1")


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_taking_one_side_as_it_is_where_both_recorded_something(begun: Repository, side: str) -> None:
    sides(begun, then(agree, activate), then(agree, OTHER_DAY))
    start_merge(begun)
    take(side, WAITING)(begun)
    begun.commit("One of the two starts", passes=True)


def test_a_mixture_of_what_both_sides_recorded_is_no_side(begun: Repository) -> None:
    sides(begun, then(agree, activate), then(agree, OTHER_DAY))
    start_merge(begun)
    take("ours", WAITING)(begun)
    begun.replace(WAITING, "## Risk Assessment", "## Notes\n\nMixed.\n\n## Risk Assessment")
    assert "POC502" in begun.commit("Neither", passes=False)


@pytest.mark.parametrize("strategy", ["ours", "theirs"])
def test_what_only_one_side_recorded_is_not_dropped(begun: Repository, strategy: str) -> None:
    ours, theirs = (note(ACTIVE), agree) if strategy == "ours" else (agree, note(ACTIVE))
    sides(begun, ours, theirs)
    if strategy == "ours":
        said = begun.git("merge", "-s", "ours", "-m", "Ours", "side", succeeds=False)
    else:
        begun.git("merge", "-q", "--no-commit", "side")
        begun.git("checkout", "side", "--", WAITING)
        said = begun.git("commit", "-m", "Theirs", succeeds=False)
    assert "POC502" in said


def test_a_change_beside_it_is_no_licence_to_drop_a_signature(begun: Repository) -> None:
    sides(begun, note(WAITING), agree)
    assert "POC502" in begun.git("merge", "-s", "ours", "-m", "Ours", "side", succeeds=False)


def test_a_status_is_not_behind_any_side(begun: Repository) -> None:
    sides(begun, note(WAITING), complete)
    assert "POC501" in begun.git("merge", "-s", "ours", "-m", "Ours", "side", succeeds=False)
    begun.git("merge", "--abort")
    begun.git("merge", "-q", "-m", "Both", "side")


def test_a_plan_deleted_on_one_side_and_activated_on_the_other(begun: Repository) -> None:
    sides(begun, git("rm", "-q", WAITING), then(agree, activate))
    start_merge(begun)
    begun.git("rm", "-q", WAITING)
    assert "POC503" in begun.git("commit", "-m", "Away", succeeds=False)
    begun.git("checkout", "side", "--", WAITING)
    begun.git("commit", "-qm", "It stays")


def test_a_rename_on_one_side_and_an_edit_on_the_other(begun: Repository) -> None:
    sides(begun, git("mv", ACTIVE, "plans/ours.md"), note(ACTIVE))
    begun.git("merge", "-q", "-m", "Both", "side")
    assert "## Notes" in text_of(begun, "plans/ours.md")


def test_renames_of_both_sides_leave_one_plan(begun: Repository) -> None:
    sides(begun, git("mv", ACTIVE, "plans/ours.md"), git("mv", ACTIVE, "plans/theirs.md"))
    start_merge(begun)
    begun.git("add", "-A")
    assert "POC601" in begun.git("commit", "-m", "Both names", succeeds=False)
    begun.git("rm", "-q", "--force", "plans/theirs.md")
    begun.commit("One name")


def test_the_same_id_from_both_sides(begun: Repository) -> None:
    def new(name: str) -> Act:
        return then(
            copy(WAITING, f"plans/{name}.md"),
            replace(f"plans/{name}.md", "id: fastighetsregisterverket-deed-classification", "id: twin"),
        )

    sides(begun, new("ours"), new("theirs"))
    assert "POC601" in begun.git("merge", "-m", "Twins", "side", succeeds=False)


def test_a_broken_plan_that_is_here_already_does_not_stop_a_merge(begun: Repository) -> None:
    begun.git("checkout", "-q", "-b", "side")
    committed(agree)(begun)
    begun.git("checkout", "-q", "main")
    bypass(lambda r: r.write("plans/broken.md", "a colleague's"))(begun)
    begun.git("merge", "-q", "-m", "Work", "side", succeeds=True)


def test_a_broken_plan_that_the_merge_brings_stops_it(begun: Repository) -> None:
    sides(begun, note(COMPLETE), note(WAITING))
    begun.git("checkout", "-q", "side")
    bypass(loosen)(begun)
    begun.git("checkout", "-q", "main")
    assert "was agreed, now '<500ms'" in begun.git("merge", "-m", "Bad", "side", succeeds=False)


def test_a_signature_lost_while_a_conflict_was_resolved(begun: Repository) -> None:
    sides(begun, replace(WAITING, "OPP-21012", "OPP-1"), then(agree, replace(WAITING, "OPP-21012", "OPP-2")))
    start_merge(begun)
    take("theirs", WAITING)(begun)
    cut(WAITING, "  - party: prospect", "crm:")(begun)
    begun.git("add", "-A")
    assert "POC502" in begun.git("commit", "-m", "Resolved", succeeds=False)
    begun.git("checkout", "side", "--", WAITING)
    begun.git("commit", "-qm", "Resolved")


def test_a_conflict_that_nobody_resolved_is_no_pass(begun: Repository) -> None:
    sides(begun, replace(WAITING, "OPP-21012", "OPP-1"), replace(WAITING, "OPP-21012", "OPP-2"))
    start_merge(begun)
    assert "has conflicts" in begun.poc_docs("gate", code=2)


def test_an_amended_merge_is_judged(begun: Repository) -> None:
    sides(begun, note(ACTIVE), agree)
    begun.git("merge", "-q", "-m", "Merge", "side")
    cut(WAITING, "  - party: prospect", "crm:")(begun)
    assert "POC502" in begun.git("commit", "-a", "--amend", "-m", "Less", succeeds=False)

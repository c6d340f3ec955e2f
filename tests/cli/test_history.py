"""``poc-docs history``: a plan's story as git has it, through renames, merges and shallow clones."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.halden_plan import PLAN, planned, signed
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path

ACTIVE = (PROJECT / "tests/plans/active.md").read_bytes()


@pytest.fixture
def plans(repository: Repository) -> Repository:
    """Give a repository without hooks: what is committed here is not the point."""
    repository.git("config", "core.hooksPath", "no-hooks")
    return repository


def story(repository: Repository, name: str = "halden", *options: str) -> str:
    """Give the story with the day and the commit of each step left out."""
    said = repository.poc_docs("history", name, *options)
    return re.sub(r"(?m)^\d{4}-\d{2}-\d{2}  [0-9a-f]{9}  ", "", said)


def test_a_plan_from_its_first_commit_to_its_decision(plans: Repository) -> None:
    planned(plans)
    plans.commit("Fill in")
    signed(plans)
    plans.commit("Both signed")
    plans.poc_docs("status", "halden", "Active", "--date", "2026-10-05")
    plans.commit("Start")
    plans.poc_docs("results", "halden", "--set", "1=187 ms")
    plans.commit("First result")
    plans.git("mv", PLAN, "plans/halden.md")
    plans.commit("Shorter name")
    plans.poc_docs("results", "halden", "--set", "2=99.82%", "--set", "3=Pass")
    plans.commit("The others")
    plans.poc_docs("decide", "halden", "--feedback", "Good.", "--date", "2026-11-06")
    plans.poc_docs("status", "halden", "Complete", "--date", "2026-11-09")
    expected = """\
plans/halden.md
Ines Falk: Plan for Halden
    new plan 'Halden Logistics -- Route planning': Planning, 3 criteria
Ines Falk: Fill in
    … other changes
Ines Falk: Both signed
    signed by Ines Falk (vendor) on 2026-10-01
    signed by Tove Brandt (prospect) on 2026-09-30, evidence: mail of 2026-09-30
Ines Falk: Start
    status Planning → Active
    work started on 2026-10-05
Ines Falk: First result
    result of 1 recorded: 187 ms, Pass
    and 1 other change
Ines Falk: Shorter name
    moved from plans/halden-logistics-route-planning.md
Ines Falk: The others
    result of 2 recorded: 99.82%, Pass
    result of 3 recorded: Pass, Pass
    computed outcome undecided → Proceed
    Proceed reached on 2026-11-22
not committed yet
    status Active → Complete
    completed on 2026-11-09
    decision: outcome added: 'Proceed'
    decision: day added: '2026-11-06'
    decision: feedback added: 'Good.'
"""
    said = re.sub(r"    \d\d other changes", "    … other changes", story(plans))
    assert said.replace("    and 1 other change\n", "") == expected.replace("    and 1 other change\n", "")


def test_all_names_what_was_written_while_planning(plans: Repository) -> None:
    planned(plans)
    plans.commit("Fill in")
    assert "criterion 2: target" not in story(plans)
    assert "    criterion 2: target added: '>99.5%'\n" in story(plans, "halden", "--all")


def test_a_decision_date_that_moved_is_told_with_both_days(plans: Repository) -> None:
    plans.write("plans/halden.md", ACTIVE)
    plans.commit("Start here")
    signed = ("--vendor", "Ines Falk", "--prospect", "Tove Brandt", "--evidence", "mail of 2026-04-01")
    wanted = ("--reason", "Audit", "--decision-date", "2026-04-17", "--date", "2026-04-01")
    plans.poc_docs("amend", "halden", *wanted, *signed)
    plans.commit("Moved")
    moved = "    Decision date '2026-04-10 (steering committee)' → '2026-04-17 (steering committee)'\n"
    assert story(plans).endswith(moved)


def test_a_note_beside_what_is_signed_is_part_of_the_story(plans: Repository) -> None:
    plans.write("plans/halden.md", ACTIVE)
    plans.commit("Start here")
    plans.replace("plans/halden.md", "## Environment", "300 ms will do.\n\n## Environment")
    plans.replace("plans/halden.md", "## Timeline\n", "## Timeline\n\nIn weeks.\n")
    plans.commit("Small things")
    assert story(plans).endswith(
        "Ines Falk: Small things\n"
        "    text in Success Criteria added: '300 ms will do.', no part of what both sides sign\n"
        "    and 1 other change\n"
    )
    plans.replace("plans/halden.md", "300 ms will do.", "300 ms " + "will " * 200 + "do.")
    last = story(plans).splitlines()[-1]
    assert last.startswith("    text in Success Criteria changed: '300 ms will do.' → '300 ms will will")
    assert last.endswith(" more characters)', no part of what both sides sign")
    value = json.loads(plans.poc_docs("history", "halden", "--format", "json"))
    assert value["steps"][-1]["changes"][0]["after"].endswith("will do.")


def test_a_plan_that_was_never_committed(repository: Repository) -> None:
    planned(repository)
    repository.write("plans/new.md", ACTIVE)
    assert story(repository, "plans/new.md").startswith(
        "plans/new.md\nnot committed yet\n    new plan 'Halden"
    )


def test_before_the_first_commit(tmp_path: Path) -> None:
    empty = Repository(tmp_path / "empty")
    empty.root.mkdir()
    empty.git("init", "--quiet")
    empty.write("plans/halden.md", ACTIVE)
    assert "not committed yet\n    new plan" in empty.poc_docs("history", "halden")


def test_a_rename_with_every_word_changed_is_followed_by_the_id(plans: Repository) -> None:
    plans.write("plans/one.md", ACTIVE)
    plans.commit("One")
    (plans.root / "plans/one.md").unlink()
    plans.write("plans/two.md", "---\nid: halden-route-planning\ntitle: Other\nstatus: Planning\n---\n")
    plans.commit("Rewritten elsewhere")
    (plans.root / "plans/two.md").unlink()
    plans.commit("Gone")
    plans.write("plans/archive/three.md", ACTIVE)
    plans.commit("Back")
    said = story(plans, "three").splitlines()
    assert said[1] == "Ines Falk: One"
    assert "Ines Falk: Rewritten elsewhere" in said
    assert said[said.index("Ines Falk: Rewritten elsewhere") + 1] == "    moved from plans/one.md"
    assert "    the plan is gone; it was Planning" in said
    assert "Ines Falk: Back" in said


def test_another_plan_that_stood_at_the_same_path_has_no_part_in_it(plans: Repository) -> None:
    plans.write("plans/a.md", ACTIVE.replace(b"id: halden-route-planning", b"id: another"))
    plans.commit("Another")
    plans.git("mv", "plans/a.md", "plans/b.md")
    plans.commit("Make room")
    plans.write("plans/a.md", ACTIVE)
    plans.commit("Ours")
    assert "Ines Falk: Another" not in story(plans, "plans/a.md")
    assert "Ines Falk: Another" in story(plans, "plans/b.md")


def test_a_rename_that_is_not_committed(plans: Repository) -> None:
    plans.write("plans/a.md", ACTIVE)
    plans.commit("Ours")
    (plans.root / "plans/a.md").rename(plans.root / "plans/b.md")
    said = story(plans, "b")
    assert "Ines Falk: Ours\n" in said
    assert said.endswith("not committed yet\n    moved from plans/a.md\n")


def test_a_merge_tells_only_what_it_did_itself(plans: Repository) -> None:
    plans.write("plans/halden.md", ACTIVE)
    plans.commit("Start here")
    plans.git("checkout", "-q", "-b", "side")
    plans.replace("plans/halden.md", "sales_engineer: Ines Falk", "sales_engineer: Tom Berg")
    plans.commit("On the side")
    plans.git("checkout", "-q", "main")
    plans.replace("plans/halden.md", "status: Active", "status: Complete")
    plans.commit("On main")
    plans.git("merge", "-q", "--no-commit", "side")
    assert "Ines Falk: Merged" not in story(plans)
    plans.replace("plans/halden.md", "opportunity: OPP-20417", "opportunity: OPP-1")
    plans.commit("Merged")
    said = story(plans, "halden", "--all")
    assert "Ines Falk: Merged\n    opportunity 'OPP-20417' → 'OPP-1'\n" in said
    assert said.count("sales engineer") == 1
    assert said.count("status Active") == 1


def test_a_shallow_clone_says_that_the_story_is_cut(plans: Repository, tmp_path: Path) -> None:
    plans.write("plans/halden.md", ACTIVE)
    plans.commit("Old times")
    plans.replace("plans/halden.md", "status: Active", "status: Complete")
    plans.commit("New times")
    clone = Repository(tmp_path / "clone")
    plans.git("clone", "--quiet", "--depth=1", f"file://{plans.root}", str(clone.root))
    said = story(clone)
    assert "Earlier history is not in this shallow clone; 'git fetch --unshallow' brings it." in said
    assert "Ines Falk: New times\n    stands as: Complete, " in said
    assert "new plan" not in said
    assert json.loads(clone.poc_docs("history", "halden", "--format", "json"))["cut"] is True


def test_the_json_has_the_described_keys(plans: Repository) -> None:
    plans.write("plans/halden.md", ACTIVE)
    plans.commit("First")
    plans.replace("plans/halden.md", "status: Active", "status: Complete")
    value = json.loads(plans.poc_docs("history", "halden", "--format", "json"))
    first, last = value["steps"]
    assert (value["version"], value["id"], value["cut"]) == (1, "halden-route-planning", False)
    assert (first["author"], first["subject"], first["path"]) == ("Ines Falk", "First", "plans/halden.md")
    assert first["commit"] == plans.git("rev-parse", "HEAD").strip()
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\S+", first["date"])
    assert (last["commit"], last["date"], last["author"], last["subject"]) == (None, None, None, None)
    assert last["changes"][0]["sentence"] == "status Active → Complete"
    page = (PROJECT / "docs/json.md").read_text()
    for key in {*value, *first, *first["changes"][0]}:
        assert f"`{key}`" in page


def test_hostile_names_and_subjects_drive_no_terminal(plans: Repository) -> None:
    plans.write("plans/a\nb.md", ACTIVE)
    plans.git("config", "color.ui", "always")
    plans.git("config", "log.showSignature", "true")
    plans.git("add", "-A")
    plans.git("commit", "-q", "--author", "Eve\x1b[31m <e@example.com>", "-m", "Sub\x1bject\n\nBody")
    said = story(plans, "halden-route-planning")
    assert said.startswith("plans/a\\u000ab.md\nEve\\u001b[31m: Sub\\u001bject\n")


def test_what_history_can_not_tell(plans: Repository, tmp_path: Path) -> None:
    assert "there is no plan 'nobody'" in plans.poc_docs("history", "nobody", code=2)
    folder = Repository(tmp_path / "folder")
    folder.write("plans/halden.md", ACTIVE)
    assert "not a git repository" in folder.poc_docs("history", "halden", code=2)
    plans.write("plans/latin.md", "caf\u00e9".encode("latin-1"))
    assert "the file is not UTF-8" in story(plans, "latin")
    outside = tmp_path / "outside.md"
    outside.write_bytes(ACTIVE)
    assert "lies outside" in plans.poc_docs("history", str(outside), code=2)


def test_a_long_history_takes_few_git_processes(
    plans: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(12):
        plans.write("plans/halden.md", ACTIVE.replace(b"Ines Falk\nopp", b"Ines %d\nopp" % number))
        plans.commit(f"Number {number}")
    trace = tmp_path / "trace"
    said = plans.run("env", f"GIT_TRACE={trace}", "poc-docs", "history", "halden", "--all")
    assert "Number 11" in said
    assert trace.read_text().count("trace: built-in: git") <= 12

"""Teams with running proofs of concept: ``init --adopt``, and real commits after it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.adoption import FILE, read_adopted
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLE = (PROJECT / "examples" / "halden-logistics-route-planning.md").read_text()
RUNNING, OVER, NEW = "plans/running.md", "plans/over.md", "plans/new.md"
AGREE = ("--party", "prospect", "--by", "Tove Brandt", "--evidence", "mail of today")


def text(identifier: str, status: str) -> str:
    named = EXAMPLE.replace("id: halden-logistics-route-planning", f"id: {identifier}")
    completed = "\ncompleted: 2026-11-20" if status == "Complete" else ""
    return named.replace("status: Planning", f"status: {status}{completed}")


def finished() -> str:
    """Give a plan that ended: with results, a decision and feedback."""
    found = text("over", "Complete")
    head, _, _ = found.partition("## Results (Post-POC)")
    return f"""{head}## Results (Post-POC)

| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Response under load | 187 ms | <200ms | Pass |
| 2 | Import accuracy | 99.82% | >99.5% | Pass |
| 3 | Login | Pass | Pass/Fail | Pass |

### Gaps Identified

| Gap | Severity | Workaround | Reported To |
|-----|----------|------------|-------------|

### Decision

**Outcome:** Proceed

**Decided on:** 2026-11-20

**Customer feedback:** Good.
"""


def copy(repository: Repository, folder: Path) -> Repository:
    return Repository(shutil.copytree(repository.root, folder))


@pytest.fixture(scope="module")
def as_it_was(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = copy(pristine, tmp_path_factory.mktemp("adopt") / "running")
    repository.git("config", "--unset", "core.hooksPath")
    repository.write(RUNNING, text("running", "Active"))
    repository.write(OVER, finished())
    repository.write(NEW, text("new", "Planning"))
    repository.commit("As it was")
    return repository


@pytest.fixture(scope="module")
def as_it_became(as_it_was: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = copy(as_it_was, tmp_path_factory.mktemp("adopt") / "adopted")
    repository.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    repository.commit("Set up poc-docs")
    return repository


@pytest.fixture
def running(as_it_was: Repository, tmp_path: Path) -> Repository:
    """Give a repository in which plans ran and ended before poc-docs came."""
    return copy(as_it_was, tmp_path / "running")


@pytest.fixture
def adopted(as_it_became: Repository, tmp_path: Path) -> Repository:
    """Give the same with the list, and the gate in place."""
    return copy(as_it_became, tmp_path / "adopted")


def test_adopt_lists_what_began_and_only_that(running: Repository) -> None:
    assert "POC402" in running.poc_docs("check", code=1)
    said = running.poc_docs("init", "--adopt", "--hooks", "git")
    assert "plans without a recorded agreement: 2" in said
    assert not (running.root / FILE).exists()
    running.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    entries = read_adopted((running.root / FILE).read_text()).entries
    assert {key: str(entry.status) for key, entry in entries.items()} == {
        "over": "Complete",
        "running": "Active",
    }
    said = running.poc_docs("check")
    assert "POC910" in said
    assert "no recorded agreement" in running.poc_docs("show", "running")
    running.commit("Set up poc-docs")


def test_a_second_adoption_adds_nobody(adopted: Repository) -> None:
    before = (adopted.root / FILE).read_bytes()
    adopted.write("plans/later.md", text("later", "Active"))
    assert "Nothing to do." in adopted.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    assert (adopted.root / FILE).read_bytes() == before
    assert "POC402" in adopted.commit("Sneaked in", passes=False)


def test_an_adopted_plan_is_edited_agreed_and_completed(adopted: Repository) -> None:
    adopted.replace(RUNNING, ">99.5%", ">99%")
    adopted.commit("The prospect asked for it")
    adopted.poc_docs("results", "running", "--set", "1=187 ms", "--set", "2=99.8%", "--set", "3=Pass")
    adopted.commit("Results")
    adopted.poc_docs("decide", "running", "--feedback", "Good.")
    assert "POC402" in adopted.poc_docs("status", "running", "Complete", code=1)
    adopted.replace(RUNNING, "status: Active", "status: Complete\ncompleted: 2026-11-22")
    assert "POC402" in adopted.commit("By hand", passes=False)
    adopted.replace(RUNNING, "status: Complete\ncompleted: 2026-11-22", "status: Active")
    adopted.poc_docs("agree", "running", "--party", "vendor", "--by", "Ines Falk")
    adopted.commit("One side")
    said = adopted.poc_docs("agree", "running", *AGREE)
    assert "poc-docs status running Active" in said
    adopted.poc_docs("status", "running", "Active")
    adopted.commit("Agreed")
    adopted.replace(RUNNING, ">99%", ">98%")
    assert "'>99%' was agreed, now '>98%'" in adopted.commit("A goalpost", passes=False)
    adopted.git("checkout", "-q", "HEAD", "--", RUNNING)
    adopted.poc_docs("status", "running", "Complete")
    adopted.replace(FILE, next(line for line in lines(adopted) if line.startswith("running")) + "\n", "")
    adopted.commit("Complete, and off the list")
    adopted.poc_docs("check")


def lines(repository: Repository) -> list[str]:
    return (repository.root / FILE).read_text().splitlines()


def drop(name: str, *, line: str = "") -> Callable[[Repository], None]:
    def act(repository: Repository) -> None:
        path = repository.root / name
        kept = [each for each in path.read_text().splitlines(keepends=True) if not each.startswith(line)]
        path.write_text("".join(kept)) if line else path.unlink()

    return act


def add(line: str) -> Callable[[Repository], None]:
    def act(repository: Repository) -> None:
        with (repository.root / FILE).open("a") as file:
            file.write(line + "\n")

    return act


def replace(name: str, old: str, new: str) -> Callable[[Repository], None]:
    return lambda repository: repository.replace(name, old, new)


def one_list_for_another(repository: Repository) -> None:
    repository.git("rm", "-q", "--cached", FILE)
    (repository.root / FILE).unlink()
    repository.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    repository.write("plans/later.md", text("later", "Active"))
    add(f"later Active v1:sha256:{'0' * 64}")(repository)


REFUSED: dict[str, tuple[Callable[[Repository], object], str]] = {
    "a line comes": (add(f"new Active v1:sha256:{'0' * 64}"), "must only get shorter, and 'new'"),
    "a line changes": (replace(FILE, "running Active", "running Complete"), "must only get shorter"),
    "a line can't be read": (replace(FILE, "running Active", "running  Active"), "must read 'id status"),
    "the list vanishes": (drop(FILE), "plans/.adopted must stay"),
    "a list in place of the list": (one_list_for_another, "must only get shorter, and 'later'"),
    "a complete plan is edited": (replace(OVER, "| >99.5% | Critical", "| >99% | Critical"), "POC402"),
    "another plan starts under an adopted id": (
        lambda r: (drop(RUNNING)(r), r.write(NEW, text("running", "Complete"))),
        "POC402",
    ),
    "a plan that is not listed": (replace(NEW, "status: Planning", "status: Active"), "POC402"),
}


def test_what_ends_an_adopted_plan_and_what_corrects_one(adopted: Repository) -> None:
    change = ("--reason", "A wrong run", "--set", "criterion 1 target=<250ms")
    said = adopted.poc_docs("amend", "running", *change, code=2)
    assert "without a recorded agreement there is nothing to amend" in said
    adopted.poc_docs("close", "running", "--reason", "withdrew")
    adopted.poc_docs("amend", "over", "--correct", "--reason", "A wrong run", "--result", "1=190 ms")
    adopted.commit("One ended, one corrected")
    assert "closed on 2026-11-22: withdrew" in adopted.poc_docs("show", "running")
    assert "correction" in adopted.poc_docs("show", "over")


@pytest.mark.parametrize("act", REFUSED)
def test_what_the_gate_refuses(adopted: Repository, act: str) -> None:
    change, message = REFUSED[act]
    change(adopted)
    said = adopted.commit("A trick", passes=False)
    assert message in said, said
    adopted.git("commit", "-q", "--no-verify", "-m", "A trick")
    assert message in adopted.poc_docs("check", "--against", "HEAD~1", code=1)


ALLOWED: dict[str, Callable[[Repository], object]] = {
    "a line goes": drop(FILE, line="over"),
    "every line goes": lambda r: (drop(FILE, line="over")(r), drop(FILE, line="running")(r)),
    "a running plan is edited": replace(RUNNING, ">99.5%", ">99%"),
    "a complete plan gets a note": replace(
        OVER, "**Customer feedback:** Good.", "**Customer feedback:** Good!"
    ),
    "a running plan moves": lambda r: r.git("mv", RUNNING, "plans/elsewhere.md"),
}


@pytest.mark.parametrize("act", ALLOWED)
def test_what_must_pass(adopted: Repository, act: str) -> None:
    ALLOWED[act](adopted)
    adopted.commit("Lawful", passes=True)
    assert "no errors" in adopted.poc_docs("check", "--against", "HEAD~1")


def test_a_line_that_went_does_not_come_back(adopted: Repository) -> None:
    (line,) = [each for each in lines(adopted) if each.startswith("over")]
    drop(FILE, line="over")(adopted)
    adopted.commit("Shorter")
    add(line)(adopted)
    assert "must only get shorter" in adopted.commit("Longer", passes=False)


def test_the_first_list_excuses_nothing_that_had_not_begun(running: Repository) -> None:
    running.poc_docs("init", "--yes", "--hooks", "git")
    running.commit("Set up, adopting nobody")
    running.replace(NEW, "status: Planning", "status: Active")
    running.write("plans/later.md", text("later", "Active"))
    running.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    said = running.commit("Everything at once", passes=False)
    assert "POC402" in said
    assert "'new' had not" in said
    assert "'later' had not" in said
    assert "'running'" not in said


def test_plans_that_come_with_the_first_list_into_an_empty_repository(repository: Repository) -> None:
    repository.write(RUNNING, text("running", "Active"))
    assert "POC402" in repository.commit("Without a list", passes=False)
    repository.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    repository.commit("Moved here from elsewhere", passes=True)


def test_an_old_plan_is_migrated_and_adopted_in_one_commit(repository: Repository) -> None:
    repository.git("config", "--unset", "core.hooksPath")
    body = EXAMPLE.split("---\n", 2)[2]
    rows = "| Field | Value |\n|---|---|\n| Prospect | Halden Logistics |\n| Sales Engineer | Ines Falk |\n"
    rows += "| Opportunity | OPP-20417 |\n| Date | 2026-11-02 |\n| Status | Active |\n"
    repository.write(
        RUNNING, body.lstrip().replace("## POC Overview", f"## Metadata\n\n{rows}\n## POC Overview")
    )
    repository.commit("As it was")
    said = repository.poc_docs("init", "--adopt", "--yes", "--hooks", "git", code=2)
    assert "poc-docs migrate plans/running.md" in said
    assert not (repository.root / FILE).exists()
    repository.poc_docs("migrate", "running")
    repository.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    repository.commit("Set up poc-docs", passes=True)
    assert "no errors" in repository.poc_docs("check", "--against", "HEAD~1")


def test_two_branches_both_shorten_the_list(adopted: Repository) -> None:
    adopted.git("switch", "-q", "-c", "one")
    drop(FILE, line="over")(adopted)
    adopted.commit("Without the one that is over")
    adopted.git("switch", "-q", "main")
    adopted.replace(RUNNING, ">99.5%", ">99%")
    adopted.commit("Meanwhile")
    adopted.git("merge", "-q", "--no-ff", "-m", "Both", "one")
    assert len(read_adopted((adopted.root / FILE).read_text()).entries) == 1


def test_a_branch_from_before_the_list_takes_it_from_main(running: Repository) -> None:
    running.git("branch", "old")
    running.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    running.commit("Set up poc-docs")
    running.git("switch", "-q", "old")
    running.write("notes.txt", "work\n")
    running.git("add", "notes.txt")
    running.git("-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", "Work")
    running.git("merge", "-q", "-m", "Up to date", "main", succeeds=True)
    assert "no errors" in running.poc_docs("check")


def test_a_broken_list_excuses_nobody_in_check(adopted: Repository) -> None:
    adopted.replace(FILE, "running Active", "running Actve")
    said = adopted.poc_docs("check", code=1)
    assert "plans/.adopted:" in said
    assert "POC505" in said
    assert "plans/running.md" in said


def test_a_start_without_signatures_is_named_and_adopts_nothing(running: Repository) -> None:
    started = f"started: {{date: 2026-11-02, parameters: 'v1:sha256:{'0' * 64}'}}"
    running.replace(RUNNING, "status: Active", f"status: Active\n{started}")
    said = running.poc_docs("init", "--adopt", "--yes", code=2)
    assert f"Not adopted: {RUNNING}: it has 'started' without both signatures" in said
    assert not (running.root / FILE).exists()


def test_a_list_that_is_not_committed_yet_can_be_made_anew(running: Repository) -> None:
    running.poc_docs("init", "--adopt", "--yes")
    running.write("plans/later.md", text("later", "Active"))
    assert "is not committed yet; delete it first" in running.poc_docs("init", "--adopt", "--yes")
    (running.root / FILE).unlink()
    running.poc_docs("init", "--adopt", "--yes")
    assert "later" in (running.root / FILE).read_text()


def test_nothing_to_adopt_writes_no_list(repository: Repository) -> None:
    repository.write(NEW, text("new", "Planning"))
    assert "nothing to adopt" in repository.poc_docs("init", "--adopt", "--yes", "--hooks", "git")
    assert not (repository.root / FILE).exists()

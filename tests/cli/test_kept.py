"""``list``, ``metrics`` and ``gaps`` keep what they took from a plan: they say the same as without that."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.known_good import RULES, TAKING, read_known, write_known
from tests.cli.kept_plans import ACTS, a_new_plan, add_paused_plan, an_edit, story, usual_plans
from tests.cli.three_plans import settled_copy_of
from tests.surroundings import BY_NAME, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.surroundings import Repository

COMMANDS = ("list", "metrics", "gaps")

LIES = pytest.mark.parametrize(
    ("name", "said", "lied"),
    [("list", "Marlowe", "Nemo"), ("metrics", '"Active"', '"Planning"'), ("gaps", '"High"', '"Low"')],
)
"""What may stand in the store of a command, to see whether it is read."""


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``filled`` gives a copy of."""
    repository = usual_plans(pristine, tmp_path_factory.mktemp("filled") / "pocs")
    for name in COMMANDS:
        repository.poc_docs(name)
    return repository


@pytest.fixture
def filled(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository whose plans were read by each command."""
    return settled_copy_of(made, tmp_path / "pocs")


def assert_as_without_store(repository: Repository, today: str = "2026-11-22") -> None:
    """Ask each command twice: it says both times what it says without the store."""
    for name in COMMANDS:
        anew = repository.poc_docs(name, "--format", "json", "--no-cache", today=today)
        assert repository.poc_docs(name, "--format", "json", today=today) == anew
        assert repository.poc_docs(name, "--format", "json", today=today) == anew


@pytest.mark.parametrize("act", ACTS)
def test_each_command_says_what_it_says_without_the_store(
    filled: Repository, act: Callable[[Repository], None]
) -> None:
    act(filled)
    assert_as_without_store(filled)


@pytest.mark.parametrize("seed", range(3))
def test_so_it_is_after_any_story(filled: Repository, seed: int) -> None:
    for day in story(filled, seed):
        assert_as_without_store(filled, day)


@pytest.mark.parametrize("today", ["2026-01-01", "2026-11-23", "2026-12-10", "2027-06-01"])
def test_what_depends_on_the_day_is_that_of_the_day(filled: Repository, today: str) -> None:
    assert_as_without_store(filled, today)
    assert_as_without_store(filled)


def test_a_pause_that_goes_on_moves_the_end_of_a_plan_each_day(filled: Repository) -> None:
    add_paused_plan(filled)
    for today in ("2026-11-22", "2026-11-23", "2026-12-24"):
        assert_as_without_store(filled, today)


@LIES
def test_of_plans_that_have_not_changed_nothing_is_read(
    filled: Repository, name: str, said: str, lied: str
) -> None:
    before = filled.poc_docs(name, "--format", "json")
    lie(filled, f"{name}-all", said, lied)
    assert filled.poc_docs(name, "--format", "json") != before
    assert filled.poc_docs(name, "--format", "json", "--no-cache") == before


@LIES
def test_beside_one_that_has_changed_the_others_are_not_read(
    filled: Repository, name: str, said: str, lied: str
) -> None:
    a_new_plan(filled)
    before = filled.poc_docs(name, "--format", "json")
    lie(filled, name, said, lied)
    assert filled.poc_docs(name, "--format", "json") != before
    assert filled.poc_docs(name, "--format", "json", "--no-cache") == before


def lie(repository: Repository, name: str, old: str, new: str) -> None:
    """Write into a file of the store what no plan says, as if it had been taken from one."""
    folder = str(repository.root / ".git")
    key = (repository.root / ".git/poc-docs" / name).read_text("utf-8").split("\n")[2]
    known = read_known(folder, name, key)
    assert known
    write_known(folder, name, key, {each: line.replace(old, new) for each, line in known.items()})


def test_of_plans_that_share_something_only_the_group_that_changed_is_read_again(filled: Repository) -> None:
    for name in ("belrive", "marlowe"):
        filled.write(f"plans/{name}-copy.md", BY_NAME[name].read_bytes())
    filled.poc_docs("list")
    lie(filled, "list", "Marlowe", "Nemo & Daughters")
    filled.replace("plans/belrive-copy.md", "title: ", "title: Another ")
    said = filled.poc_docs("list", "--columns", "prospect,title")
    assert said.count("Nemo & Daughters") == 2
    assert "Another" in said


def test_many_plans_that_one_command_reads_are_known_to_all(repository: Repository) -> None:
    text = BY_NAME["belrive"].read_bytes().decode()
    for number in range(110):
        repository.write(f"plans/{number}.md", text.replace("id: belrive", f"id: x{number}", 1))
    repository.poc_docs("metrics")
    assert sorted(path.name for path in (repository.root / ".git/poc-docs").iterdir()) == sorted(COMMANDS)
    lie(repository, "list", '"x7-claims-intake"', '"a-lie"')
    assert "a-lie" in repository.poc_docs("list")


def test_the_store_in_a_work_tree_of_its_own_is_that_of_the_repository(filled: Repository) -> None:
    filled.git("worktree", "add", "--quiet", "../other")
    other = type(filled)(filled.root.parent / "other")
    assert_as_without_store(other)
    lie(filled, "list", "Marlowe", "Nemo & Daughters")
    assert "Nemo & Daughters" in other.poc_docs("list")


def test_without_git_nothing_is_kept(filled: Repository) -> None:
    shutil.rmtree(filled.root / ".git")
    assert_as_without_store(filled)
    assert not (filled.root / ".git").exists()


def test_the_key_covers_all_code_that_has_a_part_in_the_values(filled: Repository) -> None:
    code = (
        "import contextlib, io, sys\n"
        "from poc_docs.cli.group import cli\n"
        "for name in ('list', 'metrics', 'gaps'):\n"
        "    with contextlib.redirect_stdout(io.StringIO()):\n"
        "        cli([name, '--no-cache'], standalone_mode=False)\n"
        "print(*(name for name in sys.modules if name.startswith('poc_docs.')))\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=filled.root, env=environment(), capture_output=True, check=True)
    loaded = done.stdout.decode().split()
    # What is above them turns values into output, and has no part in them.
    above = ("cli", "exports", "repository", "writing")
    folders = {name.removeprefix("poc_docs.").rpartition(".")[0].replace(".", "/") for name in loaded}
    folders = {each for each in folders if each.partition("/")[0] not in above and each}
    assert folders
    assert folders <= {*RULES, *TAKING}


def test_no_link_in_place_of_the_store_is_written_through(filled: Repository) -> None:
    precious = filled.write("precious", "mine")
    an_edit(filled)
    (filled.root / ".git/poc-docs/list-new").symlink_to(precious)
    filled.poc_docs("list")
    assert precious.read_text("utf-8") == "mine"

"""``list``, ``metrics`` and ``gaps`` keep what they took from a plan: they say the same as without that."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.known_good import RULES, TAKING, read_known, write_known
from tests.cli.three_plans import copy_of, settled_copy_of
from tests.surroundings import SAMPLES, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.surroundings import Repository

BY_STEM = {path.stem.partition("-")[0]: path for path in SAMPLES}
USUAL = ("belrive", "lakshya", "marlowe", "tallaroo", "serra")
COMMANDS = ("list", "metrics", "gaps")
MARLOWE = f"plans/{BY_STEM['marlowe'].name}"
TALLAROO = f"plans/{BY_STEM['tallaroo'].name}"


LIES = pytest.mark.parametrize(
    ("name", "said", "lied"),
    [("list", "Marlowe", "Nemo"), ("metrics", '"Active"', '"Planning"'), ("gaps", '"High"', '"Low"')],
)
"""What may stand in the store of a command, to see whether it is read."""


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``filled`` gives a copy of."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("filled") / "pocs")
    for name in USUAL:
        repository.write(f"plans/{BY_STEM[name].name}", BY_STEM[name].read_bytes())
    repository.commit("Plans", passes=True)
    for name in COMMANDS:
        repository.poc_docs(name)
    return repository


@pytest.fixture
def filled(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository whose plans were read by each command."""
    return settled_copy_of(made, tmp_path / "pocs")


def compare(repository: Repository, today: str = "2026-11-22") -> None:
    """Let each command say what it says, twice, and compare that with what it says without the store."""
    for name in COMMANDS:
        anew = repository.poc_docs(name, "--format", "json", "--no-cache", today=today)
        assert repository.poc_docs(name, "--format", "json", today=today) == anew
        assert repository.poc_docs(name, "--format", "json", today=today) == anew


def an_edit(repository: Repository) -> None:
    repository.replace(MARLOWE, "title: ", "title: Another ")


def an_edit_of_the_same_length(repository: Repository) -> None:
    text = (repository.root / MARLOWE).read_bytes().decode()
    line = next(line for line in text.split("\n") if line.startswith("title: "))
    repository.replace(MARLOWE, line, line[:-1] + "\u0078")


def an_edit_that_git_was_told_to_overlook(repository: Repository) -> None:
    repository.git("update-index", "--assume-unchanged", MARLOWE)
    an_edit(repository)


def a_staged_edit_that_was_undone_on_the_disk(repository: Repository) -> None:
    before = (repository.root / MARLOWE).read_bytes()
    an_edit(repository)
    repository.git("add", "-A")
    repository.poc_docs("list")
    repository.write(MARLOWE, before)


def a_new_plan(repository: Repository) -> None:
    repository.write("plans/archive/new.md", BY_STEM["vlierhaven"].read_bytes())


def a_copy(repository: Repository) -> None:
    repository.write("plans/copy.md", BY_STEM["belrive"].read_bytes())


def two_copies_and_a_copied_signature(repository: Repository) -> None:
    text = BY_STEM["belrive"].read_bytes().decode()
    repository.write("plans/a.md", text)
    repository.write("plans/z.md", text)
    repository.write("plans/other.md", text.replace("id: belrive-claims-intake", "id: zzz"))


def a_plan_less(repository: Repository) -> None:
    (repository.root / MARLOWE).unlink()


def a_rename(repository: Repository) -> None:
    repository.git("mv", MARLOWE, "plans/renamed.MD")


def files_that_are_no_plans(repository: Repository) -> None:
    repository.write("plans/empty.md", b"")
    repository.write("plans/bytes.md", b"\xff\xfe")
    repository.write("plans/minutes.md", "# Minutes\n")
    (repository.root / "plans/folder.md").mkdir()


def a_link(repository: Repository) -> None:
    (repository.root / "plans/link.md").symlink_to(BY_STEM["vlierhaven"])
    (repository.root / "plans/inside.md").symlink_to(repository.root / MARLOWE)


def a_plan_of_which_only_the_name_is_known(repository: Repository) -> None:
    repository.write("plans/no-title.md", "# Minutes\n")
    repository.poc_docs("list")
    repository.git("add", "-A")
    repository.git("mv", "plans/no-title.md", "plans/still-no-title.md")


def other_settings(repository: Repository) -> None:
    repository.write("pyproject.toml", '[tool.poc-docs]\nvendor_signers = ["Petra Vogt"]\n')


def adopted_plans(repository: Repository) -> None:
    repository.write("plans/.adopted", "nonsense\n")


def line_breaks_of_windows(repository: Repository) -> None:
    repository.git("config", "core.autocrlf", "true")
    (repository.root / MARLOWE).unlink()
    repository.git("checkout", "--", MARLOWE)


def a_filter_that_keeps_the_size(repository: Repository) -> None:
    repository.git("config", "filter.x.smudge", "sed -e 's/Marlowe/Nemo789/'")
    repository.git("config", "filter.x.clean", "sed -e 's/Nemo789/Marlowe/'")
    repository.write(".gitattributes", "*.md filter=x\n")
    (repository.root / MARLOWE).unlink()
    repository.git("checkout", "--", MARLOWE)
    assert "Nemo789" in (repository.root / MARLOWE).read_text("utf-8")


def pipes_where_the_store_would_be(repository: Repository) -> None:
    for kept in store(repository):
        kept.unlink()
        os.mkfifo(kept)
        os.mkfifo(kept.with_name(f"{kept.name}-new"))


def a_pipe_for_settings(repository: Repository) -> None:
    os.mkfifo(repository.root / "pyproject.toml")


def a_folder_for_settings(repository: Repository) -> None:
    (repository.root / "pyproject.toml").mkdir()


def a_commit(repository: Repository) -> None:
    repository.git("add", "-A")
    repository.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message=Anything")


def store(repository: Repository) -> list[Path]:
    """Give the files of what is kept."""
    found = [*(repository.root / ".git/poc-docs").iterdir()]
    assert found
    return found


def a_damaged_store(repository: Repository) -> None:
    for kept in store(repository):
        kept.write_bytes(kept.read_bytes()[:-40] + b"\x00\xff" * 20)


def a_store_that_was_cut_off(repository: Repository) -> None:
    for kept in store(repository):
        kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])


def no_store(repository: Repository) -> None:
    shutil.rmtree(repository.root / ".git/poc-docs")


def a_file_where_the_store_would_be(repository: Repository) -> None:
    shutil.rmtree(repository.root / ".git/poc-docs")
    repository.write(".git/poc-docs", "in the way")


ACTS: tuple[Callable[[Repository], None], ...] = (
    an_edit,
    an_edit_of_the_same_length,
    an_edit_that_git_was_told_to_overlook,
    a_staged_edit_that_was_undone_on_the_disk,
    a_new_plan,
    a_copy,
    two_copies_and_a_copied_signature,
    a_plan_less,
    a_rename,
    files_that_are_no_plans,
    a_link,
    a_plan_of_which_only_the_name_is_known,
    other_settings,
    adopted_plans,
    line_breaks_of_windows,
    a_commit,
    a_damaged_store,
    a_store_that_was_cut_off,
    no_store,
    a_file_where_the_store_would_be,
    a_filter_that_keeps_the_size,
    pipes_where_the_store_would_be,
    a_pipe_for_settings,
    a_folder_for_settings,
)


@pytest.mark.parametrize("act", ACTS)
def test_each_command_says_what_it_says_without_the_store(
    filled: Repository, act: Callable[[Repository], None]
) -> None:
    act(filled)
    compare(filled)


@pytest.mark.parametrize("seed", range(3))
def test_so_it_is_after_any_story(filled: Repository, seed: int) -> None:
    for day in story(filled, seed):
        compare(filled, day)


def story(filled: Repository, seed: int) -> Iterator[str]:
    """Let people do this and that in a repository; give a day after each."""
    chance = random.Random(seed)
    pieces = ("Active", "Planning", "Complete", "id: ", "name: ", "2026-", "| Critical |", "High", " EUR")
    for _ in range(8):
        plans = sorted(path for path in (filled.root / "plans").rglob("*.md") if path.is_file())
        path = chance.choice(plans)
        match chance.choice(["edit", "edit", "copy", "remove", "rename", "add", "commit", "undo"]):
            case "edit":
                piece = chance.choice(pieces)
                other = chance.choice(["", "x", piece[::-1], f"{piece} "])
                path.write_bytes(path.read_bytes().replace(piece.encode(), other.encode(), 1))
            case "copy":
                shutil.copy(path, path.with_name(f"{chance.randrange(1000)}.md"))
            case "remove" if len(plans) > 1:
                path.unlink()
            case "rename":
                path.rename(path.with_name(f"{chance.randrange(1000)}.md"))
            case "add":
                source = chance.choice(SAMPLES)
                (filled.root / "plans" / source.name).write_bytes(source.read_bytes())
            case "undo":
                filled.git("stash", "--quiet", "--include-untracked", succeeds=True)
            case _:
                a_commit(filled)
        yield chance.choice(["2026-11-22", "2026-11-23", "2027-03-01"])


@pytest.mark.parametrize("today", ["2026-01-01", "2026-11-23", "2026-12-10", "2027-06-01"])
def test_what_depends_on_the_day_is_that_of_the_day(filled: Repository, today: str) -> None:
    compare(filled, today)
    compare(filled)


def test_a_pause_that_goes_on_moves_the_end_of_a_plan_each_day(filled: Repository) -> None:
    text = BY_STEM["belrive"].read_bytes().decode()
    paused = text.replace("\nsignatures:", "\npauses:\n  - {from: 2026-03-12, reason: x}\nsignatures:", 1)
    filled.write("plans/paused.md", paused)
    for today in ("2026-11-22", "2026-11-23", "2026-12-24"):
        compare(filled, today)


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
        filled.write(f"plans/{name}-copy.md", BY_STEM[name].read_bytes())
    filled.poc_docs("list")
    lie(filled, "list", "Marlowe", "Nemo & Daughters")
    filled.replace("plans/belrive-copy.md", "title: ", "title: Another ")
    said = filled.poc_docs("list", "--columns", "prospect,title")
    assert said.count("Nemo & Daughters") == 2
    assert "Another" in said


def test_many_plans_that_one_command_reads_are_known_to_all(repository: Repository) -> None:
    text = BY_STEM["belrive"].read_bytes().decode()
    for number in range(110):
        repository.write(f"plans/{number}.md", text.replace("id: belrive", f"id: x{number}", 1))
    repository.poc_docs("metrics")
    assert sorted(path.name for path in (repository.root / ".git/poc-docs").iterdir()) == sorted(COMMANDS)
    lie(repository, "list", '"x7-claims-intake"', '"a-lie"')
    assert "a-lie" in repository.poc_docs("list")


def test_the_store_in_a_work_tree_of_its_own_is_that_of_the_repository(filled: Repository) -> None:
    filled.git("worktree", "add", "--quiet", "../other")
    other = type(filled)(filled.root.parent / "other")
    compare(other)
    lie(filled, "list", "Marlowe", "Nemo & Daughters")
    assert "Nemo & Daughters" in other.poc_docs("list")


def test_without_git_nothing_is_kept(filled: Repository) -> None:
    shutil.rmtree(filled.root / ".git")
    compare(filled)
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

"""Plans of which commands keep what they took, and what may happen to them and to the store meanwhile."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

from tests.cli.three_plans import copy_of
from tests.surroundings import BY_NAME, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.surroundings import Repository

MARLOWE = f"plans/{BY_NAME['marlowe'].name}"
USUAL = ("belrive", "lakshya", "marlowe", "tallaroo", "serra")


def usual_plans(pristine: Repository, folder: Path) -> Repository:
    """Give a repository with a few plans, of which nothing is kept yet."""
    repository = copy_of(pristine, folder)
    for name in USUAL:
        repository.write(f"plans/{BY_NAME[name].name}", BY_NAME[name].read_bytes())
    repository.commit("Plans", passes=True)
    return repository


def add_paused_plan(repository: Repository) -> None:
    """Add a plan that is paused, with no end yet: what is said of it depends on the day."""
    text = BY_NAME["belrive"].read_bytes().decode()
    paused = text.replace("\nsignatures:", "\npauses:\n  - {from: 2026-03-12, reason: x}\nsignatures:", 1)
    assert paused != text
    repository.write("plans/paused.md", paused)


def an_edit(repository: Repository) -> None:
    repository.replace(MARLOWE, "title: ", "title: Another ")


def an_edit_of_the_same_length(repository: Repository) -> None:
    text = (repository.root / MARLOWE).read_bytes().decode()
    line = next(line for line in text.split("\n") if line.startswith("title: "))
    repository.replace(MARLOWE, line, line[:-1] + "x")


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
    repository.write("plans/archive/new.md", BY_NAME["vlierhaven"].read_bytes())


def a_copy(repository: Repository) -> None:
    repository.write("plans/copy.md", BY_NAME["belrive"].read_bytes())


def two_copies_and_a_copied_signature(repository: Repository) -> None:
    text = BY_NAME["belrive"].read_bytes().decode()
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
    (repository.root / "plans/link.md").symlink_to(BY_NAME["vlierhaven"])
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


def story(repository: Repository, seed: int) -> Iterator[str]:
    """Let people do this and that in a repository; give a day after each."""
    chance = random.Random(seed)
    pieces = ("Active", "Planning", "Complete", "id: ", "name: ", "2026-", "| Critical |", "High", " EUR")
    for _ in range(8):
        plans = sorted(path for path in (repository.root / "plans").rglob("*.md") if path.is_file())
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
                (repository.root / "plans" / source.name).write_bytes(source.read_bytes())
            case "undo":
                repository.git("stash", "--quiet", "--include-untracked", succeeds=True)
            case _:
                a_commit(repository)
        yield chance.choice(["2026-11-22", "2026-11-23", "2027-03-01"])

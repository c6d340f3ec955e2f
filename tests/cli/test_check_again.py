"""``check`` remembers contents in which it found nothing: its findings are the same as without that."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import copy_of, settled_copy_of
from tests.surroundings import BY_NAME, environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.surroundings import Repository

GOOD = ("belrive", "marlowe", "serra", "drumlane")
BELRIVE, MARLOWE = (f"plans/{BY_NAME[name].name}" for name in ("belrive", "marlowe"))
KEPT = ".git/poc-docs/checked"
SEEN = ".git/poc-docs/all-good"


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``good`` gives a copy of."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("good") / "pocs")
    for name in GOOD:
        repository.write(f"plans/{BY_NAME[name].name}", BY_NAME[name].read_bytes())
    repository.commit("Plans")
    return repository


@pytest.fixture
def good(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository whose plans are known to be good."""
    repository = settled_copy_of(made, tmp_path / "pocs")
    assert repository.poc_docs("check") == "4 plans checked: no errors.\n"
    return repository


@pytest.fixture
def seen(good: Repository) -> Repository:
    """Give one whose whole index is known to be good, too."""
    assert said(good) == (0, "4 plans checked: no errors.\n")
    assert (good.root / SEEN).is_file()
    return good


def said(repository: Repository, *options: str, **settings: str) -> tuple[int, str]:
    """Give the exit code of ``check`` and what it printed.

    It runs in a process of its own where it may answer before click is loaded: without options.
    """
    if options:
        answer = repository.answer("check", *options, **settings)
        return answer.exit_code, answer.stdout + answer.stderr
    command = [sys.executable, "-m", "poc_docs", "check"]
    place = environment() | settings
    done = subprocess.run(command, cwd=repository.root, env=place, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


def is_quick(repository: Repository) -> bool:
    """Say whether ``check`` is over before click is loaded."""
    command = [sys.executable, "-X", "importtime", "-m", "poc_docs", "check"]
    done = subprocess.run(command, cwd=repository.root, env=environment(), capture_output=True, check=False)
    return b" click\n" not in done.stderr


def an_error(repository: Repository) -> None:
    repository.replace(MARLOWE, "<180ms", "<190ms")


def an_error_that_git_was_told_to_overlook(repository: Repository) -> None:
    repository.git("update-index", "--assume-unchanged", MARLOWE)
    an_error(repository)


def an_error_that_is_staged_and_undone(repository: Repository) -> None:
    an_error(repository)
    repository.git("add", "-A")
    repository.write(MARLOWE, BY_NAME["marlowe"].read_bytes())


def an_error_that_was_undone(repository: Repository) -> None:
    an_error(repository)
    said(repository)
    repository.write(MARLOWE, BY_NAME["marlowe"].read_bytes())


def an_error_that_is_committed(repository: Repository) -> None:
    an_error(repository)
    repository.git("commit", "--quiet", "--no-verify", "--all", "--message=Past the gate")


def a_copy(repository: Repository) -> None:
    repository.write("plans/archive/copy.md", BY_NAME["belrive"].read_bytes())


def a_copy_that_is_committed(repository: Repository) -> None:
    a_copy(repository)
    repository.git("add", "-A")
    repository.git("commit", "--quiet", "--no-verify", "--message=Past the gate")


def a_copy_behind_a_plan_with_advice(repository: Repository) -> None:
    a_copy(repository)
    repository.write("plans/a.md", BY_NAME["tallaroo"].read_bytes())


def a_copied_signature(repository: Repository) -> None:
    text = BY_NAME["belrive"].read_bytes().decode()
    repository.write("plans/other.md", text.replace("id: belrive-claims-intake", "id: belrive-too"))


def a_new_plan(repository: Repository) -> None:
    repository.write("plans/new.md", BY_NAME["vlierhaven"].read_bytes())


def a_git_that_looks_at_size_and_time_alone(repository: Repository) -> None:
    repository.git("config", "core.checkStat", "minimal")
    repository.git("config", "core.trustctime", "false")
    an_error_that_left_size_and_time(repository)


def an_error_that_left_size_and_time(repository: Repository) -> None:
    path = repository.root / MARLOWE
    before, text = path.stat(), path.read_bytes()
    assert b"<180ms" in text
    new = path.with_name("new")
    new.write_bytes(text.replace(b"<180ms", b"<190ms"))
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(path)


def a_plan_with_advice(repository: Repository) -> None:
    repository.write("plans/tallaroo.md", BY_NAME["tallaroo"].read_bytes())
    repository.commit("A plan that is being written")


def a_plan_less(repository: Repository) -> None:
    (repository.root / BELRIVE).unlink()


def a_rename(repository: Repository) -> None:
    repository.git("mv", BELRIVE, "plans/renamed.MD")


def a_link(repository: Repository) -> None:
    (repository.root / "plans" / "linked").symlink_to(repository.root, target_is_directory=True)


def other_settings(repository: Repository) -> None:
    repository.write("pyproject.toml", '[tool.poc-docs]\nvendor_signers = ["Petra Vogt"]\n')


def broken_settings(repository: Repository) -> None:
    repository.write("pyproject.toml", "[tool.poc-docs]\nno such key\n")


def a_list_of_adopted_plans(repository: Repository) -> None:
    repository.write("plans/.adopted", "nonsense\n")


def a_broken_memory(repository: Repository) -> None:
    kept = repository.root / KEPT
    kept.write_bytes(kept.read_bytes()[:-30] + b"\x00\xff" * 15)


def a_broken_memory_of_the_index(repository: Repository) -> None:
    before, plans, after = (repository.root / SEEN).read_bytes().partition(b" 4 ")
    assert plans
    repository.write(SEEN, before + b" 5 " + after)
    a_copy(repository)


def an_empty_memory(repository: Repository) -> None:
    repository.write(KEPT, b"")


def a_memory_that_is_a_folder(repository: Repository) -> None:
    (repository.root / KEPT).unlink()
    (repository.root / KEPT).mkdir()


def a_memory_of_the_index_that_is_a_folder(repository: Repository) -> None:
    (repository.root / SEEN).unlink(missing_ok=True)
    (repository.root / SEEN).mkdir()


def a_file_that_is_no_plan(repository: Repository) -> None:
    repository.write("plans/.DS_Store", b"\0")


def a_plan_in_place_of_another(repository: Repository) -> None:
    a_plan_less(repository)
    repository.write("plans/new.md", BY_NAME["vlierhaven"].read_bytes())


def line_breaks_of_windows(repository: Repository) -> None:
    repository.git("config", "core.autocrlf", "true")
    (repository.root / MARLOWE).unlink()
    repository.git("checkout", "--", MARLOWE)


def touched_files(repository: Repository) -> None:
    for path in (repository.root / "plans").iterdir():
        path.write_bytes(path.read_bytes())


ACTS = [
    an_error,
    an_error_that_git_was_told_to_overlook,
    an_error_that_left_size_and_time,
    a_git_that_looks_at_size_and_time_alone,
    an_error_that_is_staged_and_undone,
    an_error_that_was_undone,
    an_error_that_is_committed,
    a_copy,
    a_copy_that_is_committed,
    a_copy_behind_a_plan_with_advice,
    a_copied_signature,
    a_new_plan,
    a_plan_with_advice,
    a_plan_less,
    a_rename,
    a_link,
    other_settings,
    broken_settings,
    a_list_of_adopted_plans,
    a_broken_memory,
    a_broken_memory_of_the_index,
    an_empty_memory,
    a_memory_that_is_a_folder,
    a_memory_of_the_index_that_is_a_folder,
    a_file_that_is_no_plan,
    a_plan_in_place_of_another,
    line_breaks_of_windows,
    touched_files,
]


@pytest.mark.parametrize("act", ACTS)
def test_the_findings_are_those_of_a_check_without_memory(
    seen: Repository, act: Callable[[Repository], None]
) -> None:
    act(seen)
    first, again, anew = said(seen), said(seen), said(seen, "--no-cache")
    assert first == again == anew
    assert said(seen, "plans", "--format", "json") == said(seen, "plans", "--format", "json", "--no-cache")
    assert said(seen, MARLOWE) == said(seen, MARLOWE, "--no-cache")


@pytest.mark.parametrize(
    "act", [an_error, a_copied_signature, a_new_plan, a_plan_less, a_link, other_settings, touched_files]
)
def test_so_they_are_where_only_the_contents_are_known(
    good: Repository, act: Callable[[Repository], None]
) -> None:
    act(good)
    assert said(good) == said(good, "--no-cache")


@pytest.mark.parametrize(
    "day", ["2026-11-22", "2026-12-09", "2026-12-10", "2026-01-01", "2027-06-01", "no day"]
)
def test_advice_that_depends_on_the_day_is_that_of_the_day(seen: Repository, day: str) -> None:
    first = said(seen, POC_DOCS_TODAY=day)
    assert first == said(seen, POC_DOCS_TODAY=day) == said(seen, "--no-cache", POC_DOCS_TODAY=day)


def test_what_has_not_changed_is_not_even_read(good: Repository) -> None:
    assert is_quick(good)


def test_with_the_index_of_the_last_time_git_is_asked_one_question(seen: Repository, tmp_path: Path) -> None:
    assert questions(seen, tmp_path / "first") == ["diff-files"]
    seen.write("notes.txt", "for later")
    seen.git("add", "notes.txt")
    assert questions(seen, tmp_path / "second") == ["diff-files", "ls-files"]
    assert questions(seen, tmp_path / "third") == ["diff-files"]


def questions(repository: Repository, trace: Path) -> list[str]:
    """Give what git is asked in a check that finds all to be good."""
    assert said(repository, GIT_TRACE=str(trace)) == (0, "4 plans checked: no errors.\n")
    lines = trace.read_text().splitlines()
    return sorted(line.partition("built-in: git ")[2].split()[0] for line in lines if "built-in: " in line)


def test_an_index_without_its_hash_is_known_by_its_contents_alone(good: Repository) -> None:
    forget_hash(good)
    assert is_quick(good)
    assert not (good.root / SEEN).exists()
    an_error(good)
    good.git("add", "-A")
    forget_hash(good)
    assert said(good) == said(good, "--no-cache")


def forget_hash(repository: Repository) -> None:
    """Leave the hash out of git's index, as git does where it is told so by ``index.skipHash``."""
    index = repository.root / ".git/index"
    index.write_bytes(index.read_bytes()[:-20] + bytes(20))


def test_what_was_checked_again_is_known_again(good: Repository) -> None:
    good.replace(MARLOWE, "Lead data engineer ", "Head of data        ")
    assert not is_quick(good)
    good.git("add", "-A")
    assert is_quick(good)


def test_without_git_nothing_is_kept(tmp_path: Path, repository: Repository) -> None:
    folder = type(repository)(tmp_path / "folder")
    folder.write(BELRIVE, BY_NAME["belrive"].read_bytes())
    assert said(folder) == said(folder) == (0, "1 plan checked: no errors.\n")
    assert sorted(path.name for path in folder.root.iterdir()) == ["plans"]


def test_a_folder_of_git_that_is_read_only_stops_nothing(good: Repository) -> None:
    shutil.rmtree(good.root / ".git/poc-docs")
    good.write(".git/poc-docs", "a file where the folder would be")
    assert said(good) == (0, "4 plans checked: no errors.\n")


def test_many_at_once_leave_a_memory_that_can_be_read(good: Repository) -> None:
    shutil.rmtree(good.root / ".git/poc-docs")
    command = [sys.executable, "-m", "poc_docs", "check"]
    running = [
        subprocess.Popen(command, cwd=good.root, env=environment(), stdout=subprocess.PIPE) for _ in range(6)
    ]
    assert {process.communicate()[0] for process in running} == {b"4 plans checked: no errors.\n"}
    assert is_quick(good)
    assert {path.name for path in (good.root / ".git/poc-docs").iterdir()} == {"checked", "all-good"}


def test_more_processes_find_what_one_finds(good: Repository) -> None:
    text = BY_NAME["vlierhaven"].read_bytes().decode()
    for number in range(120):
        changed = text.replace("id: vlierhaven-gate-damage", f"id: vlierhaven-{number // 2}")
        good.write(f"plans/many/{number:03}.md", changed.replace("| Critical |", "| |", number % 3))
    code = (
        "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from poc_docs.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "check", "--no-cache", "--format", "json"]
    alone = subprocess.run(command, cwd=good.root, env=environment(), capture_output=True, check=False)
    together = said(good, "--no-cache", "--format", "json")
    assert (alone.returncode, (alone.stdout + alone.stderr).decode()) == together
    assert together[0] == 1


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) == 1,
    reason="one core takes no further processes",
)
def test_ctrl_c_ends_every_process_and_leaves_no_half_memory(good: Repository) -> None:
    text = BY_NAME["vlierhaven"].read_bytes().decode()
    for number in range(600):
        good.write(
            f"plans/many/{number:03}.md", text.replace("id: vlierhaven-gate-damage", f"id: v-{number}")
        )
    assert interrupted_check(good) == ["Aborted!"]
    assert [path.name for path in (good.root / ".git/poc-docs").iterdir()] == ["checked"]
    shutil.rmtree(good.root / "plans/many")
    assert is_quick(good)


def interrupted_check(good: Repository) -> list[str]:
    """Press Ctrl-C while a check has other processes at work; give the words that it printed, of all."""
    command = [sys.executable, "-m", "poc_docs", "check", "--format", "text"]
    with subprocess.Popen(
        command,
        cwd=good.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509 -- this process has no threads
    ) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while running.poll() is None and len(children.read_text().split()) < 2:
            os.sched_yield()
        assert running.poll() is None, "it must still be at work"
        os.killpg(running.pid, signal.SIGINT)
        # Its output ends when the last process that could write there has ended.
        out, _ = running.communicate(timeout=60)
    assert running.returncode == 2
    return out.decode().split()


def hear_ctrl_c() -> None:
    """Undo what a shell does to tests in its background: they, and what they start, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

"""The hook imports only what it needs: one that takes its time is one that people switch off."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import copy_of, settled_copy_of
from tests.git_spy import with_spy
from tests.surroundings import BY_NAME, SAMPLES, environment

if TYPE_CHECKING:
    from tests.surroundings import Repository

MARLOWE = BY_NAME["marlowe"]
WITHOUT_RESULTS = BY_NAME["shunan"]
PLANNED = BY_NAME["tallaroo"]
HEAVY = {"click", "git", "subprocess", "typing", "re", "yaml", "markdown_it", "frontmatter", "dataclasses"}


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``running`` gives a copy of."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("running") / "pocs")
    repository.write(f"plans/{MARLOWE.name}", MARLOWE.read_bytes())
    repository.commit("A plan")
    return repository


@pytest.fixture
def running(made: Repository, tmp_path: Path) -> Repository:
    return settled_copy_of(made, tmp_path / "pocs")


def imported(repository: Repository, *arguments: str) -> set[str]:
    """Run the command, which must succeed, and give the modules that it imported, with their packages."""
    code = "import sys; from poc_docs.cli import main; sys.argv[0] = 'poc-docs'; main()"
    command = [sys.executable, "-X", "importtime", "-c", code, *arguments]
    done = subprocess.run(command, cwd=repository.root, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    lines = (line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines())
    return {part for name in lines for part in (name, name.partition(".")[0])}


def test_a_commit_that_touches_no_plan_loads_neither_click_nor_a_parser(running: Repository) -> None:
    running.write("notes.txt", "Nothing about plans\n")
    running.git("add", "-A")
    assert not imported(running, "gate") & HEAVY


def test_nothing_staged_loads_neither_click_nor_a_parser(running: Repository) -> None:
    assert not imported(running, "gate") & HEAVY


def test_a_lawful_change_of_a_plan_loads_nothing_that_only_a_refusal_needs(running: Repository) -> None:
    running.replace(f"plans/{MARLOWE.name}", "Lead data engineer ", "Head of data        ")
    running.git("add", "-A")
    loaded = imported(running, "gate")
    assert not loaded & {"click", "git", "subprocess", "tomllib", "jinja2", "frontmatter"}
    assert not loaded & {"poc_docs.checks.advice_rules", "poc_docs.cli.findings", "poc_docs.repository.files"}
    assert "ipaddress" not in loaded
    if sys.version_info < (3, 12):  # from then on the standard library asks it for a class's annotations
        assert not loaded & {"inspect", "ast", "dis"}


@pytest.mark.parametrize("name", ["plans/new.md", "PLANS/new.md", "pyproject.toml", "Plans/.adopted"])
def test_whatever_the_gate_judges_is_looked_at(running: Repository, name: str) -> None:
    running.write(name, "[tool.poc-docs]\nno such key\n")
    running.git("add", "-A")
    assert "markdown_it" in imported_anyway(running)


def imported_anyway(repository: Repository) -> str:
    """Give what the gate says of the modules that it imports, whatever its verdict."""
    command = [sys.executable, "-X", "importtime", "-m", "poc_docs", "gate"]
    done = subprocess.run(command, cwd=repository.root, env=environment(), capture_output=True, check=False)
    return done.stderr.decode()


def test_a_merge_answers_for_both_sides_though_the_index_is_as_head_is(running: Repository) -> None:
    path = f"plans/{MARLOWE.name}"
    running.git("switch", "--quiet", "-c", "other")
    running.replace(path, "Lead data engineer ", "Head of data        ")
    running.commit("A change")
    running.git("switch", "--quiet", "main")
    running.git("merge", "--quiet", "--no-commit", "--no-ff", "--strategy=ours", "other")
    assert "markdown_it" in imported_anyway(running)


def test_help_loads_no_command(running: Repository) -> None:
    assert not imported(running, "--help") & {"git", "yaml", "markdown_it", "subprocess"}


def test_a_plan_without_results_takes_no_judge_no_fractions_and_no_openssl(running: Repository) -> None:
    running.write(f"plans/{WITHOUT_RESULTS.name}", WITHOUT_RESULTS.read_bytes())
    running.commit("Another plan")
    running.replace(f"plans/{WITHOUT_RESULTS.name}", "## Risk", "## Notes\n\nA note.\n\n## Risk")
    running.git("add", "-A")
    loaded = imported(running, "gate")
    assert "poc_docs.plan.reading" in loaded
    assert not loaded & {"fractions", "calendar", "hashlib", "_hashlib", "secrets"}
    assert not loaded & {"poc_docs.plan.decision", "poc_docs.plan.verdicts", "poc_docs.plan.running.costs"}


@pytest.mark.parametrize("settings", ["", "[tool.poc-docs]\nvendor_signer_is_not_sales_engineer = false\n"])
def test_two_git_processes_are_enough_for_a_changed_plan(
    running: Repository, tmp_path: Path, settings: str
) -> None:
    if settings:
        running.write("pyproject.toml", settings)
        running.commit("Settings")
    running.replace(f"plans/{MARLOWE.name}", "Lead data engineer ", "Head of data        ")
    running.git("add", "-A")
    assert git_calls(running, tmp_path, "gate") == ["diff-index", "cat-file"]


def test_a_new_plan_has_git_look_for_its_id_and_reads_no_other_plan(
    running: Repository, tmp_path: Path
) -> None:
    calls = {}
    for many in (1, 9):
        for number in range(many):
            running.write(f"plans/other-{many}-{number}.md", f"---\nid: other-{many}-{number}\n---\n")
        running.git("add", "-A")
        running.git("commit", "--quiet", "--no-verify", "-m", "Others")
        text = PLANNED.read_text().replace("\nid: ", f"\nid: new-{many}-", 1)
        running.write(f"plans/new-{many}.md", text)
        running.git("add", "-A")
        calls[many] = git_calls(running, tmp_path, "gate")
    assert calls[1] == calls[9]
    assert calls[9].count("grep") == 1


@pytest.mark.parametrize("many", [1, 9])
def test_a_story_takes_one_log_and_two_looks_at_objects_however_long(
    running: Repository, tmp_path: Path, many: int
) -> None:
    path = f"plans/{MARLOWE.name}"
    for number in range(many):
        running.replace(path, "## Risk", f"## Note {number}\n\nA note.\n\n## Risk")
        running.commit(f"Note {number}")
    calls = git_calls(running, tmp_path, "history", MARLOWE.stem)
    assert calls.count("log") == 1
    assert calls.count("cat-file") <= 2


def git_calls(repository: Repository, folder: Path, *arguments: str) -> list[str]:
    """Run the command, which must succeed, and give the subcommands of git that it called."""
    log = folder / "calls"
    log.unlink(missing_ok=True)
    path = with_spy(Path(tempfile.mkdtemp(dir=folder)) / "spy", log)
    command = [sys.executable, "-m", "poc_docs", *arguments]
    subprocess.run(command, cwd=repository.root, env={**environment(), "PATH": path}, check=True)
    said = [call.split("\x1f") for call in log.read_text().split("\x1e") if call]
    for words in said:
        while words[0] in {"-C", "-c"}:  # each call begins with its folder and settings
            del words[:2]
    return [words[0] for words in said]


def test_of_two_plans_with_one_id_the_first_is_the_version_before_however_it_is_read() -> None:
    from poc_docs.cli.judging import _Reader

    complete = next(path.read_bytes() for path in SAMPLES if b"\nstatus: Complete" in path.read_bytes())
    active = complete.replace(b"status: Complete", b"status: Active", 1)
    files = {"plans/a.md": complete, "plans/b.md": active}
    assert [*_Reader(brief=True)._befores(files)] == [*files]  # noqa: SLF001

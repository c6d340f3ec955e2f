"""The hook imports only what it needs: one that takes its time is one that people switch off."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.surroundings import SAMPLES, environment

if TYPE_CHECKING:
    from tests.surroundings import Repository

MARLOWE = next(path for path in SAMPLES if path.stem.startswith("marlowe"))
HEAVY = {"click", "git", "subprocess", "typing", "re", "yaml", "markdown_it", "frontmatter", "dataclasses"}


@pytest.fixture
def running(repository: Repository) -> Repository:
    repository.write(f"plans/{MARLOWE.name}", MARLOWE.read_bytes())
    repository.commit("A plan")
    return repository


def imported(repository: Repository, *arguments: str) -> set[str]:
    """Run the command, which must succeed, and give the packages that it imported."""
    code = "import sys; from poc_docs.cli import main; sys.argv[0] = 'poc-docs'; main()"
    command = [sys.executable, "-X", "importtime", "-c", code, *arguments]
    done = subprocess.run(command, cwd=repository.root, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    lines = (line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines())
    return {name.partition(".")[0] for name in lines}


def test_a_commit_that_touches_no_plan_loads_neither_click_nor_a_parser(running: Repository) -> None:
    running.write("notes.txt", "Nothing about plans\n")
    running.git("add", "-A")
    assert not imported(running, "gate") & HEAVY


def test_nothing_staged_loads_neither_click_nor_a_parser(running: Repository) -> None:
    assert not imported(running, "gate") & HEAVY


def test_a_lawful_change_of_a_plan_loads_nothing_that_only_a_refusal_needs(running: Repository) -> None:
    running.replace(f"plans/{MARLOWE.name}", "Lead data engineer ", "Head of data        ")
    running.git("add", "-A")
    assert not imported(running, "gate") & {"click", "git", "subprocess", "tomllib", "jinja2"}


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

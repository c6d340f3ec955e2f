"""What is printed to be typed can be typed as it stands: a shell reads each line, remarks and all."""

from __future__ import annotations

import re
import subprocess
from importlib import import_module
from typing import TYPE_CHECKING

import click
import pytest

from poc_docs.cli import COMMANDS
from tests.cli.day_by_day.life import LIFE
from tests.surroundings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.surroundings import Repository

_TYPED = re.compile(r"\s+(?:-> )?(?P<line>(?:poc-docs|git|mkdir) .*)")


def refused_by_a_shell(lines: list[str]) -> list[str]:
    """Give those of the lines that are no commands to a shell."""
    return [
        line
        for line in lines
        if subprocess.run(["bash", "-n", "-c", line], capture_output=True, check=False).returncode
    ]


def next_lines(said: str) -> Iterator[str]:
    """Give what stands behind each ``Next:``, and below it as far in."""
    is_next = False
    for line in said.splitlines():
        is_next = line.startswith("Next: ") or (is_next and line.startswith("      "))
        if is_next:
            yield line[6:]


def commands_of(name: str) -> Iterator[tuple[str, click.Command]]:
    """Give a command, and those below it."""
    command = import_module(f"poc_docs.cli.{name.replace('-', '_')}").command
    yield name, command
    for below in getattr(command, "commands", {}).values():
        yield f"{name} {below.name}", below


def examples_of(text: str) -> list[str]:
    """Give the commands among lines, one that goes on behind a backslash as one."""
    joined = re.sub(r"\\\n\s*", "", text)
    return [found["line"] for line in joined.splitlines() if (found := _TYPED.fullmatch(line))]


def test_each_next_line_of_a_whole_life_is_read_by_a_shell() -> None:
    lines = sorted(set(next_lines(LIFE.read_text(encoding="utf-8"))))
    assert len(lines) > 20
    assert any("   # " in line for line in lines)
    assert refused_by_a_shell(lines) == []


def test_each_way_out_of_a_whole_life_is_read_by_a_shell() -> None:
    lines = sorted(set(examples_of(LIFE.read_text(encoding="utf-8"))))
    assert len(lines) > 30
    assert refused_by_a_shell(lines) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_example_of_the_help_is_read_by_a_shell(name: str) -> None:
    for called, command in commands_of(name):
        lines = examples_of(command.help or "")
        assert lines or called != name or isinstance(command, click.Group), called
        assert refused_by_a_shell(lines) == []


def test_each_command_of_the_documentation_is_read_by_a_shell() -> None:
    pages = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
    blocks = [
        block
        for page in pages
        for block in re.findall(r"(?ms)^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"))
    ]
    assert len(blocks) > 30
    assert refused_by_a_shell(blocks) == []


def test_no_remark_of_the_program_stands_in_brackets() -> None:
    in_brackets = re.compile(r'[^ \n]   \([a-z{]|"  \([a-z{]')
    sources = [path.read_text(encoding="utf-8") for path in (PROJECT / "poc_docs").rglob("*.py")]
    assert [found for source in sources for found in in_brackets.findall(source)] == []
    assert sum("   # " in source for source in sources) > 20


def test_a_line_with_a_remark_in_brackets_would_be_found() -> None:
    lines = ["poc-docs site serve   (to see it on the site)", "poc-docs site serve   # to see it on the site"]
    assert refused_by_a_shell(lines) == lines[:1]


def test_the_example_that_takes_a_template_over_works_in_a_new_repository(repository: Repository) -> None:
    email = dict(commands_of("email"))["email"]
    (example,) = (line for line in examples_of(email.help or "") if "--template >" in line)
    repository.run("bash", "-c", example)
    assert (
        (repository.root / "templates/email/kickoff.txt.j2")
        .read_text(encoding="utf-8")
        .startswith("Subject:")
    )

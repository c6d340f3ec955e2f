"""Nothing that a file holds can drive the terminal it is shown on, or the runner whose log it goes to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click import unstyle

from poc_docs.checks.finding import Finding, Severity
from poc_docs.cli.findings import format_github, format_json, format_text
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import printable
from poc_docs.cli.reports import Report
from poc_docs.text.source import Span
from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from tests.surroundings import Repository

SAMPLE = BY_NAME["marlowe"]
PLAN = f"plans/{SAMPLE.name}"
ESCAPE = "\x1b]0;owned\x07"


def report(text: str, start: int, end: int, *, name: str = "plans/a.md", message: str = "m") -> Report:
    """Give a report with one finding at a place in the text."""
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    finding = Finding(
        code="POC003",
        severity=Severity.ERROR,
        message=message,
        advice="mend it",
        span=Span(start, end),
        line=line,
        column=column,
        end_line=line,
        end_column=column,
    )
    return Report(name, text, [finding])


def commands(said: str) -> list[str]:
    """Give the lines that GitHub's runner takes for commands."""
    return [line for line in said.splitlines() if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize(
    "line", ["::error::x", "  ::stop-commands::t", "a ##[error]x", "\t::x", "###[group]"]
)
def test_no_line_of_a_file_is_a_command_to_the_runner(line: str) -> None:
    assert not commands(printable(line))
    for start in range(len(line)):
        assert not commands(format_text([report(line, start, start + 1, message=f"{line}\n{line}")]))
        assert not commands(json_text([line]))
    annotations = commands(format_github([report(line, 0, 1, message=f"m\n{line}")]))
    assert [each.split(" ")[0] for each in annotations] == ["::error"]
    assert json.loads(json_text([line])) == [line]


def test_a_source_line_stands_behind_a_gutter_with_the_caret_below_it() -> None:
    said = unstyle(format_text([report("one\ntwo \u6771 <b>x\n", 10, 13)])).splitlines()
    assert said[1:3] == ["      2 | two \u6771 <b>x", "        |        ^^^"]


def test_of_a_long_line_only_what_is_around_the_place_is_shown() -> None:
    text = "a" * 2_000_000 + "<b>" + "c" * 2_000_000
    said = unstyle(format_text([report(text, 2_000_000, 2_000_003)])).splitlines()
    assert max(map(len, said)) < 120
    assert said[1].index("<b>") == said[2].index("^^^")


def test_many_findings_of_one_code_are_counted_and_not_all_shown() -> None:
    found = report("x\n", 0, 1)
    many = Report(found.name, found.text, [*found.findings] * 173)
    said = unstyle(format_text([many]))
    assert said.count("POC003 m") == 50
    assert "POC003 123 more of these" in said
    assert len(json.loads(format_json([many]))["findings"]) == 173


@pytest.mark.parametrize(
    "char", ["\x1b", "\x9b", "\x85", "\u2028", "\u2029", "\u202e", "\U000e0041", "\udcff"]
)
def test_json_holds_no_character_that_does_something(char: str) -> None:
    text = json_text({"key": f"a{char}b\u6771"})
    assert char not in text
    assert "\u6771" in text
    assert json.loads(text) == {"key": f"a{char}b\u6771"}


@pytest.mark.parametrize(
    "command",
    [("show", PLAN), ("results", PLAN, "--set", "2=74 %"), ("check",), ("tables", "evil\x1b[31m.md")],
)
def test_escape_sequences_of_a_file_are_spelt_out(repository: Repository, command: tuple[str, ...]) -> None:
    data = SAMPLE.read_text().replace("| Critical", f"| Critical{ESCAPE}").replace("## ", f"## {ESCAPE}")
    repository.write(PLAN, data)
    repository.write("evil\x1b[31m.md", data)
    said = repository.run("sh", "-c", 'poc-docs "$@"; test $? -le 2', "sh", *command)
    assert "\x1b" not in said
    assert "\x07" not in said


def test_the_next_step_and_a_plan_s_name_are_spelt_out(repository: Repository) -> None:
    repository.write("plans/evil\x1b[31m.md", SAMPLE.read_bytes())
    for command in (("show",), ("results", "--set", "2=74 %"), ("results", "--set", "2=74 %")):
        said = repository.poc_docs(command[0], "plans/evil\x1b[31m.md", *command[1:])
        assert "\x1b" not in said
        assert "Next: " in said

"""The reference pages name all there is, and nothing that is not."""

from __future__ import annotations

import inspect
import json
import re
from importlib import import_module

import click
import pytest

from poc_docs.checks import all_rules
from poc_docs.cli import COMMANDS
from poc_docs.cli.findings import format_json
from poc_docs.cli.reports import Report
from poc_docs.exports.plan_json import plan_json
from poc_docs.plan.reading import read_plan
from poc_docs.text.reading import read_document
from tests.surroundings import PROJECT, SAMPLES

DOCS = PROJECT / "docs"


def command(name: str) -> click.Command:
    found = import_module(f"poc_docs.cli.{name.replace('-', '_')}").command
    assert isinstance(found, click.Command)
    return found


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    sections = re.findall(r"^## (\S+)$", (DOCS / "commands.md").read_text(), re.MULTILINE)
    assert sorted(sections) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_its_commands_section(name: str) -> None:
    page = (DOCS / "commands.md").read_text()
    section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
    options = {option for param in command(name).params for option in param.opts if option.startswith("--")}
    missing = {option for option in options if option not in section}
    assert missing <= {"--format", "--diff"}, f"docs/commands.md says nothing of {missing}"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_has_an_example(name: str) -> None:
    found = command(name)
    assert f"poc-docs {name}" in (found.help or "")
    assert found.name == name


def test_the_page_of_rules_is_the_list_of_rules() -> None:
    ((_, table),) = read_document((DOCS / "rules.md").read_text()).tables
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows == [(rule.code, rule.severity.value, sentence(rule.check)) for rule in all_rules()]


def sentence(check: object) -> str:
    return " ".join((inspect.getdoc(check) or "").split("\n\n")[0].split()).replace("``", "").replace("`", "")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_key_of_the_json_is_described(path: object) -> None:
    page = (DOCS / "json.md").read_text()
    described = set(re.findall(r"`(\w+)`", page)) | set(re.findall(r'"(\w+)":', page))
    value = plan_json(read_plan(path.read_bytes().decode()))  # type: ignore[attr-defined]
    assert json.loads(json.dumps(value)) == value
    unknown = {key for key in keys(value) if key not in described}
    assert not unknown - {"stage", "forecast_category", "deal_review", "amount", "close_date", "requested_by"}


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys(each)}
    if isinstance(value, list):
        return {key for each in value for key in keys(each)}
    return set()


def test_the_json_of_check_has_the_described_keys() -> None:
    page = (DOCS / "json.md").read_text()
    example = json.loads(page.split("--format json` (version 1)\n\n```json\n")[1].split("```")[0])
    value = json.loads(format_json([Report("plans/a.md", "", [])]))
    assert value.keys() == example.keys()


def test_the_readme_names_every_page() -> None:
    readme = (PROJECT / "README.md").read_text()
    assert all(f"docs/{path.name}" in readme for path in DOCS.glob("*.md"))


def test_no_page_links_to_nothing() -> None:
    for page in (*DOCS.glob("*.md"), PROJECT / "README.md", PROJECT / "CONTRIBUTING.md"):
        prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", prose):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"

"""The table of the framework's lines: what it names is there."""

from __future__ import annotations

import re

import pytest

from poc_docs.checks import all_rules
from poc_docs.cli import COMMANDS
from poc_docs.portfolio.signals.listing import all_signals
from poc_docs.text.reading import read_document
from tests.surroundings import PROJECT

PAGE = (PROJECT / "docs" / "framework.md").read_text(encoding="utf-8")
ROWS = [[cell.content for cell in row.cells] for _, table in read_document(PAGE).tables for row in table.rows]
WITHOUT_A_TEST = {"guidance", "to come"}


@pytest.mark.parametrize("shown", sorted({row[2] for row in ROWS} - WITHOUT_A_TEST))
def test_each_test_that_is_named_exists(shown: str) -> None:
    path, name = shown.strip("`").split("::")
    assert f"def {name}(" in (PROJECT / path).read_text(encoding="utf-8")


def test_each_command_signal_and_rule_that_is_named_exists() -> None:
    commands = set(re.findall(r"`poc-docs ([a-z-]+)", PAGE))
    signals = {word for row in ROWS for word in re.findall(r"signals? ((?:`[a-z-]+`(?:, )?)+)", row[1])}
    named = {name for words in signals for name in re.findall("`([a-z-]+)`", words)}
    assert commands <= set(COMMANDS)
    assert named <= {rule.name for rule in all_signals()}
    assert set(re.findall(r"POC\d{3}", PAGE)) <= {rule.code for rule in all_rules()}
    assert len(commands) > 10
    assert len(named) > 5


def test_each_line_says_where_it_went() -> None:
    assert all(len(row) == 3 and all(row) for row in ROWS)
    assert len({row[0] for row in ROWS}) == len(ROWS)

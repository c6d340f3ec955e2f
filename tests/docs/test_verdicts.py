"""The page on verdicts says what the judge does: every example of it is judged."""

from __future__ import annotations

import re

import pytest

from poc_docs.plan.verdicts import Doubt, judge, read_target
from tests.surroundings import PROJECT

PAGE = (PROJECT / "docs" / "verdicts.md").read_text(encoding="utf-8")
SECTIONS = dict(zip(*[iter(re.split(r"^## (.*)$", PAGE, flags=re.MULTILINE)[1:])] * 2, strict=True))
CODE = re.compile(r"`([^`]+)`")


def rows(heading: str) -> list[list[str]]:
    """Give the cells of the first table below a heading, without its header."""
    lines = [line for line in SECTIONS[heading].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", rows("Targets"), ids=lambda row: row[0])
def test_every_shape_of_target_can_be_decided(row: list[str]) -> None:
    examples = [text for text in CODE.findall(row[1]) if any(map(str.isalnum, text.removeprefix("&lt;")))]
    assert examples
    assert all(map(read_target, examples)), examples


def pairs() -> list[tuple[str, str, str]]:
    """Give doubt, target and result of each example; where no target is named, it is a plain one."""
    found = []
    for names, examples in rows("When there is no verdict"):
        for example in examples.split("; "):
            named = CODE.findall(example)
            result, target = named[0], named[1] if " against " in example else "< 200 ms"
            found.append((names, named[0], "5 s") if names == Doubt.TARGET else (names, target, result))
    return found


@pytest.mark.parametrize(("doubts", "target", "result"), pairs())
def test_every_doubt_is_one(doubts: str, target: str, result: str) -> None:
    assert judge(target, result).doubt in doubts.split(", ")


def test_every_doubt_is_explained() -> None:
    listed = [name for names, _ in rows("When there is no verdict") for name in names.split(", ")]
    assert sorted(listed) == sorted(Doubt)

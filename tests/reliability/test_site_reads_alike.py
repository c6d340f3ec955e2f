"""Each table that passes `check` has the same cells for GitHub's rules and on a site of Python-Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import markdown
import pytest
from markdown_it import MarkdownIt

from poc_docs.checks import check_plan
from poc_docs.checks.finding import Severity
from poc_docs.plan.reading import read_plan
from tests.checks.reference import TODAY
from tests.reliability.sizes import count, dice, inputs
from tests.surroundings import PROJECT

if TYPE_CHECKING:
    import random

PLANNING = (PROJECT / "tests/plans/planning.md").read_text(encoding="utf-8")
PIECES = (
    *(
        "|",
        "||",
        "\\|",
        "\\\\",
        "\\",
        "`",
        "``",
        "`a`",
        "`a\\|b`",
        "*",
        "**b**",
        "_",
        "~~s~~",
        "<br>",
        "<5",
        "&lt;",
        "&#124;",
    ),
    *(
        "[l](https://a.example)",
        "[",
        "](x)",
        "![",
        "!",
        "#",
        "-",
        ":",
        " ",
        "  ",
        "\t",
        "é",
        "日本",
        "\u00a0",
        "\u3000",
        "1.",
        "+",
        ">",
    ),
    *(
        "\n",
        "\n\n",
        "\n---\n",
        "\n# H\n",
        "\n- a\n",
        "\n    ",
        "\n> ",
        "text\n",
        "\n| a | b |\n|---|---|\n| c | d |\n",
    ),
    *(
        "\n\n| a | b |\n|---|---|\n| c | d |\n\n",
        "\n\n|a|\n|:-:|\n|`b`|\n\n",
        "\n\n| a\n|---\n| b\n\n",
        "\n\na | b\n--|--\nc | d\n\n",
    ),
    *(
        "\n\n```\n| a |\n|---|\n```\n\n",
        "\n\n<!--\n| a |\n|---|\n-->\n\n",
        "\n\n1. a\n\n   | a |\n   |---|\n   | b |\n\n",
    ),
    *(
        "https://a.example/?x=|",
        "$x$",
        "^",
        "{: .c }",
        "[^1]",
        "[TOC]",
        "*[HTML]: x",
        "&amp;",
        "'",
        '"',
        "\\`",
        "=",
        "%",
    ),
)
Tables = list[list[list[str]]]


class CellReader(HTMLParser):
    """Reads the cells of every table of a page as the text that is seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: Tables = []
        self.depth = 0
        self.inside = False

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self.inside = True
        elif tag == "br" and self.inside:
            self.tables[-1][-1][-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.tables[-1][-1][-1] += data


def cells(html: str) -> Tables:
    reader = CellReader()
    reader.feed(html)
    # Where GitHub strikes out, the site shows tildes; a rule sees to those.
    tables = [
        [[" ".join(re.sub("~~", "", cell).split()) for cell in row] for row in table]
        for table in reader.tables
    ]
    # Python-Markdown shows a table without rows with one of empty cells.
    return [[header, *([] if rows == [[""] * len(header)] else rows)] for header, *rows in tables]


def on_github(text: str) -> Tables:
    return cells(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def on_the_site(text: str) -> Tables:
    return cells(markdown.markdown(text, extensions=["tables", "toc"]))


def disturbed(source: random.Random) -> str:
    """Give the plan with a few pieces put into its tables, or anywhere."""
    text = PLANNING
    for _ in range(source.randint(1, 3)):
        places = (
            [match.end() for match in re.finditer(r"\| ?", text)]
            if source.random() < 0.7
            else range(len(text))
        )
        at = source.choice(places)
        text = text[:at] + source.choice(PIECES) + source.choice(("", "", " ")) + text[at:]
    return text


def test_what_check_accepts_is_the_same_table_for_github_and_for_the_site() -> None:
    source = dice("site")
    wanted = inputs(60, 10_000)
    accepted = tried = 0
    while accepted < wanted:
        tried += 1
        text = disturbed(source)
        plan = read_plan(text)
        if any(finding.severity is Severity.ERROR for finding in check_plan(plan, TODAY)):
            continue
        accepted += 1
        block = plan.document.front_matter.block if plan.document.front_matter else None
        body = text[block.end :] if block else text
        assert on_the_site(body) == on_github(body), body
        assert tried < 40 * wanted
    count("accepted plans whose tables GitHub and the site show alike", accepted)


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u3000"])
def test_another_blank_beside_the_pipes_of_a_header_is_a_finding(blank: str) -> None:
    """Found by the search above: Python-Markdown takes it for a cell, and then sees no table."""
    header = "| Week | Milestone | Owner | Deliverable |"
    for text in (PLANNING.replace(header, header + blank), PLANNING.replace(header, blank + header)):
        assert on_the_site(text) != on_github(text)
        assert "POC208" in {finding.code for finding in check_plan(read_plan(text), TODAY)}


def test_an_escaped_pipe_in_code_is_a_finding() -> None:
    """Found by the search above: GitHub shows `a|b`, a site of Python-Markdown the backslash too."""
    plan = read_plan(PLANNING.replace("| Two edge boxes", "| `a\\|b` Two edge boxes"))
    found = [finding for finding in check_plan(plan, TODAY) if finding.code == "POC208"]
    assert [finding.message for finding in found] == [
        r"a row must not hold '\|' between backticks: some readers show the backslash"
    ]

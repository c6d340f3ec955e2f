"""A report as Markdown that reads as the same words on GitHub, in an editor, or pasted into a wiki."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.reports.html_page import GENERATOR
from poc_docs.reports.html_text import visible
from poc_docs.reports.report import Bullets, Facts, Paragraph, Table
from poc_docs.text.addresses import safe_address
from poc_docs.text.inline import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.reports.report import Block, Cell, Line, Report

MARK = f"<!-- {GENERATOR} -->"
"""The first line: it says that the file was made here, and nobody sees it."""

_MARKS = re.compile(r"[\\`*_\[\]|~]|<|&(?=#?\w+;)")
_BEGINS_A_BLOCK = re.compile(r"(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|[#>+=-]")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}


def markdown_text(report: Report) -> str:
    """Give the report; every sign of a plan's text that Markdown would read as markup is escaped."""
    headline = report.headline
    said = _inline(headline.line)
    first = f"**{escaped(headline.word)}**{f': {said}' if said else ''}"
    lines = [MARK, "", f"# {_heading(f'{report.title}: {report.subject}')}", "", first]
    for section in report.sections:
        lines += ["", f"## {_heading(section.heading)}"]
        for block in section.blocks:
            lines += ["", *_block(block)]
    return "\n".join([*lines, ""])


def _heading(text: str) -> str:
    # A number sign at its end would close the heading.
    return re.sub(r"(#+)$", r"\\\1", escaped(text))


def escaped(text: str) -> str:
    """Give inline Markdown that reads as ``text`` on one line."""
    return _quoted(fold(visible(text)))


def _quoted(text: str) -> str:
    return _MARKS.sub(lambda match: _ENTITIES.get(match.group(), "\\" + match.group()), text)


def _inline(said: Line) -> str:
    """Give a line with its links; an address that no report may link to is shown as text."""
    parts = []
    for piece in said:
        address = safe_address(piece.address)
        text = _quoted(visible(piece.text))
        parts.append(f"[{text}](<{address}>)" if address else text)
    return " ".join("".join(parts).split())


def _beginning(markdown: str) -> str:
    """Give a line that begins a paragraph or an item, so that it begins nothing else."""
    match = _BEGINS_A_BLOCK.match(markdown)
    if not match:
        return markdown
    if match["dot"]:
        return f"{match['number']}\\{match['dot']}{markdown[match.end() :]}"
    return f"\\{markdown}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _beginning(_inline(block.line))
        case Bullets():
            yield from (f"- {_beginning(_inline(item))}" for item in block.items)
        case Facts():
            yield from (f"- **{escaped(name)}:** {_inline(said)}" for name, said in block.rows)
        case Table():
            yield f"**{escaped(block.caption)}**"
            yield ""
            yield _row(escaped(name) for name in block.columns)
            yield _row("---" for _ in block.columns)
            yield from (_row(_cell(each) for each in row) for row in block.rows)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(found: Cell) -> str:
    return "<br>".join(_inline(said) for said in found.lines)

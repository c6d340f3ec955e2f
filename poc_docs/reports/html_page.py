"""A report as one HTML file that needs nothing else: no script, no request, and a style for paper."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from poc_docs.reports.html_text import Html, element, inline, join, visible
from poc_docs.reports.report import Bullets, Facts, Paragraph, Table
from poc_docs.reports.sheet import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.reports.report import Block, Cell, Report, Section

GENERATOR = "poc-docs report"
"""What says in the file that it was made here."""


def html_page(report: Report) -> str:
    """Give the whole page; texts of the plan stand in it as text, whatever they hold."""
    headline = report.headline
    body = element(
        "main",
        element("h1", element("small", report.title), report.subject),
        element(
            "p",
            element("strong", headline.word),
            " ",
            inline(headline.line),
            class_=f"headline {headline.tone}".strip(),
        ),
        *(part for section in report.sections for part in _section(section)),
    )
    return f"<!doctype html>\n{element('html', *_head(report), element('body', body), lang='en').source}\n"


def _head(report: Report) -> Iterator[Html]:
    # The style alone may be read, by its hash: whatever a plan says, nothing is loaded and nothing runs.
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield element(
        "head",
        element("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=GENERATOR),
        element("title", f"{visible(report.title)}: {report.subject}"),
        Html(f"<style>{STYLE}</style>"),
    )


def _section(section: Section) -> Iterator[Html]:
    yield element("h2", section.heading)
    for block in section.blocks:
        yield _block(block)


def _block(block: Block) -> Html:
    match block:
        case Paragraph():
            return element("p", inline(block.line), class_=block.tone, dir="auto")
        case Bullets():
            return element("ul", *(element("li", inline(item), dir="auto") for item in block.items))
        case Facts():
            return element("dl", *(part for name, said in block.rows for part in _fact(name, inline(said))))
        case Table():
            return _table(block)


def _fact(name: str, said: Html) -> tuple[Html, Html]:
    return element("dt", name), element("dd", said, dir="auto")


def _table(table: Table) -> Html:
    columns = (Html(f'<col class="w{share}">') for share in table.widths)
    head = element("tr", *(element("th", name, scope="col") for name in table.columns))
    return element(
        "table",
        element("caption", table.caption),
        element("colgroup", *columns),
        element("thead", head),
        element("tbody", *(_row(table, row) for row in table.rows)),
    )


def _row(table: Table, row: tuple[Cell, ...]) -> Html:
    cells = zip(table.columns, row, strict=True)
    return element(
        "tr", *(_cell(name, each, head=at == table.named_by) for at, (name, each) in enumerate(cells))
    )


def _cell(name: str, found: Cell, *, head: bool) -> Html:
    # A phone shows a row as a card, in which the column's name stands before what is said.
    lines = join(element("div", inline(said), dir="auto") for said in found.lines)
    if head:
        return element("th", lines, scope="row", class_=found.tone, data_label=name)
    return element("td", lines, class_=found.tone, data_label=name)

"""``poc-docs tables``: the tables of any Markdown file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import Refusal, printable

if TYPE_CHECKING:
    from poc_docs.text.document import Document, Row, Table

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""


def tables_json(document: Document) -> dict[str, Any]:
    """Give all tables of a document: headings above, line of the header, and cells as plain text."""
    return {
        "version": VERSION,
        "tables": [
            {
                "headings": list(section.path),
                "line": table.line,
                "header": [cell.text for cell in table.header.cells],
                "rows": [_cells(table, row) for row in table.rows],
            }
            for section, table in document.tables
        ],
    }


def _cells(table: Table, row: Row) -> list[str]:
    """Give a row as wide as its header: GitHub fills a short row up, and cuts a long one off."""
    width = len(table.header.cells)
    texts = [cell.text for cell in row.cells[:width]]
    return texts + [""] * (width - len(texts))


@click.command("tables")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
def command(file: Path, form: str) -> None:
    """Print all tables of FILE, which may be any Markdown file.

    \b
    Examples:
      poc-docs tables notes.md
      poc-docs tables notes.md --format json
    """
    from poc_docs.repository.files import read_any_file
    from poc_docs.text.reading import read_document
    from poc_docs.text.source import MAXIMUM_BYTES, UnreadableTextError, decode

    data, _ = read_any_file(file, MAXIMUM_BYTES)
    try:
        document = read_document(decode(data))
    except UnreadableTextError as error:
        raise Refusal(f"{file}:{error.line}:{error.column}: {error.message}", error.advice) from None
    found = tables_json(document)
    if form == "json":
        click.echo(json_text(found))
        return
    if not found["tables"]:
        click.echo(f"{printable(str(file))} holds no table.")
    for table in found["tables"]:
        headings = " > ".join(table["headings"]) or "no heading"
        click.echo(f"{printable(headings)} (line {table['line']})")
        for row in (table["header"], *table["rows"]):
            click.echo("  | " + printable(" | ".join(" ".join(cell.split()) for cell in row)))
        click.echo("")

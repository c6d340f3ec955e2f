"""Tables that a phone shows as one card for each row: each cell carries its column's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.markup import Content, Html, element, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(
    label: str, columns: Sequence[str], lines: Iterable[Sequence[Content]], *, name: int = 0, kind: str = ""
) -> Html:
    """Give a table; ``label`` says what it holds, ``name`` is the column that names each row.

    ``kind`` is a further class of the stylesheet.
    """
    head = element("tr", *(element("th", column, scope="col") for column in columns))
    body = [element("tr", Html("\n"), rows(_cells(columns, line, name)), Html("\n")) for line in lines]
    parts = (element("thead", head), element("tbody", Html("\n"), rows(body), Html("\n")))
    return element("table", *parts, class_=f"poc-docs-table {kind}".strip(), aria_label=label)


def _cells(columns: Sequence[str], line: Sequence[Content], name: int) -> Iterable[Html]:
    for number, (column, cell) in enumerate(zip(columns, line, strict=True)):
        if number == name:
            yield element("th", cell, scope="row", data_label=column)
        else:
            yield element("td", cell, data_label=column)


def facts(pairs: Iterable[tuple[str, Content]], kind: str = "") -> Html:
    """Give names with their values."""
    lines = (element("div", element("dt", name), Html("\n"), element("dd", value)) for name, value in pairs)
    return element("dl", Html("\n"), rows(lines), Html("\n"), class_=f"poc-docs-facts {kind}".strip())


def stacked(first: Content, *others: Content) -> Html:
    """Give parts below each other."""
    return rows([first, *(element("div", other) for other in others)])


def bullets(items: Iterable[Content]) -> Html:
    """Give a list."""
    return element("ul", rows(element("li", item) for item in items))

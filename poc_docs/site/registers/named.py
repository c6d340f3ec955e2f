"""Links from the registers to plans and to the table of all plans, and lists that fold if they are long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from poc_docs.site.markup import NOTHING, Content, Html, element, join, rows
from poc_docs.site.start_page.filtered import ALL_PLANS
from poc_docs.site.tables import bullets, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from poc_docs.site.view import View

T = TypeVar("T")

SHOWN = 40
"""How many rows of a table are seen before one unfolds it."""

MOST = 200
"""How many rows stand on a page at all: a page of more would take long to open."""


def plan_name(view: View, page: str, path: str, *, section: str = "") -> Html:
    """Give the name of a plan with a link from ``page`` to its page, or to a section of that."""
    address = view.plan_link(page, path) + (f"#{section}" if section else "")
    return element("a", view.names[path], href=address)


def all_plans(view: View, page: str, words: str, **asked: str) -> Html:
    """Give a link into the table of all plans with a filter, such as ``owner="Ines Falk"``."""
    return element("a", words, href=f"{view.link(page, ALL_PLANS)}?{urlencode(asked)}")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table holds, its columns, a class of the stylesheet, and for how many rows it has room."""

    label: str
    columns: tuple[str, ...]
    kind: str = ""
    most: int = MOST


def folded_table(
    layout: Layout, items: Sequence[T], cells: Callable[[T], Sequence[Content]], shown: int = SHOWN
) -> Html:
    """Give a table with a row for each item, of which only the first are seen before one unfolds it.

    How many items got no row is said.
    """
    seen = _seen(items, shown)
    first = table(layout.label, layout.columns, map(cells, items[:seen]), kind=layout.kind)
    rest = items[seen : layout.most]
    if not rest:
        return first
    further = f"{layout.label}, continued"
    left = len(items) - layout.most
    parts: list[Content] = [
        element("summary", f"{len(rest)} more"),
        table(further, layout.columns, map(cells, rest), kind=layout.kind),
        element("p", f"{left} more have no room here.", class_="poc-docs-more") if left > 0 else NOTHING,
    ]
    return rows([first, element("details", rows(parts), class_="poc-docs-folded")])


def folded_list(items: Sequence[Content], shown: int) -> Html:
    """Give a list of which only the first items are seen before one unfolds it."""
    seen = _seen(items, shown)
    first = bullets(items[:seen])
    rest = items[seen:MOST]
    if not rest:
        return first
    left = [f"{len(items) - MOST} more have no room here."] if len(items) > MOST else []
    more = element("summary", f"{len(rest)} more")
    return rows([first, element("details", more, bullets([*rest, *left]), class_="poc-docs-folded")])


def _seen(items: Sequence[object], shown: int) -> int:
    """Give how many are seen: a few more than ``shown`` are not worth a fold."""
    return len(items) if len(items) <= shown + shown // 3 else shown


def command(*words: str) -> Html:
    """Give what to type."""
    return element("code", " ".join(words))


def sentence(*parts: Content) -> Html:
    """Give a paragraph in small letters."""
    return element("p", join(parts), class_="poc-docs-note")

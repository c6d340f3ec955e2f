"""Changes to the front matter: a value in place, a further key, a further item; every comment stays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poc_docs.text.edits import Edit
from poc_docs.text.front_matter import FrontMatter, Mapping, Node, Scalar, Sequence, value_end
from poc_docs.text.front_matter_source import (
    STEP,
    FrontMatterEditError,
    entry_line,
    flow_source,
    item_lines,
    key_lines,
    scalar_source,
    source_in_style_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as Mappings
    from collections.abc import Sequence as Sequences

    from poc_docs.text.front_matter_source import One, Value

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def set_scalar(text: str, front_matter: FrontMatter, key: str, value: One) -> list[Edit]:
    """Give the edits that make the top-level ``key`` read ``value``, in the author's quotes if they fit.

    Raises ``FrontMatterEditError`` where the key is missing or holds lines of its own.
    """
    return set_entry(text, front_matter.root, key, value)


def set_nested(text: str, front_matter: FrontMatter, key: str, inner: str, value: Value) -> list[Edit]:
    """Give the edits that make ``inner`` in the mapping under ``key`` read ``value``; either may be new."""
    node = front_matter.root.get(key)
    if node is None:
        return add_key(text, front_matter, key, {inner: value})
    if isinstance(node, Scalar) and _is_null(node):
        return [_replacement(text, node, flow_source({inner: value}))]
    if not isinstance(node, Mapping):
        raise FrontMatterEditError(f"{key!r} must hold keys and values")
    if node.get(inner) is not None:
        if not isinstance(value, str | bool | int | dt.date):
            raise FrontMatterEditError(f"{inner!r} of {key!r} can be replaced only by one value")
        return set_entry(text, node, inner, value)
    if node.flow:
        entry = f"{scalar_source(inner, flow=True)}: {flow_source(value)}"
        last = [end for name, last in node.entries for end in (name.span.end, last.span.end)]
        return [_flow_insertion(node.span.start, max(last, default=None), entry)]
    first, (_, last_value) = node.entries[0][0], node.entries[-1]
    end = _line_end(text, value_end(text, last_value))
    indentation = " " * _column(text, first.span.start)
    return [_insertion(text, end, [f"{indentation}{entry_line(inner, value)}"])]


def add_key(
    text: str, front_matter: FrontMatter, key: str, value: Value, after: str | None = None
) -> list[Edit]:
    """Give the edits that add a top-level key: below the key ``after``, or before the closing fence."""
    root = _block_root(front_matter)
    if root.get(key) is not None:
        raise FrontMatterEditError(f"{key!r} is already in the front matter")
    indentation = " " * _column(text, root.entries[0][0].span.start)
    lines = [indentation + line for line in key_lines(key, value)]
    below = root.get(after) if after else None
    end = _line_end(text, value_end(text, below)) if below else front_matter.content.end
    return [_insertion(text, end, lines)]


def append_item(text: str, front_matter: FrontMatter, key: str, item: Value) -> list[Edit]:
    """Give the edits that add ``item`` at the end of the list under the top-level ``key``.

    A missing key is added; an empty list becomes one with an item below the other.
    """
    root = front_matter.root
    node, name = root.get(key), root.key(key)
    if node is None or name is None:
        return add_key(text, front_matter, key, [item])
    if isinstance(node, Sequence) and node.items:
        return [_further_item(text, node, item)]
    if isinstance(node, Sequence) or (isinstance(node, Scalar) and _is_null(node)):
        _block_root(front_matter)
        indentation = " " * _column(text, name.span.start) + STEP
        start = node.span.start - len(_blanks_before(text, node.span.start))
        emptied = [Edit(start, node.span.end, "")] if start < node.span.end else []
        lines = [indentation + line for line in item_lines(item)]
        return [*emptied, _insertion(text, _line_end(text, node.span.end), lines)]
    raise FrontMatterEditError(f"{key!r} must hold a list")


def set_item(
    text: str, front_matter: FrontMatter, key: str, index: int, item: Mappings[str, One]
) -> list[Edit]:
    """Give the edits that make one mapping in the list under ``key`` read ``item``; its comments stay."""
    node = front_matter.root.get(key)
    found = node.items[index] if isinstance(node, Sequence) and index < len(node.items) else None
    if not isinstance(found, Mapping):
        raise FrontMatterEditError(f"{key!r} must hold a list of keys and values")
    present = {name.value: value.value for name, value in found.entries if isinstance(value, Scalar)}
    if present == {name: text_of(value) for name, value in item.items()}:
        return []
    if found.flow:
        return [Edit(found.span.start, found.span.end, flow_source(item))]
    edits = []
    for position, (name, value) in enumerate(found.entries):
        if name.value in item:
            edits += set_entry(text, found, name.value, item[name.value])
        elif position == 0:
            raise FrontMatterEditError(
                f"{name.value!r} stands first in an item of {key!r}; remove it by hand"
            )
        else:
            edits.append(
                Edit(_line_start(text, name.span.start), _line_end(text, value_end(text, value)), "")
            )
    new = [entry_line(name, value) for name, value in item.items() if found.get(name) is None]
    if new:
        end = _line_end(text, value_end(text, found))
        indentation = " " * _column(text, found.entries[0][0].span.start)
        edits.append(_insertion(text, end, [indentation + line for line in new]))
    return edits


def set_entry(text: str, mapping: Mapping, key: str, value: One) -> list[Edit]:
    """Give the edits that make ``key`` of a mapping of the front matter read ``value``.

    Raises ``FrontMatterEditError`` where the key is missing or holds lines of its own.
    """
    node = mapping.get(key)
    if node is None:
        raise FrontMatterEditError(f"{key!r} is not in the front matter")
    wanted = text_of(value)
    if isinstance(node, Scalar):
        if node.value == wanted and not (node.style == "" and not wanted):
            return []
        return [_replacement(text, node, source_in_style_of(text, node, value, flow=mapping.flow))]
    if not node.flow:
        raise FrontMatterEditError(f"{key!r} holds lines of its own, not one value")
    # ``[Name]`` without quotes: a list to YAML, a placeholder to everybody else.
    return (
        []
        if node.span.of(text) == wanted
        else [_replacement(text, node, scalar_source(value, flow=mapping.flow))]
    )


def remove_last_item(text: str, front_matter: FrontMatter, key: str) -> list[Edit]:
    """Give the edits that remove the last item of the list under ``key``, but not the key.

    Raises ``FrontMatterEditError`` where there is no such item, or more than blanks before it on its line.
    """
    node = front_matter.root.get(key)
    if not isinstance(node, Sequence) or not node.items:
        raise FrontMatterEditError(f"{key!r} must hold a list with an item")
    last = node.items[-1]
    if node.flow:
        start = node.items[-2].span.end if node.items[1:] else node.span.start + 1
        return [Edit(start, last.span.end, "")]
    dash = text.rfind("-", 0, last.span.start)
    if text[dash + 1 : last.span.start].strip() or text[_line_start(text, dash) : dash].strip():
        raise FrontMatterEditError(f"the last item of {key!r} must begin on a line of its own, with '- '")
    return [Edit(_line_start(text, dash), _line_end(text, value_end(text, last)), "")]


def remove_key(text: str, front_matter: FrontMatter, key: str) -> list[Edit]:
    """Give the edits that remove a top-level key with its value; none where it is absent."""
    root = front_matter.root
    node, name = root.get(key), root.key(key)
    if node is None or name is None:
        return []
    if len(_block_root(front_matter).entries) == 1:
        raise FrontMatterEditError(f"{key!r} is the only key and must stay")
    return [Edit(_line_start(text, name.span.start), _line_end(text, value_end(text, node)), "")]


def _replacement(text: str, node: Node, source: str) -> Edit:
    blank = (
        " " if node.span.start == node.span.end and text[node.span.start - 1 : node.span.start] == ":" else ""
    )
    return Edit(node.span.start, node.span.end, blank + source)


def _further_item(text: str, node: Sequence, item: Value) -> Edit:
    if node.flow:
        return _flow_insertion(node.span.start, node.items[-1].span.end, flow_source(item))
    end = _line_end(text, value_end(text, node))
    indentation = " " * _column(text, node.span.start)
    return _insertion(text, end, [indentation + line for line in item_lines(item)])


def _flow_insertion(start: int, last: int | None, source: str) -> Edit:
    """Insert behind the last entry, or behind the opening bracket of an empty collection."""
    return Edit(start + 1, start + 1, source) if last is None else Edit(last, last, f", {source}")


def _insertion(text: str, offset: int, lines: Sequences[str]) -> Edit:
    """Insert whole lines at the beginning of a line, with the line break of the line above."""
    newline = "\r\n" if text[:offset].endswith("\r\n") else "\n"
    return Edit(offset, offset, "".join(line + newline for line in lines))


def _block_root(front_matter: FrontMatter) -> Mapping:
    if front_matter.root.flow:
        raise FrontMatterEditError(
            "the front matter must have one key on each line, without braces around them"
        )
    return front_matter.root


def _is_null(node: Scalar) -> bool:
    return node.style == "" and node.value in _NULLS


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    """Give the beginning of the line after the one that ``offset`` ends."""
    if text[offset - 1] == "\n":
        return offset
    return text.index("\n", offset) + 1


def _column(text: str, offset: int) -> int:
    return offset - _line_start(text, offset) - text.startswith("\ufeff", _line_start(text, offset))


def _blanks_before(text: str, offset: int) -> str:
    before = text[_line_start(text, offset) : offset]
    return before[len(before.rstrip(" \t")) :]

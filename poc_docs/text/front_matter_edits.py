"""Changes to the front matter: a value in place, a further key, a further item; every comment stays.

A value that is new is written on one line where it can be: a mapping in braces, a list as one item below
the other. A text that YAML might take for something else (``No``, ``12:30``, ``[x]``) is put in quotes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as Mappings
from collections.abc import Sequence as Sequences
from typing import TYPE_CHECKING, Any

from poc_docs.text.edits import Edit
from poc_docs.text.front_matter import FrontMatter, Mapping, Node, Scalar, Sequence
from poc_docs.text.libraries import yaml
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from typing import TypeAlias

One: TypeAlias = str | bool | int | dt.date | None
"""A text, or what stands in the file without quotes; None leaves the place behind its key empty."""

Value: TypeAlias = "One | Mappings[str, Value] | Sequences[Value]"
"""What can be written: single values, mappings and lists of these."""

_STEP = "  "
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TEXT_TAG = "tag:yaml.org,2002:str"
_RESOLVER: Any = yaml.SafeLoader("")
# A plain scalar may begin with more than this; what is outside is put in quotes to be sure.
_PLAIN = pattern(r"[\w<=≥≤(+$€£/.][^\n]*")
_PLAIN_IN_FLOW = pattern(r"[^\W_](?:[\w .@/+-]*[\w.@/+-])?")
_NOT_PLAIN = pattern(r":(?:\s|$)|\s#|\s$|\t")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TO_ESCAPE = pattern('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_BLOCK_HEADER = pattern(r"[|>](?P<chomp>[+-]?)[^\r\n]*")
_NOT_IN_BLOCK = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Quoted(str):
    """A text that is written in double quotes even where it needs none."""

    __slots__ = ()


class FrontMatterEditError(ValueError):
    """The front matter cannot be changed as asked; the text says why."""


def set_scalar(text: str, front_matter: FrontMatter, key: str, value: One) -> list[Edit]:
    """Give the edits that make the top-level ``key`` read ``value``, in the author's quotes if they fit.

    Raises ``FrontMatterEditError`` where the key is missing or holds lines of its own.
    """
    return _set(text, front_matter.root, key, value)


def set_nested(text: str, front_matter: FrontMatter, key: str, inner: str, value: Value) -> list[Edit]:
    """Give the edits that make ``inner`` in the mapping under ``key`` read ``value``; either may be new."""
    node = front_matter.root.get(key)
    if node is None:
        return add_key(text, front_matter, key, {inner: value})
    if isinstance(node, Scalar) and _is_null(node):
        return [_replacement(text, node, _flow({inner: value}))]
    if not isinstance(node, Mapping):
        raise FrontMatterEditError(f"{key!r} must hold keys and values")
    if node.get(inner) is not None:
        if not isinstance(value, str | bool | int | dt.date):
            raise FrontMatterEditError(f"{inner!r} of {key!r} can be replaced only by one value")
        return _set(text, node, inner, value)
    if node.flow:
        entry = f"{scalar_source(inner, flow=True)}: {_flow(value)}"
        last = [end for name, last in node.entries for end in (name.span.end, last.span.end)]
        return [_flow_insertion(node.span.start, max(last, default=None), entry)]
    first, (_, last_value) = node.entries[0][0], node.entries[-1]
    end = _line_end(text, _value_end(text, last_value))
    indentation = " " * _column(text, first.span.start)
    return [_insertion(text, end, [f"{indentation}{_entry(inner, value)}"])]


def add_key(
    text: str, front_matter: FrontMatter, key: str, value: Value, after: str | None = None
) -> list[Edit]:
    """Give the edits that add a top-level key: below the key ``after``, or before the closing fence."""
    root = _block_root(front_matter)
    if root.get(key) is not None:
        raise FrontMatterEditError(f"{key!r} is already in the front matter")
    indentation = " " * _column(text, root.entries[0][0].span.start)
    lines = [indentation + line for line in _key_lines(key, value)]
    below = root.get(after) if after else None
    end = _line_end(text, _value_end(text, below)) if below else front_matter.content.end
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
        indentation = " " * _column(text, name.span.start) + _STEP
        start = node.span.start - len(_blanks_before(text, node.span.start))
        emptied = [Edit(start, node.span.end, "")] if start < node.span.end else []
        lines = [indentation + line for line in _item_lines(item)]
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
    if present == {name: _text_of(value) for name, value in item.items()}:
        return []
    if found.flow:
        return [Edit(found.span.start, found.span.end, _flow(item))]
    edits = []
    for position, (name, value) in enumerate(found.entries):
        if name.value in item:
            edits += _set(text, found, name.value, item[name.value])
        elif position == 0:
            raise FrontMatterEditError(
                f"{name.value!r} stands first in an item of {key!r}; remove it by hand"
            )
        else:
            edits.append(
                Edit(_line_start(text, name.span.start), _line_end(text, _value_end(text, value)), "")
            )
    new = [_entry(name, value) for name, value in item.items() if found.get(name) is None]
    if new:
        end = _line_end(text, _value_end(text, found))
        indentation = " " * _column(text, found.entries[0][0].span.start)
        edits.append(_insertion(text, end, [indentation + line for line in new]))
    return edits


def set_entry(text: str, mapping: Mapping, key: str, value: One) -> list[Edit]:
    """Give the edits that make ``key`` of a mapping of the front matter read ``value``.

    Raises ``FrontMatterEditError`` where the key is missing or holds lines of its own.
    """
    return _set(text, mapping, key, value)


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
    return [Edit(_line_start(text, dash), _line_end(text, _value_end(text, last)), "")]


def remove_key(text: str, front_matter: FrontMatter, key: str) -> list[Edit]:
    """Give the edits that remove a top-level key with its value; none where it is absent."""
    root = front_matter.root
    node, name = root.get(key), root.key(key)
    if node is None or name is None:
        return []
    if len(_block_root(front_matter).entries) == 1:
        raise FrontMatterEditError(f"{key!r} is the only key and must stay")
    return [Edit(_line_start(text, name.span.start), _line_end(text, _value_end(text, node)), "")]


def block_source(values: Mappings[str, Value], newline: str) -> str:
    """Give a whole front matter of ``values``, with its fences and a line break at its end."""
    lines = [line for key, value in values.items() for line in _key_lines(key, value)]
    return newline.join(["---", *lines, "---", ""])


def _set(text: str, mapping: Mapping, key: str, value: One) -> list[Edit]:
    node = mapping.get(key)
    if node is None:
        raise FrontMatterEditError(f"{key!r} is not in the front matter")
    wanted = _text_of(value)
    if isinstance(node, Scalar):
        if node.value == wanted and not (node.style == "" and not wanted):
            return []
        return [_replacement(text, node, _in_style_of(text, node, value, flow=mapping.flow))]
    if not node.flow:
        raise FrontMatterEditError(f"{key!r} holds lines of its own, not one value")
    # ``[Name]`` without quotes: a list to YAML, a placeholder to everybody else.
    return (
        []
        if node.span.of(text) == wanted
        else [_replacement(text, node, scalar_source(value, flow=mapping.flow))]
    )


def _replacement(text: str, node: Node, source: str) -> Edit:
    blank = (
        " " if node.span.start == node.span.end and text[node.span.start - 1 : node.span.start] == ":" else ""
    )
    return Edit(node.span.start, node.span.end, blank + source)


def _in_style_of(text: str, node: Scalar, new: One, *, flow: bool) -> str:
    value = _text_of(new)
    if node.style in {"|", ">"}:
        block = _block_scalar(node.span.of(text), value)
        if block is not None:
            return block
        ending = re.search(r"(?:\r\n|\n)[ \t\r\n]*\Z", node.span.of(text))
        return _double_quoted(value) + (ending.group() if ending else "")
    if node.style == "'" and not _TO_ESCAPE.search(value.replace('"', "").replace("\\", "")):
        return "'" + value.replace("'", "''") + "'"
    if node.style:
        return _double_quoted(value)
    same_kind = not isinstance(new, str) or _tag(value) == _tag(node.value)
    return value if _is_plain(value, flow=flow) and (same_kind or _is_text(value)) else _double_quoted(value)


def _block_scalar(old: str, value: str) -> str | None:
    """Give ``value`` as a block scalar with header and indentation of ``old``, or None if it can't be one."""
    header = _BLOCK_HEADER.match(old)
    body = re.search(r"\n(?P<indentation> +)\S", old)
    lines = value.removesuffix("\n").split("\n")
    folded = old.startswith(">") and len(lines) > 1
    unfit = _NOT_IN_BLOCK.search(value) or any(not line or line[0] in " \t" for line in lines)
    if not header or not body or folded or unfit or re.match(r"[|>][+-]?\d", old):
        return None
    if value.endswith("\n") != (header["chomp"] == "") or header["chomp"] == "+":
        chomp = "" if value.endswith("\n") else "-"
        start = old[0] + chomp + header.group()[1 + len(header["chomp"]) :]
    else:
        start = header.group()
    newline = "\r\n" if "\r\n" in old else "\n"
    ending = re.search(r"(?:\r\n|\n)[ \t\r\n]*\Z", old)
    return newline.join([start, *(body["indentation"] + line for line in lines)]) + (
        ending.group() if ending else ""
    )


def _further_item(text: str, node: Sequence, item: Value) -> Edit:
    if node.flow:
        return _flow_insertion(node.span.start, node.items[-1].span.end, _flow(item))
    end = _line_end(text, _value_end(text, node))
    indentation = " " * _column(text, node.span.start)
    return _insertion(text, end, [indentation + line for line in _item_lines(item)])


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


def _value_end(text: str, node: Node) -> int:
    """Give where a value ends: a block collection's own span goes on to the next key, past its comments."""
    if isinstance(node, Scalar):
        source = node.span.of(text)
        # Blank lines at the end belong to a block scalar only if it keeps them.
        if node.style in {"|", ">"} and "+" not in source.split("\n", 1)[0]:
            return node.span.start + len(source.rstrip())
        return node.span.end
    if node.flow:
        return node.span.end
    return _value_end(text, node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1])


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


def _key_lines(key: str, value: Value) -> list[str]:
    if isinstance(value, Sequences) and not isinstance(value, str) and value:
        lines = [line for item in value for line in _item_lines(item)]
        return [f"{scalar_source(key)}:", *(_STEP + line for line in lines)]
    return [_entry(key, value)]


def _item_lines(item: Value) -> list[str]:
    if isinstance(item, Mappings) and item:
        lines = [line for key, value in item.items() for line in _key_lines(key, value)]
    elif isinstance(item, str) or not isinstance(item, Sequences | Mappings):
        lines = [scalar_source(item)]
    else:
        lines = [_flow(item)]
    return ["- " + lines[0], *(_STEP + line for line in lines[1:])]


def _entry(key: str, value: Value) -> str:
    if value is None:
        return f"{scalar_source(key)}:"
    collection = isinstance(value, Mappings | Sequences) and not isinstance(value, str)
    return f"{scalar_source(key)}: {_flow(value) if collection else scalar_source(value)}"


def _flow(value: Value) -> str:
    if isinstance(value, Mappings):
        entries = (f"{scalar_source(key, flow=True)}: {_flow(inner)}" for key, inner in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, Sequences) and not isinstance(value, str):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar_source(value, flow=True)


def _text_of(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def scalar_source(value: Value, *, flow: bool = False) -> str:
    """Give a new single value, in quotes if it is a text that needs them; ``flow`` inside of braces."""
    source = _text_of(value)
    if isinstance(value, Quoted):
        return _double_quoted(source)
    if not isinstance(value, str):
        return source
    return source if _is_plain(source, flow=flow) and _is_text(source) else _double_quoted(source)


def _is_plain(value: str, *, flow: bool) -> bool:
    """Say whether ``value`` reads back as it is without quotes."""
    if _TO_ESCAPE.search(value.replace('"', "").replace("\\", "")) or _NOT_PLAIN.search(value):
        return False
    return bool((_PLAIN_IN_FLOW if flow else _PLAIN).fullmatch(value))


def _is_text(value: str) -> bool:
    """Say whether YAML 1.1 takes a plain ``value`` for a text, not for a number or a date."""
    return _tag(value) == _TEXT_TAG


def _tag(value: str) -> str:
    return str(_RESOLVER.resolve(yaml.ScalarNode, value, (True, False)))


def _double_quoted(value: str) -> str:
    return '"' + _TO_ESCAPE.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 -- the surrogates, which UTF-8 cannot hold
        raise FrontMatterEditError(f"front matter must not hold the broken character U+{code:04X}")
    return _ESCAPED.get(char) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")  # noqa: PLR2004

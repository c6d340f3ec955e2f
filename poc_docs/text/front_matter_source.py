"""How values are written in front matter: plain, in quotes, in braces, or in the author's own style.

A value that is new is written on one line where it can be: a mapping in braces, a list as one item below
the other. A text that YAML might take for something else (``No``, ``12:30``, ``[x]``) is put in quotes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from poc_docs.text.libraries import yaml
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from typing import TypeAlias

    from poc_docs.text.front_matter import Scalar

One: TypeAlias = str | bool | int | dt.date | None
"""A text, or what stands in the file without quotes; None leaves the place behind its key empty."""
Value: TypeAlias = "One | Mapping[str, Value] | Sequence[Value]"
"""What can be written: single values, mappings and lists of these."""
STEP = "  "
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


def block_source(values: Mapping[str, Value], newline: str) -> str:
    """Give a whole front matter of ``values``, with its fences and a line break at its end."""
    lines = [line for key, value in values.items() for line in key_lines(key, value)]
    return newline.join(["---", *lines, "---", ""])


def key_lines(key: str, value: Value) -> list[str]:
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        lines = [line for item in value for line in item_lines(item)]
        return [f"{scalar_source(key)}:", *(STEP + line for line in lines)]
    return [entry_line(key, value)]


def item_lines(item: Value) -> list[str]:
    if isinstance(item, Mapping) and item:
        lines = [line for key, value in item.items() for line in key_lines(key, value)]
    elif isinstance(item, str) or not isinstance(item, Sequence | Mapping):
        lines = [scalar_source(item)]
    else:
        lines = [flow_source(item)]
    return ["- " + lines[0], *(STEP + line for line in lines[1:])]


def entry_line(key: str, value: Value) -> str:
    if value is None:
        return f"{scalar_source(key)}:"
    collection = isinstance(value, Mapping | Sequence) and not isinstance(value, str)
    return f"{scalar_source(key)}: {flow_source(value) if collection else scalar_source(value)}"


def flow_source(value: Value) -> str:
    if isinstance(value, Mapping):
        entries = (f"{scalar_source(key, flow=True)}: {flow_source(inner)}" for key, inner in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow_source, value)) + "]"
    return scalar_source(value, flow=True)


def scalar_source(value: Value, *, flow: bool = False) -> str:
    """Give a new single value, in quotes if it is a text that needs them; ``flow`` inside of braces."""
    source = text_of(value)
    if isinstance(value, Quoted):
        return _double_quoted(source)
    if not isinstance(value, str):
        return source
    return source if _is_plain(source, flow=flow) and _is_text(source) else _double_quoted(source)


def source_in_style_of(text: str, node: Scalar, new: One, *, flow: bool) -> str:
    value = text_of(new)
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


def text_of(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


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

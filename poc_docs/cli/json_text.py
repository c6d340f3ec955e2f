"""JSON as every ``--format json`` prints it: no value in it can drive a terminal or GitHub's runner."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_INDENT = "  "


def json_text(value: Any) -> str:
    """Give a value as JSON, with every character that is not printable, and ``##[``, as an escape."""
    lines = json.dumps(value, ensure_ascii=False, indent=len(_INDENT)).split("\n")
    text = "\n".join(line if line.isprintable() else _escaped(line) for line in lines)
    return text.replace("##[", "#\\u0023[")


def json_element(value: Any) -> bytes:
    """Give a value as an element of the list that ``json_pieces`` is given."""
    return _deeper(json_text(value), 2).encode()


def json_pieces(value: Mapping[str, Any], name: str, elements: Iterable[bytes]) -> Iterator[bytes]:
    """Give an object as ``json_text`` does, in UTF-8 and piece by piece: its list ``name`` has ``elements``.

    Each of these was given by ``json_element``; what ``value`` has under that name is its place.
    """
    for number, (key, each) in enumerate(value.items()):
        yield f"{',' if number else '{'}\n{_INDENT}{json_text(key)}: ".encode()
        if key == name:
            yield from _list_pieces(elements)
        else:
            yield _deeper(json_text(each), 1).encode()
    yield b"\n}\n"


def print_json(value: Mapping[str, Any], name: str) -> None:
    """Print an object as JSON, its list ``name``, which may be long, element by element."""
    for piece in json_pieces(value, name, map(json_element, value[name])):
        click.echo(piece.decode(), nl=False)


def _list_pieces(elements: Iterable[bytes]) -> Iterator[bytes]:
    begin = f"\n{_INDENT * 2}".encode()
    separator = b"["
    for element in elements:
        yield b"".join((separator, begin, element))  # what is written at once is written faster
        separator = b","
    yield b"[]" if separator == b"[" else f"\n{_INDENT}]".encode()


def _deeper(text: str, levels: int) -> str:
    return text.replace("\n", "\n" + _INDENT * levels)


def _escaped(line: str) -> str:
    return "".join(char if char.isprintable() else json.dumps(char).strip('"') for char in line)

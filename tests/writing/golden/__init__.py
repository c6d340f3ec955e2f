"""Pairs of texts before and after: a title, a line of one dot, the input, a dot, the output, a dot."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def pairs(name: str) -> list[tuple[str, str, str]]:
    """Give title, input and expected output of every case in the file ``name``."""
    parts = (_HERE / name).read_text(encoding="utf-8").split("\n.\n")
    assert parts.pop().strip() == ""
    return [(parts[i].strip(), parts[i + 1], parts[i + 2]) for i in range(0, len(parts), 3)]

"""Parts of a JSON value whose shape nobody promised: what is of another kind counts as not there."""

from __future__ import annotations

from typing import Any


def group(value: Any, *path: str) -> dict[str, Any]:
    """Give the object below ``path``, or an empty one."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def groups(value: Any) -> list[dict[str, Any]]:
    """Give the objects of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def word(value: Any) -> str:
    """Give a text, or an empty one."""
    return value if isinstance(value, str) else ""

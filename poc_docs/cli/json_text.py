"""JSON as every ``--format json`` prints it: no value in it can drive a terminal or GitHub's runner."""

from __future__ import annotations

import json
from typing import Any


def json_text(value: Any) -> str:
    """Give a value as JSON, with every character that is not printable, and ``##[``, as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    shown = "".join(
        char if char.isprintable() or char == "\n" else json.dumps(char).strip('"') for char in text
    )
    return shown.replace("##[", "#\\u0023[")

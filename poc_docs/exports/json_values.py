"""Values of a plan's model as JSON: a placeholder says nothing yet, and is null."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from poc_docs.plan.texts import Read, Text
from poc_docs.plan.values import Money, is_placeholder


def json_value(value: object) -> Any:
    """Give a value of the model as JSON: dates in ISO 8601, money as exact text with its currency."""
    if isinstance(value, Read):
        return json_value(value.value) if value.value is not None else None
    if isinstance(value, Text):
        return None if not value.value or is_placeholder(value.value) else value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Money):
        return {"amount": f"{value.amount:f}", "currency": value.currency}
    if isinstance(value, tuple):
        return [json_row(item) for item in value]
    return value


def json_row(item: Any) -> dict[str, Any]:
    """Give a value of the model by its own names, without its place in the file."""
    names = [each.name for each in fields(item) if each.name not in {"row", "span"}]
    return {name: json_value(getattr(item, name)) for name in names}

"""Prometheus: what its HTTP API answers to ``query`` and ``query_range``.

Source: Prometheus documentation, *HTTP API* (instant and range queries) and *Metric and label naming* (the
base units in the names of metrics).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.imports.json_values import group, groups, word
from poc_docs.imports.offers import (
    ImportRefusedError,
    Measurements,
    NoNumber,
    Offer,
    measurements,
    moment,
    number_of,
    offer,
)
from poc_docs.imports.samples import divided

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

_UNITS = {
    "_seconds": ("s", 0),
    "_bytes": ("B", 0),
    "_ratio": ("%", 2),
    "_celsius": ("\u00b0C", 0),
    "_seconds_sum": ("s", 0),
    "_bytes_sum": ("B", 0),
}
_PAIR = 2


def fits(content: Any) -> bool:
    """Say whether this is an answer of Prometheus."""
    return (
        isinstance(content, dict)
        and word(content.get("status")) in {"success", "error"}
        and ("resultType" in group(content, "data") or "errorType" in content)
    )


def read(content: Any) -> Measurements:
    """Offer each series of the answer; of a range its last, least, greatest and mean value."""
    if content["status"] == "error":
        raise ImportRefusedError(
            f"Prometheus answered with an error: {word(content.get('error'))[:200]}",
            "correct the query, and ask again",
        )
    data = group(content, "data")
    kind, result = data.get("resultType"), data.get("result")
    if kind == "scalar":
        return measurements([offer("prometheus:scalar", _value(result))], _time(result))
    series = groups(result)
    times = [_time(each.get("value")) or _time(_last(each.get("values"))) for each in series]
    time = max((each for each in times if each), default=None)
    return measurements((each for one in series for each in _offers(one)), time)


def _last(values: Any) -> Any:
    return values[-1] if isinstance(values, list) and values else None


def _value(pair: Any) -> Any:
    return pair[1] if isinstance(pair, list) and len(pair) == _PAIR else None


def _time(pair: Any) -> dt.datetime | None:
    return moment(pair[0]) if isinstance(pair, list) and len(pair) == _PAIR else None


def _offers(series: dict[str, Any]) -> Iterator[Offer]:
    labels = group(series, "metric")
    name = word(labels.get("__name__"))
    others = ",".join(f'{key}="{word(labels[key])}"' for key in sorted(labels) if key != "__name__")
    source = f"prometheus:{name}{{{others}}}" if others else f"prometheus:{name or 'value'}"
    unit, shift = next((unit for ending, unit in _UNITS.items() if name.endswith(ending)), ("", 0))
    if "value" in series:
        yield offer(source, _value(series["value"]), unit, shift=shift)
    values = series.get("values")
    if isinstance(values, list) and values:
        yield from _range(source, [_value(pair) for pair in values], unit, shift)


def _range(source: str, values: list[Any], unit: str, shift: int) -> Iterator[Offer]:
    numbers: list[Decimal] = []
    for value in values:
        number = number_of(value)
        if isinstance(number, NoNumber):
            yield offer(source, number, unit)
            return
        numbers.append(number)
    yield offer(f"{source} last", numbers[-1], unit, shift=shift)
    yield offer(f"{source} min", min(numbers), unit, shift=shift)
    yield offer(f"{source} max", max(numbers), unit, shift=shift)
    yield offer(f"{source} avg", divided(sum(numbers), len(numbers)), unit, shift=shift)

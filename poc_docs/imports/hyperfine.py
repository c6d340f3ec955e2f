"""hyperfine: ``--export-json FILE`` and ``--export-csv FILE``; times are seconds, memory is bytes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from poc_docs.imports.json_values import groups, word
from poc_docs.imports.offers import Measurements, Offer, measurements, offer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.imports.rows import Rows

_FIGURES = ("mean", "stddev", "median", "min", "max", "user", "system")


def fits(content: Any) -> bool:
    """Say whether this is what ``--export-json`` writes."""
    results = groups(content.get("results")) if isinstance(content, dict) else []
    return bool(results) and all("command" in each and "mean" in each for each in results)


def read(content: Any) -> Measurements:
    """Offer the figures of each command."""
    return measurements(each for result in groups(content["results"]) for each in _figures(result))


def fits_rows(rows: Rows) -> bool:
    """Say whether this is what ``--export-csv`` writes."""
    return rows.header[:8] == ("command", "mean", "stddev", "median", "user", "system", "min", "max")


def read_rows(rows: Rows) -> Measurements:
    """Offer the figures of each command."""
    return measurements(each for row in rows.records() for each in _figures(row))


def _figures(result: dict[str, Any]) -> Iterator[Offer]:
    command = word(result.get("command"))
    for figure in _FIGURES:
        if result.get(figure) is not None:
            yield offer(f"hyperfine:{command} {figure}", result[figure], "s")
    codes = result.get("exit_codes")
    if isinstance(codes, list) and codes:
        failed = sum(code != 0 for code in codes)
        yield offer(f"hyperfine:{command} failed runs", failed, "runs")
    memory = result.get("memory_usage_byte")
    if isinstance(memory, list) and memory:
        yield _largest(f"hyperfine:{command} max memory", memory)


def _largest(source: str, values: list[Any]) -> Offer:
    found = [offer(source, value, "B") for value in values]
    broken = next((each for each in found if each.problem), None)
    return broken or max(found, key=lambda each: each.value if not isinstance(each.value, str) else math.nan)

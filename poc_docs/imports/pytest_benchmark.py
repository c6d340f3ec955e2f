"""pytest-benchmark: ``--benchmark-json FILE`` and what ``--benchmark-autosave`` writes; times are seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.imports.json_values import group, groups, word
from poc_docs.imports.offers import Measurements, Offer, measurements, moment_of_text, offer

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURES = {
    "mean": "s",
    "median": "s",
    "min": "s",
    "max": "s",
    "stddev": "s",
    "iqr": "s",
    "ops": "operations/s",
    "rounds": "rounds",
}


def fits(content: Any) -> bool:
    """Say whether this is a file of pytest-benchmark."""
    benchmarks = groups(content.get("benchmarks")) if isinstance(content, dict) else []
    return bool(benchmarks) and all(group(each, "stats") for each in benchmarks)


def read(content: Any) -> Measurements:
    """Offer the statistics of each benchmark under its full name."""
    time = moment_of_text(content.get("datetime"))
    return measurements((each for one in groups(content["benchmarks"]) for each in _figures(one)), time)


def _figures(benchmark: dict[str, Any]) -> Iterator[Offer]:
    name = word(benchmark.get("fullname")) or word(benchmark.get("name"))
    stats = group(benchmark, "stats")
    for figure, unit in _FIGURES.items():
        if stats.get(figure) is not None:
            yield offer(f"pytest-benchmark:{name} {figure}", stats[figure], unit)

"""vegeta: ``vegeta report -type=json``. Source: vegeta's README and ``lib/metrics.go``; times in ns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.imports.json_values import group
from poc_docs.imports.offers import Measurements, Offer, measurements, moment_of_text, offer

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURES = {
    "requests": ("requests", 0),
    "rate": ("requests/s", 0),
    "throughput": ("requests/s", 0),
    "success": ("%", 2),
    "duration": ("ns", 0),
    "wait": ("ns", 0),
}


def fits(content: Any) -> bool:
    """Say whether this is vegeta's JSON report."""
    return bool(group(content, "latencies")) and "status_codes" in content


def read(content: Any) -> Measurements:
    """Offer latencies, throughput, success and status codes."""
    return measurements(_offers(content), moment_of_text(content.get("end") or content.get("latest")))


def _offers(content: dict[str, Any]) -> Iterator[Offer]:
    for name, value in group(content, "latencies").items():
        if name != "total":
            yield offer(f"vegeta:latency {name}", value, "ns")
    for name, (unit, shift) in _FIGURES.items():
        if name in content:
            yield offer(f"vegeta:{name}", content[name], unit, shift=shift)
    for code, value in group(content, "status_codes").items():
        yield offer(f"vegeta:status {code}", value, "responses")
    for direction in ("bytes_in", "bytes_out"):
        for name, value in group(content, direction).items():
            yield offer(f"vegeta:{direction} {name}", value, "B")

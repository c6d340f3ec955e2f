"""Locust: the file ``PREFIX_stats.csv`` that ``--csv PREFIX`` writes, and what ``--json`` prints.

Source: Locust documentation, *Retrieve test statistics in CSV format*. Times are milliseconds. The JSON has
the response times rounded as Locust does it, and how many requests took each; percentiles are made of them.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from poc_docs.imports.json_values import group, groups, word
from poc_docs.imports.offers import Measurements, NoNumber, Offer, measurements, moment, number_of, offer
from poc_docs.imports.samples import PERCENTILES, divided, share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from poc_docs.imports.rows import Rows

_COLUMNS = {
    "Request Count": ("requests", "requests"),
    "Failure Count": ("failures", "requests"),
    "Median Response Time": ("median", "ms"),
    "Average Response Time": ("avg", "ms"),
    "Min Response Time": ("min", "ms"),
    "Max Response Time": ("max", "ms"),
    "Average Content Size": ("avg content size", "B"),
    "Requests/s": ("rate", "requests/s"),
    "Failures/s": ("failure rate", "requests/s"),
}


def fits_rows(rows: Rows) -> bool:
    """Say whether this is ``PREFIX_stats.csv``."""
    return {"Type", "Name", "Request Count", "Failure Count"} <= set(rows.header)


def read_rows(rows: Rows) -> Measurements:
    """Offer the columns of each request and of all together, and the share of failures."""
    return measurements(each for row in rows.records() for each in _row(row))


def _row(row: dict[str, str]) -> Iterator[Offer]:
    source = "locust:" + " ".join(part for part in (row["Type"].strip(), row["Name"].strip()) if part)
    for column, value in row.items():
        name, unit = _COLUMNS.get(column, (f"p({column[:-1]})" if column.endswith("%") else "", "ms"))
        if name:
            yield offer(f"{source} {name}", value, unit)
    yield from _failed(source, row["Request Count"], row["Failure Count"])


def _failed(source: str, requests: Any, failures: Any) -> Iterator[Offer]:
    one, other = number_of(requests), number_of(failures)
    if not isinstance(one, NoNumber) and not isinstance(other, NoNumber) and one > 0:
        yield Offer(source=f"{source} failed", value=share(int(other), int(one)), unit="%")


def fits(content: Any) -> bool:
    """Say whether this is what ``--json`` prints."""
    entries = groups(content)
    return bool(entries) and all("num_requests" in each and "response_times" in each for each in entries)


def read(content: Any) -> Measurements:
    """Offer counts, times and percentiles of each request."""
    times = [moment(each.get("last_request_timestamp")) for each in groups(content)]
    return measurements(
        (each for entry in groups(content) for each in _entry(entry)),
        max((t for t in times if t), default=None),
    )


def _entry(entry: dict[str, Any]) -> Iterator[Offer]:
    source = "locust:" + " ".join(
        part for part in (word(entry.get("method")), word(entry.get("name"))) if part
    )
    requests, total = number_of(entry["num_requests"]), number_of(entry.get("total_response_time"))
    yield offer(f"{source} requests", entry["num_requests"], "requests")
    yield offer(f"{source} failures", entry.get("num_failures"), "requests")
    yield offer(f"{source} min", entry.get("min_response_time"), "ms")
    yield offer(f"{source} max", entry.get("max_response_time"), "ms")
    if not isinstance(requests, NoNumber) and not isinstance(total, NoNumber) and requests > 0:
        yield Offer(source=f"{source} avg", value=divided(total, requests), unit="ms")
    yield from _failed(source, entry["num_requests"], entry.get("num_failures"))
    yield from _percentiles(source, group(entry, "response_times"))


def _percentiles(source: str, counts: dict[str, Any]) -> Iterator[Offer]:
    pairs: list[tuple[Decimal, int]] = []
    for time, count in counts.items():
        one, other = number_of(time), number_of(count)
        if isinstance(one, NoNumber) or isinstance(other, NoNumber) or other < 0:
            return
        pairs.append((one, int(other)))
    pairs.sort()
    reached = list(itertools.accumulate(count for _, count in pairs))
    for percent in PERCENTILES if reached and reached[-1] else ():
        rank = -(-reached[-1] * percent // 100)
        yield Offer(source=f"{source} p({percent})", value=pairs[bisect_left(reached, rank)][0], unit="ms")

"""hey: what it prints, and ``-o csv``. Source: hey's README and ``requester/print.go``; times are seconds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from poc_docs.imports.offers import (
    ImportRefusedError,
    Measurements,
    NoNumber,
    Offer,
    measurements,
    number_of,
    offer,
)
from poc_docs.imports.samples import divided, figures, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.imports.rows import Rows

_SUMMARY = {
    "Total": ("total", "s"),
    "Slowest": ("max", "s"),
    "Fastest": ("min", "s"),
    "Average": ("avg", "s"),
    "Requests/sec": ("rate", "requests/s"),
    "Total data": ("total data", "B"),
    "Size/request": ("size per request", "B"),
}
_LINE = re.compile(r"^ {2}([A-Z][\w/ ]{1,20}):\t([^\s]{1,40})(?: secs| bytes)?[ \t\r]*$", re.MULTILINE)
_PERCENTILE = re.compile(r"^ {2}([0-9]{1,2})%+ in ([^\s]{1,40}) secs", re.MULTILINE)
_STATUS = re.compile(r"^ {2}\[([0-9]{3})\]\t([0-9]{1,15}) responses", re.MULTILINE)
_ERROR = re.compile(r"^ {2}\[([0-9]{1,15})\]\t(?![0-9]+ responses)", re.MULTILINE)
_BAD = 400


def fits(text: str) -> bool:
    """Say whether hey printed this."""
    return (
        "Response time histogram:" in text and "Status code distribution:" in text and "Requests/sec:" in text
    )


def read(text: str) -> Measurements:
    """Offer the summary, the percentiles, and how many requests failed."""
    return measurements(_offers(text))


def _offers(text: str) -> Iterator[Offer]:
    for name, value in _LINE.findall(text.partition("Response time histogram:")[0]):
        if name in _SUMMARY:
            yield offer(f"hey:{_SUMMARY[name][0]}", value, _SUMMARY[name][1])
    for percent, value in _PERCENTILE.findall(text):
        yield offer(f"hey:p({percent})", value, "s")
    codes, _, errors = text.partition("Status code distribution:")[2].partition("Error distribution:")
    counted = [(int(code), int(count)) for code, count in _STATUS.findall(codes)]
    broken = sum(map(int, _ERROR.findall(errors)))
    yield from _failures(counted, broken)


def _failures(counted: list[tuple[int, int]], broken: int) -> Iterator[Offer]:
    whole = sum(count for _, count in counted) + broken
    bad = sum(count for code, count in counted if code >= _BAD) + broken
    if whole:
        yield offer("hey:requests", whole, "requests")
        yield Offer(source="hey:failed", value=share(bad, whole), unit="%")


def fits_rows(rows: Rows) -> bool:
    """Say whether this is what ``-o csv`` prints."""
    return rows.header[:3] == ("response-time", "DNS+dialup", "DNS") and "status-code" in rows.header


def read_rows(rows: Rows) -> Measurements:
    """Offer figures of the response times; what got no answer is not in this form of hey's output."""
    times: list[Decimal] = []
    codes: list[int] = []
    ends: list[Decimal] = []
    for line, row in rows.numbered():
        numbers = [number_of(row[name]) for name in ("response-time", "status-code", "offset") if name in row]
        good = [each for each in numbers if not isinstance(each, NoNumber)]
        if len(good) < len(numbers) or good[0] < 0:
            raise ImportRefusedError(f"line {line} has a value that is no number", "was hey stopped halfway?")
        times.append(good[0])
        codes.append(int(good[1]))
        ends += [each + good[0] for each in good[2:]]
    if not times:
        raise ImportRefusedError("the file has no requests", "was hey stopped before its first request?")
    return measurements(_sampled(times, codes, max(ends, default=Decimal(0))))


def _sampled(times: list[Decimal], codes: list[int], span: Decimal) -> Iterator[Offer]:
    for each in figures("hey:", times, "s"):
        yield offer(each.source.replace("hey: ", "hey:"), each.value, each.unit)
    yield offer("hey:answered requests", len(times), "requests")
    bad = sum(code >= _BAD for code in codes)
    yield Offer(source="hey:failed of answered", value=share(bad, len(codes)), unit="%")
    if span > 0:
        yield Offer(source="hey:rate", value=divided(len(times), span), unit="requests/s")

"""wrk and wrk2: what they print. Source: wrk's ``src/wrk.c``, ``src/units.c`` (how it scales numbers)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.imports.offers import Measurements, NoNumber, Offer, measurements, number_of, offer
from poc_docs.imports.samples import share

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = re.compile(r"^Running [0-9.]+\w+ test @ ", re.MULTILINE)
_VALUE = r"([-+.\w]{1,40})"
_LATENCY = re.compile(rf"^ {{4}}Latency {{1,40}}{_VALUE} {{1,40}}{_VALUE} {{1,40}}{_VALUE}", re.MULTILINE)
_PERCENTILE = re.compile(
    rf"^ {{1,8}}([0-9]{{1,3}}(?:\.[0-9]{{1,8}})?)% {{1,40}}{_VALUE}[ \t\r]*$", re.MULTILINE
)
_COUNT = re.compile(r"^ {2}([0-9]{1,20}) requests in ", re.MULTILINE)
_FAILED = re.compile(r"^ {2}Non-2xx or 3xx responses: ([0-9]{1,20})", re.MULTILINE)
_SOCKETS = re.compile(
    r"^ {2}Socket errors: connect ([0-9]{1,20}), read ([0-9]{1,20}), write ([0-9]{1,20}), "
    r"timeout ([0-9]{1,20})",
    re.MULTILINE,
)
_RATE = re.compile(rf"^Requests/sec: {{1,40}}{_VALUE}", re.MULTILINE)
_TRANSFER = re.compile(rf"^Transfer/sec: {{1,40}}{_VALUE}", re.MULTILINE)
_SCALED = re.compile(r"(?P<number>[-+0-9.]+|[-+]?nan|[-+]?inf)(?P<unit>[a-zA-Z]*)")
# wrk's kilobytes are 1024 bytes, and its other prefixes follow.
_UNITS = {"us": "us", "ms": "ms", "s": "s", "m": "min", "h": "h", "B": "B"}
_BYTES = {"KB": "KiB", "MB": "MiB", "GB": "GiB", "TB": "TiB"}


def fits(text: str) -> bool:
    """Say whether wrk or wrk2 printed this."""
    return bool(_TITLE.search(text[:10_000]) and "Requests/sec:" in text)


def read(text: str) -> Measurements:
    """Offer latency, percentiles, counts and rates of the first test in the text."""
    second = [match.start() for match in _TITLE.finditer(text)][1:2]
    return measurements(_offers(text[: second[0]] if second else text))


def _offers(text: str) -> Iterator[Offer]:
    latency = _LATENCY.search(text)
    for name, value in zip(("avg", "stdev", "max"), latency.groups() if latency else (), strict=False):
        yield _scaled(f"wrk:latency {name}", value)
    # wrk2 prints the uncorrected latency in a second table.
    uncorrected = text.find("Uncorrected Latency")
    corrected = text if uncorrected < 0 else text[:uncorrected]
    for percent, value in _PERCENTILE.findall(corrected):
        short = percent.rstrip("0").rstrip(".") if "." in percent else percent
        yield _scaled(f"wrk:latency p({short})", value)
    yield from _counts(text)
    rate, transfer = _RATE.search(text), _TRANSFER.search(text)
    if rate:
        yield offer("wrk:rate", rate[1], "requests/s")
    if transfer:
        yield _scaled("wrk:transfer", transfer[1], "/s")


def _counts(text: str) -> Iterator[Offer]:
    count, failed, sockets = _COUNT.search(text), _FAILED.search(text), _SOCKETS.search(text)
    if not count:
        return
    yield offer("wrk:requests", count[1], "requests")
    # wrk prints these lines only where there is something to count.
    broken = sum(map(int, sockets.groups())) if sockets else 0
    bad, whole = int(failed[1]) if failed else 0, int(count[1])
    yield offer("wrk:socket errors", broken, "errors")
    yield offer("wrk:failed responses", bad, "responses")
    if broken:
        yield Offer(source="wrk:failed", problem=f"{broken} socket errors are not among the requests")
    elif whole:
        yield Offer(source="wrk:failed", value=share(bad, whole), unit="%")


def _scaled(source: str, text: str, per: str = "") -> Offer:
    match = _SCALED.fullmatch(text)
    unit = {**_UNITS, **_BYTES}.get(match["unit"]) if match else None
    if not match or unit is None or isinstance(number_of(match["number"]), NoNumber):
        return offer(source, text if match and unit is None else NoNumber(repr(text)))
    return offer(source, match["number"], f"{unit}{per}")

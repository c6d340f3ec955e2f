"""JMeter: results files (JTL) as CSV or XML, and ``statistics.json`` of the HTML report.

Source: JMeter user manual, *Introduction to listeners* (CSV log format, XML log format, sample attributes)
and *Generating report dashboard*. Times are milliseconds. The figures of samples are made here;
samples inside of a sample are part of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from poc_docs.imports.json_values import group, word
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
from poc_docs.imports.samples import divided, figures, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal
    from xml.etree.ElementTree import Element

    from poc_docs.imports.rows import Rows

_STATISTICS = {
    "sampleCount": ("samples", "requests"),
    "errorCount": ("errors", "requests"),
    "errorPct": ("failed", "%"),
    "meanResTime": ("avg", "ms"),
    "medianResTime": ("median", "ms"),
    "minResTime": ("min", "ms"),
    "maxResTime": ("max", "ms"),
    "pct1ResTime": ("pct1", "ms"),
    "pct2ResTime": ("pct2", "ms"),
    "pct3ResTime": ("pct3", "ms"),
    "throughput": ("throughput", "requests/s"),
}


@dataclass(slots=True)
class _Label:
    """The samples of one name."""

    elapsed: list[Decimal] = field(default_factory=list)
    failed: int = 0
    start: Decimal | None = None
    end: Decimal | None = None

    def add(self, elapsed: Decimal, start: Decimal, *, failed: bool) -> None:
        self.elapsed.append(elapsed)
        self.failed += failed
        self.start = start if self.start is None else min(start, self.start)
        self.end = start + elapsed if self.end is None else max(start + elapsed, self.end)


def fits_rows(rows: Rows) -> bool:
    """Say whether this is a results file with its header."""
    return {"timeStamp", "elapsed", "label", "success"} <= set(rows.header)


def read_rows(rows: Rows) -> Measurements:
    """Offer the figures of each label and of all together."""
    samples = (
        (f"line {line}", row["label"], row["timeStamp"], row["elapsed"], row["success"])
        for line, row in rows.numbered()
    )
    return _measured(samples)


def fits_xml(root: Element) -> bool:
    """Say whether this is a results file in XML."""
    return root.tag == "testResults"


def read_xml(root: Element) -> Measurements:
    """Offer the figures of each label and of all together."""
    samples = [each for each in root if each.tag in {"httpSample", "sample"}]
    return _measured(
        (f"sample {number}", *(each.get(name, "") for name in ("lb", "ts", "t", "s")))
        for number, each in enumerate(samples, 1)
    )


def _measured(samples: Iterable[tuple[str, ...]]) -> Measurements:
    labels: dict[str, _Label] = {}
    together = _Label()
    for where, name, start, elapsed, success in samples:
        one, other = number_of(start), number_of(elapsed)
        if isinstance(one, NoNumber) or isinstance(other, NoNumber) or other < 0:
            broken = one if isinstance(one, NoNumber) else other
            shown = broken.text if isinstance(broken, NoNumber) else str(broken)
            raise ImportRefusedError(
                f"{where}: {shown} is no time in milliseconds", "was JMeter stopped halfway?"
            )
        if success.casefold() not in {"true", "false"}:
            raise ImportRefusedError(
                f"{where}: success is {success[:40]!r}, not true or false", "let JMeter save it"
            )
        for label in (labels.setdefault(name, _Label()), together):
            label.add(other, one, failed=success.casefold() == "false")
    if together.end is None:
        raise ImportRefusedError("the file has no samples", "was JMeter stopped before its first request?")
    # Total is what JMeter's own statistics call it.
    named = {**{name: label for name, label in labels.items() if name != "Total"}, "Total": together}
    offers = (each for name, label in named.items() for each in _figures(f"jmeter:{name}", label))
    return measurements(offers, moment(together.end / 1000))


def _figures(source: str, label: _Label) -> Iterator[Offer]:
    yield from figures(source, label.elapsed, "ms")
    count = len(label.elapsed)
    yield offer(f"{source} samples", count, "requests")
    yield Offer(source=f"{source} failed", value=share(label.failed, count), unit="%")
    if label.start is not None and label.end is not None and label.end > label.start:
        rate = divided(1000 * count, label.end - label.start)
        yield Offer(source=f"{source} throughput", value=rate, unit="requests/s")


def fits(content: Any) -> bool:
    """Say whether this is ``statistics.json``."""
    entries = [each for each in group(content).values() if isinstance(each, dict)]
    return bool(entries) and all("sampleCount" in each and "errorPct" in each for each in entries)


def read(content: Any) -> Measurements:
    """Offer what JMeter counted; its three percentiles are named as in its settings."""
    return measurements(
        each for name, entry in content.items() if isinstance(entry, dict) for each in _entry(name, entry)
    )


def _entry(name: str, entry: dict[str, Any]) -> Iterator[Offer]:
    for key, (figure, unit) in _STATISTICS.items():
        if key in entry:
            yield offer(f"jmeter:{word(entry.get('transaction')) or name} {figure}", entry[key], unit)

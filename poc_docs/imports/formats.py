"""The formats, and which of them a file is in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from poc_docs.imports import (
    hey,
    hyperfine,
    jmeter,
    junit,
    k6,
    locust,
    prometheus,
    pytest_benchmark,
    tables,
    vegeta,
    workbook,
    wrk,
)
from poc_docs.imports.decoding import FileKind, decode, kind_of
from poc_docs.imports.offers import ImportRefusedError, Measurements
from poc_docs.imports.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Format:
    """A format: which files are in it, and how they are read."""

    name: str
    """What its sources begin with."""
    title: str
    kind: FileKind
    fits: Callable[[Any], bool]
    read: Callable[[Any], Measurements]
    has_rows: bool = False
    """Whether it reads separated values and not the whole text."""


FORMATS: tuple[Format, ...] = (
    Format("k6", "k6 summary", FileKind.JSON, k6.fits, k6.read),
    Format("locust", "Locust statistics", FileKind.TEXT, locust.fits_rows, locust.read_rows, has_rows=True),
    Format("locust", "Locust JSON", FileKind.JSON, locust.fits, locust.read),
    Format("jmeter", "JMeter samples", FileKind.TEXT, jmeter.fits_rows, jmeter.read_rows, has_rows=True),
    Format("jmeter", "JMeter samples", FileKind.XML, jmeter.fits_xml, jmeter.read_xml),
    Format("jmeter", "JMeter statistics", FileKind.JSON, jmeter.fits, jmeter.read),
    Format(
        "pytest-benchmark", "pytest-benchmark", FileKind.JSON, pytest_benchmark.fits, pytest_benchmark.read
    ),
    Format("hyperfine", "hyperfine", FileKind.JSON, hyperfine.fits, hyperfine.read),
    Format("hyperfine", "hyperfine", FileKind.TEXT, hyperfine.fits_rows, hyperfine.read_rows, has_rows=True),
    Format("wrk", "wrk or wrk2", FileKind.TEXT, wrk.fits, wrk.read),
    Format("vegeta", "vegeta report", FileKind.JSON, vegeta.fits, vegeta.read),
    Format("hey", "hey", FileKind.TEXT, hey.fits, hey.read),
    Format("hey", "hey samples", FileKind.TEXT, hey.fits_rows, hey.read_rows, has_rows=True),
    Format("junit", "JUnit XML", FileKind.XML, junit.fits, junit.read),
    Format("prometheus", "Prometheus answer", FileKind.JSON, prometheus.fits, prometheus.read),
    Format("csv", "table in CSV", FileKind.TEXT, tables.fits_rows, tables.read_rows, has_rows=True),
    Format("json", "table in JSON", FileKind.JSON, tables.fits, tables.read),
    Format("xlsx", "table in XLSX", FileKind.WORKBOOK, workbook.fits, workbook.read),
)
"""Every format; the first that fits reads the file."""


def read_measurements(data: bytes) -> Measurements:
    """Give what a file offers; raises ``ImportRefusedError``, and nothing else, whatever the bytes."""
    kind = kind_of(data)
    content = decode(data, kind)
    rows = Rows(content) if kind is FileKind.TEXT else None
    for each in FORMATS:
        subject = rows if each.has_rows else content
        if each.kind is kind and each.fits(subject):
            found = each.read(subject)
            if not found.offers:
                raise ImportRefusedError(
                    f"the file is of the form {each.title}, and has no value in it", _WRONG
                )
            return replace(found, format=each.name, title=each.title)
    titles = dict.fromkeys(each.title for each in FORMATS if each.kind is kind)
    raise ImportRefusedError(
        f"this is {kind.value}, but none that is known here ({', '.join(titles)})", _UNKNOWN
    )


_WRONG = "name the file with the program's results"
_UNKNOWN = "name another file, or write a table with the columns Criterion and Value"

"""Files that the real programs wrote are read as these programs mean them.

``files/README.md`` says which program wrote which file, and which are written by hand because the program
could not be installed here: k6, vegeta, wrk2, and the statistics of a JMeter newer than Debian's.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from poc_docs.imports import ImportRefusedError, Measurements, read_measurements
from poc_docs.imports.formats import FORMATS
from poc_docs.text.reading import read_document

FILES = Path(__file__).parent / "files"
LABELS = '{handler="/metrics",instance="127.0.0.1:19090",job="self"}'
READABLE = sorted(
    path.name
    for path in FILES.iterdir()
    if path.name not in {"README.md", "prometheus-error.json", "formula-without-value.xlsx"}
)


def read(name: str) -> Measurements:
    return read_measurements((FILES / name).read_bytes())


def shown(name: str, source: str) -> str:
    """Give a value with its unit, or why it can't be used."""
    (found,) = [each for each in read(name).offers if each.source == source]
    return found.problem or f"{found.value} {found.unit}".strip()


@pytest.mark.parametrize(
    ("name", "source", "value"),
    [
        ("k6-handle-summary.json", "k6:http_req_duration p(95)", "167.36383699999988 ms"),
        ("k6-handle-summary.json", "k6:http_req_failed rate", "0.32 %"),
        ("k6-handle-summary.json", "k6:http_reqs count", "10000 requests"),
        ("k6-handle-summary.json", "k6:http_reqs rate", "331.999 requests/s"),
        ("k6-handle-summary.json", "k6:data_received rate", "41832.2 B/s"),
        ("k6-handle-summary.json", "k6:vus max", "10"),
        ("k6-handle-summary.json", "k6:recall avg", "0.97"),
        ("k6-handle-summary.json", "k6:check routes / has a route", "99.8 %"),
        ("k6-summary-export.json", "k6:http_req_duration p(95)", "167.36383699999988 ms"),
        ("k6-summary-export.json", "k6:http_req_failed rate", "0.32 %"),
        ("k6-summary-export.json", "k6:check status is 200", "100 %"),
        ("locust_stats.csv", "locust:GET /route/slow p(95)", "22 ms"),
        ("locust_stats.csv", "locust:GET /route/slow failed", "8.372093023255813953488372093 %"),
        ("locust_stats.csv", "locust:Aggregated requests", "440 requests"),
        ("locust_stats.csv", "locust:Aggregated rate", "62.98025842912815 requests/s"),
        ("locust.json", "locust:GET /route/slow requests", "53 requests"),
        ("locust.json", "locust:GET /route/slow p(95)", "21 ms"),
        ("locust.json", "locust:GET /route/slow failed", "7.547169811320754716981132075 %"),
        ("jmeter.csv", "jmeter:Slow, heavy route samples", "24 requests"),
        ("jmeter.csv", "jmeter:Plan a route p(95)", "54 ms"),
        ("jmeter.csv", "jmeter:Total samples", "48 requests"),
        ("jmeter.xml", "jmeter:Plan a route p(99)", "57 ms"),
        ("jmeter.xml", "jmeter:Total failed", "6.25 %"),
        ("jmeter-statistics.json", "jmeter:Total failed", "6.25 %"),
        ("jmeter-statistics.json", "jmeter:Plan a route pct2", "53.0 ms"),
        ("pytest-benchmark.json", "pytest-benchmark:test_bench.py::test_sum rounds", "12 rounds"),
        ("hyperfine.json", "hyperfine:sleep 0.02 max", "0.027782107 s"),
        ("hyperfine.json", "hyperfine:sleep 0.02 failed runs", "0 runs"),
        ("hyperfine.csv", "hyperfine:sleep 0.01 mean", "0.011646419036363638 s"),
        ("wrk.txt", "wrk:latency p(99)", "64.09 ms"),
        ("wrk.txt", "wrk:failed responses", "14 responses"),
        ("wrk.txt", "wrk:transfer", "9.36 KiB/s"),
        ("wrk2.txt", "wrk:latency p(99.99)", "12.33 ms"),
        ("wrk2.txt", "wrk:rate", "2000.28 requests/s"),
        ("vegeta.json", "vegeta:latency 99th", "3530000 ns"),
        ("vegeta.json", "vegeta:success", "99 %"),
        ("hey.txt", "hey:p(95)", "0.0640 s"),
        ("hey.txt", "hey:rate", "74.5048 requests/s"),
        ("hey.txt", "hey:failed", "0 %"),
        ("hey.csv", "hey:failed of answered", "11.66666666666666666666666667 %"),
        ("hey.csv", "hey:p(99)", "0.0658 s"),
        ("junit.xml", "junit:all tests", "Fail"),
        ("junit.xml", "junit:passed share", "40 %"),
        ("junit.xml", "junit:failed", "2 tests"),
        ("junit.xml", "junit:test test_junit test_single_sign_on", "Pass"),
        ("junit.xml", "junit:test test_junit test_restore", "Fail"),
        ("junit.xml", "junit:test test_junit test_audit_log", "the test was skipped"),
        ("prometheus-quantile.json", "prometheus:value", "0.095"),
        ("prometheus-scalar.json", "prometheus:scalar", "1"),
        ("prometheus-nan.json", "prometheus:scalar", "'NaN' is not a number that can be measured"),
        (
            "prometheus-vector.json",
            f"prometheus:prometheus_http_request_duration_seconds_sum{LABELS}",
            "0.017826428 s",
        ),
        (
            "prometheus-range.json",
            'prometheus:process_resident_memory_bytes{instance="127.0.0.1:19090",job="self"} max',
            "48611328 B",
        ),
        ("results.csv", "csv:criterion 1", "187,25 ms"),
        ("results.csv", "csv:criterion 3", "Pass"),
        ("results.json", "json:criterion 1", "187.25 ms"),
        ("results.xlsx", "xlsx:criterion 1", "187.25 ms"),
        ("results.xlsx", "xlsx:criterion 2", "99.75 %"),
        ("results.xlsx", "xlsx:criterion 5", "1234.5 EUR"),
    ],
)
def test_a_file_offers_what_its_program_measured(name: str, source: str, value: str) -> None:
    assert shown(name, source) == value


@pytest.mark.parametrize(
    ("name", "time"),
    [
        ("vegeta.json", "2026-11-20T09:12:46"),
        ("junit.xml", "2026-11-22T10:07:44"),
        ("jmeter.csv", "2026-11-22T10:08:33"),
        ("jmeter.xml", "2026-11-22T10:08:35"),
        ("locust.json", "2026-11-22T10:07:43"),
        ("pytest-benchmark.json", "2026-11-22T10:21:56"),
        ("prometheus-range.json", "2026-11-22T10:06:49"),
        ("hyperfine.json", ""),
    ],
)
def test_the_time_is_the_one_in_the_file(name: str, time: str) -> None:
    found = read(name).time
    assert (f"{found:%Y-%m-%dT%H:%M:%S}" if found else "") == time


@pytest.mark.parametrize("name", READABLE)
def test_every_source_stands_once_and_begins_with_its_format(name: str) -> None:
    found = read(name)
    sources = [each.source for each in found.offers]
    assert sources
    assert len(set(sources)) == len(sources)
    assert all(source.startswith(f"{found.format}:") for source in sources)
    assert all(isinstance(each.value, Decimal | str) for each in found.offers)


def test_every_format_is_tried_on_a_file() -> None:
    assert {read(name).title for name in READABLE} == {each.title for each in FORMATS}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("prometheus-error.json", "Prometheus answered with an error: invalid parameter"),
        (
            "formula-without-value.xlsx",
            "sheet 'Results', row 6, column 'Value': a formula without a saved value",
        ),
        ("README.md", "this is text, but none that is known here"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, message: str) -> None:
    with pytest.raises(ImportRefusedError, match=message):
        read(name)


def test_utf_16_as_powershell_writes_it_is_read() -> None:
    data = (FILES / "hey.txt").read_text().replace("\n", "\r\n").encode("utf-16")
    assert {each.source for each in read_measurements(data).offers} >= {"hey:p(99)", "hey:rate"}


def test_the_page_names_every_format() -> None:
    page = (Path(__file__).parents[2] / "docs" / "importing.md").read_text()
    (table,) = (each for _, each in read_document(page).tables if len(each.header.cells) == 3)
    listed = {name for row in table.rows for name in row.cells[0].text.split(", ")}
    assert listed == {each.name for each in FORMATS}

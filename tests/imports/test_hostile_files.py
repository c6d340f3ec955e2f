"""Broken and hostile files: one clear error, soon, whatever the bytes."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.imports import ImportRefusedError, read_measurements
from poc_docs.imports.decoding import MAXIMUM_BYTES

FILES = Path(__file__).parent / "files"
GOOD = {path.name: path.read_bytes() for path in FILES.iterdir()}
K6 = json.loads(GOOD["k6-summary-export.json"])
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(9))
    + "]><testsuites>&a8;</testsuites>"
).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefusedError) as caught:
        read_measurements(data)
    assert caught.value.advice
    assert len(str(caught.value)) < 500
    return str(caught.value)


def workbook(rows: list[list[object]], **parts: bytes) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    if not parts:
        return file.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.rpartition("/")[2].replace(".", "_")
            new.writestr(name, parts.get(key, old.read(name)))
    return changed.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b'{"metrics": {', "line 1, column 14: broken JSON"),
        (b'{"a": 1, "a": 2}', "the JSON has the key 'a' twice"),
        (b"[" * 100_000, "the JSON is nested too deep"),
        (b'{"a": 1}', "this is JSON, but none that is known here"),
        (b"\xff\xd8\xff\xe0 no text", "line 1 is not UTF-8"),
        (b"criterion,value\n1,\xe9\n", "line 2 is not UTF-8"),
        (b"criterion,value\n1,\x00\n", "line 2 has a zero byte"),
        (b"criterion,value\n1,2,3\n", "line 2 has 3 values, and the header has 2"),
        (b'criterion,value\n1,"2\n', "line 2: broken table"),
        (b"criterion,value\none,2\n", "line 2: the criterion is 'one', not a number"),
        (b"criterion,value\n0,2\n", "line 2: the criterion is '0', not a number"),
        (b"<a><b></a>", "line 1, column 9: broken XML"),
        (b"<a>" * 200, "the XML is nested more than 100 deep"),
        (b"<a/>", "this is XML, but none that is known here"),
        (b"<!DOCTYPE html><html></html>", "the file has a document type or entities"),
        (b"<testsuites/>", "the report has no test in it"),
        (LAUGHS, "the file has a document type or entities"),
        (LAUGHS.decode().encode("utf-16"), "the file has a document type or entities"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "broken XML"),
        (b"PK\x03\x04 and no more", "this archive is broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls workbook"),
        (b"timeStamp,elapsed,label,success\n1,x,a,true\n", "line 2: 'x' is no time in milliseconds"),
        (b"timeStamp,elapsed,label,success\n1,1,a,yes\n", "line 2: success is 'yes'"),
        (b"timeStamp,elapsed,label,success\n", "the file has no samples"),
        (b'{"type":"Metric","data":{}}\n{"type":"Point"}', "broken JSON: Extra data"),
        (workbook([["a", "b"], [1, 2]]), "no sheet ('Sheet') has a first row"),
        (workbook([["Criterion", "Value"], [1, "=1/0"]]), "row 2, column 'Value': a formula without"),
        (workbook([["Criterion", "Value"], [1, 2]], sheet1_xml=LAUGHS), "the workbook has XML entities"),
        (workbook([["Criterion", "Value"], [1, 2]], sheet1_xml=b"<x"), "the workbook has broken XML"),
        (workbook([["Criterion", "Value"], [1, 2]], sheet1_xml=b"<x/>"), "no sheet"),
    ],
)
def test_a_file_is_refused_with_what_is_wrong_and_where(data: bytes, message: str) -> None:
    assert message in refusal(data)


def value_of(data: bytes) -> str:
    (found,) = read_measurements(data).offers
    return found.problem


@pytest.mark.parametrize(
    "value",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "1e99999999999999999999",
        "9" * 5000,
        "true",
        "null",
        '"x"',
        "[1]",
    ],
)
def test_what_is_no_number_is_offered_only_with_the_reason(value: str) -> None:
    text = json.dumps(K6).replace("167.36383699999988", value)
    offers = {each.source: each for each in read_measurements(text.encode()).offers}
    found = offers.get("k6:http_req_duration p(95)")
    assert found is None or found.problem.endswith("is not a number that can be measured")
    assert not offers["k6:http_req_duration p(90)"].problem


@pytest.mark.parametrize("value", ["nan", "-Inf", "Infinity", "=A1", "#DIV/0!", "#N/A", "x" * 300, "a\x1bb"])
def test_a_table_value_that_is_none_is_offered_only_with_the_reason(value: str) -> None:
    assert value_of(f"criterion,value\n1,{value}\n".encode())


@pytest.mark.parametrize("value", [True, "#REF!", " =1", dt.date(2026, 11, 22), 1e308])
def test_a_cell_that_is_no_value_is_offered_only_with_the_reason(value: object) -> None:
    assert value_of(workbook([["Criterion", "Value"], [1, value]]))


def test_a_criterion_that_stands_twice_can_not_be_used() -> None:
    assert value_of(b"criterion,value\n1,2\n1,3\n") == "the file has 2 values of this name"


def test_a_decompression_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = workbook([["Criterion", "Value"], [1, 2]], sheet1_xml=b" " * 80 * 2**20)
    assert len(bomb) < 2**20
    assert "unpacks to more than 64 MiB" in refusal(bomb)


def test_a_sheet_that_lies_of_its_size_is_read_up_to_the_limit() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Criterion</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>Value</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    start = time.monotonic()
    with pytest.raises(ImportRefusedError):
        read_measurements(workbook([["a"]], sheet1_xml=sheet))
    assert time.monotonic() - start < 10


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert "larger than 64 MiB" in refusal(b"[" + b"1," * (MAXIMUM_BYTES // 2))


def long_files() -> dict[str, tuple[bytes, bytes, bytes]]:
    """Give for each name what stands first, what is repeated, and what stands last."""
    return {
        "JSON list": (b"[", b"1,", b"1]"),
        "JSON keys": (b'{"', b"a", b'":1}'),
        "JSON digits": (b"[", b"9", b"]"),
        "XML": (b"<testsuites>", b'<testcase name="x"/>', b"</testsuites>"),
        "XML attribute": (b'<testsuites a="', b"x", b'"></testsuites>'),
        "commas": (b"", b",", b""),
        "quotes": (b"criterion,value\n", b'"', b""),
        "lines": (b"criterion,value\n", b"\n", b""),
        "rows": (b"criterion,value\n", b"1,2\n", b""),
        "blanks": (b"Running 1s test @ x\nRequests/sec:", b" ", b""),
        "wrk lines": (b"Running 1s test @ x\nRequests/sec: 1\n", b"    Latency 1ms\n", b""),
        "percent": (b"Running 1s test @ x\nRequests/sec: 1\n", b" 50%   ", b""),
        "hey": (b"Response time histogram:\nStatus code distribution:\nRequests/sec:\n", b"  [200]\t", b""),
        "samples": (b"timeStamp,elapsed,label,success\n", b"1,1,a,true\n", b""),
    }


def test_a_table_of_more_than_a_plan_can_have_is_refused() -> None:
    assert "more than 10000 rows" in refusal(b"criterion,value\n" + b"1,2\n" * 10_001)


@pytest.mark.long
@pytest.mark.parametrize("name", long_files())
def test_time_is_linear_in_the_length(name: str) -> None:
    first, repeated, last = long_files()[name]

    def seconds(size: int) -> float:
        data = first + repeated * (size // len(repeated)) + last
        best = 1e9
        for _ in range(2):
            start = time.process_time()
            assert_read_or_refused(data)
            best = min(best, time.process_time() - start)
        return best

    # Eight times the length may take eight times as long; a quadratic reader takes sixty-four times.
    assert seconds(800_000) < 24 * seconds(100_000) + 0.2


def assert_read_or_refused(data: bytes) -> None:
    """Assert that bytes are read or refused: whatever else an importer raises is raised here."""
    with contextlib.suppress(ImportRefusedError):
        read_measurements(data)


STARTS = st.sampled_from(
    [
        b"",
        b"{",
        b"[",
        b"<",
        b"PK\x03\x04",
        b"criterion,value\n",
        b"\xff\xfe",
        b"Running 1s test @ x\nRequests/sec:",
    ]
)


@given(STARTS, st.binary(max_size=300))
def test_no_bytes_make_an_importer_raise_anything_else(start: bytes, data: bytes) -> None:
    assert_read_or_refused(start + data)


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_no_damage_to_a_good_file_makes_an_importer_raise_anything_else(
    name: str, data: st.DataObject
) -> None:
    good = GOOD[name]
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(len(good), start + 40)))
    assert_read_or_refused(good[:start] + data.draw(st.binary(max_size=12)) + good[end:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def replaced(value: object, at: list[int], new: object) -> object:
    """Give a JSON value with another one at a place that ``at`` leads to."""
    if not at or not isinstance(value, dict | list) or not value:
        return new
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    chosen = keys[at[0] % len(keys)]
    copy = value.copy()
    copy[chosen] = replaced(copy[chosen], at[1:], new)
    return copy


@given(
    st.sampled_from([name for name in sorted(GOOD) if name.endswith(".json")]),
    st.lists(st.integers(0, 50), max_size=5),
    JSON,
)
def test_no_other_value_in_json_makes_an_importer_raise_anything_else(
    name: str, at: list[int], new: object
) -> None:
    assert_read_or_refused(json.dumps(replaced(json.loads(GOOD[name]), at, new)).encode())

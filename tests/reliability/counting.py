"""Notes how many inputs hypothesis tried for each property: ``pytest -p tests.reliability.counting``."""

from __future__ import annotations

import re

import pytest

from tests.reliability.sizes import count

_PASSING = re.compile(r"(\d+) passing\b")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Read the numbers that hypothesis leaves with a test."""
    told = getattr(item, "hypothesis_statistics", "") if call.when == "call" else ""
    if told:
        count(f"property {item.nodeid.partition('[')[0]}", sum(map(int, _PASSING.findall(told))))
    return (yield)

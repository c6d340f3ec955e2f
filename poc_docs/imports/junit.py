"""JUnit XML, as pytest, Maven, Gradle, Jest and others write it.

A test passed if it has neither failure, error nor skipped below it. The counts are taken from the tests
themselves: the attributes of suites differ from one program to the next.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.imports.offers import (
    ImportRefusedError,
    Measurements,
    NoNumber,
    Offer,
    measurements,
    moment_of_text,
    number_of,
    offer,
)
from poc_docs.imports.samples import share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


class _Outcome(Enum):
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


_BAD = {"failure", "error", "rerunFailure", "rerunError"}


def fits(root: Element) -> bool:
    """Say whether this is a JUnit report."""
    return _tag(root) in {"testsuites", "testsuite"}


def read(root: Element) -> Measurements:
    """Offer the counts, the verdict of all tests together, and that of each test."""
    cases = [(each, _outcome(each)) for each in root.iter() if _tag(each) == "testcase"]
    if not cases:
        raise ImportRefusedError("the report has no test in it", "was the right folder tested?")
    return measurements((*_totals(cases), *map(_case, cases)), _time(root))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _outcome(case: Element) -> _Outcome:
    below = {_tag(each) for each in case}
    if below & _BAD:
        return _Outcome.FAILED
    skipped = "skipped" in below or case.get("status", "").casefold() in {"notrun", "disabled", "skipped"}
    return _Outcome.SKIPPED if skipped else _Outcome.PASSED


def _totals(cases: list[tuple[Element, _Outcome]]) -> Iterator[Offer]:
    counted = {outcome: sum(each is outcome for _, each in cases) for outcome in _Outcome}
    failed, skipped = counted[_Outcome.FAILED], counted[_Outcome.SKIPPED]
    yield _all_tests(failed, skipped)
    yield Offer(source="junit:passed share", value=share(counted[_Outcome.PASSED], len(cases)), unit="%")
    yield offer("junit:tests", len(cases), "tests")
    for outcome, count in counted.items():
        yield offer(f"junit:{outcome.value}", count, "tests")
    times = [number_of(case.get("time")) for case, _ in cases if case.get("time") is not None]
    numbers = [each for each in times if not isinstance(each, NoNumber)]
    if numbers and len(numbers) == len(times):
        yield Offer(source="junit:time", value=sum(numbers, Decimal(0)), unit="s")


def _all_tests(failed: int, skipped: int) -> Offer:
    """Give the verdict of all tests together; one that was skipped is no pass."""
    if skipped and not failed:
        return Offer(
            source="junit:all tests", problem=f"{skipped} were skipped, and nobody knows how they end"
        )
    return Offer(source="junit:all tests", value="Fail" if failed else "Pass")


def _case(case: tuple[Element, _Outcome]) -> Offer:
    element, outcome = case
    parts = (element.get("classname") or "", element.get("name") or "")
    source = "junit:test " + (" ".join(part for part in parts if part) or "without a name")
    if outcome is _Outcome.SKIPPED:
        return Offer(source=source, problem="the test was skipped")
    return Offer(source=source, value="Pass" if outcome is _Outcome.PASSED else "Fail")


def _time(root: Element) -> dt.datetime | None:
    times = [moment_of_text(each.get("timestamp")) for each in root.iter() if _tag(each) == "testsuite"]
    return max((each for each in times if each), default=None)

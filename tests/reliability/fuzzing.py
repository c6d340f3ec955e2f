"""Targets of the fuzzer: each takes any bytes and must neither raise, nor hang, nor lose a byte.

``tests.reliability.fuzz`` lets coverage lead the way, from samples on; the tests give them damaged samples.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.checks import check_change, check_plan
from poc_docs.imports import ImportRefusedError, read_measurements
from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.reading import read_plan
from poc_docs.plan.verdicts import judge
from poc_docs.repository.configuration import ConfigurationError, read_policy
from poc_docs.text.edits import apply_edits
from poc_docs.text.front_matter import FrontMatterError, read_front_matter
from poc_docs.text.reading import read_document
from poc_docs.text.source import UnreadableTextError, decode, encode
from poc_docs.text.table_edits import TableChange, table_edits
from poc_docs.text.table_source import TableEditError, cell_content
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.merging import UnmergeableError, merge_plans
from poc_docs.writing.results import Recording, record_results
from tests.checks.reference import TODAY, plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

_TESTS = Path(__file__).parent.parent


def _assert_advice(advice: str) -> None:
    assert advice, "each refusal says what to do"


def scan(data: bytes) -> None:
    """Read any bytes as a file."""
    try:
        text = decode(data)
    except UnreadableTextError:
        return
    document = read_document(text)
    assert encode(document.text) == data
    sections = document.sections
    assert text[: sections[0].span.start] + "".join(each.span.of(text) for each in sections) == text


def front_matter(data: bytes) -> None:
    """Read any bytes as front matter."""
    try:
        read_front_matter(f"---\n{data.decode('utf-8', 'replace')}\n---\n")
    except FrontMatterError as error:
        _assert_advice(error.advice)


def check(data: bytes) -> None:
    """Check any bytes as a plan, alone and against the one before."""
    try:
        plan = read_plan(decode(data))
    except UnreadableTextError:
        return
    found = [*check_plan(plan, TODAY), *check_change(plan_of("active"), plan)]
    assert all(0 <= each.span.start <= each.span.end <= len(plan.document.text) for each in found)
    fingerprint(plan)
    disclosed_fingerprint(plan)
    compute_outcome(plan)


def edit(data: bytes) -> None:
    """Change a cell of the first table in any bytes."""
    try:
        text = decode(data)
    except UnreadableTextError:
        return
    document = read_document(text)
    for _, table in document.tables[:1]:
        for row in table.rows[:1]:
            for column in range(len(row.cells)):
                change = TableChange(cells={(0, column): "171 | ms"})
                try:
                    edits = table_edits(document, table, change)
                except TableEditError:
                    continue
                after = read_document(apply_edits(text, edits))
                assert after.tables[0][1].rows[0].cells[column].content == cell_content("171 | ms")


def record(data: bytes) -> None:
    """Record a result in any bytes."""
    try:
        plan = read_plan(decode(data))
        edits = record_results(plan, {1: Recording("171 ms")})
    except (UnreadableTextError, RefusedEdit):
        return
    after = read_plan(apply_edits(plan.document.text, edits))
    assert record_results(after, {1: Recording("171 ms")}) == []


def merge(data: bytes) -> None:
    """Merge any bytes with the plan before."""
    base = plan_of("active").document.text
    try:
        merge_plans(base, base.replace("≤ 12 minutes", "≤ 11 minutes"), decode(data), 7)
    except (UnreadableTextError, UnmergeableError):
        return


def target(data: bytes) -> None:
    """Judge any text by any target."""
    text = data.decode("utf-8", "replace")
    goal, _, result = text.partition("\n")
    judge(goal, result)
    judge(goal[:40], result[:40], baseline=text[-20:])


def importer(data: bytes) -> None:
    """Take any bytes for a file of measurements."""
    try:
        read_measurements(data)
    except ImportRefusedError as error:
        _assert_advice(error.advice)


def settings(data: bytes) -> None:
    """Take any bytes for the team's settings."""
    try:
        read_policy(data)
    except ConfigurationError as error:
        _assert_advice(error.advice)


def _samples(*patterns: str) -> list[bytes]:
    return [
        path.read_bytes()
        for pattern in patterns
        for path in sorted(_TESTS.parent.glob(pattern))
        if path.is_file()
    ]


_PLANS = ("plans/*.md", "tests/plans/*.md")
TARGETS: dict[str, tuple[Callable[[bytes], None], tuple[str, ...]]] = {
    "scan": (scan, (*_PLANS, "docs/*.md")),
    "front_matter": (front_matter, _PLANS),
    "check": (check, _PLANS),
    "edit": (edit, (*_PLANS, "docs/*.md")),
    "record": (record, _PLANS),
    "merge": (merge, ("tests/plans/*.md",)),
    "target": (target, ("docs/verdicts.md", "tests/plan/*.txt")),
    "importer": (importer, ("tests/imports/files/*",)),
    "settings": (settings, ("pyproject.toml",)),
}


def assert_no_harm(name: str, data: bytes) -> None:
    """Give any bytes to a target, which asserts what it promises; whatever it raises is raised here."""
    TARGETS[name][0](data)


def seeds(name: str) -> list[bytes]:
    """Give the files from which the inputs of a target are made."""
    return _samples(*TARGETS[name][1])

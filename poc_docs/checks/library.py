"""What must hold in a file of ready criteria, so that each can be taken into a plan as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks import characters, contents, layout, tables
from poc_docs.checks.finding import Fault
from poc_docs.plan.layout import folded
from poc_docs.plan.library import example_in
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts import read_target
from poc_docs.plan.verdicts.quantities import read_quantity
from poc_docs.plan.verdicts.rewording import better_wording
from poc_docs.plan.vocabulary import CRITERIA, Kind, Weight
from poc_docs.text.source import Span
from poc_docs.text.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from poc_docs.plan.library import Library, ReadyCriterion

COLUMNS = ("Criterion", "Measurement", "Target", "Weight", "Kind")
"""The columns that a library must have."""

_AS_IN_A_PLAN = (
    characters.no_hidden_characters,
    characters.no_raw_html,
    characters.no_conflict_marks,
    layout.parts_stand_once,
    tables.rows_as_wide_as_header,
    tables.blank_lines_around_tables,
    tables.cells_read_alike,
    tables.tables_of_sane_size,
    contents.read_alike_everywhere,
)


def library_faults(library: Library) -> list[Fault]:
    """Give what is wrong with a file of ready criteria, by place."""
    found = [fault for check in _AS_IN_A_PLAN for fault in check(library.plan)]
    found += _of_the_table(library)
    return sorted(found, key=lambda fault: fault.span.start)


def _of_the_table(library: Library) -> Iterator[Fault]:
    table = library.plan.tables.get(CRITERIA.heading)
    if table is None:
        if not library.plan.ambiguous:
            advice = (
                f"write it below '## {CRITERIA.heading}', with the columns {', '.join(COLUMNS)}, Sub-point"
            )
            yield Fault("a library must have a table of criteria", Span(0, 0), advice)
        return
    missing = [column for column in COLUMNS if column.casefold() not in table.columns]
    for column in missing:
        yield Fault(f"the table must have a column {column!r}", table.table.header.span, "add it")
    seen: set[str] = set()
    for ready in library.criteria:
        if not missing and len(ready.criterion.row.cells) == len(table.columns):
            yield from _of_a_criterion(ready)
            if folded(ready.name) in seen:
                message = f"the name of a criterion must be its own: {ready.name!r}"
                yield Fault(message, ready.criterion.text.span, "rename or delete one of the two")
            seen.add(folded(ready.name))


def _of_a_criterion(ready: ReadyCriterion) -> Iterator[Fault]:
    criterion = ready.criterion
    if not ready.name or is_placeholder(ready.name):
        message = "a ready criterion must have a name in the column Criterion"
        yield Fault(message, criterion.text.span, "write it there, or delete the row")
        return
    if not criterion.measurement:
        message = f"{ready.name!r} must say how it is measured"
        yield Fault(
            message, criterion.measurement.span, "write for example '[e.g., P95 at 500 RPS for 30 minutes]'"
        )
    yield from _of_the_target(ready)
    if criterion.weight.value is None:
        yield _no_word(ready, "Weight", criterion.weight.text.value, criterion.weight.text.span, Weight)
    if criterion.kind and criterion.kind.value is None:
        yield _no_word(ready, "Kind", criterion.kind.text.value, criterion.kind.text.span, Kind)


def _of_the_target(ready: ReadyCriterion) -> Iterator[Fault]:
    said = ready.criterion.target
    example = example_in(said.value)
    if example is None and is_placeholder(said.value):
        return
    target = read_target(example or said.value)
    if target is None:
        message = f"the target of {ready.name!r} must be one that can be judged: {said.value!r}"
        yield Fault(
            message, said.span, f"{better_wording(example or said.value)}; as an example '[e.g., ≤ 200 ms]'"
        )
        return
    baseline = ready.criterion.baseline
    known = example_in(baseline.value) or baseline.value if baseline else ""
    if target.lacks_baseline and read_quantity(known) is None and not is_placeholder(known):
        message = f"{ready.name!r} must say what its baseline is: {said.value!r}"
        yield Fault(message, said.span, "write it into a column Baseline, for example '[e.g., 180 ms]'")


def _no_word(ready: ReadyCriterion, column: str, said: str, span: Span, vocabulary: type[StrEnum]) -> Fault:
    known = ", ".join(vocabulary)
    message = f"{column} of {ready.name!r} must be one of {known}, not {said!r}"
    return Fault(message, span, f"{did_you_mean(said, vocabulary)}write one of {known}")

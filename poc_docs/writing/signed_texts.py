"""Signed texts into the body, by the names that amendments call them; copies in Results follow."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import same_text
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.layout import folded
from poc_docs.plan.standings import human_verdict, raises, standing
from poc_docs.plan.texts import Text
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts import is_measured
from poc_docs.plan.vocabulary import CRITERIA, FRAMEWORK, OVERVIEW_LABELS, RESULTS, Outcome, Verdict
from poc_docs.text.edits import Edit
from poc_docs.text.spelling import did_you_mean
from poc_docs.text.table_edits import HEADER
from poc_docs.writing.applied import RefusedEdit, refusing
from poc_docs.writing.rows import row_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.model import CheckedTable, Criterion, Plan, Result
    from poc_docs.text.document import Row

_SET_ASIDE = "Before the amendment: "
_STOOD_ASIDE = re.compile(rf"{_SET_ASIDE}(?P<verdict>{'|'.join(Verdict)})\. (?P<note>Judged by .*)")

_CRITERION_COLUMNS = {
    "text": "Criterion",
    "measurement": "Measurement",
    "target": "Target",
    "weight": "Weight",
    "baseline": "Baseline",
    "partial": "Partial",
}
_OUTCOME_COLUMNS = {"criteria": "Criteria", "next step": "Next Step"}
_CRITERION = re.compile(rf"criterion ([1-9]\d{{0,5}}) ({'|'.join(_CRITERION_COLUMNS)})")
_OUTCOME = re.compile(rf"outcome ({'|'.join(o.casefold() for o in Outcome)}) ({'|'.join(_OUTCOME_COLUMNS)})")
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_EXAMPLES = ("criterion 2 target", "outcome Proceed next step", *OVERVIEW_LABELS)


def text_name(said: str) -> str:
    """Give the name of a signed text as amendments spell it; raises ``RefusedEdit`` for any other."""
    name = folded(said)
    label = next((label for label in OVERVIEW_LABELS if folded(label) == name), None)
    if label:
        return label
    outcome = _OUTCOME.fullmatch(name)
    if outcome:
        return f"outcome {next(o for o in Outcome if o.casefold() == outcome[1])} {outcome[2]}"
    if _CRITERION.fullmatch(name):
        return name
    meant = did_you_mean(said, _names_near(name))
    examples = ", ".join(map(repr, _EXAMPLES))
    raise RefusedEdit(
        f"{said!r} is no signed text that a command can write", f"{meant}they are named like {examples}"
    )


def _names_near(said: str) -> Iterator[str]:
    """Give the names that may have been meant: of the criterion whose number was said, and the others."""
    number = _NUMBER.search(said)
    if number:
        yield from (f"criterion {number[0]} {column}" for column in _CRITERION_COLUMNS)
    yield from OVERVIEW_LABELS
    for outcome in Outcome:
        yield from (f"outcome {outcome} {column}" for column in _OUTCOME_COLUMNS)


def text_edits(plan: Plan, values: Mapping[str, str]) -> list[Edit]:
    """Give the edits that make signed texts read ``values``, Markdown by name.

    A criterion or an outcome that has no row gets one, and a row of which nothing is left goes.
    """
    present = signed_texts(plan)
    wanted = {where: value for where, value in values.items() if value != present.get(where, "")}
    for where, value in wanted.items():
        if value and same_text(plan, value, ""):
            raise RefusedEdit(f"{where} would read as nothing: {value!r}")
    labels = {where: value for where, value in wanted.items() if where in OVERVIEW_LABELS}
    edits = [_label_edit(plan, label, value) for label, value in labels.items()]
    criteria: dict[str, dict[str, str]] = {}
    outcomes: dict[str, dict[str, str]] = {}
    for where, value in wanted.items():
        if where not in labels:
            rows, key, column = criteria, _CRITERION.fullmatch(where), _CRITERION_COLUMNS
            if key is None:
                rows, key, column = outcomes, _OUTCOME.fullmatch(where.casefold()), _OUTCOME_COLUMNS
            if key is None:
                raise RefusedEdit(f"{where!r} can't be written by a command; write it by hand")
            rows.setdefault(key[1], {})[column[key[2]]] = value
    outcomes = {next(o.value for o in Outcome if o.casefold() == key): row for key, row in outcomes.items()}
    with refusing():
        return [
            *edits,
            *_Rows(plan, CRITERIA.heading, "#", tuple(_CRITERION_COLUMNS.values())).edits(criteria),
            *_Rows(plan, FRAMEWORK.heading, "Outcome", tuple(_OUTCOME_COLUMNS.values())).edits(outcomes),
        ]


def _label_edit(plan: Plan, label: str, value: str) -> Edit:
    overview = plan.overview
    duration, decision = overview.duration, overview.decision_date
    texts = {
        "Objective": overview.objective,
        "Scope": overview.scope,
        "Duration": duration.text if duration else None,
        "Decision date": decision.text if decision else None,
    }
    place = texts[label]
    if place is None or not value.strip():
        raise RefusedEdit(f"the overview must have one bullet {label!r} with a value; write it by hand")
    start, text = place.span.start, plan.document.text
    glued = not text[start - 1].isspace()
    return Edit(start, place.span.end, " " * glued + _in_bullet(plan, start, value))


def _in_bullet(plan: Plan, offset: int, value: str) -> str:
    """Give a value of several lines with the indentation that keeps them inside their bullet."""
    lines = plan.document.lines
    line = lines.line_of(offset)
    begin = lines.start(line)
    bullet = re.match(r"\s*(?:[-*+]|\d+[.)])?\s*", lines.content(line).of(plan.document.text))
    newline = plan.document.text[lines.content(line).end : lines.start(line + 1)] or "\n"
    indentation = " " * (bullet.end() if bullet and begin + bullet.end() <= offset else 0)
    return (newline + indentation).join(value.split("\n"))


@dataclasses.dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a signed table, by the text of their key column."""

    plan: Plan
    heading: str
    key: str
    columns: tuple[str, ...]

    def edits(self, wanted: Mapping[str, Mapping[str, str]]) -> Iterator[Edit]:
        if not wanted:
            return
        table = self.plan.tables.get(self.heading)
        if table is None:
            raise RefusedEdit(f"section {self.heading!r} has no table that can be read")
        known = self.numbered(table)
        gone = {
            key for key in wanted if key in known and not any(self.row_after(table, known[key], wanted[key]))
        }
        yield from (removed_row(self.plan, table.table.rows[known[key]]) for key in gone)
        new_columns = self.new_columns(table, wanted)
        cells = {known[key]: row for key, row in wanted.items() if key in known and key not in gone}
        kept = {known[key] for key in known if key not in gone}
        rows = [
            (self.above(known, kept, key), {**row, self.key: f"**{key}**" if self.key == "Outcome" else key})
            for key, row in wanted.items()
            if key not in known and any(row.values())
        ]
        yield from row_edits(self.plan.document, table, cells=cells, rows=rows, added=new_columns)

    def numbered(self, table: CheckedTable) -> dict[str, int]:
        """Give the index of each row by its key."""
        found: dict[str, int] = {}
        for index, row in enumerate(table.table.rows):
            cell = table.cell(row, self.key)
            if cell and cell.text in found:
                raise RefusedEdit(f"{self.key} {cell.text!r} stands twice in {self.heading!r}")
            if cell:
                found[cell.text] = index
        return found

    def row_after(self, table: CheckedTable, index: int, wanted: Mapping[str, str]) -> Iterator[str]:
        """Give the signed cells of a row as they are to be."""
        for column in self.columns:
            cell = table.cell(table.table.rows[index], column)
            yield wanted.get(column, cell.content if cell else "")

    def new_columns(self, table: CheckedTable, wanted: Mapping[str, Mapping[str, str]]) -> list[str]:
        return [
            column
            for column in self.columns
            if column.casefold() not in table.columns and any(row.get(column) for row in wanted.values())
        ]

    def above(self, known: Mapping[str, int], kept: set[int], key: str) -> int:
        """Give the index of the row that stays below which a new one belongs."""
        order = [o.value for o in Outcome]
        rank = order.index if self.key == "Outcome" else int
        smaller = [i for k, i in known.items() if i in kept and _ranked(k, self.key) and rank(k) < rank(key)]
        return max(smaller, default=HEADER)


def _ranked(key: str, column: str) -> bool:
    return key in list(Outcome) if column == "Outcome" else key.isdecimal()


def removed_row(plan: Plan, row: Row) -> Edit:
    """Give the edit that removes a row with its line."""
    lines = plan.document.lines
    line = lines.line_of(row.span.start)
    return Edit(lines.start(line), lines.start(line + 1), "")


def results_edits(
    plan: Plan, before: Mapping[str, str], after: Plan, *, withdrawing: bool = False
) -> list[Edit]:
    """Give the edits that let Results follow from the signed texts ``before`` to those of the plan ``after``.

    Copies of Criterion and Target follow, and so does a Status that was computed. Who raised a verdict did so
    for the target that stood: if that changes, the verdict is set aside in the Note, and ``withdrawing`` the
    amendment brings it back. The row of a criterion that is gone goes too; raises ``RefusedEdit`` if it holds
    a result.
    """
    table = plan.tables.get(RESULTS.heading)
    if table is None:
        return []
    edits: list[Edit] = []
    cells: dict[int, dict[str, str]] = {}
    for index, result in enumerate(plan.results):
        number = result.number.value
        criterion = after.criterion(number) if number else None
        if criterion:
            old = _earlier(plan, before, criterion)
            values = dict(_followed(plan, result, old, criterion))
            values |= _brought_back(result) if withdrawing else {}
            cells[index] = values
        elif number and plan.criterion(number):
            edits.append(_removed_result(plan, result))
    with refusing(f"section {RESULTS.heading!r}"):
        return [*edits, *row_edits(plan.document, table, cells=cells)]


def _earlier(plan: Plan, before: Mapping[str, str], criterion: Criterion) -> list[Criterion]:
    """Give the criterion as it was agreed, and as it stands in the plan now."""
    number = criterion.number.value

    def text(part: str) -> Text:
        source = before.get(f"criterion {number} {part}", "")
        return Text(plan.document.plain(source), source, criterion.row.span)

    agreed = dataclasses.replace(
        criterion,
        text=text("text"),
        target=text("target"),
        partial=text("partial"),
        baseline=text("baseline"),
    )
    present = plan.criterion(number) if number else None
    return [agreed, present] if present else [agreed]


def _followed(plan: Plan, result: Result, old: list[Criterion], new: Criterion) -> Iterator[tuple[str, str]]:
    copies = (
        ("criterion", result.criterion, new.text, [each.text for each in old]),
        ("target", result.target, new.target, [each.target for each in old]),
    )
    for column, copy, wanted, stood in copies:
        follows = any(same_text(plan, copy.source, text.source) for text in stood)
        if (
            copy
            and not is_placeholder(copy.value)
            and follows
            and not same_text(plan, copy.source, wanted.source)
        ):
            yield column, wanted.source
    computed = standing(plan, new).computed.verdict
    written = result.status.value
    was_computed = any(standing(plan, each).computed.verdict is written for each in old)
    human = human_verdict(result)
    settled = human is not None or (written is None and bool(result.status.text))
    if human and result.note and raises(human.verdict, computed) and _asks_for_else(plan, old, new):
        yield "status", computed.value if computed else ""
        yield "note", f"{_SET_ASIDE}{human.verdict}. {result.note.source}"
    elif is_measured(result.result.value) and was_computed and not settled and written is not computed:
        yield "status", computed.value if computed else ""


def _asks_for_else(plan: Plan, old: list[Criterion], new: Criterion) -> bool:
    """Say whether a criterion asks for something else than one of its earlier versions."""
    sources = [
        [text.source if text else "" for text in (c.target, c.partial, c.baseline)] for c in (*old, new)
    ]
    *stood, stands = sources
    return any(
        not same_text(plan, one, other) for each in stood for one, other in zip(each, stands, strict=True)
    )


def _brought_back(result: Result) -> dict[str, str]:
    """Give the verdict of a person that an amendment had set aside."""
    match = _STOOD_ASIDE.fullmatch(result.note.source) if result.note else None
    return {"status": match["verdict"], "note": match["note"]} if match else {}


def _removed_result(plan: Plan, result: Result) -> Edit:
    if is_measured(result.result.value):
        raise RefusedEdit(
            f"criterion {result.number.value} has a result, {result.result.value!r}; "
            "delete its row of Results by hand if it is to go"
        )
    return removed_row(plan, result.row)

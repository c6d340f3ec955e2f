"""Ready criteria: a Markdown file with a table of criteria as in a plan, and what each is good for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.reading import read_plan
from poc_docs.plan.texts import Text
from poc_docs.plan.vocabulary import CRITERIA
from poc_docs.text.inline import fold
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.model import CheckedTable, Criterion, Plan
    from poc_docs.plan.vocabulary import Kind

SUB_POINT = "Sub-point"
"""The column that a library has beside those of a plan."""

_EXAMPLE = pattern(r"\[\s*e\.g\.,?\s*(?P<example>.*)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadyCriterion:
    """A criterion to be taken into a plan; ``origin`` is the file it stands in."""

    criterion: Criterion
    sub_point: Text
    origin: str

    @property
    def name(self) -> str:
        """Give the criterion's text, by which it is found."""
        return self.criterion.text.value

    @property
    def kind(self) -> Kind | None:
        """Give the kind of objective it is for."""
        return self.criterion.kind.value if self.criterion.kind else None

    def texts(self) -> tuple[Text, ...]:
        """Give all that goes into a plan."""
        each = self.criterion
        optional = (each.baseline, each.partial, each.kind.text if each.kind else None)
        return (
            each.text,
            each.measurement,
            each.target,
            each.weight.text,
            *(text for text in optional if text is not None),
        )


@dataclass(frozen=True, slots=True)
class Library:
    """A file of ready criteria; ``plan`` is the file, read as a plan is."""

    origin: str
    plan: Plan
    criteria: tuple[ReadyCriterion, ...]


def read_library(text: str, origin: str) -> Library:
    """Read the table below ``Success Criteria``. Never raises: what is wrong is for the checks to say."""
    plan = read_plan(text)
    table = plan.tables.get(CRITERIA.heading)
    criteria = [ReadyCriterion(each, _sub_point(table, each), origin) for each in plan.criteria if table]
    return Library(origin, plan, tuple(criteria))


def _sub_point(table: CheckedTable | None, criterion: Criterion) -> Text:
    cell = table.cell(criterion.row, SUB_POINT) if table else None
    return Text(fold(cell.text), cell.content, cell.span) if cell else Text("", "", criterion.row.span)


def example_in(text: str) -> str | None:
    """Give the example in a blank such as ``[e.g., ≤ 200 ms]``, or None where there is none."""
    match = _EXAMPLE.fullmatch(text)
    return match["example"].strip() if match else None


def ready_criteria(libraries: Iterable[Library]) -> tuple[ReadyCriterion, ...]:
    """Give all criteria by kind and sub-point; of two with one name the one of the later library counts."""
    found: dict[str, ReadyCriterion] = {}
    for library in libraries:
        found |= {folded(each.name): each for each in library.criteria}
    places: dict[tuple[Kind | None, str], int] = {}
    for each in found.values():
        places.setdefault((each.kind, ""), len(places))
        places.setdefault(_place(each), len(places))
    return tuple(sorted(found.values(), key=lambda each: (places[each.kind, ""], places[_place(each)])))


def _place(ready: ReadyCriterion) -> tuple[Kind | None, str]:
    return ready.kind, f" {folded(ready.sub_point.value)}"


def search(
    criteria: Iterable[ReadyCriterion], words: Sequence[str] = (), kind: Kind | None = None
) -> list[ReadyCriterion]:
    """Give the criteria of a kind in which all words stand, anywhere and in any case."""
    wanted = [word.casefold() for text in words for word in text.split()]
    return [
        each
        for each in criteria
        if kind in {None, each.kind} and all(word in _all_text(each) for word in wanted)
    ]


def _all_text(ready: ReadyCriterion) -> str:
    return " ".join(text.value for text in (*ready.texts(), ready.sub_point)).casefold()


def named(criteria: Iterable[ReadyCriterion], name: str) -> list[ReadyCriterion]:
    """Give the criterion of that name, or else all whose names hold it."""
    wanted = folded(name)
    known = list(criteria)
    exact = [each for each in known if folded(each.name) == wanted]
    return exact or [each for each in known if wanted and wanted in folded(each.name)]

"""Rules about the body's headings and labelled bullets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.entries import is_due
from poc_docs.checks.finding import Fault, fault_of
from poc_docs.plan import vocabulary as words
from poc_docs.plan.layout import COLUMNS, folded
from poc_docs.plan.once import once_in_a_row
from poc_docs.text.labels import Labelled, labelled_values
from poc_docs.text.lookalikes import skeleton
from poc_docs.text.source import Span
from poc_docs.text.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.text.document import Heading, Section

_FOLDED = {section.heading: folded(section.heading) for section in (*words.TEMPLATE, *words.OPTIONAL)}
_NAMES = frozenset(_FOLDED.values())
_CRITERIA_COLUMNS = {skeleton(column) for column in ("#", "Criterion", "Target")}
_CRITERIA_NAMES = {skeleton(column) for column in ("Target", "Weight")}
_LIKE_SIGNED = tuple(_CRITERIA_NAMES)
_KNOWN_LABELS = {**words.LABELS, words.OVERVIEW.heading: (*words.OVERVIEW_LABELS, words.DECISION_MAKER)}
_SPELLING = {
    heading: {folded(label): label for label in known}
    for heading, known in (*_KNOWN_LABELS.items(), (words.CHECKPOINTS.heading, words.CHECKPOINT_LABELS))
}
"""How labels are spelt, by the section they stand in and folded; those of a checkpoint stand below it."""
_ORDER = {section.heading: i for i, section in enumerate(words.TEMPLATE)}


def sections_present(plan: Plan) -> Iterator[Fault]:
    """Every section of the template must be there."""
    headings = [section.heading for section in plan.document.sections if section.heading.level]
    spans = {folded(heading.text): heading.span for heading in reversed(headings)}
    own = {h.text: h for h in reversed(headings) if folded(h.text) not in _NAMES}
    span = Span(0, 0)
    for wanted in words.TEMPLATE:
        name = _FOLDED[wanted.heading]
        if name in spans:
            span = spans[name]
            continue
        # A misspelt heading begins rightly; without this 'Agreement' is near 'Risk Assessment'.
        alike = [other for other in own if folded(other)[:1] == name[:1]]
        near = own.get(nearest(wanted.heading, alike))
        yield _missing_section(wanted, near, span)


def _missing_section(wanted: words.SectionFormat, near: Heading | None, span: Span) -> Fault:
    marks = "#" * wanted.level
    if near:
        message = f"section {wanted.heading!r} must be there; line {near.line} says {near.text!r}"
        return Fault(message, near.span, f"write '{marks} {wanted.heading}' on line {near.line}")
    advice = f"add '{marks} {wanted.heading}' with its contents; 'poc-docs new' shows the whole template"
    return Fault(f"section {wanted.heading!r} must be there", span, advice)


def parts_stand_once(plan: Plan) -> Iterator[Fault]:
    """A heading, a section's table, a column and a labelled bullet must each stand once, and in one piece."""
    yield from map(fault_of, plan.ambiguous)
    if is_due(plan, words.CRITERIA.heading):
        yield from _further_criteria(plan)


def _further_criteria(plan: Plan) -> Iterator[Fault]:
    """Give what a reader may take for the signed criteria: a table or a column of one's own."""
    with_tables = {id(plan.sections.get(section.heading)) for section in words.TEMPLATE if section.table}
    for section, table in plan.document.tables:
        columns = {skeleton(cell.text) for cell in table.header.cells}
        if id(section) not in with_tables and columns >= _CRITERIA_COLUMNS:
            message = "a table of your own must not have the columns #, Criterion and Target of a signed one"
            yield Fault(message, table.header.span, "rename its columns, or delete the table")
    checked = plan.tables.get(words.CRITERIA.heading)
    for cell in checked.table.header.cells if checked else ():
        name = skeleton(cell.text)
        if name not in _CRITERIA_NAMES and name.startswith(_LIKE_SIGNED):
            message = f"column {cell.text!r} is not signed, and must not begin like one that is"
            yield Fault(message, cell.span, "give it another name, such as 'Note on …'")


def labels(plan: Plan, heading: str) -> list[Labelled]:
    """Give the labelled values of a section; only in the decision others than list items count."""
    values = _labelled(plan).get(heading, ())
    return [value for value in values if value.item or heading == words.DECISION.heading]


@once_in_a_row
def _labelled(plan: Plan) -> dict[str, tuple[Labelled, ...]]:
    """Give the labelled values of the sections in which labels have a meaning."""
    sections = plan.sections
    return {name: tuple(labelled_values(sections[name].blocks)) for name in _KNOWN_LABELS if name in sections}


@once_in_a_row
def checkpoint_bullets(plan: Plan) -> tuple[tuple[Labelled, ...], ...]:
    """Give the labelled bullets of each checkpoint."""
    below = (labelled_values(checkpoint.section.blocks) for checkpoint in plan.running.checkpoints)
    return tuple(tuple(value for value in values if value.item) for values in below)


def overview_bullets(plan: Plan) -> Iterator[Fault]:
    """The overview must have bullets Objective, Scope, Duration, Decision date, filled in from Active on."""
    section = plan.sections.get(words.OVERVIEW.heading)
    if section is None:
        return
    found = {folded(value.label): value for value in labels(plan, words.OVERVIEW.heading)}
    for label in words.OVERVIEW_LABELS:
        value = found.get(folded(label))
        advice = f"write '- **{label}:** …'"
        if value is None:
            message = f"the overview must have a bullet {label!r}"
            yield Fault(message, section.heading.span, advice)
        elif not value.content and is_due(plan, words.OVERVIEW.heading):
            yield Fault(f"{label} must not be empty", value.span, advice)


def template_followed(plan: Plan) -> Iterator[Fault]:
    """Headings, columns and labels must be the format's, letter for letter, at its levels, in its order."""
    for wanted in (*words.TEMPLATE, *words.OPTIONAL):
        section = plan.sections.get(wanted.heading)
        if section:
            yield from _heading_faults(section, wanted)
            yield from _column_faults(plan, wanted)
            yield from _label_faults(plan, wanted)
    for bullets in checkpoint_bullets(plan):
        yield from _misspelt(bullets, words.CHECKPOINTS.heading)
    yield from _order_faults(plan)
    yield from _further_titles(plan)


def _heading_faults(section: Section, wanted: words.SectionFormat) -> Iterator[Fault]:
    heading = section.heading
    advice = f"write '{'#' * wanted.level} {wanted.heading}'"
    if heading.text != wanted.heading:
        yield Fault(f"heading must be spelt {wanted.heading!r}, not {heading.text!r}", heading.span, advice)
    if heading.level != wanted.level:
        message = f"heading {wanted.heading!r} must be of level {wanted.level}, not {heading.level}"
        yield Fault(message, heading.span, advice)
    elif wanted.parent and folded(section.path[-2] if section.path[1:] else "") != folded(wanted.parent):
        message = f"section {wanted.heading!r} must stand under {wanted.parent!r}"
        yield Fault(message, heading.span, f"move it below '## {wanted.parent}'")


def _column_faults(plan: Plan, wanted: words.SectionFormat) -> Iterator[Fault]:
    table = plan.tables.get(wanted.heading)
    if table is None:
        return
    spelling = COLUMNS[wanted.heading]
    for cell, column in zip(table.table.header.cells, table.columns, strict=True):
        right = spelling.get(column)
        if right and cell.text != right and " ".join(cell.text.split()) != right:
            yield Fault(f"column must be spelt {right!r}, not {cell.text!r}", cell.span, f"write {right!r}")


def _label_faults(plan: Plan, wanted: words.SectionFormat) -> Iterator[Fault]:
    if wanted.heading in _KNOWN_LABELS:
        yield from _misspelt(labels(plan, wanted.heading), wanted.heading)


def _misspelt(values: Iterable[Labelled], heading: str) -> Iterator[Fault]:
    for value in values:
        right = _SPELLING[heading].get(folded(value.label))
        if right and value.label != right:
            message = f"label must be spelt {right!r}, not {value.label!r}"
            yield Fault(message, value.span, f"write '**{right}:**'")


def _order_faults(plan: Plan) -> Iterator[Fault]:
    last = ""
    in_file = sorted(plan.sections.keys() & _ORDER, key=lambda name: plan.sections[name].heading.span)
    for name in in_file:
        if last and _ORDER[name] < _ORDER[last]:
            message = f"section {name!r} must stand before {last!r}"
            yield Fault(message, plan.sections[name].heading.span, f"move it above '{last}'")
            return
        last = name


def _further_titles(plan: Plan) -> Iterator[Fault]:
    titles = [section for section in plan.document.sections if section.heading.level == 1]
    for title in titles[1:]:
        message = f"a plan must have one heading of level 1; {title.heading.text!r} is another"
        yield Fault(message, title.heading.span, "give it two or more '#'")
    first = min((s.heading.span for s in plan.sections.values()), default=None)
    if titles and first and first < titles[0].heading.span:
        message = "the title must stand above every section of the template"
        yield Fault(message, titles[0].heading.span, "move it to the top, below the front matter")

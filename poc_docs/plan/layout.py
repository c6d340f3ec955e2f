"""Which part of a file is which section of a plan, with its table and its labelled values."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from poc_docs.plan import vocabulary as words
from poc_docs.plan.model import CheckedTable
from poc_docs.plan.texts import Problem, Text
from poc_docs.text.inline import fold, has_markup, shown_lines
from poc_docs.text.labels import Labelled, labelled_values
from poc_docs.text.lookalikes import skeleton
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.text.document import Block, Document, Heading, Section, Table

_LONGEST_KNOWN = 200
_MARKS = pattern(r"[*_`~]")
_PLAINLY_LABELLED = pattern(r"\*\*(?P<label>[A-Za-z ]+):\*\* ")
_BEFORE_LABEL = pattern(r"[\W\d_]+")


def folded(name: str) -> str:
    """Give a heading or column name as it is compared: case and white space do not matter."""
    return _known(name) if len(name) <= _LONGEST_KNOWN else _folded(name)


def _folded(name: str) -> str:
    return fold(name).casefold()


_known = lru_cache(maxsize=4096)(_folded)

COLUMNS = {
    section.heading: {folded(column): column for column in (*section.table.required, *section.table.optional)}
    for section in (*words.TEMPLATE, *words.OPTIONAL)
    if section.table
}
"""The columns of the format by heading of their section and folded name, the required ones first."""
_ALIKE = {
    heading: {skeleton(column): name for name, column in columns.items()}
    for heading, columns in COLUMNS.items()
}
_OPTIONAL_COLUMNS = {
    section.heading: frozenset(map(folded, section.table.optional))
    for section in (*words.TEMPLATE, *words.OPTIONAL)
    if section.table
}


@dataclass(slots=True)
class Layout:
    """Which heading of the file is which section of the format, and where its table is."""

    document: Document
    sections: dict[str, Section]
    tables: dict[str, CheckedTable]
    ambiguous: list[Problem]
    named: dict[str, list[Section]]
    """The file's sections by folded heading."""
    alike: dict[str, list[Heading]]
    """Its headings, nested ones last, by what they look like."""

    @classmethod
    def of(cls, document: Document) -> Layout:
        layout = cls(document, {}, {}, [], {}, {})
        for each in document.sections:
            layout.named.setdefault(folded(each.heading.text), []).append(each)
        for heading in (*(each.heading for each in document.sections), *document.nested_headings):
            layout.alike.setdefault(skeleton(heading.text), []).append(heading)
        for section_format in words.TEMPLATE:
            layout.add_section(section_format, layout.only_section(section_format.heading))
        for section_format in words.OPTIONAL:
            layout.add_section(
                section_format, layout.only_section(section_format.heading, section_format.level)
            )
        return layout

    def add_section(self, section_format: words.SectionFormat, section: Section | None) -> None:
        if section:
            self.sections[section_format.heading] = section
            if section_format.table:
                self.add_table(section_format.heading, section)

    def only_section(self, heading: str, level: int = 0) -> Section | None:
        """Give the one section under ``heading``; two of them are none, so that no decoy can win.

        A heading in a list or a quotation, and one that only looks the same, makes two as well. With
        ``level`` headings of any other level are the author's own.
        """
        named = [s for s in self.named.get(folded(heading), ()) if not level or s.heading.level == level]
        if not named:
            return None
        shown = (h for h in self.alike.get(skeleton(heading), ()) if not level or h.level == level)
        others = [h for h in shown if h is not named[0].heading]
        for extra in others:
            line = named[0].heading.line
            message = f"heading {heading!r} must stand once; it stands on line {line} too"
            self.ambiguous.append(Problem(message, extra.span, "rename or delete one of the two"))
        return None if others else named[0]

    def add_table(self, heading: str, section: Section) -> None:
        table = next((table for table in section.tables if table.top_level), None)
        if table is None:
            return
        others = [other for other in section.tables if other is not table]
        for extra in others:
            message = f"section {heading!r} must hold one table; another begins on line {table.line}"
            advice = "join the two, or put a heading of your own above the second"
            self.ambiguous.append(Problem(message, extra.header.span, advice))
        names, again = _column_names(heading, *[cell.text for cell in table.header.cells])
        repeated = [table.header.cells[at] for at in again]
        for cell in repeated:
            message = f"column {cell.text!r} must stand once in {heading!r}"
            self.ambiguous.append(Problem(message, cell.span, "rename or delete one of the two"))
        if not others and not repeated:
            self.tables[heading] = CheckedTable(section, table, names)

    def metadata_table(self) -> Table | None:
        section = self.only_section(words.METADATA_HEADING)
        return section.tables[0] if section and len(section.tables) == 1 else None


@remembered
def _column_names(heading: str, *header: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Give the folded names of columns in a section's table, and which of them stand there already.

    One that only looks like a column of the template that is there stands there too.
    """
    known, optional = _ALIKE[heading], _OPTIONAL_COLUMNS[heading]
    names = tuple(map(folded, header))
    repeated = []
    seen: set[str] = set()
    for at, (text, name) in enumerate(zip(header, names, strict=True)):
        alike = known.get(skeleton(text), name)
        if name and (name in seen or (alike != name and (alike in names or alike in optional))):
            repeated.append(at)
        seen.add(name)
    return names, tuple(repeated)


def labels(layout: Layout, wanted: words.SectionFormat, *, items: bool) -> dict[str, Text]:
    """Give the labelled values of a section by folded label.

    One that stands twice, or of which something else in the section makes the show, counts as absent, and so
    does one whose list item goes on below it: what stands there would be read by everybody and signed by
    nobody.
    """
    section = layout.sections.get(wanted.heading)
    known = {skeleton(label): folded(label) for label in words.LABELS[wanted.heading]}
    found: dict[str, Labelled] = {}
    refused: set[str] = set()
    decoys: list[tuple[str, Block]] = []
    for block in section.blocks if section else ():
        values = [value for value in labelled_values([block]) if value.item or not items]
        for value in values:
            problem = _label_problem(wanted, value, found)
            if problem:
                refused.add(folded(value.label))
                layout.ambiguous.append(problem)
            found.setdefault(folded(value.label), value)
        if not _is_plainly_labelled(block, values, known):
            shown = Counter(_shown_labels(block, known, items=items))
            shown.subtract(folded(value.label) for value in values)
            decoys += ((label, block) for label, times in shown.items() if times > 0)
    for label, block in decoys:
        if label in found:
            refused.add(label)
            name = found[label].label
            message = f"label {name!r} must stand once in {wanted.heading!r}; this reads like it"
            layout.ambiguous.append(Problem(message, block.span, "rename or delete one of the two"))
    return {
        label: Text(layout.document.plain(value.content), value.content, value.span)
        for label, value in found.items()
        if label not in refused
    }


def _label_problem(
    wanted: words.SectionFormat, value: Labelled, found: dict[str, Labelled]
) -> Problem | None:
    if folded(value.label) in found:
        message = f"label {value.label!r} must stand once in {wanted.heading!r}"
        return Problem(message, value.span, "rename or delete one of the two")
    if not value.alone:
        message = f"{value.label!r} must be one paragraph; more stands below it in its bullet"
        advice = "write it all in the first paragraph, or put the rest under a heading of your own"
        return Problem(message, value.span, advice)
    return None


def _is_plainly_labelled(block: Block, values: list[Labelled], known: dict[str, str]) -> bool:
    """Say whether a reader sees one label, the one that was read, as in ``**Scope:** Included: …``.

    This is how nearly all are written, and is known without asking how the inside of the block is shown.
    """
    plain = _PLAINLY_LABELLED.match(block.content)
    if not plain or len(values) != 1 or folded(plain["label"]) not in known.values():
        return False
    rest = block.content[plain.end() :]
    return "  \n" not in rest and not has_markup(rest.replace("\n", " "), block.references)


def _shown_labels(block: Block, known: dict[str, str], *, items: bool) -> Iterator[str]:
    """Give the labels with which a reader sees the lines of a block begin; ``known`` by their skeletons.

    In running text a label has to be bold, and inside a list item's paragraph it is only text.
    """
    for line in shown_lines(block.content, block.references):
        text, bold = _label_skeleton(line.text), _label_skeleton(line.bold)
        for label, name in known.items():
            with_colon = text.startswith(label) and text[len(label) :].lstrip().startswith(":")
            in_bold = bold.rstrip(" :.-") == label
            if (with_colon or in_bold) if line.is_new else (with_colon and in_bold and not items):
                yield name


def _label_skeleton(text: str) -> str:
    shown = _MARKS.sub("", text)
    begin = _BEFORE_LABEL.match(shown)
    return skeleton(shown[begin.end() :] if begin else shown)

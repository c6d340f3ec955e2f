"""The decision, as labelled paragraphs under its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import DECISION, DECISION_LABELS
from poc_docs.text.edits import Edit
from poc_docs.text.inline import fold
from poc_docs.text.labels import Labelled, labelled_values
from poc_docs.text.source import newline_of
from poc_docs.writing.applied import RefusedEdit, verified
from poc_docs.writing.gaps import is_example

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import Outcome
    from poc_docs.text.document import Block, Section


def decide(
    plan: Plan, outcome: Outcome, decided_on: dt.date, feedback: str | None, reason: str | None = None
) -> list[Edit]:
    """Give the edits that write the decision; ``feedback`` and ``reason`` are Markdown, None leaves them.

    Values and placeholders are replaced in place. A missing label is inserted in the order of the format, as
    a paragraph, a line or a list item of its own, as its neighbour is. Rows of Gaps Identified that hold
    nothing but placeholders go: a gap that nobody wrote down by now is none.
    """
    values = dict(
        zip(DECISION_LABELS, (outcome.value, decided_on.isoformat(), reason, feedback), strict=True)
    )
    wanted = {label: fold(value) for label, value in values.items() if value is not None}
    section = plan.sections.get(DECISION.heading)
    if section is None:
        raise RefusedEdit(
            f"the plan has no heading {DECISION.heading!r} of its own; add it, as in the template"
        )
    edits = [*_edits(plan, _Labels(plan, section), wanted), *_without_placeholder_gaps(plan)]
    return verified(plan, edits, lambda after: _differences(after, wanted))


def _edits(plan: Plan, labels: _Labels, wanted: Mapping[str, str]) -> Iterator[Edit]:
    missing = []
    for label, value in wanted.items():
        place = labels.found.get(label)
        if place is None:
            if value:
                missing.append((label, f"**{label}:** {value}"))
        elif fold(place.content) != value:
            yield _replacement(plan, place, value)
    # Inserted last: an insertion goes behind a value that ends at the same place.
    if missing and not labels.found:
        yield labels.below_heading([source for _, source in missing])
    elif missing:
        yield from (labels.insertion(label, source) for label, source in missing)


def _without_placeholder_gaps(plan: Plan) -> Iterator[Edit]:
    lines = plan.document.lines
    for gap in plan.gaps:
        if is_example(gap):
            line = lines.line_of(gap.row.span.start)
            yield Edit(lines.start(line), lines.start(line + 1), "")


def _replacement(plan: Plan, place: Labelled, value: str) -> Edit:
    start = place.span.start
    if not value:  # with the blank before it: the label ends where the edit begins
        return Edit(len(plan.document.text[:start].rstrip(" \t")), place.span.end, "")
    glued = not plan.document.text[start - 1].isspace()
    return Edit(start, place.span.end, (" " if glued else "") + value)


class _Labels:
    """The labelled values of the section, and where further ones go."""

    def __init__(self, plan: Plan, section: Section) -> None:
        self.plan = plan
        self.section = section
        self.text = plan.document.text
        self.newline = newline_of(self.text)
        names = {folded(label): label for label in DECISION_LABELS}
        self.found: dict[str, Labelled] = {}
        for value in labelled_values(section.blocks):
            label = names.get(folded(value.label))
            if label in self.found:
                raise RefusedEdit(f"{label!r} stands twice under {DECISION.heading!r}; delete one of the two")
            if label:
                self.found[label] = value

    def insertion(self, label: str, source: str) -> Edit:
        """Insert below the nearest label before it, or above the nearest one after it."""
        order = DECISION_LABELS.index(label)
        before = [name for name in DECISION_LABELS[:order] if name in self.found]
        after = [name for name in DECISION_LABELS[order:] if name in self.found]
        if before:
            return self._below(self.found[before[-1]], source)
        return self._above(self.found[after[0]], source)

    def below_heading(self, paragraphs: Sequence[str]) -> Edit:
        """Write all of them below the heading, with a blank line before what follows."""
        lines = self.plan.document.lines
        end = lines.content(lines.line_of(self.section.body.start - 1)).end
        following = self.text[self.section.body.start :].partition("\n")[0]
        blank = self.newline * 2
        source = blank + blank.join(paragraphs) + (self.newline if following.strip() else "")
        return Edit(end, end, source)

    def _block(self, value: Labelled) -> Block:
        return next(b for b in self.section.blocks if b.span.start <= value.span.start <= b.span.end)

    def _line_start(self, value: Labelled) -> int:
        """Give where the label's line begins, after indentation and list mark."""
        lines = self._block(value).lines
        return max(line.start for line in lines if line.start <= value.span.start)

    def _separator(self, value: Labelled) -> str:
        """Give what stands between this label and a neighbour: a blank line, or in one block a line break."""
        block = self._block(value)
        lines = self.plan.document.lines
        prefix = self.text[lines.start(lines.line_of(block.span.start)) : block.span.start]
        if block.item:
            return self.newline + prefix
        sharing = [other for other in self.found.values() if self._block(other) == block]
        return self.newline + ("" if len(sharing) > 1 else self.newline) + prefix

    def _below(self, value: Labelled, source: str) -> Edit:
        lines = self.plan.document.lines
        end = lines.content(lines.line_of(value.span.end)).end
        return Edit(end, end, self._separator(value) + source)

    def _above(self, value: Labelled, source: str) -> Edit:
        start = self._line_start(value)
        return Edit(start, start, source + self._separator(value))


def _differences(after: Plan, wanted: Mapping[str, str]) -> Iterator[str]:
    section = after.sections.get(DECISION.heading)
    found = {folded(v.label): fold(v.content) for v in labelled_values(section.blocks if section else ())}
    for label, value in wanted.items():
        if found.get(folded(label), "") != value:
            yield f"{label} would read {found.get(folded(label), '')!r}, not {value!r}"

"""Edits applied to a plan, and the proof that they did what they were meant to do and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from poc_docs.plan.reading import read_plan
from poc_docs.text.edits import apply_edits
from poc_docs.text.front_matter import Mapping, Node, Scalar, Sequence
from poc_docs.text.front_matter_source import FrontMatterEditError
from poc_docs.text.source import Span
from poc_docs.text.table_source import TableEditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Sequence as Sequences

    from poc_docs.plan.model import Plan
    from poc_docs.plan.texts import Problem
    from poc_docs.text.document import Document, Row
    from poc_docs.text.edits import Edit


class RefusedEdit(ValueError):  # noqa: N818 -- it is the edit that is refused; nothing failed
    """The plan cannot be changed as asked; the text says why, and what to do. Nothing was changed."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice or "nothing was written; 'poc-docs next' tells what each plan needs"


@contextmanager
def refusing(where: str = "") -> Iterator[None]:
    """Raise ``RefusedEdit`` where the text can't be edited as asked; the message names ``where``."""
    try:
        yield
    except (TableEditError, FrontMatterEditError) as error:
        raise RefusedEdit(f"{where}: {error}" if where else str(error)) from None


def rewritten(
    plan: Plan, edits: Sequences[Edit], intended: Callable[[Plan], Iterable[str]] | None = None
) -> Plan:
    """Give the plan as it reads after ``edits``.

    ``intended`` gives what the new plan lacks of the intention, in words. Raises ``RefusedEdit`` if it gives
    anything, if a text outside the edits reads otherwise than before, or if the new plan has problems that
    the old one has not.
    """
    if not edits:
        after = plan
    else:
        after = read_plan(apply_edits(plan.document.text, edits))
        _refuse(_new_problems(plan, after))
        _refuse(_side_effects(plan.document, after.document, edits))
    _refuse(intended(after) if intended else ())
    return after


def verified(
    plan: Plan, edits: Sequences[Edit], intended: Callable[[Plan], Iterable[str]] | None = None
) -> list[Edit]:
    """Give ``edits`` after ``rewritten`` has accepted them."""
    rewritten(plan, edits, intended)
    return list(edits)


def _refuse(reasons: Iterable[str]) -> None:
    for reason in reasons:
        raise RefusedEdit(f"the change was not made: {reason}")


def _new_problems(before: Plan, after: Plan) -> Iterator[str]:
    if after.document.front_matter_error and not before.document.front_matter_error:
        yield after.document.front_matter_error.message
    known = Counter(problem.message for problem in _problems(before))
    for problem in _problems(after):
        known[problem.message] -= 1
        if known[problem.message] < 0:
            yield f"{problem.message} ({problem.advice})"


def _problems(plan: Plan) -> tuple[Problem, ...]:
    return (*plan.problems, *plan.unknown_keys, *plan.missing_keys, *plan.ambiguous)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A smallest readable part of a file; ``what`` tells its kind and its place in its table or list."""

    what: str
    text: str
    span: Span

    def __str__(self) -> str:
        return f"{self.what} {self.text[:60]!r}"


def _pieces(document: Document) -> Iterator[_Piece]:
    if document.front_matter:
        yield from _nodes(document.front_matter.root, "front matter")
    for section in document.sections:
        heading = section.heading
        if heading.level:
            yield _Piece(f"heading {heading.level}", heading.text, heading.span)
        for table in section.tables:
            yield from _row("header cell", table.header)
            for row in table.rows:
                yield from _row("cell", row)
        for block in section.blocks:
            kind = "item" if block.item else "paragraph"
            yield _Piece(f"nested {kind}" if block.nested else kind, block.text, block.span)
    for html in document.html:
        yield _Piece("HTML", html.text, html.span)


def _row(what: str, row: Row) -> Iterator[_Piece]:
    for column, cell in enumerate(row.cells, 1):
        yield _Piece(f"{what} {column}", cell.text, cell.span)


def _nodes(node: Node, path: str) -> Iterator[_Piece]:
    if isinstance(node, Scalar):
        yield _Piece(path, node.value, node.span)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _nodes(item, f"{path} {index}")
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield _Piece(f"{path} key", key.value, key.span)
            yield from _nodes(value, f"{path} {key.value}")


class _Shift:
    """Where the characters of a text stand after edits."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
        self.starts = [edit.start for edit in self.edits]
        self.grown = [
            0,
            *accumulate(len(edit.replacement) - (edit.end - edit.start) for edit in self.edits),
        ]
        self.new = [
            Span(edit.start + grown, edit.start + grown + len(edit.replacement))
            for edit, grown in zip(self.edits, self.grown, strict=False)
        ]
        self.new_starts = [span.start for span in self.new]

    def moved(self, span: Span) -> Span | None:
        """Give the new place of ``span``, or None if an edit touches it."""
        after = bisect_right(self.starts, span.end)
        if any(edit.end >= span.start for edit in self.edits[:after]):
            return None
        return Span(span.start + self.grown[after], span.end + self.grown[after])

    def is_new(self, span: Span) -> bool:
        """Say whether a span of the new text touches what an edit wrote, or the place where it deleted."""
        after = bisect_right(self.new_starts, span.end)
        return any(new.end >= span.start for new in self.new[:after])


def _side_effects(before: Document, after: Document, edits: Iterable[Edit]) -> Iterator[str]:
    """Give each piece that no edit touches and that is gone or new all the same."""
    shift = _Shift(edits)
    kept = Counter(
        _Piece(piece.what, piece.text, moved)
        for piece in _pieces(before)
        if (moved := shift.moved(piece.span)) is not None
    )
    found = Counter(piece for piece in _pieces(after) if not shift.is_new(piece.span))
    for piece in kept - found:
        yield f"{piece} would read otherwise"
    for piece in found - kept:
        yield f"it would turn other text into {piece}"
    if set(before.references) != set(after.references):
        yield "a link definition would be lost or made"

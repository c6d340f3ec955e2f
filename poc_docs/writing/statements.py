"""What makes one statement together: a merge takes it from one side or shows both sides, and mixes nothing.

A result, its status and who judged it are three cells of a row and one statement. The result of one side
beside the status of the other would be a statement that nobody made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.writing.parts import Part

_VERDICT = ("column result", "column status", "column note", "column evidence")
_TARGET = "column target"
_WORKAROUND = ("column workaround", "column gap", "column criterion")
_COMMENTED = (("value", "end"), ("text", "end"))
_DECISION = ("outcome", "decided on", "reason")
_DATE = "column date"
_LOGS = (
    {_DATE, "column #", "column value"},
    {_DATE, "column entry", "column amount"},
    {_DATE, "column decision", "column who"},
)
"""The columns of the format's logs, which may stand in any order."""
_JUDGED = "judged by"

Values = dict[str, str]


def is_log(columns: Sequence[str]) -> bool:
    """Say whether a table is a log by its columns: each of its rows is an entry of its day."""
    return list(columns[:1]) == [_DATE] or any(log <= set(columns) for log in _LOGS)


def is_torn(base: Part, ours: Part, theirs: Part) -> bool:
    """Say whether a line merged field by field would mix what belongs together."""
    versions = [{field.name: field.content.strip() for field in part.fields} for part in (base, ours, theirs)]
    return any(_disagree(*(_only(names, values) for values in versions)) for names in _together(ours, theirs))


def is_decision_torn(base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    """Say whether values by folded label, merged one by one, would give a reason to another outcome."""
    return _disagree(*(_only(_DECISION, values) for values in (base, ours, theirs)))


def is_of_decision(label: str) -> bool:
    """Say whether a folded label is a part of what was decided."""
    return label in _DECISION


def _together(ours: Part, theirs: Part) -> Iterator[tuple[str, ...]]:
    """Give the names of fields that belong together in a line."""
    if ours.key[:1] != ("row",):
        yield from _COMMENTED
        return
    names = [field.name for field in ours.cells]
    if is_log(names):
        yield tuple(names)
    if _VERDICT[0] in names:
        # Who judged a result judged it against the target that stood there; arithmetic is done anew.
        judged = any(_JUDGED in field.content.casefold() for row in (ours, theirs) for field in row.cells)
        yield (*_VERDICT, _TARGET) if judged else _VERDICT
    if _WORKAROUND[0] in names:
        yield _WORKAROUND


def _only(names: tuple[str, ...], values: Mapping[str, str]) -> Values:
    return {name: values.get(name, "") for name in names}


def _disagree(base: Values, ours: Values, theirs: Values) -> bool:
    """Say whether both made changes, and neither made all those of the other."""
    one, other = (
        {(name, side[name]) for name in side if side[name] != base[name]} for side in (ours, theirs)
    )
    return not (one <= other or other <= one)

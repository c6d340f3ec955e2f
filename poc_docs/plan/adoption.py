"""The list of plans that were running or over before agreements were recorded: ``plans/.adopted``.

One line a plan: ``id status fingerprint``. The list is written once and may only get shorter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.signers import both_signed
from poc_docs.plan.texts import Problem
from poc_docs.plan.vocabulary import Status
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Lines, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from poc_docs.plan.model import Plan

FILE = "plans/.adopted"

HEADER = """\
# Plans that were Active or Complete before their agreement was recorded, with the fingerprint of their text
# on that day. 'poc-docs init --adopt' wrote this list; from then on lines may go, none may come or change.
"""

_LINE = pattern(
    r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*) (?P<status>Active|Complete) "
    r"(?P<fingerprint>v[0-9]+:sha256:[0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A line of the list."""

    id: str
    status: Status
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.id} {self.status} {self.fingerprint}"


@dataclass(frozen=True, slots=True)
class AdoptedList:
    """The list as far as it can be read: its lines by id, where each stands, and what can't be read."""

    text: str
    entries: Mapping[str, Adopted]
    spans: Mapping[str, Span]
    problems: tuple[Problem, ...]


def read_adopted(text: str) -> AdoptedList:
    """Read the list; a line that can't be read, or repeats an id, is a problem and excuses nobody."""
    lines = Lines(text)
    entries: dict[str, Adopted] = {}
    spans: dict[str, Span] = {}
    problems = []
    for number in range(len(lines.starts)):
        span = lines.content(number)
        line = span.of(text)
        match = _LINE.fullmatch(line)
        if not line.strip() or line.startswith("#"):
            continue
        if match is None or match["id"] in spans:
            message = f"a line must read 'id status fingerprint', each id once, not {line[:80]!r}"
            problems.append(Problem(message, span, "restore the line, or delete it"))
            continue
        entries[match["id"]] = Adopted(match["id"], Status(match["status"]), match["fingerprint"])
        spans[match["id"]] = span
    return AdoptedList(text, entries, spans, tuple(problems))


def adopted_text(entries: Iterable[Adopted]) -> str:
    """Give the list as it is written: by id, under a header that says what it is."""
    return HEADER + "".join(f"{line}\n" for line in sorted(map(str, entries)))


def adoptable(plan: Plan) -> Adopted | None:
    """Give the line for a plan, or None: it has not begun, has no id, or its agreement was recorded once."""
    if plan.status not in {Status.ACTIVE, Status.COMPLETE} or not plan.id or was_agreed(plan):
        return None
    return Adopted(plan.id, plan.status, fingerprint(plan))


def was_agreed(plan: Plan) -> bool:
    """Say whether a start, or a text that both parties signed, was ever recorded."""
    signed = {signature.parameters for signature in plan.signatures if signature.parameters}
    started = plan.metadata is not None and plan.metadata.started is not None
    return started or any(both_signed(plan, parameters) for parameters in signed)


def is_half_agreed(plan: Plan) -> bool:
    """Say whether a start is recorded that no text signed by both parties stands behind."""
    signed = {signature.parameters for signature in plan.signatures if signature.parameters}
    started = plan.metadata is not None and plan.metadata.started is not None
    return started and not any(both_signed(plan, parameters) for parameters in signed)


def is_excused(plan: Plan, adopted: Mapping[str, Adopted]) -> bool:
    """Say whether a plan needs no recorded agreement because the list names it.

    An Active one may be edited until both signed; a Complete one is history, and stays as it was listed.
    """
    entry = adopted.get(plan.id)
    if entry is None or entry.status is not plan.status or was_agreed(plan):
        return False
    return plan.status is Status.ACTIVE or entry.fingerprint == fingerprint(plan)

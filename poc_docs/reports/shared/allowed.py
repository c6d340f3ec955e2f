"""The list of what leaves a plan for the prospect: only what is named here is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.checks.entries import FRONT_MATTER, entries
from poc_docs.plan import vocabulary
from poc_docs.plan.agreement.amendments import amendments
from poc_docs.plan.agreement.corrections import corrections, open_correction
from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint
from poc_docs.plan.agreement.state import AgreementState, agreement
from poc_docs.plan.changes import spoken_name
from poc_docs.plan.comparing import compare_plans
from poc_docs.plan.plan_change import ChangeKind
from poc_docs.plan.standings import standings
from poc_docs.plan.texts import filled_in
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import Party
from poc_docs.portfolio.confirmation import confirmation
from poc_docs.reports.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.checks.entries import Entry
    from poc_docs.plan.metadata import Change, Signature
    from poc_docs.plan.model import Plan
    from poc_docs.plan.plan_change import PlanChange
    from poc_docs.plan.texts import Text
    from poc_docs.plan.vocabulary import Outcome, Verdict
    from poc_docs.reports.report import Line
    from poc_docs.reports.subject import Subject

_DISCLOSED = frozenset({ChangeKind.ENVIRONMENT, ChangeKind.TIMELINE})
_SHARED_PARTS = frozenset({"result", "status", "outcome"})
"""The parts of a correction that are shared; notes, reasons and the day of the decision are not."""

_TABLES = (vocabulary.CRITERIA, vocabulary.ENVIRONMENT, vocabulary.SETUP_STEPS, vocabulary.TIMELINE)
_SECTIONS = frozenset({vocabulary.OVERVIEW.heading, *(section.heading for section in _TABLES)})
_KEYS = frozenset({(FRONT_MATTER, "title"), (FRONT_MATTER, "prospect")})


class Footing(Enum):
    """What the shared text stands on."""

    PROPOSED = "proposed"
    AMENDMENT_OPEN = "amendment open"
    AGREED = "agreed"
    CORRECTION_OPEN = "correction open"
    ENDED = "ended without an outcome"


@dataclass(frozen=True, slots=True)
class SharedCriterion:
    """A criterion as it was agreed."""

    number: str
    text: Line
    measurement: Line
    target: Line
    weight: Line
    baseline: Line
    partial: Line


@dataclass(frozen=True, slots=True)
class SharedResult:
    """A result with its target and the verdict that counts; None is undecided."""

    number: str
    criterion: Line
    result: Line
    target: Line
    status: Verdict | None
    evidence: Line


@dataclass(frozen=True, slots=True)
class SharedMilestone:
    """A row of the Timeline."""

    week: Line
    milestone: Line
    owner: Line
    deliverable: Line
    due: Line
    done: Line


@dataclass(frozen=True, slots=True)
class SharedChange:
    """A text that changed since the prospect signed; empty where there was, or is, none."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the prospect signed, as far as it is known.

    ``disclosed`` says in sentences what changed in Environment and Timeline; None where they changed and git
    does not have what they were.
    """

    signed: tuple[SharedChange, ...]
    disclosed: tuple[str, ...] | None
    confirmed: tuple[SharedChange, ...]
    """What corrections changed since the prospect confirmed the results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """All that the prospect gets to read."""

    title: str
    prospect: str
    footing: Footing
    overview: tuple[tuple[str, Line], ...]
    criteria: tuple[SharedCriterion, ...]
    environment: tuple[tuple[Line, Line], ...]
    setup: tuple[tuple[Line, bool | None], ...]
    timeline: tuple[SharedMilestone, ...]
    changes: Changes | None
    """None where the prospect has not signed yet."""
    results: tuple[SharedResult, ...]
    outcome: Outcome | None
    confirmed: bool | None
    """Whether the prospect confirmed what stands here; None where nobody was asked to yet."""


def shared(subject: Subject, disclosed: Plan | None) -> Shared:
    """Take out of a plan what the prospect may read.

    ``disclosed`` is the version that the prospect's latest signature is on, if it is known.
    """
    plan = subject.plan
    metadata = plan.metadata
    word = confirmation(plan)
    return Shared(
        title=filled_in(metadata.title) if metadata else "",
        prospect=filled_in(metadata.prospect) if metadata else "",
        footing=_footing(subject),
        overview=tuple(_overview(plan)),
        criteria=tuple(_criteria(plan)),
        environment=tuple(
            (quoted(plan, row.component), quoted(plan, row.details))
            for row in plan.environment
            if filled_in(row.details)
        ),
        setup=tuple((said, step.done) for step in plan.setup_steps if (said := quoted(plan, step.text))),
        timeline=tuple(_timeline(plan)),
        changes=_changes(plan, disclosed),
        results=tuple(_results(plan)),
        outcome=subject.outcome or _corrected_outcome(plan),
        confirmed=word.current if word else None,
    )


def shared_blanks(plan: Plan) -> Iterator[Entry]:
    """Give the blanks to be filled in among the texts that are shared; a result is, once it is measured."""
    measured = (
        stands.result for stands in standings(plan) if stands.result and filled_in(stands.result.result)
    )
    evidence = {result.evidence.span for result in measured if result.evidence}
    for each in entries(plan):
        is_shared = each.section in _SECTIONS or (each.section, each.column) in _KEYS
        if (is_shared or each.text.span in evidence) and is_placeholder(each.text.value):
            yield each


def _footing(subject: Subject) -> Footing:
    plan = subject.plan
    state = agreement(plan).state
    if subject.closed:
        return Footing.ENDED
    if state is AgreementState.AMENDMENT_OPEN:
        return Footing.AMENDMENT_OPEN
    if open_correction(plan):
        return Footing.CORRECTION_OPEN
    return Footing.AGREED if state is AgreementState.AGREED else Footing.PROPOSED


def _corrected_outcome(plan: Plan) -> Outcome | None:
    """Give the outcome of a plan whose results are being corrected: it stands until both signed another."""
    written = plan.decision.outcome
    return written.value if written and open_correction(plan) else None


def signature_of_prospect(plan: Plan) -> Signature | None:
    """Give the prospect's latest signature on what was agreed."""
    signed = [s for s in plan.signatures if s.party is Party.PROSPECT and s.parameters]
    return signed[-1] if signed else None


def _overview(plan: Plan) -> Iterator[tuple[str, Line]]:
    said = plan.overview
    texts: tuple[tuple[str, Text | None], ...] = (
        ("Objective", said.objective),
        ("Scope", said.scope),
        ("Duration", said.duration.text if said.duration else None),
        ("Decision date", said.decision_date.text if said.decision_date else None),
        ("Decision maker", said.decision_maker),
    )
    yield from ((name, found) for name, text in texts if (found := quoted(plan, text)))


def _criteria(plan: Plan) -> Iterator[SharedCriterion]:
    for row in plan.criteria:
        yield SharedCriterion(
            number=row.number.text.value,
            text=quoted(plan, row.text),
            measurement=quoted(plan, row.measurement),
            target=quoted(plan, row.target),
            weight=quoted(plan, row.weight.text),
            baseline=quoted(plan, row.baseline),
            partial=quoted(plan, row.partial),
        )


def _timeline(plan: Plan) -> Iterator[SharedMilestone]:
    for row in plan.milestones:
        if filled_in(row.milestone):
            yield SharedMilestone(
                week=quoted(plan, row.week),
                milestone=quoted(plan, row.milestone),
                owner=quoted(plan, row.owner),
                deliverable=quoted(plan, row.deliverable),
                due=quoted(plan, row.due.text) if row.due else (),
                done=quoted(plan, row.done.text) if row.done else (),
            )


def _results(plan: Plan) -> Iterator[SharedResult]:
    for stands in standings(plan):
        result = stands.result
        if result and filled_in(result.result):
            yield SharedResult(
                number=stands.criterion.number.text.value,
                criterion=quoted(plan, stands.criterion.text),
                result=quoted(plan, result.result),
                target=quoted(plan, stands.criterion.target),
                status=stands.verdict,
                evidence=quoted(plan, result.evidence),
            )


def _changes(plan: Plan, disclosed: Plan | None) -> Changes | None:
    signature = signature_of_prospect(plan)
    if signature is None:
        return None
    return Changes(
        signed=tuple(_since(plan, signature)),
        disclosed=_disclosed(plan, signature, disclosed),
        confirmed=tuple(_corrected(plan)),
    )


def _since(plan: Plan, signature: Signature) -> Iterator[SharedChange]:
    """Give what amendments changed since the text that the prospect signed."""
    if signature.parameters == fingerprint(plan):
        return
    chain = amendments(plan)
    first = max((at for at, link in enumerate(chain) if link.before == signature.parameters), default=0)
    yield from _merged(plan, [change for link in chain[first:] for change in link.changes])


def _corrected(plan: Plan) -> Iterator[SharedChange]:
    """Give what corrections changed in results and outcome since the prospect confirmed them."""
    word = confirmation(plan)
    if word is None or word.current:
        return
    chain = corrections(plan)
    first = max((at for at, link in enumerate(chain) if link.before == word.signature.results), default=0)
    changes = (change for link in chain[first:] for change in link.changes)
    yield from _merged(plan, [each for each in changes if each.where.partition(" ")[0] in _SHARED_PARTS])


def _merged(plan: Plan, changes: list[Change]) -> Iterator[SharedChange]:
    """Give each text once, as it was first and as it is now; one that came back did not change."""
    plain = plan.document.plain
    first = {change.where: change.before for change in reversed(changes)}
    last = {change.where: change.after for change in changes}
    for where, before in sorted(first.items()):
        if plain(before) != plain(last[where]):
            yield SharedChange(_name(where), plain(before), plain(last[where]))


def _name(where: str) -> str:
    part, _, row = where.partition(" ")
    return f"{part} of criterion {row}" if part in _SHARED_PARTS and row else spoken_name(where)


def _disclosed(plan: Plan, signature: Signature, before: Plan | None) -> tuple[str, ...] | None:
    if signature.disclosed in {None, disclosed_fingerprint(plan)}:
        return ()
    if before is None:
        return None
    changes = (each for each in compare_plans(before, plan) if each.kind in _DISCLOSED)
    return tuple(each.sentence for each in changes if not _is_progress(each))


def _is_progress(change: PlanChange) -> bool:
    """Say whether a change only says that something disclosed was done."""
    return change.sentence.endswith((" is done", " is open again")) or change.where.endswith(" done")

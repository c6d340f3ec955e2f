"""What was agreed: the signed texts, their fingerprint, who signed it, and the chain of amendments."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from poc_docs.plan.canonical import canonical_text
from poc_docs.plan.model import Amendment, Criterion, Plan, Problem, Read, Signature, Text
from poc_docs.plan.vocabulary import Party, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VERSION = "v1"

CRITERION_PARTS = ("text", "measurement", "target", "weight", "baseline", "partial")
"""The parts of a criterion that are signed, as an amendment names them."""


class AgreementState(Enum):
    """How far both sides have come."""

    UNSIGNED = "not signed yet"
    WAITING = "waiting for a signature"
    AGREED = "agreed"
    AMENDMENT_OPEN = "amendment open"
    BROKEN = "changed since agreement"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on a plan's present text."""

    state: AgreementState
    parameters: str
    disclosed: str
    signed_by: Mapping[Party, Signature]
    """The first signature of each party on the present text."""
    missing: tuple[Party, ...]
    disclosed_changed: bool
    """Whether environment or timeline differ from what stood beside the latest signature."""


def signed_texts(plan: Plan) -> dict[str, str]:
    """Give every text that is signed, as Markdown, by its name in amendments (``criterion 2 target``)."""
    return {where: text.source for where, text in _signed(plan) if text is not None and text.source}


def signed_parts(criterion: Criterion) -> Iterator[tuple[str, Text | None]]:
    """Give the signed parts of a criterion by their names."""
    values = (
        criterion.text,
        criterion.measurement,
        criterion.target,
        criterion.weight.text,
        criterion.baseline,
        criterion.partial,
    )
    yield from zip(CRITERION_PARTS, values, strict=True)


def _signed(plan: Plan) -> Iterator[tuple[str, Text | None]]:
    overview = plan.overview
    yield "Objective", overview.objective
    yield "Scope", overview.scope
    yield "Duration", overview.duration.text if overview.duration else None
    yield "Decision date", overview.decision_date.text if overview.decision_date else None
    seen: Counter[str] = Counter()
    for criterion in plan.criteria:
        name = _row_name("criterion", criterion.number, seen)
        yield from ((f"{name} {part}", text) for part, text in signed_parts(criterion))
    for rule in plan.framework:
        name = _row_name("outcome", rule.outcome, seen)
        yield f"{name} criteria", rule.criteria
        yield f"{name} next step", rule.next_step


def _row_name(kind: str, key: Read[Any], seen: Counter[str]) -> str:
    """Name a row by its key; what is no number or outcome is quoted, a row that stands twice is counted.

    So no row can take another's name, nor vanish behind it.
    """
    shown = key.text.value if key.value is None else str(key.value)
    name = f"{kind} {shown if key.value is not None else json.dumps(shown, ensure_ascii=False)}"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} ({seen[name]})"


def fingerprint(plan: Plan) -> str:
    """Give the fingerprint of the signed texts as they stand in the plan."""
    return fingerprint_of(plan, signed_texts(plan))


def fingerprint_of(plan: Plan, texts: Mapping[str, str]) -> str:
    """Give the fingerprint of ``texts`` (see ``signed_texts``), read with the plan's link definitions."""
    return digest(["parameters", *canonical_texts(plan, texts)])


def canonical_texts(plan: Plan, texts: Mapping[str, str]) -> list[list[str]]:
    """Give names and canonical texts in the order in which they are hashed; empty texts are left out."""
    read = {where: canonical_text(text, plan.document.references) for where, text in texts.items()}
    return [[where, text] for where, text in sorted(read.items()) if text]


def disclosed_fingerprint(plan: Plan) -> str:
    """Give the fingerprint of what stands beside the signed texts: environment, setup steps, timeline."""
    rows: list[tuple[str, ...]] = [
        *(("environment", c.component.source, c.details.source) for c in plan.environment),
        *(("setup step", step.text.source) for step in plan.setup_steps),
        *(
            (
                "milestone",
                *(text.source for text in (m.week, m.milestone, m.owner, m.deliverable)),
                m.due.text.source if m.due else "",
            )
            for m in plan.milestones
        ),
    ]
    references = plan.document.references
    return digest(["disclosed", *([name, *(canonical_text(t, references) for t in r)] for name, *r in rows)])


def digest(value: object) -> str:
    """Give the fingerprint of a JSON value: SHA-256 over its canonical JSON in UTF-8."""
    canonical = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{VERSION}:sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def short_code(full: str) -> str:
    """Give the short form of a fingerprint for people to read out, such as ``4F6C-91B2``."""
    digits = full.rpartition(":")[2].upper()
    return f"{digits[:4]}-{digits[4:8]}"


def signers(plan: Plan, parameters: str) -> dict[Party, Signature]:
    """Give each party's first signature on ``parameters``."""
    found: dict[Party, Signature] = {}
    for signature in plan.signatures:
        if signature.parameters == parameters:
            found.setdefault(signature.party, signature)
    return found


def same_person(one: str, other: str) -> bool:
    """Say whether two names are the same but for case, white space and how their letters are encoded."""

    def folded(name: str) -> str:
        return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

    return folded(one) == folded(other)


def both_signed(plan: Plan, parameters: str) -> bool:
    """Say whether a vendor and a prospect of different names signed ``parameters``."""
    signatures = [s for s in plan.signatures if s.parameters == parameters]
    vendors = [s.name for s in signatures if s.party is Party.VENDOR]
    prospects = [s.name for s in signatures if s.party is Party.PROSPECT]
    return any(not same_person(vendor, prospect) for vendor in vendors for prospect in prospects)


def amendments(plan: Plan) -> tuple[Amendment, ...]:
    """Give the plan's amendments, oldest first."""
    return plan.metadata.amendments if plan.metadata else ()


def open_amendment(plan: Plan) -> Amendment | None:
    """Give the last amendment if both parties have not signed it yet."""
    last = amendments(plan)[-1:]
    return last[0] if last and not both_signed(plan, last[0].after) else None


def agreed_texts(plan: Plan) -> dict[str, str]:
    """Rebuild the texts that work started on, by undoing the amendments from the last to the first."""
    texts = signed_texts(plan)
    for amendment in reversed(amendments(plan)):
        texts = undo(texts, amendment)
    return texts


def undo(texts: Mapping[str, str], amendment: Amendment) -> dict[str, str]:
    """Give ``texts`` as they were before ``amendment``."""
    before = dict(texts)
    for change in reversed(amendment.changes):
        before[change.where] = change.before
    return {where: text for where, text in before.items() if text}


def chain_faults(plan: Plan) -> Iterator[Problem]:
    """Give what is wrong with the chain from the parameters work started on to the present text."""
    started = plan.metadata.started if plan.metadata else None
    links = amendments(plan)
    texts = signed_texts(plan)
    expected = fingerprint_of(plan, texts)
    if not links:
        # Unsigned changes are AgreementState.BROKEN; this one both parties signed, but nothing names it.
        if started and started.parameters != expected and both_signed(plan, expected):
            yield Problem(
                "both parties signed another text than the one work started on, and no amendment leads there",
                started.span,
                "write the amendment that names each changed text",
            )
        return
    for number, link in reversed(list(enumerate(links, 1))):
        before = undo(texts, link)
        fault = _link_fault(plan, number, texts, before, expected)
        if fault:
            yield fault
            return
        if link is not links[-1] and not both_signed(plan, link.after):
            yield Problem(
                f"amendment {number} must be signed by both parties before the next one",
                link.span,
                "let both parties sign it with 'poc-docs agree', or withdraw the later one",
            )
        texts, expected = before, link.before
    if started and links[0].before != started.parameters:
        yield Problem(
            "the first amendment must begin at the parameters that work started on",
            links[0].span,
            "'from' of the first amendment and 'parameters' of 'started' are the same fingerprint",
        )


def _link_fault(
    plan: Plan, number: int, texts: Mapping[str, str], before: Mapping[str, str], expected: str
) -> Problem | None:
    """Give what is wrong with one amendment, which led from ``before`` to ``texts``; or None."""
    links = amendments(plan)
    link = links[number - 1]
    if link.after != expected:
        what = "the present text" if link is links[-1] else "where the next amendment begins"
        return Problem(
            f"amendment {number} must end at {what}",
            link.span,
            "restore the text that the amendment names, or write a further amendment",
        )
    for change in link.changes:
        stood = texts.get(change.where, "")
        if not same_text(plan, stood, change.after):
            return Problem(
                f"amendment {number} says {change.where} became {change.after!r}, but it was {stood!r}",
                change.span,
                "an amendment's changes must be the texts as they stood",
            )
    if link.before != fingerprint_of(plan, before):
        return Problem(
            f"undoing amendment {number} must give the text it began from, and does not",
            link.span,
            "a change is missing from its list, or was made to the list afterwards",
        )
    return None


def same_text(plan: Plan, one: str, other: str) -> bool:
    """Say whether two Markdown texts read the same."""
    references = plan.document.references
    return canonical_text(one, references) == canonical_text(other, references)


def agreement(plan: Plan) -> Agreement:
    """Give how far the agreement on the present text has come."""
    parameters = fingerprint(plan)
    disclosed = disclosed_fingerprint(plan)
    signed = signers(plan, parameters)
    agreed = both_signed(plan, parameters)
    latest = [s for s in plan.signatures if s.disclosed and s.parameters]
    return Agreement(
        state=_state(plan, parameters, agreed=agreed, signed=bool(signed)),
        parameters=parameters,
        disclosed=disclosed,
        signed_by=signed,
        missing=() if agreed else _missing(signed),
        disclosed_changed=bool(latest) and latest[-1].disclosed != disclosed,
    )


def _missing(signed: Mapping[Party, Signature]) -> tuple[Party, ...]:
    """Give who still has to sign; where one person signed for both, it is somebody else for the prospect."""
    return tuple(p for p in (Party.VENDOR, Party.PROSPECT) if p not in signed) or (Party.PROSPECT,)


def _state(plan: Plan, parameters: str, *, agreed: bool, signed: bool) -> AgreementState:
    link = open_amendment(plan)
    if link and link.after == parameters:
        return AgreementState.AMENDMENT_OPEN
    if agreed:
        return AgreementState.AGREED
    if signed:
        return AgreementState.WAITING
    if plan.status in {Status.ACTIVE, Status.COMPLETE} or any(s.parameters for s in plan.signatures):
        return AgreementState.BROKEN
    return AgreementState.UNSIGNED


def results_fingerprint(plan: Plan) -> str:
    """Give the fingerprint of results and outcome, which the prospect may confirm."""
    references = plan.document.references
    rows = [
        [
            str(r.number.value or r.number.text.value),
            *(canonical_text(t.source if t else "", references) for t in (r.result, r.status.text, r.note)),
        ]
        for r in plan.results
    ]
    outcome = plan.decision.outcome.text.source if plan.decision.outcome else ""
    return digest(["results", fingerprint(plan), sorted(rows), canonical_text(outcome, references)])

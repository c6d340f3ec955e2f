"""What was agreed: the signed texts, their fingerprint, who signed it, and the chain of amendments."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, Any

from poc_docs.plan.canonical import canonical_text
from poc_docs.plan.editorial import spelling_fault
from poc_docs.plan.model import Amendment, Criterion, Plan, Problem, Read, Signature, Text
from poc_docs.plan.once import once_per_plan
from poc_docs.plan.vocabulary import Party, Status
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.sha256 import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from poc_docs.text.source import Span

VERSION = "v1"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

CRITERION_PARTS = ("text", "measurement", "target", "weight", "baseline", "partial")
"""The parts of a criterion that are signed, as an amendment names them."""


class AgreementState(Enum):
    """How far both sides have come."""

    UNSIGNED = "not signed yet"
    WAITING = "waiting for a signature"
    AGREED = "agreed"
    AMENDMENT_OPEN = "amendment open"
    BROKEN = "changed since agreement"
    NOT_RECORDED = "no recorded agreement"


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
    """Whether environment or timeline differ from what stood beside a party's latest signature."""


def signed_texts(plan: Plan) -> dict[str, str]:
    """Give every text that is signed, as Markdown, by its name in amendments (``criterion 2 target``)."""
    return {where: text.source for where, text in _signed(plan) if text.source}


def signed_places(plan: Plan) -> dict[str, Span]:
    """Give where each signed text stands, by its name in amendments."""
    return {where: text.span for where, text in _signed(plan) if text.source}


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


@once_per_plan
def _signed(plan: Plan) -> tuple[tuple[str, Text], ...]:
    return tuple((where, text) for where, text in _all_signed(plan) if text is not None)


def _all_signed(plan: Plan) -> Iterator[tuple[str, Text | None]]:
    overview = plan.overview
    yield "Objective", overview.objective
    yield "Scope", overview.scope
    yield "Duration", overview.duration.text if overview.duration else None
    yield "Decision date", overview.decision_date.text if overview.decision_date else None
    seen: Counter[str] = Counter()
    for criterion in plan.criteria:
        name = row_name("criterion", criterion.number, seen)
        yield from ((f"{name} {part}", text) for part, text in signed_parts(criterion))
    for rule in plan.framework:
        name = row_name("outcome", rule.outcome, seen)
        yield f"{name} criteria", rule.criteria
        yield f"{name} next step", rule.next_step


def row_name(kind: str, key: Read[Any], seen: Counter[str]) -> str:
    """Name a row by its key; what is no number or outcome is quoted, a row that stands twice is counted.

    So no row can take another's name, nor vanish behind it.
    """
    shown = key.text.value if key.value is None else str(key.value)
    name = f"{kind} {shown if key.value is not None else json.dumps(shown, ensure_ascii=False)}"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} ({seen[name]})"


@once_per_plan
def fingerprint(plan: Plan) -> str:
    """Give the fingerprint of the signed texts as they stand in the plan."""
    return fingerprint_of(plan, signed_texts(plan))


def fingerprint_of(plan: Plan, texts: Mapping[str, str], known: dict[str, str] | None = None) -> str:
    """Give the fingerprint of ``texts`` (see ``signed_texts``), read with the plan's link definitions.

    ``known`` keeps canonical texts from one call to the next.
    """
    return digest(["parameters", *canonical_texts(plan, texts, known)])


def canonical_texts(
    plan: Plan, texts: Mapping[str, str], known: dict[str, str] | None = None
) -> list[list[str]]:
    """Give names and canonical texts in the order in which they are hashed; empty texts are left out."""
    known = {} if known is None else known
    for text in texts.values():
        if text not in known:
            known[text] = canonical_text(text, plan.document.references)
    return [[where, known[text]] for where, text in sorted(texts.items()) if known[text]]


@once_per_plan
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
    canonical = _JSON.encode(value)
    return f"{VERSION}:sha256:{sha256(canonical.encode()).hexdigest()}"


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
    """Say whether two names are the same but for case, accents, white space and punctuation."""
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def both_signed(plan: Plan, parameters: str) -> bool:
    """Say whether a vendor and a prospect of different names signed ``parameters``."""
    return by_both([s for s in plan.signatures if s.parameters == parameters])


def by_both(signatures: Iterable[Signature]) -> bool:
    """Say whether a vendor and a prospect of different names are among ``signatures``."""
    signatures = tuple(signatures)
    vendors = {_letters(s.name) for s in signatures if s.party is Party.VENDOR}
    prospects = {_letters(s.name) for s in signatures if s.party is Party.PROSPECT}
    return bool(vendors and prospects) and len(vendors | prospects) > 1


def is_agreed(plan: Plan, parameters: str, texts: Mapping[str, str] | None = None) -> bool:
    """Say whether both signed ``parameters``, or spelling alone changed since a text that both signed.

    ``texts`` are where the amendments end, if not at the present ones.
    """
    return both_signed(plan, parameters) or any(
        link.after == parameters and not fault for link, fault in editorial_links(plan, texts)
    )


@once_per_plan
def amendments(plan: Plan) -> tuple[Amendment, ...]:
    """Give the plan's amendments of what was agreed, oldest first; corrections of results are others."""
    return tuple(link for link in plan.metadata.amendments if not link.correct) if plan.metadata else ()


def open_amendment(plan: Plan, texts: Mapping[str, str] | None = None) -> Amendment | None:
    """Give the last amendment if both parties have not agreed to it yet; ``texts`` as for ``is_agreed``."""
    last = amendments(plan)[-1:]
    return last[0] if last and not is_settled(plan, last[0], texts) else None


def is_settled(plan: Plan, link: Amendment, texts: Mapping[str, str] | None = None) -> bool:
    """Say whether both parties signed an amendment, or it changes spelling only; ``texts`` as above."""
    return by_both(amendment_signatures(plan, link)) or any(
        each is link and not fault for each, fault in editorial_links(plan, texts)
    )


def amendment_signatures(plan: Plan, link: Amendment) -> list[Signature]:
    """Give the signatures that count for an amendment.

    Both may have signed the text it leads to long ago, and left it since: then only later ones count.
    """
    links = amendments(plan)
    start = [s for s in plan.signatures if s.parameters == links[0].before]
    return signatures_since(plan, link, links, _both_at(plan, start))


def signatures_since(
    plan: Plan, link: Amendment, chain: Iterable[Amendment], since: int = -1
) -> list[Signature]:
    """Give the signatures that count for the end of a link, from the place ``since`` in the list on.

    The list only grows, so its order says more than dates, which anybody can choose: what counts stands below
    the signatures that settled the link before. Where the chain comes back to what stood before, what counts
    is dated on the link's day or later, too.
    """
    known: set[str] = set()
    for each in chain:
        known.add(each.before)
        counting = [
            signature
            for place, signature in enumerate(plan.signatures)
            if (signature.results if each.correct else signature.parameters) == each.after
            and place > since
            and (each.after not in known or signature.date >= each.date)
        ]
        if each is link:
            return counting
        known.add(each.after)
        since = max(since, _both_at(plan, counting))
    return []


def _both_at(plan: Plan, signatures: Iterable[Signature]) -> int:
    """Give the place in the plan's list at which both parties are among ``signatures``, or -1."""
    parties: set[Party] = set()
    for signature in signatures:
        parties.add(signature.party)
        if len(parties) == len(Party):
            return next(place for place, each in enumerate(plan.signatures) if each is signature)
    return -1


def editorial_links(plan: Plan, texts: Mapping[str, str] | None = None) -> Iterator[tuple[Amendment, str]]:
    """Give each editorial amendment, and why it is more than spelling, or an empty string.

    It is held against the text it begins from and against the last one that both signed: many small
    changes are not to add up to a large one.
    """
    yield from _present_editorial_links(plan) if texts is None else _editorial_links(plan, texts)


@once_per_plan
def _present_editorial_links(plan: Plan) -> tuple[tuple[Amendment, str], ...]:
    return tuple(_editorial_links(plan, signed_texts(plan)))


def _editorial_links(plan: Plan, texts: Mapping[str, str]) -> Iterator[tuple[Amendment, str]]:
    links = amendments(plan)
    if not any(link.editorial for link in links):
        return
    steps: list[Mapping[str, str]] = [texts]
    for link in reversed(links):
        steps.append(undo(steps[-1], link))
    steps.reverse()
    signed: Mapping[str, str] | None = None
    for link, before, after in zip(links, steps, steps[1:], strict=False):
        if both_signed(plan, link.before):
            signed = before
        fault = _editorial_fault(plan, link, signed, before, after) if link.editorial else ""
        if link.editorial:
            yield link, fault
        if fault or not link.editorial:
            signed = None


def _editorial_fault(
    plan: Plan,
    link: Amendment,
    signed: Mapping[str, str] | None,
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> str:
    if signed is None:
        return "it does not begin at a text that both parties agreed to"
    if link.before == link.after:
        return "it changes nothing"
    if (link.before, link.after) != (fingerprint_of(plan, before), fingerprint_of(plan, after)):
        return "its changes are not the texts that changed"
    new = dict(canonical_texts(plan, after))
    for stood in (before, signed):
        old = dict(canonical_texts(plan, stood))
        for where in sorted({*old, *new}):
            fault = spelling_fault(where, old.get(where, ""), new.get(where, ""))
            if fault:
                return fault
    return ""


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
    expected = fingerprint(plan)
    if not links:
        # Unsigned changes are AgreementState.BROKEN; this one both parties signed, but nothing names it.
        if started and started.parameters != expected and both_signed(plan, expected):
            yield Problem(
                "both parties signed another text than the one work started on, and no amendment leads there",
                started.span,
                "write the amendment that names each changed text",
            )
        return
    editorial = list(editorial_links(plan))
    spelt_anew = [link for link, reason in editorial if not reason]
    texts = signed_texts(plan)
    known: dict[str, str] = {}
    for number, link in reversed(list(enumerate(links, 1))):
        before = undo(texts, link)
        fault = _link_fault(plan, number, texts, expected, fingerprint_of(plan, before, known))
        if fault:
            yield fault
            return
        if link is not links[-1] and link not in spelt_anew and not by_both(amendment_signatures(plan, link)):
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
    yield from (_more_than_spelling(links, link, reason) for link, reason in editorial if reason)


def _more_than_spelling(links: tuple[Amendment, ...], link: Amendment, reason: str) -> Problem:
    message = f"amendment {links.index(link) + 1} is marked editorial, but {reason}"
    return Problem(
        message, link.span, "delete 'editorial: true' and let both parties sign it, or withdraw it"
    )


def _link_fault(
    plan: Plan, number: int, texts: Mapping[str, str], expected: str, began: str
) -> Problem | None:
    """Give what is wrong with one amendment, which led to ``texts`` from those that give ``began``; or None.

    ``expected`` is the fingerprint of ``texts``.
    """
    links = amendments(plan)
    link = links[number - 1]
    if link.after != expected:
        what = "the present text" if link is links[-1] else "where the next amendment begins"
        return Problem(
            f"amendment {number} must end at {what}",
            link.span,
            "restore the text that the amendment names, or write a further amendment",
        )
    if link.before == link.after:
        return Problem(f"amendment {number} must change something", link.span, "delete it")
    for change in link.changes:
        stood = texts.get(change.where, "")
        if not same_text(plan, stood, change.after):
            return Problem(
                f"amendment {number} says {change.where} became {change.after!r}, but it was {stood!r}",
                change.span,
                "an amendment's changes must be the texts as they stood",
            )
    if link.before != began:
        return Problem(
            f"undoing amendment {number} must give the text it began from, and does not",
            link.span,
            "a change is missing from its list, or was made to the list afterwards",
        )
    return None


def same_text(plan: Plan, one: str, other: str) -> bool:
    """Say whether two Markdown texts read the same."""
    references = plan.document.references
    return one == other or canonical_text(one, references) == canonical_text(other, references)


@once_per_plan
def agreement(plan: Plan) -> Agreement:
    """Give how far the agreement on the present text has come."""
    parameters = fingerprint(plan)
    disclosed = disclosed_fingerprint(plan)
    link = open_amendment(plan)
    pending = link is not None and link.after == parameters
    signed = signers(plan, parameters)
    if link and pending:
        signed = {s.party: s for s in reversed(amendment_signatures(plan, link))}
    agreed = not pending and is_agreed(plan, parameters)
    latest = {s.party: s.disclosed for s in plan.signatures if s.disclosed and s.parameters}
    return Agreement(
        state=_state(plan, parameters, agreed=agreed, signed=bool(signed)),
        parameters=parameters,
        disclosed=disclosed,
        signed_by=signed,
        missing=() if agreed else _missing(signed),
        disclosed_changed=any(known != disclosed for known in latest.values()),
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
    started = plan.metadata.started if plan.metadata else None
    if started or any(s.parameters for s in plan.signatures):
        return AgreementState.BROKEN
    has_begun = plan.status in {Status.ACTIVE, Status.COMPLETE}
    return AgreementState.NOT_RECORDED if has_begun else AgreementState.UNSIGNED


@once_per_plan
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

"""Rules over many plans."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.checks.agreement import span_of
from poc_docs.checks.finding import Fault
from poc_docs.plan.vocabulary import Party
from poc_docs.text.sha256 import sha256
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan

_NOWHERE = Span(0, 0)
_MOST = 20
"""Plans that a message names: of a thousand copies none must name the others."""
_MARK = 20
"""How many hexadecimal digits of a fingerprint tell marks apart."""


def ids_unique(plans: Mapping[str, Plan]) -> Iterator[tuple[str, Fault]]:
    """The id of a plan must be its own: no two plans may share one."""
    paths: dict[str, list[str]] = {}
    for path, plan in plans.items():
        if plan.id:
            paths.setdefault(plan.id, []).append(path)
    for identifier, sharing in paths.items():
        for path in sharing if len(sharing) > 1 else ():
            others = ", ".join([other for other in sharing[: _MOST + 1] if other != path][:_MOST])
            more = len(sharing) - 1 - _MOST
            others += f" and {more} more" if more > 0 else ""
            message = f"id {identifier!r} must be unique; it stands in {others} too"
            advice = (
                f"delete the copy; 'poc-docs new … --like {identifier}' writes a plan with the same criteria"
            )
            yield path, Fault(message, span_of(plans[path], "id"), advice)


def signatures_of_one_plan(plans: Mapping[str, Plan]) -> Iterator[tuple[str, Fault]]:
    """A signature must stand in one plan only: what a prospect signed is no other prospect's word.

    Two plans with the same texts may well be signed; but not on the same evidence of the same person and day.
    """
    owners: dict[Signature, str] = {}
    for path, plan in sorted(plans.items(), key=lambda item: item[1].id):
        for signature in dict.fromkeys(plan.signatures):
            owner = owners.setdefault(signature, path)
            if plans[owner].id != plan.id and signature.party is Party.PROSPECT:
                message = f"the signature of {signature.name!r} must not stand in {owner} too"
                advice = "remove the signatures and 'started' from the copy, and let both parties agree to it"
                for each, other in ((path, owner), (owner, path)):
                    said = message.replace(owner, other)
                    yield each, Fault(said, _span_of(plans[each], signature), advice)


def marks(plan: Plan) -> tuple[str, ...]:
    """Give what no other plan may share with this one, as short words."""
    signed = (replace(each, span=_NOWHERE) for each in plan.signatures if each.party is Party.PROSPECT)
    texts = dict.fromkeys([*([f"id {plan.id}"] if plan.id else []), *map(repr, signed)])
    return tuple(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK] for text in texts)


def words_shared(plan: Plan) -> frozenset[str] | None:
    """Give words of which one stands in every plan that shares a mark with this one; None where none must.

    An id and a fingerprint have no blanks, and are found as they are, unless YAML's escapes hide them: so a
    backslash is one of the words.
    """
    signed = {each.parameters or each.results for each in plan.signatures if each.party is Party.PROSPECT}
    words = frozenset(filter(None, {plan.id, *signed}))
    return None if None in signed else words | {"\\"}


def sharing(marked: Mapping[str, Iterable[str]]) -> list[str]:
    """Give the names that share a mark with another: only of their plans the rules here say anything."""
    count = Counter(mark for each in marked.values() for mark in each)
    return [name for name, each in marked.items() if any(count[mark] > 1 for mark in each)]


def sharing_groups(marked: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Give the names that share a mark with another, in groups of which none has a mark of another group."""
    names = sharing(marked)
    with_mark: dict[str, list[str]] = {}
    for name in names:
        for mark in marked[name]:
            with_mark.setdefault(mark, []).append(name)
    groups: list[list[str]] = []
    grouped: set[str] = set()
    for first in names:
        group, waiting = [], [first]
        while waiting:
            name = waiting.pop()
            if name not in grouped:
                grouped.add(name)
                group.append(name)
                waiting += [each for mark in marked[name] for each in with_mark.pop(mark, ())]
        if group:
            groups.append(sorted(group))
    return groups


def _span_of(plan: Plan, signature: Signature) -> Span:
    return next(each.span for each in plan.signatures if each == signature)

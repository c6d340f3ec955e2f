"""Rules about plans that began before agreements were recorded, and about the list that names them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.checks.agreement import command, span_of
from poc_docs.checks.finding import Fault, fault_of
from poc_docs.plan import adoption
from poc_docs.plan.vocabulary import Party, Status
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.adoption import Adopted, AdoptedList
    from poc_docs.plan.model import Plan

NEED_AGREEMENT = frozenset({"POC402", "POC404"})
"""The rules that an adopted plan need not keep, for they ask for an agreement that nobody recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """The list in the versions before (None where it was absent) and after a change.

    ``begun`` says of each id in the first list whether its plan was more than Planning in the version
    before; None where that version has no plans at all.
    """

    befores: tuple[AdoptedList | None, ...]
    after: AdoptedList | None
    begun: Mapping[str, bool] | None = None


def excused(code: str, fault: Fault, plan: Plan, adopted: Mapping[str, Adopted]) -> Iterator[Fault]:
    """Give a fault of a plan that the list names, unless it only asks for the agreement that is missing."""
    if code not in NEED_AGREEMENT or adoption.was_agreed(plan):
        yield fault
    elif not adoption.is_excused(plan, adopted):
        history = plan.status is adopted[plan.id].status is Status.COMPLETE
        advice = f"restore the text that {adoption.FILE} lists ('git diff' shows what changed)"
        yield replace(fault, advice=advice) if history else fault


def no_recorded_agreement(plan: Plan, adopted: Mapping[str, Adopted]) -> Iterator[Fault]:
    """An adopted plan that is Active has no recorded agreement: both parties must still sign it.

    `plans/.adopted` names it, so it stays editable. Complete needs both signatures, and then
    'poc-docs status PLAN Active', which records the start.
    """
    if plan.status is Status.ACTIVE and adoption.is_excused(plan, adopted):
        message = "no recorded agreement: both parties must sign before this plan can be Complete"
        advice = f"type '{command(plan, Party.VENDOR)}', the same for the prospect, and 'poc-docs status'"
        yield Fault(message, span_of(plan, "status"), advice)


def list_only_shorter(change: Adoption) -> Iterator[Fault]:
    """The list of adopted plans must only get shorter; the first one must list only what had begun before.

    It is `plans/.adopted`, which 'poc-docs init --adopt' writes once. Each line excuses one plan from an
    agreement that nobody recorded; a new line would excuse a plan that can still be signed.
    """
    known = [each for each in change.befores if each is not None]
    if change.after is None:
        if known:
            advice = "restore it; its lines may go one by one, its header stays"
            yield Fault(f"{adoption.FILE} must stay", Span(0, 0), advice)
        return
    yield from map(fault_of, change.after.problems)
    for identifier, entry in change.after.entries.items():
        span = change.after.spans[identifier]
        if known:
            if all(each.entries.get(identifier) != entry for each in known):
                message = f"the list must only get shorter, and {identifier!r} is new or another than before"
                yield Fault(message, span, "delete the line, and let both parties sign that plan")
        elif change.begun is not None and not change.begun.get(identifier):
            message = f"the first list must name only plans that had begun before, and {identifier!r} had not"
            yield Fault(message, span, "delete the line, and let both parties sign that plan")


def decides(change: Adoption) -> Mapping[str, Adopted]:
    """Give the lines that excuse plans in a change: of the versions before, or of a lawful first list."""
    known = [each for each in change.befores if each is not None]
    if known:
        return {key: entry for each in reversed(known) for key, entry in each.entries.items()}
    if change.after is None or any(list_only_shorter(change)):
        return {}
    return change.after.entries

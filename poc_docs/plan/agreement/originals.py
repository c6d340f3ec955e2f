"""What amendments and corrections changed, as it was before all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import agreed_texts, amendments, undo
from poc_docs.plan.agreement.chain import chain_faults
from poc_docs.plan.agreement.corrections import correction_faults, corrections
from poc_docs.plan.agreement.links import link_states
from poc_docs.plan.agreement.results_texts import results_texts
from poc_docs.plan.agreement.signed_texts import CRITERION_PARTS, criteria_by_name, signed_texts
from poc_docs.plan.changes import changed_texts
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.model import Plan

Originals = dict[str, str]
"""Changed texts as a reader saw them, by their name in amendments; empty where there was none."""

_PART = pattern(rf"(?P<criterion>criterion .+) (?:{'|'.join(CRITERION_PARTS)})")


def originals(plan: Plan) -> Originals:
    """Give what amendments changed, as it was when work started; a change of spelling alone is none.

    Amendments that do not fit together give nothing: what they would rebuild was signed by nobody.
    """
    if not amendments(plan) or any(chain_faults(plan)):
        return {}
    changed = _changed(plan, agreed_texts(plan), signed_texts(plan))
    spelt_anew = _only_spelt_anew(plan)
    return {where: text for where, text in changed.items() if where not in spelt_anew}


def _only_spelt_anew(plan: Plan) -> set[str]:
    states = [state for state in link_states(plan) if not state.link.correct]
    spelling, other = (
        {change.where for state in states if state.spelling_only is only for change in state.link.changes}
        for only in (True, False)
    )
    return spelling - other


def original_results(plan: Plan) -> Originals:
    """Give what corrections changed in results and decision, as it was before the first one."""
    if not corrections(plan) or any(correction_faults(plan)):
        return {}
    present = results_texts(plan)
    before: Mapping[str, str] = present
    for link in reversed(corrections(plan)):
        before = undo(before, link)
    return _changed(plan, before, present)


def _changed(plan: Plan, before: Mapping[str, str], after: Mapping[str, str]) -> Originals:
    changes = changed_texts(plan, before, after)
    return {change.where: plan.document.plain(change.before) for change in changes}


def was_added(before: Originals, criterion: str) -> bool:
    """Say whether a criterion, named as in amendments (``criterion 2``), was not there when work started."""
    return before.get(f"{criterion} text") == ""


def removed_criteria(plan: Plan, before: Originals) -> dict[str, dict[str, str]]:
    """Give the criteria that were there when work started and are gone: their parts, by their names."""
    present = criteria_by_name(plan)
    gone: dict[str, dict[str, str]] = {}
    for name, where in _named(before):
        if name not in present and before[where]:
            gone.setdefault(name, {})[where.removeprefix(f"{name} ")] = before[where]
    return gone


def _named(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give each part of a criterion among ``texts`` with the criterion's name before it."""
    for where in texts:
        match = _PART.fullmatch(where)
        if match:
            yield match["criterion"], where


def amendment_of(plan: Plan, criterion: str) -> int:
    """Give the number of the last amendment that added or removed a criterion, or 0."""
    where = f"{criterion} text"
    return max(
        (
            number
            for number, link in enumerate(amendments(plan), 1)
            for change in link.changes
            if change.where == where and not (change.before and change.after)
        ),
        default=0,
    )

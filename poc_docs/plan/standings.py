"""How each criterion of a plan stands: its result judged, and what a person made of that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.signers import same_person
from poc_docs.plan.once import once_per_plan
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts import Judgement, is_measured, judge, read_target
from poc_docs.plan.vocabulary import Party, Verdict, Weight
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from poc_docs.plan.model import Criterion, Plan, Result

_HUMAN = pattern(
    r"Judged by (?P<name>[^()]+?) \((?P<party>prospect|vendor)\): (?P<reason>\S.*)", re.IGNORECASE
)
_ORDER = (Verdict.FAIL, Verdict.PARTIAL, Verdict.PASS)


@dataclass(frozen=True, slots=True)
class HumanVerdict:
    """A verdict that a person gave, and why."""

    verdict: Verdict
    name: str
    party: Party
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a criterion stands: computed, overruled or settled by a person, and what counts in the end."""

    criterion: Criterion
    result: Result | None
    computed: Judgement
    human: HumanVerdict | None
    verdict: Verdict | None
    remark: str
    """Why a written verdict does not count, or an empty string."""


def human_verdict(result: Result) -> HumanVerdict | None:
    """Read ``Judged by NAME (prospect|vendor): reason`` from a result's note, with its status."""
    match = _HUMAN.match(result.note.value) if result.note else None
    if not match or result.status.value is None:
        return None
    return HumanVerdict(result.status.value, match["name"], Party(match["party"].lower()), match["reason"])


def standing(plan: Plan, criterion: Criterion) -> Standing:
    """Give the standing of one criterion."""
    rows = [r for r in plan.results if r.number.value == criterion.number.value]
    return _standing(criterion, rows, _vendors(plan))


@once_per_plan
def standings(plan: Plan) -> tuple[Standing, ...]:
    """Give the standing of every criterion, in the order of the file."""
    rows: dict[int | None, list[Result]] = {}
    for result in plan.results:
        rows.setdefault(result.number.value, []).append(result)
    vendors = _vendors(plan)
    return tuple(_standing(c, rows.get(c.number.value, []), vendors) for c in plan.criteria)


def _vendors(plan: Plan) -> tuple[str, ...]:
    """Give the names of those who act for the vendor: they can't judge in the prospect's name."""
    engineer = plan.metadata.sales_engineer if plan.metadata else None
    signers = (signature.name for signature in plan.signatures if signature.party is Party.VENDOR)
    return tuple(dict.fromkeys((*signers, engineer.value) if engineer else signers))


def _standing(criterion: Criterion, rows: list[Result], vendors: tuple[str, ...]) -> Standing:
    if not rows or criterion.number.value is None:
        return Standing(criterion, None, Judgement(None, "not measured yet"), None, None, "")
    result = rows[0]
    if len(rows) > 1:
        twice = Judgement(None, f"its results stand {len(rows)} times")
        return Standing(criterion, result, twice, None, None, "only one row of Results can count")
    computed = judge_criterion(criterion, result.result.value)
    written = result.status.value
    if written is None or written is computed.verdict:
        return Standing(criterion, result, computed, None, computed.verdict, "")
    human = human_verdict(result)
    counts, remark = _weigh(criterion, result, computed, human, vendors)
    return Standing(criterion, result, computed, human, counts, remark)


def _weigh(
    criterion: Criterion,
    result: Result,
    computed: Judgement,
    human: HumanVerdict | None,
    vendors: tuple[str, ...],
) -> tuple[Verdict | None, str]:
    """Give what a Status that differs from the computed verdict counts as, and why it does not count."""
    written = result.status.value
    if not is_measured(result.result.value):
        return None, f"{written} is written, but no result"
    if human is None:
        counts = computed.verdict if written and raises(written, computed.verdict) else None
        return counts, f"{written} is written, but no note says who judged it"
    of_prospect = human.party is Party.PROSPECT
    of_vendor = any(same_person(human.name, name) for name in vendors)
    if _raises_what_weighs(criterion, computed, human) and (of_vendor or not of_prospect):
        found = computed.verdict or "undecided"
        who = f"{human.name} of the vendor" if of_prospect else human.name
        return computed.verdict, f"{who} raised {found} to {written}; that takes the prospect's name"
    return written, ""


def judge_criterion(criterion: Criterion, result: str) -> Judgement:
    """Judge a result, as a reader sees it, against what the criterion asks for."""
    baseline, partial = (text.value if text else "" for text in (criterion.baseline, criterion.partial))
    return judge(criterion.target.value, result, baseline=baseline, partial=partial)


def is_judged_by_people(criterion: Criterion) -> bool:
    """Say whether the criterion has a target that no machine can decide."""
    target = criterion.target.value
    return bool(target) and not is_placeholder(target) and read_target(target) is None


def raises(one: Verdict, other: Verdict | None) -> bool:
    """Say whether a verdict helps the plan more; an undecided one helps it as little as a Partial does."""
    return _ORDER.index(one) > _ORDER.index(other or Verdict.PARTIAL)


def _raises_what_weighs(criterion: Criterion, computed: Judgement, human: HumanVerdict) -> bool:
    """Say whether the verdict helps the plan more than the computed one, where that weighs something."""
    return raises(human.verdict, computed.verdict) and criterion.weight.value is not Weight.OPTIONAL

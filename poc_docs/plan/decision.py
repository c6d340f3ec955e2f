"""The outcome: what the decision framework makes of how the criteria of a plan stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.plan.agreement.fingerprints import same_text
from poc_docs.plan.agreement.state import open_amendment
from poc_docs.plan.gaps import gap_command, gaps_of, open_parts, workarounds
from poc_docs.plan.once import once_per_plan
from poc_docs.plan.standings import standings
from poc_docs.plan.verdicts import is_not_tested
from poc_docs.plan.vocabulary import STANDARD_RULES, Outcome, Verdict, Weight
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.model import Criterion, Gap, Plan
    from poc_docs.plan.standings import Standing


@dataclass(frozen=True, slots=True)
class ComputedOutcome:
    """What the decision framework gives, with each step of the arithmetic.

    ``outcome`` is None while something is missing, or where ``by_people`` says that arithmetic does not
    decide.
    """

    outcome: Outcome | None
    by_people: bool
    reasons: tuple[str, ...]
    missing: tuple[str, ...]


@once_per_plan
def people_decide(plan: Plan) -> str:
    """Say why arithmetic does not decide this plan, or give an empty string."""
    weights = [criterion.weight.value for criterion in plan.criteria]
    if weights and None not in weights and Weight.CRITICAL not in weights:
        return "no criterion is Critical"
    for outcome, sentence in STANDARD_RULES.items():
        rules = [r for r in plan.framework if r.outcome.value is outcome]
        if len(rules) != 1 or not same_text(plan, rules[0].criteria.source, sentence):
            return f"the rule for {outcome} is not the template's: {sentence!r}"
    return ""


def workaround(plan: Plan, criterion: Criterion) -> Gap | None:
    """Give the gap row that names a workaround for this criterion, or None."""
    number = criterion.number.value
    return None if number is None else workarounds(plan).get(number)


def unmet_required(plan: Plan) -> tuple[Standing, ...]:
    """Give the Required criteria that a workaround could save: not Pass, or not tested for a reason."""
    return arithmetic(plan).unmet


@once_per_plan
def compute_outcome(plan: Plan) -> ComputedOutcome:
    """Work out Proceed, Conditional or No-go, as ``docs/format.md`` states it under Decision."""
    return _before_arithmetic(plan) or _by_arithmetic(plan)


def decides_by_arithmetic(plan: Plan) -> bool:
    """Say whether the results alone decide, now or once they are there."""
    return _before_arithmetic(plan) is None


@once_per_plan
def _before_arithmetic(plan: Plan) -> ComputedOutcome | None:
    """Give the outcome of a plan in which no results decide; None where they do."""
    if plan.metadata and plan.metadata.closed:
        reason = plan.metadata.closed.reason
        return ComputedOutcome(None, by_people=False, reasons=(f"closed: {reason}",), missing=())
    if open_amendment(plan) or open_correction(plan):
        what = "amendment" if open_amendment(plan) else "correction"
        missing = f"both parties must sign the open {what}"
        return ComputedOutcome(None, by_people=False, reasons=(), missing=(missing,))
    if not plan.criteria:
        return ComputedOutcome(None, by_people=False, reasons=(), missing=("no criteria yet",))
    people = people_decide(plan)
    if people:
        return ComputedOutcome(None, by_people=True, reasons=(f"people decide: {people}",), missing=())
    return None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What the template's Decision Framework is worked out from."""

    critical: tuple[Standing, ...]
    required: tuple[Standing, ...]
    optional: tuple[Standing, ...]
    unweighed: tuple[Standing, ...]
    """Those without a weight that can be read."""
    lost: tuple[Standing, ...]
    """The Critical ones that have a verdict, and not Pass."""
    untested: tuple[Standing, ...]
    """The Critical ones without a verdict."""
    unmet: tuple[Standing, ...]
    """The Required ones that need a workaround."""
    saved: Mapping[int, Gap]
    """The gap rows with a workaround, by criterion."""

    def around(self, unmet: Standing) -> Gap | None:
        """Give the gap row that has a workaround for a criterion, or None."""
        return self.saved.get(unmet.criterion.number.value or 0)

    @property
    def waiting(self) -> tuple[Standing, ...]:
        """Give what the outcome waits for, unless a Critical criterion is lost."""
        met = (s for s in self.required if s.verdict is Verdict.PASS or (_is_unmet(s) and self.around(s)))
        settled = set(map(id, met))
        return (*self.unweighed, *self.untested, *(s for s in self.required if id(s) not in settled))


@once_per_plan
def arithmetic(plan: Plan) -> Arithmetic:
    """Give the criteria by what they mean for the outcome, in the order of the file."""

    def of_weight(weight: Weight | None) -> tuple[Standing, ...]:
        return tuple(each for each in standings(plan) if each.criterion.weight.value is weight)

    critical, required = of_weight(Weight.CRITICAL), of_weight(Weight.REQUIRED)
    return Arithmetic(
        critical=critical,
        required=required,
        optional=of_weight(Weight.OPTIONAL),
        unweighed=of_weight(None),
        lost=tuple(s for s in critical if s.verdict not in {None, Verdict.PASS}),
        untested=tuple(s for s in critical if s.verdict is None),
        unmet=tuple(s for s in required if _is_unmet(s)),
        saved=workarounds(plan),
    )


def _by_arithmetic(plan: Plan) -> ComputedOutcome:
    found = arithmetic(plan)
    critical, required, unmet, waiting = found.critical, found.required, found.unmet, found.waiting
    if found.lost:
        reasons = tuple(f"{_name(s)} is Critical and {s.verdict}" for s in found.lost)
        return ComputedOutcome(Outcome.NO_GO, by_people=False, reasons=reasons, missing=())
    reasons = (
        *(() if found.untested or not critical else (_all_pass(Weight.CRITICAL, len(critical)),)),
        *(_worked_around(s, gap) for s in unmet if (gap := found.around(s))),
    )
    if waiting:
        best = _Best(Outcome.CONDITIONAL if unmet else Outcome.PROCEED, alone=len(waiting) == 1)
        missing = tuple(_missing(plan, s, best) for s in waiting)
        return ComputedOutcome(None, by_people=False, reasons=reasons, missing=missing)
    if unmet:
        return ComputedOutcome(Outcome.CONDITIONAL, by_people=False, reasons=reasons, missing=())
    last = _all_pass(Weight.REQUIRED, len(required)) if required else "no criterion is Required"
    return ComputedOutcome(Outcome.PROCEED, by_people=False, reasons=(*reasons, last), missing=())


def _all_pass(weight: Weight, count: int) -> str:
    return f"the one {weight} criterion is Pass" if count == 1 else f"all {count} {weight} criteria are Pass"


def _is_unmet(required: Standing) -> bool:
    """Say whether a Required criterion needs a workaround: only then one can make the outcome Conditional."""
    if required.verdict is None:
        return required.result is not None and is_not_tested(required.result.result.value)
    return required.verdict is not Verdict.PASS


def _worked_around(unmet: Standing, gap: Gap) -> str:
    return f"{_unmet(unmet)}, with a workaround: {gap.workaround.value}"


def _unmet(unmet: Standing) -> str:
    return f"{_name(unmet)} is Required and {unmet.verdict or 'not tested'}"


@dataclass(frozen=True, slots=True)
class _Best:
    """The best outcome that is still possible, and whether it takes one thing only."""

    outcome: Outcome
    alone: bool

    def by(self, what: str, outcome: Outcome) -> str:
        """Say what a result would do to the outcome; where others are missing too, what stays possible."""
        return f"{what} makes it {outcome}" if self.alone else f"{what} leaves {outcome} possible"


def _missing(plan: Plan, waiting: Standing, best: _Best) -> str:
    """Say what is missing of one criterion, and what each way to fill it in would do to the outcome."""
    weight, number = waiting.criterion.weight, waiting.criterion.number.value
    if weight.value is None:
        said = f"{_name(waiting)} has no weight that counts: {weight.text.value!r}"
        return f"{said}; Critical, Required or Optional says what its result does"
    if weight.value is Weight.REQUIRED and _is_unmet(waiting):
        said = f"{_unmet(waiting)}: it needs a workaround; {best.by('one', Outcome.CONDITIONAL)}"
        if number is None:
            return said
        rows = gaps_of(plan, number)
        return f"{said} ({gap_command(plan.id or 'PLAN', number, open_parts(rows))})"
    said = f"{_name(waiting)} is {weight.value} and has no verdict ({waiting.computed.reason})"
    passed = best.by("Pass", best.outcome)
    if weight.value is Weight.CRITICAL:
        return f"{said}: {passed}, Fail or Partial makes it No-go"
    failed = best.by("Fail or Partial with a workaround", Outcome.CONDITIONAL)
    return f"{said}: {passed}, {failed}"


def _name(standing_: Standing) -> str:
    return f"criterion {standing_.criterion.number.text.value} ({standing_.criterion.text.value})"

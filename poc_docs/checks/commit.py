"""A whole change judged: plans by path before and after it in, findings by path out.

A change is a commit, a merge with several versions before, or all that lies between two commits.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from poc_docs.checks.agreement import has_begun
from poc_docs.checks.checking import check_change, check_errors, check_plan, check_portfolio, check_signers
from poc_docs.checks.explaining import NOT_AGREED, agreed_parameters, name_changes
from poc_docs.checks.portfolio import words_shared
from poc_docs.checks.signers import Signing, SigningPolicy, nobody
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.adoption import Adopted
    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan

    Plans = Mapping[str, Plan]

_MOST_WORDS = 30
"""How many words are looked for in all plans: to read the plans is quicker than to look for more."""

RECORD = frozenset({"POC502", "POC504"})
"""Rules that a merge may break for one side, where it takes the other side's file as it is."""


def _grew(before: Plan, after: Plan) -> bool:
    """Say whether something was added to a plan's record and nothing taken away."""
    if before.metadata is None or after.metadata is None:
        return False
    old, new = (
        (record.signatures, record.started, record.amendments, record.pauses)
        for record in (before.metadata, after.metadata)
    )
    return old != new and all(finding.code not in RECORD for finding in check_change(before, after))


def _marks(plans: Iterable[Plan]) -> Counter[tuple[str, Signature | None]]:
    """Count what no two plans may share: an id, and a signature."""
    return Counter((plan.id, mark) for plan in plans for mark in (None, *plan.signatures))


def _no_others(_words: Collection[str] | None) -> Plans:
    return {}


def _no_version(_path: str, _parameters: frozenset[str]) -> Plan | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a judgement may have to look up; each is asked only where it is needed."""

    common: Callable[[], tuple[Plans, ...]] = tuple
    """The plans in the versions that all versions before come from."""
    others: Callable[[Collection[str] | None], Plans] = _no_others
    """The plans after the change that it does not touch, at least those that hold one of some words.

    Where no words are given, that is all of them. Front matter is enough.
    """
    policy: SigningPolicy = field(default_factory=SigningPolicy)
    authors: Callable[[str, Signature], Collection[str]] = nobody
    """The authors of the commits that added a signature to the plan of an id."""
    agreed: Callable[[str, frozenset[str]], Plan | None] = _no_version
    """An older version of the plan at a path that has one of these fingerprints."""
    adopted: Callable[[], Mapping[str, Adopted]] = dict
    """The plans, by id, that began before agreements were recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The plans that differ, by path, in each version before and after."""

    befores: tuple[Plans, ...]
    after: Plans
    unreadable: frozenset[str] = frozenset()
    """Paths at which something stands after the change that is no text."""
    judged: frozenset[str]
    """Paths of ``after`` that the change is answerable for, not only for what it took from them."""


def judge_change(
    change: Change, surroundings: Surroundings, *, errors_only: bool = False
) -> dict[str, list[Finding]]:
    """Give what is wrong with a change, by path; plans that it leaves alone are not judged."""
    judgement = _Judgement(change, surroundings, check_errors if errors_only else check_plan)
    for path, plan in change.after.items():
        judgement.add(path, judgement.plan_findings(path, plan))
    for path, plan in judgement.vanished():
        judgement.add(path, check_change(plan, None))
    judgement.add_duplicates()
    return judgement.found


@dataclass(slots=True)
class _Judgement:
    change: Change
    surroundings: Surroundings
    check: Callable[..., list[Finding]]
    found: dict[str, list[Finding]] = field(default_factory=dict)

    def add(self, path: str, findings: list[Finding]) -> None:
        known = self.found.setdefault(path, [])
        known.extend(finding for finding in findings if finding not in known)
        known.sort(key=lambda finding: (finding.span.start, finding.code))

    def plan_findings(self, path: str, plan: Plan) -> list[Finding]:
        befores = [self.before_of(version, path, plan) for version in self.change.befores]
        known = tuple(before for before in befores if before is not None)
        found = self.transitions(path, plan, known)
        if path in self.change.judged:
            adopted = self.surroundings.adopted() if has_begun(plan) else None
            found += self.explained(path, plan, known, self.check(plan, adopted=adopted))
            found += self.signers(plan, known)
        return found

    def before_of(self, version: Plans, path: str, plan: Plan) -> Plan | None:
        """Give the version before: the plan of this id, wherever it stood, or what stood at this path.

        What stood at this path and has moved to another is not this plan's version before.
        """
        same = [each for each in version.values() if plan.id and each.id == plan.id]
        here = version.get(path)
        if same:
            return here if here is not None and here.id == plan.id else same[0]
        return None if here is None or self.stays(here) else here

    def stays(self, plan: Plan) -> bool:
        return bool(plan.id) and any(each.id == plan.id for each in self.change.after.values())

    def vanished(self) -> Iterator[tuple[str, Plan]]:
        """Give the plans that no plan after the change continues."""
        for version in self.change.befores:
            continued = {id(self.before_of(version, path, plan)) for path, plan in self.change.after.items()}
            for path, plan in version.items():
                if path not in self.change.unreadable and not self.stays(plan) and id(plan) not in continued:
                    yield path, plan

    def transitions(self, path: str, plan: Plan, befores: tuple[Plan, ...]) -> list[Finding]:
        found = [finding for before in befores for finding in check_change(before, plan)]
        if any(finding.code in RECORD for finding in found) and self.is_one_side(path, plan, befores):
            return [finding for finding in found if finding.code not in RECORD]
        return found

    def is_one_side(self, path: str, plan: Plan, befores: tuple[Plan, ...]) -> bool:
        """Say whether a merge takes one side's file as it is, with a record that grew on that side.

        Where two sides recorded what can't stand together, this is the lawful way out; what both sides
        began with must be kept even then.
        """
        if all(before.document.text != plan.document.text for before in befores) or len(befores) == 1:
            return False
        common = [self.before_of(version, path, plan) for version in self.surroundings.common()]
        return bool(common) and all(before is None or _grew(before, plan) for before in common)

    def explained(
        self, path: str, plan: Plan, befores: tuple[Plan, ...], findings: list[Finding]
    ) -> list[Finding]:
        """Name what changed since both parties signed: a version before is nearly always that one."""
        parameters = agreed_parameters(plan)
        if not parameters or all(finding.code != NOT_AGREED for finding in findings):
            return findings
        agreed = next((before for before in befores if fingerprint(before) in parameters), None)
        return name_changes(findings, plan, agreed or self.surroundings.agreed(path, parameters))

    def signers(self, plan: Plan, befores: tuple[Plan, ...]) -> list[Finding]:
        where = self.surroundings
        return check_signers(plan, Signing(policy=where.policy, befores=befores, authors=where.authors))

    def add_duplicates(self) -> None:
        """Look among all plans after the change for ids that more plans have than before, and signatures."""
        before, after = (_marks(plans.values()) for plans in (self.change.befores[0], self.change.after))
        new = after - before
        if not new:
            return
        wanted = [words_shared(plan) for plan in self.change.after.values() if _marks([plan]).keys() & new]
        words = {word for each in wanted for word in each or ()}
        few = None not in wanted and len(words) <= _MOST_WORDS
        others = self.surroundings.others(words if few else None)
        for path, findings in check_portfolio({**others, **self.change.after}).items():
            if path in self.change.judged:
                self.add(path, findings)

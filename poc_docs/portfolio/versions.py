"""Two versions of a portfolio, plan by plan: a plan is followed by its id, whatever its file is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from poc_docs.plan.comparing import compare_plans
from poc_docs.plan.plan_change import ChangeKind, PlanChange, said
from poc_docs.plan.reading import read_plan
from poc_docs.text.source import UnreadableTextError, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from poc_docs.plan.model import Plan


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One version of a plan file; ``plan`` is None where the file is no text, which ``fault`` says."""

    path: str
    plan: Plan | None
    fault: str = ""

    @property
    def id(self) -> str:
        """Give the plan's id, or an empty string."""
        return self.plan.id if self.plan else ""


class Version(Protocol):
    """What tells the versions of plans apart."""

    @property
    def path(self) -> str:
        """Give the plan's file."""

    @property
    def id(self) -> str:
        """Give the plan's id, or an empty string."""


V = TypeVar("V", bound=Version)


def read_version(
    path: str, data: bytes | None, fault: str = "", read: Callable[[str], Plan] = read_plan
) -> PlanVersion:
    """Read one version of a plan file from its bytes, or note why there are none."""
    if data is None:
        return PlanVersion(path, None, fault)
    try:
        return PlanVersion(path, read(decode(data)))
    except UnreadableTextError as error:
        return PlanVersion(path, None, error.message)


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """A plan in two versions, either of which may be missing, with what changed."""

    before: PlanVersion | None
    after: PlanVersion | None
    changes: tuple[PlanChange, ...]

    @property
    def latest(self) -> PlanVersion:
        """Give the version after, or the last one there was."""
        version = self.after or self.before
        assert version  # noqa: S101 -- one of the two is there, or there is nothing to compare
        return version

    @property
    def path(self) -> str:
        """Give where the plan stands now, or stood."""
        return self.latest.path

    @property
    def previous_path(self) -> str | None:
        """Give where the plan stood before, if that was elsewhere."""
        return self.before.path if self.before and self.before.path != self.path else None

    @property
    def plan(self) -> Plan | None:
        """Give the plan in its latest version that could be read."""
        return self.latest.plan or (self.before.plan if self.before else None)


def compare_versions(before: Iterable[PlanVersion], after: Iterable[PlanVersion]) -> list[ComparedPlan]:
    """Give every plan that differs between two versions of a portfolio, by its path."""
    pairs = [ComparedPlan(*pair, compare(*pair)) for pair in paired(before, after)]
    return sorted((pair for pair in pairs if pair.changes), key=lambda pair: pair.path)


def compare(before: PlanVersion | None, after: PlanVersion | None) -> tuple[PlanChange, ...]:
    """Give what changed between two versions of one plan file."""
    changes: list[PlanChange] = []
    if before and after and before.path != after.path:
        changes.append(said(ChangeKind.MOVED, "file", f"moved from {before.path}"))
    if after and after.fault:
        known = before is not None and before.fault == after.fault
        return (*changes, *(() if known else [said(ChangeKind.FAULT, "file", after.fault)]))
    if before and before.fault:
        changes.append(said(ChangeKind.FAULT, "file", f"can be read again; before: {before.fault}"))
    found = compare_plans(before.plan if before else None, after.plan if after else None)
    return (*changes, *found)


def changes_of_commit(
    before: Sequence[PlanVersion | None], after: PlanVersion | None
) -> tuple[PlanChange, ...]:
    """Give what a commit changed against all its parents: what came with one of them is not its own."""
    first, *others = [compare(version, after) for version in before]
    elsewhere = [{change.sentence for change in changes} for changes in others]
    return tuple(change for change in first if all(change.sentence in known for known in elsewhere))


def paired(before: Iterable[V], after: Iterable[V]) -> Iterator[tuple[V | None, V | None]]:
    """Pair what has path and id in common, then what has the id, then what has the path."""
    keys: tuple[Callable[[V], object], ...] = (
        lambda version: (version.path, version.id),
        lambda version: version.id or object(),
        lambda version: version.path,
    )
    older, newer = list(before), list(after)
    for key in keys:
        waiting = {key(version): version for version in reversed(older)}
        found, rest = set(), []
        for version in newer:
            old = waiting.pop(key(version), None)
            if old is None:
                rest.append(version)
            else:
                found.add(id(old))
                yield old, version
        older, newer = [version for version in older if id(version) not in found], rest
    yield from ((None, version) for version in newer)
    yield from ((version, None) for version in older)

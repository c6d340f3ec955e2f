"""Plans' stories, from git's history and the work tree."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from poc_docs.checks.explaining import agreed_parameters
from poc_docs.plan.agreement.disclosure import outdated_signature
from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint
from poc_docs.plan.plan_change import ChangeKind, said
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.story import Step, Story, plan_state
from poc_docs.portfolio.versions import PlanVersion, changes_of_commit, compare, read_version
from poc_docs.repository.git import head
from poc_docs.repository.history import Revision, revisions
from poc_docs.repository.versions import committed_version
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan
    from poc_docs.repository.versions import FileVersion


def plan_story(root: Path, path: str, present: PlanVersion | None) -> Story:
    """Tell the story of the plan that stands at a path; what is not committed yet is its last step."""
    plan_id = present.id if present else ""
    commit = head(root)
    last = committed_version(root, commit, plan_id, path) if commit else None
    followed = last.path if last else path
    ((_, found),) = _revisions(root, commit, {followed: plan_id})
    reader = _Reader()
    return reader.told(found, reader.read(last), present)


def plan_stories(
    root: Path, plans: Mapping[str, PlanVersion], read: Callable[[str], Plan] = read_plan
) -> dict[str, Story]:
    """Tell the story of every plan, by its path, from one ``git log`` for all.

    ``read`` reads a version, and may know it already.
    """
    stories = {}
    for path, found in _revisions(root, head(root), {path: plan.id for path, plan in plans.items()}):
        reader = _Reader(read)
        stories[path] = reader.told(found, reader.read(found[-1].after if found else None), plans[path])
    return stories


def _revisions(root: Path, commit: str, plans: Mapping[str, str]) -> Iterable[tuple[str, list[Revision]]]:
    """Give each path with the commits that changed its plan; none before the first commit."""
    return revisions(root, commit, plans) if commit else [(path, []) for path in plans]


def disclosed_versions(root: Path, plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """Give each plan as it was disclosed with the latest signature that knows another version, if git has it.

    Where several versions disclosed the same, it is the first one that carries the signature.
    """
    wanted = {path: signature for path, plan in plans.items() if (signature := outdated_signature(plan))}
    found = {}
    for path, versions in _versions(root, {path: plans[path] for path in wanted}):
        disclosed = wanted[path].disclosed
        same = [version for version in versions if disclosed_fingerprint(version) == disclosed]
        signed = [version for version in same if wanted[path] in version.signatures]
        if same:
            found[path] = signed[-1] if signed else same[0]
    return found


def disclosed_version(root: Path, path: str, plan: Plan, signature: Signature) -> Plan | None:
    """Give the newest committed version of a plan whose disclosed sections a signature is on, or None."""
    for _, versions in _versions(root, {path: plan}):
        for version in versions:
            if disclosed_fingerprint(version) == signature.disclosed:
                return version
    return None


def signed_versions(root: Path, plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """Give the newest version of each plan that both parties signed, else that any signed, if git has it."""
    found = {}
    for path, versions in _versions(root, plans):
        signed = frozenset(s.parameters for s in plans[path].signatures if s.parameters)
        wanted = agreed_parameters(plans[path]) or signed
        version = next((version for version in versions if fingerprint(version) in wanted), None)
        if version:
            found[path] = version
    return found


def _versions(root: Path, plans: Mapping[str, Plan]) -> Iterator[tuple[str, Iterator[Plan]]]:
    """Give each plan's path with its committed versions that can be read, newest first."""
    commit = head(root) if plans else ""
    for path, found in _revisions(root, commit, {path: plan.id for path, plan in plans.items()}):
        yield path, _read(found)


def _read(found: list[Revision]) -> Iterator[Plan]:
    for revision in reversed(found):
        plan = read_version(revision.after.path, revision.after.data).plan if revision.after else None
        if plan:
            yield plan


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads each version of a plan once: it is the one after a commit, and the one before the next."""

    plan: Callable[[str], Plan] = read_plan
    known: dict[FileVersion, PlanVersion] = field(default_factory=dict)

    def read(self, file: FileVersion | None) -> PlanVersion | None:
        if file is None:
            return None
        if file not in self.known:
            self.known[file] = read_version(file.path, file.data, file.fault, self.plan)
        return self.known[file]

    def told(self, found: list[Revision], last: PlanVersion | None, present: PlanVersion | None) -> Story:
        steps = [step for revision in found if (step := self._step(revision)).changes]
        changes = compare(last, present)
        if changes and present:
            steps.append(Step(None, "", "", "", "", present.path, changes))
        return Story(tuple(steps), any(revision.cut for revision in found))

    def _step(self, revision: Revision) -> Step:
        after = self.read(revision.after)
        changes = changes_of_commit([self.read(version) for version in revision.before], after)
        if revision.cut and after:
            changes = (said(ChangeKind.CREATED, "plan", f"stands as: {plan_state(after.plan)}"),)
        latest = revision.after or next(version for version in revision.before if version)
        return Step(
            commit=revision.commit,
            short=revision.short,
            date=revision.date,
            author=revision.author,
            subject=revision.subject,
            path=latest.path,
            changes=changes,
        )

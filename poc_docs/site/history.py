"""What git knows of the plans; asked again, only what changed meanwhile is read again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poc_docs.exports.change_text import is_told
from poc_docs.plan.agreement.disclosure import outdated_signature
from poc_docs.plan.agreement.state import AgreementState, agreement
from poc_docs.portfolio.digest import ChangesSince, changed_plans, last_monday
from poc_docs.portfolio.memory import Memory
from poc_docs.portfolio.versions import PlanVersion, compare_versions, read_version
from poc_docs.repository.git import GitError, head, run_git
from poc_docs.repository.history import SHORT
from poc_docs.repository.since import since
from poc_docs.repository.stories import disclosed_versions, plan_stories, signed_versions
from poc_docs.repository.versions import BELOW_PLANS, versions_between
from poc_docs.site.edition import Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.story import Story


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """A plan's story, and its versions that were disclosed and signed where the present one is another."""

    plan: Plan
    story: Story
    disclosed: Plan | None
    signed: Plan | None


@dataclass(slots=True)
class History:
    """The history of the plans below ``root``, the top of a git repository."""

    root: Path
    _commit: str = ""
    _known: dict[str, PlanHistory] = field(default_factory=dict)
    _earlier: Memory = field(default_factory=Memory)

    def source(self) -> Source | None:
        """Give the commit that the plans were read from; None before the first one."""
        commit = head(self.root)
        if not commit:
            return None
        options = ("--porcelain", "-z", "--untracked-files=all")
        changed = run_git(self.root, "status", *options, "--", BELOW_PLANS)
        return Source(commit, commit[:SHORT], bool(changed))

    def of_plans(self, plans: Mapping[str, Plan], read: Callable[[str], Plan]) -> dict[str, PlanHistory]:
        """Give the history of each plan, by path; ``read`` reads a version, and may know it already."""
        commit = head(self.root)
        if commit != self._commit:
            self._known.clear()
            self._commit = commit
        known = self._known
        new = {p: plan for p, plan in plans.items() if p not in known or known[p].plan is not plan}
        versions = {p: PlanVersion(p, plan) for p, plan in new.items()}
        stories = plan_stories(self.root, versions, read) if new else {}
        moved = {p: plan for p, plan in new.items() if outdated_signature(plan)}
        broken = {p: plan for p, plan in new.items() if agreement(plan).state is AgreementState.BROKEN}
        disclosed = disclosed_versions(self.root, moved)
        signed = signed_versions(self.root, broken)
        for path, plan in new.items():
            known[path] = PlanHistory(plan, stories[path], disclosed.get(path), signed.get(path))
        for path in known.keys() - plans.keys():
            del known[path]
        return dict(known)

    def news(self, today: dt.date, read: Callable[[str], Plan]) -> ChangesSince | None:
        """Give what changed since last Monday; None where the history does not reach back so far."""
        day = last_monday(today)
        try:
            before, after = versions_between(self.root, since(self.root, day))
        except GitError:
            return None
        earlier = [read_version(file.path, file.data, file.fault, self._earlier.plan) for file in before]
        present = [read_version(file.path, file.data, file.fault, read) for file in after]
        self._earlier.turn()
        return ChangesSince(day, changed_plans(compare_versions(earlier, present), is_told))

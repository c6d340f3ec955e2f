"""``poc-docs gate``: the commit that is about to be made, judged from the index."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from poc_docs.checks.finding import Finding
    from poc_docs.cli.findings import Report
    from poc_docs.plan.model import Plan
    from poc_docs.repository.gate import StagedPlan


@click.command("gate")
def command() -> None:
    """Judge the plans that the next commit touches, as they stand in the index.

    Git hooks call this. It prints nothing where all is well, and writes nothing ever.

    \b
    Examples:
      git config core.hooksPath hooks     (then git calls it before each commit)
      poc-docs gate                       (what would the hook say now?)
    """
    from poc_docs.cli.findings import format_text

    workspace = Session().workspace
    if not workspace.git:
        raise Refusal("the gate judges commits, and this is not a git repository", "git init")
    from poc_docs.repository.gate import staged_plans

    reports = [
        report for report in judge_commit(workspace.root, staged_plans(workspace.root)) if report.errors
    ]
    if reports:
        click.echo("This commit was refused. What it would make of the plans:\n", err=True)
        click.echo(format_text(reports), err=True)
        sys.exit(1)


def judge_commit(root: Path, staged: Sequence[StagedPlan]) -> list[Report]:
    """Give a report on each plan that a commit touches; nothing else of the repository is judged."""
    from poc_docs.checks import check_change, check_plan
    from poc_docs.cli.findings import Report

    commit = _Commit.of(staged)
    for path, plan in commit.after.items():
        before = commit.before_of(path, plan)
        found = sorted([*check_plan(plan), *check_change(before, plan)], key=lambda finding: finding.span)
        commit.findings[path] = _explained(root, path, plan, before, found)
    for path, plan in commit.vanished():
        commit.findings.setdefault(path, []).extend(check_change(plan, None))
    if any(plan.id not in commit.before_ids for plan in commit.after.values()):
        commit.add_duplicates(root)
    texts = {path: plan.document.text for path, plan in {**commit.before, **commit.after}.items()}
    return [Report(path, texts.get(path, ""), found) for path, found in sorted(commit.findings.items())]


def _explained(
    root: Path, path: str, plan: Plan, before: Plan | None, findings: list[Finding]
) -> list[Finding]:
    """Name what changed since both parties signed: the version before is nearly always that one."""
    from poc_docs.checks.explaining import NOT_AGREED, agreed_parameters, name_changes
    from poc_docs.plan.agreement import fingerprint

    parameters = agreed_parameters(plan)
    if not parameters or all(finding.code != NOT_AGREED for finding in findings):
        return findings
    if before and fingerprint(before) in parameters:
        return name_changes(findings, plan, before)
    from poc_docs.repository.history import agreed_version

    return name_changes(findings, plan, agreed_version(root, root / path, parameters))


@dataclass(slots=True)
class _Commit:
    """The plans of a commit by path, before and after it, and what was found wrong with them."""

    before: dict[str, Plan] = field(default_factory=dict)
    after: dict[str, Plan] = field(default_factory=dict)
    findings: dict[str, list[Finding]] = field(default_factory=dict)

    @classmethod
    def of(cls, staged: Sequence[StagedPlan]) -> _Commit:
        from poc_docs.checks import unreadable
        from poc_docs.plan.reading import read_plan
        from poc_docs.text.source import UnreadableTextError, decode

        commit = cls()
        for plan in staged:
            if plan.before is not None:
                with contextlib.suppress(UnreadableTextError):
                    commit.before[plan.path] = read_plan(decode(plan.before))
            if not plan.regular:
                link = UnreadableTextError(
                    "a plan must be an ordinary file, not a link or a submodule",
                    advice="commit the file itself",
                )
                commit.findings[plan.path] = [unreadable(link)]
            elif plan.after is not None:
                try:
                    commit.after[plan.path] = read_plan(decode(plan.after))
                except UnreadableTextError as error:
                    commit.findings[plan.path] = [unreadable(error)]
        return commit

    @property
    def before_ids(self) -> set[str]:
        return {plan.id for plan in self.before.values()}

    def before_of(self, path: str, plan: Plan) -> Plan | None:
        """Give the version before: the plan of this id, wherever it stood, or what stood at this path."""
        same = [each for each in self.before.values() if plan.id and each.id == plan.id]
        return same[0] if same else self.before.get(path)

    def vanished(self) -> list[tuple[str, Plan]]:
        """Give the plans whose id no plan has after the commit, and whose path none took."""
        ids = {plan.id for plan in self.after.values()}
        return [(path, p) for path, p in self.before.items() if p.id not in ids and path not in self.after]

    def add_duplicates(self, root: Path) -> None:
        """Look for the new ids among the plans that the commit does not touch."""
        from poc_docs.checks import check_portfolio
        from poc_docs.plan.reading import read_identity
        from poc_docs.repository.gate import untouched_plans

        touched = {*self.before, *self.after}
        others = {path: read_identity(data) for path, data in untouched_plans(root, touched).items()}
        known = {path: plan for path, plan in others.items() if plan is not None}
        for path, found in check_portfolio({**known, **self.after}).items():
            if path in self.after:
                self.findings[path].extend(found)

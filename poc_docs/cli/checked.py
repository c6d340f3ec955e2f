"""Plans checked as they stand in the work tree: on all cores, and not again what was found to be good."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poc_docs.checks import check_plan, check_portfolio, check_signers, unreadable
from poc_docs.checks.advice import quiet_days
from poc_docs.checks.explaining import NOT_AGREED, agreed_parameters, name_changes
from poc_docs.checks.portfolio import marks, sharing, words_shared
from poc_docs.checks.signers import Signing
from poc_docs.cli.adopting import present_list_reports
from poc_docs.cli.cores import on_all_cores
from poc_docs.cli.reports import Report
from poc_docs.plan.reading import read_identity, read_plan
from poc_docs.repository.adoption import adopted_in
from poc_docs.repository.configuration import present_settings, read_policy
from poc_docs.repository.contents import content_id
from poc_docs.repository.files import FileRefusedError
from poc_docs.repository.known_good import CHECKED, Known, current_key, known_line, known_parts
from poc_docs.text.source import UnreadableTextError, decode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.adoption import AdoptedList
    from poc_docs.plan.model import Plan
    from poc_docs.repository.workspace import Workspace


_MOST_WORDS = 30
"""How many words are looked for in a plan: to read its front matter is quicker than to look for more."""


@dataclass(frozen=True, slots=True)
class _Checked:
    """What became of one file; without findings ``kept`` is what need not be found out again."""

    text: str
    findings: tuple[Finding, ...]
    marks: tuple[str, ...]
    words: frozenset[str] | None
    """Words of which one stands in every plan that shares a mark with this one, where they are known."""
    content: str
    kept: str


@dataclass(slots=True)
class _Checker:
    """Checks files one by one against the settings and the list of adopted plans as they stand."""

    workspace: Workspace
    today: dt.date
    signing: Signing = field(init=False)
    adopted: AdoptedList | None = field(init=False)

    def __post_init__(self) -> None:
        # No version before is known here, so the settings count as they stand.
        self.signing = Signing(policy=read_policy(present_settings(self.workspace.root)))
        self.adopted = adopted_in(self.workspace)

    def check(self, path: Path) -> _Checked:
        try:
            data = self.workspace.read(path)
            text = decode(data)
        except FileRefusedError as error:
            return _unread(UnreadableTextError(error.message, advice=error.advice))
        except UnreadableTextError as error:
            return _unread(error)
        plan = read_plan(text)
        entries = self.adopted.entries if self.adopted else None
        found = [*check_plan(plan, self.today, entries), *check_signers(plan, self.signing)]
        found = self.explained(path, plan, found)
        first, last = quiet_days(plan)
        mine = marks(plan)
        kept = "" if found else known_line(len(data), str(first), str(last), mine)
        return _Checked(text if found else "", tuple(found), mine, words_shared(plan), content_id(data), kept)

    def explained(self, path: Path, plan: Plan, findings: list[Finding]) -> list[Finding]:
        """Name what changed since both parties signed, where git knows that version."""
        parameters = agreed_parameters(plan)
        if not self.workspace.git or not parameters or all(f.code != NOT_AGREED for f in findings):
            return findings
        from poc_docs.repository.history import agreed_version

        return name_changes(findings, plan, agreed_version(self.workspace.root, path, parameters))


def _unread(error: UnreadableTextError) -> _Checked:
    return _Checked("", (unreadable(error),), (), frozenset(), "", "")


def check_files(
    workspace: Workspace, files: Iterable[Path], today: dt.date, *, cache: bool = True
) -> list[Report]:
    """Check plans as they stand in the work tree; other plans are looked at only for their ids.

    With ``cache`` a content in which nothing was found before is not checked again.
    """
    checker = _Checker(workspace, today)
    paths = {workspace.shown(path): path for path in files}
    store = _store(workspace) if cache and workspace.git else None
    known = store.lines if store else {}
    done = {name: found for name, path in paths.items() if (found := _known(workspace, path, known, today))}
    left = [name for name in paths if name not in done]
    done |= zip(left, on_all_cores(checker.check, [paths[name] for name in left]), strict=True)
    done = {name: done[name] for name in paths}  # known or not, each is told at its place
    if store:
        store.keep({each.content: each.kept for each in done.values() if each.kept})
    reports = _with_shared(workspace, paths, done, known)
    return [*present_list_reports(checker.adopted), *reports]


def _known(workspace: Workspace, path: Path, known: Mapping[str, str], today: dt.date) -> _Checked | None:
    """Give a plan in which nothing was found before, nor would be today; None for any other."""
    if not known:
        return None
    with contextlib.suppress(FileRefusedError):
        content = content_id(workspace.read(path))
        kept = known.get(content, "")
        if kept:
            _, first, last, mine, _ = known_parts(kept)
            if first <= str(today) <= last:
                return _Checked("", (), tuple(mine), None, content, kept)
    return None


def _with_shared(
    workspace: Workspace, paths: Mapping[str, Path], done: Mapping[str, _Checked], known: Mapping[str, str]
) -> Iterator[Report]:
    """Give a report on each file, with what is wrong between plans."""
    checked = set(paths.values())
    unchecked = [path for path in workspace.files() if path not in checked]
    others = {name: path for path in unchecked if (name := workspace.shown(path)) not in done}
    words = _words(done.values()) if others else None
    mine = {name: _marks_of(workspace, path, known, words) for name, path in others.items()}
    mine |= {name: found.marks for name, found in done.items()}
    plans = {name: _plan(workspace, (paths if name in done else others)[name]) for name in sharing(mine)}
    shared = check_portfolio({name: plan for name, plan in plans.items() if plan})
    for name, found in done.items():
        extra, plan = shared.get(name, []), plans.get(name)
        both = [*found.findings, *extra]
        findings = sorted(both, key=lambda finding: finding.span) if extra else found.findings
        yield Report(name, plan.document.text if plan else found.text, findings)


def _words(checked: Iterable[_Checked]) -> set[bytes] | None:
    """Give words of which one stands in every plan that shares a mark with these; None for no such words."""
    known = [each.words for each in checked]
    words = {word.encode() for each in known for word in each or ()}
    return None if None in known or len(words) > _MOST_WORDS else words


def _marks_of(
    workspace: Workspace, path: Path, known: Mapping[str, str], words: set[bytes] | None
) -> tuple[str, ...]:
    """Give the marks of a plan that is not checked, read no further than its front matter.

    One that holds none of ``words``, where they are known, gives none.
    """
    try:
        data = workspace.read(path)
    except FileRefusedError:
        return ()
    kept = known.get(content_id(data), "") if known else ""
    if kept:
        return tuple(known_parts(kept)[3])
    if words is not None and not any(word in data for word in words):
        return ()
    plan = read_identity(data)
    return marks(plan) if plan else ()


def _plan(workspace: Workspace, path: Path) -> Plan | None:
    try:
        return read_plan(workspace.text(path))
    except UnreadableTextError:
        return None


def _store(workspace: Workspace) -> Known:
    """Give what is known of contents; nothing where git has no folder to write to."""
    from poc_docs.repository.git import git_folder

    return Known(str(git_folder(workspace.root)), CHECKED, current_key(str(workspace.root)))

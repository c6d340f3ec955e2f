"""Puts an edition together from a work tree and its git repository."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from poc_docs.plan.library import ready_criteria
from poc_docs.plan.vocabulary import GAP_REGISTER_FILE
from poc_docs.portfolio.collecting import without_collecting
from poc_docs.portfolio.memory import Memory
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.repository.adoption import adopted_entries
from poc_docs.repository.crm_settings import crm_settings
from poc_docs.repository.files import FileRefusedError
from poc_docs.repository.gap_register import read_gap_register
from poc_docs.repository.git import GitError, run_git
from poc_docs.repository.library import LIBRARY, own_library, packaged_library
from poc_docs.repository.mail_templates import FOLDER, own_templates, packaged_templates
from poc_docs.repository.slack_settings import channel_pattern
from poc_docs.site.edition import Edition
from poc_docs.site.forge import Forge, Remote, forge_of
from poc_docs.site.history import History, PlanHistory
from poc_docs.text.source import UnreadableTextError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from poc_docs.plan.gap_register import Register
    from poc_docs.plan.library import Library
    from poc_docs.portfolio.entries import Portfolio
    from poc_docs.repository.workspace import Workspace
    from poc_docs.text.template_source import TemplateSource

T = TypeVar("T")

UNSAID = Remote()


@dataclass(slots=True)
class Gatherer:
    """Gathers one edition after the other; what did not change since the one before is not read again.

    What ``remote`` does not say is taken from the remote ``origin``.
    """

    workspace: Workspace
    remote: Remote = UNSAID
    directory_urls: bool = True
    _memory: Memory = field(default_factory=Memory)
    _history: History | None = None

    def gather(self, files: Sequence[Path], today: dt.date) -> Edition:
        """Read plans, register and settings from the work tree, and what git knows of them.

        A file that can't be read is an entry with a finding, and stops no other.
        """
        with without_collecting():
            return self._gather(files, today)

    def _gather(self, files: Sequence[Path], today: dt.date) -> Edition:
        portfolio = self._portfolio(files, today)
        source, forge, news = None, None, None
        histories: dict[str, PlanHistory] = {}
        own = _TeamFiles(self.workspace)
        if self.workspace.git:
            self._history = history = self._history or History(self.workspace.root)
            plans = {entry.path: entry.plan for entry in portfolio.entries if entry.plan}
            source = history.source()
            forge = _forge(self.workspace.root, self.remote)
            news = history.news(today, self._memory.version)
            histories = history.of_plans(plans, self._memory.version)
        self._memory.turn()
        return Edition(
            portfolio=portfolio,
            today=today,
            source=source,
            forge=forge,
            news=news,
            stories={path: each.story for path, each in histories.items()},
            disclosed={path: each.disclosed for path, each in histories.items() if each.disclosed},
            signed={path: each.signed for path, each in histories.items() if each.signed},
            register=own.register(),
            ready=ready_criteria(filter(None, [packaged_library(), own.library()])),
            templates={**packaged_templates(), **own.templates()},
            channels=channel_pattern(self.workspace),
            faults=own.faults,
            crm=crm_settings(self.workspace),
            directory_urls=self.directory_urls,
        )

    def is_set_as(self, other: Gatherer) -> bool:
        """Say whether another one would gather the same."""
        settings = (self.workspace, self.remote, self.directory_urls)
        return settings == (other.workspace, other.remote, other.directory_urls)

    def _portfolio(self, files: Sequence[Path], today: dt.date) -> Portfolio:
        data = {_name(self.workspace, path): _read(self.workspace, path) for path in files}
        return read_portfolio(data, today, adopted_entries(self.workspace), self._memory)


def _name(workspace: Workspace, path: Path) -> str:
    """Give a path as text; a file name need not be UTF-8."""
    name = path.relative_to(workspace.root).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read(workspace: Workspace, path: Path) -> bytes | UnreadableTextError:
    try:
        return workspace.read(path)
    except FileRefusedError as error:
        advice = f"{error.advice}; 'poc-docs check' says more"
        return UnreadableTextError("the file can't be read", advice=advice)


class _TeamFiles:
    """The files that a team may have beside its plans; ``faults`` says why one can't be read."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.faults: dict[str, str] = {}

    def register(self) -> Register | None:
        """Give the register of gaps; one that can't be read is none."""
        found = self._read(GAP_REGISTER_FILE, read_gap_register)
        return found[0] if found else None

    def library(self) -> Library | None:
        """Give the team's own ready criteria."""
        return self._read(LIBRARY.as_posix(), own_library)

    def templates(self) -> Mapping[str, TemplateSource]:
        """Give the team's own templates of mails."""
        return self._read(FOLDER.as_posix(), own_templates) or {}

    def _read(self, name: str, read: Callable[[Workspace], T]) -> T | None:
        try:
            return read(self.workspace)
        except (FileRefusedError, UnreadableTextError) as error:
            self.faults[name] = f"{error}; {error.advice}"
            return None


def _forge(root: Path, remote: Remote) -> Forge | None:
    return forge_of(remote.address or _origin(root), _branch(root), remote.host)


def _origin(root: Path) -> str:
    try:
        return run_git(root, "remote", "get-url", "origin").decode("utf-8", "replace").strip()
    except GitError:
        return ""


def _branch(root: Path) -> str:
    """Give the main branch of ``origin`` as far as it is known here, else the present branch."""
    for name in ("refs/remotes/origin/HEAD", "HEAD"):
        try:
            found = run_git(root, "symbolic-ref", "--quiet", name).decode("utf-8", "replace").strip()
        except GitError:
            continue
        return re.sub(r"^refs/(?:remotes/origin|heads)/", "", found)
    return "main"

"""What one edition of the site is made from: nothing else gets into a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poc_docs.plan.running.channel import PATTERN
from poc_docs.portfolio.crm.settings import CrmSettings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from poc_docs.plan.gap_register import Register
    from poc_docs.plan.library import ReadyCriterion
    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.digest import ChangesSince
    from poc_docs.portfolio.entries import Portfolio
    from poc_docs.portfolio.story import Story
    from poc_docs.site.forge import Forge
    from poc_docs.text.template_source import TemplateSource


@dataclass(frozen=True, slots=True)
class Source:
    """The commit that the plans were read from; ``changed`` says that the work tree differs from it."""

    commit: str
    short: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The portfolio on a day, with what git and the settings say of it.

    Without git there is no ``source``, and there are no ``news`` and ``stories``; without a web address of
    the repository there is no ``forge``, and no page links to files or commits. ``stories``, ``disclosed``
    and ``signed`` are by the plans' paths.
    """

    portfolio: Portfolio
    today: dt.date
    source: Source | None = None
    forge: Forge | None = None
    news: ChangesSince | None = None
    stories: Mapping[str, Story] = field(default_factory=dict)
    disclosed: Mapping[str, Plan] = field(default_factory=dict)
    """The version disclosed with the latest signature, where Environment or Timeline changed since."""
    signed: Mapping[str, Plan] = field(default_factory=dict)
    """The version that was signed last, of plans whose present text is another."""
    register: Register | None = None
    ready: Sequence[ReadyCriterion] = ()
    """The ready criteria: those that come with poc-docs, and the team's own."""
    templates: Mapping[str, TemplateSource] = field(default_factory=dict)
    """The templates of mails by their file's name, the team's own before those that come with poc-docs."""
    channels: str = PATTERN
    """The team's pattern for names of channels."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Why a file of the team can't be read and so is left out, by its path."""
    guides: frozenset[str] = frozenset()
    """The pages of the site that people write, by their path."""
    crm: CrmSettings = field(default_factory=CrmSettings)
    directory_urls: bool = True
    """Whether ``a/b.md`` will be served as ``a/b/`` and not as ``a/b.html``."""

    def is_around_as(self, other: Edition) -> bool:
        """Say whether all that stands around the plans is the same in another edition."""
        return self._around() == other._around()

    def _around(self) -> tuple[object, ...]:
        commit = self.source.commit if self.source else ""
        settings = (self.today, commit, self.forge, self.crm, self.directory_urls)
        return (*settings, self.register, tuple(self.ready), dict(self.templates), self.guides)

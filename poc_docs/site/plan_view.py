"""One plan as the pages look at it: what several of them say of it is worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.originals import Originals, original_results, originals
from poc_docs.portfolio.agenda.today import agenda_of
from poc_docs.portfolio.attention import Matter, matters
from poc_docs.portfolio.listing.line import Line
from poc_docs.portfolio.signals.health import signals_in
from poc_docs.portfolio.signals.reports import worst
from poc_docs.portfolio.signals.situation import Situation
from poc_docs.portfolio.stages import Stage

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import Health
    from poc_docs.portfolio.agenda.item import Agenda
    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.signals.signal import Signal
    from poc_docs.portfolio.story import Story
    from poc_docs.site.edition import Edition


@dataclass(frozen=True)
class PlanView:
    """A plan that could be read, on the day of the edition."""

    entry: Entry
    plan: Plan
    edition: Edition
    page: str
    """The path of its page below the site's documents."""

    @property
    def today(self) -> dt.date:
        """Give the day of the edition."""
        return self.edition.today

    @cached_property
    def at(self) -> Situation:
        """Give the plan as it stands on the day."""
        return Situation(self.plan, self.today, "" if self.plan.id else self.entry.path, self.edition.crm)

    @cached_property
    def line(self) -> Line:
        """Give the plan as ``poc-docs list`` sees it."""
        return Line(self.entry, self.today)

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """Give the signals that the plan raises, the most severe first."""
        return signals_in(self.at)

    @cached_property
    def health(self) -> Health:
        """Give the health that follows from the signals."""
        return worst(self.signals)

    @property
    def running_health(self) -> Health | None:
        """Give the health of a plan that is planned or runs, as ``list`` does; None for any other."""
        return self.health if self.line.stage in {Stage.PLANNING, Stage.ACTIVE} else None

    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """Give what needs attention in the plan, by concern."""
        return matters(self.at, self.signals)

    @cached_property
    def agenda(self) -> Agenda:
        """Give what the plan needs from people."""
        return agenda_of(self.at, self.signals)

    @cached_property
    def amended(self) -> Originals:
        """Give what amendments changed, as it was."""
        return originals(self.plan)

    @cached_property
    def corrected(self) -> Originals:
        """Give what corrections changed, as it was."""
        return original_results(self.plan)

    def stands_as(self, other: PlanView) -> bool:
        """Say whether another edition has the same of this plan; what stands around it is not compared."""
        path = self.entry.path
        one, two = self.edition, other.edition
        return (
            self.plan is other.plan
            and self.entry.findings == other.entry.findings
            and one.stories.get(path) == two.stories.get(path)
            and one.disclosed.get(path) is two.disclosed.get(path)
            and one.signed.get(path) is two.signed.get(path)
        )

    @property
    def story(self) -> Story | None:
        """Give the plan's story from git, where there is one."""
        return self.edition.stories.get(self.entry.path)

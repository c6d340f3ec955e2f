"""One plan as it is told among others: every value of it that a list, a page or a program may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.plan.agreement.state import agreement, open_amendment
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.running.clock import clock_of, open_pause
from poc_docs.plan.values import is_placeholder
from poc_docs.portfolio.deals import opportunity_of
from poc_docs.portfolio.listing.words import STAGES
from poc_docs.portfolio.outcomes import sound_outcome
from poc_docs.portfolio.owners import owner_of
from poc_docs.portfolio.progress import Progress, progress
from poc_docs.portfolio.signals import computed_health
from poc_docs.portfolio.stages import Stage, stage
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.metadata import Crm
    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.clock import Clock
    from poc_docs.plan.vocabulary import CloseReason, Outcome
    from poc_docs.portfolio.entries import Entry


@dataclass(frozen=True)
class Line:
    """One plan among others on a day; a value is worked out when it is asked for, and once."""

    entry: Entry
    today: dt.date

    @property
    def path(self) -> str:
        """Give the plan's file."""
        return self.entry.path

    @cached_property
    def title(self) -> str:
        """Give the plan's title, or what stands in its place."""
        return self.entry.title

    @property
    def plan(self) -> Plan | None:
        """Give the plan, or None where the file is no text."""
        return self.entry.plan

    @cached_property
    def stage(self) -> Stage:
        """Give the stage."""
        return stage(self.entry)

    @property
    def stage_word(self) -> str:
        """Give the word for the stage."""
        return next(word for word, each in STAGES.items() if each is self.stage)

    @cached_property
    def is_text(self) -> bool:
        """Say whether the file could be read as a text at all."""
        return self.plan is not None

    @cached_property
    def is_readable(self) -> bool:
        """Say whether anything is known that a filter could ask for."""
        return self.plan is not None and self.plan.metadata is not None

    @cached_property
    def errors(self) -> int:
        """Give how many errors 'check' finds."""
        return len(self.entry.errors)

    @cached_property
    def id(self) -> str:
        """Give the plan's id, or an empty string."""
        return self.plan.id if self.plan else ""

    @cached_property
    def owner(self) -> str:
        """Give the sales engineer, or an empty string."""
        return owner_of(self.plan)

    @cached_property
    def prospect(self) -> str:
        """Give the prospect, or an empty string."""
        return "" if is_placeholder(self.entry.prospect) else self.entry.prospect

    @cached_property
    def opportunity(self) -> str:
        """Give the opportunity, or an empty string."""
        return opportunity_of(self.plan) if self.plan else ""

    @cached_property
    def status(self) -> str:
        """Give the stage with what else must be known beside it."""
        closed = self.closed if self.stage is Stage.CLOSED else None
        words = [f"closed: {closed}" if closed else self.stage_word]
        if self.errors:
            words.append(counted(self.errors, "error"))
        if self.plan and self.stage is not Stage.CLOSED and open_amendment(self.plan):
            words.append("amendment open")
        if self.plan and open_correction(self.plan):
            words.append("correction open")
        if self.is_paused:
            words.append("paused")
        return ", ".join(words)

    @cached_property
    def is_paused(self) -> bool:
        """Say whether the clock of a running plan stands still."""
        return self.stage is Stage.ACTIVE and self.plan is not None and open_pause(self.plan) is not None

    @cached_property
    def clock(self) -> Clock | None:
        """Give the clock, or None without a readable Duration."""
        return clock_of(self.plan, self.today) if self.plan else None

    @property
    def week(self) -> int | None:
        """Give the week in which a running plan is; None for any other."""
        return self.clock.week(self.today) if self.clock and self.stage is Stage.ACTIVE else None

    @cached_property
    def decision_date(self) -> dt.date | None:
        """Give the decision date, or None."""
        written = self.plan.overview.decision_date if self.plan else None
        return written.value if written else None

    @cached_property
    def closed(self) -> CloseReason | None:
        """Give why the plan was closed, or None."""
        closed = self.plan.metadata.closed if self.plan and self.plan.metadata else None
        return closed.reason if closed else None

    @cached_property
    def progress(self) -> Progress:
        """Give how many criteria have a verdict."""
        return progress(self.plan) if self.plan else Progress(0, 0)

    @cached_property
    def agreement(self) -> str:
        """Give how far the agreement has come, or an empty string."""
        return agreement(self.plan).state.value if self.is_readable and self.plan else ""

    @cached_property
    def computed(self) -> ComputedOutcome | None:
        """Give the computed outcome; None where none is computed: of a plan that is closed or has errors."""
        if self.plan is None or self.errors or self.stage is Stage.CLOSED:
            return None
        return compute_outcome(self.plan)

    @cached_property
    def written_outcome(self) -> Outcome | None:
        """Give the outcome that people wrote."""
        return self.plan.decision.outcome.value if self.plan and self.plan.decision.outcome else None

    @cached_property
    def outcome(self) -> Outcome | None:
        """Give the outcome that counts: the written one or else the computed one."""
        return sound_outcome(self.entry)

    @property
    def outcome_words(self) -> str:
        """Give the outcome, and say where it is not the whole truth."""
        if self.stage is Stage.CLOSED or not self.is_text:
            return ""
        if self.computed is None:
            return "not computed"
        computed, written = self.computed.outcome, self.written_outcome
        if written is None:
            by_people = "people decide" if self.computed.by_people else ""
            return f"{computed}, computed" if computed else by_people
        if self.computed.by_people or computed is written:
            return written.value
        return f"{written}, computed: {computed or 'undecided'}"

    @cached_property
    def business(self) -> str:
        """Give what became of the deal, or an empty string."""
        business = self.plan.metadata.business if self.plan and self.plan.metadata else None
        return business.outcome.value if business else ""

    @cached_property
    def crm(self) -> Crm | None:
        """Give what the CRM has, or None."""
        return self.plan.metadata.crm if self.plan and self.plan.metadata else None

    @cached_property
    def health(self) -> str:
        """Give the computed health of a plan that is planned or runs; empty where it is not known."""
        if self.plan is None or self.stage not in {Stage.PLANNING, Stage.ACTIVE}:
            return ""
        return str(computed_health(self.plan, self.today))

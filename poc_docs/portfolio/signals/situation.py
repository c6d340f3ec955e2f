"""A plan as it stands on a day: what several signals and items of the agenda need to know of it."""

from __future__ import annotations

import datetime as dt
import shlex
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.layout import folded
from poc_docs.plan.running.clock import clock_of, due_date
from poc_docs.plan.standings import standings
from poc_docs.plan.texts import filled_in
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.verdicts import is_not_tested
from poc_docs.plan.vocabulary import CHECKPOINTS, OPTIONAL, Outcome, Status, Weight
from poc_docs.portfolio.crm.settings import CrmSettings
from poc_docs.portfolio.signals.cadence import DEFAULT_DAYS, LEAST_DAYS, cadence_days
from poc_docs.text.source import Span
from poc_docs.writing.running.ticking import items_of

if TYPE_CHECKING:
    from poc_docs.plan.agreement.state import Agreement
    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.metadata import Closed, Pause
    from poc_docs.plan.model import Milestone, Plan
    from poc_docs.plan.running.clock import Clock
    from poc_docs.plan.running.model import Checkpoint
    from poc_docs.plan.standings import Standing
    from poc_docs.plan.vocabulary import SectionFormat

SOON = 7
"""How many days ahead something begins to need people: the next meeting is no later."""

_NO_SETTINGS = CrmSettings()


@dataclass(frozen=True)
class Situation:
    """A plan on a day; ``called`` is what commands name it by, if not by its id.

    ``crm`` are the team's settings about its CRM, for what is said of the deal; no health depends on them.
    """

    plan: Plan
    today: dt.date
    called: str = ""
    crm: CrmSettings = _NO_SETTINGS

    @cached_property
    def name(self) -> str:
        """Give the plan's name as a word of a shell; ``PLAN`` where it has none."""
        return shlex.quote(self.called or self.plan.id or "PLAN")

    def command(self, command: str, *arguments: str) -> str:
        """Give a command on this plan, with what follows its name."""
        return " ".join(("poc-docs", command, self.name, *arguments))

    # How far the plan is

    @cached_property
    def closed(self) -> Closed | None:
        """Give how the plan ended without an outcome, if it did."""
        return self.plan.metadata.closed if self.plan.metadata else None

    @property
    def is_planning(self) -> bool:
        """Say whether the plan is being agreed."""
        return self.plan.status is Status.PLANNING and not self.closed

    @property
    def is_active(self) -> bool:
        """Say whether the plan is being worked on, or paused."""
        return self.plan.status is Status.ACTIVE and not self.closed

    @property
    def is_complete(self) -> bool:
        """Say whether the plan ended with an outcome."""
        return self.plan.status is Status.COMPLETE and not self.closed

    @property
    def is_running(self) -> bool:
        """Say whether the plan is Active, has begun, and its clock does not stand still."""
        return self.is_active and not self.is_paused and self.start <= self.today

    @cached_property
    def is_paused(self) -> bool:
        """Say whether the clock of an Active plan stands still today."""
        return self.is_active and (
            self.pause is not None or (self.clock is not None and self.clock.is_paused(self.today))
        )

    @cached_property
    def pause(self) -> Pause | None:
        """Give the pause that has begun and is not over, with or without a day on which it is to end."""
        pauses = self.plan.metadata.pauses if self.plan.metadata else ()
        begun = (each for each in pauses if each.since <= self.today)
        return next((each for each in begun if each.until is None or each.until >= self.today), None)

    @cached_property
    def outcome(self) -> Outcome | None:
        """Give the outcome that counts: the written one, or else the computed one."""
        written = self.plan.decision.outcome.value if self.plan.decision.outcome else None
        return written or self.computed.outcome

    @cached_property
    def success(self) -> dt.date | None:
        """Give the day of the moment of success, or else that on which a plan ended with Proceed."""
        metadata = self.plan.metadata
        if metadata is None or self.closed or self.outcome is not Outcome.PROCEED:
            return None
        decided = self.plan.decision.decided_on.value if self.plan.decision.decided_on else None
        return metadata.confetti or ((decided or metadata.completed) if self.is_complete else None)

    # Days

    @cached_property
    def clock(self) -> Clock | None:
        """Give the plan's clock today."""
        return clock_of(self.plan, self.today)

    @cached_property
    def start(self) -> dt.date:
        """Give the first day of work: of the Duration, else the day work started; else the last of all."""
        if self.clock:
            return self.clock.start
        started = self.plan.metadata.started if self.plan.metadata else None
        return started.date if started else dt.date.max

    @cached_property
    def decision_date(self) -> dt.date | None:
        """Give the day by which the prospect decides."""
        return self.plan.overview.decision_date.value if self.plan.overview.decision_date else None

    def in_days(self, day: dt.date) -> int:
        """Give the days until ``day``; of one that is over, less than nothing."""
        return (day - self.today).days

    def worked_since(self, day: dt.date) -> int:
        """Give the days since ``day`` on which the clock did not stand still."""
        days = (self.today - day).days
        if self.clock is None or days < 0:
            return days
        return days - (self.clock.paused_days(self.today) - self.clock.paused_days(day))

    @cached_property
    def cadence(self) -> int:
        """Give after how many days there should be news; never less than a weekend has."""
        return max(self.named_cadence or DEFAULT_DAYS, LEAST_DAYS)

    @cached_property
    def named_cadence(self) -> int | None:
        """Give the interval that Resource Alignment names under Cadence, in days."""
        text = self.plan.running.alignment.cadence
        return cadence_days(text.value) if text and not is_placeholder(text.value) else None

    # What the plan says

    @cached_property
    def agreement(self) -> Agreement:
        """Give how far the agreement has come."""
        return agreement(self.plan)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Give how each criterion stands."""
        return standings(self.plan)

    @cached_property
    def computed(self) -> ComputedOutcome:
        """Give what the decision framework makes of the results."""
        return compute_outcome(self.plan)

    @cached_property
    def undecided(self) -> tuple[Standing, ...]:
        """Give the criteria that have neither a verdict nor a reason why they were not tested."""
        return tuple(each for each in self.standings if each.verdict is None and not _is_not_tested(each))

    @cached_property
    def undecided_that_weigh(self) -> tuple[Standing, ...]:
        """Give those of them on which the outcome rests: all but the Optional ones."""
        weighs = {Weight.CRITICAL, Weight.REQUIRED}
        counted = any(each.criterion.weight.value in weighs for each in self.standings)
        return tuple(each for each in self.undecided if not counted or each.criterion.weight.value in weighs)

    @property
    def is_judged(self) -> bool:
        """Say whether each criterion has its verdict, or a reason why it was not tested."""
        return bool(self.standings) and not self.undecided

    @cached_property
    def checkpoint(self) -> Checkpoint | None:
        """Give the latest checkpoint that is not dated in the future."""
        return max(
            (
                each
                for each in self.plan.running.checkpoints
                if each.date.value and each.date.value <= self.today
            ),
            key=lambda each: each.date.value or dt.date.min,
            default=None,
        )

    @cached_property
    def open_milestones(self) -> tuple[tuple[Milestone, dt.date], ...]:
        """Give the milestones that are not done, with the day each is due, in the order of the file."""
        dated = ((each, due_date(each, self.clock)) for each in self.plan.milestones)
        return tuple((each, due) for each, due in dated if due is not None and not self._is_done(each))

    def _is_done(self, milestone: Milestone) -> bool:
        done = milestone.done.value if milestone.done else None
        return done is not None and done <= self.today

    @cached_property
    def items_called(self) -> Counter[str]:
        """Give how many items that can be done have a text, in lower case."""
        return Counter(folded(item.what) for item in items_of(self.plan))

    @cached_property
    def late_milestones(self) -> tuple[tuple[Milestone, dt.date], ...]:
        """Give those of them that are late; none while the plan does not run.

        A Timeline with neither Due nor Done, in a plan without Checkpoints, keeps no account of them: that
        nothing is ticked there says nothing.
        """
        kept = self.has(CHECKPOINTS) or any(each.due or each.done for each in self.plan.milestones)
        late = (
            each for each in self.open_milestones if each[1] < self.today and filled_in(each[0].milestone)
        )
        return tuple(late) if kept and self.is_running else ()

    def has(self, section: SectionFormat) -> bool:
        """Say whether the plan has a section."""
        return section.heading in self.plan.sections

    @property
    def has_optional(self) -> bool:
        """Say whether the plan has any of the sections in which a PoC is run."""
        return any(map(self.has, OPTIONAL))

    def place_of(self, section: SectionFormat) -> Span:
        """Give where a section begins, or else where the plan does."""
        found = self.plan.sections.get(section.heading)
        return found.heading.span if found else self.top

    @property
    def top(self) -> Span:
        """Give where the plan says how far it is."""
        status = self.plan.metadata.status if self.plan.metadata else None
        return status.text.span if status else Span(0, 0)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Give the names of everybody that the plan knows: signers, contacts, the decision maker."""
        maker = filled_in(self.plan.overview.decision_maker).partition(",")[0]
        contacts = (filled_in(each.name) for each in self.plan.running.alignment.contacts)
        names = (self.engineer, maker, *(each.name for each in self.plan.signatures), *contacts)
        return tuple(dict.fromkeys(filter(None, names)))

    @cached_property
    def engineer(self) -> str:
        """Give the sales engineer's name, or an empty string."""
        found = self.plan.metadata.sales_engineer if self.plan.metadata else None
        return filled_in(found)


def _is_not_tested(stands: Standing) -> bool:
    return stands.result is not None and is_not_tested(stands.result.result.value)


def criterion_name(stands: Standing) -> str:
    """Give a criterion's number and text as messages name it."""
    text = filled_in(stands.criterion.text)
    return f"criterion {stands.criterion.number.text.value}{f' ({text})' if text else ''}"


def earlier(day: dt.date | None, days: int) -> dt.date | None:
    """Give the day so many days before ``day``; None where the calendar has none."""
    return day - dt.timedelta(days=days) if day and day.toordinal() > days else None

"""A plan as its mails tell it: each text on one line, and a visible blank where the plan says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING

from poc_docs.messages.words import Blanks, one_line, shown
from poc_docs.plan.agreement.amendments import amendments
from poc_docs.plan.agreement.fingerprints import short_code
from poc_docs.plan.agreement.state import agreement, open_amendment
from poc_docs.plan.changes import spoken_name
from poc_docs.plan.running.channel import PATTERN, channel_name
from poc_docs.plan.running.credits import account
from poc_docs.plan.running.derived import is_done
from poc_docs.plan.running.trend import latest
from poc_docs.plan.values import is_placeholder, says_nothing
from poc_docs.plan.verdicts import is_measured, is_not_tested, is_pass_or_fail
from poc_docs.portfolio.confirmation import confirmation
from poc_docs.portfolio.obstacles import issues_in_the_way, other_blockers
from poc_docs.portfolio.signals import stated_health
from poc_docs.portfolio.signals.situation import Situation
from poc_docs.portfolio.week_words import week_in_words
from poc_docs.text.counting import listed
from poc_docs.text.inline import plain_text

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.messages.recipients import Recipients
    from poc_docs.messages.words import Blank
    from poc_docs.plan.metadata import Amendment
    from poc_docs.plan.model import Milestone, Plan
    from poc_docs.plan.standings import Standing
    from poc_docs.plan.texts import Text

MANY_DAYS = 7
"""A checkpoint older than this is not the week's."""

NEXT_STEPS = 3
"""How many of the milestones ahead a mail names."""


@dataclass(frozen=True)
class Facts:
    """What a mail about a plan can say on a day, to whom it goes, and the blanks that it leaves."""

    plan: Plan
    today: dt.date
    recipients: Recipients
    blanks: Blanks
    channels: str = PATTERN
    """The team's pattern for names of channels."""

    @cached_property
    def at(self) -> Situation:
        """Give the plan as it stands on the day."""
        return Situation(self.plan, self.today)

    # Single texts

    def text(self, text: Text | None, blank: str) -> str | Blank:
        """Give a text of the plan, or the blank that stands for it."""
        said = "" if text is None or is_placeholder(text.value) else shown(self.plan, text)
        return said or self.blanks.blank(blank)

    def day(self, date: dt.date | None, blank: str) -> str | Blank:
        """Give a day, or the blank that stands for it."""
        return date.isoformat() if date else self.blanks.blank(blank)

    def joined(self, names: list[str], blank: str) -> str | Blank:
        """Give names as a sentence has them, or the blank that stands for them."""
        return listed(names) or self.blanks.blank(blank)

    @property
    def prospect(self) -> str | Blank:
        """Give the prospect's name."""
        return self.text(self.plan.metadata.prospect if self.plan.metadata else None, "prospect")

    @property
    def title(self) -> str | Blank:
        """Give the plan's title."""
        return self.text(self.plan.metadata.title if self.plan.metadata else None, "title")

    @property
    def names(self) -> str | Blank:
        """Give the names of those to whom the mail goes."""
        return self.joined([each.name for each in self.recipients.to if each.name], "name")

    @property
    def code(self) -> str:
        """Give the short code of the signed text."""
        return short_code(agreement(self.plan).parameters)

    # Criteria and results

    def goals(self) -> list[SimpleNamespace]:
        """Give the success criteria in the order of the file."""
        return [
            SimpleNamespace(
                number=one_line(each.number.text.value),
                text=self.text(each.text, "criterion"),
                measurement=self.text(each.measurement, "measurement"),
                target=self.text(each.target, "target"),
                weight=self.text(each.weight.text, "weight"),
                baseline=self.text(each.baseline, "baseline"),
            )
            for each in self.plan.criteria
        ]

    def metrics(self) -> list[SimpleNamespace]:
        """Give each criterion's current value against its target: the latest logged one, else the result."""
        return [self._metric(each) for each in self.at.standings]

    def _metric(self, stands: Standing) -> SimpleNamespace:
        criterion = stands.criterion
        logged = latest(self.plan, criterion.number.value, self.today) if criterion.number.value else None
        value = logged.line.value if logged else self._result(stands)
        return SimpleNamespace(
            number=one_line(criterion.number.text.value),
            text=self.text(criterion.text, "criterion"),
            target=self.text(criterion.target, "target"),
            is_pass_or_fail=is_pass_or_fail(criterion.target.value),
            current=self.text(value, "not measured yet"),
            day=logged.date.isoformat() if logged else "",
            is_result=logged is None and value is not None,
        )

    def _result(self, stands: Standing) -> Text | None:
        result = stands.result.result if stands.result else None
        return result if result and (is_measured(result.value) or is_not_tested(result.value)) else None

    def results(self) -> list[SimpleNamespace]:
        """Give each criterion with its result, the verdict that counts, and the person who gave it."""
        return [
            SimpleNamespace(
                number=one_line(each.criterion.number.text.value),
                text=self.text(each.criterion.text, "criterion"),
                target=self.text(each.criterion.target, "target"),
                is_pass_or_fail=is_pass_or_fail(each.criterion.target.value),
                weight=self.text(each.criterion.weight.text, "weight"),
                result=self.text(self._result(each), "result"),
                verdict=self._verdict(each),
                judged_by=f"{one_line(each.human.name)} ({each.human.party})" if each.human else "",
            )
            for each in self.at.standings
        ]

    def _verdict(self, stands: Standing) -> str | Blank:
        if stands.verdict:
            return str(stands.verdict)
        untested = stands.result is not None and is_not_tested(stands.result.result.value)
        return "no verdict" if untested else self.blanks.blank("verdict")

    def gaps(self) -> list[SimpleNamespace]:
        """Give the gaps with their severity and workaround."""
        return [
            SimpleNamespace(
                text=self.text(each.gap, "gap"),
                severity=self.text(each.severity.text, "severity"),
                workaround=self.text(each.workaround, "workaround"),
            )
            for each in self.plan.gaps
            if each.gap.value and not says_nothing(each.gap.value)
        ]

    def next_step(self) -> str | Blank:
        """Give the next step that the decision framework has for the outcome."""
        outcome = self.at.outcome
        rules = (each for each in self.plan.framework if outcome and each.outcome.value is outcome)
        return self.text(next((each.next_step for each in rules), None), "next step")

    @property
    def confirmed_by(self) -> str:
        """Give who confirmed the present results for the prospect; an empty string if nobody did."""
        found = confirmation(self.plan)
        return one_line(found.signature.name) if found and found.current else ""

    # Work

    def environment(self, component: str) -> str | Blank:
        """Give what Environment Specification says of a component, such as ``Access``."""
        rows = (
            each for each in self.plan.environment if each.component.value.casefold() == component.casefold()
        )
        return self.text(next((each.details for each in rows), None), component.casefold())

    def next_steps(self) -> list[SimpleNamespace]:
        """Give the next milestones that are not done, by the day they are due."""
        ahead = [each for each in self.at.open_milestones if each[1] >= self.today]
        return [self._due(*each) for each in sorted(ahead, key=lambda each: each[1])[:NEXT_STEPS]]

    def late(self) -> list[SimpleNamespace]:
        """Give the milestones that are late."""
        return [self._due(*each) for each in self.at.late_milestones]

    def _due(self, milestone: Milestone, due: dt.date) -> SimpleNamespace:
        return SimpleNamespace(
            due=due.isoformat(),
            what=self.text(milestone.milestone, "milestone"),
            owner=self.text(milestone.owner, "owner"),
        )

    def texts(self, texts: tuple[Text, ...]) -> list[str]:
        """Give several texts of the plan, without those that say nothing."""
        return [shown(self.plan, each) for each in texts if not says_nothing(each.value)]

    def open_issues(self) -> list[SimpleNamespace]:
        """Give the issues that are open."""
        return [
            SimpleNamespace(
                id=one_line(each.id.value),
                text=shown(self.plan, words),
                owner=self.text(each.owner, "owner"),
                opened=self.day(each.opened.value, "day"),
            )
            for each, words in issues_in_the_way(self.at)
        ]

    def blockers(self) -> list[str]:
        """Give the blockers of the latest checkpoint that no issue tells."""
        return [shown(self.plan, each) for each in other_blockers(self.at)]

    def open_tasks(self) -> list[SimpleNamespace]:
        """Give what of Conversion is not done."""
        return [
            SimpleNamespace(
                what=one_line(each.what),
                owner=one_line(each.owner) or self.blanks.blank("owner"),
                due=self.day(each.due, "day"),
            )
            for each in self.plan.running.conversion
            if not is_done(self.plan, each) and not says_nothing(each.what)
        ]

    def first_day(self) -> str | Blank:
        """Give the first day of work."""
        return self.day(self.at.clock.start if self.at.clock else None, "first day")

    def last_day(self) -> str | Blank:
        """Give the last day of work, moved by pauses."""
        return self.day(self.at.clock.end if self.at.clock else None, "last day")

    @property
    def channel(self) -> str | Blank:
        """Give the channel that the plan names, or else the one that the team's pattern gives."""
        if self.names_channel or not self.prospect:
            return self.text(self.plan.running.alignment.channel, "channel")
        return channel_name(self.plan, self.channels)

    @property
    def names_channel(self) -> bool:
        """Say whether the plan itself names a channel."""
        named = self.plan.running.alignment.channel
        return named is not None and not is_placeholder(named.value)

    @property
    def progress(self) -> str | Blank:
        """Give the week against the weeks that were planned."""
        return week_in_words(self.at) or self.blanks.blank("week")

    @property
    def is_of_the_week(self) -> bool:
        """Say whether the latest checkpoint is younger than ``MANY_DAYS`` days of work, or there is none."""
        last = self.at.checkpoint.date.value if self.at.checkpoint else None
        return last is None or self.at.worked_since(last) < MANY_DAYS

    @property
    def week(self) -> str | Blank:
        """Give the week of work from 1; after the end of the plan it is the last one there was."""
        metadata = self.plan.metadata
        ended = (metadata.closed.date if metadata.closed else metadata.completed) if metadata else None
        number = self.at.clock.week(min(self.today, ended or self.today)) if self.at.clock else None
        return str(number) if number else self.blanks.blank("week")

    @property
    def health(self) -> str | Blank:
        """Give the health that the latest checkpoint states: what was said in the meeting."""
        found = stated_health(self.plan, self.today)
        stated = found.health.value if found and found.health else None
        return str(stated) if stated else self.blanks.blank("Green, Yellow or Red")

    def credits(self, *, left: bool) -> str | Blank:
        """Give the credits there were to use, or those that are left; what is overdrawn is not told."""
        found = account(self.plan, self.today)
        if found is None or (left and found.balance < 0):
            return self.blanks.blank("credits left" if left else "amount of credits")
        return str(found.money(found.balance if left else found.granted))

    # Changes

    @cached_property
    def amendment(self) -> Amendment | None:
        """Give the open amendment, or else the last one."""
        return open_amendment(self.plan) or next(reversed(amendments(self.plan)), None)

    def changes(self) -> list[SimpleNamespace]:
        """Give what the amendment changes, in words."""
        return [
            SimpleNamespace(
                where=one_line(spoken_name(each.where)),
                before=self._said(each.before),
                after=self._said(each.after),
            )
            for each in (self.amendment.changes if self.amendment else ())
        ]

    def _said(self, markdown: str) -> str:
        if "](" in markdown:
            return one_line(markdown)
        return one_line(plain_text(markdown, self.plan.document.references))

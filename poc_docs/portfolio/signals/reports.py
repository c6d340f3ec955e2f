"""Signals about what people write down as they go: blockers, issues, silence, a health stated too well."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from typing import TYPE_CHECKING

from poc_docs.plan.running.prefill import open_issues
from poc_docs.plan.values import says_nothing
from poc_docs.plan.vocabulary import CHECKPOINTS, METRIC_LOG, Health
from poc_docs.portfolio.signals.commands import LONGEST_NAME
from poc_docs.portfolio.signals.news import latest_news
from poc_docs.portfolio.signals.signal import Evidence
from poc_docs.portfolio.signals.situation import earlier
from poc_docs.text.counting import counted, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Checkpoint
    from poc_docs.plan.texts import Text
    from poc_docs.portfolio.signals.signal import Signal
    from poc_docs.portfolio.signals.situation import Situation

ORDER = (Health.GREEN, Health.YELLOW, Health.RED)
"""From the best to the worst."""

_BUT = r"(?:but|except|apart|besides|however|although|though|only|still|other than|save for|unless)"
_NO_BLOCKER = re.compile(
    r"(?:there (?:is|are) )?"
    r"(?:all (?:clear|good|fine)|keine|"
    r"(?:nothing|no(?:ne)?(?: (?:open|new|known|current|major|real|serious|further|more))*"
    r"(?: blockers?| issues?| concerns?)?))"
    r"(?: since .*)?"
    r"(?: (?:new|open|known|blocking|so far|yet|now|right now|today|currently|at the moment|this week))*"
    # What follows it is no blocker either, unless it takes back what was said: "None, but the vans".
    rf"(?:(?<!\bno)(?:[.,;:!]|\s*\(|\s[-\u2013\u2014])(?!\W*{_BUT}\b).*)?",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"issue (?P<id>[^\s:]+):", re.IGNORECASE)


def blocker_open(at: Situation) -> Iterator[Evidence]:
    """The latest checkpoint names a blocker; one that names an issue counts until that is closed."""
    checkpoint = at.checkpoint if at.is_active else None
    waiting = {each.id.value for each in open_issues(at.plan, at.today)}
    blockers = [
        text
        for text in (checkpoint.blockers if checkpoint else ())
        if names_blocker(text) and not (_issue_of(at, text) or waiting) - waiting
    ]
    if checkpoint and blockers:
        told = "; ".join(text.value for text in blockers)
        names = f"the checkpoint of {checkpoint.date.value} names {counted(len(blockers), 'blocker')}"
        closing = [
            at.command("issue", f"close {number}") for each in blockers for number in _issue_of(at, each)
        ]
        text = shlex.quote(blockers[0].value) if len(blockers[0].value) <= LONGEST_NAME else '"…"'
        known = "   # unless the Issue Log has it" if waiting else ""
        noted = at.command("issue", f'add {text} --owner "…"{known}')
        over = at.command("checkpoint", "  # the next one, once it is gone")
        yield Evidence(f"{names}: {told}", blockers[0].span, (*(closing or [noted]), over))


def _issue_of(at: Situation, blocker: Text) -> set[str]:
    """Give the id of the issue that a blocker names, as ``checkpoint`` writes it; none for any other."""
    named = _ISSUE.match(blocker.value)
    known = {each.id.value for each in at.plan.running.issues}
    return {named["id"]} & known if named else set()


def names_blocker(text: Text) -> bool:
    """Say whether an entry under Blockers names one, and does not say that there is none."""
    value = text.value.strip(" .!")
    return not (says_nothing(value) or _NO_BLOCKER.fullmatch(value))


def issue_open(at: Situation) -> Iterator[Evidence]:
    """An issue is open for longer than the cadence; days of a pause do not count."""
    for issue in open_issues(at.plan, at.today) if at.is_running else ():
        opened = issue.opened.value
        days = at.worked_since(opened) if opened else 0
        if opened and days > at.cadence:
            owner = "" if says_nothing(issue.owner.value) else issue.owner.value
            by = f" ({owner})" if owner else ", without an owner"
            message = (
                f"issue {issue.id.value}{by} is open since {opened}, for {days} days: {issue.issue.value}"
            )
            commands = (at.command("issue", f"close {issue.id.value or 'ID'}"),)
            yield Evidence(message, issue.issue.span, commands, owner=owner)


def no_news(at: Situation) -> Iterator[Evidence]:
    """Nothing dated was written for longer than the cadence, in a plan that is kept up as the work goes on.

    Such a plan has Checkpoints, a Metric Log or a Cadence. The cadence is the longest interval that Resource
    Alignment names, or 7 days; days of a pause do not count.
    """
    kept = at.has(CHECKPOINTS) or at.has(METRIC_LOG) or at.named_cadence is not None
    news = latest_news(at) if kept and at.is_running else None
    since = max(news.date, earlier(at.start, 1) or at.start) if news else None
    if news and since and at.worked_since(since) > at.cadence:
        days = counted(at.worked_since(since), "day")
        message = (
            f"no news for {days}: the latest is {news.what} of {news.date}, and the cadence is"
            f" {counted(at.cadence, 'day')}"
        )
        yield Evidence(
            message, news.span, (at.command("checkpoint"),), due=since + dt.timedelta(days=at.cadence)
        )


def stated_too_green(at: Situation, others: Callable[[dt.date], Sequence[Signal]]) -> Iterator[Evidence]:
    """The latest checkpoint states a better health than the plan had on that day, and it is still too good.

    What came after the checkpoint is no fault of it, and ``health`` shows that the two differ. Of an earlier
    day only what has a date in the file is known: a result has none.
    """
    found = stated_health(at.plan, at.today) if at.is_active else None
    stated = found.health.value if found and found.health else None
    day = found.date.value if found else None
    if not (found and found.health and stated and day):
        return
    computed = worst(others(at.today))
    if ORDER.index(stated) >= ORDER.index(computed):
        return
    of_day = others(day)
    then = worst(of_day)
    if ORDER.index(stated) < ORDER.index(then):
        reasons = dict.fromkeys(each.name for each in of_day if each.severity is then)
        message = f"stated {stated} on {day}, when the plan said {then}: {listed(list(reasons))}"
        span = found.health.text.span
        line, _ = at.plan.document.position(span.start)
        command = at.command("checkpoint", f"--health {computed}")
        if day == at.today:  # there is one checkpoint a day
            command = at.command("check", f"  # once line {line} says {computed}")
        yield Evidence(message, span, (command,))


def stated_health(plan: Plan, today: dt.date = dt.date.max) -> Checkpoint | None:
    """Give the latest checkpoint, up to and including ``today``, that states a health; or None."""
    return max(
        (
            each
            for each in plan.running.checkpoints
            if each.date.value and each.date.value <= today and each.health and each.health.value
        ),
        key=lambda each: each.date.value or dt.date.min,
        default=None,
    )


def worst(signals: Sequence[Signal]) -> Health:
    """Give the health that signals make: Red if one of them is, else Yellow if there are any."""
    return max((each.severity for each in signals), key=ORDER.index, default=Health.GREEN)

"""What is in the way, each thing once: a blocker of a checkpoint is often an open issue in other words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.running.prefill import open_issues
from poc_docs.plan.values import is_placeholder
from poc_docs.portfolio.signals.reports import names_blocker

if TYPE_CHECKING:
    from poc_docs.plan.running.model import Issue
    from poc_docs.plan.texts import Text
    from poc_docs.portfolio.signals.situation import Situation

_NAMED = re.compile(r"issue (?P<id>[^\s:]+):\s*", re.IGNORECASE)


def issues_in_the_way(at: Situation) -> tuple[tuple[Issue, Text], ...]:
    """Give each open issue with the words for it: those of a newer blocker, where it says them and more."""
    return tuple(
        (issue, next((each for each in _blockers(at) if _says_more(each, issue)), issue.issue))
        for issue in open_issues(at.plan, at.today)
    )


def other_blockers(at: Situation) -> tuple[Text, ...]:
    """Give the blockers of the latest checkpoint that no issue tells, open or closed."""
    issues = open_issues(at.plan, at.today)
    known = {each.id.value.casefold() for each in at.plan.running.issues}
    return tuple(
        each
        for each in _blockers(at)
        if not ((named := _NAMED.match(each.value)) and named["id"].casefold() in known)
        and not any(_says(each, issue) for issue in issues)
    )


def _blockers(at: Situation) -> list[Text]:
    found = at.checkpoint.blockers if at.checkpoint else ()
    return [each for each in found if names_blocker(each) and not is_placeholder(each.value)]


def _says(blocker: Text, issue: Issue) -> bool:
    return folded(issue.issue.value).rstrip(".") in folded(blocker.value)


def _says_more(blocker: Text, issue: Issue) -> bool:
    return _says(blocker, issue) and not _NAMED.match(blocker.value)

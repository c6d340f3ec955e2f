"""What stands under Blockers is one, unless it says that there is none."""

from __future__ import annotations

import pytest

from poc_docs.plan.texts import Text
from poc_docs.portfolio.signals.reports import names_blocker
from poc_docs.text.source import Span


def named(words: str) -> bool:
    return names_blocker(Text(words, words, Span(0, len(words))))


@pytest.mark.parametrize(
    "words",
    [
        "None",
        "none!",
        "n.a.",
        "None. The freeze has begun, nothing of ours touches the app any more.",
        "No blockers; the VPN works again",
        "None, thanks to Ines",
        "None (Ines has the key)",
        "Nothing new \u2013 all lamps are there",
        "No open issues at the moment.",
        "All clear since Monday",
    ],
)
def test_a_text_that_says_none_names_no_blocker(words: str) -> None:
    assert not named(words)


@pytest.mark.parametrize(
    "words",
    [
        "None of the drivers has a phone",
        "None, but for the vans",
        "None. But the VPN is down",
        "None, except that the key is missing",
        "Nothing works",
        "No access to the staging network",
        "No. 3 lamp is dark",
        "No-one answers",
        "No (see mail)",
        "Unknown error 5",
    ],
)
def test_a_text_that_takes_it_back_or_means_something_else_names_one(words: str) -> None:
    assert named(words)

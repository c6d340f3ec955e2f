"""What is wrong with a plan, as content of its page: a finding never fails a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.badges import badge
from poc_docs.site.markup import Html, element, join
from poc_docs.site.tables import bullets
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.portfolio.entries import Entry

_AT_ONCE = 8
"""So many errors are shown before the rest is folded away: the plan itself should stay in sight."""


def errors_banner(entry: Entry) -> Iterator[Html]:
    """Give the errors, if there are any, as a banner."""
    if entry.errors:
        number = len(entry.errors)
        words = counted(number, "error")
        head = element("p", badge("▲", words, "bad"), " in ", element("code", entry.path))
        parts = [head, _listed(entry.errors[:_AT_ONCE]), *_folded("more", entry.errors[_AT_ONCE:])]
        yield element("div", *parts, class_="poc-docs-banner", role="note", aria_label="Errors")


def advice_folded(entry: Entry) -> Iterator[Html]:
    """Give the advice, if there is any, folded away."""
    yield from _folded("piece of advice" if len(entry.advice) == 1 else "pieces of advice", entry.advice)


def _folded(word: str, findings: Sequence[Finding]) -> Iterator[Html]:
    if findings:
        summary = element("summary", f"{len(findings)} {word}")
        parts = (summary, _listed(findings))
        yield element("details", *parts, class_="poc-docs-folded", data_search_exclude="")


def _listed(findings: Iterable[Finding]) -> Html:
    return bullets(_finding(finding) for finding in findings)


def _finding(finding: Finding) -> Html:
    place = element("code", f"{finding.line}:{finding.column}")
    message = join(finding.message.split("\n"), "\n")
    way_out = element("div", f"→ {finding.advice}", class_="poc-docs-quiet")
    return join([place, Html(" "), element("strong", finding.code), Html(" "), message, Html("\n"), way_out])

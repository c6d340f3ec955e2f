"""The start page: how many plans are at which stage, and all of them in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement import open_amendment
from poc_docs.plan.corrections import open_correction
from poc_docs.portfolio.stages import Stage, counts, listed, stage
from poc_docs.site.addresses import START_PAGE
from poc_docs.site.badges import NONE, badge, quiet, shown
from poc_docs.site.markup import NOTHING, Content, Html, block, element, front_matter, join, rows
from poc_docs.site.summary import (
    agreement_words,
    business_words,
    decision_date,
    outcome_words,
    progress_bar,
    status_words,
)
from poc_docs.site.tables import stacked, table

if TYPE_CHECKING:
    from poc_docs.portfolio.entries import Entry, Portfolio
    from poc_docs.site.addresses import Addresses

_COLUMNS = (
    "Plan",
    "Prospect",
    "Sales engineer",
    "Status",
    "Agreement",
    "Decision date",
    "Progress",
    "Outcome",
)


def start_page(portfolio: Portfolio, addresses: Addresses) -> str:
    """Give the start page as Markdown."""
    head = element("h1", "Proofs of concept", id="proofs-of-concept").source
    body = _overview(portfolio, addresses) if portfolio.entries else _first_step()
    top = front_matter("Start page", hide=["navigation", "toc"], searched=False)
    return f"{top}\n{head}\n\n{block(body)}"


def _first_step() -> Html:
    command = element("code", 'poc-docs new "Prospect" "Title"')
    return rows(
        [
            element("p", "There are no plans yet. Write the first one with:"),
            element("pre", command),
            element("p", "Each plan then stands here, with a page of its own."),
        ]
    )


def _overview(portfolio: Portfolio, addresses: Addresses) -> Html:
    entries = listed(portfolio)
    lines = [_line(entry, addresses) for entry in entries]
    return rows([_counts(portfolio), table("All plans", _COLUMNS, lines, kind="poc-docs-overview")])


def _counts(portfolio: Portfolio) -> Html:
    total = len(portfolio.entries)
    words = [f"{number} {each.value}" for each, number in counts(portfolio).items()]
    amended = sum(_is_being_amended(entry) for entry in portfolio.entries)
    corrected = sum(bool(entry.plan and open_correction(entry.plan)) for entry in portfolio.entries)
    wrong = sum(bool(entry.errors) for entry in portfolio.entries)
    words += [f"{amended} with an open amendment"] * bool(amended)
    words += [f"{corrected} with an open correction"] * bool(corrected)
    words += [f"{wrong} with errors"] * bool(wrong)
    head = element("strong", f"{total} plan" if total == 1 else f"{total} plans")
    return element("p", head, ": ", join(words, " · "), class_="poc-docs-counts")


def _is_being_amended(entry: Entry) -> bool:
    return bool(entry.plan and stage(entry) is not Stage.CLOSED and open_amendment(entry.plan))


def _line(entry: Entry, addresses: Addresses) -> list[Content]:
    plan = entry.plan
    link = element("a", entry.title, href=addresses.link(START_PAGE, addresses.pages[entry.path]))
    name = join([link, _errors(entry)])
    if plan is None:
        return [name, NONE, NONE, status_words(entry), NONE, NONE, NONE, NONE]
    business = business_words(plan)
    return [
        name,
        entry.prospect or NONE,
        shown(plan.metadata.sales_engineer if plan.metadata else None),
        status_words(entry),
        stacked(*agreement_words(plan)),
        decision_date(plan),
        progress_bar(plan),
        stacked(outcome_words(entry), *([quiet("business: ", business)] if business else [])),
    ]


def _errors(entry: Entry) -> Html:
    number = len(entry.errors)
    if not number:
        return NOTHING
    return join([Html(" "), badge("▲", "1 error" if number == 1 else f"{number} errors", "bad")])

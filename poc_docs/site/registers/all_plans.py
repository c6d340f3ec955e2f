"""All plans in one table, which a script filters and sorts; without it the whole table stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Health, Outcome
from poc_docs.portfolio.listing.filters import NO_OUTCOME
from poc_docs.portfolio.listing.line import Line
from poc_docs.portfolio.listing.words import STAGES
from poc_docs.portfolio.owners import owners
from poc_docs.portfolio.stages import by_stage
from poc_docs.site.badges import HEALTH, NONE, badge, health_badge, quiet, shown
from poc_docs.site.frame import page
from poc_docs.site.markup import NOTHING, Content, Html, block, element, join, rows
from poc_docs.site.start_page.attention import ERRORS, HEADINGS
from poc_docs.site.start_page.filtered import ALL_PLANS
from poc_docs.site.summary import (
    agreement_words,
    business_words,
    decision_date,
    outcome_words,
    progress_bar,
    status_words,
)
from poc_docs.site.tables import stacked
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.portfolio.entries import Entry
    from poc_docs.site.view import View

_COLUMNS = (
    ("plan", "Plan", "text"),
    ("prospect", "Prospect", "text"),
    ("owner", "Sales engineer", "text"),
    ("status", "Status", "number"),
    ("health", "Health", "number"),
    ("agreement", "Agreement", "text"),
    ("decision", "Decision date", "text"),
    ("progress", "Progress", "number"),
    ("outcome", "Outcome", "text"),
    ("amount", "Amount", "text"),
)
"""Each column's word in an address, its heading, and how its ``data-sort`` values are compared."""
_WORST_FIRST = tuple(reversed(HEALTH))


def all_plans_page(view: View) -> str:
    """Give the page as Markdown."""
    entries = by_stage(view.edition.portfolio)
    parts = [_form(view), _table(view, entries)] if entries else [element("p", "There are no plans yet.")]
    return page(view.edition, "All plans", [block(*parts)], hide=["navigation", "toc"], searched=False)


def _form(view: View) -> Html:
    """Give the filter, which is hidden until the script shows it, and the line that says what is shown."""
    entries = view.edition.portfolio.entries
    news = [(group.word, group.heading) for group in view.news]
    concerns = [(concern.value, heading) for concern, heading in HEADINGS.items()]
    about = [("Needs attention", [*concerns, (ERRORS, "Plans with errors")]), ("New since Monday", news)]
    clear = element("button", "Clear", type="button", class_="poc-docs-clear")
    fields = [
        element("label", "Text", element("input", type="search", name="text", autocomplete="off")),
        _choice("Status", "status", STAGES),
        _choice("Owner", "owner", owners(entries)),
        _choice("Outcome", "outcome", (*Outcome, NO_OUTCOME)),
        _choice("Health", "health", Health),
        _grouped_choice("About", "about", about),
        clear,
    ]
    form = element(
        "form", rows(fields), class_="poc-docs-filter", role="search", aria_label="Filter", hidden=""
    )
    count = element("p", counted(len(entries), "plan"), class_="poc-docs-count", role="status")
    again = element("button", "Clear the filter", type="button", class_="poc-docs-clear")
    nothing = element("p", "No plan fits. ", again, class_="poc-docs-nothing", hidden="")
    return rows([form, count, nothing])


def _choice(label: str, name: str, words: Iterable[str]) -> Html:
    options = [element("option", "all", value=""), *(element("option", w, value=w) for w in words)]
    return element("label", label, element("select", rows(options), name=name))


def _grouped_choice(label: str, name: str, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> Html:
    options = [element("option", "all", value="")]
    for title, words in groups:
        if words:
            inside = rows(element("option", said, value=word) for word, said in words)
            options.append(element("optgroup", inside, label=title))
    return element("label", label, element("select", rows(options), name=name))


def _table(view: View, entries: Sequence[Entry]) -> Html:
    head = element(
        "tr",
        *(element("th", said, scope="col", data_key=key, data_kind=kind) for key, said, kind in _COLUMNS),
    )
    body = element("tbody", Html("\n"), rows(_row(view, entry) for entry in entries), Html("\n"))
    kind = "poc-docs-table poc-docs-overview poc-docs-all"
    table = element("table", element("thead", head), body, class_=kind, aria_label="All plans")
    rest = element("button", "Show them all", type="button")
    more = element("p", element("span"), Html(" "), rest, class_="poc-docs-rest", hidden="")
    return rows([element("div", table, class_="poc-docs-wide"), more])


def _row(view: View, entry: Entry) -> Html:
    of = view.by_path.get(entry.path)
    line = of.line if of else Line(entry, view.today)
    health = of.running_health if of else None
    asked = {
        "data_status": line.stage_word,
        "data_owner": line.owner,
        "data_outcome": line.outcome or NO_OUTCOME,
        "data_health": health.value if health else "",
        "data_text": " ".join(_texts(line)),
        "data_about": " ".join(_about(view, entry)),
    }
    values = (
        entry.title,
        line.prospect,
        line.owner,
        str(list(STAGES).index(line.stage_word)),
        str(_WORST_FIRST.index(health)) if health else "",
        line.agreement,
        line.decision_date.isoformat() if line.decision_date else "",
        f"{line.progress.decided / line.progress.total:.4f}" if line.progress.total else "",
        line.outcome_words,
        _by_amount(line),
    )
    cells = zip(_COLUMNS, _cells(view, entry, health), values, strict=True)
    return element("tr", rows(_cell(said, cell, value) for (_, said, _), cell, value in cells), **asked)


def _by_amount(line: Line) -> str:
    """Give what amounts are sorted by as text: one currency after the other, and each by its size."""
    amount = line.crm.amount if line.crm else None
    return f"{amount.currency} {amount.amount:030.9f}" if amount else ""


def _texts(line: Line) -> Iterable[str]:
    return filter(None, (line.entry.title, line.prospect, line.id, line.owner, line.opportunity))


def _cell(column: str, cell: Content, value: str) -> Html:
    if column == _COLUMNS[0][1]:
        return element("th", cell, scope="row", data_label=column, data_sort=value)
    return element("td", cell, data_label=column, data_sort=value)


def _about(view: View, entry: Entry) -> Iterator[str]:
    """Give what the filter "About" finds a plan by."""
    of = view.by_path.get(entry.path)
    yield from dict.fromkeys(each.concern.value for each in of.matters) if of else ()
    if entry.errors:
        yield ERRORS
    yield from view.news_words.get(entry.path, ())


def _cells(view: View, entry: Entry, health: Health | None) -> list[Content]:
    plan = entry.plan
    link = element("a", entry.title, href=view.plan_link(ALL_PLANS, entry.path))
    name = join([link, _errors(entry)])
    if plan is None:
        return [name, NONE, NONE, status_words(entry), *[NONE] * 6]
    business = business_words(plan)
    return [
        name,
        entry.prospect or NONE,
        shown(plan.metadata.sales_engineer if plan.metadata else None),
        status_words(entry),
        health_badge(health) if health else NONE,
        stacked(*agreement_words(plan)),
        decision_date(plan),
        progress_bar(plan),
        stacked(outcome_words(entry), *([quiet("business: ", business)] if business else [])),
        str(entry.amount) if entry.amount else NONE,
    ]


def _errors(entry: Entry) -> Html:
    number = len(entry.errors)
    if not number:
        return NOTHING
    return join([Html(" "), badge("▲", counted(number, "error"), "bad")])

"""The top of a plan's page: how it stands today, why, what to type next, and what the file says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.metadata import Metadata
from poc_docs.plan.vocabulary import Party
from poc_docs.portfolio.agenda.item import Phase
from poc_docs.portfolio.signals import stated_health
from poc_docs.site.badges import NONE, health_badge, quiet, shown
from poc_docs.site.markup import Content, Html, element, join, rows
from poc_docs.site.plan_page.originals import with_original
from poc_docs.site.summary import agreement_words, business_words, outcome_words, progress_bar, status_words
from poc_docs.site.tables import facts
from poc_docs.site.typed import typed
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.metadata import Crm
    from poc_docs.plan.model import Plan
    from poc_docs.portfolio.agenda.item import Item
    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.signals.signal import Signal
    from poc_docs.site.edition import Edition
    from poc_docs.site.plan_view import PlanView

_NEXT_AT_ONCE = 3
"""So many items of the agenda are named, beside those that a signal asks for."""

_SIGNALS_AT_ONCE = 4
"""So many signals are named, the severest first; the others are folded below them."""


def header(of: PlanView) -> Iterator[Html]:
    """Give status, health, days and outcome, then the reasons and what comes next."""
    yield _standing(of)
    yield from _signals(of)
    yield from _next(of)


def about(of: PlanView) -> Iterator[Html]:
    """Give the plan's objective and what else it says of itself."""
    yield element("p", with_original(of.plan.overview.objective, "Objective", of.amended))
    yield facts([*_metadata(of), *_crm(of)])


def file_links(edition: Edition, entry: Entry) -> Html:
    """Give the plan's file, with links to edit it and to see it where the repository has a web address."""
    path = element("code", entry.path)
    if edition.forge is None:
        return element("p", path, class_="poc-docs-file")
    edit = element("a", "Edit the file", href=edition.forge.edit(entry.path))
    see = element("a", "See it in the repository", href=edition.forge.file(entry.path))
    return element("p", rows([path, edit, see]), class_="poc-docs-file")


def _standing(of: PlanView) -> Html:
    """Give the plan in one line: status, health, week, decision, agreement, progress, outcome."""
    business = business_words(of.plan)
    parts = (
        element("strong", status_words(of.entry)),
        *_health(of),
        *_when(of),
        *_agreed(of.plan),
        join(["Criteria decided: ", progress_bar(of.plan)]),
        join(["Outcome: ", outcome_words(of.entry)]),
        *([join(["Business outcome: ", business])] if business else []),
    )
    return element("p", rows(element("span", part) for part in parts), class_="poc-docs-standing")


def _agreed(plan: Plan) -> Iterator[Content]:
    """Give whether the criteria are agreed, since when both parties stand by them, and an open correction."""
    signed = agreement(plan).signed_by
    said, *others = agreement_words(plan)
    since = [quiet(f" on {max(each.date for each in signed.values())}")] if len(signed) == len(Party) else []
    yield join(["Criteria ", said, *since])
    yield from others


def _health(of: PlanView) -> Iterator[Content]:
    """Give the health that follows from the signals, and the one that people stated where it is another."""
    computed = of.running_health
    if computed is None:
        return
    stated = stated_health(of.plan, of.today)
    said = stated.health.value if stated and stated.health else None
    if stated and said and stated.date.value and said is not computed:
        remark = quiet(f"stated {said} on {stated.date.value}")
        yield join([health_badge(computed), Html(" "), remark])
    else:
        yield health_badge(computed)


def _when(of: PlanView) -> Iterator[Content]:
    """Give where the plan is in its time, and the day of the decision with the days that are left."""
    if of.agenda.phase is not Phase.CLOSED:
        yield of.agenda.stands[:1].upper() + of.agenda.stands[1:]
    day = of.at.decision_date
    if day and of.running_health and of.agenda.phase is not Phase.DECISION:
        yield join(["Decision ", element("span", day.isoformat(), class_="poc-docs-date"), f", {_days(of)}"])


def _days(of: PlanView) -> str:
    days = of.at.in_days(of.at.decision_date) if of.at.decision_date else 0
    if days < 0:
        return f"overdue by {counted(-days, 'day')}"
    return f"in {counted(days, 'day')}" if days else "today"


def _signals(of: PlanView) -> Iterator[Html]:
    """Give why the plan is not Green: each signal with what it saw, and the first thing to type."""
    if of.signals:
        parts = [_title("What needs attention"), _listed(of.signals[:_SIGNALS_AT_ONCE])]
        others = of.signals[_SIGNALS_AT_ONCE:]
        if others:
            summary = element("summary", counted(len(others), "further signal"))
            parts.append(element("details", summary, _listed(others), class_="poc-docs-folded"))
        yield element("section", rows(parts), class_="poc-docs-attention", data_search_exclude="")


def _listed(signals: Sequence[Signal]) -> Html:
    return element("ul", rows(element("li", _signal(each)) for each in signals))


def _signal(signal: Signal) -> Html:
    about_it = f"{signal.name}, {signal.pitfall}" if signal.pitfall else signal.name
    said = join([health_badge(signal.severity), f" {signal.message} ", quiet(f"({about_it})")])
    return rows([said, *_commands(signal.commands)])


def _next(of: PlanView) -> Iterator[Html]:
    """Give the first items of the agenda that no signal has named yet."""
    items = [item for item in of.agenda.items if not item.signal][:_NEXT_AT_ONCE]
    if items:
        listed = element("ul", rows(element("li", _item(of, each)) for each in items))
        yield element("section", _title("Next"), listed, class_="poc-docs-next", data_search_exclude="")
    elif of.agenda.later and not of.signals:
        later = of.agenda.later
        yield element("p", quiet(f"Nothing is due before {later.begins}: {later.what}"))


def _item(of: PlanView, item: Item) -> Html:
    owner = [quiet(f" ({item.owner})")] if item.owner else []
    return rows([join([_due(of, item), item.what, *owner]), *_commands(item.commands)])


def _due(of: PlanView, item: Item) -> str:
    if item.due is None:
        return ""
    days = of.at.in_days(item.due)
    if days < 0:
        return f"Due {item.due}, {counted(-days, 'day')} ago: "
    return f"By {item.due}, in {counted(days, 'day')}: " if days else "Today: "


def _commands(commands: tuple[str, ...]) -> Iterator[Html]:
    if commands:
        yield element("div", typed(commands[0]), class_="poc-docs-command")


def _title(words: str) -> Html:
    return element("p", element("strong", words))


def _metadata(of: PlanView) -> Iterator[tuple[str, Content]]:
    plan, before = of.plan, of.amended
    metadata = plan.metadata or Metadata()
    overview = plan.overview
    date = metadata.date
    decision, duration = overview.decision_date, overview.duration
    yield "Id", element("code", plan.id) if plan.id else NONE
    yield "Sales engineer", shown(metadata.sales_engineer)
    yield "Opportunity", shown(metadata.opportunity)
    yield "Date", shown(date.text if date else None)
    yield "Decision date", with_original(decision.text if decision else None, "Decision date", before)
    yield "Duration", with_original(duration.text if duration else None, "Duration", before)
    if overview.decision_maker:
        yield "Decision maker", shown(overview.decision_maker)
    yield from _events(metadata)


def _events(metadata: Metadata) -> Iterator[tuple[str, Content]]:
    """Give what happened to the plan, as far as it did."""
    closed = metadata.closed
    if metadata.started:
        yield "Started", metadata.started.date.isoformat()
    for pause in metadata.pauses:
        until = f"to {pause.until.isoformat()}" if pause.until else "on"
        asked = f", asked for by {pause.requested_by}"
        yield "Paused", f"{pause.since.isoformat()} {until}: {pause.reason}{asked}"
    if metadata.completed:
        yield "Completed", metadata.completed.isoformat()
    if closed:
        yield "Closed", f"{closed.date.isoformat()}, {closed.reason.value}, by {closed.by}"


def _crm(of: PlanView) -> Iterator[tuple[str, Content]]:
    """Give what the CRM has of the deal, as far as the plan says it."""
    crm: Crm | None = of.plan.metadata.crm if of.plan.metadata else None
    if crm is None:
        return
    if crm.stage:
        yield "Stage", crm.stage
    if crm.forecast_category:
        yield "Forecast category", crm.forecast_category
    if crm.amount:
        yield "Amount", str(crm.amount)
    if crm.close_date:
        yield "Close date", crm.close_date.isoformat()
    if crm.deal_review:
        yield "Deal review", "flagged"

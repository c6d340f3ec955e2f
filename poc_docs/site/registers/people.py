"""Who runs what, and what is due: the load of each sales engineer, their plans, and the dates to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Health
from poc_docs.portfolio.metrics import AHEAD
from poc_docs.portfolio.owners import same_letters
from poc_docs.site.badges import HEALTH, NONE, badge, health_badge, quiet
from poc_docs.site.frame import page
from poc_docs.site.markup import Content, Html, block, element, escape
from poc_docs.site.registers.calendar import day_words, event_words, owner_words
from poc_docs.site.registers.named import Layout, all_plans, command, folded_table, plan_name, sentence
from poc_docs.site.tables import stacked, table
from poc_docs.site.typed import typed
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.portfolio.agenda.item import Item
    from poc_docs.portfolio.metrics import Load
    from poc_docs.site.dates import PlanDate
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

PEOPLE = "registers/people.md"
"""The page's path."""

WEEKS = 4
"""How many weeks ahead dates are named."""

NOBODY = "Nobody named"
"""The heading for plans without a sales engineer."""

_LOAD = ("Sales engineer", "Running", "Planned", f"Decisions in {AHEAD} days", "Overdue")
_PLANS = ("Plan", "Health", "Where it stands", "Decision")
_DUE = ("Due", "What, and what to type next", "Plan", "Whose")
_DATES = ("Day", "What", "Plan", "Whose")
_LONGEST_NAME = 60
_ROWS = 12
"""How many rows of a person's table are seen before one unfolds the others."""

_MOST = 30
"""How many things that are due, and how many dates, a person has room for."""


@dataclass
class _Person:
    """A sales engineer, or nobody: plans that are planned or run, and what is due in all of theirs."""

    name: str
    plans: list[PlanView] = field(default_factory=list)
    items: list[tuple[PlanView, Item]] = field(default_factory=list)
    dates: list[PlanDate] = field(default_factory=list)


def people_page(view: View) -> str:
    """Give the page as Markdown."""
    return page(view.edition, "People", _parts(view))


def _parts(view: View) -> Iterator[str]:
    load, people = view.metrics.load, _people(view)
    if not people:
        nobody = "No plan is planned or runs, and none that ended needs anything."
        yield block(sentence(nobody if view.edition.portfolio.entries else "There are no plans yet."))
        return
    yield block(*_head(view), *([table("Load", _LOAD, [_load(view, each) for each in load])] if load else []))
    for person in people:
        yield f"## {_heading(person.name)}\n"
        yield block(*_sections(view, person))


def _heading(name: str) -> str:
    """Give a name as a heading, which has only so much room beside the page."""
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    return escape(short).source if name else NOBODY


def _people(view: View) -> list[_Person]:
    """Give everybody who has something to do, by name; plans of nobody come last."""
    found: dict[str, _Person] = {}
    for of in view.plans:
        person = found.setdefault(same_letters(of.line.owner), _Person(of.line.owner))
        person.name = min(person.name, of.line.owner)
        if of.running_health:
            person.plans.append(of)
    for of in view.plans:
        for item in of.agenda.items:
            for person in _concerned(found, of, item.owner):
                person.items.append((of, item))
    until = view.today + dt.timedelta(days=min(7 * WEEKS, (dt.date.max - view.today).days))
    for date in view.dates:
        if view.today <= date.day <= until:
            for person in _concerned(found, date.of, date.event.owner):
                person.dates.append(date)
    busy = {key: each for key, each in found.items() if each.plans or each.items}
    return [busy[key] for key in sorted(busy, key=lambda key: (not key, key))]


def _concerned(people: Mapping[str, _Person], of: PlanView, owner: str) -> Iterator[_Person]:
    """Give whom something concerns: whose plan it is, and any other sales engineer whom it names."""
    own, named = same_letters(of.line.owner), same_letters(owner)
    yield people[own]
    if named:
        yield from (each for key, each in people.items() if key and key != own and key in named)


def _head(view: View) -> Iterator[Html]:
    yield sentence(
        "Below each name stands what their plans need, whoever has to do it; ",
        command("poc-docs next --owner NAME"),
        " lists what is theirs to do.",
    )
    left = len(view.metrics.left_out)
    if left:
        yield sentence(
            f"{counted(left, 'plan')} with errors or without a status: not in the numbers of the load."
        )


def _load(view: View, each: Load) -> Sequence[Content]:
    name = all_plans(view, PEOPLE, each.owner, owner=each.owner) if each.owner else quiet(NOBODY)
    overdue = f"{each.decisions_overdue}"
    return [
        name,
        f"{each.running}",
        f"{each.planned}",
        f"{each.decisions_ahead}",
        element("strong", overdue, class_="poc-docs-bad") if each.decisions_overdue else overdue,
    ]


def _sections(view: View, person: _Person) -> Iterator[Html]:
    who = person.name or NOBODY
    if person.plans:
        plans = sorted(person.plans, key=_urgency)
        layout = Layout(f"Plans of {who}", _PLANS)
        yield element("h3", "Plans")
        yield folded_table(layout, plans, lambda of: _plan(view, of), _ROWS)
    if person.items:
        items = sorted(person.items, key=lambda each: _when(*each))
        layout = Layout(f"Due for {who}", _DUE, "poc-docs-due", _MOST)
        yield element("h3", "Due")
        yield folded_table(layout, items, lambda each: _item(view, *each), _ROWS)
    if person.dates:
        layout = Layout(f"Dates for {who}", _DATES, "poc-docs-dates", _MOST)
        yield element("h3", f"Dates of the next {WEEKS} weeks")
        yield folded_table(layout, person.dates, lambda each: _date(view, each), _ROWS)


def _urgency(of: PlanView) -> tuple[int, dt.date, str]:
    worst_first = -list(HEALTH).index(of.health)
    return worst_first, of.line.decision_date or dt.date.max, of.entry.path


def _plan(view: View, of: PlanView) -> Sequence[Content]:
    day = of.line.decision_date
    return [
        plan_name(view, PEOPLE, of.entry.path),
        health_badge(of.health),
        of.agenda.stands,
        day_words(day) if day else NONE,
    ]


def _when(of: PlanView, item: Item) -> tuple[bool, dt.date, str]:
    """Put what is Red first, then what is due by its day, then what has none."""
    return item.severity is not Health.RED, item.due or dt.date.max, of.entry.path


def _item(view: View, of: PlanView, item: Item) -> Sequence[Content]:
    return [
        _due(view, item),
        stacked(item.what, *(typed(each) for each in item.commands[:1])),
        plan_name(view, PEOPLE, of.entry.path),
        item.owner or of.line.owner or NONE,
    ]


def _due(view: View, item: Item) -> Content:
    red = [health_badge(item.severity)] if item.severity is Health.RED else []
    if item.due is None:
        return red[0] if red else NONE
    days = (view.today - item.due).days
    late = [badge("▲", f"{counted(days, 'day')} ago", "bad")] if days > 0 else []
    return stacked(day_words(item.due), *red, *late)


def _date(view: View, each: PlanDate) -> Sequence[Content]:
    name = plan_name(view, PEOPLE, each.of.entry.path)
    return [day_words(each.day), event_words(each), name, owner_words(each) or NONE]

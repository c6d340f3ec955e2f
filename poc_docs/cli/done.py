"""``poc-docs done``: a milestone, a setup step or a list item is done."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal
from poc_docs.cli.running import early, refuse_before_work
from poc_docs.cli.session import DATE, LoadedPlan, Session, diff_option, shell_word, today_option
from poc_docs.cli.telling import plan_to_run, refuse_future, write_and_tell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.writing.running.ticking import Item

_SHOWN = 12
"""How many items a refusal names."""

_NEAR = 0.7
"""How much two texts must have in common for one to be taken for the other, mistyped."""


@click.command("done")
@click.argument("name", metavar="PLAN")
@click.argument("what", metavar="WHAT", nargs=-1, required=True)
@click.option("--date", type=DATE, help="The day it was done, if it was not today.")
@click.option("--undo", is_flag=True, help="It is not done after all.")
@diff_option
@today_option
def command(
    name: str, what: tuple[str, ...], date: dt.date | None, undo: bool, diff: bool, today: dt.date
) -> None:
    """Say that WHAT is done: a milestone, a setup step, or an item of Infrastructure Setup or Conversion.

    WHAT is its text, or a part that only one has, or 'milestone 2', 'step 3', 'infrastructure 1',
    'conversion 4'. A milestone and a list item keep the day, a setup step only its tick: what was disclosed
    about it stays as it is.

    \b
    Examples:
      poc-docs done halden "load test"
      poc-docs done halden milestone 2 --date 2026-03-20
      poc-docs done halden "accounts provisioned" --undo
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.ticking import MILESTONE, STEP, known_done, tick, tick_known, untick

    session = Session()
    loaded = plan_to_run(session, name)
    item = _meant(loaded, " ".join(what), undo=undo)
    if undo:
        if date:
            raise Refusal(
                "--undo takes no --date", f"poc-docs done {shell_word(name)} '{_short(item)}' --undo"
            )
        after = rewritten(loaded.plan, untick(loaded.plan, item))
        told, unchanged = [f"{item} is open again.", *_known(after, item)], f"{item} is open already."
    elif not item.is_done and not date and known_done(loaded.plan, item):
        after = rewritten(loaded.plan, tick_known(loaded.plan, item))
        source = known_done(loaded.plan, item)
        told, unchanged = [f"{item} is done already: {source}.", "Its box is ticked now too."], ""
    else:
        day = date or today
        _refuse_day(loaded, item, day, today)
        if item.is_done and date and date != item.finished:
            _refuse_other_day(loaded, item, date)
        after = rewritten(loaded.plan, tick(loaded.plan, item, day))
        on = "" if item.kind == STEP else f", {day}"
        told = [f"{item} is done{on}."]
        if item.kind == MILESTONE:
            told += filter(None, [early(loaded.plan, day)])
        if item.kind == STEP and date:
            told.append("A setup step keeps no day: it is ticked, and its text stays as it was disclosed.")
        was = f" since {item.finished}" if item.finished else ""
        unchanged = f"{item} is done already{was}; nothing to change."
    write_and_tell(session, loaded, after, diff=diff, told=told, unchanged=unchanged)


def _meant(loaded: LoadedPlan, said: str, *, undo: bool) -> Item:
    """Give the one item that is meant; refuse where there is none or more than one."""
    from poc_docs.plan.values import is_blank_word
    from poc_docs.writing.running.ticking import items_named, items_of, known_done

    found = () if is_blank_word(said.strip()) else items_named(loaded.plan, said)
    if len(found) == 1:
        return found[0]
    command = f"poc-docs done {loaded.word}"
    if found:
        one_of = " or ".join(_short(item) for item in found[:_SHOWN])
        raise Refusal(f"{said!r} may be {_listed(found)}", f'{command} "…"{" --undo" * undo}   # {one_of}')
    if not undo:
        _refuse_standard(loaded, said, command)
    items = items_of(loaded.plan)
    fit = [item for item in items if item.is_done == undo and (undo or not known_done(loaded.plan, item))]
    if not items:
        advice = f"poc-docs add {loaded.word} infrastructure-setup"
        raise Refusal(
            f"{loaded.name} has nothing that could be done: no milestone, step or list item", advice
        )
    if not fit:
        state = "nothing in it is done yet" if undo else "all that it has is done"
        raise Refusal(f"there is no {said!r} in {loaded.name}; {state}", f"poc-docs show {loaded.word}")
    state = "done" if undo else "open"
    near = _nearest(said, [item.what for item in fit])
    # What is typed as it stands here must tick nothing but what was meant.
    meant = '"…"' if near is None else _short(fit[near])
    message = f"there is no {said!r} in {loaded.name}; {state} are {_listed(fit)}"
    raise Refusal(message, f"{command} {meant}{' --undo' * undo}")


def _refuse_standard(loaded: LoadedPlan, said: str, command: str) -> None:
    """Refuse an item that a section begins with which the plan has not, and say how it is added."""
    from poc_docs.plan.layout import folded
    from poc_docs.writing.running.checklists import STANDARD_ITEMS
    from poc_docs.writing.running.sections import present_section

    wanted = folded(said)
    for section, items in STANDARD_ITEMS.items():
        found = next((item for item in items if wanted and wanted in folded(item)), None)
        if found and present_section(loaded.plan, section) is None:
            add = f"{command.replace(' done ', ' add ', 1)} {section.heading.casefold().replace(' ', '-')}"
            raise Refusal(
                f"there is no {said!r} in {loaded.name}; {found!r} is an item of {section.heading}, "
                "a section that the plan has not yet",
                add,
            )


def _nearest(said: str, texts: Sequence[str]) -> int | None:
    """Give the index of the text that was most likely mistyped, by the whole of it or by a word of it."""
    wanted = said.casefold()
    best, nearest = _NEAR, None
    for index, text in enumerate(texts):
        for part in (text.casefold(), *text.casefold().split()):
            ratio = difflib.SequenceMatcher(None, wanted, part).ratio()
            if ratio > best:
                best, nearest = ratio, index
    return nearest


def _listed(items: Sequence[Item]) -> str:
    more = f"; and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
    return "; ".join(str(item) for item in items[:_SHOWN]) + more


def _short(item: Item) -> str:
    return f"{item.kind} {item.number}"


def _refuse_day(loaded: LoadedPlan, item: Item, day: dt.date, today: dt.date) -> None:
    """Refuse a day in the future, and of a milestone one before work was agreed."""
    from poc_docs.writing.running.ticking import MILESTONE

    refuse_future(day, today, "it was done")
    if item.kind == MILESTONE:
        refuse_before_work(loaded.plan, day)


def _refuse_other_day(loaded: LoadedPlan, item: Item, date: dt.date) -> None:
    from poc_docs.writing.running.ticking import STEP

    if item.kind != STEP:
        was = f"since {item.finished}" if item.finished else "and keeps no day"
        command = f"poc-docs done {loaded.word} {_short(item)}"
        raise Refusal(f"{item} is done already, {was}", f"{command} --undo, then {command} --date {date}")


def _known(plan: Plan, item: Item) -> list[str]:
    """Say of an item that it counts as done all the same, as another part of the plan tells."""
    from poc_docs.writing.running.ticking import known_done

    source = known_done(plan, item)
    return [f"It still counts as done: {source}."] if source else []

"""``poc-docs roi``: performance against the baseline, what it costs, and what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, diff_option, next_step, shell_word, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import plan_to_run, write_and_tell
from poc_docs.plan.layout import folded
from poc_docs.plan.vocabulary import COST_AND_ROI, COST_ITEMS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan


@click.command("roi")
@click.argument("name", metavar="PLAN")
@click.option("--set", "items", metavar='"ITEM=VALUE"', multiple=True, help="An item of Cost and ROI.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@diff_option
@today_option
def command(name: str, items: tuple[str, ...], form: str, diff: bool, today: dt.date) -> None:
    """Show what PLAN gained against the baseline, what a unit of work costs, and the return on investment.

    Each figure stands with its formula. What the plan does not say is named, and nothing is assumed.

    \b
    Examples:
      poc-docs roi halden
      poc-docs roi halden --set "Unit of work=planned stop" --set "Units in the PoC=84,000"
      poc-docs roi halden --set "Cost per unit today=0.11 EUR" --set "Months=12"
    """
    from poc_docs.exports.roi_json import roi_json

    session = Session()
    if items:
        if form == "json":
            raise Refusal(
                "--format json shows the figures; nothing was written", "write first, then show them"
            )
        loaded = plan_to_run(session, name)
        after = _with_items(loaded, _named(loaded, items))
        write_and_tell(session, loaded, after, diff=diff, told=_lines(after, today))
        return
    if diff:
        raise Refusal("--diff goes with --set", f'poc-docs roi {shell_word(name)} --set "Months=…" --diff')
    loaded = session.load(name)
    if form == "json":
        click.echo(json_text(roi_json(loaded.plan, today)))
        return
    for line in _lines(loaded.plan, today):
        click.echo(printable(line))
    next_step(*_missing_item(loaded), *next_steps(loaded))


def _lines(plan: Plan, today: dt.date) -> Iterator[str]:
    from poc_docs.exports.roi_json import roi_json
    from poc_docs.exports.roi_text import roi_text

    return roi_text(roi_json(plan, today))


def _named(loaded: LoadedPlan, items: tuple[str, ...]) -> dict[str, str]:
    """Give the values by item; refuse items that the format has not, and one that is named twice."""
    from poc_docs.plan.running.costs import MONEY_ITEMS
    from poc_docs.plan.typed_amounts import without_grouping
    from poc_docs.text.spelling import nearest

    found: dict[str, str] = {}
    for item in items:
        said, equals, value = item.partition("=")
        name = next((each for each in COST_ITEMS if folded(each) == folded(said)), None)
        if not equals or name is None:
            meant = nearest(folded(said), COST_ITEMS)
            example = f'--set "{name or meant or COST_ITEMS[0]}=…"'
            what = f"{said.strip()!r} is not an item of {COST_AND_ROI.heading}"
            message = what if name is None else f"{item.strip()!r} has no '=' and value"
            advice = f"did you mean {example}? " if meant and name is None else f"{example}; "
            raise Refusal(message, f"{advice}the items are {', '.join(COST_ITEMS)}")
        if name in found:
            raise Refusal(f"--set names {name!r} twice; {loaded.name} stays as it is", "give each item once")
        found[name] = without_grouping(value.strip()) if name in MONEY_ITEMS else value.strip()
    return found


def _with_items(loaded: LoadedPlan, items: dict[str, str]) -> Plan:
    """Give the plan with all items; refuse a value that can't be read with the form it has."""
    from poc_docs.writing.applied import RefusedEdit, rewritten
    from poc_docs.writing.running.costs import set_item

    plan = loaded.plan
    for name, value in items.items():
        try:
            plan = rewritten(plan, set_item(plan, name, value))
        except RefusedEdit as error:
            raise Refusal(f"nothing was written: {error}", _setting(loaded, name)) from None
    return plan


def _missing_item(loaded: LoadedPlan) -> tuple[str, ...]:
    """Give the command for the first item that a figure needs."""
    from poc_docs.plan.running.costs import figures

    needed = [text for figure in figures(loaded.plan) for text in figure.missing]
    item = next((each for text in needed for each in COST_ITEMS if text.startswith(repr(each))), None)
    if item is None:
        return ()
    return (_setting(loaded, item),)


def _setting(loaded: LoadedPlan, item: str) -> str:
    """Give the command that writes an item, and what it is; as it stands it is refused."""
    from poc_docs.plan.running.costs import form_of

    form = form_of(item)
    remark = f"   # {form}" if form else ""
    return f'poc-docs roi {loaded.word} --set "{item}=…"{remark}'

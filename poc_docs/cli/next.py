"""``poc-docs next``: what needs me now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import print_json
from poc_docs.cli.plans import take_from_plans
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, next_step, today_option
from poc_docs.cli.terminal import columns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from typing import Any

    from poc_docs.plan.model import Plan
    from poc_docs.repository.workspace import Workspace


@click.command("next")
@click.argument("names", nargs=-1, metavar="[PLAN]...")
@click.option(
    "--owner", metavar="NAME", help="Only what belongs to this person, or to who is called so in part."
)
@click.option(
    "--all", "everything", is_flag=True, help="Show all items of each plan, and not the first seven."
)
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@today_option
def command(names: tuple[str, ...], owner: str | None, everything: bool, form: str, today: dt.date) -> None:
    """Print what plans need now: each item follows from what the file lacks, with its day and its command.

    Without PLAN it is all plans, the most urgent first. What has no owner is the sales engineer's.

    \b
    Examples:
      poc-docs next
      poc-docs next halden --all
      poc-docs next --owner "Tove Brandt"
      poc-docs next --format json
    """
    from poc_docs.exports.next_json import next_json, plan_needs
    from poc_docs.exports.next_text import SHOWN, next_text
    from poc_docs.repository.crm_settings import crm_settings

    who = " ".join((owner or "").split())
    if owner is not None and not who:
        raise Refusal("--owner needs a name", 'poc-docs next --owner "Tove Brandt"')
    workspace = Session().workspace
    plans, unreadable = take_from_plans(
        workspace, names, partial(plan_needs, today=today, owner=who, crm=crm_settings(workspace))
    )
    value = next_json(plans, unreadable, today, who, ended=bool(names))
    if who and not value["plans"]:
        _refuse_unknown(workspace, who)
    if form == "json":
        print_json(value, "plans")
        return
    lines = next_text(value, columns(120), shown=None if everything else SHOWN).split("\n")
    click.echo("\n".join(map(printable, lines)))
    first = _first(value)
    if first:
        next_step(first)


def _refuse_unknown(workspace: Workspace, who: str) -> None:
    """Refuse a name that stands in no plan: nothing needs somebody of whom nobody knows."""
    from poc_docs.portfolio.owners import owners_meant, same_letters

    found, _ = take_from_plans(workspace, (), _people)
    named = {name for _, people in found for name in people}
    if found and not any(same_letters(who) in same_letters(name) for name in named):
        owners_meant([owner for owner, _ in found], who)


def _people(_: str, plan: Plan) -> tuple[str, set[str]]:
    from poc_docs.portfolio.owners import owner_of, people_named

    return owner_of(plan), people_named(plan)


def _first(value: Mapping[str, Any]) -> str:
    """Give the command of the most urgent item that has one."""
    items = (item for plan in value["plans"] for item in plan["items"])
    return next((item["commands"][0] for item in items if item["commands"]), "poc-docs health")

"""``poc-docs health``: Green, Yellow or Red, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import print_json
from poc_docs.cli.plans import take_from_plans
from poc_docs.cli.refusal import printable
from poc_docs.cli.session import Session, next_step, shell_word, today_option
from poc_docs.cli.terminal import columns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from typing import Any


@click.command("health")
@click.argument("names", nargs=-1, metavar="[PLAN]...")
@click.option("--recovery", is_flag=True, help="Show what helps against the pitfalls that were found.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@today_option
def command(names: tuple[str, ...], recovery: bool, form: str, today: dt.date) -> None:
    """Print the health of plans with the signals it follows from, the worst first.

    Without PLAN it is all plans that go on, and those that ended and still need something. The health is
    computed from the files and the day; what the latest checkpoint states is shown beside it.

    \b
    Examples:
      poc-docs health
      poc-docs health halden --recovery
      poc-docs health --format json
    """
    from poc_docs.exports.health_json import health_json, plan_health
    from poc_docs.exports.health_text import health_text
    from poc_docs.repository.crm_settings import crm_settings

    workspace = Session().workspace
    plans, unreadable = take_from_plans(
        workspace, names, partial(plan_health, today=today, crm=crm_settings(workspace))
    )
    value = health_json(plans, unreadable, today, ended=bool(names))
    if form == "json":
        print_json(value, "plans")
        return
    lines = health_text(value, columns(120), with_recovery=recovery).split("\n")
    click.echo("\n".join(_coloured(printable(line)) for line in lines))
    next_step(_next(value, recovery=recovery))


def _coloured(line: str) -> str:
    """Colour the word that says the health; it reads the same without."""
    for word, colour in (("Red", "red"), ("Yellow", "yellow"), ("Green", "green")):
        begin = len(line) - len(line.lstrip())
        if line[begin:].startswith(f"{word} "):
            return line[:begin] + click.style(word, fg=colour, bold=True) + line[begin + len(word) :]
    return line


def _next(value: Mapping[str, Any], *, recovery: bool) -> str:
    from poc_docs.portfolio.agenda.item import Phase

    if value["unreadable"]:
        return f"poc-docs check {shell_word(value['unreadable'][0]['path'])}"
    unknown = next((plan for plan in value["plans"] if plan["phase"] == Phase.UNKNOWN), None)
    if unknown:
        return f"poc-docs check {shell_word(unknown['path'])}"
    worst = next((plan for plan in value["plans"] if plan["signals"]), None)
    if worst is None:
        return "poc-docs next" if value["plans"] else 'poc-docs list, or poc-docs new "Prospect" "Title"'
    name = shell_word(worst["id"] or worst["path"])
    if worst["recovery"] and not recovery:
        return f"poc-docs health {name} --recovery"
    return f"poc-docs next {name}"

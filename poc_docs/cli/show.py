"""``poc-docs show``: one plan, readably or whole as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import printable
from poc_docs.cli.session import Session, front_matter_problem, next_step, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.terminal import columns

if TYPE_CHECKING:
    import datetime as dt


@click.command("show")
@click.argument("name", metavar="PLAN")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@today_option
def command(name: str, form: str, today: dt.date) -> None:
    """Print PLAN: what was agreed, what was measured, and what follows from it.

    \b
    Examples:
      poc-docs show halden
      poc-docs show plans/halden-route-planning.md --format json
    """
    from poc_docs.exports.plan_json import plan_json
    from poc_docs.exports.plan_text import plan_text

    session = Session()
    loaded = session.load(name)
    value = plan_json(loaded.plan, session.findings(loaded.plan), f"poc-docs check {loaded.word}", today)
    if form == "json":
        click.echo(json_text(value))
        return
    problem = front_matter_problem(loaded)
    if problem:
        problem.show()
    for line in plan_text(value, columns(120)).split("\n"):
        click.echo(printable(line))
    next_step(*next_steps(loaded))

"""``poc-docs new``: a plan from the template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.asking import ask, ask_date, ask_for, ask_needed, is_interactive
from poc_docs.cli.permission import refuse_new_errors
from poc_docs.cli.ready import known_criteria, meant
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, Session, diff_option, next_step, print_diff, today_option
from poc_docs.cli.steps import next_steps

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from poc_docs.plan.library import ReadyCriterion
    from poc_docs.repository.workspace import Workspace
    from poc_docs.writing.new import NewPlan


class Weeks(click.IntRange):
    """How many weeks the work takes."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or fail with the range."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(
                f"{str(value)[:60]!r} is not a number of weeks from {self.min} to {self.max}", param, ctx
            )


WEEKS = Weeks(1, 52)


@click.command("new")
@click.argument("prospect", required=False)
@click.argument("title", required=False)
@click.option("--sales-engineer", metavar="NAME", help="Who runs the proof of concept.")
@click.option("--opportunity", metavar="ID", help="The deal in the CRM.")
@click.option("--start", type=DATE, help="The first day of work.")
@click.option("--weeks", type=WEEKS, help="How many weeks it takes.")
@click.option("--decision-date", type=DATE, help="The day the prospect decides.")
@click.option("--decision-maker", metavar="NAME", help="Who at the prospect decides.")
@click.option("--objective", metavar="TEXT", help="What it is to prove.")
@click.option("--id", "identifier", metavar="ID", help="Another id and file name than the proposed one.")
@click.option("--like", metavar="PLAN", help="Copy criteria, environment and timeline from another plan.")
@click.option(
    "--criteria", metavar="NAME", multiple=True, help="A ready criterion; may be given more than once."
)
@diff_option
@today_option
def command(
    identifier: str | None,
    like: str | None,
    criteria: tuple[str, ...],
    diff: bool,
    today: dt.date,
    **given: Any,
) -> None:
    """Write a new plan for PROSPECT with TITLE, in Planning.

    On a terminal it asks for what is missing; all but these two can stay open until the criteria are signed.

    \b
    Examples:
      poc-docs new "Halden Logistics" "Route planning at warehouse scale"
      poc-docs new "Halden Logistics" "Route planning" --start 2027-01-11 --weeks 4
      poc-docs new "Oslo Port" "Berth planning" --like halden
      poc-docs new "Oslo Port" "Berth planning" --criteria "Single sign-on" --criteria "Cost per request"
    """
    from poc_docs.plan.fields import is_identifier
    from poc_docs.plan.naming import slug
    from poc_docs.plan.reading import read_plan
    from poc_docs.repository.files import create_file
    from poc_docs.text.source import encode
    from poc_docs.writing.new import NewPlan
    from poc_docs.writing.ready_criteria import with_only_criteria

    session = Session()
    workspace = session.workspace
    given = {
        key: (value.strip() if isinstance(value, str) else value) or None for key, value in given.items()
    }
    details = _completed(given) if is_interactive() else given
    if not details["prospect"] or not details["title"]:
        example = 'poc-docs new "Halden Logistics" "Route planning at warehouse scale"'
        raise Refusal("a new plan needs a prospect and a title", example)
    if details["weeks"] and not details["start"]:
        raise Refusal("--weeks needs the first day of work", "add --start YYYY-MM-DD")
    identifier = identifier or slug(details["prospect"], details["title"])
    if not is_identifier(identifier):
        raise Refusal(f"{identifier!r} is no id", "small letters, digits and single hyphens: halden-routes")
    path = _free_path(workspace, identifier)
    source = session.load(like).plan if like else None
    ready = meant(known_criteria(workspace), criteria) if criteria else []
    if is_interactive() and not criteria and not like:
        ready = _ask_criteria(workspace)
    template = _template(workspace)
    wanted = NewPlan(id=identifier, date=today, like=source, **details)
    text = _filled_in(template, wanted)
    if ready:
        text = with_only_criteria(read_plan(text), ready).document.text
    if diff:
        print_diff(workspace.shown(path), "", text)
        return
    refuse_new_errors(read_plan(template), read_plan(text))
    create_file(path, encode(text), workspace.root)
    click.echo(f"Wrote {workspace.shown(path)}, in Planning.")
    next_step(*next_steps(session.read(path)))


def _free_path(workspace: Workspace, identifier: str) -> Path:
    """Give where the plan will stand; refuse an id that another has."""
    from poc_docs.repository.workspace import plan_with_id

    path: Path = workspace.plans / f"{identifier}.md"
    there = path if path.exists() else plan_with_id(workspace, identifier)
    if there:
        what = "exists already" if there == path else f"has the id {identifier!r} already"
        raise Refusal(f"{workspace.shown(there)} {what}", "edit that plan, or name another id with --id")
    return path


def _filled_in(template: str, wanted: NewPlan) -> str:
    """Give the text of the plan; refuse a template of the team's own that can't hold it."""
    from poc_docs.repository.packaged import plan_template
    from poc_docs.writing.applied import RefusedEdit
    from poc_docs.writing.new import new_plan

    try:
        return new_plan(template, wanted)
    except RefusedEdit as error:
        if template != plan_template():
            # What the packaged template takes is refused because of the team's own.
            new_plan(plan_template(), wanted)
            raise _broken_template(str(error)) from None
        raise


def _completed(given: dict[str, Any]) -> dict[str, Any]:
    """Ask for what was not given; an empty answer leaves it open."""
    details = dict(given)
    details["prospect"] = details["prospect"] or ask_needed("Prospect")
    details["title"] = details["title"] or ask_needed("Title")
    details["sales_engineer"] = details["sales_engineer"] or ask("Sales engineer")
    details["opportunity"] = details["opportunity"] or ask("Opportunity, as the CRM names it")
    details["start"] = details["start"] or ask_date("First day of work")
    if details["start"] and not details["weeks"]:
        details["weeks"] = ask_for("How many weeks", WEEKS, default=4)
    return details


def _ask_criteria(workspace: Workspace) -> list[ReadyCriterion]:
    """Ask for ready criteria until each answer names one; an empty answer leaves the template's blanks."""
    while True:
        answer = ask("Ready criteria, with commas between; 'poc-docs criteria' lists them")
        names = [name.strip() for name in re.split("[,;]", answer or "") if name.strip()]
        try:
            return meant(known_criteria(workspace), names) if names else []
        except Refusal as refusal:
            refusal.show()


def _template(workspace: Workspace) -> str:
    """Give the team's own template, or the packaged one."""
    from poc_docs.repository.packaged import plan_template
    from poc_docs.repository.workspace import TEMPLATE
    from poc_docs.text.source import UnreadableTextError

    own: Path = workspace.root / TEMPLATE
    if not own.exists():
        return plan_template()
    try:
        return workspace.text(own)
    except UnreadableTextError as error:
        raise _broken_template(error.message) from None


def _broken_template(why: str) -> Refusal:
    from poc_docs.repository.workspace import TEMPLATE

    return Refusal(
        f"{TEMPLATE} can't be used, and nothing was written: {why}",
        f"mend {TEMPLATE}, or delete it to start from the template that comes with poc-docs",
    )

"""``poc-docs status``: Active or Complete, if the plan may carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.obstacles import refuse_unless_clean
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, Session, diff_option, next_step, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import plan_to_run, refuse_future, write_and_tell
from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.cli.session import LoadedPlan

_ORDER = list(Status)


@click.command("status")
@click.argument("name", metavar="PLAN")
@click.argument(
    "wanted", metavar="Active|Complete", type=Choice(["Active", "Complete"], case_sensitive=False)
)
@click.option("--date", type=DATE, help="The day work started or ended, if it was not today.")
@click.option(
    "--all", "everything", is_flag=True, help="List all that stands in the way, not the first only."
)
@diff_option
@today_option
def command(
    name: str, wanted: str, date: dt.date | None, everything: bool, diff: bool, today: dt.date
) -> None:
    """Set the status of PLAN, if it may carry it; otherwise say what stands in the way.

    Active takes both signatures on the present text. Complete takes every result and the decision.

    \b
    Examples:
      poc-docs status halden Active
      poc-docs status halden Active --all
      poc-docs status halden Complete --date 2026-03-27
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.lifecycle import activate, complete

    session = Session()
    loaded = plan_to_run(session, name)
    status = Status(wanted)
    refuse_future(date or today, today, "it happened")
    if loaded.plan.status is status and not _lacks_start(loaded):
        click.echo(f"{loaded.name} is {status} already; nothing to change.")
        next_step(*next_steps(loaded))
        return
    _refuse_jump(loaded, status)
    write = activate if status is Status.ACTIVE else complete
    edits = write(loaded.plan, date or today)
    after = rewritten(loaded.plan, edits)
    steps = _steps_after_refusal(loaded, status)
    what = f"{loaded.name} can't be {status} yet"
    every = "" if everything else f"poc-docs status {loaded.word} {status} --all"
    refuse_unless_clean(loaded, edits, after, what, lambda _: True, steps, every)
    told = [f"{loaded.name} is {status} from {date or today}."]
    write_and_tell(session, loaded, after, diff=diff, told=told, steps=next_steps)


def _steps_after_refusal(loaded: LoadedPlan, status: Status) -> tuple[str, ...]:
    """Give what to type next; the command that was refused never without what comes before it."""
    steps = next_steps(loaded)
    if steps[0].startswith(f"poc-docs status {loaded.word} {status}"):
        return (f"correct in {loaded.name} what is listed above, then", *steps)
    return steps


def _lacks_start(loaded: LoadedPlan) -> bool:
    """Say whether an Active plan never started on an agreement: one that was adopted, and signed since."""
    metadata = loaded.plan.metadata
    return metadata is not None and loaded.plan.status is Status.ACTIVE and metadata.started is None


def _refuse_jump(loaded: LoadedPlan, wanted: Status) -> None:
    name, present = loaded.word, loaded.plan.status
    if present is None or loaded.plan.document.front_matter is None:
        raise Refusal(f"{loaded.name} has no status that can be read", f"poc-docs check {name}")
    if loaded.plan.metadata and loaded.plan.metadata.closed:
        raise Refusal(f"{loaded.name} is closed", "a closed plan keeps its status")
    if _ORDER.index(wanted) < _ORDER.index(present):
        advice = f'start a new plan: poc-docs new "Prospect" "Title" --like {name}'
        raise Refusal(f"{loaded.name} is {present}, and a status never goes back", advice)
    if present is Status.PLANNING and wanted is Status.COMPLETE:
        advice = f"poc-docs status {name} Active"
        raise Refusal(f"{loaded.name} was never Active: work starts on agreed criteria", advice)

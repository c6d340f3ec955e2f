"""``poc-docs close``: the end of a plan without an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, Session, diff_option, shell_word, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import plan_to_run, refuse_examples, refuse_future, write_and_tell
from poc_docs.plan.vocabulary import CloseReason, Status

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan


@click.command("close")
@click.argument("name", metavar="PLAN")
@click.option(
    "--reason",
    type=Choice([reason.value for reason in CloseReason], case_sensitive=False),
    help="Why it ends without an outcome.",
)
@click.option("--by", metavar="NAME", help="Who says so; the sales engineer if nobody is named.")
@click.option("--date", type=DATE, help="The day it ended, if it was not today.")
@click.option("--undo", is_flag=True, help="Open it again.")
@diff_option
@today_option
def command(
    name: str,
    reason: str | None,
    by: str | None,
    date: dt.date | None,
    undo: bool,
    diff: bool,
    today: dt.date,
) -> None:
    """End PLAN without an outcome, from Planning or Active; it counts as neither won nor lost.

    \b
    Examples:
      poc-docs close halden --reason withdrew
      poc-docs close halden --reason superseded --by "Ines Falk" --date 2026-03-20
      poc-docs close halden --undo
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.lifecycle import reopen

    session = Session()
    loaded = plan_to_run(session, name)
    if undo and (reason or by or date):
        raise Refusal("--undo takes no other option", f"poc-docs close {shell_word(name)} --undo")
    if undo:
        after = rewritten(loaded.plan, reopen(loaded.plan))
        said = f"{loaded.name} is open again, and {loaded.plan.status}."
    else:
        refuse_future(date or today, today, "it ended")
        after = _closed(loaded, reason, by, date or today)
        said = f"{loaded.name} is closed: {reason}."
    write_and_tell(session, loaded, after, diff=diff, told=[said], steps=next_steps)


def _closed(loaded: LoadedPlan, reason: str | None, by: str | None, date: dt.date) -> Plan:
    from poc_docs.plan.metadata import Closed
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.lifecycle import close

    plan, name = loaded.plan, loaded.word
    if plan.status is Status.COMPLETE:
        raise Refusal(f"{loaded.name} is Complete: it ended with an outcome", f"poc-docs show {name}")
    if reason is None:
        raise Refusal(f"say why: --reason {'|'.join(CloseReason)}", f"poc-docs close {name} --reason …")
    engineer = plan.metadata.sales_engineer if plan.metadata else None
    who = " ".join((by or (engineer.value if engineer else "")).split())
    if not who:
        raise Refusal(
            "somebody must say so: --by NAME", f'poc-docs close {name} --reason {reason} --by "NAME"'
        )
    refuse_examples([("--by", by)])
    return rewritten(plan, close(plan, Closed(date=date, by=who, reason=CloseReason(reason))))

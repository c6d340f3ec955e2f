"""``poc-docs issue``: what is in the way, whose it is, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import DATE, Session, diff_option, next_step, shell_word, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import one_line, plan_to_run, refuse_future, write_and_tell
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Issue

_ADD, _CLOSE = "add", "close"


@click.command("issue")
@click.argument("name", metavar="PLAN")
@click.argument("words", metavar="[add TEXT|close ID]", nargs=-1)
@click.option("--owner", metavar="NAME", help="Who solves it.")
@click.option("--date", type=DATE, help="The day it was opened or closed, if it was not today.")
@diff_option
@today_option
def command(
    name: str, words: tuple[str, ...], owner: str | None, date: dt.date | None, diff: bool, today: dt.date
) -> None:
    """Open or close an issue of PLAN; without more, list the open ones with their age.

    \b
    Examples:
      poc-docs issue halden
      poc-docs issue halden add "SSO certificate has expired" --owner "Tove Brandt"
      poc-docs issue halden close 3 --date 2026-03-20
    """
    session = Session()
    action, said = (words[0].casefold(), " ".join(words[1:])) if words else ("", "")
    if action == _ADD:
        _add(session, plan_to_run(session, name), said, owner, date or today, today, diff=diff)
    elif action == _CLOSE:
        if owner:
            raise Refusal(
                "--owner goes with 'add'", f"poc-docs issue {shell_word(name)} close {said or 'ID'}"
            )
        _close(session, plan_to_run(session, name), said, date or today, today, diff=diff)
    elif action and name in {_ADD, _CLOSE}:
        what = shell_word(" ".join(words[1:])) if words[1:] else "…"
        raise Refusal(
            f"the plan comes before {name!r}", f"poc-docs issue {shell_word(words[0])} {name} {what}"
        )
    elif action:
        raise Refusal(
            f"{words[0]!r} is neither 'add' nor 'close'",
            f"poc-docs issue {shell_word(name)} add {shell_word(' '.join(words))}",
        )
    elif owner or date:
        raise Refusal(
            "--owner and --date go with 'add' or 'close'", f'poc-docs issue {shell_word(name)} add "…"'
        )
    else:
        _list(session.load(name), today)


def _add(
    session: Session,
    loaded: LoadedPlan,
    said: str,
    owner: str | None,
    day: dt.date,
    today: dt.date,
    *,
    diff: bool,
) -> None:
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.issue_log import next_id, open_issue, same_issue

    name = loaded.word
    refuse_future(day, today, "it was opened")
    text = one_line(said, "what is in the way", f'poc-docs issue {name} add "…"')
    whose = one_line(owner, "who solves it", '--owner "NAME"') if owner is not None else ""
    same = same_issue(loaded.plan, text)
    number = next_id(loaded.plan)
    after = rewritten(loaded.plan, open_issue(loaded.plan, text, whose, day))
    told = [f"Issue {number} is open since {day}: {text}" + (f" ({whose})" if whose else "")]
    if not whose:
        told.append("Nobody owns it yet; --owner NAME says who does, or write it into its row.")
    unchanged = f"Issue {same.id.value} says so already, and is open." if same else ""
    write_and_tell(session, loaded, after, diff=diff, told=told, unchanged=unchanged)


def _close(
    session: Session, loaded: LoadedPlan, said: str, day: dt.date, today: dt.date, *, diff: bool
) -> None:
    from poc_docs.writing.applied import RefusedEdit, rewritten
    from poc_docs.writing.running.issue_log import close_issue, find_issue

    refuse_future(day, today, "it was closed")
    try:
        issue = loaded.plan.running.issues[find_issue(loaded.plan, said)]
        edits = close_issue(loaded.plan, said, day)
    except RefusedEdit as error:
        message = str(error) if said else "say which issue to close, by its Id"
        raise Refusal(message, _open_ones(loaded.plan)) from None
    after = rewritten(loaded.plan, edits)
    lasted = f" after {counted((day - issue.opened.value).days, 'day')}" if issue.opened.value else ""
    told = [f"Issue {issue.id.value} is closed{lasted}: {issue.issue.value}"]
    write_and_tell(session, loaded, after, diff=diff, told=told)


def _open_ones(plan: Plan) -> str:
    listed = "; ".join(f"{each.id.value} ({each.issue.value})" for each in _open(plan))
    return f"open are {listed}" if listed else "no issue is open"


def _open(plan: Plan) -> Iterator[Issue]:
    return (each for each in plan.running.issues if each.is_open)


def _list(loaded: LoadedPlan, today: dt.date) -> None:
    found = list(_open(loaded.plan))
    click.echo(f"Open issues of {loaded.name}:" if found else f"{loaded.name} has no open issue.")
    for issue in found:
        opened = issue.opened.value
        days = counted((today - opened).days, "day") if opened else ""
        age = f"open for {days}, since {opened}" if opened else "no day is written"
        owner = issue.owner.value or "nobody owns it"
        click.echo(printable(f"  {issue.id.value or '?':>3}  {issue.issue.value} ({owner}), {age}"))
    name = loaded.word
    closing = [f"poc-docs issue {name} close {shell_word(found[0].id.value)}"] if found else []
    next_step(*closing, *next_steps(loaded))

"""``poc-docs slack``: messages to the channel that both parties read, printed or posted."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.choice import CommandGroup
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import DATE, Session, next_step, today_option

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from poc_docs.chat.message import Message
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.portfolio.signals.situation import Situation

_POST = click.option("--post", is_flag=True, help="Post it to the webhook in POC_DOCS_SLACK_WEBHOOK.")
_OUTPUT = click.option("-o", "--output", metavar="FILE", help="Write the JSON to this file.")
_PLAN = click.argument("name", metavar="PLAN")


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for, and of which plan."""

    kind: str
    loaded: LoadedPlan
    session: Session
    post: bool
    output: str | None
    today: dt.date

    @property
    def stem(self) -> str:
        return self.loaded.word

    @property
    def again(self) -> str:
        """Give the command that posts the same message on any day."""
        return f"poc-docs slack {self.kind} {self.stem} --today {self.today} --post"


@click.group("slack", cls=CommandGroup)
def command() -> None:
    """Print or post what belongs into the channel of a proof of concept.

    Each command prints a message as Block Kit JSON. With --post it goes to the incoming webhook whose address
    the environment variable POC_DOCS_SLACK_WEBHOOK holds; the address is read from nowhere else. Amounts, the
    CRM, signals and mail addresses are in no message: the prospect reads them.

    \b
    Examples:
      poc-docs slack kickoff halden
      poc-docs slack standup halden --post
    """


@command.command("kickoff")
@_PLAN
@_POST
@_OUTPUT
@today_option
def kickoff_command(name: str, post: bool, output: str | None, today: dt.date) -> None:
    """Open the channel: criteria, dates, people, and the links to pin.

    The channel is the one that the plan names under Channel, or else follows the team's pattern.

    \b
    Examples:
      poc-docs slack kickoff halden
      poc-docs slack kickoff halden --post
    """
    from poc_docs.chat.kickoff import kickoff
    from poc_docs.repository.slack_settings import channel_pattern

    order = _order("kickoff", name, post=post, output=output, today=today)
    pattern = channel_pattern(order.session.workspace)
    at = _situation(order)
    if not (at.is_planning or at.is_active):
        ended = "closed" if at.closed else str(at.plan.status or "without a status")
        raise Refusal(f"{order.loaded.name} is {ended}, and there is nothing to kick off", _show(order))
    _give(order, at, lambda at: kickoff(at, pattern))


@command.command("standup")
@_PLAN
@click.option("--since", type=DATE, help="The first day to tell of; the working day before, if not said.")
@_POST
@_OUTPUT
@today_option
def standup_command(name: str, since: dt.date | None, post: bool, output: str | None, today: dt.date) -> None:
    """Open the day's thread: what was done, what is due, what blocks.

    It tells what the plan dates up to yesterday; a Monday tells of Friday and the weekend.

    \b
    Examples:
      poc-docs slack standup halden
      poc-docs slack standup halden --since 2026-03-16 --post
    """
    from poc_docs.chat.standup import standup

    order = _order("standup", name, post=post, output=output, today=today)
    if since and since >= today:
        raise Refusal(f"{since} is not before {today}", "name the first day that the stand-up tells of")
    _give(order, _at_work(order), lambda at: standup(at, since))


@command.command("weekly")
@_PLAN
@_POST
@_OUTPUT
@today_option
def weekly_command(name: str, post: bool, output: str | None, today: dt.date) -> None:
    """Tell the week: the latest checkpoint, and current values against targets.

    \b
    Examples:
      poc-docs slack weekly halden
      poc-docs slack weekly halden -o weekly.json
    """
    from poc_docs.chat.weekly import weekly

    order = _order("weekly", name, post=post, output=output, today=today)
    _give(order, _at_work(order), weekly)


@command.command("win")
@_PLAN
@_POST
@_OUTPUT
@today_option
def win_command(name: str, post: bool, output: str | None, today: dt.date) -> None:
    """Celebrate: what had to be proven is proven, with every result.

    \b
    Examples:
      poc-docs slack win halden
      poc-docs slack win halden --post
    """
    from poc_docs.chat.win import no_win, win

    order = _order("win", name, post=post, output=output, today=today)
    at = _situation(order)
    if reason := no_win(at):
        raise Refusal(f"{order.loaded.name} has no win to tell: {reason}", f"poc-docs show {order.stem}")
    _give(order, at, win)


def _order(kind: str, name: str, *, post: bool, output: str | None, today: dt.date) -> _Order:
    from poc_docs.cli.export_file import refuse_place

    session = Session()
    if output:
        refuse_place(Path.cwd() / output, session.workspace)
    return _Order(kind, session.load_for_writing(name), session, post, output, today)


def _situation(order: _Order) -> Situation:
    from poc_docs.portfolio.signals.situation import Situation

    return Situation(order.loaded.plan, order.today, order.loaded.path.stem)


def _at_work(order: _Order) -> Situation:
    at = _situation(order)
    if at.is_active:
        return at
    if at.is_planning:
        message = f"{order.loaded.name} is Planning, and nobody works on it yet"
        raise Refusal(message, f"poc-docs slack kickoff {order.stem}")
    raise Refusal(f"{order.loaded.name} is not Active, and nobody works on it", _show(order))


def _show(order: _Order) -> str:
    return f"poc-docs show {order.stem}"


def _give(order: _Order, at: Situation, build: Callable[[Situation], Message]) -> None:
    """Print, keep and post a message; what the plan does not say is named, and is a blank in it."""
    message = build(at)
    payload = message.payload()
    if order.output:
        _keep(order, payload)
    for lack in message.missing:
        click.echo(printable(f"The plan does not say: {lack.what}  ({lack.command})"), err=True)
    if order.post:
        _post(order, payload)
        click.echo(printable(f"Posted the {order.kind} message of {order.loaded.name}."))
        next_step(f"poc-docs next {order.stem}")
    elif order.output:
        click.echo(printable(f"Wrote {order.output}."))
        next_step(order.again)
    else:
        click.echo(json_text(payload))


def _keep(order: _Order, payload: dict[str, Any]) -> None:
    """Write the message to its file; a file that is there must be such a message, or hold nothing."""
    from poc_docs.cli.export_file import write_or_replace

    write_or_replace(
        Path.cwd() / str(order.output),
        f"{json_text(payload)}\n".encode(),
        may_replace=lambda before: not before or _is_message(before),
        why_not="is there already, and is no message for Slack",
        advice="name another file",
    )


def _is_message(data: bytes) -> bool:
    try:
        value = json.loads(data)
    except ValueError:
        return False
    return isinstance(value, dict) and {"text", "blocks"} <= value.keys()


def _post(order: _Order, payload: dict[str, Any]) -> None:
    """Post a message; one that was not posted is printed, unless a file keeps it."""
    from poc_docs.posting.webhook import PostingError

    try:
        _send(payload)
    except PostingError as error:
        if order.output:
            kept = f"{order.output} keeps the message"
        else:
            click.echo(json_text(payload))
            kept = "the message is printed above"
        advice = f"{error.advice}; then: {order.again}" if error.advice else order.again
        raise Refusal(f"{error}; {kept}", advice) from None


def _send(payload: dict[str, Any]) -> None:
    from poc_docs.posting.webhook import VARIABLE, PostingError, post
    from poc_docs.repository.written import note_written

    if find_spec("slack_sdk") is None:
        from poc_docs.repository.extras import installing

        message = "it was not posted: that needs the package slack_sdk"
        raise PostingError(message, installing("slack"))
    address = os.environ.get(VARIABLE, "").strip()
    if not address:
        message = f"it was not posted: the environment variable {VARIABLE} holds no address"
        advice = f"export {VARIABLE}=… with the address of an incoming webhook, as docs/chat.md shows"
        raise PostingError(message, advice)
    post(payload, address)
    note_written("a message in Slack")

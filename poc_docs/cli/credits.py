"""``poc-docs credits``: what was granted and used, what is left, and for how long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import DATE, Session, diff_option, next_step, shell_word, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import plan_to_run, refuse_examples, refuse_future, write_and_tell
from poc_docs.plan.vocabulary import CreditEntry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.plan.values import Money
    from poc_docs.writing.running.credits import Booking

_FORM = "… EUR"
"""What an amount looks like in a command to type; as it stands it is none, and is refused."""

_DECIMAL_COMMA = re.compile(r"(?P<whole>\d+),(?P<part>\d{1,2})", re.ASCII)


@click.command("credits")
@click.argument("name", metavar="PLAN")
@click.option("--allocate", metavar="AMOUNT", help="Credits that were granted at the beginning.")
@click.option("--use", metavar="AMOUNT", help="Credits that were used.")
@click.option("--top-up", metavar="AMOUNT", help="Credits that were granted later.")
@click.option("--date", type=DATE, help="The day it happened, if it was not today.")
@click.option("--note", metavar="TEXT", help="What it was for.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@diff_option
@today_option
def command(
    name: str,
    allocate: str | None,
    use: str | None,
    top_up: str | None,
    date: dt.date | None,
    note: str | None,
    form: str,
    diff: bool,
    today: dt.date,
) -> None:
    """Show the credits of PLAN, or write down an allocation, a usage or a top-up.

    AMOUNT is '1250.00 EUR'; without a currency it is in that of the credits there are.

    \b
    Examples:
      poc-docs credits halden
      poc-docs credits halden --allocate "5000.00 EUR"
      poc-docs credits halden --use 610.50 --date 2026-03-20 --note "Load tests of week 2"
    """
    from poc_docs.exports.credits_json import credits_json

    given = {
        CreditEntry.ALLOCATION: allocate,
        CreditEntry.USAGE: use,
        CreditEntry.TOP_UP: top_up,
    }
    said = {entry: text for entry, text in given.items() if text is not None}
    session = Session()
    if said:
        if form == "json":
            raise Refusal(
                "--format json shows the credits; nothing was written", "write first, then show them"
            )
        loaded = plan_to_run(session, name)
        _book(session, loaded, _booking(loaded, said, date, note, today), today, diff=diff)
        return
    if date or note is not None or diff:
        raise Refusal(
            "--date, --note and --diff go with --allocate, --use or --top-up",
            f'poc-docs credits {shell_word(name)} --use "{_FORM}"',
        )
    loaded = session.load(name)
    if form == "json":
        click.echo(json_text(credits_json(loaded.plan, today)))
        return
    click.echo(f"Credits of {loaded.name} on {today}")
    _print(loaded.plan, today)
    first = f'poc-docs credits {loaded.word} --allocate "{_FORM}"'
    next_step(*(() if loaded.plan.running.credits else (first,)), *next_steps(loaded))


def _print(plan: Plan, today: dt.date) -> None:
    from poc_docs.exports.credits_json import credits_json
    from poc_docs.exports.credits_text import credits_text

    for line in credits_text(credits_json(plan, today), today):
        click.echo(printable(f"  {line}" if line else ""))


def _booking(
    loaded: LoadedPlan,
    said: dict[CreditEntry, str],
    date: dt.date | None,
    note: str | None,
    today: dt.date,
) -> Booking:
    """Give the row that is to be written; refuse what is none."""
    from poc_docs.writing.running.credits import Booking

    name = loaded.word
    if len(said) > 1:
        options = " and ".join(_option(entry) for entry in said)
        raise Refusal(f"{options} are two rows; nothing was written", "run the command once for each of them")
    ((entry, text),) = said.items()
    day = date or today
    refuse_future(day, today, "it happened")
    refuse_examples([("--note", note)])
    money = _money(loaded, entry, " ".join(text.split()), f"poc-docs credits {name} {_option(entry)}")
    return Booking(date=day, entry=entry, amount=money, note=" ".join((note or "").split()))


def _option(entry: CreditEntry) -> str:
    options = {
        CreditEntry.ALLOCATION: "--allocate",
        CreditEntry.USAGE: "--use",
        CreditEntry.TOP_UP: "--top-up",
    }
    return options[entry]


def _money(loaded: LoadedPlan, entry: CreditEntry, text: str, command: str) -> Money:
    """Read an amount; one without a currency takes that of the credits there are."""
    from poc_docs.plan.running.credits import account_problem, currencies
    from poc_docs.plan.typed_amounts import without_grouping
    from poc_docs.plan.values import parse_amount

    text = without_grouping(text)
    known = currencies(loaded.plan)
    if len(known) > 1:
        raise Refusal(
            f"the credits of {loaded.name} are in {' and '.join(known)}, which are never added",
            f"poc-docs check {loaded.word}   # names the rows to correct",
        )
    problem = account_problem(loaded.plan)
    if problem and parse_amount(f"{text} EUR"):
        line, _ = loaded.plan.document.position(problem.span.start)
        raise Refusal(
            f"{text!r} has no currency, and not every row of Credits can be read to tell it: on line {line}"
            f" {problem.message}",
            f'{command} "{text} {known[0] if known else "…"}", or first: poc-docs check {loaded.word}',
        )
    with_currency = f"{text} {known[0]}" if known and parse_amount(f"{text} {known[0]}") else text
    money = parse_amount(with_currency)
    if money is None:
        raise Refusal(*_unreadable(text, known[0] if known else "", command))
    if money.amount <= 0:
        raise Refusal(f"an amount of credits must be above zero, not {text!r}", _instead(loaded, entry))
    if known and money.currency != known[0]:
        raise Refusal(
            f"the credits are in {known[0]}, and {money.currency} is never added to that",
            f"give the amount in {known[0]}, and the other one with --note",
        )
    return money


def _unreadable(text: str, currency: str, command: str) -> tuple[str, str]:
    """Say what is wrong with an amount, and how it is written."""
    from poc_docs.plan.currencies import CURRENCIES
    from poc_docs.plan.typed_amounts import meant_amount, which_is_meant
    from poc_docs.plan.values import parse_amount
    from poc_docs.text.spelling import nearest

    form = f'{command} "… {currency or "EUR"}"'
    readings = which_is_meant(text, currency)
    if readings:
        return f"{text!r} has two readings: {readings}", form
    corrected = meant_amount(text, currency)
    if corrected:
        return f"{text!r} is not how an amount is written", f'{command} "{corrected}"'
    amount, _, code = text.rpartition(" ")
    if amount and parse_amount(f"{amount} EUR") and code not in CURRENCIES:
        near = nearest(code[:10], sorted(CURRENCIES))
        advice = f'did you mean "{amount} {near}"? ' if near else ""
        return f"{code!r} is not a currency of ISO 4217", f"{advice}{form}"
    if parse_amount(f"{text} EUR"):
        message = f"{text!r} has no currency, and the plan has no credits yet to tell it"
        return message, f'{command} "{text} …"   # its currency, such as EUR'
    comma = _DECIMAL_COMMA.fullmatch(text.removesuffix(currency).strip())
    if comma:
        part = comma["part"].ljust(2, "0")
        return (
            f"{text!r} is not an amount",
            f"a decimal point; it could be {comma['whole']}.{part} {currency or '…'}",
        )
    return f"{text!r} is not an amount", f"a decimal point, nothing between thousands, a currency: {form}"


def _instead(loaded: LoadedPlan, entry: CreditEntry) -> str:
    """Say with what an amount is taken back."""
    name = loaded.word
    if entry is CreditEntry.USAGE:
        back = f'poc-docs credits {name} --top-up "{_FORM}"'
        return f"credits that came back are a top-up: {back}; a row that is wrong is corrected in the file"
    used = f'poc-docs credits {name} --use "{_FORM}"'
    return f"what takes credits away is a usage: {used}; a row that is wrong is corrected in the file"


def _book(session: Session, loaded: LoadedPlan, booking: Booking, today: dt.date, *, diff: bool) -> None:
    from poc_docs.plan.vocabulary import CREDITS
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.credits import book
    from poc_docs.writing.running.filling import filling
    from poc_docs.writing.running.sections import add_section, present_section

    plan = loaded.plan
    if present_section(plan, CREDITS) is None:
        plan = rewritten(plan, add_section(plan, CREDITS, filling(plan, CREDITS)))
    after = rewritten(plan, book(plan, booking))
    write_and_tell(session, loaded, after, diff=diff, told=_told(loaded, after, booking, today))


def _told(loaded: LoadedPlan, after: Plan, booking: Booking, today: dt.date) -> Iterator[str]:
    from poc_docs.plan.amounts import exact_amount
    from poc_docs.plan.running.credits import account, account_problem
    from poc_docs.writing.running.credits import is_booked

    yield f"{booking.date}: {booking.entry} of {booking.amount} in {loaded.name}."
    if is_booked(loaded.plan, booking):
        yield "  A row of the same day, entry and amount stood there already; there are two now."
    found, problem = account(after, today), account_problem(after)
    if problem:
        line, _ = after.document.position(problem.span.start)
        name = loaded.word
        yield f"Balance: can't be told because of the row on line {line}: {problem.message}"
        yield f"  -> poc-docs check {name}"
    if found is None:
        return
    yield f"Balance: {exact_amount(found.balance, found.currency)}"
    if found.overage:
        owner = after.running.top_up_by
        who = f"; top-up by {owner.value}" if owner and owner.value else ""
        yield f"Overage: {exact_amount(found.overage, found.currency)} more than was granted{who}"

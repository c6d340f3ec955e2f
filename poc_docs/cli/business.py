"""``poc-docs business``: what became of the deal, which is another fact than the technical outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, Session, diff_option, shell_word, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import plan_to_run, refuse_future, write_and_tell
from poc_docs.plan.vocabulary import BusinessOutcome

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.metadata import Business
    from poc_docs.plan.model import Plan


@click.command("business")
@click.argument("name", metavar="PLAN")
@click.argument("words", metavar="won|lost|pending|no decision", nargs=-1)
@click.option("--date", type=DATE, help="The day it was so, if not today.")
@diff_option
@today_option
def command(name: str, words: tuple[str, ...], date: dt.date | None, diff: bool, today: dt.date) -> None:
    """Write what became of the deal behind PLAN.

    It changes nothing in the technical outcome, and is free at any status, also after Complete.

    \b
    Examples:
      poc-docs business halden won
      poc-docs business halden no decision --date 2026-05-04
    """
    from poc_docs.plan.metadata import Business
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.business import set_business

    session = Session()
    loaded = plan_to_run(session, name)
    outcome = _outcome(" ".join(words), shell_word(name))
    refuse_future(date or today, today, "it was so")
    present = loaded.plan.metadata.business if loaded.plan.metadata else None
    business = Business(outcome=outcome, date=date or _day(present, outcome, today))
    after = rewritten(loaded.plan, set_business(loaded.plan, business))
    told = [
        f"{loaded.name}: the deal is {_spoken(outcome)}, {business.date}.",
        f"The technical outcome is another fact: {_technical(after)}.",
    ]
    write_and_tell(session, loaded, after, diff=diff, told=told, steps=next_steps)


def _outcome(said: str, name: str) -> BusinessOutcome:
    known = ", ".join(BusinessOutcome)
    found = next((each for each in BusinessOutcome if each.value == said.casefold().replace("-", " ")), None)
    if found is None:
        what = f"{said!r} is not a business outcome" if said else "say what became of the deal"
        raise Refusal(f"{what}; it is one of {known}", f"poc-docs business {name} …")
    return found


def _day(present: Business | None, outcome: BusinessOutcome, today: dt.date) -> dt.date | None:
    """Give what is written, as long as the outcome stays: saying it twice changes nothing."""
    return present.date if present and present.outcome is outcome else today


def _spoken(outcome: BusinessOutcome) -> str:
    return "without a decision" if outcome is BusinessOutcome.NO_DECISION else outcome.value


def _technical(plan: Plan) -> str:
    from poc_docs.plan.decision import compute_outcome

    if plan.metadata and plan.metadata.closed:
        return f"none, closed ({plan.metadata.closed.reason})"
    written = plan.decision.outcome.value if plan.decision.outcome else None
    computed = compute_outcome(plan)
    return written or computed.outcome or ("left to people" if computed.by_people else "undecided")

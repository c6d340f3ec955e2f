"""``poc-docs note``: a decision or a learning, to be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, Session, diff_option, shell_word, today_option
from poc_docs.cli.telling import one_line, plan_to_run, refuse_future, write_and_tell
from poc_docs.plan.vocabulary import DECISION_TIMELINE, LEARNINGS

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Plan

DECISION, LEARNING = "decision", "learning"


@click.command("note")
@click.argument("name", metavar="PLAN")
@click.argument("kind", metavar="decision|learning", type=Choice([DECISION, LEARNING], case_sensitive=False))
@click.argument("text", metavar="TEXT")
@click.option("--by", metavar="NAME", help="Who decided; needed for a decision.")
@click.option("--date", type=DATE, help="The day of the decision, if it was not today.")
@diff_option
@today_option
def command(
    name: str, kind: str, text: str, by: str | None, date: dt.date | None, diff: bool, today: dt.date
) -> None:
    """Write a decision into the Decision Timeline of PLAN, or a learning into its Learnings.

    The section is added if it is missing. Decisions stand by date.

    \b
    Examples:
      poc-docs note halden decision "The second depot is left out" --by "Arne Moen"
      poc-docs note halden learning "Ask for the administrator's holidays before week 1."
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.notes import note_learning

    session = Session()
    loaded = plan_to_run(session, name)
    example = f"poc-docs note {shell_word(name)} {kind}"
    if kind == LEARNING:
        if by or date:
            raise Refusal("a learning has no day and no name", f'{example} "…"')
        said = one_line(text, "what there is to learn", f'{example} "…"')
        after = rewritten(loaded.plan, note_learning(loaded.plan, said))
        told = f"{LEARNINGS.heading}: {said}"
    else:
        said = one_line(text, "what was decided", f'{example} "…" --by "NAME"')
        advice = f'{example} {shell_word(said)} --by "NAME"'
        who = one_line(by or "", "who decided: --by NAME", advice)
        refuse_future(date or today, today, "it was decided")
        after = with_decision(loaded.plan, date or today, said, who)
        told = f"{DECISION_TIMELINE.heading}: {date or today}, {said} ({who})"
    write_and_tell(session, loaded, after, diff=diff, told=[told])


def with_decision(plan: Plan, date: dt.date, said: str, who: str) -> Plan:
    """Give the plan with a decision in Decision Timeline, which is added if it is missing."""
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.filling import filling
    from poc_docs.writing.running.notes import note_decision
    from poc_docs.writing.running.sections import add_section, present_section

    if present_section(plan, DECISION_TIMELINE) is None:
        plan = rewritten(plan, add_section(plan, DECISION_TIMELINE, filling(plan, DECISION_TIMELINE)))
    return rewritten(plan, note_decision(plan, date, said, who))

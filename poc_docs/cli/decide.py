"""``poc-docs decide``: the computed outcome, the customer's feedback, and the Decision section."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from poc_docs.cli.asking import ask, ask_for, ask_needed, is_interactive
from poc_docs.cli.choice import Choice
from poc_docs.cli.confetti import cheer, with_confetti
from poc_docs.cli.gap_options import asked_gaps, gap_options, told_gaps, with_gap_rows
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.running import refuse_complete
from poc_docs.cli.session import DATE, Session, diff_option, next_step, shell_word, today_option
from poc_docs.cli.steps import next_steps, open_gap_commands
from poc_docs.cli.telling import UNCHANGED, refuse_examples, refuse_future
from poc_docs.plan.vocabulary import DECISION_LABELS, Outcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.model import Decision, Plan
    from poc_docs.plan.texts import Text
    from poc_docs.writing.gaps import GapEntry


class _Said(NamedTuple):
    """What options or a person said of the decision."""

    outcome: str | None
    reason: str | None
    feedback: str | None


class _Chosen(NamedTuple):
    """The decision to write, as ``deciding.decide`` takes it."""

    outcome: Outcome
    decided_on: dt.date
    feedback: str
    reason: str | None


@click.command("decide")
@click.argument("name", metavar="PLAN")
@click.option(
    "--outcome",
    type=Choice([o.value for o in Outcome], case_sensitive=False),
    help="Where it is not the computed one.",
)
@click.option("--reason", metavar="TEXT", help="Why the outcome is not the computed one.")
@click.option("--feedback", metavar="TEXT", help="What the customer said.")
@click.option("--date", type=DATE, help="The day it was decided, if not today.")
@gap_options
@diff_option
@today_option
def command(
    name: str,
    outcome: str | None,
    reason: str | None,
    feedback: str | None,
    date: dt.date | None,
    gaps: dict[int, GapEntry],
    diff: bool,
    today: dt.date,
) -> None:
    """Show the computed outcome of PLAN with its reasons, and write the decision.

    \b
    Examples:
      poc-docs decide halden
      poc-docs decide halden --feedback "Faster than what they run today." --date 2026-03-27
      poc-docs decide halden --outcome No-go --reason "Budget was cut" --feedback "…"
      poc-docs decide halden --workaround 3="Nightly CSV export" --feedback "We can live with that."
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.deciding import decide

    session, word = Session(), shell_word(name)
    loaded = session.load_for_writing(name)
    refuse_complete(loaded)
    plan = with_gap_rows(loaded.plan, gaps, word)
    _show(plan)
    refuse_future(date or today, today, "it was decided")
    _refuse_before_start(plan, date)
    said = _Said(outcome, reason, feedback)
    if is_interactive():
        plan, asked = _with_asked_gaps(plan, word)
        gaps = gaps | asked
        said = _asked(plan, said)
    chosen = _chosen(plan, said, word, date, today)
    after = with_confetti(session, loaded, rewritten(plan, decide(plan, *chosen)), today)
    if session.write(loaded, after, diff=diff):
        click.echo(f"\nWrote the decision: {chosen.outcome}, {chosen.decided_on}.")
        for line in (*_replaced(loaded.plan.decision, after.decision), *told_gaps(after, gaps)):
            click.echo(printable(line))
        cheer(loaded.plan, after)
        next_step(*next_steps(session.read(loaded.path)))
    elif not diff:
        click.echo(f"\n{UNCHANGED}")
        next_step(*next_steps(loaded))


def _refuse_before_start(plan: Plan, date: dt.date | None) -> None:
    started = plan.metadata.started if plan.metadata else None
    if date and started and date < started.date:
        raise Refusal(f"{date} is before work started on {started.date}", "give the day it was decided")


def _asked(plan: Plan, said: _Said) -> _Said:
    """Ask for what no option said."""
    from poc_docs.plan.decision import compute_outcome

    computed = compute_outcome(plan)
    outcome, reason = said.outcome or _ask_outcome(computed), said.reason
    if outcome != computed.outcome:
        reason = reason or ask_needed("Why, as the framework gives another outcome or none")
    written, question = _written(plan.decision.feedback), "What does the customer say"
    feedback = said.feedback or (ask(question, written) if written else ask_needed(question))
    return _Said(outcome, reason, feedback)


def _chosen(plan: Plan, said: _Said, word: str, date: dt.date | None, today: dt.date) -> _Chosen:
    """Give the decision to write; refuse one that is not complete."""
    from poc_docs.plan.decision import compute_outcome

    computed = compute_outcome(plan)
    reason, feedback = _on_one_line(said.reason), _on_one_line(said.feedback)
    refuse_examples([("--reason", reason), ("--feedback", feedback)])
    outcome = Outcome(said.outcome) if said.outcome else computed.outcome
    feedback = feedback or _written(plan.decision.feedback)
    _refuse_open(plan, word, computed, outcome, reason or _written(plan.decision.reason), feedback)
    assert outcome  # noqa: S101 -- refused above
    assert feedback  # noqa: S101 -- refused above
    if outcome is computed.outcome and not reason:
        reason = ""  # an earlier reason was for another outcome
    return _Chosen(outcome, date or _decided_before(plan, outcome) or today, feedback, reason)


def _on_one_line(said: str | None) -> str | None:
    """Give what was typed on one line; None where nothing was, or only blanks."""
    return " ".join((said or "").split()) or None


def _replaced(before: Decision, after: Decision) -> Iterator[str]:
    """Say what stood in the decision and stands there no more."""
    for label, old, new in zip(DECISION_LABELS, _texts(before), _texts(after), strict=True):
        if old and _written(old) and (new is None or new.value != old.value):
            yield f"  {label} was: {old.value}"


def _texts(decision: Decision) -> tuple[Text | None, ...]:
    """Give what the decision says, by the labels of the format."""
    read = (decision.outcome, decision.decided_on)
    return (*(each.text if each else None for each in read), decision.reason, decision.feedback)


def _with_asked_gaps(plan: Plan, word: str) -> tuple[Plan, dict[int, GapEntry]]:
    """Give the plan with the gap rows that a person was asked for, and show what they make of the outcome."""
    asked = asked_gaps(plan)
    if asked:
        plan = with_gap_rows(plan, asked, word)
        _show(plan)
    return plan, asked


def _show(plan: Plan) -> None:
    from poc_docs.plan.decision import compute_outcome

    computed = compute_outcome(plan)
    fallback = "left to people" if computed.by_people else "undecided"
    click.echo(f"Computed outcome: {click.style(computed.outcome or fallback, bold=True)}")
    for line in computed.reasons:
        click.echo(printable(f"  because {line}"))
    for line in computed.missing:
        click.echo(printable(f"  missing: {line}"))


def _ask_outcome(computed: ComputedOutcome) -> str:
    choices = Choice([outcome.value for outcome in Outcome], case_sensitive=False)
    default = computed.outcome.value if computed.outcome else None
    return ask_for("Outcome", choices, default=default)


def _written(text: Text | None) -> str | None:
    from poc_docs.plan.values import is_placeholder

    return text.source if text and text.value and not is_placeholder(text.value) else None


def _decided_before(plan: Plan, chosen: Outcome) -> dt.date | None:
    """Give the date that is written, as long as the outcome stays: deciding twice changes nothing."""
    decision = plan.decision
    same = decision.outcome is not None and decision.outcome.value is chosen
    return decision.decided_on.value if same and decision.decided_on else None


def _refuse_open(
    plan: Plan,
    name: str,
    computed: ComputedOutcome,
    chosen: Outcome | None,
    reason: str | None,
    feedback: str | None,
) -> None:
    if chosen is None and computed.by_people:
        way = f'poc-docs decide {name} --outcome … --reason "…" --feedback "…"'
        raise Refusal("people decide this one", way)
    if chosen is None:
        ways = open_gap_commands(plan, name)
        raise Refusal("the outcome is undecided", ways[0] if ways else "see what is missing above")
    if chosen is not computed.outcome and not reason:
        raise Refusal(
            f"{chosen} is not the computed outcome ({computed.outcome or 'none'}), and that needs a reason",
            f'poc-docs decide {name} --outcome {chosen} --reason "…"',
        )
    if not feedback:
        raise Refusal("the decision needs the customer's feedback", f'poc-docs decide {name} --feedback "…"')

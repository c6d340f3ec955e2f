"""``poc-docs checkpoint``: the weekly checkpoint, which opens with what the plan knows already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from poc_docs.cli.asking import ask, ask_for, is_interactive
from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.running import refuse_before_start, refuse_not_running
from poc_docs.cli.session import DATE, Session, diff_option, today_option
from poc_docs.cli.telling import plan_to_run, refuse_examples, refuse_future, write_and_tell
from poc_docs.plan.vocabulary import Health

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.prefill import Proposals
    from poc_docs.portfolio.signals import Signal
    from poc_docs.writing.running.checkpoints import CheckpointEntry

_FROM_BAD_TO_GOOD = (Health.RED, Health.YELLOW, Health.GREEN)
_MORE = "+"
_BETWEEN = ";"


@click.command("checkpoint")
@click.argument("name", metavar="PLAN")
@click.option("--date", type=DATE, help="The day of the checkpoint, if it was not today.")
@click.option(
    "--health",
    type=Choice([each.value for each in Health], case_sensitive=False),
    help="How the PoC is; what is computed from the plan, if nothing is said.",
)
@click.option("--achieved", metavar="TEXT", multiple=True, help="What was achieved; may be given again.")
@click.option("--focus", metavar="TEXT", multiple=True, help="What comes next; may be given again.")
@click.option("--blocker", "blockers", metavar="TEXT", multiple=True, help="What blocks; may be given again.")
@diff_option
@today_option
def command(
    name: str,
    date: dt.date | None,
    health: str | None,
    achieved: tuple[str, ...],
    focus: tuple[str, ...],
    blockers: tuple[str, ...],
    diff: bool,
    today: dt.date,
) -> None:
    """Record the weekly checkpoint of PLAN.

    It opens pre-filled: with what was done, measured and closed since the last one, what is due next, which
    issues are open, and the health that follows. On a terminal each is asked for, and Enter agrees. What an
    option says takes the place of what is proposed; 'none' leaves it empty.

    \b
    Examples:
      poc-docs checkpoint halden
      poc-docs checkpoint halden --health Yellow --blocker "No access to the staging network"
      poc-docs checkpoint halden --date 2026-03-20 --achieved "First plan" --achieved "SSO works"
    """
    from poc_docs.plan.running.prefill import proposals

    session = Session()
    loaded = plan_to_run(session, name)
    day = date or today
    refuse_not_running(loaded, "there are no more checkpoints")
    refuse_future(day, today, "of the checkpoint")
    refuse_before_start(loaded.plan, day)
    _refuse_second(loaded, day)
    for option, texts in (("--achieved", achieved), ("--focus", focus), ("--blocker", blockers)):
        refuse_examples(((option, text) for text in texts), allowed="TBD")
    said_texts = {"achievements": achieved, "focus": focus, "blockers": blockers}
    given = replace(
        proposals(loaded.plan, day), **{label: texts for label, texts in said_texts.items() if texts}
    )
    said = Health(health) if health else None
    if is_interactive():
        given = _asked(given, [label for label, texts in said_texts.items() if not texts])
    computed, reasons = _computed(loaded.plan, day, given)
    if is_interactive() and said is None:
        said = _ask_health(computed, reasons)
    after = _recorded(loaded.plan, _entry(day, said or computed, given))
    told = [f"Checkpoint of {day} in {loaded.name}:", *_told(after, day)]
    told += _objections(said, computed, reasons)
    write_and_tell(session, loaded, after, diff=diff, told=told)


def _refuse_second(loaded: LoadedPlan, day: dt.date) -> None:
    same = next((each for each in loaded.plan.running.checkpoints if each.date.value == day), None)
    if same:
        line = same.section.heading.line
        raise Refusal(
            f"a checkpoint of {day} stands in {loaded.name} already",
            f"edit it on line {line}, then: poc-docs check {loaded.word}",
        )


def _entry(day: dt.date, health: Health, given: Proposals) -> CheckpointEntry:
    from poc_docs.writing.running.checkpoints import CheckpointEntry

    return CheckpointEntry(
        date=day,
        health=health,
        achievements=given.achievements,
        focus=given.focus,
        blockers=given.blockers,
    )


def _recorded(plan: Plan, entry: CheckpointEntry) -> Plan:
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.checkpoints import record_checkpoint

    return rewritten(plan, record_checkpoint(plan, entry))


def _computed(plan: Plan, day: dt.date, given: Proposals) -> tuple[Health, list[Signal]]:
    """Give the health that follows from the plan once the checkpoint stands in it, and what it follows from.

    The checkpoint is news by itself, and its blockers count.
    """
    from poc_docs.portfolio.signals import computed_health, signals

    computed = computed_health(_recorded(plan, _entry(day, Health.RED, given)), day)
    found = signals(_recorded(plan, _entry(day, computed, given)), day)
    return computed, [each for each in found if each.severity is not Health.GREEN]


def _objections(stated: Health | None, computed: Health, reasons: list[Signal]) -> Iterator[str]:
    """Say why the computed health is not Green; or not as good as the stated one."""
    order = _FROM_BAD_TO_GOOD.index
    if stated is None and computed is not Health.GREEN:
        yield f"{computed} follows from the plan:"
        yield from _told_reasons(reasons, Health.GREEN)
    elif stated is not None and order(stated) > order(computed):
        yield f"{stated} is stated, and {computed} follows from the plan:"
        yield from _told_reasons(reasons, stated)


def _told_reasons(reasons: list[Signal], better: Health) -> Iterator[str]:
    order = _FROM_BAD_TO_GOOD.index
    for each in reasons:
        if order(each.severity) < order(better):
            yield f"  - {each.severity}: {each.message}"


def _told(plan: Plan, day: dt.date) -> Iterator[str]:
    """Give the checkpoint as it stands in the plan."""
    written = next(each for each in plan.running.checkpoints if each.date.value == day)
    yield f"  Health: {written.health.text.value if written.health else ''}"
    for label, texts in (
        ("Achievements", written.achievements),
        ("Focus", written.focus),
        ("Blockers", written.blockers),
    ):
        if len(texts) > 1:
            yield f"  {label}:"
            yield from (f"    - {text.value}" for text in texts)
        else:
            yield f"  {label}: {texts[0].value if texts else 'none'}"


def _asked(given: Proposals, unsaid: Sequence[str]) -> Proposals:
    """Ask for what no option said."""
    return replace(
        given, **{label: _ask_texts(label.capitalize(), getattr(given, label)) for label in unsaid}
    )


def _ask_texts(label: str, proposed: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for several texts; Enter takes the proposed ones, and what begins with ``+`` is added to them."""
    click.echo(f"\n{label}:")
    for text in proposed:
        click.echo(printable(f"  - {text}"))
    skip = "as above; +TEXT adds; none: nothing" if proposed else "none"
    answer = ask(f"  Others, with {_BETWEEN!r} between", skip=skip)
    if answer is None:
        return proposed
    kept = proposed if answer.startswith(_MORE) else ()
    typed = (part.strip() for part in answer.removeprefix(_MORE).split(_BETWEEN))
    return (*kept, *filter(None, typed))


def _ask_health(computed: Health, reasons: list[Signal]) -> Health:
    click.echo(f"\nHealth: {computed} follows from the plan{':' if reasons else '.'}")
    for line in _told_reasons(reasons, Health.GREEN):
        click.echo(printable(line))
    choices = Choice([each.value for each in Health], case_sensitive=False)
    return Health(ask_for("  Health", choices, default=computed.value))

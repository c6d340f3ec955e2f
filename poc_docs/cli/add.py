"""``poc-docs add``: optional sections, filled with what the plan already knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, diff_option, next_step, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import plan_to_run, write_and_tell
from poc_docs.plan import vocabulary as words
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import SectionFormat

_PURPOSES = {
    words.RESOURCES: "who works together, on which channel, and whom to call",
    words.INFRASTRUCTURE: "what must be ready before work begins, to tick off",
    words.CONVERSION: "from success to contract, go-live and close-out, to tick off",
    words.CHECKPOINTS: "a heading a week: health, achievements, focus, blockers",
    words.METRIC_LOG: "values of the criteria, day by day",
    words.ISSUE_LOG: "what is in the way, whose it is, and since when",
    words.DECISION_TIMELINE: "what was decided, when and by whom",
    words.CREDITS: "what was granted, used and topped up",
    words.COST_AND_ROI: "the figures from which cost and return are computed",
    words.LEARNINGS: "what to know before the next proof of concept",
}

_FIRST_ENTRY = {
    words.CHECKPOINTS: "poc-docs checkpoint {name}",
    words.LEARNINGS: 'poc-docs note {name} learning "…"',
}
"""The commands that write the section with its first entry, where the plan knows nothing to begin it with."""


@click.command("add")
@click.argument("name", metavar="PLAN")
@click.argument("sections", metavar="[SECTION|all]...", nargs=-1)
@diff_option
@today_option
def command(name: str, sections: tuple[str, ...], diff: bool, today: dt.date) -> None:
    """Add optional sections to PLAN, filled with what it already knows; without SECTION, list them.

    SECTION is a heading, or a part of one that only one has. No plan needs any of them. A Decision Timeline
    that is there already gets the dated decisions of the plan that it lacks.

    \b
    Examples:
      poc-docs add halden
      poc-docs add halden resource-alignment infrastructure
      poc-docs add halden all
    """
    del today  # every command that writes takes it; nothing that is added depends on it
    session = Session()
    loaded = plan_to_run(session, name)
    if not sections:
        _list(loaded)
        return
    is_all = sections == ("all",)
    named = _missing(loaded.plan) if is_all else _named(loaded, sections)
    present = [section for section in named if _line(loaded.plan, section)]
    after, added = _filled(
        session, loaded, [each for each in named if each not in present], needed=not is_all
    )
    told = [f"{loaded.name}:{_line(after, each)}: {each.heading}: {_PURPOSES[each]}" for each in added]
    if added:
        told.append("Filled with what the plan knows; the rest is yours to write.")
    unchanged = "Nothing to add: the plan has every section that can be filled."
    if words.DECISION_TIMELINE in present:
        present.remove(words.DECISION_TIMELINE)
        after, count = _with_missing_decisions(after)
        rows = counted(count, "row")
        nothing = f"nothing to add: {words.DECISION_TIMELINE.heading} has every dated decision of the plan"
        told.append(f"{words.DECISION_TIMELINE.heading}: {rows} added." if count else f"{nothing}.")
        unchanged = f"{nothing[:1].upper()}{nothing[1:]}."
    if present and after is loaded.plan:
        _refuse_present(loaded, present[0])
    told += [f"{each.heading} is there already, on line {_line(after, each)}." for each in present]
    write_and_tell(session, loaded, after, diff=diff, told=told, unchanged=unchanged)


def _list(loaded: LoadedPlan) -> None:
    width = max(len(section.heading) for section in words.OPTIONAL)
    click.echo(f"Optional sections of {loaded.name}:\n")
    for section in words.OPTIONAL:
        line = _line(loaded.plan, section)
        has = f"line {line}" if line else "-"
        click.echo(f"  {section.heading:{width}}  {has:9}  {_PURPOSES[section]}")
    name = loaded.word
    missing = _missing(loaded.plan)
    if missing:
        next_step(f"poc-docs add {name} {_kebab(missing[0])}", f"poc-docs add {name} all")
    else:
        next_step(*next_steps(loaded))


def _kebab(section: SectionFormat) -> str:
    return section.heading.casefold().replace(" ", "-")


def _line(plan: Plan, section: SectionFormat) -> int | None:
    from poc_docs.writing.running.sections import present_section

    found = present_section(plan, section)
    return found.heading.line if found else None


def _missing(plan: Plan) -> list[SectionFormat]:
    return [section for section in words.OPTIONAL if _line(plan, section) is None]


def _named(loaded: LoadedPlan, said: Sequence[str]) -> list[SectionFormat]:
    """Give the sections that are named, each once."""
    together = [section for section in words.OPTIONAL if _folded(section.heading) == _folded(" ".join(said))]
    return list(dict.fromkeys(together or [_section(loaded, each) for each in said]))


def _refuse_present(loaded: LoadedPlan, section: SectionFormat) -> None:
    raise Refusal(
        f"{loaded.name}:{_line(loaded.plan, section)}: the plan has a section {section.heading!r} already",
        f"poc-docs add {loaded.word}   # lists which there are",
    )


def _with_missing_decisions(plan: Plan) -> tuple[Plan, int]:
    """Give the plan with the decisions that Decision Timeline lacks, and how many these were."""
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.decisions import add_decision, missing_decisions

    missing = missing_decisions(plan)
    for decision in missing:
        plan = rewritten(plan, add_decision(plan, decision))
    return plan, len(missing)


def _section(loaded: LoadedPlan, said: str) -> SectionFormat:
    """Give the one section that a word means: its name, or else its beginning, or else a part of it."""
    from poc_docs.text.spelling import did_you_mean

    wanted = _folded(said)
    headings = {section: _folded(section.heading) for section in words.OPTIONAL}
    ways = (str.__eq__, str.startswith, str.__contains__)
    for fits in ways if wanted else ():
        found = [section for section, heading in headings.items() if fits(heading, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Refusal(
                f"{said!r} may be {' or '.join(repr(section.heading) for section in found)}",
                f"poc-docs add {loaded.word} {_kebab(found[0])}",
            )
    known = [*map(_kebab, words.OPTIONAL)]
    advice = f"{did_you_mean(wanted.replace(' ', '-'), known)}the sections are {', '.join(known)}"
    raise Refusal(f"there is no optional section {said!r}", advice)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _filled(
    session: Session, loaded: LoadedPlan, wanted: Sequence[SectionFormat], *, needed: bool
) -> tuple[Plan, list[SectionFormat]]:
    """Give the plan with the sections; one that begins with its first entry is refused where it was named."""
    from poc_docs.repository.slack_settings import channel_pattern
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.filling import filling
    from poc_docs.writing.running.sections import add_section

    plan, added = loaded.plan, []
    channels = channel_pattern(session.workspace)
    for section in wanted:
        body = filling(plan, section, channels)
        first = _FIRST_ENTRY.get(section, "").format(name=loaded.word)
        if body:
            plan = rewritten(plan, add_section(plan, section, body))
            added.append(section)
        elif needed:
            raise Refusal(f"the section {section.heading!r} begins with its first entry", first)
        else:
            click.echo(f"{section.heading} begins with its first entry: {printable(first)}")
    return plan, added

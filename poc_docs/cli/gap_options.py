"""Gaps of criteria, from options or asked for: what ``results`` and ``decide`` share."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.asking import ask, ask_word
from poc_docs.cli.numbered import NUMBERED, refuse_twice, refuse_unknown, word_of
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.telling import refuse_examples
from poc_docs.plan.gaps import gap_command, gaps_of, open_parts
from poc_docs.plan.vocabulary import Level, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.model import Plan
    from poc_docs.plan.standings import Standing
    from poc_docs.writing.gaps import GapEntry

_OPTIONS = {
    "--gap": "What is missing where a criterion is not met.",
    "--severity": "How much that matters: Low, Medium or High.",
    "--workaround": "How to live with it; of a Required criterion it makes the outcome Conditional.",
    "--reported-to": "Who heard of it.",
}
_NAMES = tuple(option.removeprefix("--").replace("-", "_") for option in _OPTIONS)


def gap_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of gaps; it gets them as ``gaps``, a ``GapEntry`` for each criterion."""

    @functools.wraps(command)
    def with_gaps(*arguments: Any, **given: Any) -> Any:
        said = {option: given.pop(name) for option, name in zip(_OPTIONS, _NAMES, strict=True)}
        return command(*arguments, gaps=_entries(said), **given)

    for (option, text), name in reversed([*zip(_OPTIONS.items(), _NAMES, strict=True)]):
        with_gaps = click.option(option, name, type=NUMBERED, multiple=True, help=text)(with_gaps)
    return with_gaps


def _entries(said: Mapping[str, tuple[tuple[int, str], ...]]) -> dict[int, GapEntry]:
    from poc_docs.writing.gaps import GapEntry

    refuse_twice(said)
    for option, pairs in said.items():
        refuse_examples((f"{option} {number}=", text) for number, text in pairs)
    by_number = {option: dict(pairs) for option, pairs in said.items()}
    numbers = sorted({number for values in by_number.values() for number in values})
    return {
        number: GapEntry(
            gap=by_number["--gap"].get(number),
            severity=word_of(Level, by_number["--severity"].get(number), "severity"),
            workaround=by_number["--workaround"].get(number),
            reported_to=by_number["--reported-to"].get(number),
        )
        for number in numbers
    }


def with_gap_rows(plan: Plan, entries: Mapping[int, GapEntry], name: str) -> Plan:
    """Give the plan with these gap rows; ``name`` is what it is called on the command line."""
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.gaps import record_gaps

    for number, entry in entries.items():
        refuse_unknown(plan, number)
        if entry.gap is not None and not entry.gap.strip():
            advice = f"delete the row of criterion {number} under Gaps Identified by hand, if it is to go"
            raise Refusal("a gap must say what is missing", advice)
        if not entry.gap and not gaps_of(plan, number):
            message = f"criterion {number} has no gap row yet, and a new one must say what the gap is"
            raise Refusal(message, gap_command(name, number, open_parts([])))
    return rewritten(plan, record_gaps(plan, entries))


def asked_gaps(plan: Plan) -> dict[int, GapEntry]:
    """Ask for the workaround of each Required criterion that is not met and has none; Enter skips one."""
    from poc_docs.plan.decision import compute_outcome, unmet_required

    entries = {}
    computed = compute_outcome(plan)
    for stands in unmet_required(plan):
        number = stands.criterion.number.value
        missing = open_parts(gaps_of(plan, number)) if number else ()
        if number and "workaround" in missing:
            entry = _asked(plan, stands, number, _purpose(computed))
            if entry:
                entries[number] = entry
    return entries


def _purpose(computed: ComputedOutcome) -> str:
    """Say what a gap row is good for, from where the outcome stands."""
    if computed.by_people or computed.outcome is Outcome.NO_GO:
        return "Write down what is missing, so that it is known and can be reported."
    return "With a workaround it makes the outcome Conditional; without one there is no outcome."


def _asked(plan: Plan, stands: Standing, number: int, purpose: str) -> GapEntry | None:
    from poc_docs.writing.gaps import GapEntry

    rows = gaps_of(plan, number)
    missing = open_parts(rows)
    verdict = stands.verdict or "not tested"
    click.echo()
    click.echo(printable(f"Criterion {number}, {stands.criterion.text.value}: Required and {verdict}."))
    click.echo(f"  {purpose} Enter skips it.")
    gap = workaround = None
    if "gap" in missing:
        gap = ask("  Gap: what is missing", skip="skip")
        if gap is None:
            return None
    else:
        click.echo(printable(f"  Gap: {rows[0].gap.value}"))
    workaround = ask("  Workaround: how to live with it", skip="none yet" if gap else "skip")
    if gap is None and workaround is None:
        return None
    severity = ask_word("  Severity", Level) if "severity" in missing else None
    reported = ask("  Reported to", skip="nobody yet") if "reported to" in missing else None
    return GapEntry(gap=gap, severity=severity, workaround=workaround, reported_to=reported)


def told_gaps(plan: Plan, numbers: Iterable[int]) -> Iterator[str]:
    """Say of each criterion what its gap row holds now, and what it leaves open."""
    for number in sorted(numbers):
        rows = gaps_of(plan, number)
        gap = rows[0]
        parts = (gap.severity.text.value, gap.workaround.value, gap.reported_to.value)
        names = ("severity", "workaround", "reported to")
        said = [f"{name}: {value}" for name, value in zip(names, parts, strict=True) if value]
        yield f"Gap of {number}: {'; '.join([gap.gap.value, *said])}"
        missing = open_parts(rows)
        if missing:
            yield f"  still open: {', '.join(missing)}"

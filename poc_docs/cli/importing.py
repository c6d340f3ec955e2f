"""Values from the files of measuring programs, as results with their evidence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from poc_docs.cli.offers import (
    asked_or_refused,
    by_number,
    command_for,
    first_usable,
    in_units,
    metrics_of,
    named_by_file,
    read_file,
    remembered_offers,
    told_offers,
)
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import shell_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from poc_docs.cli.import_options import Wanted
    from poc_docs.cli.offers import Chosen, ReadFile
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.metadata import MetricSource
    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.text.edits import Edit
    from poc_docs.writing.results import Recording


@dataclass(frozen=True, slots=True)
class Import:
    """What a file brings into a plan, and what is to be said of it."""

    recordings: dict[int, Recording]
    edits: Sequence[Edit] = ()
    """What is to be remembered, in the front matter."""
    said: Sequence[str] = ()
    measured_on: dt.date | None = None
    """The day of the measurement, in UTC as in its evidence, if the file says it."""


def say(brought: Import) -> None:
    """Print what is to be said of an import."""
    for line in brought.said:
        click.echo(printable(line))


def print_offers(loaded: LoadedPlan, wanted: Wanted) -> None:
    """Print what a file offers, one value a line, and how to take one."""
    from poc_docs.imports import worded

    read = read_file(wanted)
    click.echo(printable(f"{read.evidence}: {read.measured.title}"))
    width = min(60, max(len(each.source) for each in read.measured.offers))
    for each in read.measured.offers:
        shown = (
            f"(not usable: {each.problem})" if each.problem else worded(each.value, each.unit, lambda _: None)
        )
        click.echo(f"  {printable(each.source):<{width}}  {printable(shown)}")
    for metric in metrics_of(loaded.plan):
        click.echo(printable(f"Remembered in {loaded.name}: criterion {metric.criterion} = {metric.source}"))
    click.echo("")
    click.echo("Next: " + printable(command_for(loaded, read, first_usable(read.measured))))


def import_results(loaded: LoadedPlan, wanted: Wanted) -> Import:
    """Read a file and choose its values: as told, as remembered, as the file says itself, or by asking."""
    from poc_docs.writing.metrics import remember_metrics

    read = read_file(wanted)
    choices = told_offers(loaded, read, wanted.uses)
    told = bool(choices)
    if not told:
        choices = [*remembered_offers(loaded.plan, read.measured), *named_by_file(loaded.plan, read)]
    is_new = told or not choices
    if not choices:
        choices = asked_or_refused(loaded, read)
    chosen = by_number(in_units(choices, wanted.units))
    results = {number: _result(read, choice) for number, choice in chosen.items()}
    sources = {
        number: _source(number, choice, results[number][1])
        for number, choice in chosen.items()
        if (is_new or wanted.units) and choice.offer.criterion != number
    }
    recordings = {number: recording for number, (recording, _) in results.items()}
    said = [f"criterion {n}: {choice.offer.source} = {recordings[n].result}" for n, choice in chosen.items()]
    said += _unit_hints(chosen, results)
    said += [] if told else list(_left_out(loaded.plan, read, recordings))
    time = read.measured.time
    day = time.astimezone(dt.UTC).date() if time else None
    return Import(recordings, remember_metrics(loaded.plan, sources), said, day)


def _result(read: ReadFile, choice: Chosen) -> tuple[Recording, str]:
    """Give what is to be recorded, and the unit in which it is written."""
    from poc_docs.imports import convert, natural_unit, worded
    from poc_docs.writing.literal import markdown_of
    from poc_docs.writing.results import Recording

    offer, criterion = choice.offer, choice.criterion
    if offer.problem:
        raise Refusal(
            f"{read.file.name}: {offer.source} can't be used: {offer.problem}",
            "measure again, or choose another value with --use",
        )
    unit = natural_unit(offer.unit, criterion.target.value) if choice.unit is None else choice.unit
    value = offer.value if isinstance(offer.value, str) else convert(offer.value, offer.unit, unit)
    if value is None:
        raise Refusal(
            f"{offer.source} is in {offer.unit!r}, which does not convert to {unit!r}",
            f"name another value with --use, or its unit: "
            f"--unit {criterion.number.value}={shell_word(offer.unit)}",
        )
    text = worded(value, offer.unit if isinstance(value, str) else unit, _judged(criterion))
    evidence = f"{offer.evidence} ({read.evidence})" if offer.evidence else read.evidence
    try:
        recording = Recording(
            result=markdown_of(text),
            note=markdown_of(offer.note) if offer.note else None,
            evidence=markdown_of(evidence),
        )
    except ValueError as error:
        raise Refusal(f"{read.file.name}: {offer.source}: {error}", "write it in other words") from None
    return recording, "" if isinstance(value, str) else unit


def _judged(criterion: Criterion) -> Callable[[str], object]:
    """Give what a result means for a criterion, so that rounding can't change it."""
    from poc_docs.plan.standings import judge_criterion

    def judged(text: str) -> object:
        judgement = judge_criterion(criterion, text)
        return judgement.verdict, judgement.doubt

    return judged


def _unit_hints(chosen: Mapping[int, Chosen], results: Mapping[int, tuple[Recording, str]]) -> Iterator[str]:
    """Say how to name the unit of a number whose program names none."""
    from poc_docs.imports import lacks_unit

    for number, choice in chosen.items():
        target = choice.criterion.target.value
        if not isinstance(choice.offer.value, str) and lacks_unit(results[number][1], target):
            unit = f"--unit {number}=UNIT"
            yield f"criterion {number}: the file names no unit, and the target has one; add {unit}"


def _source(number: int, choice: Chosen, unit: str) -> MetricSource:
    from poc_docs.plan.metadata import MetricSource

    return MetricSource(criterion=number, source=choice.offer.source, unit=unit or None)


def _left_out(plan: Plan, read: ReadFile, recordings: Mapping[int, Recording]) -> Iterator[str]:
    """Say which criteria with a remembered source of this program keep their result."""
    for metric in metrics_of(plan):
        of_program = metric.source.partition(":")[0] == read.measured.format
        if plan.criterion(metric.criterion) is None:
            yield f"'metrics' remembers criterion {metric.criterion}, which the plan does not have"
        elif of_program and metric.criterion not in recordings:
            yield f"criterion {metric.criterion} stays as it is: {read.file.name} has no {metric.source!r}"

"""Values from the files of measuring programs: ``--from FILE`` of ``results`` and ``measure``."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.asking import ask, is_interactive
from poc_docs.cli.numbered import NUMBERED, refuse_twice, refuse_unknown
from poc_docs.cli.refusal import Refusal, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.imports import Measurements, Offer
    from poc_docs.plan.model import Criterion, MetricSource, Plan
    from poc_docs.repository.measured import MeasuredFile
    from poc_docs.text.edits import Edit
    from poc_docs.writing.results import Recording

_SHOWN_AT_A_TERMINAL = 60
_COMPARED_AT_MOST = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said on the command line of a file to read."""

    path: str
    uses: tuple[tuple[int, str], ...]
    units: tuple[tuple[int, str], ...]
    only_list: bool
    command: str
    """The command that takes the values; advice names it."""


def import_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of an import; it gets them as ``wanted``, None where no file is named."""

    @functools.wraps(command)
    def with_import(
        *arguments: Any,
        path: str | None,
        uses: tuple[tuple[int, str], ...],
        units: tuple[tuple[int, str], ...],
        only_list: bool,
        **given: Any,
    ) -> Any:
        if path is None and (uses or units or only_list):
            option = "--use" if uses else "--unit" if units else "--list"
            raise Refusal(f"{option} says something of a file, and no file is named", "add --from FILE")
        refuse_twice({"--use": uses, "--unit": units})
        called = click.get_current_context().command.name or ""
        wanted = None if path is None else Wanted(path, uses, units, only_list, called)
        return command(*arguments, wanted=wanted, **given)

    for option in (
        click.option("--list", "only_list", is_flag=True, help="Show what FILE offers, and write nothing."),
        click.option("--unit", "units", type=NUMBERED, multiple=True, help="The unit to write a value in."),
        click.option("--use", "uses", type=NUMBERED, multiple=True, help="Which value of FILE; remembered."),
        click.option("--from", "path", metavar="FILE", help="Read results from a measuring program's file."),
    ):
        with_import = option(with_import)
    return with_import


@dataclass(frozen=True, slots=True)
class Import:
    """What a file brings into a plan, and what is to be said of it."""

    recordings: dict[int, Recording]
    edits: Sequence[Edit] = ()
    """What is to be remembered, in the front matter."""
    said: Sequence[str] = ()
    measured_on: dt.date | None = None
    """The day of the measurement, in UTC as in its evidence, if the file says it."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file with what it offers, and the command that takes it."""

    path: str
    file: MeasuredFile
    measured: Measurements
    command: str

    @property
    def evidence(self) -> str:
        return self.file.evidence(self.measured.time)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A value for a criterion, and the unit in which it is to be written; None leaves that open."""

    criterion: Criterion
    offer: Offer
    unit: str | None


def say(brought: Import) -> None:
    """Print what is to be said of an import."""
    for line in brought.said:
        click.echo(printable(line))


def print_offers(loaded: LoadedPlan, wanted: Wanted) -> None:
    """Print what a file offers, one value a line, and how to take one."""
    from poc_docs.imports import worded

    read = _read(wanted)
    click.echo(printable(f"{read.evidence}: {read.measured.title}"))
    width = min(60, max(len(each.source) for each in read.measured.offers))
    for each in read.measured.offers:
        shown = (
            f"(not usable: {each.problem})" if each.problem else worded(each.value, each.unit, lambda _: None)
        )
        click.echo(f"  {printable(each.source):<{width}}  {printable(shown)}")
    for metric in _metrics(loaded.plan):
        click.echo(printable(f"Remembered in {loaded.name}: criterion {metric.criterion} = {metric.source}"))
    click.echo("")
    click.echo("Next: " + printable(_command(loaded, read, _first_usable(read.measured))))


def import_results(loaded: LoadedPlan, wanted: Wanted) -> Import:
    """Read a file and choose its values: as told, as remembered, as the file says itself, or by asking."""
    from poc_docs.writing.metrics import remember_metrics

    read = _read(wanted)
    choices = _told(loaded, read, wanted.uses)
    told = bool(choices)
    if not told:
        choices = [*_remembered(loaded.plan, read.measured), *_named_by_file(loaded.plan, read)]
    is_new = told or not choices
    if not choices:
        choices = _asked_or_refused(loaded, read)
    chosen = _by_number(_in_units(choices, wanted.units))
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


def _read(wanted: Wanted) -> _Read:
    from poc_docs.imports import ImportRefusedError, read_measurements
    from poc_docs.imports.decoding import MAXIMUM_BYTES
    from poc_docs.repository.measured import read_measured_file

    file = read_measured_file(Path(wanted.path), MAXIMUM_BYTES)
    try:
        return _Read(wanted.path, file, read_measurements(file.data), wanted.command)
    except ImportRefusedError as error:
        raise Refusal(f"{wanted.path}: {error.message}", error.advice) from None


def _command(loaded: LoadedPlan, read: _Read, offer: Offer | None) -> str:
    """Give the command that takes one value of the file."""
    number = next((c.number.value for c in loaded.plan.criteria if c.number.value), 1)
    use = f" --use {number}={shlex.quote(offer.source)}" if offer and offer.criterion is None else ""
    return f"{_call(loaded, read)}{use}"


def _call(loaded: LoadedPlan, read: _Read) -> str:
    return f"poc-docs {read.command} {shlex.quote(loaded.path.stem)} --from {shlex.quote(read.path)}"


def _first_usable(measured: Measurements) -> Offer | None:
    return next((each for each in measured.offers if not each.problem), None)


def _metrics(plan: Plan) -> tuple[MetricSource, ...]:
    return plan.metadata.metrics if plan.metadata else ()


def _criterion(plan: Plan, number: int) -> Criterion:
    refuse_unknown(plan, number)
    return next(each for each in plan.criteria if each.number.value == number)


def _told(loaded: LoadedPlan, read: _Read, uses: Iterable[tuple[int, str]]) -> list[_Choice]:
    return [
        _Choice(_criterion(loaded.plan, number), _offer(loaded, read, source), None)
        for number, source in uses
    ]


def _offer(loaded: LoadedPlan, read: _Read, source: str) -> Offer:
    """Find an offer by its name, which may lack the program's; raises ``Refusal`` with the nearest ones."""
    found = _find(read.measured, source)
    if found is None:
        known = [each.source for each in read.measured.offers[:_COMPARED_AT_MOST]]
        near = difflib.get_close_matches(f"{source[:200]}", known, n=3, cutoff=0.4)
        listing = f"{_call(loaded, read)} --list"
        meant = f"did you mean {' or '.join(map(repr, near))}? " if near else ""
        raise Refusal(f"{read.file.name} offers no {source!r}", f"{meant}'{listing}' lists what it offers")
    return found


def _find(measured: Measurements, source: str) -> Offer | None:
    folded = " ".join(source.split())
    wanted = {folded, f"{measured.format}:{folded}"}
    return next((each for each in measured.offers if each.source in wanted), None)


def _remembered(plan: Plan, measured: Measurements) -> Iterator[_Choice]:
    """Give a choice for each remembered source that the file offers."""
    offers = {each.source: each for each in measured.offers}
    seen: dict[int, MetricSource] = {}
    for metric in _metrics(plan):
        if metric.source not in offers or plan.criterion(metric.criterion) is None:
            continue
        if metric.criterion in seen:
            raise Refusal(
                f"the file has two remembered sources for criterion {metric.criterion}: "
                f"{seen[metric.criterion].source!r} and {metric.source!r}",
                f"name one of them: --use {metric.criterion}={shlex.quote(metric.source)}",
            )
        seen[metric.criterion] = metric
        yield _Choice(_criterion(plan, metric.criterion), offers[metric.source], metric.unit)


def _named_by_file(plan: Plan, read: _Read) -> Iterator[_Choice]:
    """Give a choice for each value whose criterion the file names, if nothing else is remembered of it."""
    remembered = {metric.criterion for metric in _metrics(plan) if _find(read.measured, metric.source)}
    for each in read.measured.offers:
        if each.criterion is not None and each.criterion not in remembered:
            yield _Choice(_criterion(plan, each.criterion), each, None)


def _asked_or_refused(loaded: LoadedPlan, read: _Read) -> list[_Choice]:
    if not is_interactive():
        command = _command(loaded, read, _first_usable(read.measured))
        raise Refusal(_nothing_chosen(loaded.plan, read), f"{command} (--list shows all it offers)")
    return _asked(loaded.plan, read)


def _nothing_chosen(plan: Plan, read: _Read) -> str:
    others = ", ".join(metric.source for metric in _metrics(plan))
    if others:
        return f"{read.file.name} offers nothing of what the plan remembers ({others})"
    return f"nobody said yet which value of {read.file.name} belongs to which criterion"


def _asked(plan: Plan, read: _Read) -> list[_Choice]:
    """Ask for each criterion which value of the file is its result."""
    usable = [each for each in read.measured.offers if not each.problem]
    for position, each in enumerate(usable[:_SHOWN_AT_A_TERMINAL], 1):
        click.echo(f"{position:>4}  {printable(f'{each.source}  {each.value} {each.unit}'.rstrip())}")
    if len(usable) > _SHOWN_AT_A_TERMINAL:
        click.echo(f"      and {len(usable) - _SHOWN_AT_A_TERMINAL} more; --list shows them all")
    choices = []
    try:
        for criterion in plan.criteria:
            if criterion.number.value is not None:
                about = f"{criterion.number.text.value}. {criterion.text.value}: {criterion.target.value}"
                found = _ask_offer(printable(about), usable, read.measured)
                choices += [_Choice(criterion, found, None)] if found else []
    except click.Abort:
        click.echo("\nnothing was written", err=True)
        raise
    if not choices:
        raise Refusal("no value was chosen; nothing was written", "run it again, or type a value yourself")
    return choices


def _ask_offer(about: str, usable: Sequence[Offer], measured: Measurements) -> Offer | None:
    while True:
        answer = ask(f"{about}\n  which value, by its number or name")
        if answer is None:
            return None
        position = int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 9 else 0  # noqa: PLR2004
        found = usable[position - 1] if 0 < position <= len(usable) else _find(measured, answer)
        if found and not found.problem:
            return found
        click.echo("  there is no such value; type a number of the list, or Enter to leave it open")


def _by_number(choices: Iterable[_Choice]) -> dict[int, _Choice]:
    return {each.criterion.number.value: each for each in choices if each.criterion.number.value is not None}


def _in_units(choices: Sequence[_Choice], units: Sequence[tuple[int, str]]) -> list[_Choice]:
    wanted = dict(units)
    for number in wanted.keys() - _by_number(choices).keys():
        raise Refusal(
            f"--unit names criterion {number}, which gets no value here", "leave it out, or add --use"
        )
    return [_Choice(c.criterion, c.offer, wanted.get(c.criterion.number.value or 0, c.unit)) for c in choices]


def _result(read: _Read, choice: _Choice) -> tuple[Recording, str]:
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
            f"--unit {criterion.number.value}={shlex.quote(offer.unit)}",
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
    from poc_docs.plan.decision import judge_criterion

    def judged(text: str) -> object:
        judgement = judge_criterion(criterion, text)
        return judgement.verdict, judgement.doubt

    return judged


def _unit_hints(chosen: Mapping[int, _Choice], results: Mapping[int, tuple[Recording, str]]) -> Iterator[str]:
    """Say how to name the unit of a number whose program names none."""
    from poc_docs.imports import lacks_unit

    for number, choice in chosen.items():
        target = choice.criterion.target.value
        if not isinstance(choice.offer.value, str) and lacks_unit(results[number][1], target):
            unit = f"--unit {number}=UNIT"
            yield f"criterion {number}: the file names no unit, and the target has one; add {unit}"


def _source(number: int, choice: _Choice, unit: str) -> MetricSource:
    from poc_docs.plan.model import MetricSource

    return MetricSource(criterion=number, source=choice.offer.source, unit=unit or None)


def _left_out(plan: Plan, read: _Read, recordings: Mapping[int, Recording]) -> Iterator[str]:
    """Say which criteria with a remembered source of this program keep their result."""
    for metric in _metrics(plan):
        of_program = metric.source.partition(":")[0] == read.measured.format
        if plan.criterion(metric.criterion) is None:
            yield f"'metrics' remembers criterion {metric.criterion}, which the plan does not have"
        elif of_program and metric.criterion not in recordings:
            yield f"criterion {metric.criterion} stays as it is: {read.file.name} has no {metric.source!r}"

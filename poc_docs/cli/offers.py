"""Which value of a file belongs to which criterion: as told, remembered, said by the file, or asked for."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.asking import ask, is_interactive
from poc_docs.cli.numbered import refuse_unknown
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import shell_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.cli.import_options import Wanted
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.imports import Measurements, Offer
    from poc_docs.plan.metadata import MetricSource
    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.repository.measured import MeasuredFile

_SHOWN_AT_A_TERMINAL = 60
_COMPARED_AT_MOST = 2000


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file with what it offers, and the command that takes it."""

    path: str
    file: MeasuredFile
    measured: Measurements
    command: str

    @property
    def evidence(self) -> str:
        return self.file.evidence(self.measured.time)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value for a criterion, and the unit in which it is to be written; None leaves that open."""

    criterion: Criterion
    offer: Offer
    unit: str | None


def read_file(wanted: Wanted) -> ReadFile:
    """Read the file that was named; raises ``Refusal`` for one that can't be read."""
    from poc_docs.imports import ImportRefusedError, read_measurements
    from poc_docs.imports.decoding import MAXIMUM_BYTES
    from poc_docs.imports.offers import MissingLibraryError
    from poc_docs.repository.extras import installing
    from poc_docs.repository.measured import read_measured_file

    file = read_measured_file(Path(wanted.path), MAXIMUM_BYTES)
    try:
        return ReadFile(wanted.path, file, read_measurements(file.data), wanted.command)
    except MissingLibraryError as error:
        raise Refusal(f"{wanted.path}: {error.message}", installing("imports")) from None
    except ImportRefusedError as error:
        raise Refusal(f"{wanted.path}: {error.message}", error.advice) from None


def command_for(loaded: LoadedPlan, read: ReadFile, offer: Offer | None) -> str:
    """Give the command that takes one value of the file."""
    number = next((c.number.value for c in loaded.plan.criteria if c.number.value), 1)
    use = f" --use {number}={shell_word(offer.source)}" if offer and offer.criterion is None else ""
    return f"{_call(loaded, read)}{use}"


def _call(loaded: LoadedPlan, read: ReadFile) -> str:
    return f"poc-docs {read.command} {loaded.word} --from {shell_word(read.path)}"


def first_usable(measured: Measurements) -> Offer | None:
    """Give the first value that can be used, if there is one."""
    return next((each for each in measured.offers if not each.problem), None)


def metrics_of(plan: Plan) -> tuple[MetricSource, ...]:
    """Give what the plan remembers of where its values come from."""
    return plan.metadata.metrics if plan.metadata else ()


def _criterion(plan: Plan, number: int) -> Criterion:
    refuse_unknown(plan, number)
    return next(each for each in plan.criteria if each.number.value == number)


def told_offers(loaded: LoadedPlan, read: ReadFile, uses: Iterable[tuple[int, str]]) -> list[Chosen]:
    """Give the values that ``--use`` names."""
    return [
        Chosen(_criterion(loaded.plan, number), _offer(loaded, read, source), None) for number, source in uses
    ]


def _offer(loaded: LoadedPlan, read: ReadFile, source: str) -> Offer:
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


def remembered_offers(plan: Plan, measured: Measurements) -> Iterator[Chosen]:
    """Give a choice for each remembered source that the file offers."""
    offers = {each.source: each for each in measured.offers}
    seen: dict[int, MetricSource] = {}
    for metric in metrics_of(plan):
        if metric.source not in offers or plan.criterion(metric.criterion) is None:
            continue
        if metric.criterion in seen:
            raise Refusal(
                f"the file has two remembered sources for criterion {metric.criterion}: "
                f"{seen[metric.criterion].source!r} and {metric.source!r}",
                f"name one of them: --use {metric.criterion}={shell_word(metric.source)}",
            )
        seen[metric.criterion] = metric
        yield Chosen(_criterion(plan, metric.criterion), offers[metric.source], metric.unit)


def named_by_file(plan: Plan, read: ReadFile) -> Iterator[Chosen]:
    """Give a choice for each value whose criterion the file names, if nothing else is remembered of it."""
    remembered = {metric.criterion for metric in metrics_of(plan) if _find(read.measured, metric.source)}
    for each in read.measured.offers:
        if each.criterion is not None and each.criterion not in remembered:
            yield Chosen(_criterion(plan, each.criterion), each, None)


def asked_or_refused(loaded: LoadedPlan, read: ReadFile) -> list[Chosen]:
    """Ask which value belongs to which criterion; without a terminal refuse, with the command to type."""
    if not is_interactive():
        command = command_for(loaded, read, first_usable(read.measured))
        raise Refusal(_nothing_chosen(loaded.plan, read), f"{command} (--list shows all it offers)")
    return _asked(loaded.plan, read)


def _nothing_chosen(plan: Plan, read: ReadFile) -> str:
    others = ", ".join(metric.source for metric in metrics_of(plan))
    if others:
        return f"{read.file.name} offers nothing of what the plan remembers ({others})"
    return f"nobody said yet which value of {read.file.name} belongs to which criterion"


def _asked(plan: Plan, read: ReadFile) -> list[Chosen]:
    """Ask for each criterion which value of the file is its result."""
    usable = [each for each in read.measured.offers if not each.problem]
    for position, each in enumerate(usable[:_SHOWN_AT_A_TERMINAL], 1):
        click.echo(f"{position:>4}  {printable(f'{each.source}  {each.value} {each.unit}'.rstrip())}")
    if len(usable) > _SHOWN_AT_A_TERMINAL:
        click.echo(f"      and {len(usable) - _SHOWN_AT_A_TERMINAL} more; --list shows them all")
    choices = []
    for criterion in plan.criteria:
        if criterion.number.value is not None:
            about = f"{criterion.number.text.value}. {criterion.text.value}: {criterion.target.value}"
            found = _ask_offer(printable(about), usable, read.measured)
            choices += [Chosen(criterion, found, None)] if found else []
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


def by_number(choices: Iterable[Chosen]) -> dict[int, Chosen]:
    """Give the choices by the number of their criterion; of two the later counts."""
    return {each.criterion.number.value: each for each in choices if each.criterion.number.value is not None}


def in_units(choices: Sequence[Chosen], units: Sequence[tuple[int, str]]) -> list[Chosen]:
    """Give the choices with the units that ``--unit`` names."""
    wanted = dict(units)
    for number in wanted.keys() - by_number(choices).keys():
        raise Refusal(
            f"--unit names criterion {number}, which gets no value here", "leave it out, or add --use"
        )
    return [Chosen(c.criterion, c.offer, wanted.get(c.criterion.number.value or 0, c.unit)) for c in choices]

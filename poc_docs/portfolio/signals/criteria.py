"""Signals about what has to be proven: criteria that fail, drift, or can't be judged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.plan.decision import unmet_required
from poc_docs.plan.gaps import gap_command, gaps_of, open_parts, workarounds
from poc_docs.plan.running.trend import heads_away
from poc_docs.plan.standings import is_judged_by_people
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import Verdict, Weight
from poc_docs.portfolio.signals.recalibrating import recalibration
from poc_docs.portfolio.signals.signal import Evidence
from poc_docs.portfolio.signals.situation import SOON, criterion_name
from poc_docs.text.counting import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.standings import Standing
    from poc_docs.portfolio.signals.situation import Situation

_WHO_JUDGES = re.compile(
    r"\b(?:judge[sd]?|judgement|judging|decides?|decided|accept(?:s|ed|ance)|approves?|approved|approval|rate[sd]?"
    r"|rating|votes?|survey\w*|confirms?|confirmed|sign(?:s|ed)?[ -]off|according to|in the opinion of"
    r"|finds?|agrees?|prefers?|says?|answers?|beurteil\w*|bewert\w*|entscheid\w*|abnahme|bestätig\w*)\b",
    re.IGNORECASE,
)
"""How a measurement says that people judge, or whose word counts."""


def critical_failed(at: Situation) -> Iterator[Evidence]:
    """A Critical criterion was measured, and its result is not Pass."""
    for stands in _of_weight(at, Weight.CRITICAL):
        if stands.verdict in {Verdict.FAIL, Verdict.PARTIAL} and stands.result:
            result = stands.result.result
            message = (
                f"{criterion_name(stands)} is Critical and {stands.verdict}: {result.value}, where the target"
                f" is {stands.criterion.target.value}"
            )
            again = at.command("results", f'--set {stands.criterion.number.value}="…"   # if measured again')
            yield Evidence(message, result.span, (at.command("decide"), again))


def critical_heading_away(at: Situation) -> Iterator[Evidence]:
    """The last three logged values of a Critical criterion all miss its target and come no nearer to it.

    A criterion with a verdict has one: its values say nothing more.
    """
    for stands in _of_weight(at, Weight.CRITICAL):
        values = heads_away(at.plan, stands.criterion, at.today) if stands.verdict is None else ()
        if values:
            steps = ", ".join(f"{each.line.value.value} on {each.date}" for each in values)
            message = (
                f"{criterion_name(stands)} is Critical and comes no nearer to its target"
                f" {stands.criterion.target.value}: {steps}"
            )
            number = stands.criterion.number.text.value
            about = f'"Criterion {number} comes no nearer to its target"'
            commands = (at.command("issue", f'add {about} --owner "…"'), recalibration(at))
            yield Evidence(message, values[-1].line.value.span, commands)


def required_unmet(at: Situation) -> Iterator[Evidence]:
    """A Required criterion is not met, and no gap row names a workaround."""
    saved = workarounds(at.plan) if at.is_active else {}
    for stands in unmet_required(at.plan) if at.is_active else ():
        number = stands.criterion.number.value
        if number is None or number in saved or stands.result is None:
            continue
        result = stands.result.result
        message = (
            f"{criterion_name(stands)} is Required and {stands.verdict or 'not tested'}: {result.value};"
            " no gap names a workaround"
        )
        command = gap_command(at.name, number, open_parts(gaps_of(at.plan, number)))
        yield Evidence(message, result.span, (command,))


def criteria_unclear(at: Situation) -> Iterator[Evidence]:
    """A criterion can't be judged: what it needs is blank, or no number says what is enough, nor who judges.

    Blank are target or measurement while the start is near, or later. A target in words asks for a judge
    where its criterion is Critical or Required: its measurement names a person, or says whose word counts.
    """
    near = at.is_planning and at.in_days(at.start) <= SOON
    if not near and not at.is_active:
        return
    blank = [stands for stands in at.standings if _blanks(stands)]
    if blank:
        blanks = _blanks(blank[0])
        what = f"{criterion_name(blank[0])} has no {' and no '.join(blanks)} yet"
        if len(blank) > 1:
            numbers = [stands.criterion.number.text.value for stands in blank]
            what = f"criteria {listed(numbers)} have no target or no measurement yet"
        yield Evidence(what, blank[0].criterion.row.span, _clearer(at, blank[0]))
    for stands in at.standings:
        fault = "" if stands.verdict or stands in blank else _no_judge(at, stands)
        if fault:
            yield Evidence(
                f"{criterion_name(stands)} {fault}", stands.criterion.target.span, _clearer(at, stands)
            )


def _blanks(stands: Standing) -> list[str]:
    parts = (("target", stands.criterion.target), ("measurement", stands.criterion.measurement))
    return [name for name, text in parts if not filled_in(text)]


def _no_judge(at: Situation, stands: Standing) -> str:
    criterion = stands.criterion
    weighs = criterion.weight.value in {Weight.CRITICAL, Weight.REQUIRED}
    text = f"{criterion.measurement.value} {criterion.target.value}"
    told = _WHO_JUDGES.search(text) or any(name.casefold() in text.casefold() for name in at.people)
    if not weighs or told or not is_judged_by_people(criterion):
        return ""
    return (
        f"is {criterion.weight.value}, no number tells when {criterion.target.value!r} is met, and its"
        " measurement does not say who judges it"
    )


def _clearer(at: Situation, stands: Standing) -> tuple[str, ...]:
    if not at.is_active:
        written = at.command("check", "  # once it is written into the plan")
        return (written, "poc-docs criteria   # ready criteria to start from")
    number, criterion = stands.criterion.number.text.value, stands.criterion
    part = "target" if not filled_in(criterion.target) else "measurement"
    return (at.command("amend", f'--reason "…" --set "criterion {number} {part}=…"'),)


def _of_weight(at: Situation, weight: Weight) -> Iterator[Standing]:
    if at.is_active:
        yield from (each for each in at.standings if each.criterion.weight.value is weight)

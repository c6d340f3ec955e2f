"""Results asked for at a terminal, one criterion after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from poc_docs.cli.asking import ask, ask_for, ask_needed, ask_word, is_interactive
from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.plan.vocabulary import Party, Verdict

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.writing.results import Recording


def asked_results(plan: Plan, name: str, today: dt.date) -> dict[int, Recording]:
    """Walk through the criteria and give what was answered; without a terminal refuse."""
    if not is_interactive():
        raise Refusal("say which results to record", f'poc-docs results {name} --set 1="…"')
    return _walk(plan, today)


def _walk(plan: Plan, today: dt.date) -> dict[int, Recording]:
    """Ask for each criterion's result, propose the verdict, and ask for one where no machine can tell."""
    from poc_docs.writing.running.logged_results import logged_results

    recordings = {}
    logged = logged_results(plan, today)
    numbered = [c for c in plan.criteria if c.number.value is not None]
    click.echo("Enter keeps what is written; Ctrl-C stops and writes nothing.")
    for position, criterion in enumerate(numbered, 1):
        number = criterion.number.value
        if number is not None:
            about = f"{criterion.text.value} [{criterion.weight.text.value}]"
            click.echo(f"\n{position}/{len(numbered)}  {printable(about)}")
            click.echo(f"  measured: {printable(criterion.measurement.value)}")
            click.echo(f"  target:   {printable(criterion.target.value)}")
            recording = _ask_result(plan, criterion, number, logged.get(number))
            if recording:
                recordings[number] = recording
    return recordings


def _ask_result(plan: Plan, criterion: Criterion, number: int, logged: Recording | None) -> Recording | None:
    from poc_docs.plan.standings import judge_criterion
    from poc_docs.plan.verdicts import is_measured
    from poc_docs.writing.results import Recording

    written = plan.result(number)
    measured = written is not None and is_measured(written.result.value)
    default = written.result.source if written and measured else logged.result if logged else ""
    if logged and logged.evidence:
        click.echo(f"  proposed: {printable(logged.evidence)}")
    result = ask("  Result", default)
    if result is None or (written and measured and result == default):
        return None
    evidence = logged.evidence if logged and result == logged.result else None
    judgement = judge_criterion(criterion, plan.document.plain(result))
    if judgement.verdict:
        click.echo(f"  -> {judgement.verdict}: {printable(judgement.reason)}")
        return Recording(result=result, evidence=evidence)
    click.echo(f"  -> undecided: {printable(judgement.reason)}")
    found = _ask_verdict(result) if is_measured(result) else Recording(result=result)
    return replace(found, evidence=evidence)


def _ask_verdict(result: str) -> Recording:
    from poc_docs.writing.results import Recording

    verdict = ask_word("  Verdict of a person", Verdict)
    if verdict is None:
        return Recording(result=result)
    judge = ask_needed("  Judged by")
    parties = Choice([party.value for party in Party], case_sensitive=False)
    party = ask_for("  For the vendor or the prospect", parties, show_choices=False)
    reason = ask_needed("  Because")
    return Recording(result=result, status=verdict, note=f"Judged by {judge} ({party}): {reason}")

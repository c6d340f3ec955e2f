"""``poc-docs results``: measured results, their verdicts, and the Results table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from poc_docs.cli.asking import ask, is_interactive
from poc_docs.cli.refusal import Refusal, printable, refuse_complete
from poc_docs.cli.session import Session, diff_option, next_step
from poc_docs.cli.steps import next_steps
from poc_docs.plan.values import parse_number
from poc_docs.plan.vocabulary import Party, Status, Verdict

if TYPE_CHECKING:
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.writing.results import Recording


class NumberedValue(click.ParamType[tuple[int, str]]):
    """``N=TEXT``: something said of criterion N."""

    name = "N=TEXT"

    def convert(
        self, value: str | tuple[int, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        """Split at the first equals sign."""
        if isinstance(value, tuple):
            return value
        before, equals, text = value.partition("=")
        number = parse_number(before.strip())
        if not equals or number is None:
            self.fail(
                f"{value[:60]!r} must be a criterion's number, '=' and a value, such as 1=\"187 ms\"",
                param,
                ctx,
            )
        return number, text.strip()


_VALUE = NumberedValue()


@click.command("results")
@click.argument("name", metavar="PLAN")
@click.option("--set", "results", type=_VALUE, multiple=True, help="A measured result.")
@click.option("--verdict", "verdicts", type=_VALUE, multiple=True, help="A person's verdict; needs a note.")
@click.option("--note", "notes", type=_VALUE, multiple=True, help="A note on a result.")
@click.option("--evidence", "evidence", type=_VALUE, multiple=True, help="Where a result can be looked up.")
@diff_option
def command(
    name: str,
    results: tuple[tuple[int, str], ...],
    verdicts: tuple[tuple[int, str], ...],
    notes: tuple[tuple[int, str], ...],
    evidence: tuple[tuple[int, str], ...],
    diff: bool,
) -> None:
    """Record results of PLAN, judge each against its target, and write the Results table.

    On a terminal and without options it walks through the criteria. A result that no machine can judge
    keeps an empty status until a person settles it, with a note that begins
    'Judged by NAME (prospect): reason'.

    \b
    Examples:
      poc-docs results halden
      poc-docs results halden --set 1="187 ms" --set 3=Pass
      poc-docs results halden --set 2="about 40" --verdict 2=Partial \\
        --note 2="Judged by Tove Brandt (prospect): good enough for the pilot"
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.results import record_results

    session = Session()
    loaded = session.load_for_writing(name)
    refuse_complete(loaded)
    if not loaded.plan.criteria:
        raise Refusal(
            f"{loaded.name} has no criteria that can be read, and results belong to criteria",
            f"poc-docs check {loaded.path.stem}",
        )
    if results or verdicts or notes or evidence:
        recordings = recordings_of(loaded, results, verdicts, notes, evidence)
    elif is_interactive():
        try:
            recordings = _walk(loaded.plan)
        except click.Abort:
            click.echo("\nnothing was written", err=True)
            raise
    else:
        raise Refusal("say which results to record", f'poc-docs results {name} --set 1="187 ms" --set 3=Pass')
    after = rewritten(loaded.plan, record_results(loaded.plan, recordings))
    _refuse_verdicts_that_do_not_count(after, [number for number, _ in verdicts])
    if session.write(loaded, after, diff=diff):
        _report(after, sorted(recordings))
        next_step(*next_steps(session.read(loaded.path)))
    elif not diff:
        click.echo("Nothing to change: the file says so already.")
        next_step(*next_steps(loaded))


def recordings_of(
    loaded: LoadedPlan,
    results: tuple[tuple[int, str], ...],
    verdicts: tuple[tuple[int, str], ...],
    notes: tuple[tuple[int, str], ...],
    evidence: tuple[tuple[int, str], ...],
) -> dict[int, Recording]:
    """Put the options together by criterion; one without ``--set`` keeps the result that is written."""
    from poc_docs.writing.results import Recording

    plan = loaded.plan
    given = {"--set": results, "--verdict": verdicts, "--note": notes, "--evidence": evidence}
    for option, pairs in given.items():
        twice = [number for number, count in Counter(n for n, _ in pairs).items() if count > 1]
        if twice:
            raise Refusal(f"{option} names criterion {twice[0]} twice", "give each criterion once")
    said = {option: dict(pairs) for option, pairs in given.items()}
    numbers = {number for values in said.values() for number in values}
    recordings = {}
    for number in sorted(numbers):
        _refuse_unknown(plan, number)
        written = plan.result(number)
        result = said["--set"].get(number, written.result.source if written else "")
        if number not in said["--set"] and not result:
            raise Refusal(f"criterion {number} has no result yet", f'add --set {number}="…"')
        recordings[number] = Recording(
            result=result,
            status=_verdict(said["--verdict"].get(number)),
            note=said["--note"].get(number),
            evidence=said["--evidence"].get(number),
        )
    return recordings


def _refuse_verdicts_that_do_not_count(plan: Plan, numbers: list[int]) -> None:
    """Refuse a person's verdict that a reader of the file would see and nobody would count."""
    from poc_docs.plan.decision import standing

    for number in numbers:
        criterion = plan.criterion(number)
        if criterion and standing(plan, criterion).remark:
            raise Refusal(
                f"the verdict on criterion {number} would not count: {standing(plan, criterion).remark}",
                f'--note {number}="Judged by NAME (prospect): reason"',
            )


def _verdict(word: str | None) -> Verdict | None:
    if word is None:
        return None
    found = next((each for each in Verdict if each.value.casefold() == word.casefold()), None)
    if found is None:
        raise Refusal(f"{word!r} is not a verdict", f"a verdict is one of {', '.join(Verdict)}")
    return found


def _refuse_unknown(plan: Plan, number: int) -> None:
    if plan.criterion(number) is None:
        known = ", ".join(criterion.number.text.value for criterion in plan.criteria)
        raise Refusal(f"there is no criterion {number}", f"the criteria are {known}")


def _walk(plan: Plan) -> dict[int, Recording]:
    """Ask for each criterion's result, propose the verdict, and ask for one where no machine can tell."""
    recordings = {}
    numbered = [c for c in plan.criteria if c.number.value is not None]
    click.echo("Enter keeps what is written; Ctrl-C stops and writes nothing.")
    for position, criterion in enumerate(numbered, 1):
        number = criterion.number.value
        if number is not None:
            about = f"{criterion.text.value} [{criterion.weight.text.value}]"
            click.echo(f"\n{position}/{len(numbered)}  {printable(about)}")
            click.echo(f"  measured: {printable(criterion.measurement.value)}")
            click.echo(f"  target:   {printable(criterion.target.value)}")
            recording = _ask_result(plan, criterion, number)
            if recording:
                recordings[number] = recording
    return recordings


def _ask_result(plan: Plan, criterion: Criterion, number: int) -> Recording | None:
    from poc_docs.plan.decision import judge_criterion
    from poc_docs.plan.verdicts import is_measured
    from poc_docs.writing.results import Recording

    written = plan.result(number)
    measured = written is not None and is_measured(written.result.value)
    default = written.result.source if written and measured else ""
    result = ask("  Result", default)
    if result is None or (written and measured and result == default):
        return None
    judgement = judge_criterion(criterion, plan.document.plain(result))
    if judgement.verdict:
        click.echo(f"  -> {judgement.verdict}: {printable(judgement.reason)}")
        return Recording(result=result)
    click.echo(f"  -> undecided: {printable(judgement.reason)}")
    return _ask_verdict(result) if is_measured(result) else Recording(result=result)


def _ask_verdict(result: str) -> Recording:
    from poc_docs.writing.results import Recording

    choices = click.Choice([*(verdict.value for verdict in Verdict), ""], case_sensitive=False)
    word = click.prompt(
        "  Verdict of a person: Pass, Fail or Partial (Enter: leave open)",
        default="",
        type=choices,
        show_choices=False,
        show_default=False,
    )
    if not word:
        return Recording(result=result)
    verdict = Verdict(word)
    judge = click.prompt("  Judged by")
    parties = click.Choice([party.value for party in Party], case_sensitive=False)
    party = click.prompt("  For the vendor or the prospect", type=parties, show_choices=False)
    reason = click.prompt("  Because")
    return Recording(result=result, status=verdict, note=f"Judged by {judge} ({party}): {reason}")


def _report(plan: Plan, numbers: list[int]) -> None:
    from poc_docs.plan.agreement import AgreementState, agreement
    from poc_docs.plan.decision import compute_outcome, standing

    for number in numbers:
        criterion = plan.criterion(number)
        if criterion:
            stands = standing(plan, criterion)
            said = f"{stands.verdict or 'undecided'}: {stands.remark or stands.computed.reason}"
            if stands.result is None or not stands.result.result.value:
                said = f"result of {number} cleared"
            elif stands.human and not stands.remark:
                said = f"{stands.verdict}, judged by {stands.human.name} ({stands.human.party})"
            click.echo(printable(f"{number}. {criterion.text.value}: {said}"))
    computed = compute_outcome(plan)
    fallback = "left to people" if computed.by_people else "undecided"
    click.echo(f"Outcome so far: {computed.outcome or fallback}")
    for missing in computed.missing:
        click.echo(printable(f"  - {missing}"))
    written = plan.decision.outcome.value if plan.decision.outcome else None
    if written and written is not computed.outcome:
        click.echo(f"Note: the decision that is written says {written}; 'poc-docs decide' writes it anew.")
    if agreement(plan).state is AgreementState.BROKEN:
        click.echo("Note: the criteria are not the ones that both sides signed; 'poc-docs check' names them.")
    if plan.status is Status.PLANNING:
        click.echo("Note: the plan is in Planning; results count once both sides agreed to its criteria.")

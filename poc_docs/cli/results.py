"""``poc-docs results``: measured results, their verdicts, and the Results table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from poc_docs.cli.asking import is_interactive
from poc_docs.cli.confetti import cheer, with_confetti
from poc_docs.cli.gap_options import asked_gaps, gap_options, told_gaps, with_gap_rows
from poc_docs.cli.import_options import import_options
from poc_docs.cli.importing import Import, import_results, print_offers, say
from poc_docs.cli.numbered import NUMBERED, refuse_twice, refuse_unknown, word_of
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.result_questions import asked_results
from poc_docs.cli.running import early, refuse_complete
from poc_docs.cli.session import Session, diff_option, next_step, shell_word, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import UNCHANGED, refuse_examples
from poc_docs.plan.vocabulary import Status, Verdict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from poc_docs.cli.import_options import Wanted
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.plan.vocabulary import Outcome
    from poc_docs.writing.gaps import GapEntry
    from poc_docs.writing.results import Recording

NOT_MEASURED = "TBD"
"""What people type as a result to say that there is none yet."""


@click.command("results")
@click.argument("name", metavar="PLAN")
@click.option("--set", "results", type=NUMBERED, multiple=True, help="A measured result.")
@click.option("--verdict", "verdicts", type=NUMBERED, multiple=True, help="A person's verdict; needs a note.")
@click.option("--note", "notes", type=NUMBERED, multiple=True, help="A note on a result.")
@click.option("--evidence", "evidence", type=NUMBERED, multiple=True, help="Where a result can be looked up.")
@click.option(
    "--from-log", is_flag=True, help="Take the latest value of Metric Log where there is no result yet."
)
@import_options
@gap_options
@diff_option
@today_option
def command(
    name: str,
    results: tuple[tuple[int, str], ...],
    verdicts: tuple[tuple[int, str], ...],
    notes: tuple[tuple[int, str], ...],
    evidence: tuple[tuple[int, str], ...],
    from_log: bool,
    wanted: Wanted | None,
    gaps: dict[int, GapEntry],
    diff: bool,
    today: dt.date,
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
      poc-docs results halden --gap 3="No bulk export" --severity 3=Medium \\
        --workaround 3="Nightly CSV export" --reported-to 3="Product management"
      poc-docs results halden --from k6-summary.json --use 1="k6:http_req_duration p(95)"
      poc-docs results halden --from k6-summary.json
      poc-docs results halden --from-log
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.results import record_results

    session = Session()
    loaded = session.load_for_writing(name)
    if wanted and wanted.only_list:
        print_offers(loaded, wanted)
        return
    said = bool(results or verdicts or notes or evidence)
    _refuse_mixed(said=said, from_log=from_log, wanted=wanted)
    if said or not gaps or wanted or from_log:
        refuse_complete(loaded)  # gaps stay free
    if not loaded.plan.criteria:
        raise Refusal(
            f"{loaded.name} has no criteria that can be read, and results belong to criteria",
            f"poc-docs check {loaded.word}",
        )
    if wanted:
        brought = import_results(loaded, wanted)
    elif from_log:
        brought = Import(_taken_from_log(loaded, today))
    elif said or gaps:
        brought = Import(recordings_of(loaded, results, verdicts, notes, evidence))
    else:
        brought = Import(asked_results(loaded.plan, shell_word(name), today))
    recordings = _without_old_evidence(loaded.plan, brought.recordings)
    after = rewritten(loaded.plan, [*record_results(loaded.plan, recordings), *brought.edits])
    _refuse_verdicts_that_do_not_count(after, [number for number, _ in verdicts])
    after = with_gap_rows(after, gaps, shell_word(name))
    if is_interactive():
        asked = asked_gaps(after)
        gaps = gaps | asked
        after = with_gap_rows(after, asked, shell_word(name))
    after = with_confetti(session, loaded, after, today)
    say(brought)
    if session.write(loaded, after, diff=diff):
        _report(after, sorted(recordings), gaps, today)
        cheer(loaded.plan, after)
        next_step(*next_steps(session.read(loaded.path)))
    elif not diff:
        click.echo(UNCHANGED)
        next_step(*next_steps(loaded))


def _refuse_mixed(*, said: bool, from_log: bool, wanted: Wanted | None) -> None:
    """Refuse results from two places at once."""
    if said and wanted:
        raise Refusal(
            "--from brings results with their evidence", "use --set, --verdict and --note without it"
        )
    if from_log and (said or wanted):
        raise Refusal(
            "--from-log brings results with their evidence", "use --set, --note and --from without it"
        )


def _without_old_evidence(plan: Plan, recordings: dict[int, Recording]) -> dict[int, Recording]:
    """Take away evidence of a result that is replaced by another one without any, and say so."""
    found = dict(recordings)
    for number, recording in recordings.items():
        row = plan.result(number)
        old = row.evidence.value if row and row.evidence else ""
        if row and old and recording.evidence is None and recording.result != row.result.source:
            found[number] = replace(recording, evidence="")
            click.echo(printable(f"Evidence of the earlier result of {number} taken away: {old}"))
    return found


def _taken_from_log(loaded: LoadedPlan, today: dt.date) -> dict[int, Recording]:
    """Give the latest logged value of each criterion that has one, and no result yet."""
    from poc_docs.writing.running.logged_results import logged_results

    found = logged_results(loaded.plan, today)
    if not found and not loaded.plan.running.metric_log:
        raise Refusal(
            f"{loaded.name} has no values in 'Metric Log'",
            f'poc-docs measure {loaded.word} 1 "…"',
        )
    return found


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
    refuse_twice(given)
    refuse_examples(_named_by_option({"--set": results}), allowed=NOT_MEASURED)
    refuse_examples(_named_by_option({"--note": notes, "--evidence": evidence}))
    for number, note in notes:
        if note.startswith("Judged by NAME ("):
            raise Refusal(
                f"--note {number}= says NAME, which is only an example", "write who judged it, and why"
            )
    said = {option: dict(pairs) for option, pairs in given.items()}
    numbers = {number for values in said.values() for number in values}
    recordings = {}
    for number in sorted(numbers):
        refuse_unknown(plan, number)
        written = plan.result(number)
        result = said["--set"].get(number, written.result.source if written else "")
        if number not in said["--set"] and not result:
            raise Refusal(f"criterion {number} has no result yet", f'add --set {number}="…"')
        recordings[number] = Recording(
            result=result,
            status=word_of(Verdict, said["--verdict"].get(number), "verdict"),
            note=said["--note"].get(number),
            evidence=said["--evidence"].get(number),
        )
    return recordings


def _named_by_option(given: Mapping[str, Sequence[tuple[int, str]]]) -> Iterator[tuple[str, str]]:
    return ((f"{option} {number}=", text) for option, pairs in given.items() for number, text in pairs)


def _refuse_verdicts_that_do_not_count(plan: Plan, numbers: list[int]) -> None:
    """Refuse a person's verdict that a reader of the file would see and nobody would count."""
    from poc_docs.plan.standings import standing

    for number in numbers:
        criterion = plan.criterion(number)
        if criterion and standing(plan, criterion).remark:
            raise Refusal(
                f"the verdict on criterion {number} would not count: {standing(plan, criterion).remark}",
                f'--note {number}="Judged by NAME (prospect): reason"',
            )


def _report(plan: Plan, numbers: list[int], gaps: Collection[int], today: dt.date) -> None:
    from poc_docs.plan.decision import compute_outcome
    from poc_docs.plan.standings import standing

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
    for line in told_gaps(plan, gaps):
        click.echo(printable(line))
    computed = compute_outcome(plan)
    fallback = "left to people" if computed.by_people else "undecided"
    click.echo(f"Outcome so far: {computed.outcome or fallback}")
    for missing in computed.missing:
        click.echo(printable(f"  - {missing}"))
    for note in _notes(plan, computed.outcome, today if numbers else None):
        click.echo(note)


def _notes(plan: Plan, computed: Outcome | None, measured: dt.date | None) -> Iterator[str]:
    """Say what a reader of results must know; ``measured`` is the day of new ones."""
    from poc_docs.plan.agreement.state import AgreementState, agreement

    written = plan.decision.outcome.value if plan.decision.outcome else None
    if written and written is not computed:
        yield f"Note: the decision that is written says {written}; 'poc-docs decide' writes it anew."
    if agreement(plan).state is AgreementState.BROKEN:
        yield "Note: the criteria are not the ones that both sides signed; 'poc-docs check' names them."
    if plan.status is Status.PLANNING:
        yield "Note: the plan is in Planning; results count once both sides agreed to its criteria."
    elif measured and early(plan, measured):
        yield early(plan, measured)

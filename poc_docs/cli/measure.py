"""``poc-docs measure``: a day's value of a criterion, typed or from a measuring program's file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from poc_docs.cli.import_options import import_options
from poc_docs.cli.importing import Import, import_results, print_offers, say
from poc_docs.cli.numbered import refuse_unknown
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.running import early, refuse_before_work, refuse_not_running
from poc_docs.cli.session import DATE, Session, diff_option, shell_word, today_option
from poc_docs.cli.telling import plan_to_run, refuse_examples, refuse_future, write_and_tell
from poc_docs.plan.values import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.cli.import_options import Wanted
    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.writing.running.metric_log import Measured

_TYPED = 2


@click.command("measure", context_settings={"ignore_unknown_options": True})
@click.argument("name", metavar="PLAN")
@click.argument("words", metavar="[CRITERION VALUE]", nargs=-1)
@click.option("--date", type=DATE, help="The day it was measured, if it was not today.")
@click.option("--note", metavar="TEXT", help="How it was measured.")
@import_options
@diff_option
@today_option
def command(
    name: str,
    words: tuple[str, ...],
    date: dt.date | None,
    note: str | None,
    wanted: Wanted | None,
    diff: bool,
    today: dt.date,
) -> None:
    """Write a day's value of a criterion of PLAN into its Metric Log, and judge it so far.

    Results stay as they are; 'poc-docs results PLAN --from-log' takes the latest values over.

    \b
    Examples:
      poc-docs measure halden 1 "187 ms"
      poc-docs measure halden 2 "99.7%" --date 2026-12-04 --note "40,000 orders"
      poc-docs measure halden --from k6-summary.json --use 1="k6:http_req_duration p(95)"
      poc-docs measure halden --from k6-summary.json
    """
    session = Session()
    loaded = plan_to_run(session, name)
    if wanted and wanted.only_list:
        print_offers(loaded, wanted)
        return
    refuse_not_running(loaded, "nothing more is measured")
    if not loaded.plan.criteria:
        raise Refusal(
            f"{loaded.name} has no criteria that can be read, and values belong to criteria",
            f"poc-docs check {loaded.word}",
        )
    if wanted:
        if words or note is not None:
            raise Refusal("--from brings the values and their notes", "leave CRITERION, VALUE and --note out")
        brought = import_results(loaded, wanted)
        day = date or _day_of(brought, today)
    else:
        brought, day = Import({}), date or today
    refuse_future(day, today, "it was measured")
    refuse_before_work(loaded.plan, day)
    measured = _imported(brought, day) if wanted else [_typed(loaded, words, day, note)]
    say(brought)
    after, told = _logged(loaded, brought, measured)
    write_and_tell(session, loaded, after, diff=diff, told=[*told, *filter(None, [early(after, day)])])


def _day_of(brought: Import, today: dt.date) -> dt.date:
    """Give the day that the file says, else today.

    The file's day is that of UTC: where the sun sets in the west it may be tomorrow's already.
    """
    found = brought.measured_on
    tomorrow = today + dt.timedelta(days=1) if today < dt.date.max else today
    return today if found is None or found == tomorrow else found


def _imported(brought: Import, day: dt.date) -> list[Measured]:
    """Give the values of a file, with the file as their note."""
    from poc_docs.writing.running.metric_log import Measured

    return [
        Measured(
            date=day,
            number=number,
            value=recording.result,
            note="; ".join(filter(None, (recording.note, recording.evidence))),
        )
        for number, recording in sorted(brought.recordings.items())
    ]


def _typed(loaded: LoadedPlan, words: Sequence[str], day: dt.date, note: str | None) -> Measured:
    """Give the value that was typed; refuse what is no value of a criterion."""
    from poc_docs.plan.verdicts import is_measured, is_not_tested
    from poc_docs.writing.literal import markdown_of
    from poc_docs.writing.running.metric_log import Measured

    example = f'poc-docs measure {loaded.word} 1 "…"'
    _refuse_other_words(words, example)
    number, value = parse_number(words[0].strip().removeprefix("#")), " ".join(words[1].split())
    if number is None:
        listed = ", ".join(f"{c.number.text.value} ({c.text.value})" for c in loaded.plan.criteria)
        raise Refusal(f"{words[0]!r} is not the number of a criterion", f"the criteria are {listed}")
    refuse_unknown(loaded.plan, number)
    if is_not_tested(value):
        advice = f"poc-docs results {loaded.word} --set {number}={shell_word(value)}"
        raise Refusal(f"{value!r} is a result, and no value", advice)
    if not is_measured(value):
        said = f"{value!r} is no measured value" if value else "a value must not be empty"
        raise Refusal(said, f"write the value with its unit: {example}")
    refuse_examples([("--note", note)])
    return Measured(date=day, number=number, value=markdown_of(value), note=markdown_of(note or ""))


def _refuse_other_words(words: Sequence[str], example: str) -> None:
    for word in words:
        if word.startswith("--"):
            raise Refusal(
                f"there is no option {word!r}", "'poc-docs measure --help' lists the options, with examples"
            )
    if len(words) < _TYPED:
        missing = "a value is missing" if words else "a criterion and a value are missing"
        raise Refusal(missing, f"{example}   # or --from FILE")
    if len(words) > _TYPED:
        raise Refusal(f"a criterion and a value are two texts, not {len(words)}", f"put quotes: {example}")


def _logged(loaded: LoadedPlan, brought: Import, measured: Sequence[Measured]) -> tuple[Plan, list[str]]:
    """Give the plan with all values, and what is to be said of each."""
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.metric_log import log_value

    after = rewritten(loaded.plan, brought.edits)
    for each in measured:
        after = rewritten(after, log_value(after, each))
    told = [line for each in measured for line in _told(after, each)]
    for each in measured:
        told += _beside(loaded, after, each)
    return after, told


def _told(after: Plan, measured: Measured) -> Iterator[str]:
    """Say what a value means for its target so far; no verdict is written."""
    from poc_docs.plan.standings import judge_criterion
    from poc_docs.text.table_source import cell_content

    criterion = after.criterion(measured.number)
    if criterion is None:
        return
    value = after.document.plain(cell_content(measured.value))
    judgement = judge_criterion(criterion, value)
    verdict = f"{judgement.verdict} so far" if judgement.verdict else "no verdict"
    yield f"{measured.date}, {measured.number}. {criterion.text.value}: {verdict}: {judgement.reason}"


def _beside(loaded: LoadedPlan, after: Plan, measured: Measured) -> Iterator[str]:
    """Name the other values of a criterion and day, which stay, with the place of each."""
    from poc_docs.writing.running.metric_log import same_day

    old, new = same_day(loaded.plan, measured), same_day(after, measured)
    if not old or len(new) == len(old):
        return
    known = {(each.value.source, each.note.source) for each in old}
    for each in new:
        if (each.value.source, each.note.source) in known:
            line, _ = after.document.position(each.row.span.start)
            yield f"  {each.value.value} of the same day stays, at {loaded.name}:{line}: both were measured."
    yield "  If one of them is wrong, delete its line."

"""``poc-docs metrics``: the numbers of ``docs/metrics.md`` over all plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.kept import no_cache_option
from poc_docs.cli.refusal import Refusal, all_printable
from poc_docs.cli.session import DATE, Session, next_step, today_option
from poc_docs.cli.terminal import columns
from poc_docs.portfolio.collecting import without_collecting

if TYPE_CHECKING:
    import datetime as dt


@click.command("metrics")
@click.option("--since", type=DATE, help="Count what is dated on this day or later.")
@click.option("--until", type=DATE, help="Count what is dated on this day or earlier.")
@click.option("--owner", metavar="NAME", help="Only plans of this sales engineer; a part of the name does.")
@click.option("--by", "by", type=Choice(["quarter"]), help="Show each quarter beside the whole.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@no_cache_option
@today_option
def command(
    since: dt.date | None,
    until: dt.date | None,
    owner: str | None,
    by: str | None,
    form: str,
    no_cache: bool,
    today: dt.date,
) -> None:
    """Count over all plans: outcomes, win rate, agreement, durations, pass rates, load and pipeline.

    docs/metrics.md defines every number, and the date that puts a plan into a period.

    \b
    Examples:
      poc-docs metrics
      poc-docs metrics --since 2026-07-01 --until 2026-09-30
      poc-docs metrics --owner "Ines Falk" --by quarter
      poc-docs metrics --format json
    """
    from poc_docs.cli.kept import values_of_all
    from poc_docs.exports.metrics_json import metrics_json
    from poc_docs.exports.metrics_text import metrics_text
    from poc_docs.portfolio.metrics import KIND, Period, metrics_from
    from poc_docs.portfolio.owners import owners_meant

    if since and until and since > until:
        raise Refusal(f"--since {since} lies after --until {until}", "exchange the two days")
    click.get_current_context().with_resource(without_collecting())
    found = values_of_all(Session().workspace, KIND, today, cache=not no_cache)
    if not found and form == "text":
        click.echo("There are no plans yet.")
        next_step('poc-docs new "Prospect" "Title"')
        return
    value = metrics_json(
        metrics_from(
            found,
            today,
            period=Period(since, until),
            owners=owners_meant([each.owner or "" for each in found], owner) if owner is not None else (),
            by_quarter=by is not None,
        )
    )
    if form == "json":
        click.echo(json_text(value))
        return
    lines = all_printable(metrics_text(value, columns(140)).split("\n"))
    click.echo("\n".join(line.rstrip() for line in lines))
    if value["left_out"]:
        next_step("poc-docs check   # says what is wrong in the files that are left out")

"""``poc-docs import``: what a CRM's report says of deals, into the front matter of their plans."""  # noqa: N999 -- it is called what the command is called

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.lower_errors import refusal_of
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, diff_option, next_step, shell_word
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.imports.salesforce import CrmReport, Reading, ReportRow
    from poc_docs.portfolio.crm.matching import Matched
    from poc_docs.portfolio.crm.settings import CrmSettings


@click.command("import")
@click.argument("source", metavar="salesforce", type=Choice(["salesforce"], case_sensitive=False))
@click.argument("path", metavar="REPORT.csv")
@click.option("--map", "mapped", multiple=True, metavar="VALUE=COLUMN", help="Which column has a value.")
@click.option("--dates", type=Choice(["DMY", "MDY"], case_sensitive=False), help="How 03/04/2026 is meant.")
@click.option(
    "--decimal", type=Choice(["point", "comma"], case_sensitive=False), help="How 180,000 is meant."
)
@click.option("--currency", metavar="CODE", help="The currency of amounts that name none, such as EUR.")
@diff_option
def command(
    source: str,  # noqa: ARG001 -- there is one so far
    path: str,
    mapped: tuple[str, ...],
    dates: str | None,
    decimal: str | None,
    currency: str | None,
    diff: bool,
) -> None:
    """Take amount, stage, forecast category and close date of each opportunity from a Salesforce report.

    A plan is found by its opportunity: the id, the number or the name. Empty cells change nothing. A plan is
    written only if all of its rows can be read; the rest is named row by row. 'git diff' is the review.

    \b
    Examples:
      poc-docs import salesforce report.csv --diff
      poc-docs import salesforce report.csv
      poc-docs import salesforce bericht.csv --map opportunity="Opportunity-ID" --map amount=Betrag
      poc-docs import salesforce report.csv --dates DMY --currency EUR
    """
    from poc_docs.cli.portfolio import take_from_all
    from poc_docs.portfolio.crm.matching import match_rows, plan_deal
    from poc_docs.repository.crm_settings import crm_settings

    session = Session()
    settings = crm_settings(session.workspace)
    report = _read(path, _reading(settings, mapped, dates, decimal, currency))
    matched = match_rows(report.rows, take_from_all(session.workspace, plan_deal))
    for note in report.notes:
        click.echo(printable(f"{path}: {note}"))
    written, refused = _write_all(session, matched, diff=diff)
    _say_rows(path, matched)
    _say_missing(matched)
    _say_end(matched, written, diff=diff)
    if refused or any(message.blocks for message in matched.messages):
        sys.exit(1)


def _reading(
    settings: CrmSettings,
    mapped: tuple[str, ...],
    dates: str | None,
    decimal: str | None,
    currency: str | None,
) -> Reading:
    from poc_docs.imports.locale_values import DayOrder, DecimalMark
    from poc_docs.imports.salesforce import Reading
    from poc_docs.plan.currencies import CURRENCIES

    if currency and currency not in CURRENCIES:
        raise Refusal(f"{currency[:20]!r} is not a currency of ISO 4217", "write its code: --currency EUR")
    return Reading(
        columns={**settings.columns, **_mapped(settings.columns, mapped)},
        named=frozenset(_mapped(settings.columns, mapped)),
        order=DayOrder(dates) if dates else None,
        mark=DecimalMark(decimal) if decimal else None,
        currency=currency or settings.currency,
    )


def _mapped(known: Mapping[str, tuple[str, ...]], said: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in said:
        value, sign, column = text.partition("=")
        key = value.strip().replace("-", "_").replace(" ", "_").casefold()
        if not sign or not column.strip() or key not in known:
            advice = f"write --map amount=Betrag; the values are {', '.join(known)}"
            raise Refusal(f"--map {text[:60]!r} does not say which column has which value", advice)
        if key in found:
            raise Refusal(f"--map names a column for {key!r} twice", "keep one of the two")
        found[key] = (column.strip(),)
    return found


def _read(path: str, reading: Reading) -> CrmReport:
    from poc_docs.imports.decoding import MAXIMUM_BYTES
    from poc_docs.imports.offers import ImportRefusedError
    from poc_docs.imports.salesforce import read_report
    from poc_docs.repository.measured import read_measured_file

    data = read_measured_file(Path(path), MAXIMUM_BYTES).data
    if len(data) > MAXIMUM_BYTES:
        raise Refusal(f"{path} is larger than {MAXIMUM_BYTES // 2**20} MiB", "filter the report in the CRM")
    try:
        return read_report(data, reading)
    except ImportRefusedError as error:
        raise Refusal(f"{path}: {error.message}", error.advice) from None


def _write_all(session: Session, matched: Matched, *, diff: bool) -> tuple[list[str], bool]:
    """Write each plan by itself; one that can't be written is named, and stops no other."""
    written = []
    refused = False
    for plan, row in matched.rows:
        try:
            changed = _write(session, plan.path, row, diff=diff)
        except Exception as error:
            refusal = error if isinstance(error, Refusal) else refusal_of(error)
            if not (isinstance(error, Refusal) or hasattr(error, "advice") or isinstance(error, OSError)):
                raise
            click.echo(printable(f"{plan.path}: {refusal.message}"))
            click.echo(printable(f"  -> {refusal.advice}"))
            refused = True
        else:
            written += [plan.path] if changed else []
    return written, refused


def _write(session: Session, path: str, row: ReportRow, *, diff: bool) -> bool:
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.crm import CrmChange, set_crm

    loaded = session.load_for_writing(str(session.workspace.root / path))
    change = CrmChange(
        stage=row.stage,
        forecast_category=row.forecast_category,
        amount=row.amount,
        close_date=row.close_date,
    )
    after = rewritten(loaded.plan, set_crm(loaded.plan, change))
    present = loaded.plan.metadata.crm if loaded.plan.metadata else None
    changes = [
        f"{key.replace('_', ' ')} {_shown(getattr(present, key, None))} \u2192 {_shown(value)}"
        for key, value in change.differing(present).items()
    ]
    if changes:
        click.echo(printable(f"{loaded.name}: {'; '.join(changes)}"))
    session.write(loaded, after, diff=diff)
    return bool(changes)


def _shown(value: object) -> str:
    return "(nothing)" if value is None else str(value)


def _say_rows(path: str, matched: Matched) -> None:
    for message in matched.messages:
        click.echo(printable(f"{path}:{message.line}: {message.message}"))
        if message.advice:
            click.echo(printable(f"  -> {message.advice}"))


def _say_missing(matched: Matched) -> None:
    """Name the plans whose deal is open and that the report does not have."""
    for plan in matched.missing:
        if not plan.is_final:
            click.echo(printable(f"{plan.path}: the report has no row for {plan.opportunity!r}"))


def _say_end(matched: Matched, written: list[str], *, diff: bool) -> None:
    what = "would change" if diff else "changed"
    rows = f"{matched.unused} of {matched.given} rows"
    problems = f"; {rows} could not be used" if matched.unused else ""
    plans = counted(len(matched.rows), "plan")
    click.echo(f"{plans} matched, {len(written)} {what}{problems}.")
    if written and not diff:
        files = " ".join(shell_word(path) for path in written) if len(written) == 1 else "plans/"
        next_step("git diff plans/   # the review", f"git add {files} && git commit", "poc-docs crm")
    elif written:
        next_step("the same without --diff")
    else:
        next_step("poc-docs crm")

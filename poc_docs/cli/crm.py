"""``poc-docs crm``: the CRM's fields of plans, where they disagree with the plan, and changes to them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import print_json
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import DATE, Session, diff_option, next_step, today_option
from poc_docs.cli.telling import UNCHANGED, commit_of, refuse_examples

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from poc_docs.exports.crm_text import CrmView
    from poc_docs.plan.values import Money
    from poc_docs.writing.crm import CrmChange


class MoneyParameter(click.ParamType[Any]):
    """The amount of a deal with its currency, ``180000.00 EUR`` or ``180,000 EUR``."""

    name = "AMOUNT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Money:
        """Read the amount, or fail with the one that was meant, or an example."""
        from poc_docs.plan.typed_amounts import meant_amount, which_is_meant, without_grouping
        from poc_docs.plan.values import parse_money

        text = " ".join(str(value).split())
        money = parse_money(without_grouping(text))
        if money is None:
            readings = which_is_meant(text)
            if readings:
                self.fail(f"{text[:40]!r} has two readings: {readings}", param, ctx)
            meant = meant_amount(text)
            wrong = "is not how an amount is written" if meant else "is no amount"
            self.fail(f"{text[:40]!r} {wrong}; write it as '{meant or '180000.00 EUR'}'", param, ctx)
        if money.amount < 0:
            self.fail(f"the amount of a deal must not be below zero, as {text[:40]!r} is", param, ctx)
        return money


@click.command("crm")
@click.argument("names", metavar="[PLAN]...", nargs=-1)
@click.option("--stage", help="The stage of the opportunity.")
@click.option("--forecast", metavar="CATEGORY", help="The forecast category.")
@click.option("--amount", type=MoneyParameter(), help="The amount with its currency: '180000.00 EUR'.")
@click.option("--close-date", type=DATE, help="The day on which the deal is to close.")
@click.option("--deal-review/--no-deal-review", default=None, help="Ask for executives' attention.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@diff_option
@today_option
def command(
    names: tuple[str, ...],
    stage: str | None,
    forecast: str | None,
    amount: Money | None,
    close_date: dt.date | None,
    deal_review: bool | None,
    form: str,
    diff: bool,
    today: dt.date,
) -> None:
    """Show what the CRM has of each PLAN, or of all, and where it disagrees with the plan.

    With --stage, --forecast, --amount, --close-date or --deal-review it writes them into the front matter
    of one PLAN; what is not named stays. Stages are mapped in pyproject.toml, see docs/crm.md.

    \b
    Examples:
      poc-docs crm
      poc-docs crm halden --stage Negotiation --forecast Commit
      poc-docs crm halden --amount "180000.00 EUR" --close-date 2026-05-29
      poc-docs crm halden --deal-review
    """
    from poc_docs.writing.crm import CrmChange

    refuse_examples([("--stage", stage)])
    change = CrmChange(
        stage=_word("--stage", stage),
        forecast_category=_word("--forecast", forecast),
        deal_review=deal_review,
        amount=amount,
        close_date=close_date,
    )
    session = Session()
    if forecast is not None:
        change = replace(change, forecast_category=_category(session, change.forecast_category or ""))
    if change == CrmChange():
        if diff:
            raise Refusal("--diff shows what would be written", "poc-docs crm PLAN --stage STAGE --diff")
        _show(session, names, form, today)
        return
    if len(names) != 1:
        raise Refusal("name the one plan that these are for", 'poc-docs crm halden --stage "Negotiation"')
    _write(session, names[0], change, diff=diff, today=today)


def _word(option: str, said: str | None) -> str | None:
    if said is None:
        return None
    word = " ".join(said.split())
    if not word:
        raise Refusal(f"{option} must say something", "leave the option out to keep what stands there")
    return word


def _category(session: Session, said: str) -> str:
    """Give the forecast category that was meant; Salesforce has a fixed list of them."""
    from poc_docs.plan.layout import folded
    from poc_docs.repository.crm_settings import crm_settings
    from poc_docs.text.spelling import did_you_mean

    known = {folded(word): word for word in crm_settings(session.workspace).every_forecast_category()}
    if folded(said) in known:
        return known[folded(said)]
    raise Refusal(
        f"{said!r} is no forecast category of Salesforce",
        f"{did_you_mean(said, known.values())}they are: {', '.join(known.values())}",
    )


def _show(session: Session, names: Sequence[str], form: str, today: dt.date) -> None:
    from poc_docs.exports.crm_text import crm_json, crm_lines

    views = _views(session, names, today)
    if form == "json":
        print_json(crm_json(views), "plans")
        return
    for line in crm_lines(views):
        click.echo(printable(line))
    if not views:
        click.echo("There are no plans yet.")
        next_step('poc-docs new "Prospect" "Title"')
        return
    first = next((advice for view in views for _, advice in view.advice), None)
    next_step(*(first.commands[:1] if first else ("poc-docs import salesforce REPORT.csv",)))


def _views(session: Session, names: Sequence[str], today: dt.date) -> list[CrmView]:
    from poc_docs.cli.portfolio import take_from_all
    from poc_docs.exports.crm_text import crm_view
    from poc_docs.repository.crm_settings import crm_settings
    from poc_docs.repository.workspace import find_plan

    workspace = session.workspace
    settings = crm_settings(workspace)
    wanted = {printable(workspace.shown(find_plan(workspace, name, Path.cwd()))) for name in names}
    views = take_from_all(workspace, partial(crm_view, today=today, settings=settings), today)
    return [view for view in views if not names or view.path in wanted]


def _write(session: Session, name: str, change: CrmChange, *, diff: bool, today: dt.date) -> None:
    from poc_docs.portfolio.crm import crm_advice
    from poc_docs.portfolio.signals import computed_health
    from poc_docs.repository.crm_settings import crm_settings
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.crm import set_crm

    loaded = session.load_for_writing(name)
    settings = crm_settings(session.workspace)
    after = rewritten(loaded.plan, set_crm(loaded.plan, change))
    written = session.write(loaded, after, diff=diff)
    if not written and after.document.text == loaded.plan.document.text:
        click.echo(UNCHANGED)
    if diff:
        return
    crm = loaded.plan.metadata.crm if loaded.plan.metadata else None
    for key, value in change.differing(crm).items():
        click.echo(printable(f"{loaded.name}: {key.replace('_', ' ')} is {_shown(value)}."))
    stem = loaded.word
    advice = crm_advice(after, today, stem, settings, computed_health(after, today))
    for each in advice:
        click.echo(printable(f"Note: {each.message}."))
    commit = [commit_of(loaded)] if written else []
    next_step(*commit, *(advice[0].commands[:1] if advice else [f"poc-docs crm {stem}"]))


def _shown(value: object) -> str:
    return {True: "raised", False: "not raised"}[value] if isinstance(value, bool) else str(value)

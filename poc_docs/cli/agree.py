"""``poc-docs agree``: a party's signature over the plan as it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from poc_docs.cli.asking import ask, is_interactive
from poc_docs.cli.permission import refuse_unless_clean
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, LoadedPlan, Session, diff_option, next_step, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.plan.vocabulary import Party

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.model import Plan, Signature


@click.command("agree")
@click.argument("name", metavar="PLAN")
@click.option("--party", type=click.Choice([party.value for party in Party]), help="For whom they sign.")
@click.option("--by", "signer", metavar="NAME", help="Who agreed.")
@click.option("--role", metavar="TEXT", help="Their role, such as 'Head of platform'.")
@click.option("--evidence", metavar="TEXT", help="Where their word can be found; the prospect's needs it.")
@click.option("--date", type=DATE, help="The day they agreed, if it was not today.")
@diff_option
@today_option
def command(
    name: str,
    party: str | None,
    signer: str | None,
    role: str | None,
    evidence: str | None,
    date: dt.date | None,
    diff: bool,
    today: dt.date,
) -> None:
    """Record that a person agreed to the objective, scope, dates, criteria and decision rules of PLAN.

    \b
    Examples:
      poc-docs agree halden --party vendor --by "Ines Falk"
      poc-docs agree halden --party prospect --by "Tove Brandt" --role "Head of platform" \\
        --evidence "mail of 2026-03-05" --date 2026-03-05
    """
    from poc_docs.plan.agreement import agreement, short_code
    from poc_docs.plan.model import Signature
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.signing import sign

    session = Session()
    loaded = session.load_for_writing(name)
    if is_interactive():
        choices = click.Choice([each.value for each in Party])
        party = party or click.prompt("Who signs, vendor or prospect", type=choices, show_choices=False)
        signer = signer or click.prompt("Name")
        if party == Party.PROSPECT:
            evidence = evidence or ask("Where their word can be found, such as: mail of 2026-03-05")
    _refuse_incomplete(party, signer, evidence, name)
    assert party  # noqa: S101 -- refused above
    assert signer  # noqa: S101 -- refused above
    if (date or today) > today:
        raise Refusal(f"{date} lies in the future", "give the day they agreed, today or earlier")
    _refuse_unsignable(loaded)
    present = agreement(loaded.plan)
    signature = Signature(
        party=Party(party),
        name=" ".join(signer.split()),
        role=role,
        date=date or today,
        evidence=evidence,
        parameters=present.parameters,
        disclosed=present.disclosed,
    )
    _refuse_same_person(loaded.plan, signature)
    already = present.signed_by.get(signature.party)
    if already and already.name == signature.name:
        click.echo(f"{already.name} signed this text for the {party} on {already.date}; nothing to add.")
        next_step(*next_steps(loaded))
        return
    after = rewritten(loaded.plan, sign(loaded.plan, signature))
    if session.write(loaded, after, diff=diff):
        criteria = len(loaded.plan.criteria)
        code = short_code(present.parameters)
        click.echo(f"{signature.name} signed for the {party}: {criteria} criteria, code {code}.")
        next_step(*next_steps(session.read(loaded.path)))


def _refuse_incomplete(party: str | None, signer: str | None, evidence: str | None, name: str) -> None:
    missing = [
        option
        for option, value in (("--party vendor|prospect", party), ('--by "NAME"', signer))
        if not value or not value.strip()
    ]
    if party == Party.PROSPECT and not (evidence and evidence.strip()):
        missing.append('--evidence "mail of YYYY-MM-DD"')
    if missing:
        who = "the prospect's signature" if party == Party.PROSPECT else "a signature"
        raise Refusal(f"{who} needs {' and '.join(missing)}", f"poc-docs agree {name} … {' '.join(missing)}")


def _refuse_same_person(plan: Plan, signature: Signature) -> None:
    from poc_docs.plan.agreement import same_person

    for other in plan.signatures:
        same_text = other.parameters == signature.parameters and other.party is not signature.party
        if same_text and same_person(other.name, signature.name):
            raise Refusal(
                f"{other.name} signed this for the {other.party} already; one person can't sign for both",
                f"give the name of the person who agreed for the {signature.party}",
            )


def _refuse_unsignable(loaded: LoadedPlan) -> None:
    """Refuse a text that could not become Active: what is signed must be complete and readable."""
    from poc_docs.plan import vocabulary as words
    from poc_docs.plan.model import Read

    plan, metadata = loaded.plan, loaded.plan.metadata
    if plan.document.front_matter is None or metadata is None or metadata.status is None:
        raise Refusal(
            f"{loaded.name} has no front matter that can be read, and a signature stands there",
            f"poc-docs check {loaded.path.stem}",
        )
    signed = (words.OVERVIEW, words.CRITERIA, words.FRAMEWORK)
    spans = [plan.sections[each.heading].span for each in signed if each.heading in plan.sections]

    def concerns(finding: Finding) -> bool:
        inside = any(span.start <= finding.span.start < span.end for span in spans)
        return finding.code < "POC4" and (inside or finding.code in {"POC201", "POC202"})

    status = Read(metadata.status.text, words.Status.ACTIVE)
    as_active = replace(plan, metadata=replace(metadata, status=status))
    refuse_unless_clean(loaded, (), as_active, "This can't be signed yet", concerns)

"""``poc-docs agree``: a party's signature over the plan as it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.agreeing import mailed_word, print_request, refuse_beside_mail
from poc_docs.cli.asking import ask_for, ask_needed, is_interactive
from poc_docs.cli.choice import Choice
from poc_docs.cli.confetti import cheer, with_confetti
from poc_docs.cli.obstacles import refuse_unless_clean
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import DATE, LoadedPlan, Session, diff_option, next_step, shell_word, today_option
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import refuse_examples, refuse_future
from poc_docs.plan.values import is_blank_word, parse_date
from poc_docs.plan.vocabulary import Party
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan

_DAY = pattern(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)
"""A day in what is said as evidence: ``mail of 2026-03-05``."""


@click.command("agree")
@click.argument("name", metavar="PLAN")
@click.option(
    "--party",
    type=Choice([party.value for party in Party], case_sensitive=False),
    help="For whom they sign.",
)
@click.option("--by", "signer", metavar="NAME", help="Who agreed.")
@click.option("--role", metavar="TEXT", help="Their role, such as 'Head of platform'.")
@click.option("--evidence", metavar="TEXT", help="Where their word can be found; the prospect's needs it.")
@click.option("--results", is_flag=True, help="They confirmed results and outcome, not the criteria.")
@click.option("--date", type=DATE, help="The day they agreed, if it was not today.")
@click.option("--request", is_flag=True, help="Print the mail that asks the prospect, and write nothing.")
@click.option("--mail", type=click.Path(path_type=Path), help="The prospect's answer, saved as .eml.")
@diff_option
@today_option
def command(
    name: str,
    party: str | None,
    signer: str | None,
    role: str | None,
    evidence: str | None,
    results: bool,
    date: dt.date | None,
    request: bool,
    mail: Path | None,
    diff: bool,
    today: dt.date,
) -> None:
    """Record that a person agreed to the objective, scope, dates, criteria and decision rules of PLAN.

    With --results: that a person, for the prospect if nothing else is said, confirmed results and outcome.
    With --request it prints the mail that asks for the prospect's word, and --mail takes name, date and code
    from the answer; the sender is not verified.

    \b
    Examples:
      poc-docs agree halden --party vendor --by "Ines Falk"
      poc-docs agree halden --party prospect --by "Tove Brandt" --role "Head of platform" \\
        --evidence "mail of 2026-03-05" --date 2026-03-05
      poc-docs agree halden --results --by "Tove Brandt" --evidence "minutes of 2026-03-27"
      poc-docs agree halden --request
      poc-docs agree halden --mail answer.eml
    """
    session = Session()
    loaded = session.load_for_writing(name)
    if request or mail:
        refuse_beside_mail(request=request, party=party, evidence=evidence, date=date, results=results)
        refuse_unsignable(loaded)
    if request:
        print_request(loaded)
        return
    if mail:
        word = mailed_word(session, loaded, mail, signer, today)
        party, signer, date, evidence = Party.PROSPECT.value, word.name, word.date, word.evidence
    if results:
        party = party or Party.PROSPECT.value
    if is_interactive():
        party, signer, evidence = _asked(party, signer, evidence)
    _refuse_incomplete(party, signer, evidence, shell_word(name))
    refuse_examples([("--role", role)])
    assert party  # noqa: S101 -- refused above
    assert signer  # noqa: S101 -- refused above
    refuse_future(date or today, today, "they agreed")
    refuse_evidence_to_come(evidence, today)
    if results:
        _refuse_unconfirmable(loaded)
    else:
        refuse_unsignable(loaded)
    signature = signature_on(loaded.plan, Party(party), signer, date or today, results=results)
    signature = replace(signature, role=role, evidence=evidence)
    refuse_same_person(loaded.plan, signature)
    _sign(session, loaded, signature, today, diff=diff)


def _sign(session: Session, loaded: LoadedPlan, signature: Signature, today: dt.date, *, diff: bool) -> None:
    """Write a signature, unless it adds nothing to one that the plan has."""
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.signing import sign

    already = _already_signed(loaded.plan, signature)
    if already:
        told_already = f"{already.name} signed this for the {already.party} on {already.date}"
        click.echo(printable(f"{told_already}; nothing to add."))
        next_step(*next_steps(loaded))
        return
    after = rewritten(loaded.plan, sign(loaded.plan, signature))
    after = with_confetti(session, loaded, after, today)
    if session.write(loaded, after, diff=diff):
        click.echo(printable(told(loaded.plan, signature)))
        cheer(loaded.plan, after)
        next_step(*next_steps(session.read(loaded.path)))


def _asked(
    party: str | None, signer: str | None, evidence: str | None
) -> tuple[str | None, str | None, str | None]:
    """Ask for what was not given."""
    choices = Choice([each.value for each in Party], case_sensitive=False)
    party = party or ask_for("Who signs, vendor or prospect", choices, show_choices=False)
    signer = signer or ask_needed("Name")
    if party == Party.PROSPECT:
        evidence = evidence or ask_needed("Where their word can be found, such as: mail of 2026-03-05")
    return party, signer, evidence


def signature_on(plan: Plan, party: Party, name: str, date: dt.date, *, results: bool = False) -> Signature:
    """Give a signature on the plan as it stands: on its criteria, or on its results and outcome."""
    from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint, results_fingerprint
    from poc_docs.plan.metadata import Signature

    signer = " ".join(name.split())
    if results:
        return Signature(party=party, name=signer, date=date, results=results_fingerprint(plan))
    return Signature(
        party=party,
        name=signer,
        date=date,
        parameters=fingerprint(plan),
        disclosed=disclosed_fingerprint(plan),
    )


def told(plan: Plan, signature: Signature) -> str:
    """Say what a signature was put under."""
    from poc_docs.plan.agreement.fingerprints import short_code

    code = short_code(signature.parameters or signature.results or "")
    what = f"{len(plan.criteria)} criteria" if signature.parameters else "results and outcome"
    return f"{signature.name} signed for the {signature.party}: {what}, code {code}."


def _already_signed(plan: Plan, signature: Signature) -> Signature | None:
    """Give a signature to which this one adds nothing; one from before an open change does not count."""
    from poc_docs.plan.agreement.corrections import correction_signatures, open_correction
    from poc_docs.plan.agreement.state import agreement

    correction = open_correction(plan)
    if signature.results and correction:
        known = correction_signatures(plan, correction)
    elif signature.parameters and signature.party in agreement(plan).missing:
        return None
    else:
        known = list(plan.signatures)
    return next((each for each in known if _says_the_same(each, signature)), None)


def _says_the_same(one: Signature, other: Signature) -> bool:
    """Say whether a signature adds nothing to another: same side, person, text and surroundings."""
    return (one.party, one.name, one.parameters, one.disclosed, one.results) == (
        other.party,
        other.name,
        other.parameters,
        other.disclosed,
        other.results,
    )


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
    for option, value in (("--by", signer), ("--evidence", evidence)):
        if value and is_blank_word(value.strip()):
            raise Refusal(f"{option} {value!r} is only an example", "write what it really is")


def refuse_evidence_to_come(evidence: str | None, today: dt.date) -> None:
    """Refuse a mail or minutes of a day that has not come: nobody can look them up."""
    days = [parse_date(word) for word in _DAY.findall(evidence or "")]
    late = max((day for day in days if day), default=today)
    if late > today:
        advice = f"give the day it has, today ({today}) or earlier"
        raise Refusal(f"--evidence names {late}, which lies in the future", advice)


def refuse_same_person(plan: Plan, signature: Signature) -> None:
    """Refuse a signature of somebody who signed the same for the other party."""
    from poc_docs.plan.agreement.signers import same_person

    for other in plan.signatures:
        one, two = (other.parameters, other.results), (signature.parameters, signature.results)
        if one == two and other.party is not signature.party and same_person(other.name, signature.name):
            raise Refusal(
                f"{other.name} signed this for the {other.party} already; one person can't sign for both",
                f"give the name of the person who agreed for the {signature.party}",
            )


def _refuse_unconfirmable(loaded: LoadedPlan) -> None:
    """Refuse results without an outcome: a word on them would be a word on nothing."""
    from poc_docs.plan.vocabulary import Status

    plan = loaded.plan
    outcome = plan.decision.outcome
    if plan.document.front_matter is None or plan.status not in {Status.ACTIVE, Status.COMPLETE}:
        raise Refusal(f"{loaded.name} has no results that can be confirmed", f"poc-docs show {loaded.word}")
    if outcome is None or outcome.value is None:
        raise Refusal(
            f"{loaded.name} has no outcome yet, and results are confirmed with it",
            f"poc-docs decide {loaded.word}",
        )


def refuse_unsignable(loaded: LoadedPlan) -> None:
    """Refuse a text that could not become Active: what is signed must be complete and readable."""
    from poc_docs.plan import vocabulary as words
    from poc_docs.plan.texts import Read

    plan, metadata = loaded.plan, loaded.plan.metadata
    if plan.document.front_matter is None or metadata is None or metadata.status is None:
        raise Refusal(
            f"{loaded.name} has no front matter that can be read, and a signature stands there",
            f"poc-docs check {loaded.word}",
        )
    signed = (words.OVERVIEW, words.CRITERIA, words.FRAMEWORK)
    spans = [plan.sections[each.heading].span for each in signed if each.heading in plan.sections]

    def concerns(finding: Finding) -> bool:
        inside = any(span.start <= finding.span.start < span.end for span in spans)
        return finding.code < "POC4" and (inside or finding.code in {"POC201", "POC202"})

    status = Read(metadata.status.text, words.Status.ACTIVE)
    as_active = replace(plan, metadata=replace(metadata, status=status))
    refuse_unless_clean(loaded, (), as_active, "This can't be signed yet", concerns)

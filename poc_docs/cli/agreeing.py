"""The prospect's word by mail: the request that is sent, and the answer that comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import next_step
from poc_docs.plan.vocabulary import Party

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from poc_docs.cli.session import LoadedPlan, Session
    from poc_docs.messages.answer import Answer


def refuse_beside_mail(
    *, request: bool, party: str | None, evidence: str | None, date: dt.date | None, results: bool
) -> None:
    """Refuse options that say what the mail says, or that mean another signature."""
    option = "--request" if request else "--mail"
    if results:
        advice = "record results with --results, --by and --evidence"
        raise Refusal(f"{option} is about the criteria, not about results", advice)
    if party == Party.VENDOR:
        raise Refusal(f"{option} is for the prospect's word", "leave out --party vendor")
    said = [name for name, value in (("--evidence", evidence), ("--date", date)) if value]
    if said:
        raise Refusal(f"{' and '.join(said)} can't stand beside {option}", "they are taken from the mail")


def print_request(loaded: LoadedPlan) -> None:
    """Print the mail to the prospect; everything that is not part of it goes to standard error."""
    from poc_docs.messages.agreement import agreement_mail
    from poc_docs.plan.agreement.state import agreement

    signed = agreement(loaded.plan).signed_by.get(Party.PROSPECT)
    if signed:
        click.echo(
            f"{printable(signed.name)} signed this text for the prospect on {signed.date}; "
            "nothing to ask for."
        )
        return
    mail = agreement_mail(loaded.plan)
    click.echo(f"Subject: {mail.subject}\n\n{mail.body}")
    if mail.missing:
        click.echo(
            f"\nThe plan does not say, so the mail does not either: {', '.join(mail.missing)}.", err=True
        )
    answer = f"poc-docs agree {loaded.word} --mail answer.eml"
    next_step("send it, save the answer as a file, and type", answer, err=True)


@dataclass(frozen=True, slots=True)
class MailedWord:
    """What a signature takes from a mail."""

    name: str
    date: dt.date
    evidence: str


def mailed_word(
    session: Session, loaded: LoadedPlan, file: Path, signer: str | None, today: dt.date
) -> MailedWord:
    """Read the prospect's answer, and refuse one that is not an answer to the plan as it stands."""
    from poc_docs.messages.answer import MAXIMUM_BYTES, read_answer
    from poc_docs.repository.files import read_any_file

    data, _ = read_any_file(file, MAXIMUM_BYTES)
    answer = read_answer(data)
    _refuse_other_code(session, loaded, answer)
    name = " ".join((signer or answer.name).split())
    if not name or not name.isprintable():
        raise Refusal("the mail does not say who wrote it: its sender has no name", 'add --by "NAME"')
    date = answer.day(today)
    if date > today:
        raise Refusal(
            f"the mail is dated {date}, which lies in the future",
            "look at its header 'Date'; if the clock was wrong, give --by, --evidence and --date instead",
        )
    _tell(answer)
    return MailedWord(name, date, answer.evidence(date))


def _tell(answer: Answer) -> None:
    """Show what the mail says: whether that is a yes is for a person to read."""
    click.echo(f"The mail from {printable(answer.address)} says:", err=True)
    for line in answer.words or ("(nothing of its own above what it quotes)",):
        click.echo(f"  > {printable(line)}", err=True)
    click.echo("Whether that is a yes, you read; and the sender was not verified.\n", err=True)


def _refuse_other_code(session: Session, loaded: LoadedPlan, answer: Answer) -> None:
    from poc_docs.plan.agreement.fingerprints import fingerprint, short_code

    wanted = short_code(fingerprint(loaded.plan))
    named = answer.codes | (answer.numbers & {wanted})
    again = f"poc-docs agree {loaded.word} --request"
    if not named:
        message = f"the mail does not name the code {wanted} of {loaded.name}"
        raise Refusal(message, f"ask for an answer to the mail that {again!r} prints")
    if len(named) > 1:
        message = f"the mail names {len(named)} codes: {', '.join(sorted(named))}"
        raise Refusal(message, "ask which one is meant, in a mail that names that one only")
    if named != {wanted}:
        (code,) = named
        message = f"the mail answers {_owner(session, loaded, code)}; the code of {loaded.name} is {wanted}"
        raise Refusal(message, f"ask again with the mail that {again!r} prints")
    _refuse_twin(session, loaded, answer, again)


def _refuse_twin(session: Session, loaded: LoadedPlan, answer: Answer, again: str) -> None:
    """Refuse an answer about another plan whose signed texts, and so its code, are the same word for word."""
    if answer.plans == {loaded.plan.id}:
        return
    if answer.plans:
        named = ", ".join(sorted(answer.plans))
        raise Refusal(
            f"the mail answers plan {named!r}, not {loaded.plan.id!r}",
            f"ask with the mail that {again!r} prints",
        )
    twins = [path for path in _plans_of_code(session, answer.codes | answer.numbers) if path != loaded.name]
    if twins:
        message = f"{' and '.join(twins)} has the same code, and the mail does not say which plan it answers"
        raise Refusal(message, f"ask for a line 'Plan: {loaded.plan.id}', as {again!r} prints it")


def _owner(session: Session, loaded: LoadedPlan, code: str) -> str:
    """Say what a code stands for, as far as this repository knows."""
    from poc_docs.plan.agreement.fingerprints import short_code

    if code in {short_code(s.parameters) for s in loaded.plan.signatures if s.parameters}:
        return f"an earlier text of this plan (code {code}), which has changed since"
    known = next(_plans_of_code(session, {code}), "another text")
    return f"{known} (code {code})"


def _plans_of_code(session: Session, codes: Collection[str]) -> Iterator[str]:
    """Give the names of the plans whose present text has one of the codes."""
    from poc_docs.plan.agreement.fingerprints import fingerprint, short_code

    for path in session.workspace.files():
        try:
            other = session.read(path)
        except (click.ClickException, OSError):
            continue
        if short_code(fingerprint(other.plan)) in codes:
            yield other.name

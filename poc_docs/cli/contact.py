"""``poc-docs contact``: the people of both parties, in Resource Alignment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import Session, diff_option, shell_word, today_option
from poc_docs.cli.telling import one_line, plan_to_run, refuse_examples, write_and_tell
from poc_docs.plan.vocabulary import RESOURCES, Party

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan
    from poc_docs.writing.running.contacts import Person

_MAIL = re.compile(r"[^\s@,;:<>()\[\]\"'`|\\]+@[^\s@,;:<>()\[\]\"'`|\\]+")


@click.command("contact")
@click.argument("name", metavar="PLAN")
@click.argument("person", metavar="NAME")
@click.option(
    "--party",
    type=Choice([party.value for party in Party], case_sensitive=False),
    help="Which side they are on; needed once.",
)
@click.option("--role", metavar="TEXT", help="What they do.")
@click.option("--mail", metavar="ADDRESS", help="Where to write to.")
@diff_option
@today_option
def command(
    name: str, person: str, party: str | None, role: str | None, mail: str | None, diff: bool, today: dt.date
) -> None:
    """Add a person to the contacts of PLAN, or change what is written of them.

    The section Resource Alignment is added if it is missing. What is not said stays as it is.

    \b
    Examples:
      poc-docs contact halden "Tove Brandt" --party prospect --role "Head of platform" --mail tove@example.com
      poc-docs contact halden "Tove Brandt" --mail tove.brandt@example.com
    """
    from poc_docs.writing.running.contacts import Person

    del today  # every command that writes takes it; a contact has no day
    session = Session()
    loaded = plan_to_run(session, name)
    refuse_examples([("--role", role)])
    said = Person(
        name=one_line(
            person, "who it is", f'poc-docs contact {shell_word(name)} "…" --party …   # prospect or vendor'
        ),
        party=Party(party) if party else None,
        role=" ".join(role.split()) if role is not None else None,
        mail=_address(mail, name, person),
    )
    after = _with_contact(session, loaded, said)
    told = [", ".join(filter(None, _written(after, said.name))), *_replaced(loaded.plan, after, said.name)]
    new = RESOURCES.heading not in loaded.plan.sections
    added = [f"Added the section {RESOURCES.heading!r}, filled with what the plan knows."] if new else []
    write_and_tell(session, loaded, after, diff=diff, told=[*added, *told])


def _address(mail: str | None, name: str, person: str) -> str | None:
    if mail and not (_MAIL.fullmatch(mail) and mail.isprintable()):
        advice = f"poc-docs contact {shell_word(name)} {shell_word(person)} --mail …"
        raise Refusal(f"{mail!r} is not one mail address", advice)
    return mail


def _with_contact(session: Session, loaded: LoadedPlan, said: Person) -> Plan:
    from poc_docs.repository.slack_settings import channel_pattern
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.running.contacts import rows_of, set_contact
    from poc_docs.writing.running.filling import filling
    from poc_docs.writing.running.sections import add_section, present_section

    plan = loaded.plan
    if present_section(plan, RESOURCES) is None:
        body = filling(plan, RESOURCES, channel_pattern(session.workspace))
        plan = rewritten(plan, add_section(plan, RESOURCES, body))
    if said.party is None and not rows_of(plan, said.name):
        name = f"poc-docs contact {loaded.word} {shell_word(said.name)}"
        raise Refusal(
            f"{said.name} is not in {RESOURCES.heading!r} yet; say for which side: --party prospect|vendor",
            f"{name} --party …   # prospect or vendor",
        )
    return rewritten(plan, set_contact(plan, said))


def _replaced(before: Plan, after: Plan, name: str) -> Iterator[str]:
    """Say what was written of a person before, where it says something else now."""
    from poc_docs.writing.running.contacts import rows_of

    if len(rows_of(before, name)) == 1:
        columns = ("name", "party", "role", "mail")
        for column, old, new in zip(columns, _written(before, name), _written(after, name), strict=True):
            if old and old != new:
                yield f"  {column}: {old} -> {new or 'nothing'}"


def _written(plan: Plan, name: str) -> tuple[str, ...]:
    """Give what is written of a person now."""
    from poc_docs.writing.running.contacts import rows_of

    (row,) = rows_of(plan, name)
    return row.name.value, row.party.text.value, row.role.value, row.mail.value

"""``poc-docs email``: mails about a plan, and one on all plans."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import DATE, Session, shell_word, today_option
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from poc_docs.messages.drafts import Draft
    from poc_docs.messages.life_cycle import MailKind
    from poc_docs.portfolio.digest import ToldChange
    from poc_docs.portfolio.entries import Entry
    from poc_docs.repository.workspace import Workspace
    from poc_docs.text.template_source import TemplateSource


@click.command("email")
@click.argument("kind", required=False, metavar="MAIL")
@click.argument("name", required=False, metavar="[PLAN]")
@click.option(
    "--format",
    "form",
    type=Choice(["text", "eml", "mailto"]),
    default="text",
    show_default=True,
    help="text to copy, eml to open as a draft, mailto for a link.",
)
@click.option("--to", multiple=True, metavar="ADDRESS", help="To whom, in place of the plan's contacts.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write a file.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--since", type=DATE, help="digest: tell what changed from this day on (last Monday).")
@click.option("--owner", metavar="NAME", help="digest: only this sales engineer's plans.")
@click.option("--list", "listing", is_flag=True, help="List the mails and which templates are your own.")
@click.option("--template", is_flag=True, help="Print the template that poc-docs brings along.")
@today_option
def command(
    kind: str | None,
    name: str | None,
    form: str,
    to: tuple[str, ...],
    output: Path | None,
    force: bool,
    since: dt.date | None,
    owner: str | None,
    listing: bool,
    template: bool,
    today: dt.date,
) -> None:
    """Write a mail about PLAN from its template; nothing is sent.

    MAIL is kickoff, weekly, agree, amend, decision, win, escalate, reference or close; digest is one mail on
    all plans. What the plan does not say stays a visible [blank], and is listed. A template of your own in
    templates/email/ takes the place of ours; docs/emails.md lists what it can name.

    \b
    Examples:
      poc-docs email kickoff halden
      poc-docs email weekly halden --format eml -o weekly.eml
      poc-docs email agree halden --to tove@example.com --format mailto
      poc-docs email digest --since 2026-11-16 --owner "Ines Falk"
      poc-docs email --list
      mkdir -p templates/email && poc-docs email kickoff --template > templates/email/kickoff.txt.j2
    """
    from poc_docs.messages.life_cycle import DIGEST

    if listing:
        _refuse_beside("--list", kind)
        _list(Session().workspace)
        return
    found = _kind(kind, name)
    if template:
        _refuse_beside("--template", name)
        _print_template(found.name if found else DIGEST)
        return
    _refuse_bad_addresses(to)
    if found is None:
        draft = _digest(name, since, owner, to, today)
    else:
        draft = _mail(found, name, since, owner, to, today)
    _give_out(draft, form, output, force=force)
    _tell(draft)


def _refuse_beside(option: str, word: str | None) -> None:
    if word:
        mail = "" if option == "--list" else "kickoff "
        raise Refusal(f"{word!r} can't stand beside {option}", f"poc-docs email {mail}{option}")


def _kind(word: str | None, name: str | None) -> MailKind | None:
    """Give the mail that is meant; None for the digest."""
    from poc_docs.messages.life_cycle import DIGEST, KINDS
    from poc_docs.text.spelling import did_you_mean

    known = {kind.name: kind for kind in KINDS}
    listed = ", ".join([*known, DIGEST])
    if word is None:
        raise Refusal("say which mail", f"the mails are: {listed}")
    if word == DIGEST:
        return None
    if word not in known:
        if name in {*known, DIGEST} and _is_plan(word):
            plan = "" if name == DIGEST else f" {shell_word(word)}"
            raise Refusal(f"{word!r} is a plan: the mail comes first", f"poc-docs email {name}{plan}")
        meant = did_you_mean(word, [*known, DIGEST])
        raise Refusal(f"there is no mail {word!r}", f"{meant}the mails are: {listed}")
    return known[word]


def _is_plan(word: str) -> bool:
    from poc_docs.repository.workspace import UnknownPlanError, find_plan

    try:
        find_plan(Session().workspace, word, Path.cwd())
    except UnknownPlanError:
        return False
    return True


def _refuse_bad_addresses(addresses: Sequence[str]) -> None:
    from poc_docs.messages.recipients import is_address

    for address in addresses:
        if not is_address(address):
            raise Refusal(f"{address!r} is not one mail address", "write it as --to tove@example.com")


def _mail(
    kind: MailKind,
    name: str | None,
    since: dt.date | None,
    owner: str | None,
    to: Sequence[str],
    today: dt.date,
) -> Draft:
    from poc_docs.cli.agree import refuse_unsignable
    from poc_docs.cli.portfolio import take_from_all
    from poc_docs.cli.telling import plan_to_run
    from poc_docs.messages.life_cycle import Team, mail
    from poc_docs.repository.mail_templates import mail_templates
    from poc_docs.repository.slack_settings import channel_pattern

    if since is not None or owner is not None:
        raise Refusal("--since and --owner are for the digest", "poc-docs email digest --since 2026-11-16")
    if name is None:
        raise Refusal("say which plan the mail is about", f"poc-docs email {kind.name} PLAN")
    session = Session()
    loaded = plan_to_run(session, name)
    if kind.name == "agree":
        refuse_unsignable(loaded)
    workspace = session.workspace
    team = Team(mail_templates(workspace), channel_pattern(workspace))
    made = mail(loaded.plan, kind, today, team, to)
    return _with_errors(made, dict(take_from_all(workspace, _path_and_errors, files=[loaded.path])))


def _path_and_errors(entry: Entry) -> tuple[str, int]:
    return entry.path, len(entry.errors)


def _digest(
    name: str | None, since: dt.date | None, owner: str | None, to: Sequence[str], today: dt.date
) -> Draft:
    from functools import partial

    from poc_docs.cli.portfolio import take_from_all
    from poc_docs.exports.change_text import sentence
    from poc_docs.messages.digest_mail import digest_mail
    from poc_docs.portfolio.digest import digest, last_monday, note
    from poc_docs.portfolio.owners import owners_meant
    from poc_docs.repository.crm_settings import crm_settings
    from poc_docs.repository.mail_templates import mail_templates

    if name is not None:
        raise Refusal(f"the digest is about all plans, not about {name!r}", "poc-docs email digest")
    first = since or last_monday(today)
    if first > today:
        raise Refusal(f"{first} lies in the future", f"give a day up to today ({today})")
    workspace = Session().workspace
    noted = take_from_all(workspace, partial(note, today=today, crm=crm_settings(workspace)))
    owners = owners_meant([each.name.owner or "" for each in noted], owner) if owner is not None else ()
    found = digest(noted, first, _changed(workspace, first), today, owners)
    draft = digest_mail(found, mail_templates(workspace), sentence, to)
    return _with_errors(draft, {each.name.path: each.errors for each in noted})


def _with_errors(draft: Draft, errors: Mapping[str, int]) -> Draft:
    """Add a note for each plan with errors: what it says may not be what was meant."""
    found = [
        f"{path} has {counted(count, 'error')}: poc-docs check {shell_word(path)}"
        for path, count in errors.items()
        if count
    ]
    return replace(draft, notes=(*draft.notes, *found))


def _changed(workspace: Workspace, since: dt.date) -> list[ToldChange] | None:
    """Give what changed since a day; None, and why, where there is no history."""
    from poc_docs.cli.changes import changes_since
    from poc_docs.repository.git import GitError
    from poc_docs.repository.since import since as version_before

    if not workspace.git:
        click.echo(f"{printable(str(workspace.root))} is not a git repository: no changes are told", err=True)
        return None
    try:
        wanted = version_before(workspace.root, since)
    except GitError as error:
        click.echo(printable(f"No changes are told: {error}"), err=True)
        click.echo(printable(f"  -> {error.advice}"), err=True)
        return None
    return changes_since(workspace.root, wanted.before)


def _give_out(draft: Draft, form: str, output: Path | None, *, force: bool) -> None:
    from poc_docs.cli.export_file import print_text
    from poc_docs.messages.drafts import LONGEST_LINK, as_eml, as_mailto, as_text

    if form == "eml":
        data = as_eml(draft)
    elif form == "mailto":
        link = as_mailto(draft)
        if len(link) > LONGEST_LINK:
            click.echo(
                f"The link has {len(link):,} characters, and some programs take no more than "
                f"{LONGEST_LINK:,}; --format eml has no such end.",
                err=True,
            )
        data = f"{link}\n".encode()
    else:
        data = as_text(draft).encode()
    if output is None or str(output) == "-":
        print_text(data)
        return
    _write(output, data, force=force)
    click.echo(printable(f"Wrote {output}."), err=True)


def _write(path: Path, data: bytes, *, force: bool) -> None:
    """Write the file; one that is there and says something else takes ``--force``, and a plan stays."""
    from poc_docs.cli.export_file import refuse_place, write_or_replace

    refuse_place(path, Session().workspace)
    write_or_replace(
        path,
        data,
        may_replace=lambda before: force or before == data,
        why_not="is there already",
        advice="name another file, or add --force to replace it",
    )


def _tell(draft: Draft) -> None:
    """Say what the mail lacks, and what its sender should know: beside the mail, never in it."""
    lines = [*(f"Blank: {blank}" for blank in draft.blanks), *(f"Note: {note}" for note in draft.notes)]
    for number, line in enumerate(lines):
        click.echo(printable(line) if number or not sys.stdout.isatty() else f"\n{printable(line)}", err=True)


def _list(workspace: Workspace) -> None:
    from poc_docs.messages.life_cycle import DIGEST, KINDS
    from poc_docs.repository.mail_templates import own_templates, packaged_templates
    from poc_docs.text.template_source import file_of

    own, packaged = own_templates(workspace), packaged_templates()
    rows = [*((kind.name, kind.what) for kind in KINDS), (DIGEST, "what changed in all plans, and needs you")]
    for name, what in rows:
        source = own.get(file_of(name)) or packaged[file_of(name)]
        where = source.path if source.is_own else "packaged"
        click.echo(printable(f"{name:<10}{what:<55}{where}"))
    for file, message in _unused(own, [file_of(name) for name, _ in rows]):
        click.echo(printable(f"{own[file].path} is no mail's template{message}"), err=True)


def _unused(own: Mapping[str, TemplateSource], known: Sequence[str]) -> list[tuple[str, str]]:
    """Give the team's files that no mail uses; one that begins with ``_`` is there to be included."""
    from poc_docs.text.spelling import nearest

    found = []
    for file in own:
        if file not in known and not file.startswith("_"):
            near = nearest(file, known)
            found.append((file, f"; did you mean {near}?" if near else ""))
    return found


def _print_template(name: str) -> None:
    from poc_docs.repository.mail_templates import packaged_templates
    from poc_docs.text.template_source import file_of

    click.echo(packaged_templates()[file_of(name)].text, nl=False)

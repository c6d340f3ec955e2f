"""``poc-docs share``: one file for the prospect, with nothing in it that is not theirs to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, next_step, shell_word
from poc_docs.text.counting import counted

_NAMED = 5
"""So many blanks are named; the others are counted."""

if TYPE_CHECKING:
    from typing import BinaryIO

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.model import Plan


@click.command("share")
@click.argument("name", metavar="PLAN")
@click.option("-o", "--output", metavar="FILE", help="Where to, NAME.html if nothing is said; '-' prints.")
@click.option("--force", is_flag=True, help="Replace a file that was not written here, or was changed since.")
def command(name: str, output: str | None, force: bool) -> None:
    """Write what the prospect may read of PLAN into one HTML file, which also prints well.

    It holds title, prospect, overview, criteria, environment, setup steps, timeline, results with evidence,
    the outcome, and what changed since the prospect signed. Nothing else of the plan is read: no notes,
    signers, risks, gaps, credits or amounts. A plan with errors is not shared.

    \b
    Examples:
      poc-docs share halden
      poc-docs share halden -o halden-for-review.html
    """
    from poc_docs.cli.export_file import print_text, refuse_place, write_files
    from poc_docs.reports.html_page import html_page
    from poc_docs.reports.recognising import sealed
    from poc_docs.reports.shared.allowed import shared, shared_blanks
    from poc_docs.reports.shared.page import shared_report
    from poc_docs.reports.subject import Subject

    session = Session()
    loaded = session.load(name)
    _refuse_errors(session, loaded)
    subject = Subject(loaded.plan, (), f"poc-docs check {loaded.word}", loaded.name)
    page = html_page(shared_report(shared(subject, _disclosed(session, loaded)))).encode()
    if output == "-":
        print_text(page)
        return
    path = Path(output or f"{loaded.path.stem}.html")
    if path.suffix.casefold() not in {".html", ".htm"}:
        raise Refusal(f"{path.name} is no name of an HTML file", f"write {shell_word(path.stem + '.html')}")
    refuse_place(path, session.workspace)
    if path.resolve().is_relative_to(session.workspace.plans.resolve()):
        advice = f"name another place: -o {shell_word('../' + path.name)}"
        raise Refusal(f"{path.name} would stand among the plans, and be committed with them", advice)
    write_files({path: sealed(page)}, "html", force=force, ours=_is_shared)
    click.echo(printable(f"Wrote {path.name}: {loaded.name}, as the prospect may read it."))
    _warn_of_git(session, path.resolve())
    blanks = [each.what for each in shared_blanks(loaded.plan)]
    if blanks:
        count = counted(len(blanks), "blank is", "blanks are")
        click.echo(printable(f"Of what is shared {count} not filled in yet: {_named(blanks)}."))
        next_step(f"fill in {shell_word(loaded.name)}, and share it again before you send the file")
        return
    read = f"open {path.resolve().as_uri()} in a browser, read it, and send the file"
    next_step(read, *_request(loaded))


def _warn_of_git(session: Session, path: Path) -> None:
    """Say so where git would take the file: ``init`` has it ignore those at the top alone."""
    from poc_docs.repository.git import is_taken

    root = session.workspace.root.resolve()
    if not session.workspace.git or not path.is_relative_to(root):
        return
    file = path.relative_to(root)
    if is_taken(root, file.as_posix()):
        others = f"/{file.with_name('*' + file.suffix).as_posix()}"
        told = f"Git does not ignore it, and 'git add' would take it: add the line {others} to .gitignore."
        click.echo(printable(told))


def _named(blanks: list[str]) -> str:
    left = len(blanks) - _NAMED
    return ", ".join(blanks[:_NAMED]) + (f", and {left} more" if left > 0 else "")


def _request(loaded: LoadedPlan) -> tuple[str, ...]:
    """Give the command that asks for the prospect's signature, where it is missing."""
    from poc_docs.plan.agreement.state import agreement
    from poc_docs.plan.vocabulary import Party, Status

    plan = loaded.plan
    is_over = plan.status is Status.COMPLETE or (plan.metadata and plan.metadata.closed)
    if is_over or Party.PROSPECT not in agreement(plan).missing:
        return ()
    return (f"poc-docs agree {loaded.word} --request   # prints the mail that asks to sign",)


def _refuse_errors(session: Session, loaded: LoadedPlan) -> None:
    errors = len(session.errors(loaded.plan))
    if errors:
        words = counted(errors, "error")
        raise Refusal(
            f"{loaded.name} has {words}, and is not shared with the prospect",
            f"correct them first: poc-docs check {loaded.word}",
        )


def _disclosed(session: Session, loaded: LoadedPlan) -> Plan | None:
    """Give the version that the prospect's latest signature is on, if it is another and git has it."""
    from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint
    from poc_docs.reports.shared.allowed import signature_of_prospect
    from poc_docs.repository.stories import disclosed_version

    signature = signature_of_prospect(loaded.plan)
    same = signature is None or signature.disclosed in {None, disclosed_fingerprint(loaded.plan)}
    if signature is None or same or not session.workspace.git:
        return None
    return disclosed_version(session.workspace.root, loaded.name, loaded.plan, signature)


def _is_shared(form: str, there: BinaryIO, _after: bytes) -> bool:
    from poc_docs.reports.recognising import is_report

    return is_report(form, there.read(), ())

"""``poc-docs gaps set`` and ``gaps link``: one row of the register, or the gap of a plan that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.gap_report import gap_report, say, sound_register, stem
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, diff_option, next_step, print_diff, shell_word, today_option
from poc_docs.cli.telling import UNCHANGED, write_and_tell
from poc_docs.plan.vocabulary import GapStatus

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.plan.gap_register import Register, RegisteredGap
    from poc_docs.plan.model import Plan
    from poc_docs.repository.workspace import Workspace

STATUSES = Choice([status.value for status in GapStatus], case_sensitive=False)


@click.command("set")
@click.argument("identifier", metavar="ID")
@click.option("--status", type=STATUSES, help="Open, Planned, Shipped or Declined.")
@click.option("--release", help="The release it is in, or is planned for.")
@click.option("--area", help="The part of the product.")
@click.option("--owner", help="Who answers for it.")
@click.option("--link", help="Where the work on it is tracked.")
@diff_option
@today_option
def set_command(
    identifier: str,
    status: str | None,
    release: str | None,
    area: str | None,
    owner: str | None,
    link: str | None,
    diff: bool,
    today: dt.date,
) -> None:
    """Change the row of gap ID in gaps.md; no other byte changes.

    With --status Shipped it lists the No-go and Conditional plans to revisit.

    \b
    Examples:
      poc-docs gaps set GAP-12 --status Planned --release 2026.12
      poc-docs gaps set GAP-12 --status Shipped --release 2026.11
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.gap_register import set_gap

    session = Session()
    register, gap = _gap(session.workspace, identifier)
    given = {"Status": status, "Release": release, "Area": area, "Owner": owner, "Link": link}
    values = {column: _markdown(column, value) for column, value in given.items() if value is not None}
    if not values:
        raise Refusal("say what is to change", f"poc-docs gaps set {shell_word(identifier)} --status Shipped")
    after = rewritten(register.plan, set_gap(register, gap, values))
    if not _write(session.workspace, register, after, diff=diff):
        if not diff:
            click.echo(UNCHANGED)
            next_step("poc-docs gaps")
        return
    click.echo(printable(f"{gap.id.value}: {', '.join(f'{name} {value}' for name, value in values.items())}"))
    _after_setting(session.workspace, gap.id.value, status, today)


def _markdown(column: str, value: str) -> str:
    """Give what is to stand in a cell; a link is Markdown already."""
    from poc_docs.writing.literal import markdown_of

    try:
        return value.strip() if column == "Link" else markdown_of(value)
    except ValueError as error:
        raise Refusal(f"--{column.lower()}: {error}", "write it in other words") from None


def _after_setting(workspace: Workspace, identifier: str, status: str | None, today: dt.date) -> None:
    from poc_docs.exports.gaps_text import revisit_lines

    steps = ["git add gaps.md && git commit"]
    if status == GapStatus.SHIPPED:
        report = gap_report(workspace, sound_register(workspace), today)
        shipped = [gap for gap in report.registered if gap.id == identifier]
        click.echo("\nTo revisit:")
        say(revisit_lines(shipped))
        found = [b for gap in shipped for b in gap.backings if b.is_to_revisit]
        steps += [f"poc-docs show {shell_word(stem(backing.entry.path))}" for backing in found[:3]]
    next_step(*steps)


def _gap(workspace: Workspace, identifier: str) -> tuple[Register, RegisteredGap]:
    from poc_docs.text.spelling import did_you_mean

    register = sound_register(workspace)
    if register is None:
        raise Refusal("there is no gaps.md yet", "'poc-docs gaps' prints one to paste")
    gap = register.gap(identifier)
    if gap is None:
        meant = did_you_mean(identifier, [each.id.value for each in register.gaps])
        raise Refusal(f"gaps.md has no gap {identifier!r}", f"{meant}'poc-docs gaps' lists them")
    return register, gap


def _write(workspace: Workspace, register: Register, after: Plan, *, diff: bool) -> bool:
    """Write the register, or show the difference; what would be a new fault in it is refused."""
    from poc_docs.checks.gap_register import register_faults
    from poc_docs.plan.gap_register import read_register
    from poc_docs.plan.vocabulary import GAP_REGISTER_FILE
    from poc_docs.repository.files import replace_file
    from poc_docs.repository.gap_register import register_path
    from poc_docs.text.source import encode

    before, text = register.plan.document.text, after.document.text
    if diff:
        print_diff(GAP_REGISTER_FILE, before, text)
        return False
    for fault in register_faults(read_register(text)):
        raise Refusal(f"nothing was written: {fault.message}", fault.advice)
    replace_file(register_path(workspace), encode(before), encode(text), workspace.root)
    return text != before


@click.command("link")
@click.argument("identifier", metavar="ID")
@click.argument("name", metavar="PLAN")
@click.argument("words", metavar="TITLE")
@diff_option
def link_command(identifier: str, name: str, words: str, diff: bool) -> None:
    """Say that a gap row of PLAN is the gap ID of the register: its id is written into the row.

    TITLE is the row's gap, or a part of it that no other row has.

    \b
    Examples:
      poc-docs gaps link GAP-12 belrive "Rotated scans"
    """
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.gap_register import link_gap
    from poc_docs.writing.literal import markdown_of

    session = Session()
    loaded = session.load_for_writing(name)
    _, gap = _gap(session.workspace, identifier)
    index = _row(loaded.plan, loaded.name, words)
    after = rewritten(loaded.plan, link_gap(loaded.plan, index, markdown_of(gap.id.value)))
    told = [f"{loaded.name}: {after.gaps[index].gap.value!r} is {gap.id.value}, {gap.gap.value!r}."]
    write_and_tell(session, loaded, after, diff=diff, told=told, steps=lambda _: ("poc-docs gaps",))


def _row(plan: Plan, name: str, words: str) -> int:
    """Give the index of the gap row that is meant; refuses none and several."""
    from poc_docs.plan.layout import folded

    wanted = folded(words)
    titles = [folded(gap.gap.value) for gap in plan.gaps]
    found = [index for index, title in enumerate(titles) if title == wanted] or [
        index for index, title in enumerate(titles) if wanted and wanted in title
    ]
    if len(found) == 1:
        return found[0]
    known = "; ".join(gap.gap.value for gap in plan.gaps) or "none"
    if found:
        raise Refusal(f"{words!r} fits {len(found)} gap rows of {name}", "type more of the title")
    raise Refusal(f"{name} has no gap row {words!r}", f"its gaps are: {known}")

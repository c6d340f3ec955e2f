"""``poc-docs migrate``: front matter in place of the old Metadata table."""

from __future__ import annotations

import click

from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import Session, diff_option, next_step
from poc_docs.cli.steps import next_steps


@click.command("migrate")
@click.argument("name", metavar="PLAN")
@diff_option
def command(name: str, diff: bool) -> None:
    """Turn the '## Metadata' table of PLAN into front matter; the rest of the file stays as it is.

    \b
    Examples:
      poc-docs migrate plans/old-plan.md --diff
      poc-docs migrate plans/old-plan.md
    """
    from poc_docs.plan.fields import is_identifier
    from poc_docs.plan.naming import slug
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.migrating import migrate

    session = Session()
    loaded = session.load_for_writing(name)
    plan = loaded.plan
    if plan.document.front_matter:
        raise Refusal(f"{loaded.name} has front matter already", f"poc-docs check {loaded.word}")
    if plan.metadata is None:
        raise Refusal(f"{loaded.name} has no '## Metadata' table", 'poc-docs new "Prospect" "Title"')
    stem = loaded.path.stem.lower()
    after = rewritten(plan, migrate(plan, stem if is_identifier(stem) else slug("", stem)))
    if session.write(loaded, after, diff=diff):
        click.echo(f"{loaded.name} has front matter now.")
        next_step(f"poc-docs check {loaded.word}", *next_steps(session.read(loaded.path)))

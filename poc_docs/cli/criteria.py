"""``poc-docs criteria``: the library of ready criteria, and its way into a plan."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.ready import known_criteria, meant
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import Session, diff_option, next_step, shell_word
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import plan_to_run
from poc_docs.plan.vocabulary import Kind, Status
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.plan.library import ReadyCriterion
    from poc_docs.repository.workspace import Workspace


class KindParameter(click.ParamType[Kind]):
    """A kind of objective, or how it begins."""

    name = "KIND"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Kind:
        """Read the kind; ``user-experience`` and ``user`` are ``user experience``."""
        wanted = str(value).casefold().replace("-", " ").strip()
        found = [kind for kind in Kind if wanted and kind.value.startswith(wanted)]
        if len(found) != 1:
            self.fail(f"{str(value)[:60]!r} is not one of {', '.join(Kind)}", param, ctx)
        return found[0]


@click.command("criteria")
@click.argument("words", nargs=-1)
@click.option("--kind", type=KindParameter(), help="Performance, integration, cost or user experience.")
@click.option("--add", "plan_name", metavar="PLAN", help="Write the criteria named by WORDS into PLAN.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@diff_option
def command(words: tuple[str, ...], kind: Kind | None, plan_name: str | None, form: str, diff: bool) -> None:
    """List ready criteria, or those in which all WORDS stand; with --add, write some into a plan.

    With --add each of WORDS is a name, or a unique part of one. The team's own criteria stand in
    templates/criteria.md.

    \b
    Examples:
      poc-docs criteria
      poc-docs criteria latency
      poc-docs criteria --kind cost
      poc-docs criteria --add halden "Response time under load" "Single sign-on"
    """
    from poc_docs.plan.library import search

    session = Session()
    known = known_criteria(_workspace(session))
    if plan_name is not None:
        _add(session, plan_name, search(known, kind=kind), words, diff=diff)
        return
    if diff:
        raise Refusal("--diff shows what --add would write", "poc-docs criteria --add PLAN NAME --diff")
    found = search(known, words, kind)
    if form == "json":
        from poc_docs.exports.library_json import library_json

        click.echo(json_text(library_json(found)))
        return
    if not found:
        looked_for = " ".join((*words, *([kind.value] if kind else [])))
        raise Refusal(f"no ready criterion has {looked_for!r}", "'poc-docs criteria' lists them all")
    _print(found)


def _workspace(session: Session) -> Workspace | None:
    """Give the workspace, or None outside of any: the packaged criteria can be read everywhere."""
    from poc_docs.repository.workspace import UnknownPlanError

    try:
        return session.workspace
    except UnknownPlanError:
        return None


def _print(found: Sequence[ReadyCriterion]) -> None:
    for kind, of_kind in groupby(found, key=lambda each: each.kind):
        click.echo(click.style(printable((kind or "").capitalize()), bold=True))
        for sub_point, criteria in groupby(of_kind, key=lambda each: each.sub_point.value):
            click.echo(printable(f"  {sub_point}".rstrip()))
            for each in criteria:
                _print_criterion(each)
        click.echo("")
    count = counted(len(found), "ready criterion", "ready criteria")
    click.echo(f"{count}; what begins with 'e.g.' is an example, and stays a blank until you fill it in.")
    next_step(f"poc-docs criteria --add PLAN {shell_word(found[0].name)}")


def _print_criterion(ready: ReadyCriterion) -> None:
    each = ready.criterion
    click.echo(printable(f"    {each.text.value} [{each.weight.text.value}]"))
    click.echo(printable(f"      measured: {_open(each.measurement.value)}"))
    baseline = f", baseline {_open(each.baseline.value)}" if each.baseline else ""
    click.echo(printable(f"      target:   {_open(each.target.value)}{baseline}"))


def _open(text: str) -> str:
    """Give a blank without its brackets, which mean something only in a plan."""
    return text[1:-1] if text.startswith("[e.g.") and text.endswith("]") else text


def _add(
    session: Session, name: str, known: Sequence[ReadyCriterion], names: Sequence[str], *, diff: bool
) -> None:
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.ready_criteria import add_criteria

    if not names:
        example = 'poc-docs criteria --add halden "Response time under load"'
        raise Refusal("say which criteria to add", f"{example}; 'poc-docs criteria' lists them")
    loaded = plan_to_run(session, name)
    refuse_agreed(loaded)
    ready = meant(known, names)
    _refuse_known(loaded, ready)
    after = rewritten(loaded.plan, add_criteria(loaded.plan, ready))
    if session.write(loaded, after, diff=diff):
        for each in ready:
            number = next(c.number.text.value for c in after.criteria if c.text.value == each.name)
            click.echo(printable(f"Added criterion {number}: {each.name}"))
        if loaded.plan.signatures:
            click.echo("Note: a signature is on the criteria as they were; whoever gave it has to sign anew.")
        next_step(*next_steps(session.read(loaded.path)))


def refuse_agreed(loaded: LoadedPlan) -> None:
    """Refuse to add criteria where work has begun or ended: what was agreed changes by an amendment only."""
    plan = loaded.plan
    if plan.status is Status.ACTIVE and not (plan.metadata and plan.metadata.closed):
        number = max((c.number.value or 0 for c in plan.criteria), default=0) + 1
        raise Refusal(
            f"{loaded.name} is Active, and its criteria are agreed; both parties can amend them",
            f'poc-docs amend {loaded.word} --reason "…" --set "criterion {number} text=…"',
        )
    if plan.status is not Status.PLANNING or (plan.metadata and plan.metadata.closed):
        state = "closed" if plan.metadata and plan.metadata.closed else plan.status or "in no status"
        raise Refusal(
            f"{loaded.name} is {state}, and takes no more criteria", "start a new plan: poc-docs new"
        )


def _refuse_known(loaded: LoadedPlan, ready: Sequence[ReadyCriterion]) -> None:
    from poc_docs.plan.layout import folded

    present = {folded(each.text.value): each.number.text.value for each in loaded.plan.criteria}
    for each in ready:
        if folded(each.name) in present:
            raise Refusal(
                f"criterion {present[folded(each.name)]} of {loaded.name} is {each.name!r} already",
                "edit it there, or leave it out",
            )

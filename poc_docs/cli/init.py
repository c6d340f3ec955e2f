"""``poc-docs init``: a repository made ready for plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.asking import ask, ask_for, ask_whether, is_interactive
from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import diff_option, next_step, print_diff, shell_word
from poc_docs.scaffold.steps import AddByHand, Choices, Ci, Hooks, Keep, Mend, Set, Write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.scaffold.steps import Found, Packaged, Step


@click.command("init")
@click.option(
    "--hooks", type=Choice([each.value for each in Hooks]), help="What calls the gate before a commit."
)
@click.option("--ci", type=Choice([each.value for each in Ci]), help="The host to write a workflow for.")
@click.option("--source", metavar="ADDRESS", help="The address your team clones poc-docs from.")
@click.option("--owner", "owners", metavar="@NAME", multiple=True, help="Who reviews changes to plans.")
@click.option("--adopt", is_flag=True, help="List the plans that run or ended already without an agreement.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@diff_option
def command(
    hooks: str | None,
    ci: str | None,
    source: str | None,
    owners: tuple[str, ...],
    adopt: bool,
    yes: bool,
    diff: bool,
) -> None:
    """Make a git repository ready for plans: write what is missing, and never overwrite anything.

    It shows first what it would do. On a terminal it asks then; elsewhere it needs --yes. Run it again at any
    time, and once in each new clone, for git's settings.

    \b
    Examples:
      poc-docs init
      poc-docs init --yes --hooks git --ci github
      poc-docs init --yes --source https://git.example.com/tools/poc-docs --owner @acme/presales
      poc-docs init --adopt --yes      # proofs of concept are running already
    """
    from poc_docs.repository.packaged import packaged
    from poc_docs.repository.setup import carry_out, look_around
    from poc_docs.scaffold.setting_up import looked_at, setup_steps

    root = _root()
    texts = packaged()
    found = look_around(root, looked_at(texts))
    steps = setup_steps(found, _choices(found, texts, hooks, ci, source, owners), texts)
    steps += _adoption(root) if adopt else []
    if diff:
        _show_contents(steps)
        return
    _show(root, steps)
    by_hand = [step.path for step in steps if isinstance(step, AddByHand | Mend)]
    if not any(isinstance(step, Write | Set) for step in steps):
        click.echo(f"\n{_left_to_you(by_hand)}" if by_hand else "\nNothing to do.")
    elif _agreed(yes):
        carry_out(root, steps)
        _report(steps, by_hand)


def _root() -> Path:
    from poc_docs.repository.git import top_level

    root = top_level(Path.cwd())
    if root is None:
        raise Refusal(f"{Path.cwd()} is not inside a git repository with a work tree", "git init")
    return root


def _choices(
    found: Found,
    texts: Packaged,
    hooks: str | None,
    ci: str | None,
    source: str | None,
    owners: tuple[str, ...],
) -> Choices:
    from poc_docs import __version__
    from poc_docs.repository.packaged import installed_from
    from poc_docs.scaffold.hosts import host_of
    from poc_docs.scaffold.setting_up import CODEOWNERS, default_hooks, writes_address

    known = default_hooks(found)
    if is_interactive():
        hooks = hooks or known or _asked_hooks()
    choices = Choices(
        hooks=Hooks(hooks or known or Hooks.PRE_COMMIT),
        ci=Ci(ci) if ci else host_of(found.settings.get("remote.origin.url", "")),
        repository=source or installed_from(),
        named=source is not None,
        owners=owners,
        version=__version__,
    )
    if is_interactive():
        if not choices.repository and writes_address(found, choices, texts):
            asked = ask("Address that your team clones poc-docs from")
            choices = replace(choices, repository=asked, named=asked is not None)
        if not owners and not any(path in found.files for path in CODEOWNERS):
            asked = ask("Who reviews plans, such as @acme/presales")
            choices = replace(choices, owners=tuple((asked or "").split()))
    _refuse_unwritable(choices)
    return choices


def _refuse_unwritable(choices: Choices) -> None:
    """Refuse an address that is none, and names that no host knows."""
    from poc_docs.scaffold.hosts import is_address, is_plain_word

    source = choices.repository
    if source and not is_address(source):
        advice = "such as https://git.example.com/tools/poc-docs, without blanks and quotes"
        raise Refusal(f"{source!r} is no address or path that git can clone", advice)
    for owner in choices.owners:
        if not is_plain_word(owner):
            raise Refusal(f"{owner!r} is no name that can be written down", "leave out blanks and quotes")
        if "@" not in owner:
            raise Refusal(f"{owner!r} names nobody that a host knows", f"--owner @{owner}")


def _asked_hooks() -> str:
    question = "What calls the gate before a commit: git itself, or the pre-commit framework"
    kinds = Choice([each.value for each in Hooks])
    return ask_for(question, kinds, default=Hooks.GIT.value)


def _adoption(root: Path) -> list[Step]:
    """Give the list of plans that began without a recorded agreement; it is written once and never again."""
    from poc_docs.plan.adoption import FILE, adopted_text
    from poc_docs.repository.adoption import plans_to_adopt
    from poc_docs.repository.git import committed_files, head
    from poc_docs.repository.workspace import Workspace

    if (root / FILE).exists():
        commit = head(root)
        if commit and FILE in committed_files(root, commit, FILE):
            return [Keep(FILE)]
        return [Mend(FILE, "is not committed yet; delete it first, and it is made anew")]
    entries, refused = plans_to_adopt(Workspace(root, git=True))
    for name, reason in refused.items():
        click.echo(f"Not adopted: {printable(name)}: {printable(reason)}", err=True)
    if refused:
        raise Refusal(
            f"{len(refused)} of the plans can't be adopted yet, and the list is written only once",
            "mend them, then run the command again",
        )
    if not entries:
        click.echo("No plan runs or ended without a recorded agreement: there is nothing to adopt.\n")
        return []
    return [
        Write(FILE, adopted_text(entries.values()), f"plans without a recorded agreement: {len(entries)}")
    ]


def _show(root: Path, steps: Sequence[Step]) -> None:
    click.echo(f"In {printable(str(root))}:\n")
    shown = [_line(step) for step in steps]
    width = max(len(what) for _, what, _ in shown)
    for verb, what, why in shown:
        click.echo(
            f"  {click.style(f'{verb:<5}', bold=verb != 'keep')}  {printable(what):<{width}}  {why}".rstrip()
        )
    for step in steps:
        if isinstance(step, AddByHand):
            click.echo(f"\nAdd to {printable(step.path)} ({step.why}):\n")
            click.echo("\n".join(f"    {line}" for line in step.lines.splitlines()))


def _line(step: Step) -> tuple[str, str, str]:
    if isinstance(step, Write):
        return "write", step.path, step.why
    if isinstance(step, Set):
        return "set", step.key, step.why
    if isinstance(step, AddByHand):
        return "yours", step.path, "see below what to add"
    if isinstance(step, Mend):
        return "yours", step.path, step.what
    return "keep", step.what, ""


def _show_contents(steps: Sequence[Step]) -> None:
    for step in steps:
        if isinstance(step, Write):
            print_diff(step.path, "", step.text)


def _agreed(yes: bool) -> bool:
    if yes:
        return True
    if is_interactive():
        return ask_whether("\nDo this?")
    click.echo("\nNothing was written. To do it, run the same command with --yes.")
    return False


def _left_to_you(by_hand: Sequence[str]) -> str:
    return f"Nothing to write; left to you: {', '.join(map(printable, by_hand))}."


def _report(steps: Sequence[Step], by_hand: Sequence[str]) -> None:
    written = [step.path for step in steps if isinstance(step, Write)]
    settings = sum(isinstance(step, Set) for step in steps)
    click.echo(f"\nFiles written: {len(written)}; settings of this clone: {settings}.")
    if by_hand:
        click.echo(f"Left to you: {', '.join(map(printable, by_hand))}; see above.")
    framework = any(
        isinstance(step, Write | AddByHand) and step.path == ".pre-commit-config.yaml" for step in steps
    )
    add = " ".join(shell_word(path) for path in written)
    next_step(
        *(["pre-commit install"] if framework else []),
        *([f"git add {add}", 'git commit -m "Set up poc-docs"'] if written else []),
        'poc-docs new "Prospect" "Title"',
    )

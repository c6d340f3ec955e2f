"""``poc-docs rule``: what a rule says, with a good and a bad example."""

from __future__ import annotations

import inspect

import click

from poc_docs.cli.refusal import Refusal, printable

_WIDEST = 150
"""What is longer is a table that is too wide."""


@click.command("rule")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the rule CODE, with or without its POC, or list all rules.

    \b
    Examples:
      poc-docs rule
      poc-docs rule POC203
    """
    from poc_docs.checks import all_rules, rule
    from poc_docs.repository.packaged import rule_examples

    if code is None:
        for each in all_rules():
            click.echo(f"{each.code}  {each.severity.value:<6}  {_sentence(each.check)}")
        return
    try:
        found = rule(code.upper() if not code.isdecimal() else f"POC{code}")
    except KeyError:
        raise Refusal(f"there is no rule {code!r}", "'poc-docs rule' lists them all") from None
    click.echo(f"{click.style(found.code, bold=True)} ({found.severity.value})\n")
    click.echo(inspect.getdoc(found.check))
    example = rule_examples().get(found.code)
    if example is None:
        return
    stage = example.stage.capitalize()
    for title, text in (
        (f"Good, in a plan that is {stage}", example.good),
        ("Bad in its place", example.bad),
    ):
        click.echo(f"\n{title}:\n")
        for line in text.splitlines():
            click.echo(f"    {printable(line if len(line) <= _WIDEST else f'{line[:_WIDEST]}…')}")
    click.echo("\nWhat check says of it:\n")
    click.echo(f"    {found.code} {printable(example.message)}\n    -> {printable(example.advice)}")


def _sentence(check: object) -> str:
    return " ".join((inspect.getdoc(check) or "").split("\n\n")[0].split())

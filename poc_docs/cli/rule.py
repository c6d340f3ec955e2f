"""``poc-docs rule``: what a rule says, with a good and a bad example."""

from __future__ import annotations

import inspect

import click

from poc_docs.cli.refusal import Refusal


@click.command("rule")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the rule CODE, or list all rules.

    \b
    Examples:
      poc-docs rule
      poc-docs rule POC203
    """
    from poc_docs.checks import all_rules, rule

    if code is None:
        for each in all_rules():
            click.echo(f"{each.code}  {each.severity.value:<6}  {_sentence(each.check)}")
        return
    try:
        found = rule(code.upper())
    except KeyError:
        raise Refusal(f"there is no rule {code!r}", "'poc-docs rule' lists them all") from None
    click.echo(f"{click.style(found.code, bold=True)} ({found.severity.value})\n")
    click.echo(inspect.getdoc(found.check))
    stage = found.stage.capitalize()
    for title, example in ((f"Good, in a plan that is {stage}", found.good), ("Bad in its place", found.bad)):
        if example:
            click.echo(f"\n{title}:\n")
            click.echo("\n".join(f"    {line}" for line in example.splitlines()))


def _sentence(check: object) -> str:
    return " ".join((inspect.getdoc(check) or "").split("\n\n")[0].split())

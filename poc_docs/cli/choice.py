"""A closed list of words on the command line: a misspelt one is answered with the nearest."""

from __future__ import annotations

from typing import Any

import click

from poc_docs.cli.refusal import Refusal

_LONGEST = 60
_FEW = 8


class Choice(click.Choice[str]):
    """One of several words; every option and argument that takes one takes it as this type."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Say which words there are, as they are written in a plan, and which one was meant."""
        from poc_docs.text.spelling import did_you_mean

        said = str(value)[:_LONGEST]
        words = [word for word in self.choices if word]
        listed = ", ".join(map(repr, words))
        message = f"{said!r} is not one of {listed}" if len(words) > 1 else f"{said!r} is not {listed}"
        near = did_you_mean(said, words).strip()
        return f"{message}; {near}" if near else f"{message}."


class CommandGroup(click.Group):
    """A command with commands of its own, such as ``poc-docs gaps set``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; raises ``Refusal`` with the nearest for one that there is not."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            from poc_docs.text.spelling import nearest

            near = nearest(args[0], known)
            help_lists = f"'{ctx.command_path} --help' lists the commands"
            if len(known) <= _FEW:
                help_lists = f"the commands are: {', '.join(known)}"
            advice = f"did you mean '{ctx.command_path} {near}'?" if near else help_lists
            raise Refusal(f"there is no command {args[0][:_LONGEST]!r}", advice)
        name, command, rest = super().resolve_command(ctx, args)
        if command and not ctx.resilient_parsing:  # which a shell does, to complete what is typed
            _refuse_repeated(command, ctx, rest)
        return name, command, rest


def _refuse_repeated(command: click.Command, parent: click.Context, args: list[str]) -> None:
    """Refuse an option that is given twice and takes one value: click would let the last one win."""
    with click.Context(command, parent, command.name, **command.context_settings) as ctx:
        _, _, said = command.make_parser(ctx).parse_args(args=[*args])
    for option in said:
        takes_one = isinstance(option, click.Option) and not (
            option.multiple or option.is_flag or option.count
        )
        if takes_one and said.count(option) > 1:
            name = max(option.opts, key=len)
            raise Refusal(
                f"{name} is given {said.count(option)} times, and takes one value", f"say {name} once"
            )

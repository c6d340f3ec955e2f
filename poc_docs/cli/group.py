"""The command line as click knows it: every command, loaded only when it is called."""

from __future__ import annotations

import os
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from poc_docs import __version__
from poc_docs.cli.choice import CommandGroup
from poc_docs.cli.refusal import Refusal, Stopped
from poc_docs.repository.written import forget_written

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS = {
    "init": "Make a git repository ready for plans.",
    "new": "Write a new plan from the template.",
    "criteria": "List ready criteria, or write some into a plan.",
    "show": "Print a plan readably, or whole as JSON.",
    "check": "Check plans against the format and their status.",
    "agree": "Record that a party agreed to the plan as it stands.",
    "status": "Set a plan to Active or Complete, if it may be.",
    "amend": "Change what was agreed, or correct results after the end.",
    "add": "Add optional sections, filled with what the plan knows.",
    "contact": "Add or change a contact of either party.",
    "done": "Tick a milestone, a setup step or a list item.",
    "pause": "Stop the clock where the customer causes a delay.",
    "resume": "Start the clock again.",
    "note": "Write down a decision or a learning.",
    "next": "Say what needs you now, in all plans or some.",
    "health": "Show Green, Yellow or Red for plans, with the reasons.",
    "checkpoint": "Record the weekly checkpoint, which opens pre-filled.",
    "measure": "Write a day's value into the Metric Log.",
    "issue": "Open or close an issue, or list the open ones.",
    "credits": "Show the credits and their burn-down, or book some.",
    "results": "Record measured results and judge them.",
    "decide": "Show the computed outcome and write the decision.",
    "crm": "Show or write what the CRM has of plans, and compare.",
    "import": "Take amounts, stages and dates back from a CRM report.",
    "gaps": "Show the gaps of all plans, with deals and amounts.",
    "roi": "Show gain, cost and return, each with its formula.",
    "business": "Write what became of the deal.",
    "close": "End a plan without an outcome, or open it again.",
    "list": "List plans: filtered, sorted, with the columns you want.",
    "metrics": "Count over all plans: win rate, durations, load, pipeline.",
    "site": "Build or serve the site of all plans, or write its pages.",
    "share": "Write what the prospect may read of a plan into one file.",
    "report": "Report on a plan: one page, in full, as slides, or a draft.",
    "export": "Write plans as CSV, JSON, XLSX, calendar or SQLite.",
    "slack": "Print or post what belongs into the channel of a PoC.",
    "email": "Write a mail about a plan, or on all plans.",
    "history": "Tell a plan's story from git.",
    "diff": "Show what changed in plans, in their own terms.",
    "migrate": "Turn an old Metadata table into front matter.",
    "judge": "Judge a result against a target, without a plan.",
    "rule": "Explain a rule that 'check' applies, or list all.",
    "gate": "Judge what is about to be committed (for git hooks).",
    "merge-driver": "Merge two versions of a plan by row, cell and key (for git).",
    "tables": "Print all tables of any Markdown file.",
}
"""Every command in the order of a plan's life, with its line in the help: listing them loads none."""


class LazyCommands(CommandGroup):
    """A group that loads a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order of a plan's life."""
        # Not list(): the module of the command 'list' takes that name in this package once it is loaded.
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, or give None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"poc_docs.cli.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; 'help' and the words behind it are those words and '--help'."""
        if args[:1] != ["help"]:
            if args and args[0] not in COMMANDS and _begins_a_plan(args[0]):
                from poc_docs.cli.session import shell_word

                show = f"poc-docs show {shell_word(args[0])}"
                raise Refusal(f"there is no command {args[0]!r}", f"for the plan of that name: {show}")
            return super().resolve_command(ctx, args)
        if args == ["help"]:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().resolve_command(ctx, [*args[1:], "--help"])

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the command line up to the command's name, or print the help; see ``invoke``."""
        forget_written()
        with _answering():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what goes wrong is one message with the way out, never a traceback."""
        try:
            with _answering():
                return super().invoke(ctx)
        except click.UsageError as error:
            if "unexpected extra argument" not in error.message:
                raise
            hint = 'put quotes around a text with blanks: --by "Ines Falk"'
            raise click.UsageError(f"{error.message}; {hint}", error.ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])


@contextmanager
def _answering() -> Iterator[None]:
    """Turn whatever ends a command before its end into what click prints, with the exit code 2."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit):
        raise
    except click.Abort:
        raise Stopped(at_a_question=True) from None
    except (KeyboardInterrupt, EOFError):
        raise Stopped(at_a_question=False) from None
    except Exception as error:
        from poc_docs.cli.lower_errors import as_refusal

        if "POC_DOCS_DEBUG" in os.environ:
            import traceback

            traceback.print_exc()
        raise as_refusal(error) from error


def _begins_a_plan(word: str) -> bool:
    """Say whether a plan's file name begins so: people forget the command before it."""
    from pathlib import Path

    from poc_docs.repository.git import GitError
    from poc_docs.repository.workspace import UnknownPlanError, find_workspace

    try:
        plans = find_workspace(Path.cwd()).files()
    except (UnknownPlanError, GitError):
        return False
    return bool(word) and any(path.stem.casefold().startswith(word.casefold()) for path in plans)


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog='Start with: poc-docs new "Halden Logistics" "Route planning"',
)
@click.version_option(__version__, prog_name="poc-docs")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Run proofs of concept as Markdown in git, with criteria that both sides agreed to.

    PLAN is a path, a file name, an id, or a unique part of these, of prospect or of title.
    """
    if "NO_COLOR" in os.environ:
        ctx.color = False

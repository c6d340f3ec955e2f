"""What a command works with: the workspace, the plan that is meant, today's date, and one way to write."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from poc_docs.cli.refusal import Refusal, printable
from poc_docs.plan.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.model import Plan
    from poc_docs.repository.workspace import Workspace

Command = TypeVar("Command", bound="Callable[..., Any]")


class DateParameter(click.ParamType[dt.date]):
    """A date written ``YYYY-MM-DD``."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the date, or fail with an example."""
        date = value if isinstance(value, dt.date) else parse_date(str(value))
        if date is None:
            from poc_docs.plan.other_dates import way_to_write

            message = f"{str(value)[:60]!r} is not a day of the calendar; {way_to_write(str(value))}"
            variable = param.envvar if param and ctx and _is_from_environment(param, ctx) else None
            if variable:
                raise Refusal(f"the environment variable {variable}: {message}", f"unset {variable}")
            self.fail(message, param, ctx)
        return date


def _is_from_environment(param: click.Parameter, ctx: click.Context) -> bool:
    return ctx.get_parameter_source(param.name or "") is click.core.ParameterSource.ENVIRONMENT


DATE = DateParameter()

diff_option = click.option("--diff", is_flag=True, help="Show what would change and write nothing.")
today_option = click.option(
    "--today",
    type=DATE,
    envvar="POC_DOCS_TODAY",
    default=dt.date.today,
    help="Take this day for today.",
    show_default=False,
)


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A plan with the file it came from."""

    path: Path
    name: str
    """The path as it is printed."""
    data: bytes
    plan: Plan

    @property
    def word(self) -> str:
        """Give what the plan is called in a command to type."""
        return shell_word(self.path.stem)


class Session:
    """The command's surroundings; nothing is looked up before it is asked for."""

    @cached_property
    def workspace(self) -> Workspace:
        """Find the workspace that holds the current folder."""
        from poc_docs.repository.workspace import find_workspace

        return find_workspace(Path.cwd())

    def load(self, name: str) -> LoadedPlan:
        """Read the plan that ``name`` means."""
        from poc_docs.repository.workspace import find_plan

        return self.read(find_plan(self.workspace, name, Path.cwd()))

    def load_for_writing(self, name: str) -> LoadedPlan:
        """Read the plan that ``name`` means; one in which it can't be told what holds is not written to."""
        loaded = self.load(name)
        problem = conflict(loaded) or front_matter_problem(loaded)
        if problem:
            raise problem
        return loaded

    def read(self, path: Path) -> LoadedPlan:
        """Read the plan in the file ``path``."""
        from poc_docs.plan.reading import read_plan
        from poc_docs.text.source import UnreadableTextError, decode

        data = self.workspace.read(path)
        name = printable(self.workspace.shown(path))
        try:
            text = decode(data)
        except UnreadableTextError as error:
            where = f"{name}:{error.line}:{error.column}"
            raise Refusal(f"{where}: {error.message}", error.advice) from None
        return LoadedPlan(path, name, data, read_plan(text))

    def findings(self, plan: Plan) -> list[Finding]:
        """Give what ``check`` finds in a plan, whatever the day, under the list of adopted plans."""
        from poc_docs.checks import check_plan
        from poc_docs.repository.adoption import adopted_entries

        return check_plan(plan, adopted=adopted_entries(self.workspace))

    def errors(self, plan: Plan) -> list[Finding]:
        """Give the findings of a plan that block."""
        from poc_docs.checks.finding import Severity

        return [finding for finding in self.findings(plan) if finding.severity is Severity.ERROR]

    def write(self, loaded: LoadedPlan, after: Plan, *, diff: bool) -> bool:
        """Write the plan ``after`` over the loaded one, or show the difference; say if it was written.

        What ``check`` would then find, and does not find now, is refused.
        """
        from poc_docs.cli.permission import refuse_new_errors
        from poc_docs.repository.files import replace_file
        from poc_docs.text.source import encode

        data = encode(after.document.text)
        if diff:
            print_diff(loaded.name, loaded.plan.document.text, after.document.text)
            return False
        refuse_new_errors(loaded.plan, after)
        self._refuse_signers(loaded, after)
        replace_file(loaded.path, loaded.data, data, self.workspace.root)
        return data != loaded.data

    def _refuse_signers(self, loaded: LoadedPlan, after: Plan) -> None:
        """Refuse a signature that the gate would refuse by the team's settings.

        Raises ``ConfigurationError`` for settings that can't be understood.
        """
        from poc_docs.checks import check_signers
        from poc_docs.checks.signers import Signing
        from poc_docs.repository.configuration import FILE, read_policy
        from poc_docs.repository.gate import compare, settings_before
        from poc_docs.repository.git import head

        root = self.workspace.root
        commit = head(root) if self.workspace.git else ""
        if not commit:
            return
        settings = settings_before(compare(root, (commit,), None))
        # Who makes the commit is not known yet; the gate will ask.
        policy = replace(read_policy(settings, f"{FILE} of the latest commit"), by_own_commit=False)
        for finding in check_signers(after, Signing(policy=policy, befores=(loaded.plan,))):
            raise Refusal(f"nothing was written: {finding.code} {finding.message}", finding.advice)


def conflict(loaded: LoadedPlan) -> Refusal | None:
    """Give where git left two versions of a part of a plan, of which one is to be chosen."""
    from poc_docs.checks.characters import no_conflict_marks

    for fault in no_conflict_marks(loaded.plan):
        line, column = loaded.plan.document.position(fault.span.start)
        return Refusal(f"{loaded.name}:{line}:{column}: {fault.message}", fault.advice)
    return None


def front_matter_problem(loaded: LoadedPlan) -> Refusal | None:
    """Give what is wrong with a front matter that can't be read, and where."""
    error = loaded.plan.document.front_matter_error
    if error is None:
        return None
    line, column = loaded.plan.document.position(error.span.start)
    return Refusal(f"{loaded.name}:{line}:{column}: {error.message}", error.advice)


def print_diff(name: str, before: str, after: str) -> None:
    """Print a unified diff; line breaks that are not LF show as what they are."""
    import difflib

    old, new = (text.splitlines(keepends=True) for text in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        shown = printable(line.removesuffix("\n").removesuffix("\r"))
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[0])
        click.echo(click.style(shown, fg=colour) if colour else shown)


def next_step(*lines: str, err: bool = False) -> None:
    """End a command by naming what to type next; with ``err`` beside what goes to standard output."""
    click.echo("", err=err)
    for number, line in enumerate(lines):
        click.echo(("Next: " if number == 0 else "      ") + printable(line), err=err)


def shell_word(text: str) -> str:
    """Give ``text`` so that it can be pasted into a shell as one word."""
    import shlex

    return shlex.quote(text)

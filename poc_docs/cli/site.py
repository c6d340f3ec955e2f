"""``poc-docs site``: build or serve the site, or write its pages for another engine."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import CommandGroup
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.serving import HERE, LAST_PORT, refuse_taken
from poc_docs.cli.session import Session, next_step, today_option

if TYPE_CHECKING:
    import datetime as dt

    from poc_docs.repository.site_folder import NewSite
    from poc_docs.repository.workspace import Workspace

_CONFIG = "mkdocs.yml"
_FOLDER = "site"

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Both announce an MkDocs 2, which pyproject.toml excludes, to people who did not choose the version."""


@click.group("site", cls=CommandGroup)
def command() -> None:
    """Build or serve the site of all plans, or write its pages.

    \b
    Examples:
      poc-docs site serve
      poc-docs site build
      poc-docs site pages build/pages
    """


@command.command("build")
@click.option(
    "-o", "--output", metavar="FOLDER", help="Where to; if nothing is said, what mkdocs.yml says, or site."
)
@click.option(
    "--files",
    "as_files",
    is_flag=True,
    help="Link to a/index.html rather than a/, to open it without a server.",
)
@today_option
def build(output: str | None, as_files: bool, today: dt.date) -> None:
    """Build the site into a folder with MkDocs, strictly: a dead link ends it.

    It fails for the site's own faults, and never for a plan's: what is wrong with a plan stands on its page.

    \b
    Examples:
      poc-docs site build
      poc-docs site build -o public
      poc-docs site build --files
    """
    from poc_docs.cli.export_file import refuse_git_folder
    from poc_docs.repository.site_folder import new_site

    workspace = Session().workspace
    configured = _configured(workspace)
    target = Path.cwd() / output if output else configured or workspace.root / _FOLDER
    if target.resolve().is_relative_to(workspace.plans.resolve()):
        raise Refusal(f"{target} lies among the plans", "name a folder outside of the plans' folder")
    refuse_git_folder(target)
    with new_site(target) as new:
        options = ["--strict", "--site-dir", str(new.folder), *(["--no-directory-urls"] if as_files else [])]
        arguments, environment = _mkdocs(workspace, today, "build", *options)
        command = [sys.executable, "-m", "poc_docs.cli.site_building", *arguments]
        code = _run(command, environment, new, target)
        if code == Refusal.exit_code:  # it has said why
            raise click.exceptions.Exit(code)
        if code:
            advice = (
                "MkDocs names the fault above; correct it and build again. What was there stands as it was"
            )
            raise Refusal("the site was not built", advice)
    serve = "poc-docs site serve   # to see it; what was built here belongs on a web server"
    next_step(f"open {(target / 'index.html').resolve().as_uri()} in a browser" if as_files else serve)


def _run(command: list[str], environment: dict[str, str], new: NewSite, target: Path) -> int:
    """Run MkDocs and tell what it says, with the folder that people know in place of the one it writes to."""
    import subprocess

    inside, shown = str(new.folder), str(target)
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, pass_fds=[new.lock]) as mkdocs:
        for line in mkdocs.stderr or ():
            click.echo(line.decode("utf-8", "replace").replace(inside, shown), nl=False, err=True)
    return mkdocs.returncode


def _configured(workspace: Workspace) -> Path | None:
    """Give the folder that mkdocs.yml names; None where MkDocs itself has to say what is wrong with it.

    Raises ``Refusal`` for a configuration without the plugin: what it builds would hold no plan.
    """
    _refuse_missing(workspace)
    import logging

    os.environ.update(_QUIET)
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logging.disable(logging.CRITICAL)
    try:
        config = load_config(str(workspace.root / _CONFIG))
    except (MkDocsException, SystemExit, OSError):
        return None
    finally:
        logging.disable(logging.NOTSET)
    if "poc-docs" not in config.plugins:
        raise Refusal(
            f"{_CONFIG} does not name the plugin poc-docs, and so has no plans on it",
            "add it below 'plugins:', as in:\n     plugins:\n       - search\n       - poc-docs",
        )
    return Path(config.site_dir)


@command.command("serve")
@click.option(
    "--port", type=click.IntRange(1, LAST_PORT), default=8000, show_default=True, help="Where to listen."
)
@click.option("--open", "opened", is_flag=True, help="Open it in a browser.")
@today_option
def serve(port: int, opened: bool, today: dt.date) -> None:
    """Serve the site on this machine, and build again what changes; Ctrl-C ends it.

    \b
    Examples:
      poc-docs site serve
      poc-docs site serve --port 9000 --open
    """
    _configured(Session().workspace)
    options = ["--dirty", "--no-strict", "--dev-addr", f"{HERE}:{port}", *(["--open"] if opened else [])]
    arguments, environment = _mkdocs(Session().workspace, today, "serve", *options)
    refuse_taken(port)
    command = [sys.executable, "-m", "poc_docs.cli.serving", str(port), *arguments]
    # In place of this process: Ctrl-C and whatever else ends it reaches the server itself.
    os.execve(command[0], command, environment)  # noqa: S606 -- no shell, and a fixed program


def _mkdocs(workspace: Workspace, today: dt.date, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Give the arguments with which MkDocs runs on the workspace, and its environment."""
    config = workspace.root / _CONFIG
    chosen = click.get_current_context().get_parameter_source("today")
    day = {} if chosen is click.core.ParameterSource.DEFAULT else {"POC_DOCS_TODAY": today.isoformat()}
    return [*arguments, "--config-file", str(config)], {**os.environ, **_QUIET, **day}


def _refuse_missing(workspace: Workspace) -> None:
    if find_spec("mkdocs") is None or find_spec("material") is None:
        from poc_docs.repository.extras import installing

        raise Refusal("the site needs MkDocs", installing("site"))
    if not (workspace.root / _CONFIG).is_file():
        raise Refusal(f"there is no {_CONFIG} in {workspace.root}", "'poc-docs init' writes one")


@command.command("pages")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--files",
    "as_files",
    is_flag=True,
    help="Link to a.html rather than a/, for an engine that makes such addresses.",
)
@today_option
def pages(folder: Path, as_files: bool, today: dt.date) -> None:
    """Write every page as Markdown with inline SVG into FOLDER, for any other engine.

    The folder must be new, or written by this command before: it is renewed, and what is gone from the
    portfolio goes from it too.

    \b
    Examples:
      poc-docs site pages build/pages
      poc-docs site pages ../handbook/docs/pocs --files
    """
    from poc_docs.repository.page_folder import write_pages
    from poc_docs.site.gathering import Gatherer
    from poc_docs.site.pages import render_site

    workspace = Session().workspace
    edition = Gatherer(workspace, directory_urls=not as_files).gather(workspace.files(), today)
    site = render_site(edition)
    target = Path.cwd() / folder
    if target.resolve().is_relative_to(workspace.plans.resolve()):
        raise Refusal(f"{folder} lies among the plans", "name a folder outside of the plans' folder")
    written = write_pages(target, {**site.pages, **site.files})
    click.echo(printable(f"{folder}: {len(site.pages)} pages, {written} files changed"))
    next_step("tell the engine of its stylesheet assets/poc-docs.css and its script assets/poc-docs.js")

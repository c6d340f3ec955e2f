"""The MkDocs plugin: it adds the generated pages, the stylesheet and the script to a build."""

from __future__ import annotations

import datetime as dt
import logging
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import InclusionLevel

from poc_docs.plan.values import parse_date
from poc_docs.plan.vocabulary import GAP_REGISTER_FILE
from poc_docs.repository.configuration import ConfigurationError
from poc_docs.repository.git import GitError, run_git, top_level
from poc_docs.repository.places import CONFIGURATION
from poc_docs.repository.workspace import PLANS, Workspace, plan_files
from poc_docs.site.addresses import START_PAGE
from poc_docs.site.assets import SCRIPT, STYLESHEET
from poc_docs.site.forge import Host, Remote
from poc_docs.site.gathering import Gatherer
from poc_docs.site.generated_file import GeneratedFile
from poc_docs.site.pages import PAGES, Press, Site
from poc_docs.site.searched import searched_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

TODAY = "POC_DOCS_TODAY"
"""The environment variable that names the day of the edition; without it the day is today."""

_TEMPLATES = "templates"
_log = get_plugin_logger("poc-docs")


class PocDocsConfig(Config):
    """The plugin's options: the plans' folder, from that of mkdocs.yml, and the kind of repository host."""

    plans = config_options.Type(str, default=PLANS)
    host = config_options.Optional(config_options.Choice([host.value for host in Host]))


class PocDocsPlugin(BasePlugin[PocDocsConfig]):
    """Adds the start page, the registers, and a page for each plan; the plans stay out of the navigation."""

    def __init__(self) -> None:
        self.root = Path()
        self.gatherer: Gatherer | None = None
        self.press = Press()
        self.built: dict[str, str] = {}
        self._made: dict[str, str] = {}
        self.titles: dict[str, str] = {}

    def on_startup(self, *, dirty: bool, **_: object) -> None:
        """Take part in repeated builds with what is known from those before; MkDocs keeps who has this."""
        if dirty:
            logging.getLogger("mkdocs.commands.build").addFilter(_is_no_warning_of_dirt)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add stylesheet and script."""
        self.root = Path(config.config_file_path).resolve().parent
        folder = Path(self.config.plans)
        if folder.is_absolute() or not folder.parts or ".." in folder.parts:
            raise PluginError(
                f"poc-docs: 'plans' must be a folder below mkdocs.yml, not {folder.as_posix()!r}"
            )
        config.extra_css.insert(0, STYLESHEET)
        config.extra_javascript.insert(0, SCRIPT)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages."""
        found = plan_files(self.root / self.config.plans)
        plans = set(found)
        for file in [file for file in files if file.abs_src_path and Path(file.abs_src_path) in plans]:
            files.remove(file)
        guides = frozenset(file.src_uri for file in files.documentation_pages())
        site = self._site(found, guides, config)
        made = {**site.pages, **site.files}
        self._refuse_others(files, made, config)
        in_navigation = {path for path, _ in PAGES} if config.nav is None else _named(config.nav)
        for path, text in made.items():
            level = InclusionLevel.INCLUDED if path in in_navigation else InclusionLevel.NOT_IN_NAV
            # A page of the navigation is built each time: all others show its title.
            is_new = path in in_navigation or self.built.get(path) != text
            files.append(GeneratedFile.of(config, path, text, level, is_new=is_new))
        self._made = made
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Give pages that are not read again the titles that they had."""
        for page in nav.pages:
            if page.file.src_uri in self.titles and not page.file.is_modified():
                page.title = self.titles[page.file.src_uri]
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Leave out of the search what a plan's page shows a second time."""
        is_plan = page.file.src_uri in self._made and page.file.src_uri not in dict(PAGES)
        return searched_once(html) if is_plan else html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Remember the titles of the pages that were read."""
        pages = [file.page for file in files.documentation_pages() if file.page]
        self.titles |= {page.file.src_uri: str(page.title) for page in pages if page.title}
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Take what was made for built; a build that fails on its way leaves its pages to the next one."""
        self.built = self._made

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """Build again when a plan, the register of gaps, a template, a setting, or the commit changes."""
        server.builder = _or_as_it_was(server.builder, Path(config.site_dir))
        for path in (
            self.config.plans,
            GAP_REGISTER_FILE,
            _TEMPLATES,
            CONFIGURATION,
            *_log_of_commits(self.root),
        ):
            if (self.root / path).exists():
                server.watch(str(self.root / path))
        return server

    def _refuse_others(self, files: Files, made: dict[str, str], config: MkDocsConfig) -> None:
        for path in made:
            other = files.get_file_from_path(path)
            if other and other.abs_src_path:
                what = "the start page" if path == START_PAGE else f"the page {path}"
                raise PluginError(f"poc-docs writes {what}; rename {config.docs_dir}/{path}")

    def _site(self, found: list[Path], guides: frozenset[str], config: MkDocsConfig) -> Site:
        try:
            edition = self._gatherer(config).gather(found, _today())
        except (ConfigurationError, GitError) as error:
            raise PluginError(f"poc-docs: {error}") from None
        return self.press.render(replace(edition, guides=guides))

    def _gatherer(self, config: MkDocsConfig) -> Gatherer:
        """Give what gathers: the one of the build before, unless the settings changed."""
        gatherer = Gatherer(
            Workspace(self.root, git=_is_top(self.root)),
            Remote(config.repo_url or "", Host(self.config.host) if self.config.host else None),
            config.use_directory_urls,
        )
        if self.gatherer is None or not self.gatherer.is_set_as(gatherer):
            self.gatherer = gatherer
        return self.gatherer


def _or_as_it_was(build: Callable[[], None], site: Path) -> Callable[[], None]:
    """Leave a site as it was where it can't be built again; MkDocs keeps browsers waiting until it can."""

    def built() -> None:
        try:
            build()
        except MkDocsException as error:
            if not (site / "index.html").is_file():
                raise
            _log.error("the site stays as it was until this is put right: %s", error)

    return built


def _is_no_warning_of_dirt(record: logging.LogRecord) -> bool:
    """Say whether a record is not MkDocs' warning of builds in part: the plugin keeps those right."""
    return not str(record.msg).startswith("A 'dirty' build")


def _named(nav: object) -> set[str]:
    """Give every path that a navigation names."""
    if isinstance(nav, str):
        return {nav}
    parts = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return set().union(*map(_named, parts))


def _is_top(root: Path) -> bool:
    try:
        top = top_level(root)
    except GitError:
        return False
    return top is not None and top.resolve() == root


def _log_of_commits(root: Path) -> list[str]:
    """Give the file that grows with each commit and checkout; none where there is no git."""
    try:
        return [run_git(root, "rev-parse", "--git-path", "logs/HEAD").decode().strip()]
    except (GitError, UnicodeDecodeError):
        return []


def _today() -> dt.date:
    """Give the day of the edition: today, or the day that the environment names."""
    said = os.environ.get(TODAY)
    day = parse_date(said) if said else dt.date.today()  # noqa: DTZ011 -- the day where the site is built
    if day is None:
        raise PluginError(f"poc-docs: the environment variable {TODAY} is no day: {said!r}; unset {TODAY}")
    return day

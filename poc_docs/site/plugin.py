"""The MkDocs plugin: it reads the plans and adds their pages, and the stylesheet, to the build."""

from __future__ import annotations

from importlib.resources import files as package_files
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, InclusionLevel

from poc_docs.portfolio.reading import read_portfolio
from poc_docs.repository.adoption import adopted_in
from poc_docs.repository.files import FileRefusedError, read_file
from poc_docs.repository.workspace import PLANS, Workspace, plan_files
from poc_docs.site.addresses import START_PAGE
from poc_docs.site.pages import render_site
from poc_docs.text.source import UnreadableTextError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files

STYLESHEET = "assets/poc-docs.css"


class PocDocsConfig(Config):
    """The plugin's options: the folder of the plans, from the folder of mkdocs.yml."""

    plans = config_options.Type(str, default=PLANS)


class PocDocsPlugin(BasePlugin[PocDocsConfig]):
    """Adds the start page and a page for each plan; those stay out of the navigation."""

    root = Path()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the stylesheet."""
        self.root = Path(config.config_file_path).resolve().parent
        folder = Path(self.config.plans)
        if folder.is_absolute() or not folder.parts or ".." in folder.parts:
            raise PluginError(
                f"poc-docs: 'plans' must be a folder below mkdocs.yml, not {folder.as_posix()!r}"
            )
        config.extra_css.insert(0, STYLESHEET)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages."""
        if files.get_file_from_path(START_PAGE):
            raise PluginError(f"poc-docs writes the start page; rename {config.docs_dir}/{START_PAGE}")
        found = plan_files(self.root / self.config.plans)
        for file in [file for file in files if file.abs_src_path and Path(file.abs_src_path) in found]:
            files.remove(file)
        for path, page in self._pages(found, config).items():
            level = InclusionLevel.INCLUDED if path == START_PAGE else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, content=page, inclusion=level))
        style = package_files("poc_docs.site").joinpath(STYLESHEET).read_text(encoding="utf-8")
        files.append(File.generated(config, STYLESHEET, content=style))
        return files

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Build again when a plan changes."""
        folder = self.root / self.config.plans
        if folder.is_dir():
            server.watch(str(folder))
        return server

    def _pages(self, found: list[Path], config: MkDocsConfig) -> dict[str, str]:
        data = {_name(path.relative_to(self.root)): self._read(path) for path in found}
        adopted = adopted_in(Workspace(self.root, git=False))
        portfolio = read_portfolio(data, adopted=adopted.entries if adopted else None)
        return render_site(portfolio, directory_urls=config.use_directory_urls)

    def _read(self, path: Path) -> bytes | UnreadableTextError:
        try:
            return read_file(path, self.root)
        except FileRefusedError as error:
            advice = f"{error.advice}; 'poc-docs check' says more"
            return UnreadableTextError("the file can't be read", advice=advice)


def _name(path: Path) -> str:
    """Give a path as text; a file name need not be UTF-8."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")

"""Templates of mails: those that come with poc-docs, and a team's own in their place."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.text.source import decode
from poc_docs.text.template_source import TemplateSource

if TYPE_CHECKING:
    from poc_docs.repository.workspace import Workspace

FOLDER = Path("templates") / "email"
"""A team's own templates; one that is missing there is the one that comes with poc-docs."""


def packaged_templates() -> dict[str, TemplateSource]:
    """Give the templates that come with poc-docs, by their file's name."""
    folder = files("poc_docs") / "templates" / "email"
    found = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".j2")), key=lambda each: each.name
    )
    return {
        each.name: TemplateSource(
            decode(each.read_bytes()), f"poc_docs/templates/email/{each.name}", is_own=False
        )
        for each in found
    }


def own_templates(workspace: Workspace) -> dict[str, TemplateSource]:
    """Give the team's own templates by their file's name; raises ``UnreadableTextError``."""
    folder = workspace.root / FOLDER
    if not folder.is_dir():
        return {}
    found = sorted(path for path in folder.iterdir() if path.name.endswith(".j2") and not path.is_dir())
    return {
        path.name: TemplateSource(workspace.text(path), (FOLDER / path.name).as_posix(), is_own=True)
        for path in found
    }


def mail_templates(workspace: Workspace) -> dict[str, TemplateSource]:
    """Give all templates: the team's own before those that come with poc-docs."""
    return {**packaged_templates(), **own_templates(workspace)}

"""What poc-docs brings along: templates, hooks, and where it was installed from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError
from importlib.resources import files
from typing import TYPE_CHECKING

from poc_docs.scaffold.setting_up import CLIENT_HOOKS
from poc_docs.scaffold.steps import Packaged

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def packaged() -> Packaged:
    """Give the texts that are installed with poc-docs."""
    package = files("poc_docs")
    setup = package / "templates" / "setup"
    hooks = hooks_folder()
    return Packaged(
        plan=plan_template(),
        templates={each.name: _text(each) for each in setup.iterdir() if each.is_file()},
        hooks={name: _text(hooks / name) for name in CLIENT_HOOKS if (hooks / name).is_file()},
    )


def plan_template() -> str:
    """Give the template of a plan that comes with poc-docs."""
    return _text(files("poc_docs") / "templates" / "plan.md")


@dataclass(frozen=True, slots=True)
class RuleExample:
    """Lines of a sound plan of a ``stage``, what breaks a rule in their place, and what ``check`` says."""

    stage: str
    good: str
    bad: str
    message: str
    advice: str


def rule_examples() -> dict[str, RuleExample]:
    """Give the examples of the rules, by code; some have none."""
    known = json.loads(_text(files("poc_docs") / "checks" / "examples.json"))
    return {code: RuleExample(**example) for code, example in known.items()}


def hooks_folder() -> Traversable:
    """Give the folder of the hooks: in the installed package, or beside it in a source tree."""
    package = files("poc_docs")
    inside = package / "hooks"
    return inside if inside.is_dir() else package / ".." / "hooks"


def _text(file: Traversable) -> str:
    return file.read_bytes().decode()


def installed_from() -> str | None:
    """Give the address that poc-docs was cloned from when it was installed, or None (PEP 610)."""
    try:
        record = Distribution.from_name("poc-docs").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    origin = json.loads(record) if record else {}
    return str(origin["url"]) if "vcs_info" in origin else None

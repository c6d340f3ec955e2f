"""The steps of setting up, and what they are chosen from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Hooks(StrEnum):
    """What calls the gate before a commit."""

    GIT = "git"
    PRE_COMMIT = "pre-commit"


class Ci(StrEnum):
    """For which host a workflow is written."""

    GITHUB = "github"
    GITLAB = "gitlab"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Write:
    """A file that is missing and will be written."""

    path: str
    text: str
    why: str
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Keep:
    """Something that is there already and stays as it is."""

    what: str


@dataclass(frozen=True, slots=True)
class AddByHand:
    """Lines that a file lacks which is somebody's own: a person adds them."""

    path: str
    lines: str
    why: str


@dataclass(frozen=True, slots=True)
class Mend:
    """Something of somebody's own that stands in the way; a person changes it as ``what`` says."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Set:
    """A setting of git in this clone."""

    key: str
    value: str
    why: str


Step = Write | Keep | AddByHand | Mend | Set


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands in the repository: texts of known files by path, git's settings, hooks in use."""

    files: Mapping[str, str]
    settings: Mapping[str, str] = field(default_factory=dict)
    has_plans: bool = False
    has_pages: bool = False
    """Whether docs/ holds anything."""
    hooks_in_use: Mapping[str, str] = field(default_factory=dict)
    """The texts of the hooks that git calls today, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person decides; ``repository`` is the address that git clones poc-docs from, if it is known.

    ``named`` says that the person named it just now.
    """

    hooks: Hooks
    ci: Ci
    repository: str | None
    named: bool
    owners: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Packaged:
    """The texts that poc-docs brings along: its plan template, the set-up templates and the hooks by name."""

    plan: str
    templates: Mapping[str, str]
    hooks: Mapping[str, str]

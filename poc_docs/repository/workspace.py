"""Where the plans are, and which of them a person means."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from poc_docs.repository import places
from poc_docs.repository.files import FileRefusedError, is_plainly_below, read_file
from poc_docs.repository.git import top_level
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import UnreadableTextError, decode

PLANS = places.PLANS

TEMPLATE = Path("templates") / "plan.md"
"""A team's own template, which ``new`` uses in place of the packaged one."""


class UnknownPlanError(Exception):
    """No plan, or more than one, answers to a name; ``advice`` says what to type instead."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Workspace:
    """A repository, or a folder without git that has plans in it."""

    root: Path
    git: bool

    @property
    def plans(self) -> Path:
        """Give the folder of the plans."""
        return self.root / PLANS

    def shown(self, path: Path) -> str:
        """Give a path as it is printed: from the root of the repository where it, or a link, lies inside.

        A link that leads nowhere has its own name.
        """
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            if is_plainly_below(path, self.root):
                return path.relative_to(self.root).as_posix()
            return path.resolve(strict=True).relative_to(self.root.resolve()).as_posix()
        with contextlib.suppress(ValueError, RuntimeError):
            return (path.parent.resolve() / path.name).relative_to(self.root.resolve()).as_posix()
        return str(path)

    def files(self) -> list[Path]:
        """Give every plan's path, sorted."""
        return plan_files(self.plans)

    def read(self, path: Path) -> bytes:
        """Give the bytes of a plan; raises ``FileRefusedError``."""
        return read_file(path, self.root)

    def text(self, path: Path) -> str:
        """Give the text of a plan; raises ``UnreadableTextError`` whatever makes the file unreadable."""
        try:
            return decode(self.read(path))
        except FileRefusedError as error:
            raise UnreadableTextError(error.message, advice=error.advice) from None


def find_workspace(start: Path) -> Workspace:
    """Give the workspace that holds ``start``: the git repository, or the nearest folder with ``plans/``.

    Raises ``UnknownPlanError`` where there is neither.
    """
    top = top_level(start)
    if top:
        return Workspace(top, git=True)
    for folder in (start, *start.parents):
        if (folder / PLANS).is_dir():
            return Workspace(folder, git=False)
    raise UnknownPlanError(
        f"{start} is not inside a git repository, and has no {PLANS}/ folder",
        "change into your repository, or make one here with 'git init'",
    )


def plan_files(folder: Path) -> list[Path]:
    """Give every ``*.md`` file below a folder, also ``*.MD``, sorted; no name is an exception."""
    found = (path for path in folder.rglob("*") if path.name.casefold().endswith(".md"))
    return sorted(path for path in found if not path.is_dir())


def find_plan(workspace: Workspace, name: str, here: Path) -> Path:
    """Give the plan that ``name`` means: a path, a file stem, an id, or a unique part of these.

    A part of prospect or title does as well. A plan whose front matter can't be read has its file name only.
    Raises ``UnknownPlanError`` with what to type instead.
    """
    path = here / name
    if path.exists() or path.is_symlink():
        return path
    files = workspace.files()
    wanted = name.casefold()
    stems = [file for file in files if file.stem.casefold() == wanted.removesuffix(".md")]
    if len(stems) == 1:
        return stems[0]
    names = {file: _names(workspace, file) for file in files}
    exact = [file for file, known in names.items() if known[:1] == (name,)]
    found = exact or [
        file for file, known in names.items() if any(wanted in k.casefold() for k in (file.stem, *known))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(workspace.shown(file) for file in found)
        is_whole = len(exact or stems) > 1
        paths = " or ".join(os.path.relpath(file, here) for file in found)
        advice = f"type the path of one: {paths}" if is_whole else "type more of the name"
        raise UnknownPlanError(f"{name!r} fits {len(found)} plans: {listed}", advice)
    raise UnknownPlanError(f"there is no plan {name!r}", _nearest(workspace, name, names))


def plan_with_id(workspace: Workspace, identifier: str) -> Path | None:
    """Give a plan that has an id, in any folder; the file name of one that says none stands for it."""
    for file in workspace.files():
        says = next(iter(_names(workspace, file)), "")
        if identifier == (says or file.stem):
            return file
    return None


def _nearest(workspace: Workspace, name: str, names: dict[Path, tuple[str, ...]]) -> str:
    if not names:
        return 'there are no plans yet; start one with: poc-docs new "Prospect" "Title"'
    import difflib

    folded = {known.casefold(): file for file, many in names.items() for known in (*many, file.stem)}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.4)
    if near:
        return f"did you mean {workspace.shown(folded[near[0]])}?"
    return f"the plans are: {', '.join(file.stem for file in sorted(names))}"


def _names(workspace: Workspace, path: Path) -> tuple[str, ...]:
    """Give id, prospect and title of a plan as far as they can be read; the front matter is enough."""
    # What reads a plan is loaded only where one is read.
    from poc_docs.plan.reading import read_plan
    from poc_docs.text.front_matter import FrontMatterError, Scalar, read_front_matter

    try:
        text = decode(workspace.read(path))
        front_matter = read_front_matter(text)
    except (FileRefusedError, UnreadableTextError, FrontMatterError):
        return ()
    if front_matter is None:
        plan = read_plan(text)
        found = (plan.metadata.prospect, plan.metadata.title) if plan.metadata else ()
        return ("", *(text.value for text in found if text))
    values = (front_matter.root.get(key) for key in ("id", "prospect", "title"))
    return tuple(value.value if isinstance(value, Scalar) else "" for value in values)

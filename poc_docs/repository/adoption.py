"""The list of adopted plans: in the work tree, in versions before and after a change, and made anew."""

from __future__ import annotations

import shlex
from functools import cached_property
from typing import TYPE_CHECKING

from poc_docs.checks.adoption import Adoption
from poc_docs.plan.adoption import FILE, adoptable, is_half_agreed, read_adopted
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Status
from poc_docs.repository.blobs import read_blobs
from poc_docs.repository.gate import is_plan_path
from poc_docs.repository.git import committed_files
from poc_docs.repository.places import PLANS
from poc_docs.text.source import UnreadableTextError, decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.adoption import Adopted, AdoptedList
    from poc_docs.plan.model import Plan
    from poc_docs.repository.gate import Comparison
    from poc_docs.repository.workspace import Workspace


def adopted_in(workspace: Workspace) -> AdoptedList | None:
    """Give the list as it stands in the work tree, or None without one."""
    from poc_docs.repository.files import FileRefusedError

    path = workspace.root / FILE
    try:
        return _read(workspace.read(path)) if path.is_file() else None
    except FileRefusedError:
        return None


def adopted_entries(workspace: Workspace) -> Mapping[str, Adopted] | None:
    """Give the adopted plans by their ids as the list in the work tree names them, or None without a list."""
    adopted = adopted_in(workspace)
    return adopted.entries if adopted else None


def _read(data: bytes) -> AdoptedList:
    return read_adopted(data.decode("utf-8", "replace"))


class AdoptionLookup:
    """The list in the versions of a comparison; git is asked once, and only for what is needed."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    @property
    def is_touched(self) -> bool:
        """Say whether the list after the change is another than in some version before."""
        compared = self._comparison
        return any(change.path == FILE for before in compared.befores for change in compared.changes(before))

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        """Give the blobs of the list: in each version before, and after; empty where it is absent."""
        compared = self._comparison
        befores = tuple(compared.records(before).get(FILE, "") for before in compared.befores)
        changed = [change.after for change in compared.changes(compared.befores[0]) if change.path == FILE]
        return (*befores, changed[0] if changed else befores[0])

    @cached_property
    def change(self) -> Adoption:
        """Give the list before and after."""
        blobs = self._comparison.blobs(self._ids)
        *befores, after = (_read(blobs[i]) if i else None for i in self._ids)
        first = after is not None and not any(befores)
        return Adoption(befores=tuple(befores), after=after, begun=self._begun() if first else None)

    def _begun(self) -> Mapping[str, bool] | None:
        """Say of each plan after the change whether it was more than Planning in the version before."""
        compared = self._comparison
        before = _plans(compared, committed_files(compared.root, compared.befores[0], PLANS))
        if not before:
            return None
        after = _plans(compared, compared.files())
        begun = {plan.id: plan.status is not Status.PLANNING for plan in before.values()}
        for path, plan in after.items():
            if plan.id not in begun and path in before:
                begun[plan.id] = before[path].status is not Status.PLANNING
        return begun


def _plans(comparison: Comparison, files: Mapping[str, str]) -> dict[str, Plan]:
    wanted = {path: i for path, i in files.items() if is_plan_path(path)}
    blobs = read_blobs(comparison.root, wanted.values())
    plans = {}
    for path, object_id in wanted.items():
        try:
            plans[path] = read_plan(decode(blobs[object_id]))
        except UnreadableTextError:
            continue
    return plans


def plans_to_adopt(workspace: Workspace) -> tuple[dict[str, Adopted], dict[str, str]]:
    """Give the line for each plan that began without a recorded agreement, and why others get none.

    Both by path; plans in Planning and agreed ones are in neither.
    """
    from poc_docs.repository.files import FileRefusedError

    found: dict[str, Adopted] = {}
    refused: dict[str, str] = {}
    for path in workspace.files():
        name = workspace.shown(path)
        try:
            plan = read_plan(decode(workspace.read(path)))
        except (UnreadableTextError, FileRefusedError) as error:
            refused[name] = str(error)
            continue
        if plan.status is None:
            refused[name] = "its status can't be read; 'poc-docs check' says why"
        elif plan.status is not Status.PLANNING and (plan.document.front_matter is None or not plan.id):
            refused[name] = f"it has no id; first type: poc-docs migrate {shlex.quote(name)}"
        elif plan.status is not Status.PLANNING and is_half_agreed(plan):
            refused[name] = (
                "it has 'started' without both signatures; sign it, or delete 'started' to adopt it"
            )
        elif entry := adoptable(plan):
            found[name] = entry
    return found, refused

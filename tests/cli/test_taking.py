"""What is taken from plans one by one, none of which is kept, is what the whole portfolio says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.cli.portfolio import take_from_all
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.repository.workspace import Workspace
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from poc_docs.portfolio.entries import Entry


def told(entry: Entry) -> tuple[str, str, list[str]]:
    """Give what a portfolio says of a plan, with what is wrong between plans."""
    return entry.path, entry.title, [str(finding) for finding in entry.findings]


def told_of_all(workspace: Workspace) -> list[tuple[str, str, list[str]]]:
    files = {workspace.shown(path): path.read_bytes() for path in workspace.files()}
    return [told(entry) for entry in read_portfolio(files).entries]


def portfolio(root: Path, copies: int) -> Workspace:
    """Write the sample plans so many times, with a copy of a signed one, a file that is no text, and none."""
    plans = root / "plans"
    plans.mkdir()
    for path in SAMPLES:
        data = path.read_bytes()
        (plans / path.name).write_bytes(data)
        for number in range(copies):
            (plans / f"{path.stem}-{number}.md").write_bytes(
                data.replace(b"\nid: ", b"\nid: x%d-" % number, 1)
            )
    (plans / "broken.md").write_bytes(b"\xff")
    (plans / "empty.md").write_bytes(b"")
    return Workspace(root, git=False)


def test_what_is_wrong_between_plans_is_known_without_keeping_them(tmp_path: Path) -> None:
    workspace = portfolio(tmp_path, copies=1)
    taken = take_from_all(workspace, told)
    assert taken == told_of_all(workspace)
    shared = [path for path, _, found in taken if any("stand in" in each for each in found)]
    assert len(shared) > len(SAMPLES) // 2


def test_other_processes_take_the_same(tmp_path: Path) -> None:
    workspace = portfolio(tmp_path, copies=100 // len(SAMPLES) + 1)
    assert len(workspace.files()) > 100
    assert take_from_all(workspace, told) == told_of_all(workspace)

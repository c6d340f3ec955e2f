"""Every plan is found, and one that can't be read costs nobody the check of the others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.files import FileRefusedError, read_file
from poc_docs.repository.gate import is_plan_path
from poc_docs.repository.workspace import plan_files
from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.surroundings import Repository

SAMPLE = BY_NAME["marlowe"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (os.mkfifo, "not a regular file"),
        (lambda path: path.symlink_to("nowhere.md"), "there is no file"),
        (lambda path: path.symlink_to(path), "leads back to itself"),
        (lambda path: path.symlink_to("/dev/zero"), "lies outside"),
    ],
    ids=["fifo", "broken link", "loop", "device"],
)
def test_a_file_that_cannot_be_read_is_a_finding_and_the_others_are_checked(
    repository: Repository, make: Callable[[Path], None], message: str
) -> None:
    repository.write(f"plans/{SAMPLE.name}", SAMPLE.read_bytes())
    repository.write("plans/broken.md", "# Nothing\n")
    make(repository.root / "plans" / "odd.md")
    said = repository.poc_docs("check", code=1)
    assert "POC001" in said
    assert message in said
    assert "plans/odd.md:1:1" in said
    assert "plans/broken.md:1:1: POC101" in said
    assert "3 plans checked" in said


def test_a_link_that_leads_nowhere_has_its_own_name_in_every_command(repository: Repository) -> None:
    (repository.root / "plans").mkdir()
    (repository.root / "plans" / "dangling.md").symlink_to("nowhere.md")
    codes = {"check": 1, "export --format json": 1}
    for command in ("list", "metrics", "gaps", "health", "next", "crm", "email digest", *codes):
        said = repository.poc_docs(*command.split(), code=codes.get(command, 0))
        assert "plans/dangling.md" in said
        assert "plans/nowhere.md" not in said


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "loop.md"
    path.symlink_to(path)
    with pytest.raises(FileRefusedError, match="leads back"):
        read_file(path, tmp_path)


@pytest.mark.parametrize("name", ["x.md", "x.MD", "x.Md"])
def test_a_plan_is_found_however_its_suffix_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    (tmp_path / "x.markdown").touch()
    assert [path.name for path in plan_files(tmp_path)] == [name]
    assert is_plan_path(f"plans/{name}")


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_of_an_empty_file_one_thing_is_said(repository: Repository, data: bytes) -> None:
    repository.write("plans/empty.md", data)
    said = repository.poc_docs("check", code=1)
    assert "POC101 the file is empty" in said
    assert "poc-docs new" in said
    assert "1 error in 1 plan" in said

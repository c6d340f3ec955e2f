"""What the hook asks of git in advance is what git says when asked one by one, or it is left open."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.git import committed_files, object_id
from poc_docs.repository.in_advance import InAdvance
from poc_docs.text.source import MAXIMUM_BYTES

if TYPE_CHECKING:
    from tests.surroundings import Repository

PATHS = ("pyproject.toml", "plans/.adopted")
SETTINGS = "[tool.poc-docs]\n"


@pytest.fixture
def with_plans(repository: Repository) -> Repository:
    for path in PATHS:
        (repository.root / path).unlink(missing_ok=True)
    repository.write("plans/notes.txt", "No plan\n")
    return repository


def committed(repository: Repository) -> None:
    repository.git("add", "-A")
    repository.git("commit", "--quiet", "--no-verify", "-m", "As it stands")


def in_advance(repository: Repository, *object_ids: str) -> InAdvance:
    return InAdvance(str(repository.root), object_ids, PATHS)


@pytest.mark.parametrize("names", [(), PATHS[:1], PATHS[1:], PATHS])
def test_files_and_their_contents_are_known(with_plans: Repository, names: tuple[str, ...]) -> None:
    for name in names:
        with_plans.write(name, SETTINGS)
    committed(with_plans)
    known = in_advance(with_plans)
    assert known.files == committed_files(with_plans.root, "HEAD", *PATHS)
    assert known.files.keys() == set(names)
    assert {known.blobs[each] for each in known.files.values()} == ({SETTINGS.encode()} if names else set())


@pytest.mark.parametrize("path", PATHS)
def test_a_link_is_no_file_and_leaves_it_open(with_plans: Repository, path: str) -> None:
    (with_plans.root / path).symlink_to("elsewhere.toml")
    committed(with_plans)
    assert in_advance(with_plans).files is None


def test_a_folder_of_that_name_leaves_it_open(with_plans: Repository) -> None:
    with_plans.write("pyproject.toml/inside", SETTINGS)
    committed(with_plans)
    assert in_advance(with_plans).files is None


def test_without_the_folder_of_the_plans_it_is_left_open(with_plans: Repository) -> None:
    committed(with_plans)
    shutil.rmtree(with_plans.root / "plans")
    committed(with_plans)
    assert in_advance(with_plans).files is None


def test_a_damaged_file_counts_as_none_that_is_known(with_plans: Repository) -> None:
    with_plans.write("pyproject.toml", "[tool.poc-docs] # nowhere else\n")
    committed(with_plans)
    blob = object_id(with_plans.root, "HEAD:pyproject.toml")
    (with_plans.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    known = in_advance(with_plans)
    assert known.files is None
    assert blob not in known.blobs


def test_a_missing_object_leaves_the_others_known(with_plans: Repository) -> None:
    committed(with_plans)
    here = object_id(with_plans.root, "HEAD:plans/notes.txt")
    known = in_advance(with_plans, "0" * 39 + "1", here, "")
    assert known.blobs == {here: b"No plan\n"}
    assert known.files == {}


def test_more_than_one_plan_may_be_is_not_taken_at_once(with_plans: Repository) -> None:
    with_plans.write("plans/large.txt", bytes(MAXIMUM_BYTES + 1))
    committed(with_plans)
    known = in_advance(with_plans, object_id(with_plans.root, "HEAD:plans/large.txt"))
    assert known.files is None
    assert known.blobs == {}

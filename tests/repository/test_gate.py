"""What the gate takes for touched: told of small histories, whose files hold any bytes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.gate import (
    compare,
    hides_plans,
    is_plan_path,
    other_plans,
    settings_before,
    shown_name,
    touched_plans,
)
from poc_docs.repository.git import Change
from poc_docs.repository.places import CONFIGURATION

if TYPE_CHECKING:
    from tests.surroundings import Repository

A, B, C = "plans/a.md", "plans/b.md", "plans/archive/c.md"


def version(repository: Repository, **files: str | None) -> str:
    """Commit files by their short names, or take one away where its text is None; give the commit."""
    names = {"a": A, "b": B, "c": C, "settings": CONFIGURATION, "readme": "README.md"}
    for short, text in files.items():
        if text is None:
            (repository.root / names[short]).unlink()
        else:
            repository.write(names[short], text)
    repository.git("add", "-A")
    repository.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "A version")
    return repository.git("rev-parse", "HEAD").strip()


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("plans/a.md", True),
        ("plans/archive/a.MD", True),
        ("plans/a.markdown", False),
        ("plans.md", False),
        ("Plans/a.md", False),
        ("docs/plans/a.md", False),
    ],
)
def test_a_plan_is_a_markdown_file_below_plans(path: str, is_one: bool) -> None:
    assert is_plan_path(path) is is_one


@pytest.mark.parametrize(
    ("what", "change", "hides"),
    [
        ("a link in place of the folder", Change("plans", "", "", regular=False), True),
        ("a link below it", Change("plans/archive", "", "", regular=False), True),
        ("a submodule spelt otherwise", Change("PLANS", "", "", regular=False), True),
        ("a plan in a folder spelt otherwise", Change("Plans/a.md", "", "1", regular=True), True),
        ("which is deleted", Change("Plans/a.md", "1", "", regular=True), False),
        ("no plan in that folder", Change("Plans/a.txt", "", "1", regular=True), False),
        ("an ordinary plan", Change("plans/a.md", "", "1", regular=True), False),
        ("a link elsewhere", Change("docs/plans", "", "", regular=False), False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_could_hide_plans_is_told(what: str, change: Change, hides: bool) -> None:
    assert hides_plans(change) is hides


def test_a_commit_touches_what_it_adds_changes_and_deletes(repository: Repository) -> None:
    before = version(repository, a="old", b="stays", c="goes", settings="old = 1\n")
    after = version(repository, a="new", c=None, readme="not a plan")
    version(repository, a="a later version is no part of it")
    found = touched_plans(compare(repository.root, [before], after))
    assert (found.befores, found.after) == (({A: b"old", C: b"goes"},), {A: b"new"})
    assert found.judged == {A, C, "README.md"}
    assert found.settings is None
    assert not found.irregular


def test_the_first_commit_is_compared_with_nothing(repository: Repository) -> None:
    after = version(repository, a="new", settings="x = 1\n")
    comparison = compare(repository.root, [], after)
    found = touched_plans(comparison)
    assert (found.befores, found.after, found.settings) == (({},), {A: b"new"}, b"x = 1\n")
    assert settings_before(comparison) is None


def test_the_index_is_compared_and_not_the_files_on_the_disk(repository: Repository) -> None:
    before = version(repository, a="old", b="stays")
    repository.write(A, "staged")
    repository.git("add", A)
    repository.write(A, "on the disk")
    repository.write(B, "on the disk too")
    comparison = compare(repository.root, [before], None)
    found = touched_plans(comparison)
    assert (found.befores, found.after) == (({A: b"old"},), {A: b"staged"})
    assert other_plans(comparison, found) == {B: b"stays"}


def test_of_two_versions_before_each_shows_what_either_differs_in(repository: Repository) -> None:
    one = version(repository, a="old", b="old")
    two = version(repository, a="new", c="two")
    after = version(repository, b="new", c=None)
    found = touched_plans(compare(repository.root, [one, two], after))
    assert found.after == {A: b"new", B: b"new"}
    assert found.befores == ({A: b"old", B: b"old"}, {A: b"new", B: b"old", C: b"two"})
    assert found.judged == {B}, "what another settled version has already, nobody answers for again"


def test_what_only_an_unsettled_version_holds_is_answered_for(repository: Repository) -> None:
    settled = version(repository, a="old")
    pushed = version(repository, a="new")
    after = version(repository, b="new")
    found = touched_plans(compare(repository.root, [settled, pushed], after, settled=1))
    assert found.judged == {A, B}


@pytest.mark.parametrize("at", [0, 1])
def test_settings_are_those_after_the_change_and_before_it_those_of_the_first_version(
    repository: Repository, at: int
) -> None:
    versions = [version(repository, settings="old = 1\n"), version(repository, settings="new = 1\n")]
    versions.append(version(repository, a="new"))
    comparison = compare(repository.root, versions[at:2], versions[2])
    assert touched_plans(comparison).settings == (None if at else b"new = 1\n")
    assert settings_before(comparison) == (b"new = 1\n" if at else b"old = 1\n")


def test_plans_that_a_commit_does_not_touch_are_the_others(repository: Repository) -> None:
    before = version(repository, a="old", b="stays", c="stays too", readme="not a plan")
    after = version(repository, a="new")
    comparison = compare(repository.root, [before], after)
    assert other_plans(comparison, touched_plans(comparison)) == {B: b"stays", C: b"stays too"}


@pytest.mark.parametrize("is_committed", [True, False])
def test_other_plans_are_those_that_hold_a_word(repository: Repository, is_committed: bool) -> None:
    before = version(repository, a="old", b="id: halden\n", c="binary \x00 and halden", readme="halden")
    after = version(repository, a="new") if is_committed else None
    if not is_committed:
        repository.write(A, "staged")
        repository.git("add", "-A")
        repository.write(B, "on the disk another")
    comparison = compare(repository.root, [before], after)
    touched = touched_plans(comparison)
    assert set(other_plans(comparison, touched, {"halden"})) == {B, C}
    assert set(other_plans(comparison, touched, {"id: halden", "-e"})) == {B}
    assert set(other_plans(comparison, touched, {"hald.n", "HALDEN", "new", "staged"})) == set()


def test_a_link_touches_something_although_no_plan_differs(repository: Repository) -> None:
    before = version(repository)
    empty = touched_plans(compare(repository.root, [before], version(repository, readme="new")))
    assert not empty
    (repository.root / "plans").symlink_to("elsewhere")
    found = touched_plans(compare(repository.root, [before], version(repository)))
    assert found
    assert found.irregular == {"plans"}
    assert not found.after


def test_a_plan_that_is_gone_is_touched(repository: Repository) -> None:
    before = version(repository, a="old")
    assert touched_plans(compare(repository.root, [before], version(repository, a=None)))


def test_a_name_that_is_no_text_is_shown_with_escapes() -> None:
    assert shown_name(os.fsdecode(b"plans/caf\xe9.md")) == "plans/caf\\xe9.md"
    assert shown_name("plans/café.md") == "plans/café.md"

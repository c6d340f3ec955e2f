"""Contents are read by their ids from one git process, and whatever is wrong with one is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.blobs import Blobs, read_blobs
from poc_docs.repository.git import GitError
from poc_docs.text.source import MAXIMUM_BYTES
from tests.repository.descriptors import open_files

if TYPE_CHECKING:
    from tests.surroundings import Repository


def kept(repository: Repository, content: bytes) -> str:
    """Let git keep a content, and give its id."""
    repository.write("content", content)
    return repository.git("hash-object", "-w", "content").strip()


def test_each_id_has_its_content_however_many_and_however_large(repository: Repository) -> None:
    contents = [b"", b"\n", b"no line break", bytes(range(256)) * 1000, *(b"%d\n" % n for n in range(80))]
    known = {kept(repository, each): each for each in contents}
    assert read_blobs(repository.root, [*known, *known, ""]) == known


def test_of_one_that_is_too_large_for_a_plan_only_that_is_known(repository: Repository) -> None:
    large, small = kept(repository, b"x" * (MAXIMUM_BYTES + 4_000_000)), kept(repository, b"small")
    found = read_blobs(repository.root, [large, small])
    assert found == {large: bytes(MAXIMUM_BYTES + 1), small: b"small"}


def test_one_process_answers_question_after_question(repository: Repository) -> None:
    one, other = kept(repository, b"one"), kept(repository, b"other")
    before = open_files()
    with Blobs(repository.root) as blobs:
        assert blobs.read([one]) == {one: b"one"}
        during = open_files()
        assert blobs.read([]) == {}
        assert blobs.read([other, one]) == {one: b"one", other: b"other"}
        assert open_files() == during
    assert open_files() == before


def test_where_nothing_is_asked_no_process_is_started(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_blobs(repository.root, [""]) == {}
    with pytest.raises(GitError, match="git is not installed"):
        read_blobs(repository.root, ["0" * 40])


def test_what_is_not_there_or_is_no_file_is_named(repository: Repository) -> None:
    before, here, tree = open_files(), kept(repository, b"here"), repository.git("rev-parse", "HEAD^{tree}")
    with pytest.raises(GitError, match=f"object {'1' * 40} is missing"):
        read_blobs(repository.root, [here, "1" * 40])
    other = kept(repository, b"other")
    with Blobs(repository.root) as blobs:
        with pytest.raises(GitError):
            blobs.read(["0" * 40, here])  # in their order: the second answer is still to come
        assert blobs.read([other]) == {other: b"other"}
    with pytest.raises(GitError, match=f"object {tree.strip()} is tree"):
        read_blobs(repository.root, [tree.strip(), here])
    assert open_files() == before


def test_a_damaged_object_ends_it_with_the_words_of_git(repository: Repository) -> None:
    before, damaged = open_files(), kept(repository, b"soon damaged" * 1000)
    path = repository.root / ".git/objects" / damaged[:2] / damaged[2:]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(GitError, match=damaged):
        read_blobs(repository.root, [damaged])
    assert open_files() == before

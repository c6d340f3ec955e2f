"""Git is started without ``subprocess``, and nothing that is large, closed or missing stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.git import GitError, run_git
from poc_docs.repository.git_process import GitProcess, ask_git
from tests.repository.descriptors import open_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository


def test_more_goes_in_and_comes_out_at_once_than_any_pipe_holds(repository: Repository) -> None:
    blob = repository.git("rev-parse", "HEAD:README.md").strip()
    content = (repository.root / "README.md").read_bytes()
    out = run_git(repository.root, "cat-file", "--batch", data=f"{blob}\n".encode() * 50_000)
    assert out == f"{blob} blob {len(content)}\n".encode().join([b"", *[content + b"\n"] * 50_000])


def test_what_git_does_not_read_to_the_end_does_not_stop_it(repository: Repository) -> None:
    code, out, _ = ask_git(str(repository.root), "rev-parse", "HEAD", data=b"x" * 1_000_000)
    assert (code, len(out.strip())) == (0, 40)


def test_two_run_at_the_same_time(repository: Repository) -> None:
    both = [GitProcess(str(repository.root), ("rev-parse", name)) for name in ("HEAD", "HEAD^{tree}")]
    assert [process.finish()[0] for process in both] == [0, 0]


def test_no_file_descriptor_stays_open(repository: Repository) -> None:
    before = open_files()
    ask_git(str(repository.root), "cat-file", "--batch", data=b"HEAD\n")
    ask_git(str(repository.root), "no-such-command")
    assert open_files() == before


def test_a_fault_comes_with_the_words_of_git(repository: Repository) -> None:
    with pytest.raises(GitError, match="Not a valid object name"):
        run_git(repository.root, "cat-file", "-t", "0" * 39)


def test_without_git_it_says_so(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(GitError, match="git is not installed"):
        run_git(repository.root, "rev-parse", "HEAD")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_mix_with_what_git_says(repository: Repository, closed: str) -> None:
    repository.write("plans/new.md", "# no plan\n")
    repository.git("add", "-A")
    repository.run("sh", "-c", f"poc-docs gate {closed}", succeeds=False)
    repository.git("rm", "--quiet", "--cached", "plans/new.md")
    repository.run("sh", "-c", f"poc-docs gate {closed}", succeeds=True)

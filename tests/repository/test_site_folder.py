"""A site takes the place of the one before it whole, or not at all."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.files import FileRefusedError
from poc_docs.repository.site_folder import new_site

if TYPE_CHECKING:
    from pathlib import Path

SITE = ("404.html", "sitemap.xml", "assets/poc-docs.css", "index.html")


def write(folder: Path, text: str) -> None:
    for name in SITE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def said(folder: Path) -> list[str]:
    return [(folder / name).read_text() for name in SITE]


def test_what_fails_while_it_is_built_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "site", "old")

    def interrupted() -> None:
        with new_site(tmp_path / "site") as site:
            write(site.folder, "new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert said(tmp_path / "site") == ["old"] * len(SITE)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("at", range(1, 2 * 4 + 1))
def test_what_fails_while_it_is_put_in_place_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    write(tmp_path / "site", "old")
    calls = 0
    rename = type(tmp_path).rename

    def failing(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == at:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    def replaced() -> None:
        with new_site(tmp_path / "site") as site:
            write(site.folder, "new")
            monkeypatch.setattr(type(tmp_path), "rename", failing)

    with pytest.raises(FileRefusedError, match="can't be replaced"):
        replaced()
    monkeypatch.undo()
    assert said(tmp_path / "site") == ["old"] * len(SITE)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


KILLED = """
import os, signal, subprocess, sys
from pathlib import Path
from poc_docs.repository.site_folder import new_site
with new_site(Path(sys.argv[1])) as site:
    site.folder.mkdir()
    subprocess.Popen(["cat"], pass_fds=[site.lock])
    os.kill(os.getpid(), signal.SIGKILL)
"""
"""A build that is killed while what it started goes on, until its standard input ends."""


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".poc-docs-site-")]


def build(target: Path) -> None:
    with new_site(target) as site:
        write(site.folder, "new")


def wait_for_lock(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.close(lock)


def test_what_a_killed_build_left_goes_once_nothing_of_it_runs_any_more(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with subprocess.Popen([sys.executable, "-c", KILLED, str(target)], stdin=subprocess.PIPE) as killed:
        assert killed.wait() < 0
        (still_built_in,) = left(tmp_path)
        build(target)
        assert left(tmp_path) == [still_built_in]
        assert killed.stdin
        killed.stdin.close()
    wait_for_lock(tmp_path / still_built_in)
    build(target)
    assert left(tmp_path) == []
    assert said(target) == ["new"] * len(SITE)


def test_a_build_leaves_another_one_alone(tmp_path: Path) -> None:
    with new_site(tmp_path / "site") as site:
        write(site.folder, "first")
        build(tmp_path / "site")
    assert said(tmp_path / "site") == ["first"] * len(SITE)


@pytest.mark.parametrize(
    "name", [".poc-docs-site-notes", ".poc-docs-site", f".poc-docs-site-{'0' * 16}.md", f"site-{'0' * 16}"]
)
def test_what_is_named_otherwise_is_never_removed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    build(tmp_path / "site")
    assert (tmp_path / name).is_dir()


def test_a_link_is_never_followed_by_what_removes(tmp_path: Path) -> None:
    write(tmp_path / "mine", "mine")
    (tmp_path / f".poc-docs-site-{'0' * 16}").symlink_to(tmp_path / "mine")
    build(tmp_path / "site")
    assert said(tmp_path / "mine") == ["mine"] * len(SITE)

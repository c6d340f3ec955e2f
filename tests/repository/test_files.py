"""A write leaves the old file or the new one, keeps what the file is, and refuses what it can't keep."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.files import FileRefusedError, create_file, read_file, replace_file
from poc_docs.text.source import MAXIMUM_BYTES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.md"
    path.write_bytes(b"old\r\n")
    return path


def test_a_replaced_file_keeps_mode_and_owner(plan: Path) -> None:
    plan.chmod(0o640)
    replace_file(plan, b"old\r\n", b"new", plan.parent)
    status = plan.stat()
    assert plan.read_bytes() == b"new"
    assert (status.st_mode & 0o777, status.st_uid) == (0o640, os.geteuid())
    assert os.listdir(plan.parent) == ["plan.md"]  # noqa: PTH208


@pytest.mark.parametrize(
    ("mask", "executable", "mode"),
    [(0o022, False, 0o644), (0o022, True, 0o755), (0, False, 0o666), (0o077, True, 0o700)],
)
def test_a_new_file_has_the_mode_that_other_programs_would_give_it(
    plan: Path, mask: int, executable: bool, mode: int
) -> None:
    new, before = plan.with_name("new.md"), os.umask(mask)
    try:
        create_file(new, b"new", plan.parent, executable=executable)
    finally:
        os.umask(before)
    assert new.stat().st_mode & 0o777 == mode


def test_the_folders_of_a_new_file_are_made_where_its_path_goes_down_and_up_again(tmp_path: Path) -> None:
    create_file(tmp_path / "drafts" / ".." / "plans" / "new.md", b"new", tmp_path)
    assert (tmp_path / "plans" / "new.md").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "why"), [("plan.md/part.md", "Not a directory"), (f"{'a' * 300}.md", "File name too long")]
)
def test_a_name_that_the_system_refuses_is_told_with_its_reason(plan: Path, name: str, why: str) -> None:
    with pytest.raises(FileRefusedError, match=f"can't be read: {why}"):
        read_file(plan.parent / name, plan.parent)


@pytest.mark.parametrize(
    ("fault", "way_out"),
    [
        (errno.ENOSPC, "make room on the disk"),
        (errno.EDQUOT, "make room on the disk"),
        (errno.EACCES, "check the permissions of the folder"),
        (errno.EROFS, "check the permissions of the folder"),
        (errno.EIO, "check the disk if it fails again"),
    ],
)
def test_what_the_system_refuses_to_write_has_a_way_out(
    plan: Path, fault: int, way_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", refused)
    with pytest.raises(FileRefusedError, match=os.strerror(fault)) as raised:
        replace_file(plan, b"old\r\n", b"new", plan.parent)
    assert way_out in raised.value.advice
    assert plan.read_bytes() == b"old\r\n"


def test_of_a_file_that_is_too_large_enough_is_read_to_say_so(plan: Path) -> None:
    for size, read in ((MAXIMUM_BYTES, MAXIMUM_BYTES), (MAXIMUM_BYTES + 9, MAXIMUM_BYTES + 1)):
        plan.write_bytes(b"x" * size)
        assert len(read_file(plan, plan.parent)) == read


def test_a_refusal_reads_as_its_message_alone(plan: Path) -> None:
    with pytest.raises(FileRefusedError) as raised:
        read_file(plan.with_name("other.md"), plan.parent)
    assert str(raised.value) == raised.value.message == f"there is no file {plan.with_name('other.md')}"


def test_nothing_is_written_where_nothing_changes(plan: Path) -> None:
    before = plan.stat()
    replace_file(plan, b"old\r\n", b"old\r\n", plan.parent)
    after = plan.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_that_somebody_else_changed_is_not_overwritten(plan: Path) -> None:
    plan.write_bytes(b"theirs")
    with pytest.raises(FileRefusedError, match="changed by somebody else"):
        replace_file(plan, b"old\r\n", b"mine", plan.parent)
    assert plan.read_bytes() == b"theirs"
    assert os.listdir(plan.parent) == ["plan.md"]  # noqa: PTH208


def test_a_read_only_file_is_not_overwritten(plan: Path) -> None:
    plan.chmod(0o444)
    with pytest.raises(FileRefusedError, match="read-only"):
        replace_file(plan, b"old\r\n", b"new", plan.parent)
    assert plan.read_bytes() == b"old\r\n"


def test_a_file_with_a_second_name_is_not_overwritten(plan: Path) -> None:
    os.link(plan, plan.with_name("second.md"))
    with pytest.raises(FileRefusedError, match="2 names"):
        replace_file(plan, b"old\r\n", b"new", plan.parent)


def test_a_link_is_not_written_through(plan: Path) -> None:
    link = plan.with_name("link.md")
    link.symlink_to(plan)
    with pytest.raises(FileRefusedError, match="is a link"):
        replace_file(link, b"old\r\n", b"new", plan.parent)
    assert plan.read_bytes() == b"old\r\n"


def test_a_link_out_of_the_repository_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("secret")
    root = tmp_path / "root"
    root.mkdir()
    (root / "plan.md").symlink_to(outside)
    with pytest.raises(FileRefusedError, match="lies outside"):
        read_file(root / "plan.md", root)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (os.mkfifo, "not a regular file"),
        (lambda _: None, "there is no file"),
    ],
)
def test_what_is_no_file_is_not_read(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "thing.md"
    assert callable(make)
    make(path)
    with pytest.raises(FileRefusedError, match=message):
        read_file(path, tmp_path)


def test_a_new_file_never_replaces_one(plan: Path) -> None:
    with pytest.raises(FileRefusedError, match="exists already"):
        create_file(plan, b"new", plan.parent)
    assert plan.read_bytes() == b"old\r\n"
    assert os.listdir(plan.parent) == ["plan.md"]  # noqa: PTH208


def test_a_new_file_is_written_whole_with_its_folders(tmp_path: Path) -> None:
    create_file(tmp_path / "plans" / "a" / "new.md", b"new", tmp_path)
    assert (tmp_path / "plans" / "a" / "new.md").read_bytes() == b"new"


_WRITER = """
    import itertools, pathlib, sys
    from poc_docs.repository.files import replace_file
    path = pathlib.Path(sys.argv[1])
    texts = [b"a" * 50_000, b"b" * 50_000]
    print("ready", flush=True)
    for number in itertools.count():
        replace_file(path, texts[number % 2], texts[(number + 1) % 2], path.parent)
"""


def test_a_killed_writer_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    for number in range(20):
        path.write_bytes(b"a" * 50_000)
        command = [sys.executable, "-c", textwrap.dedent(_WRITER), str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(0.001 * number)
            writer.send_signal(signal.SIGKILL)
        assert path.read_bytes() in {b"a" * 50_000, b"b" * 50_000}

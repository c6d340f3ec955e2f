"""A written file is what it was: mode, owner, attributes; what can't be kept, or is elsewhere, is refused."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository import files
from poc_docs.repository.files import FileRefusedError, create_file, read_file, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "plan.md"
    path.write_bytes(b"old")
    return path


def test_every_mode_that_may_be_written_is_kept(plan: Path) -> None:
    for mode in range(0o200, 0o1000):
        if not mode & 0o222 or not mode & 0o200:
            continue
        plan.chmod(mode)
        before = b"old" if mode % 2 else b"new"
        plan.chmod(0o600)
        plan.write_bytes(before)
        plan.chmod(mode)
        replace_file(plan, before, before[::-1], plan.parent)
        assert stat.S_IMODE(plan.stat().st_mode) == mode


@pytest.mark.parametrize("mode", [0o400, 0o440, 0o444, 0o555, 0o000])
def test_a_mode_without_permission_to_write_is_a_refusal(plan: Path, mode: int) -> None:
    plan.chmod(mode)
    with pytest.raises(FileRefusedError, match="is read-only"):
        replace_file(plan, b"old", b"new", plan.parent)


@pytest.mark.skipif(sys.platform != "linux", reason="needs extended attributes")
def test_extended_attributes_are_kept(plan: Path) -> None:
    try:
        os.setxattr(plan, "user.review", b"by Ines")
    except OSError:
        assert os.listxattr(plan) == []  # this file system has none
    expected = {name: os.getxattr(plan, name) for name in os.listxattr(plan)}
    replace_file(plan, b"old", b"new", plan.parent)
    assert {name: os.getxattr(plan, name) for name in os.listxattr(plan)} == expected


def test_an_owner_is_kept_where_the_system_permits_it(plan: Path) -> None:
    if os.geteuid() == 0:
        os.chown(plan, 65534, 65534)
    before = plan.stat()
    replace_file(plan, b"old", b"new", plan.parent)
    assert (plan.stat().st_uid, plan.stat().st_gid) == (before.st_uid, before.st_gid)


def test_an_owner_that_can_not_be_kept_stops_no_write(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refused)
    real = plan.lstat()
    monkeypatch.setattr(files, "_writable", lambda *_: os.stat_result((*real[:4], 12345, 12345, *real[6:])))
    replace_file(plan, b"old", b"new", plan.parent)
    assert plan.read_bytes() == b"new"


def _outside(plan: Path) -> Path:
    outside = plan.parent.parent / "outside"
    outside.mkdir()
    (outside / "plan.md").write_bytes(b"old")
    (plan.parent / "sub").symlink_to(outside)
    return plan.parent / "sub" / "plan.md"


def _link(plan: Path) -> Path:
    (plan.parent / "link.md").symlink_to(plan)
    return plan.parent / "link.md"


def _loop(plan: Path) -> Path:
    (plan.parent / "loop.md").symlink_to(plan.parent / "loop.md")
    return plan.parent / "loop.md"


def _second_name(plan: Path) -> Path:
    os.link(plan, plan.parent / "second.md")
    return plan


def _pipe(plan: Path) -> Path:
    os.mkfifo(plan.parent / "pipe.md")
    return plan.parent / "pipe.md"


def _folder(plan: Path) -> Path:
    (plan.parent / "folder.md").mkdir()
    return plan.parent / "folder.md"


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "below a link that leads out": (_outside, "is a link"),
    "a link": (_link, "is a link"),
    "a link to itself": (_loop, "is a link"),
    "a file with a second name": (_second_name, "2 names"),
    "a pipe": (_pipe, "not a regular file"),
    "a folder": (_folder, "not a regular file"),
    "a device": (lambda _: Path(os.devnull), "is a link"),
    "above the root": (lambda plan: plan.parent / ".." / ".." / "x.md", "changed by somebody else|is a link"),
    "nothing": (lambda plan: plan.parent / "none.md", "changed by somebody else"),
    "in no folder": (lambda plan: plan.parent / "none" / "none.md", "changed by somebody else"),
    "a name too long": (lambda plan: plan.parent / ("x" * 300), "can't be written: File name too long"),
}


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_the_plain_file_of_a_plan_is_not_written(
    plan: Path, make: Callable[[Path], Path], message: str
) -> None:
    path = make(plan)
    with pytest.raises(FileRefusedError, match=message) as refused:
        replace_file(path, b"old", b"new", plan.parent)
    assert refused.value.advice
    assert plan.read_bytes() == b"old"
    assert not [*plan.parent.glob(".poc-docs-*")]


def test_a_place_outside_is_no_place_for_a_new_file(plan: Path) -> None:
    for place in (plan.parent.parent / "x.md", plan.parent / ".." / "x.md", _outside(plan).with_name("x.md")):
        with pytest.raises(FileRefusedError, match="lies outside"):
            create_file(place, b"new", plan.parent)


def test_a_file_system_without_hard_links_gets_new_files_too(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    create_file(plan.with_name("new.md"), b"new", plan.parent)
    assert plan.with_name("new.md").read_bytes() == b"new"
    with pytest.raises(FileRefusedError, match="exists already"):
        create_file(plan, b"new", plan.parent)
    assert plan.read_bytes() == b"old"


def test_a_file_system_without_locks_or_synced_folders_is_written_to(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    left = plan.parent / f".poc-docs-{'a' * 16}"
    left.write_bytes(b"of another")
    monkeypatch.setattr(fcntl, "flock", _raises(errno.ENOTSUP))
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda at: _raises(errno.EINVAL)() if stat.S_ISDIR(os.fstat(at).st_mode) else real(at)
    )
    replace_file(plan, b"old", b"new", plan.parent)
    assert plan.read_bytes() == b"new"
    assert left.exists(), "who can't tell whether it is in use lets it be"


def _raises(number: int) -> Callable[..., None]:
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return refused


def test_a_lock_that_fails_otherwise_is_a_refusal(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", _raises(errno.EIO))
    with pytest.raises(FileRefusedError, match="can't be written"):
        replace_file(plan, b"old", b"new", plan.parent)


def test_whoever_waits_too_long_for_another_is_told(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.0)
    with (
        files.folder_held(plan.parent),  # another process that writes
        pytest.raises(FileRefusedError, match="another command has been writing"),
    ):
        replace_file(plan, b"old", b"new", plan.parent)
    assert plan.read_bytes() == b"old"


def test_what_a_killed_writer_left_goes_with_the_next_write_and_nothing_else_does(plan: Path) -> None:
    ours = plan.parent / f".poc-docs-{'0' * 16}"
    others = [plan.parent / name for name in (".poc-docs-notes", f".poc-docs-{'0' * 16}.md", ".other")]
    for path in (ours, *others):
        path.write_bytes(b"x")
    os.link(
        plan, plan.parent / f".poc-docs-{'1' * 16}"
    )  # killed between giving the name and taking its own away
    replace_file(plan, b"old", b"new", plan.parent)
    assert sorted(path.name for path in plan.parent.iterdir()) == sorted(
        [plan.name, *(p.name for p in others)]
    )


def test_a_file_that_can_not_be_read_to_its_end_is_refused(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    def opened(descriptor: int, _: str) -> Broken:
        os.close(descriptor)
        return Broken()

    monkeypatch.setattr(os, "fdopen", opened)
    with pytest.raises(FileRefusedError, match="can't be read: Input/output error"):
        read_file(plan, plan.parent)


def test_a_file_of_another_owner_is_not_replaced_because_the_folder_is_ours(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # what the kernel says to anybody but root
    with pytest.raises(FileRefusedError, match="is read-only"):
        replace_file(plan, b"old", b"new", plan.parent)

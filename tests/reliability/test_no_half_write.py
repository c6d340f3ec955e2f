"""A write that is killed, or meets a fault, at any system call leaves the old bytes or the new ones."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.files import create_file
from tests.cli.three_plans import ACTIVE, COMPLETE, WAITING, add_three_plans
from tests.reliability.faulty import FAULTS, INTERRUPT, KILL, KILL_HALF_WRITTEN, SHORT, Faulty
from tests.reliability.sizes import LONG, count, dice, inputs
from tests.surroundings import Repository, environment, new_repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ONE_FILE = 8
LEFT_BEHIND = re.compile(r"\.poc-docs-[0-9a-f]{16}")
Snapshot = dict[str, bytes]

AGREE = [
    *("agree", "fastighetsregisterverket", "--party", "prospect", "--by", "Karin Wessman"),
    *("--evidence", "mail of 2026-11-20", "--date", "2026-11-20"),
]
REPORT = (
    "Opportunity ID,Stage,Amount,Amount Currency,Close Date\n"
    "{0},Negotiation,123000.00,EUR,2026-12-18\n{1},Negotiation,98000.00,EUR,2026-12-19\n"
)


@dataclass(frozen=True)
class Write:
    """A command that writes; ``before`` are commands that make it possible."""

    command: list[str]
    before: tuple[list[str], ...] = ()
    names_file: str = ""
    code: int = 2
    """The exit code where it fails: a command for many plans goes on with the next, and ends with 1."""


WRITES = {
    "results": Write(["results", "marlowe", "--set", "1=171 ms", "--set", "2=74.6%"], names_file=ACTIVE),
    "agree": Write(AGREE, names_file=WAITING),
    "status": Write(
        ["status", "fastighetsregisterverket", "Active", "--today", "2026-11-21"],
        (AGREE,),
        names_file=WAITING,
    ),
    "note": Write(["note", "marlowe", "decision", "Moved", "--by", "Ines Falk"], names_file=ACTIVE),
    "new": Write(["new", "Halden Logistics", "Route planning"], names_file="plans/halden"),
    "import": Write(["import", "salesforce", "report.csv"], code=1),
    # What the first export keeps for the second one is no file of the user's: see the test of what is kept.
    "export": Write(
        ["export", "--format", "csv", "--output", "tables"],
        (["export", "--format", "csv", "--output", "first"],),
        names_file="tables",
    ),
    "init": Write(["init", "--yes"], names_file="pocs"),
}


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    # A command that is killed leaves its temporary folder.
    with Faulty({**environment(), "TMPDIR": str(tmp_path_factory.mktemp("temporary"))}) as server:
        yield server


@pytest.fixture(scope="session")
def three_plans(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = new_repository(tmp_path_factory.mktemp("half") / "pocs")
    add_three_plans(repository)
    opportunities = [
        re.search(rb"(?m)^opportunity: (\S+)", (repository.root / name).read_bytes())
        for name in (ACTIVE, COMPLETE)
    ]
    repository.write(
        "report.csv", REPORT.format(*(found.group(1).decode() for found in opportunities if found))
    )
    return repository


def snapshot(root: Path) -> Snapshot:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if ".git" not in path.relative_to(root).parts and path.is_file()
    }


def restore(root: Path, files: Snapshot) -> None:
    for name in snapshot(root).keys() - files.keys():
        (root / name).unlink()
    for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
        if ".git" not in folder.parts and not any(folder.iterdir()):
            folder.rmdir()
    for name, data in files.items():
        if not (root / name).is_file() or (root / name).read_bytes() != data:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).unlink(missing_ok=True)
            (root / name).write_bytes(data)


def left_behind(files: Snapshot) -> set[str]:
    return {name for name in files if LEFT_BEHIND.fullmatch(name.rpartition("/")[2])}


@dataclass(frozen=True)
class Prepared:
    """A write in its folder, with all files before and after it, and the calls in between."""

    root: Path
    write: Write
    old: Snapshot
    new: Snapshot
    calls: tuple[str, ...]
    settings: bytes

    @property
    def numbers(self) -> range | tuple[int, ...]:
        """Give the numbers of the calls to try: in a short run, of many files the first and the last."""
        last = len(self.calls)
        return (
            range(1, last + 1)
            if LONG or last <= _ONE_FILE * 3
            else (*range(1, 9), *range(last - 7, last + 1))
        )

    def reset(self) -> None:
        restore(self.root, self.old)
        (self.root / ".git/config").write_bytes(self.settings)

    def check_files(self, now: Snapshot) -> None:
        """Each file must be the old or the new one; nothing else may be there but what is left behind."""
        for name in self.old.keys() | self.new.keys() | (now.keys() - left_behind(now)):
            assert now.get(name) in (self.old.get(name), self.new.get(name)), name


@pytest.fixture(params=WRITES)
def prepared(
    request: pytest.FixtureRequest, faulty: Faulty, three_plans: Repository, tmp_path: Path
) -> Prepared:
    write = WRITES[request.param]
    root = shutil.copytree(three_plans.root, tmp_path / "pocs")
    for command in write.before:
        assert faulty.run(root, command).code == 0
    old, settings = snapshot(root), (root / ".git/config").read_bytes()
    done = faulty.run(root, write.command)
    assert done.code == 0, done.said
    assert not done.unguarded, "a file was opened for writing past the one place that writes"
    new = snapshot(root)
    assert new != old
    assert not left_behind(new)
    ready = Prepared(root, write, old, new, done.calls, settings)
    ready.reset()
    return ready


def test_a_write_that_is_killed_at_any_call_leaves_the_old_or_the_new_file(
    faulty: Faulty, prepared: Prepared
) -> None:
    for number in prepared.numbers:
        for fault in (KILL, KILL_HALF_WRITTEN) if prepared.calls[number - 1] == "write" else (KILL,):
            done = faulty.run(prepared.root, prepared.write.command, call=number, fault=fault)
            assert done.code == -9, done.said
            now = snapshot(prepared.root)
            prepared.check_files(now)
            for folder in {(prepared.root / name).parent for name in left_behind(now)}:
                create_file(folder / "next", b"the next write", prepared.root)
                (folder / "next").unlink()
            now = snapshot(prepared.root)
            assert not left_behind(now), "the next write in that folder takes away what is left"
            if (LONG or number % 3 == 1) and any(
                now.get(name) != prepared.new.get(name) for name in (*prepared.new, *prepared.old)
            ):
                again = faulty.run(prepared.root, prepared.write.command)
                assert again.code == 0, again.said
                assert snapshot(prepared.root) == prepared.new
            prepared.reset()
    count("system calls at which a write was killed", len(prepared.numbers))


def test_a_fault_at_any_call_is_one_message_that_names_the_file_and_no_harm(
    faulty: Faulty, prepared: Prepared
) -> None:
    faults = [*FAULTS, SHORT, INTERRUPT]
    injected = 0
    for number in prepared.numbers:
        call = prepared.calls[number - 1]
        for at, fault in enumerate(faults):
            if not LONG and (number + at) % (3 if prepared.write is WRITES["results"] else 6):
                continue
            done = faulty.run(prepared.root, prepared.write.command, call=number, fault=fault)
            now = snapshot(prepared.root)
            prepared.check_files(now)
            assert "Traceback" not in done.said
            assert "internal error" not in done.said
            assert done.code in {0, 1, 2}, (call, fault, done)
            if not call.startswith("unlink"):
                assert not left_behind(now), (call, fault)
            if done.code == 0:
                assert {name: now[name] for name in now.keys() - left_behind(now)} == prepared.new, (
                    call,
                    fault,
                )
            elif fault != INTERRUPT:
                assert done.code == prepared.write.code, (call, fault, done)
                assert prepared.write.names_file in done.said
                assert fault in FAULTS
                assert ("was written, but the disk does not confirm it" in done.said) or now != prepared.new
            prepared.reset()
            injected += 1
    count("faults injected into a write", injected)


def test_bytes_are_on_the_disk_before_they_get_the_name_and_no_file_is_opened_to_be_written_over(
    prepared: Prepared,
) -> None:
    assert not [
        call for call in prepared.calls if "O_TRUNC" in call or "O_APPEND" in call or "O_RDWR" in call
    ]
    opened = [call for call in prepared.calls if call.startswith("open")]
    assert set(opened) == {"open O_WRONLY|O_CREAT|O_EXCL|O_NOFOLLOW"}
    order = {
        "open": "a",
        "write": "w",
        "fchmod": "m",
        "fsync": "s",
        "replace": "r",
        "link": "r",
        "unlink": "u",
        "rmdir": "d",
    }
    told = "".join(order.get(call.split()[0], "?") for call in prepared.calls if call != "mkdir")
    # What is built in a temporary folder is taken away at the end, when the files have their names.
    is_built = prepared.write is WRITES["export"]
    assert re.fullmatch(r"(s*aw*msrus)+" + "u+d" * is_built, told), prepared.calls


@pytest.mark.parametrize("command", [["check"], ["list"], ["metrics"], ["export", "--format", "json"]])
def test_what_a_command_keeps_for_itself_may_be_cut_off_or_damaged_anywhere(
    faulty: Faulty, three_plans: Repository, tmp_path: Path, command: list[str]
) -> None:
    root = shutil.copytree(three_plans.root, tmp_path / "pocs")
    kept = root / ".git" / "poc-docs"
    shutil.rmtree(kept, ignore_errors=True)
    first = faulty.run(root, command)
    for number in range(1, len(first.calls) + 1):
        shutil.rmtree(kept, ignore_errors=True)
        assert faulty.run(root, command, call=number, fault=KILL).code == -9
        again = faulty.run(root, command)
        assert (again.code, again.said) == (first.code, first.said)
    faulty.run(root, command)
    names = sorted(kept.iterdir())
    assert names
    source = dice("kept")
    for path in names:
        whole = path.read_bytes()
        for _ in range(inputs(8, 400)):
            at = source.randrange(len(whole))
            path.write_bytes(source.choice((whole[:at], whole[:at] + source.randbytes(1) + whole[at + 1 :])))
            again = faulty.run(root, command)
            assert (again.code, again.said) == (first.code, first.said), at
    assert {*kept.iterdir()} <= {*names}
    assert snapshot(root) == snapshot(three_plans.root)


needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="needs the program strace")
_CALL = re.compile(r"(\w+)\((.*?)\) += (-?\d+|\?)")
_TRACED = (
    "openat,write,fsync,fchmod,fchown,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat"
)


def kernel_calls(repository: Repository, log: Path, command: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """Give the calls from the first temporary file on: name, how many of this name there were, arguments."""
    repository.run("strace", "-qq", "-o", str(log), "-e", f"trace={_TRACED}", *command)
    calls: list[tuple[str, int, str]] = []
    seen: Counter[str] = Counter()
    for match in filter(None, map(_CALL.match, log.read_text().splitlines())):
        seen[match[1]] += 1
        calls.append((match[1], seen[match[1]], match[2]))
    first = next(i for i, (_, _, told) in enumerate(calls) if ".poc-docs-" in told)
    last = max(i for i, (name, _, _) in enumerate(calls) if name == "fsync")
    return calls[first : last + 1]


@pytest.mark.long
@needs_strace
def test_the_kernel_sees_the_calls_of_a_write_in_their_order(three_plans: Repository, tmp_path: Path) -> None:
    repository = Repository(shutil.copytree(three_plans.root, tmp_path / "pocs"))
    calls = kernel_calls(repository, tmp_path / "log", ("poc-docs", *WRITES["results"].command))
    assert [re.sub("at2?$", "", name) for name, _, _ in calls if name != "openat"] == [
        *("write", "fchmod", "fsync", "rename", "unlink", "fsync")
    ]
    assert not [told for name, _, told in calls if name == "openat" and "O_TRUNC" in told]


@pytest.mark.long
@needs_strace
def test_a_kill_by_the_kernel_at_any_call_of_a_write_does_no_harm(prepared: Prepared, tmp_path: Path) -> None:
    repository, command = Repository(prepared.root), ("poc-docs", *prepared.write.command)
    calls = kernel_calls(repository, tmp_path / "log", command)
    for name, number, _ in calls:
        prepared.reset()
        inject = f"inject={name}:signal=SIGKILL:when={number}"
        repository.run(
            *("strace", "-qq", "-o", os.devnull, "-e", f"trace={name}", "-e", inject, *command),
            succeeds=False,
        )
        prepared.check_files(snapshot(prepared.root))
    count("system calls at which the kernel killed a write (strace)", len(calls))

"""Runs ``poc-docs`` in processes of their own, in each of which one system call fails or is the last.

A server reads orders as lines of JSON, and forks for each: that is far faster than loading the program anew.
In the fork each function of ``os`` that changes files is counted. Opening a file for writing in any other way
is told by Python's audit events, and reported as unguarded.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable

KILL, KILL_HALF_WRITTEN, SHORT, INTERRUPT = "kill", "kill half written", "short write", "interrupt"
FAULTS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "EPERM", "EINTR")

_CHANGING = (
    *("open", "write", "pwrite", "writev", "sendfile", "copy_file_range", "truncate", "ftruncate"),
    *("fsync", "fdatasync", "chmod", "fchmod", "chown", "fchown", "lchown", "setxattr", "utime"),
    *(
        "link",
        "symlink",
        "rename",
        "replace",
        "renames",
        "unlink",
        "remove",
        "rmdir",
        "mkdir",
        "mknod",
        "mkfifo",
    ),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OUTPUT = 2


@dataclass(frozen=True)
class Outcome:
    """How one run ended: ``code`` is negative for the signal that ended it."""

    code: int
    said: str
    calls: tuple[str, ...] = ()
    """The changing calls in their order, where nothing failed."""
    unguarded: tuple[str, ...] = ()


@dataclass
class Faulty:
    """The server, as its user sees it."""

    environment: dict[str, str]
    _process: subprocess.Popen[str] = field(init=False)

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.reliability.faulty"]
        self._process = subprocess.Popen(
            command,
            cwd=Path(__file__).parent.parent.parent,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait() == 0

    def run(self, folder: Path, arguments: list[str], *, call: int = 0, fault: str = "") -> Outcome:
        """Run a command in ``folder``; its changing ``call``, counted from 1, meets the ``fault``."""
        return self.together(folder, [arguments], call=call, fault=fault)[0]

    def together(
        self, folder: Path, commands: list[list[str]], *, call: int = 0, fault: str = ""
    ) -> list[Outcome]:
        """Run commands at the same time."""
        assert self._process.stdin
        assert self._process.stdout
        order = {"folder": str(folder), "commands": commands, "call": call, "fault": fault}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: list[dict[str, Any]] = json.loads(self._process.stdout.readline())
        return [
            Outcome(each["code"], each["said"], tuple(each["calls"]), tuple(each["unguarded"]))
            for each in answer
        ]


def _serve() -> None:
    _load_everything()
    for line in sys.stdin:
        order = json.loads(line)
        with tempfile.TemporaryDirectory() as scratch:
            children = [
                _start(order, arguments, Path(scratch) / str(number))
                for number, arguments in enumerate(order["commands"])
            ]
            answer = [_ended(child, Path(scratch) / str(number)) for number, child in enumerate(children)]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _load_everything() -> None:
    """Import what commands import when they run, and read a plan: a fork then has nothing to load."""
    import poc_docs
    from poc_docs.checks import check_plan
    from poc_docs.plan.reading import read_plan

    for module in pkgutil.walk_packages(poc_docs.__path__, "poc_docs."):
        if not module.name.endswith("__main__") and not module.name.startswith("poc_docs.site"):
            importlib.import_module(module.name)
    plan = Path(__file__).parent.parent / "plans" / "active.md"
    check_plan(read_plan(plan.read_text(encoding="utf-8")))


def _ended(child: int, notes: Path) -> dict[str, Any]:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said = notes.with_suffix(".said").read_bytes().decode("utf-8", "replace")
    calls = (
        notes.with_suffix(".calls").read_text().splitlines() if notes.with_suffix(".calls").exists() else []
    )
    return {
        "code": code,
        "said": said,
        "calls": [call for call in calls if not call.startswith("!")],
        "unguarded": [call[1:] for call in calls if call.startswith("!")],
    }


def _start(order: dict[str, Any], arguments: list[str], notes: Path) -> int:
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        output = os.open(notes.with_suffix(".said"), os.O_WRONLY | os.O_CREAT, 0o600)
        log = os.open(notes.with_suffix(".calls"), os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.chdir(order["folder"])
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _guard(log, order["call"], order["fault"], order["folder"])
        code = _run(arguments)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _run(arguments: list[str]) -> int:
    from poc_docs.cli import cli

    try:
        cli(arguments, prog_name="poc-docs")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 -- whatever it is, the test must see it
        import traceback

        traceback.print_exc()
        return 71
    return 0


def _guard(log: int, fatal: int, fault: str, folder: str) -> None:
    """Count every changing call of this process; the one whose number is ``fatal`` meets the fault."""
    counted = 0
    write = os.write

    def guarded(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal counted
            changes = name != "open" or (arguments[1:] and arguments[1] & _WRITING)
            if not changes or (name == "write" and arguments[0] <= _OUTPUT):
                return original(*arguments, **named)
            counted += 1
            write(log, f"{name}{_flags(name, arguments)}\n".encode())
            if counted == fatal:
                return _meet(fault, name, original, arguments, named)
            return original(*arguments, **named)

        return call

    for name in _CHANGING:
        if hasattr(os, name):
            setattr(os, name, guarded(name, getattr(os, name)))

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        # With a mode it is Python's own open(), which no counter above sees.
        by_python = event == "open" and arguments[1] is not None and arguments[2] & _WRITING
        if by_python and not isinstance(arguments[0], int):
            path = Path(folder, os.fsdecode(arguments[0]))
            if path.is_relative_to(folder):
                write(log, f"!{path}\n".encode())

    sys.addaudithook(audit)


def _flags(name: str, arguments: tuple[Any, ...]) -> str:
    if name != "open":
        return ""
    wanted = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_EXCL", "O_TRUNC", "O_APPEND", "O_NOFOLLOW")
    return " " + "|".join(flag for flag in wanted if arguments[1] & getattr(os, flag))


def _meet(fault: str, name: str, original: Callable[..., Any], arguments: tuple[Any, ...], named: Any) -> Any:
    if fault == KILL:
        os.kill(os.getpid(), signal.SIGKILL)
    if fault in {SHORT, KILL_HALF_WRITTEN}:
        if name != "write":
            return original(*arguments, **named)
        done = original(arguments[0], bytes(arguments[1])[: max(1, len(arguments[1]) // 2)])
        if fault == SHORT:
            return done
        os.kill(os.getpid(), signal.SIGKILL)
    if fault == INTERRUPT:
        os.kill(os.getpid(), signal.SIGINT)
        return original(*arguments, **named)
    number = getattr(errno, fault)
    path = arguments[0] if arguments and isinstance(arguments[0], str | os.PathLike) else None
    raise OSError(number, os.strerror(number), *([os.fspath(path)] if path is not None else []))


if __name__ == "__main__":
    _serve()

"""Starts git without the module ``subprocess``, whose import takes as long as Python itself takes to start.

Only object ids and fixed words are ever passed as arguments, and nothing that runs writes to the repository.
"""

from __future__ import annotations

import os

_OPTIONS = (
    *("-c", "core.fsmonitor=false"),  # a program that the repository names would run
    *("-c", "core.quotePath=false"),
    *("-c", "advice.graftFileDeprecated=false"),
    # Told otherwise, git takes an edit that left size and time as they were for none.
    *("-c", "core.trustctime=true"),
    *("-c", "core.checkStat=default"),
)
_SETTINGS = {
    # A replacement or graft would show this process another content than the one that is committed.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    # With one of these, as 'git --literal-pathspecs commit' sets them, git would look for other paths.
    "GIT_LITERAL_PATHSPECS": "0",
    "GIT_GLOB_PATHSPECS": "0",
    "GIT_NOGLOB_PATHSPECS": "0",
    "GIT_ICASE_PATHSPECS": "0",
    # What git says is looked at, so it must not be translated.
    "LC_ALL": "C",
    "LANGUAGE": "",
}

RAW = (
    *("--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv"),
    "--ignore-submodules=none",  # .gitmodules can tell git to keep quiet about one
)
"""The options with which git names every path that differs, and nothing else."""

STAGED = ("diff-index", "--cached", "--ita-invisible-in-index", *RAW)
"""The question what the index changes against a tree."""

_STREAMS = 3
_CHUNK = 1 << 16

MOST_AT_ONCE = 4096
"""So many bytes any pipe holds: who writes them need not wait for who reads them."""


class TooMuchError(Exception):
    """Git prints more than was wanted."""


class _Spawned:
    """A git process with our ends of its three streams."""

    def __init__(self, folder: str, arguments: tuple[str, ...]) -> None:
        """Start git in ``folder``; raises ``FileNotFoundError`` without git."""
        command = ["git", "-C", folder, *_OPTIONS, *arguments]
        environment = {**os.environ, **_SETTINGS}
        theirs_in, ours_in = _pipe()
        ours_out, theirs_out = _pipe()
        ours_error, theirs_error = _pipe()
        theirs = (theirs_in, theirs_out, theirs_error)
        self._in, self._out, self._error = ours_in, ours_out, ours_error
        actions = [(os.POSIX_SPAWN_DUP2, each, number) for number, each in enumerate(theirs)]
        try:
            self._process = os.posix_spawnp("git", command, environment, file_actions=actions)
        except BaseException:
            self._close()
            raise
        finally:
            for each in theirs:
                os.close(each)

    def _close_input(self) -> None:
        os.close(self._in)
        self._in = -1

    def _close(self) -> None:
        for each in (self._in, self._out, self._error):
            if each >= 0:
                os.close(each)

    def _wait(self) -> int:
        """Wait until git has ended, and give its exit code."""
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


class GitProcess(_Spawned):
    """A git process that runs and is asked all at once; ``finish`` waits for it."""

    def __init__(self, folder: str, arguments: tuple[str, ...], data: bytes = b"") -> None:
        """Start git in ``folder`` and give it ``data`` to read; raises ``FileNotFoundError`` without git."""
        self._unsent = memoryview(data)
        super().__init__(folder, arguments)
        if not self._unsent:
            self._close_input()
            return
        os.set_blocking(self._in, False)
        self._send()  # as much as the pipe holds, so that git can begin

    def finish(self, most: int | None = None) -> tuple[int, bytes, bytes]:
        """Wait until git has ended, and give its exit code, what it printed, and what it said of errors.

        Where it prints more than ``most`` bytes it is stopped; raises ``TooMuchError``.
        """
        try:
            said = self._talk(most)
        except BaseException:
            import signal

            os.kill(self._process, signal.SIGKILL)
            raise
        finally:
            self._close()
            code = self._wait()
        return code, *said

    def _talk(self, most: int | None) -> tuple[bytes, bytes]:
        """Write and read whatever is possible: neither side ever waits for the other with a full pipe."""
        heard: dict[int, list[bytes]] = {self._out: [], self._error: []}
        size = 0
        import select

        poll = select.poll()
        if self._in >= 0:
            poll.register(self._in, select.POLLOUT)
        for each in heard:
            poll.register(each, select.POLLIN)
        open_ones = set(heard)
        while open_ones:
            for each, _ in poll.poll():
                if each == self._in:
                    self._send()
                    if self._in < 0:
                        poll.unregister(each)
                    continue
                read = os.read(each, _CHUNK)
                heard[each].append(read)
                size += len(read)
                if most is not None and size > most:
                    raise TooMuchError
                if not read:
                    poll.unregister(each)
                    open_ones.remove(each)
        return b"".join(heard[self._out]), b"".join(heard[self._error])

    def _send(self) -> None:
        try:
            self._unsent = self._unsent[os.write(self._in, self._unsent[:_CHUNK]) :]
        except BlockingIOError:
            return
        except BrokenPipeError:  # it has ended, and its exit code says why
            self._unsent = memoryview(b"")
        if not self._unsent:
            self._close_input()


class GitConversation(_Spawned):
    """A git process that answers while it is asked; ``end`` ends it."""

    def __init__(self, folder: str, *arguments: str) -> None:
        """Start git in ``folder``; raises ``FileNotFoundError`` without git."""
        super().__init__(folder, arguments)
        self.answers = os.fdopen(self._out, "rb", closefd=False)

    def ask(self, question: bytes) -> None:
        """Send at most ``MOST_AT_ONCE`` bytes to git, which has answered all that it was asked before."""
        try:
            os.write(self._in, question)
        except BrokenPipeError:
            return  # it has ended: there is no answer, and ``end`` says why

    def end(self, *, at_once: bool = False) -> tuple[int, bytes]:
        """Let git end, ``at_once`` whatever it is at, and give its exit code with what it said of errors."""
        if at_once:
            import signal

            os.kill(self._process, signal.SIGKILL)
        self._close_input()
        os.close(self._out)  # what is left unread is not waited for
        self._out = -1
        said = b"".join(iter(lambda: os.read(self._error, _CHUNK), b""))
        self._close()
        return self._wait(), said


def _pipe() -> tuple[int, int]:
    """Give a pipe whose ends are none of the three streams: one of those may be closed when we start."""
    low: list[int] = []
    ends = os.pipe()
    while min(ends) < _STREAMS:
        low.extend(ends)
        ends = os.pipe()
    for each in low:
        os.close(each)
    return ends


def ask_git(folder: str, *arguments: str, data: bytes = b"") -> tuple[int, bytes, bytes]:
    """Run git in ``folder``: exit code, output, errors; raises ``FileNotFoundError`` without git."""
    return GitProcess(folder, arguments, data).finish()

"""Standard output that may be closed early, as ``| head -1`` does: the command still runs to its own end.

Without this a closed pipe ended a command wherever it was, with the exit code 1 or 0 as the timing had it. A
stream that was closed before the start (``>&-``) is the same: nobody reads there, and nobody answers.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


_ERRORS = 2


class OutputLostError(OSError):
    """Standard output takes nothing: what a command has to say is lost."""


class _Output(io.FileIO):
    """An open file that takes everything once nobody reads it any more."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            self._discard_the_rest()
            return super().write(data)
        except OSError as error:
            # The error is said once, and not again for what is still buffered when Python ends.
            self._discard_the_rest()
            if self.fileno() == _ERRORS:
                return super().write(data)  # there is nowhere left to say it
            raise OutputLostError(error.errno, error.strerror) from None

    def _discard_the_rest(self) -> None:
        nobody = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nobody, self.fileno())
        os.close(nobody)


def open_closed_streams() -> None:
    """Put nobody behind each standard stream that was closed before the start; Python has None for it.

    No file that is opened later, and no program that is started, can then take its place.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nobody = os.open(os.devnull, os.O_RDWR)  # the lowest free number: that of the stream
            os.set_inheritable(nobody, True)
            stream = os.fdopen(nobody, mode, encoding="utf-8", errors="backslashreplace", closefd=False)
            setattr(sys, name, stream)


def outlive_closed_pipes() -> None:
    """Put streams in place of standard output and error whose reader may go away."""
    sys.stdout = _outliving(sys.stdout)
    sys.stderr = _outliving(sys.stderr)


def _outliving(stream: TextIO) -> TextIO:
    # A stream that is no file, or was closed before the start, has no pipe that could close.
    if not isinstance(stream, io.TextIOWrapper) or stream.closed:
        return stream
    stream.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(_Output(stream.fileno(), "w", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )

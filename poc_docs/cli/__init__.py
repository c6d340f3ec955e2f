"""The command line: values in, output and exit codes out.

Exit codes: 0 clean, 1 errors found, 2 usage or tool error.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # the module typing takes a third of the time in which the hook may be over
if TYPE_CHECKING:
    from typing import Any

    from poc_docs.cli.group import COMMANDS, cli

__all__ = ["COMMANDS", "cli", "main"]


def __getattr__(name: str) -> Any:
    """Give what click's part defines; a hook that has nothing to do is over before click is loaded."""
    if name in {"COMMANDS", "cli"}:
        from poc_docs.cli import group

        return getattr(group, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_NOT_ON_WINDOWS = """\
poc-docs: Windows itself has not the locks and links with which poc-docs keeps files safe
  -> type 'wsl --install', and install and run poc-docs in the terminal that this gives you
"""


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.platform == "win32":
        sys.stderr.write(_NOT_ON_WINDOWS)
        sys.exit(2)
    try:
        if None in (sys.stdin, sys.stdout, sys.stderr):
            from poc_docs.cli.output import open_closed_streams

            open_closed_streams()
        _answer()
    except KeyboardInterrupt:
        sys.stderr.write("Aborted!\n")  # as the command itself says it, which may not be loaded yet
        sys.exit(2)


def _answer() -> None:
    """Answer without click where that is certain, and by the command itself otherwise."""
    if sys.argv[1:] == ["gate"]:
        from poc_docs.cli.hook import commit_passes

        if commit_passes():
            return
    if sys.argv[1:] == ["check"]:
        from poc_docs.cli.quick_check import said_that_all_is_good

        if said_that_all_is_good():
            return
    import signal

    from poc_docs.cli.group import cli
    from poc_docs.cli.output import outlive_closed_pipes

    outlive_closed_pipes()
    # One that is ended takes away what it has put aside, and ends those that help it, as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    cli(prog_name="poc-docs")

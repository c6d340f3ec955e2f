"""The port at which a site is served: refused where it is taken, before the first build and after it.

``python -m poc_docs.cli.serving PORT serve …`` is MkDocs, which builds the site before it takes its port.
"""

from __future__ import annotations

import errno
import socket
import sys

from poc_docs.cli.refusal import Refusal

HERE = "127.0.0.1"
LAST_PORT = 65535


def refuse_taken(port: int) -> None:
    """Refuse a port that is taken, or that only others may take."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HERE, port))
        except OSError as error:
            raise _taken(port, error) from None


def _taken(port: int, error: OSError) -> Refusal:
    other = f"poc-docs site serve --port {port + 1 if port < LAST_PORT else port - 1}"
    advice = f"another site may be served at http://{HERE}:{port}/; or try: {other}"
    return Refusal(f"port {port} can't be used: {error.strerror}", advice)


def serve_with_mkdocs(port: int, *arguments: str) -> None:
    """Run MkDocs; that its port was taken while it built is one message."""
    from mkdocs.__main__ import cli

    try:
        cli(arguments, prog_name="mkdocs")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        refusal = _taken(port, error)
        refusal.show()
        sys.exit(refusal.exit_code)


if __name__ == "__main__":
    serve_with_mkdocs(int(sys.argv[1]), *sys.argv[2:])

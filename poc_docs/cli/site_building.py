"""The build of a site: a full disk is one message.

``python -m poc_docs.cli.site_building build …`` is MkDocs, which would show where in its code it was met.
"""

from __future__ import annotations

import os
import sys

from poc_docs.cli.refusal import Refusal
from poc_docs.repository.files import NO_ROOM


def build_with_mkdocs(*arguments: str) -> None:
    """Run MkDocs; what the system refuses it is told as ``poc-docs`` tells it, without MkDocs' traceback."""
    from mkdocs.__main__ import cli

    try:
        cli(arguments, prog_name="mkdocs")
    except OSError as error:
        if "POC_DOCS_DEBUG" in os.environ:
            raise
        refusal = _refused(error)
        refusal.show()
        sys.exit(refusal.exit_code)


def _refused(error: OSError) -> Refusal:
    what = error.strerror or str(error)
    # Of a copy the second name is the one that is written.
    name = error.filename2 or error.filename
    if name:
        what = f"{os.fsdecode(name)}: {what}"
    mend = "make room on the disk" if error.errno in NO_ROOM else "check the path and its permissions"
    return Refusal(
        f"the site was not built: {what}", f"{mend}, and build again. What was there stands as it was"
    )


if __name__ == "__main__":
    build_with_mkdocs(*sys.argv[1:])

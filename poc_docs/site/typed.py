"""What to type: a command, and the note that stands behind it."""

from __future__ import annotations

import re

from poc_docs.site.badges import quiet
from poc_docs.site.markup import Html, element, join

_NOTE = re.compile(r" {2,}(?=# )")
"""What stands between a command and the note behind it."""


def typed(line: str) -> Html:
    """Give a command as one types it; a note behind it, which a shell passes over, is none of it."""
    command, *note = _NOTE.split(line, maxsplit=1)
    return join([element("code", command), *(join([Html(" "), quiet(each)]) for each in note)])

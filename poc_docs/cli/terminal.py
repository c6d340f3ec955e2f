"""The terminal that commands print on."""

from __future__ import annotations

import shutil

_USUAL = (100, 24)


def columns(at_most: int) -> int:
    """Give how wide a text may be; in a pipe, where nobody says otherwise, a usual width."""
    return min(shutil.get_terminal_size(_USUAL).columns, at_most)

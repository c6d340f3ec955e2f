"""iCalendar text by RFC 5545: properties with their values escaped, and lines folded.

Written here and not with the package icalendar: it is little more than these two rules, the site can give out
a calendar without a further dependency, and icalendar stays an independent reader for the tests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

LONGEST_LINE = 75
"""How many octets a line may have, its line break aside (RFC 5545, 3.1)."""

_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SPECIAL = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_TO_ESCAPE = re.compile(r"[\\;,\n]")


def escaped(text: str) -> str:
    """Give a text as a value (RFC 5545, 3.3.11); a control character, which none may hold, is a blank."""
    folded = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _TO_ESCAPE.sub(lambda found: _SPECIAL[found[0]], folded)


def date_value(day: dt.date) -> str:
    """Give a day as a value (RFC 5545, 3.3.4)."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def content_lines(lines: Iterable[str]) -> str:
    """Give lines folded and with their line breaks; no character is torn apart."""
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    if len(line.encode()) <= LONGEST_LINE:
        yield line
        return
    part, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part, size = part + char, size + octets
    yield part

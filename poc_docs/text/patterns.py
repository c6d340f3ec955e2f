"""Regular expressions that are compiled when they are first used.

Compiling one takes longer than most searches of a plan, and few plans need more than a third of them. From
its first use on, a method of such a pattern is that of the compiled one itself.
"""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Give what ``re.compile`` gives; a mistake in ``source`` shows at the first use."""
    return cast("re.Pattern[str]", _WhenUsed(source, flags))


class _WhenUsed:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found

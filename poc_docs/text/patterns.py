"""Regular expressions that are compiled when they are first used.

Compiling one takes longer than most searches of a plan, and few plans need more than a third of them. From
its first use on, a method of such a pattern is that of the compiled one itself.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_compile_at_once = re.compile


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Give what ``re.compile`` gives; a mistake in ``source`` shows at the first use."""
    return cast("re.Pattern[str]", _WhenUsed(source, flags))


@contextmanager
def compiled_when_used(*packages: str) -> Iterator[None]:
    """Give patterns of this kind to the modules of these packages that are imported meanwhile.

    They must not give such a pattern to a function of ``re``, such as ``re.sub``, which takes none. Modules
    that they import from elsewhere, the standard library's too, get what they ask for.
    """

    def compile_later(pattern: Any, flags: int = 0) -> Any:
        package = sys._getframe(1).f_globals["__name__"].partition(".")[0]  # noqa: SLF001
        is_theirs = package in packages and isinstance(pattern, str)
        return _WhenUsed(pattern, flags) if is_theirs else _compile_at_once(pattern, flags)

    re.compile = compile_later
    try:
        yield
    finally:
        re.compile = _compile_at_once


class _WhenUsed:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(_compile_at_once(self._source, self._flags), name)
        setattr(self, name, found)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        # Else a copy, which begins empty, would look for its own source without end.
        return _compile_at_once, (self._source, self._flags)

"""Signals as values: what was noticed, how grave it is, where it stands, and what to type next."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from poc_docs.plan.vocabulary import Health
    from poc_docs.text.source import Span


class Pitfall(StrEnum):
    """The five pitfalls of the PoC framework, in its order."""

    UNCLEAR_CRITERIA = "unclear criteria"
    SCOPE_CREEP = "scope creep"
    RESOURCE_GAPS = "resource gaps"
    TIMELINE_DRIFT = "timeline drift"
    WEAK_CONVERSION = "weak conversion"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a plan says that raises a signal.

    ``message`` has the numbers and dates, ``span`` is the place in the file, ``commands`` are what to type,
    the first being the one to begin with. ``due`` and ``owner`` are of the thing that is late, if it has any.
    """

    message: str
    span: Span
    commands: tuple[str, ...]
    due: dt.date | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRule:
    """A signal's name, for good, and what raises it: the docstring of ``find`` says it in words.

    It is ``dated`` if what raises it has its day in the file, so that one can ask about an earlier day.
    """

    name: str
    severity: Health
    find: Callable[..., Iterator[Evidence]]
    pitfall: Pitfall | None = None
    dated: bool = True

    @property
    def what(self) -> str:
        """Say what raises it: the first sentences of the docstring of ``find``."""
        first = (inspect.getdoc(self.find) or "").partition("\n\n")[0]
        return " ".join(first.replace("`", "").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal that a plan raises on a day: its rule and its evidence."""

    name: str
    severity: Health
    pitfall: Pitfall | None
    message: str
    span: Span
    commands: tuple[str, ...]
    due: dt.date | None = None
    owner: str = ""

"""What was read and found before: for a site that is served, where little changes at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from poc_docs.checks import check_plan
from poc_docs.plan.reading import read_plan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.adoption import Adopted
    from poc_docs.plan.model import Plan

    Circumstances = tuple[dt.date | None, Mapping[str, Adopted] | None]


@dataclass(slots=True)
class Memory:
    """Plans by their text, with what was found in them under the same circumstances.

    Within one time of reading each text is read once; ``turn`` ends it, and forgets what it had no use for.
    """

    _plans: dict[str, Plan] = field(default_factory=dict)
    _found: dict[str, Sequence[Finding]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _under: Circumstances = (None, None)

    def plan(self, text: str) -> Plan:
        """Give the plan of a text: the same one for the same text."""
        self._used.add(text)
        if text not in self._plans:
            self._plans[text] = read_plan(text)
        return self._plans[text]

    def version(self, text: str) -> Plan:
        """Give the plan of a text that may be an earlier version's; one that is not known is not kept."""
        known = self._plans.get(text)
        return known if known is not None else read_plan(text)

    def findings(
        self, text: str, today: dt.date | None, adopted: Mapping[str, Adopted] | None
    ) -> Sequence[Finding]:
        """Give what is found in the plan of a text."""
        if self._under != (today, adopted):
            self._found.clear()
            self._under = (today, adopted)
        if text not in self._found:
            self._found[text] = check_plan(self.plan(text), today, adopted)
        return self._found[text]

    def turn(self) -> None:
        """Forget what was not used since the last turn."""
        for text in self._plans.keys() - self._used:
            del self._plans[text]
            self._found.pop(text, None)
        self._used.clear()

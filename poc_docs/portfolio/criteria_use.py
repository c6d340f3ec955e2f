"""The criteria that plans used: which are the same one, and how often each was agreed and met."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.plan.agreement.state import AgreementState
from poc_docs.plan.canonical import folded_text
from poc_docs.plan.layout import folded
from poc_docs.plan.values import is_placeholder
from poc_docs.plan.vocabulary import Kind, Verdict
from poc_docs.portfolio.gap_register.similarity import alike_within
from poc_docs.portfolio.metrics.quantities import Ratio, ratio_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.library import ReadyCriterion
    from poc_docs.plan.standings import Standing
    from poc_docs.plan.texts import Text
    from poc_docs.portfolio.entries import Entry
    from poc_docs.portfolio.signals.situation import Situation

MOST_COMPARED = 500
"""Of more texts than these no look-alikes are sought: nobody would go through them."""


@dataclass(frozen=True, slots=True)
class Use:
    """A criterion as one plan has it.

    It is agreed if both parties signed the plan as it stands, and final if the plan is Complete and no
    correction of its results waits for a signature: the criteria of the pass rate.
    """

    entry: Entry
    standing: Standing
    is_agreed: bool
    is_final: bool


@dataclass(frozen=True, slots=True)
class UsedCriterion:
    """A criterion of one or more plans: of one kind, and with one canonical text or one ready criterion."""

    name: str
    kind: Kind | None
    is_ready: bool
    uses: tuple[Use, ...]

    @property
    def agreed(self) -> int:
        """Give how many of its uses were agreed."""
        return sum(use.is_agreed for use in self.uses)

    @property
    def met(self) -> Ratio:
        """Give how often it passed, of all uses that are final and have a verdict."""
        verdicts = [use.standing.verdict for use in self.uses if use.is_final and use.standing.verdict]
        return ratio_of([verdict is Verdict.PASS for verdict in verdicts])

    @property
    def targets(self) -> tuple[tuple[str, int], ...]:
        """Give the targets that were set, with how often each was; the most frequent first."""
        return _counted(use.standing.criterion.target for use in self.uses)

    @property
    def measurements(self) -> tuple[tuple[str, int], ...]:
        """Give how it was measured, with how often it was so; the most frequent first."""
        return _counted(use.standing.criterion.measurement for use in self.uses)


def used_criteria(
    plans: Iterable[tuple[Entry, Situation]], ready: Iterable[ReadyCriterion] = ()
) -> tuple[UsedCriterion, ...]:
    """Give the criteria of these plans, by kind, the most used first; blanks of the template are none.

    Two are the same if they have one kind, and one canonical text or the name of one ready criterion. What
    only looks alike stays apart.
    """
    known = {folded(each.name): each.name for each in ready}
    found: dict[tuple[Kind | None, str], list[Use]] = {}
    for entry, at in plans:
        is_agreed = at.agreement.state is AgreementState.AGREED
        is_final = at.is_complete and not open_correction(at.plan)
        for standing in at.standings:
            text, kind = standing.criterion.text.value, standing.criterion.kind
            if text and not is_placeholder(text):
                key = (kind.value if kind else None, known.get(folded(text)) or folded_text(text))
                found.setdefault(key, []).append(Use(entry, standing, is_agreed, is_final))
    criteria = [
        UsedCriterion(_name(uses[0]), kind, folded(_name(uses[0])) in known, tuple(uses))
        for (kind, _), uses in found.items()
    ]
    order = (*Kind, None)
    return tuple(sorted(criteria, key=lambda each: (order.index(each.kind), -len(each.uses), each.name)))


def look_alikes(criteria: Sequence[UsedCriterion]) -> tuple[tuple[UsedCriterion, UsedCriterion], ...]:
    """Give pairs with similar texts, which people may want to name alike; None are sought among very many."""
    if len(criteria) > MOST_COMPARED:
        return ()
    pairs = alike_within([each.name for each in criteria])
    return tuple((criteria[pair.first], criteria[pair.second]) for pair in pairs)


def _name(use: Use) -> str:
    return use.standing.criterion.text.value


def _counted(texts: Iterable[Text]) -> tuple[tuple[str, int], ...]:
    """Count texts that say something; those with one canonical form are one, written as the first of them."""
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for text in texts:
        if text.value and not is_placeholder(text.value):
            key = folded_text(text.value)
            written.setdefault(key, text.value)
            counts[key] += 1
    return tuple((written[key], number) for key, number in counts.most_common())

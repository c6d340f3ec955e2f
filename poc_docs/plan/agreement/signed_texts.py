"""The texts that both parties sign, by the names that amendments call them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from poc_docs.plan.once import once_per_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Criterion, OutcomeRule, Plan
    from poc_docs.plan.texts import Read, Text
    from poc_docs.text.source import Span

CRITERION_PARTS = ("text", "measurement", "target", "weight", "baseline", "partial")
"""The parts of a criterion that are signed, as an amendment names them."""


def signed_texts(plan: Plan) -> dict[str, str]:
    """Give every text that is signed, as Markdown, by its name in amendments (``criterion 2 target``)."""
    return {where: text.source for where, text in _signed(plan) if text.source}


def signed_places(plan: Plan) -> dict[str, Span]:
    """Give where each signed text stands, by its name in amendments."""
    return {where: text.span for where, text in _signed(plan) if text.source}


def signed_parts(criterion: Criterion) -> Iterator[tuple[str, Text | None]]:
    """Give the signed parts of a criterion by their names."""
    values = (
        criterion.text,
        criterion.measurement,
        criterion.target,
        criterion.weight.text,
        criterion.baseline,
        criterion.partial,
    )
    yield from zip(CRITERION_PARTS, values, strict=True)


@once_per_plan
def _signed(plan: Plan) -> tuple[tuple[str, Text], ...]:
    return tuple((where, text) for where, text in _all_signed(plan) if text is not None)


def _all_signed(plan: Plan) -> Iterator[tuple[str, Text | None]]:
    overview = plan.overview
    yield "Objective", overview.objective
    yield "Scope", overview.scope
    yield "Duration", overview.duration.text if overview.duration else None
    yield "Decision date", overview.decision_date.text if overview.decision_date else None
    for name, criterion in criteria_by_name(plan).items():
        yield from ((f"{name} {part}", text) for part, text in signed_parts(criterion))
    for name, rule in rules_by_name(plan).items():
        yield f"{name} criteria", rule.criteria
        yield f"{name} next step", rule.next_step


@once_per_plan
def criteria_by_name(plan: Plan) -> dict[str, Criterion]:
    """Give the criteria by what amendments call them (``criterion 2``), in the order of the file."""
    seen: Counter[str] = Counter()
    return {row_name("criterion", criterion.number, seen): criterion for criterion in plan.criteria}


def rules_by_name(plan: Plan) -> dict[str, OutcomeRule]:
    """Give the rows of Decision Framework by what amendments call them (``outcome Proceed``)."""
    seen: Counter[str] = Counter()
    return {row_name("outcome", rule.outcome, seen): rule for rule in plan.framework}


def row_name(kind: str, key: Read[Any], seen: Counter[str]) -> str:
    """Name a row by its key; what is no number or outcome is quoted, a row that stands twice is counted.

    So no row can take another's name, nor vanish behind it.
    """
    shown = key.text.value if key.value is None else str(key.value)
    name = f"{kind} {shown if key.value is not None else json.dumps(shown, ensure_ascii=False)}"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} ({seen[name]})"

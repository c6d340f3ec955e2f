"""Results and decision, which stay after the end: every text of them by its name in corrections."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.signed_texts import row_name

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

RESULT_PARTS = ("result", "status", "note")
DECISION_PARTS = ("outcome", "decided on", "reason")


def results_texts(plan: Plan) -> dict[str, str]:
    """Give what must stay after Complete, as Markdown, by its name in corrections (``result 2``)."""
    decision = plan.decision
    texts = {
        f"{part} {row}": text.source if text else ""
        for row, result in zip(result_rows(plan), plan.results, strict=True)
        for part, text in zip(RESULT_PARTS, (result.result, result.status.text, result.note), strict=True)
    }
    written = (
        decision.outcome.text if decision.outcome else None,
        decision.decided_on.text if decision.decided_on else None,
        decision.reason,
    )
    texts |= {part: text.source for part, text in zip(DECISION_PARTS, written, strict=True) if text}
    return {where: text for where, text in texts.items() if text}


def result_rows(plan: Plan) -> list[str]:
    """Name the rows of Results as amendments name those of Success Criteria."""
    seen: Counter[str] = Counter()
    return [row_name("result", result.number, seen).removeprefix("result ") for result in plan.results]

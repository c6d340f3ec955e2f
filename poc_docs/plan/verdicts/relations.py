"""Values that relate to a baseline: a share of it, or a change from it."""

from __future__ import annotations

import re
from dataclasses import replace

from poc_docs.plan.verdicts.conditions import Relation
from poc_docs.plan.verdicts.numbers import NUMBER
from poc_docs.plan.verdicts.quantities import Quantity, read_quantity
from poc_docs.plan.verdicts.units import PERCENT
from poc_docs.text.patterns import pattern

_REFERENCE = (
    r"(?:the\s+|our\s+|its\s+)?(?:(?P<value>[0-9].*?)\s+)?"
    r"(?:baseline|current(?:ly|\s+(?P<current>\w+))?|today(?:'s\s+(?P<today>\w+))?|status\s+quo)"
)
_SHARE_OF = pattern(rf"(?:of|x|\u00d7|times)?\s*{_REFERENCE}(?:\s+value)?", re.IGNORECASE)
_CHANGE = pattern(
    r"(?P<less>reduction|decrease|drop|less|lower|fewer|saving|savings|shorter|smaller)"
    r"|(?P<more>increase|more|higher|growth|uplift|larger|gain)",
    re.IGNORECASE,
)
_CHANGE_OF = pattern(
    rf"(?P<change>{_CHANGE.pattern})(?:\s+in\s+(?P<what>[^0-9<>]+?))?"
    rf"(?:\s+(?:vs\.?|versus|than|compared\s+(?:to|with)|against|from|over|on|to|relative\s+to|of)\s+{_REFERENCE})?",
    re.IGNORECASE,
)
_SHARE = pattern(
    rf"\s*(?P<number>{NUMBER}\s?(?:%|percent|per\s?cent|pct\b|x\b|X\b|\u00d7|times\b))\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_SIGNED = frozenset("-+\u2212")
_SAID_ANYWAY = frozenset({"value", "level", "state", "baseline", "figure", "number"})


def read_relation(text: str) -> tuple[Quantity, Relation, Quantity | None] | None:
    """Read ``120% of baseline``, ``30% reduction vs. baseline``, ``2x the 47 min baseline``."""
    match = _SHARE.fullmatch(text)
    quantity = read_quantity(match["number"]) if match else None
    if not match or quantity is None or quantity.number.text[0] in _SIGNED:
        return None  # a decrease of -25% may be meant either way
    share = _SHARE_OF.fullmatch(match["rest"])
    if share:
        return _with_baseline(_of(share, quantity), Relation.SHARE, share["value"])
    change = _CHANGE_OF.fullmatch(match["rest"])
    if change and quantity.unit.quantity == PERCENT:
        quantity = _of(change, quantity)
        return _with_baseline(quantity, Relation.LESS if change["less"] else Relation.MORE, change["value"])
    return None


def _of(match: re.Match[str], quantity: Quantity) -> Quantity:
    """Note what is related, where it is said: a reduction in cost is none in errors."""
    found = (match.groupdict().get(name) or "" for name in ("what", "current", "today"))
    what = " ".join(each.casefold() for each in found if each and each.casefold() not in _SAID_ANYWAY)
    return replace(quantity, unit=replace(quantity.unit, whole=what))


def _with_baseline(
    quantity: Quantity, relation: Relation, value: str | None
) -> tuple[Quantity, Relation, Quantity | None] | None:
    baseline = read_quantity(value) if value else None
    return None if value and baseline is None else (quantity, relation, baseline)

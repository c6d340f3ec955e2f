"""Ready criteria as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.plan.library import ReadyCriterion
    from poc_docs.plan.texts import Text

VERSION = 1
"""The version of the form; it grows when a key changes its meaning or goes."""


def library_json(criteria: Iterable[ReadyCriterion]) -> dict[str, Any]:
    """Give each criterion as it goes into a plan; what it does not say is None."""
    return {
        "version": VERSION,
        "criteria": [
            {
                "name": each.name,
                "measurement": each.criterion.measurement.value,
                "target": each.criterion.target.value,
                "weight": each.criterion.weight.text.value,
                "baseline": _said(each.criterion.baseline),
                "partial": _said(each.criterion.partial),
                "kind": each.kind.value if each.kind else None,
                "sub_point": _said(each.sub_point),
                "origin": each.origin,
            }
            for each in criteria
        ],
    }


def _said(text: Text | None) -> str | None:
    return text.value if text else None

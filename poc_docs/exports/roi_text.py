"""Performance against the baseline, costs with their formulas, and learnings, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.plan.amounts import amount_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def roi_text(value: dict[str, Any]) -> Iterator[str]:
    """Give the lines that say what ``roi_json`` holds."""
    yield "Performance against the baseline"
    yield from _performance(value["performance"])
    yield ""
    yield f"Cost and return, per {value['unit_of_work']}"
    for figure in value["figures"]:
        yield from _figure(figure)
    yield ""
    yield "Learnings"
    yield from [f"  - {text}" for text in value["learnings"]] or ["  none are written down yet"]


def _performance(criteria: list[dict[str, Any]]) -> Iterator[str]:
    for each in criteria:
        if each["baseline"]:
            value = each["value"] or "not measured yet"
            logged = f" (Metric Log, {each['logged_on']})" if each["logged_on"] else ""
            yield (
                f"  {_name(each)}: {value}{logged}, baseline {each['baseline']}"
                f"{_change(each) if each['value'] else ''}"
            )
    without = [_name(each) for each in criteria if not each["baseline"]]
    if without:
        yield f"  Without a baseline: {'; '.join(without)}"
    if not criteria:
        yield "  the plan has no criteria yet"


def _name(criterion: dict[str, Any]) -> str:
    return f"{criterion['criterion'] or '?'}. {criterion['text']}"


def _change(criterion: dict[str, Any]) -> str:
    change = criterion["change_percent"]
    if change is None:
        return ": the two can't be compared"
    if not change.strip("-0."):
        return ": unchanged"
    said = f": {change.removeprefix('-')}% {'lower' if change.startswith('-') else 'higher'}"
    return said + {True: ", better", False: ", worse", None: ""}[criterion["is_better"]]


def _figure(figure: dict[str, Any]) -> Iterator[str]:
    if figure["value"] is None:
        yield f"  {figure['name']}: needs {' and '.join(figure['missing'])}"
    else:
        yield f"  {figure['name']}: {amount_text(figure['value'], figure['unit'] or '')}"
    yield f"      {figure['formula']}"

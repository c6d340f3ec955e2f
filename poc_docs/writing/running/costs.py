"""Items of Cost and ROI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.amounts import written_amount
from poc_docs.plan.running.costs import MONEY_ITEMS, form_of, is_readable, item_rows
from poc_docs.plan.typed_amounts import which_is_meant
from poc_docs.plan.values import parse_amount, says_nothing
from poc_docs.plan.vocabulary import COST_AND_ROI, COST_ITEMS
from poc_docs.text.inline import fold
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.running.sections import add_row, set_cells

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit


def set_item(plan: Plan, name: str, value: str) -> list[Edit]:
    """Give the edits that make an item of the format read ``value``, plain text; an empty one clears it.

    Its row is added in the order of the format, and the section with it. None where it reads so already.
    Raises ``RefusedEdit`` for an item that the format does not have, a value that can't be read, and where
    the item stands twice.
    """
    if name not in COST_ITEMS:
        raise RefusedEdit(f"there is no item {name!r} (there: {', '.join(COST_ITEMS)})")
    written = _written(name, fold(value))
    rows = item_rows(plan, name)
    if len(rows) > 1:
        raise RefusedEdit(
            f"item {name!r} stands {len(rows)} times in {COST_AND_ROI.heading!r}; delete all but one"
        )
    if rows:
        return set_cells(plan, COST_AND_ROI, rows[0], {"Value": written})
    return (
        add_row(plan, COST_AND_ROI, {"Item": name, "Value": written}, below=_below(plan, name))
        if written
        else []
    )


def _written(name: str, value: str) -> str:
    if not value:
        return ""
    if says_nothing(value) or not is_readable(name, value):
        form = form_of(name)
        meant = which_is_meant(value)
        raise RefusedEdit(f"{name!r} must be {form or 'a text'}, not {value!r}{meant and f': {meant}'}")
    money = parse_amount(value) if name in MONEY_ITEMS else None
    return written_amount(money.amount, money.currency) if money else markdown_of(value)


def _below(plan: Plan, name: str) -> int | None:
    """Give the row below which an item goes: that of the item before it in the format; None for the end."""
    earlier = COST_ITEMS[: COST_ITEMS.index(name)]
    rows = [row for item in earlier for row in item_rows(plan, item)]
    later = [row for item in COST_ITEMS[len(earlier) + 1 :] for row in item_rows(plan, item)]
    if rows:
        return max(rows)
    return min(later) - 1 if later else None

"""The CRM's fields for the deal, key by key: what is not said stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from poc_docs.plan.amounts import written_amount
from poc_docs.plan.values import Money
from poc_docs.text.front_matter import Scalar
from poc_docs.writing.applied import RefusedEdit, verified
from poc_docs.writing.metadata import add_key, front_matter_of, set_nested

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from typing import TypeAlias

    from poc_docs.plan.metadata import Crm
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.text.front_matter_source import Value

    _Value: TypeAlias = str | bool | Money | dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmChange:
    """What is to stand below ``crm``; None leaves what stands there."""

    stage: str | None = None
    forecast_category: str | None = None
    deal_review: bool | None = None
    amount: Money | None = None
    close_date: dt.date | None = None

    def differing(self, present: Crm | None) -> dict[str, _Value]:
        """Give what is said and not so yet, by key; two amounts that only differ in zeros are the same."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            key: value
            for key, value in said.items()
            if value is not None and value != (getattr(present, key) if present else None)
        }


def set_crm(plan: Plan, change: CrmChange) -> list[Edit]:
    """Give the edits that write the CRM's fields; further keys beside them stay.

    They are free at every status, also after Complete and for a closed plan. Raises ``RefusedEdit``.
    """
    root = front_matter_of(plan).root
    present = plan.metadata.crm if plan.metadata else None
    differing = change.differing(present)
    values = {
        key: written_amount(value.amount, value.currency) if isinstance(value, Money) else value
        for key, value in differing.items()
    }
    if not values:
        return []
    node = root.get("crm")
    if isinstance(node, Scalar) and node.value:
        raise RefusedEdit("'crm' must hold keys and values; delete its line, and this writes it anew")
    if node is None:
        whole: dict[str, Value] = {**values}
        edits = add_key(plan, "crm", whole)
    elif isinstance(node, Scalar):
        raise RefusedEdit("'crm' is empty; delete its line, and this writes it anew")
    else:
        edits = [edit for key, value in values.items() for edit in set_nested(plan, "crm", key, value)]

    def missing(after: Plan) -> Iterator[str]:
        written = after.metadata.crm if after.metadata else None
        if written is None or change.differing(written):
            yield "what the CRM has would not be read back"

    return verified(plan, edits, missing)

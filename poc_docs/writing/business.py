"""What became of the deal: a fact of its own, which the technical outcome neither gives nor takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.text.front_matter import Scalar
from poc_docs.writing.applied import RefusedEdit, verified
from poc_docs.writing.metadata import add_key, front_matter_of, set_nested

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Business
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.text.front_matter_source import Value


def set_business(plan: Plan, business: Business) -> list[Edit]:
    """Give the edits that write the business outcome and its day; further keys beside them stay.

    It is free at every status, also after Complete and for a closed plan.
    """
    present = front_matter_of(plan).root.get("business")
    values: dict[str, Value] = {"outcome": business.outcome.value}
    if business.date:
        values["date"] = business.date
    if isinstance(present, Scalar):
        raise RefusedEdit("'business' must hold keys and values; delete its line, and this writes it anew")
    if present is None:
        edits = add_key(plan, "business", values)
    else:
        edits = [edit for key, value in values.items() for edit in set_nested(plan, "business", key, value)]

    def missing(after: Plan) -> Iterator[str]:
        if not after.metadata or after.metadata.business != business:
            yield "the business outcome would not be read back"

    return verified(plan, edits, missing)

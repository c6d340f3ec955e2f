"""Keys of the front matter, each at the place where the format has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.fields import FRONT_MATTER
from poc_docs.text import front_matter_edits
from poc_docs.text.front_matter import Sequence
from poc_docs.writing.applied import RefusedEdit, refusing

if TYPE_CHECKING:
    from collections.abc import Mapping as Mappings

    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.text.front_matter import FrontMatter, Mapping
    from poc_docs.text.front_matter_source import One, Value


def front_matter_of(plan: Plan) -> FrontMatter:
    """Give the front matter; raises ``RefusedEdit`` where there is none that could be read."""
    error = plan.document.front_matter_error
    if error:
        raise RefusedEdit(f"{error.message}; {error.advice}")
    if plan.document.front_matter is None:
        raise RefusedEdit("the plan has no front matter; 'poc-docs migrate' moves its Metadata table there")
    return plan.document.front_matter


def add_key(plan: Plan, key: str, value: Value) -> list[Edit]:
    """Give the edits that add ``key`` below the key that comes before it in the format."""
    front_matter = front_matter_of(plan)
    order = list(FRONT_MATTER)
    earlier = [name for name in order[: order.index(key)] if front_matter.root.key(name)]
    with refusing():
        return front_matter_edits.add_key(
            plan.document.text, front_matter, key, value, after=earlier[-1] if earlier else None
        )


def append_item(plan: Plan, key: str, item: Value) -> list[Edit]:
    """Give the edits that add ``item`` to the list under ``key``."""
    front_matter = front_matter_of(plan)
    if front_matter.root.get(key) is None:
        return add_key(plan, key, [item])
    with refusing():
        return front_matter_edits.append_item(plan.document.text, front_matter, key, item)


def set_item(plan: Plan, key: str, index: int, item: Mappings[str, One]) -> list[Edit]:
    """Give the edits that make the mapping at ``index`` in the list under ``key`` read ``item``."""
    with refusing():
        return front_matter_edits.set_item(plan.document.text, front_matter_of(plan), key, index, item)


def set_entry(plan: Plan, mapping: Mapping, key: str, value: One) -> list[Edit]:
    """Give the edits that make ``key`` of a mapping in the front matter read ``value``; the rest stays."""
    with refusing():
        return front_matter_edits.set_entry(plan.document.text, mapping, key, value)


def set_scalar(plan: Plan, key: str, value: One) -> list[Edit]:
    """Give the edits that make ``key`` read ``value``."""
    with refusing():
        return front_matter_edits.set_scalar(plan.document.text, front_matter_of(plan), key, value)


def set_nested(plan: Plan, key: str, inner: str, value: Value) -> list[Edit]:
    """Give the edits that make ``inner`` in the mapping under ``key`` read ``value``; it may be new."""
    with refusing():
        return front_matter_edits.set_nested(plan.document.text, front_matter_of(plan), key, inner, value)


def remove_key(plan: Plan, key: str) -> list[Edit]:
    """Give the edits that remove ``key`` with its value."""
    with refusing():
        return front_matter_edits.remove_key(plan.document.text, front_matter_of(plan), key)


def remove_last_item(plan: Plan, key: str) -> list[Edit]:
    """Give the edits that remove the last item of the list under ``key``, and with the only one the key."""
    front_matter = front_matter_of(plan)
    node = front_matter.root.get(key)
    if isinstance(node, Sequence) and len(node.items) == 1:
        return remove_key(plan, key)
    return _without_last_item(plan, key)


def replace_last_item(plan: Plan, key: str, item: Value) -> list[Edit]:
    """Give the edits that write ``item`` in place of the last one of the list under ``key``."""
    return [*_without_last_item(plan, key), *append_item(plan, key, item)]


def _without_last_item(plan: Plan, key: str) -> list[Edit]:
    with refusing():
        return front_matter_edits.remove_last_item(plan.document.text, front_matter_of(plan), key)

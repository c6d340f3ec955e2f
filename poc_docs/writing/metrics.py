"""Where criteria are measured, remembered in the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.writing import metadata
from poc_docs.writing.applied import RefusedEdit, verified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.metadata import MetricSource
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit


def _remembered(plan: Plan) -> tuple[MetricSource, ...]:
    """Give where the plan says that its criteria are measured."""
    return plan.metadata.metrics if plan.metadata else ()


def remember_metrics(plan: Plan, sources: Mapping[int, MetricSource]) -> list[Edit]:
    """Give the edits after which each criterion is measured by its source.

    What is remembered of a criterion is replaced: the entry of the same program if there is one, else the
    last. Raises ``RefusedEdit``.
    """
    present = _remembered(plan)
    edits: list[Edit] = []
    new = []
    for source in sources.values():
        index = _replaced(present, source)
        if index is None:
            new.append(_item(source))
        else:
            edits += metadata.set_item(plan, "metrics", index, _item(source))
    edits += _appended(plan, new)
    return verified(plan, edits, lambda after: _lacks(after, sources))


def _replaced(present: Sequence[MetricSource], source: MetricSource) -> int | None:
    same = [index for index, each in enumerate(present) if each.criterion == source.criterion]
    program = source.source.partition(":")[0]
    of_program = [index for index in same if present[index].source.partition(":")[0] == program]
    found = of_program or same
    return found[-1] if found else None


def _appended(plan: Plan, items: list[dict[str, str | int]]) -> list[Edit]:
    if not _remembered(plan) and len(items) > 1:
        if metadata.front_matter_of(plan).root.get("metrics") is not None:
            raise RefusedEdit("the front matter has a key 'metrics' without items; delete it")
        return metadata.add_key(plan, "metrics", items)
    return [edit for item in items for edit in metadata.append_item(plan, "metrics", item)]


def _item(source: MetricSource) -> dict[str, str | int]:
    item: dict[str, str | int] = {"criterion": source.criterion, "source": source.source}
    return item | {"unit": source.unit} if source.unit else item


def _lacks(plan: Plan, sources: Mapping[int, MetricSource]) -> Iterator[str]:
    for number, source in sources.items():
        if source not in _remembered(plan):
            yield f"'metrics' would not remember {source.source!r} for criterion {number}"

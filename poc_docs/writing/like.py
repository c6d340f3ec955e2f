"""What a new plan takes over from one like it: criteria, environment, setup steps and timeline.

Baselines, dates and people's names stay behind: they are the other prospect's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import SETUP_STEPS
from poc_docs.writing.applied import RefusedEdit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Criterion, Plan
    from poc_docs.plan.texts import Text

_BASELINE = "[Baseline]"
_OPTIONAL = {"Baseline": "baseline", "Partial": "partial", "Kind": "kind"}


def optional_columns(like: Plan) -> list[str]:
    """Give the columns of Success Criteria that not every plan has, and ``like`` uses."""
    return [name for name, part in _OPTIONAL.items() if any(getattr(each, part) for each in like.criteria)]


def criterion_rows(like: Plan) -> list[dict[str, str]]:
    """Give the rows of Success Criteria by folded column; each baseline is one that has to be measured."""
    return [_criterion_row(criterion) for criterion in like.criteria]


def _criterion_row(criterion: Criterion) -> dict[str, str]:
    return {
        "#": criterion.number.text.source,
        "criterion": criterion.text.source,
        "measurement": criterion.measurement.source,
        "target": criterion.target.source,
        "weight": criterion.weight.text.source,
        "baseline": _BASELINE if criterion.baseline else "",
        "partial": criterion.partial.source if criterion.partial else "",
        "kind": criterion.kind.text.source if criterion.kind else "",
    }


def environment_rows(like: Plan) -> list[dict[str, str]]:
    """Give the rows of Environment by folded column."""
    return [{"component": c.component.source, "details": c.details.source} for c in like.environment]


def milestone_rows(like: Plan, *, ours: str, theirs: str) -> list[dict[str, str]]:
    """Give the rows of Timeline by folded column, without dates.

    What the sales engineer of ``like`` owned goes to ``ours``, all else to ``theirs``.
    """
    other = like.metadata.sales_engineer if like.metadata else None
    return [
        {
            "week": milestone.week.source,
            "milestone": milestone.milestone.source,
            "owner": ours if other and milestone.owner.value == other.value else theirs,
            "deliverable": milestone.deliverable.source,
        }
        for milestone in like.milestones
    ]


def copied_steps(like: Plan) -> list[Text]:
    """Give the setup steps that can be copied: each is one line; raises ``RefusedEdit`` for one with more."""
    section = like.sections.get(SETUP_STEPS.heading)
    items = [block for block in section.blocks if block.item] if section else []
    for item in items:
        if not item.alone and not item.nested:
            raise RefusedEdit(
                f"setup step {item.text!r} of the other plan has more below it, which would not be copied; "
                "make each step one item there"
            )
    return [step.text for step, item in zip(like.setup_steps, items, strict=True) if not item.nested]


def refuse_references(like: Plan, template: Plan) -> None:
    """Refuse a link or an image whose address stands elsewhere in the other plan, and is not copied."""
    for text in _copied_texts(like):
        if like.document.plain(text.source) != template.document.plain(text.source):
            raise RefusedEdit(
                f"{text.source!r} of the other plan needs a link definition that is not copied; "
                "write the link as [text](address) there"
            )


def _copied_texts(like: Plan) -> Iterator[Text]:
    for criterion in like.criteria:
        yield from (criterion.text, criterion.measurement, criterion.target)
        if criterion.partial:
            yield criterion.partial
    for component in like.environment:
        yield from (component.component, component.details)
    for milestone in like.milestones:
        yield from (milestone.milestone, milestone.deliverable)
    yield from copied_steps(like)


def differences_from(like: Plan, after: Plan) -> Iterator[str]:
    """Say what of ``like`` the new plan would not read as it stands there."""
    copied = (
        ("criteria", [c.target for c in like.criteria], [c.target for c in after.criteria]),
        ("environment", [c.details for c in like.environment], [c.details for c in after.environment]),
        ("setup steps", copied_steps(like), [step.text for step in after.setup_steps]),
        ("timeline", [m.milestone for m in like.milestones], [m.milestone for m in after.milestones]),
    )
    for what, wanted, found in copied:
        if wanted and [text.value for text in wanted] != [text.value for text in found]:
            yield f"the {what} would not read like the other plan's"

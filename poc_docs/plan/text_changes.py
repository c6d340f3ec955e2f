"""What differs in the text beside a plan's own fields: quoted where it stands beside what is signed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from poc_docs.plan.other_texts import PartKind, other_keys, other_texts, whole_texts
from poc_docs.plan.plan_change import (
    ChangeKind,
    Consequence,
    PlanChange,
    Quoted,
    said,
    value_change,
)
from poc_docs.plan.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.other_texts import OtherText, Part, Texts


def unsigned_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Quote what was added, removed or changed beside the signed texts, in the sections that hold them."""
    old, new = other_texts(before), other_texts(after)
    remark = Consequence.UNSIGNED if _is_signed(before) or _is_signed(after) else None
    for part in {**old, **new}:
        if part.kind is PartKind.SIGNED:
            texts = old.get(part, []), new.get(part, [])
            yield from _cells(part.name, *texts, remark)
            yield from _prose(part.name, *texts, remark)


def _is_signed(plan: Plan) -> bool:
    return bool(plan.signatures) or plan.status in {Status.ACTIVE, Status.COMPLETE}


def section_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Name the sections that came, went, or say something else beside the plan's own fields."""
    old, new = other_texts(before), other_texts(after)
    for part in {**old, **new}:
        if part not in old or part not in new:
            verb = "added" if part in new else "removed"
            yield said(ChangeKind.SECTION, part.name, "section ", Quoted(part.name), f" {verb}")
        elif part.kind is not PartKind.SIGNED and _reads_otherwise(old[part], new[part]):
            yield _changed(part)


def key_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Give what changed in keys of the front matter that are not the plan's own."""
    old, new = other_keys(before), other_keys(after)
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield value_change(ChangeKind.METADATA, key, old.get(key, ""), new.get(key, ""))


def other_changes(before: Plan, after: Plan) -> Iterator[PlanChange]:
    """Name the sections that read otherwise, where nothing else was told of them."""
    old, new = whole_texts(before), whole_texts(after)
    yield from (_changed(part) for part in {**old, **new} if old.get(part) != new.get(part))


def _changed(part: Part) -> PlanChange:
    if part.kind is PartKind.BEGINNING:
        return said(ChangeKind.TEXT, "beginning", "text above the first section changed")
    if part.kind is PartKind.OWN:
        return said(ChangeKind.SECTION, part.name, "section ", Quoted(part.name), " changed")
    return said(ChangeKind.TEXT, part.name, f"text in {part.name} changed")


def _reads_otherwise(before: Texts, after: Texts) -> bool:
    """Compare prose in its order, and cells by their row and column.

    Where prose stands among the plan's own fields counts too, unless one of these came or went.
    """
    cells = [
        Counter((t.row, t.column, t.reading) for t in texts if t and t.column) for texts in (before, after)
    ]
    old, new = _without_cells(before), _without_cells(after)
    prose = [[text.reading for text in texts if text] for texts in (old, new)]
    return cells[0] != cells[1] or prose[0] != prose[1] or not _same_order(old, new)


def _cells(section: str, before: Texts, after: Texts, remark: Consequence | None) -> Iterator[PlanChange]:
    old, new = _by_place(before), _by_place(after)
    for place in {**old, **new}:
        was, now = old.get(place), new.get(place)
        if (was.reading if was else None) != (now.reading if now else None):
            yield _quoted(section, was, now, remark)


def _by_place(texts: Texts) -> dict[tuple[str, str, int], OtherText]:
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for text in texts:
        if text and text.column:
            place = text.row, text.column
            found[*place, seen[place]] = text
            seen[place] += 1
    return found


def _prose(section: str, before: Texts, after: Texts, remark: Consequence | None) -> Iterator[PlanChange]:
    old, new = (_without_cells(texts) for texts in (before, after))
    gone, kept = _surplus(old, new)
    come, still = _surplus(new, old)
    if len(gone) == len(come):
        yield from (_quoted(section, *pair, remark) for pair in zip(gone, come, strict=True))
    else:
        yield from (_quoted(section, None, text, remark) for text in come)
        yield from (_quoted(section, text, None, remark) for text in gone)
    if not _same_order(kept, still):
        where = f"order of text in {section}"
        words = (f"text in {section} stands in another order",)
        yield PlanChange(kind=ChangeKind.UNSIGNED, where=where, words=words, consequence=remark)


def _without_cells(texts: Texts) -> Texts:
    return [text for text in texts if text is None or not text.column]


def _surplus(texts: Texts, others: Texts) -> tuple[list[OtherText], Texts]:
    """Give the texts that ``others`` does not have, and the ones that it has too."""
    left = Counter(text.reading for text in others if text)
    surplus: list[OtherText] = []
    kept: Texts = []
    for text in texts:
        if text and not left[text.reading]:
            surplus.append(text)
        else:
            kept.append(text)
            left.subtract([text.reading] if text else [])
    return surplus, kept


def _same_order(one: Texts, other: Texts) -> bool:
    """Say whether texts that both versions have stand alike, also towards the plan's own fields."""
    with_fields = one.count(None) == other.count(None)
    first, second = (
        [text.reading if text else None for text in texts if text or with_fields] for texts in (one, other)
    )
    return first == second


def _quoted(
    section: str, before: OtherText | None, after: OtherText | None, remark: Consequence | None
) -> PlanChange:
    text = after or before
    subject: tuple[str, ...] = (f"text in {section} ",)
    where = f"text in {section}"
    if text and text.row:
        subject = (f"text in {section} (", Quoted(text.column), f" of {text.row}) ")
        where += f": {text.row} {text.column}"
    elif text and text.column:
        subject = (f"text in {section} (heading of a column) ",)
        where += f": column {text.column}"
    was, now = _quotations(before, after)
    if was is None:
        words: tuple[str, ...] = ("added: ", Quoted(now or ""))
    elif now is None:
        words = ("removed: ", Quoted(was))
    else:
        words = ("changed: ", Quoted(was), " → ", Quoted(now))
    return PlanChange(
        kind=ChangeKind.UNSIGNED,
        where=where,
        words=(*subject, *words),
        before=was,
        after=now,
        consequence=remark,
    )


def _quotations(before: OtherText | None, after: OtherText | None) -> tuple[str | None, str | None]:
    """Give what a reader sees, and what stands behind it where nothing else tells the two apart."""
    texts = (before, after)
    shown = [text.shown if text else None for text in texts]
    if shown[0] == shown[1] or "" in shown:
        shown = [_with_unseen(text) if text else None for text in texts]
    return shown[0], shown[1]


def _with_unseen(text: OtherText) -> str:
    return f"{text.shown} ({', '.join(text.unseen)})".lstrip() if text.unseen else text.shown

"""A weekly checkpoint under Checkpoints, in the order of the dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.values import says_nothing
from poc_docs.plan.vocabulary import CHECKPOINT_LABELS, CHECKPOINTS
from poc_docs.text.edits import Edit
from poc_docs.text.inline import fold
from poc_docs.text.source import newline_of
from poc_docs.writing.applied import RefusedEdit, verified
from poc_docs.writing.literal import item_of, markdown_of
from poc_docs.writing.running.sections import add_section

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Checkpoint
    from poc_docs.plan.vocabulary import Health
    from poc_docs.text.document import Section

NOTHING = "none"
"""What stands where there is nothing to say; it reads as nothing."""

_BREAK = re.compile(r"[\r\n][ \t]*(?:-{3,}|\*{3,}|_{3,})\Z")
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointEntry:
    """What a checkpoint is to say, as plain texts of one line."""

    date: dt.date
    health: Health
    achievements: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()


def record_checkpoint(plan: Plan, entry: CheckpointEntry) -> list[Edit]:
    """Give the edits that write a checkpoint among the others, the oldest first; the section may be new.

    A text that says nothing is left out. Raises ``RefusedEdit`` where one of that date stands already.
    """
    _refuse_second(plan, entry)
    said = {
        "Health": (entry.health.value,),
        "Achievements": _said(entry.achievements),
        "Focus": _said(entry.focus),
        "Blockers": _said(entry.blockers),
    }
    bullets = [line for label in CHECKPOINT_LABELS for line in _bullet(label, said[label])]
    source = "\n".join([f"### {entry.date}", "", *bullets])
    above = plan.sections.get(CHECKPOINTS.heading)
    edits = add_section(plan, CHECKPOINTS, source) if above is None else [_edit(plan, above, entry, source)]
    return verified(plan, edits, lambda after: _lacks(after, entry, said))


def _refuse_second(plan: Plan, entry: CheckpointEntry) -> None:
    same = next((each for each in plan.running.checkpoints if each.date.value == entry.date), None)
    if same:
        line = same.section.heading.line
        raise RefusedEdit(f"a checkpoint of {entry.date} stands on line {line} already; edit it there")


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in dict.fromkeys(map(fold, texts)) if not says_nothing(line))


def _bullet(label: str, texts: tuple[str, ...]) -> Iterator[str]:
    # Behind its label a colon would be taken for the label's own.
    if len(texts) > 1 or (texts and texts[0].startswith(":")):
        yield f"- **{label}:**"
        yield from (f"  - {item_of(text)}" for text in texts)
    else:
        yield f"- **{label}:** {markdown_of(texts[0] if texts else NOTHING)}"


def _edit(plan: Plan, above: Section, entry: CheckpointEntry, source: str) -> Edit:
    newline = newline_of(plan.document.text)
    source = source.replace("\n", newline)
    later = next((each for each in plan.running.checkpoints if _is_later(each, entry.date)), None)
    if later:
        start = later.section.span.start
        return Edit(start, start, f"{source}{newline}{newline}")
    end = _end_of(plan, above)
    return Edit(end, end, f"{newline}{newline}{source}")


def _is_later(checkpoint: Checkpoint, date: dt.date) -> bool:
    return checkpoint.date.value is not None and checkpoint.date.value > date


def _end_of(plan: Plan, above: Section) -> int:
    """Give where the last checkpoint ends, before a line that is drawn below it."""
    text = plan.document.text
    level = above.heading.level
    others = (each for each in plan.document.sections if each.span.start > above.span.start)
    following = next((each for each in others if each.heading.level <= level), None)
    kept = text[: following.span.start if following else len(text)].rstrip(_BLANKS)
    drawn = _BREAK.search(kept, above.span.start)
    return len(kept[: drawn.start()].rstrip(_BLANKS) if following and drawn else kept)


def _lacks(after: Plan, entry: CheckpointEntry, said: dict[str, tuple[str, ...]]) -> Iterator[str]:
    found = [each for each in after.running.checkpoints if each.date.value == entry.date]
    if len(found) != 1 or found[0].health is None or found[0].health.value is not entry.health:
        yield f"the checkpoint of {entry.date} would not be read back"
        return
    read = {
        "Achievements": found[0].achievements,
        "Focus": found[0].focus,
        "Blockers": found[0].blockers,
    }
    for label, texts in read.items():
        if tuple(text.value for text in texts) != said[label]:
            yield f"{label} of the checkpoint of {entry.date} would not be read back"

"""An edit that does more than it was meant to is refused."""

from __future__ import annotations

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.text.edits import Edit
from poc_docs.writing.applied import RefusedEdit, rewritten, verified
from tests.writing.plans import SAMPLES

TEXT = """\
---
id: a
title: "T"
x-note: kept
x-names:
    - one
x-more:
    x-none: []
---

# POC Plan: P -- T

A [r] paragraph.

[r]: https://example.com

## Success Criteria

| # | Criterion |
|---|-----------|
| 1 | Latency |
| 2 | Login |

- item
"""


def edit(old: str, new: str) -> Edit:
    start = TEXT.index(old)
    return Edit(start, start + len(old), new)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("| 1 | Latency |", "", "would read otherwise"),
        ("|---|", "", "would read otherwise"),
        ("A [r]", "<!-- [r]", "would read otherwise"),
        ("# POC", "```\n# POC", "would read otherwise"),
        ("[r]: https", "r https", "'A r paragraph.' would read otherwise"),
        ("- item", "- item\n\n[s]: /x", "link definition"),
        ("---\n\n#", "\n\n#", "closed by a line of exactly '---'"),
        ("title", "id", "'id' must stand once"),
        ("title", "titel", "'titel' is not part of the format"),
        ("id: a", "id: A B", "'id' must be small letters"),
        ("- item", "## Success Criteria", "heading 'Success Criteria' must stand once"),
        ("id: a", "id: a\nstatus: Active\ntitle: x", "must stand once"),
        ("x-note", "x-over:\n  x-note", "front matter x-note 'kept' would read otherwise"),
        ("x-more", "x-other", "front matter x-more key 'x-none' would read otherwise"),
        ("x-names", "x-over:\n  x-names", "front matter x-names 0 'one' would read otherwise"),
    ],
)
def test_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        rewritten(read_plan(TEXT), [edit(old, new)])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Latency", "a longer name"),
        ("| 2 | Login |\n", ""),
        ("| 2 | Login |\n", "| 2 | Login |\n| 3 | More |\n"),
        ("id: a", "id: a\nstatus: Active"),
        ("- item", "- item\n- another"),
        ("T\n\nA", "Other\n\n## Section\n\nA"),
    ],
)
def test_accepted(old: str, new: str) -> None:
    plan = read_plan(TEXT)
    assert rewritten(plan, [edit(old, new)]).document.text == TEXT.replace(old, new)


def test_the_intention_counts() -> None:
    plan = read_plan(TEXT)
    with pytest.raises(RefusedEdit, match="the change was not made: it is not what I meant"):
        verified(plan, [edit("Latency", "x")], lambda _: ["it is not what I meant"])
    with pytest.raises(RefusedEdit, match="nothing happened"):
        rewritten(plan, [], lambda _: ["nothing happened"])


def test_no_edits_give_the_same_plan() -> None:
    for text in SAMPLES.values():
        plan = read_plan(text)
        assert rewritten(plan, []) is plan

"""An edit that changes how text beside it reads is refused, whichever way that text changes."""

from __future__ import annotations

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.text.edits import Edit
from poc_docs.writing.applied import RefusedEdit, verified


@pytest.mark.parametrize(
    ("text", "old", "new", "message"),
    [
        ("A\n\n<div>x</div>\n", "A", "A\n\n~~~", "HTML '<div>x</div>' would read otherwise"),
        ("~~~\n\ncode\n", "~~~", "A", "it would turn other text into paragraph 'code'"),
    ],
)
def test_text_beside_an_edit_stays_what_it_is(text: str, old: str, new: str, message: str) -> None:
    start = text.index(old)
    with pytest.raises(RefusedEdit, match=message):
        verified(read_plan(text), [Edit(start, start + len(old), new)])

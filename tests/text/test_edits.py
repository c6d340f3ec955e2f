from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.text.edits import Edit, OverlappingEditsError, apply_edits, offset_before


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """Give a text and edits of it that share no character, in any order."""
    text = draw(st.text(max_size=30))
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    edits = [Edit(start, end, draw(st.text(max_size=5))) for start, end in pairs]
    places = [(edit.start, edit.end) for edit in edits]
    return text, draw(st.permutations(edits)) if len(set(places)) == len(places) else edits


@given(texts_with_edits())
def test_everything_outside_the_edits_stays_and_the_replacements_stand_in_their_places(
    case: tuple[str, list[Edit]],
) -> None:
    text, edits = case
    expected, shift = text, 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start, end = edit.start + shift, edit.end + shift
        expected = expected[:start] + edit.replacement + expected[end:]
        shift += len(edit.replacement) - (edit.end - edit.start)
    assert apply_edits(text, edits) == expected


@given(texts_with_edits())
def test_each_edit_can_be_undone(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    undo, shift = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = edit.start + shift
        undo.append(Edit(start, start + len(edit.replacement), text[edit.start : edit.end]))
        shift += len(edit.replacement) - (edit.end - edit.start)
    assert apply_edits(apply_edits(text, edits), undo) == text


@given(st.text(), st.data())
def test_replacing_a_part_by_itself_changes_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert apply_edits(text, [Edit(start, end, text[start:end])]) == text
    assert apply_edits(text, []) == text


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply_edits("ac", [Edit(1, 1, "b"), Edit(1, 1, "B")]) == "abBc"
    assert apply_edits("ac", [Edit(1, 2, "d"), Edit(1, 1, "b")]) == "abd"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 2, "x"), Edit(1, 3, "y")],
        [Edit(1, 3, "y"), Edit(0, 2, "x")],
        [Edit(0, 3, "x"), Edit(1, 1, "y")],
        [Edit(0, 2, "x"), Edit(0, 2, "x")],
    ],
)
def test_edits_that_share_a_character_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(OverlappingEditsError):
        apply_edits("abcd", edits)


@pytest.mark.parametrize("edit", [Edit(-1, 0, ""), Edit(0, 5, ""), Edit(3, 2, ""), Edit(5, 5, "")])
def test_an_edit_outside_the_text_is_refused(edit: Edit) -> None:
    with pytest.raises(IndexError, match="outside a text of 4"):
        apply_edits("abcd", [edit])


@given(texts_with_edits())
def test_an_offset_that_no_edit_touches_is_found_again_in_the_old_text(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    edited = apply_edits(text, edits)
    for offset in range(len(edited) + 1):
        before = offset_before(edits, offset)
        assert 0 <= before <= len(text)
        replaced = any(edit.start <= before <= edit.end for edit in edits)
        assert replaced or edited[offset : offset + 1] == text[before : before + 1]

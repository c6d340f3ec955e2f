"""JSON piece by piece is the same text as at once."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from poc_docs.cli.json_text import json_element, json_pieces, json_text

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), values, max_size=3), st.lists(values, max_size=4))
def test_a_list_that_is_given_element_by_element_looks_as_any_other(
    around: dict[str, Any], elements: list[Any]
) -> None:
    value = {**around, "plans": elements, "left_out": [1]}
    pieces = b"".join(json_pieces({**value, "plans": []}, "plans", map(json_element, elements)))
    assert pieces.decode() == json_text(value) + "\n"
    assert json.loads(pieces) == value

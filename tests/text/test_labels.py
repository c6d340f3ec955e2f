from __future__ import annotations

import pytest
from hypothesis import given

from poc_docs.text.labels import Labelled, labelled_values
from poc_docs.text.reading import read_document
from tests.text.markdown_files import files


def labels_of(text: str) -> list[Labelled]:
    return [value for section in read_document(text).sections for value in labelled_values(section.blocks)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- **Scope:** two sites", [("Scope", "two sites")]),
        ("- **Scope**: two sites", [("Scope", "two sites")]),
        ("- **Scope** two sites", [("Scope", "two sites")]),
        ("* __Decision date__ : 2026-03-27", [("Decision date", "2026-03-27")]),
        ("1. **Scope:** two sites", [("Scope", "two sites")]),
        ("- **Scope:**", [("Scope", "")]),
        ("- **Scope:** a\n  b\n  c", [("Scope", "a\nb\nc")]),
        ("- **Scope:** a\nlazy", [("Scope", "a\nlazy")]),
        ("- **Scope:** A\n  **without** B", [("Scope", "A\n**without** B")]),
        ("- **Scope:** A\n  **Duration:** B", [("Scope", "A\n**Duration:** B")]),
        ("- **Scope:** a **b:** c", [("Scope", "a **b:** c")]),
        ("- a **Scope:** b", []),
        ("- Scope: b", []),
        ("- no label\n- **Scope:** b", [("Scope", "b")]),
        ("- a\n  - **Scope:** nested", []),
        ("> - **Scope:** quoted", []),
        ("> **Scope:** quoted", []),
        ("- a\n\n  **Scope:** second paragraph", []),
        ("- **" + "x" * 61 + ":** b", []),
        ("**Outcome:** Proceed", [("Outcome", "Proceed")]),
        ("**Outcome:** Proceed\n**Reason:** a\nb", [("Outcome", "Proceed"), ("Reason", "a\nb")]),
        ("**Reason:** it is\n**really** bad", [("Reason", "it is\n**really** bad")]),
        ("**Reason:** a\n**Note**: b", [("Reason", "a"), ("Note", "b")]),
        ("Before\n**Outcome:** Proceed", [("Outcome", "Proceed")]),
        ("Before <!-- a\n**Outcome:** Proceed -->", []),
        ("Before `a\n**Outcome:** Proceed`", []),
        ("Before ![a\n**Outcome:** Proceed][b]\n\n[b]: c", []),
        ("**Reason:** `a\n**Note:** b`\n**Outcome:** c", [("Reason", "`a\n**Note:** b`"), ("Outcome", "c")]),
        ("    **Outcome:** code", []),
        ("```\n**Outcome:** code\n```", []),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_labels(source: str, expected: list[tuple[str, str]], line_break: str) -> None:
    assert [(v.label, v.content) for v in labels_of(source.replace("\n", line_break))] == expected


@given(files())
def test_a_values_span_cuts_out_the_value(text: str) -> None:
    for value in labels_of(text):
        source = value.span.of(text)
        assert source.split() == value.content.split() or any(char in source for char in "> \t")
        assert source.split()[:1] == value.content.split()[:1]
        assert source.split()[-1:] == value.content.split()[-1:]


def test_the_span_of_an_empty_value_stands_behind_its_label() -> None:
    text = "- **Scope:**\n- **Duration:** 2 weeks\n"
    scope, duration = labels_of(text)
    assert (scope.span.start, scope.span.end) == (12, 12)
    assert duration.span.of(text) == "2 weeks"

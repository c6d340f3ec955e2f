"""A plan's risks on its page: in the matrix by number, and beside it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Level
from tests.site.placed import corners, shapes
from tests.site.rendered import FILES, PAGES, pages_of
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from tests.site.parsed import Page

GATE = FILES["plans/vlierhaven-gate-damage.md"].decode()
LEVELS = [level.value for level in Level]


def page_of(text: str) -> Page:
    return pages_of({"plans/x.md": text.encode()})["plans/x.md"]


def in_cell(page: Page, likelihood: str, impact: str) -> list[str]:
    """Give what is written in a cell of the matrix."""
    cell = shapes(page, "poc-docs-cell")[3 * LEVELS.index(likelihood) + LEVELS.index(impact)]
    (left, top), (right, bottom) = corners(cell)
    drawn = [text for text in page.named("text") if any("poc-docs-matrix" in kind for kind in text.inside)]
    return [
        text.text
        for text in drawn
        if left < corners(text)[0][0] < right and top < corners(text)[0][1] < bottom
    ]


@pytest.mark.parametrize("path", [f"plans/{path.name}" for path in SAMPLES])
def test_risks_are_those_of_the_json_form_and_each_is_in_its_cell(path: str) -> None:
    risks = [each for each in plan_json(read_plan(FILES[path].decode()))["risks"] if each["risk"]]
    page = PAGES[path]
    assert [line[1:5] for line in page.rows("Risks")] == [
        [each["risk"], each["likelihood"], each["impact"], each["mitigation"]] for each in risks
    ]
    for number, each in enumerate(risks, 1):
        assert str(number) in in_cell(page, each["likelihood"], each["impact"])


def test_the_matrix_says_in_words_where_each_risk_lies() -> None:
    words = " ".join(PAGES["plans/vlierhaven-gate-damage.md"].texts("figcaption"))
    assert "1: likelihood high, impact high. 3: likelihood medium, impact medium." in words


def test_a_risk_whose_levels_cannot_be_read_is_in_the_list_alone() -> None:
    page = page_of(GATE.replace("| High       | Low    |", "| often | Low |"))
    assert [line[0] for line in page.rows("Risks")] == ["1", "2", "3"]
    assert in_cell(page, "High", "Low") == []
    assert "1 without a likelihood and an impact that can be read." in " ".join(page.texts("figcaption"))


def test_a_status_that_the_author_keeps_is_shown() -> None:
    text = GATE.replace("| Impact | Mitigation", "| Impact | Status | Mitigation").replace(
        "|------------|--------|----", "|------------|--------|----|----"
    )
    for impact in ("High  ", "Low   ", "Medium"):
        text = text.replace(f" | {impact} | ", f" | {impact} | watched | ")
    assert [line[5] for line in page_of(text).rows("Risks")] == 3 * ["watched"]
    assert [len(line) for line in page_of(GATE).rows("Risks")] == [5, 5, 5]


def test_a_plan_whose_risks_nobody_wrote_has_no_section() -> None:
    start, end = GATE.index("## Risk Assessment"), GATE.index("## Resource Alignment")
    page = page_of(GATE[:start] + GATE[end:])
    assert "Risks" not in page.texts("h2")

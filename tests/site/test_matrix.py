"""The risks' drawing: more likely is higher up, more impact further right, each number in its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from poc_docs.site.drawing.matrix import matrix
from tests.site.placed import corners, outside, page_with, shapes, words

if TYPE_CHECKING:
    from tests.site.parsed import Page

LEVELS = ("Low", "Medium", "High")
PLACES = st.tuples(st.integers(0, 2), st.integers(0, 2))


def drawn(cells: dict[tuple[int, int], list[int]]) -> Page:
    return page_with(matrix(LEVELS, cells, across="Impact", up="Likelihood"))


def cell_of(page: Page, place: tuple[int, int]) -> list[tuple[float, float]]:
    likelihood, impact = place
    return corners(shapes(page, "poc-docs-cell")[3 * likelihood + impact])


@given(st.lists(PLACES, min_size=1, max_size=40))
def test_each_number_lies_in_its_cell_or_is_counted_there(places: list[tuple[int, int]]) -> None:
    cells: dict[tuple[int, int], list[int]] = {}
    for number, place in enumerate(places, 1):
        cells.setdefault(place, []).append(number)
    page = drawn(cells)
    assert outside(page) == []
    for place, numbers in cells.items():
        (left, top), (right, bottom) = cell_of(page, place)
        written = [
            text.text
            for text in page.named("text")
            if left < corners(text)[0][0] < right and top < corners(text)[0][1] < bottom
        ]
        shown = [int(text) for text in written if not text.startswith("+")]
        further = sum(int(text) for text in written if text.startswith("+"))
        assert shown == numbers[: len(shown)]
        assert len(shown) + further == len(numbers)


def test_likelihood_goes_up_and_impact_to_the_right() -> None:
    page = drawn({(0, 0): [1], (2, 2): [2]})
    (low, _), (high, _) = cell_of(page, (0, 0)), cell_of(page, (2, 2))
    assert high[0] > low[0]
    assert high[1] < low[1]


def test_the_axes_are_named_and_so_is_each_level() -> None:
    said = words(drawn({}))
    assert {"Impact", "Likelihood"} <= set(said)
    assert all(said.count(level) == 2 for level in LEVELS)

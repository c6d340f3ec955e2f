"""What is kept of a plan is read again as what was taken from it."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.portfolio import listing, metrics
from poc_docs.portfolio.gap_register import naming
from poc_docs.portfolio.metrics.fact_texts import fact_text, read_fact
from poc_docs.portfolio.metrics.facts import LeftOut
from poc_docs.portfolio.metrics.numbers import NAMES
from poc_docs.portfolio.reading import read_portfolio
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from poc_docs.portfolio.keeping import KeptKind

TODAY = dt.date(2026, 11, 22)
FILES = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}
ENTRIES = read_portfolio({**FILES, "plans/bytes.md": b"\xff", "plans/minutes.md": b"# Minutes\n"}).entries


@pytest.mark.parametrize("kind", [listing.KIND, metrics.KIND, naming.KIND], ids=lambda kind: kind.name)
def test_a_value_that_was_kept_as_json_is_the_same_value(kind: KeptKind[Any]) -> None:
    for entry in ENTRIES:
        taken = kind.take(entry, TODAY)
        again = kind.value(entry.path, json.loads(json.dumps(kind.plain(taken))))
        assert again == taken
        # A word of a vocabulary equals the text that it is, and is none.
        assert repr(again) == repr(taken)


def test_the_sample_plans_have_something_of_every_number_and_each_is_read_again_as_it_was() -> None:
    texts = {text for each in ENTRIES if not isinstance(part := metrics.brought(each).part, LeftOut)
             for text in part.facts}  # fmt: skip
    facts = {text: read_fact(text) for text in texts}
    assert {name for name, _ in facts.values()} == set(NAMES)
    for text, (name, fact) in facts.items():
        assert fact_text(name, fact) == text

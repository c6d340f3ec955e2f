"""``poc-docs rule`` explains: what stood there, what stands there now, and what ``check`` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.surroundings import Repository


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "POC402",
            ["be booked without retyping.", "be booked with little retyping.", "restore the signed text"],
        ),
        ("POC404", ["{date: 2026-03-09", "{date: 2026-03-04", "before both parties signed on 2026-03-05"]),
        ("POC503", ["id: halden-routes", "'id' must stay 'halden-route-planning'"]),
        ("POC002", ["Mount \\u200bthree", "ZERO WIDTH SPACE"]),
        ("POC212", ["at most 64 columns", "…"]),
        ("POC505", ["plans/.adopted"]),
    ],
)
def test_an_example_is_understood_without_the_plan_it_is_from(
    repository: Repository, code: str, said: list[str]
) -> None:
    shown = repository.poc_docs("rule", code)
    assert [text for text in said if text not in shown] == []
    assert max(map(len, shown.splitlines())) < 240
    assert ("What check says of it:\n\n    " + code in shown) == (code != "POC505")

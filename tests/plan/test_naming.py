"""Prospect and title become an id that every file system takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.naming import slug


@pytest.mark.parametrize(
    ("prospect", "title", "expected"),
    [
        ("Halden Logistics", "Route planning", "halden-logistics-route-planning"),
        ("Straße & Söhne (Łódź)", "Ærø's  test", "strasse-sohne-lodz-aeros-test"),
        ("株式会社", "Load test", "load-test"),
        ("株式会社", "負荷", "poc"),
        ("", "", "poc"),
        ("con", "", "poc-con"),
        ("a" * 50, "b" * 50, "a" * 50),
        ("a" * 90, "", "a" * 60),
    ],
)
def test_slug(prospect: str, title: str, expected: str) -> None:
    assert slug(prospect, title) == expected


@given(st.text(), st.text())
def test_every_slug_is_an_id(prospect: str, title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(prospect, title))

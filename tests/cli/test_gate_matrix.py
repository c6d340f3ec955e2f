"""Each way of committing with each trick, and with each lawful change: a table of verdicts, in real git.

Where git runs no hook, the verdict is that of ``check --against``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.gate_table import ACTS, MATRIX, WAYS

if TYPE_CHECKING:
    from tests.surroundings import Repository


def test_the_table_names_every_way_and_every_act() -> None:
    assert {way for way, _, _ in MATRIX} == set(WAYS)
    assert {act for _, act, _ in MATRIX} == set(ACTS)


@pytest.mark.parametrize(("way", "act", "verdict"), MATRIX, ids=lambda value: str(value).replace(" ", "_"))
def test_verdict(begun: Repository, way: str, act: str, verdict: str) -> None:
    said = WAYS[way](begun, ACTS[act], verdict == "ok")
    if verdict != "ok":
        assert f"POC{verdict}" in said
        assert "->" in said
    assert "Traceback" not in said
    assert "internal error" not in said

"""A module that stands in for another is, for whoever uses it, that other one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from poc_docs.cli.late_modules import loaded_when_used

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "shelved.py").write_text("BOOKS = 3\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "shelved", raising=False)
    return "shelved"


def test_it_is_loaded_when_something_of_it_is_used(own_module: str) -> None:
    with loaded_when_used(own_module):
        module = __import__(own_module)
        assert "BOOKS" not in vars(module)
        assert module.BOOKS == 3
        assert vars(sys.modules[own_module])["BOOKS"] == 3


def test_afterwards_everybody_gets_the_module_itself(own_module: str) -> None:
    with loaded_when_used(own_module):
        stand_in = __import__(own_module)
    module = __import__(own_module)
    assert vars(module)["BOOKS"] == stand_in.BOOKS == 3
    assert sys.modules[own_module] is module


def test_what_is_loaded_already_stays(own_module: str) -> None:
    module = __import__(own_module)
    with loaded_when_used(own_module):
        assert __import__(own_module) is module
    assert sys.modules[own_module] is module


def test_what_it_does_not_have_is_missed_as_ever(own_module: str) -> None:
    with loaded_when_used(own_module):
        module = __import__(own_module)
        with pytest.raises(AttributeError, match="no attribute 'PAGES'"):
            _ = module.PAGES

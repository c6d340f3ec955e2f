"""A site takes the place of the one before it whole, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.files import FileRefusedError
from poc_docs.repository.site_folder import new_site

if TYPE_CHECKING:
    from pathlib import Path

SITE = ("404.html", "sitemap.xml", "assets/poc-docs.css", "index.html")


def write(folder: Path, text: str) -> None:
    for name in SITE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def said(folder: Path) -> list[str]:
    return [(folder / name).read_text() for name in SITE]


def test_what_fails_while_it_is_built_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "site", "old")

    def interrupted() -> None:
        with new_site(tmp_path / "site") as folder:
            write(folder, "new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert said(tmp_path / "site") == ["old"] * len(SITE)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("at", range(1, 2 * 4 + 1))
def test_what_fails_while_it_is_put_in_place_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    write(tmp_path / "site", "old")
    calls = 0
    rename = type(tmp_path).rename

    def failing(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == at:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    def replaced() -> None:
        with new_site(tmp_path / "site") as folder:
            write(folder, "new")
            monkeypatch.setattr(type(tmp_path), "rename", failing)

    with pytest.raises(FileRefusedError, match="can't be replaced"):
        replaced()
    monkeypatch.undo()
    assert said(tmp_path / "site") == ["old"] * len(SITE)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]

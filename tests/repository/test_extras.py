"""What is missing is installed where the program runs, from where libraries are found."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.extras import installing, libraries_of
from tests.surroundings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

EXTRAS = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
FOR_USERS = ["site", "imports", "exports", "reports", "pdf", "slack"]


def named(requirement: str) -> str:
    return re.split(r"[<>=;]", requirement)[0].casefold().replace("_", "-")


@pytest.mark.parametrize("extra", FOR_USERS)
def test_every_library_of_an_extra_is_named(extra: str) -> None:
    libraries = libraries_of(extra)
    assert sorted(map(named, libraries)) == sorted(map(named, EXTRAS[extra]))
    assert shlex.split(installing(extra))[-len(libraries) :] == libraries
    assert "poc-docs[" not in installing(extra)


def test_an_extra_that_is_none_names_no_library() -> None:
    assert "again with its extra 'gold'" in installing("gold")


def test_the_python_of_the_shell_is_called_as_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    for name in ("python", "python3"):
        (bin_folder / name).symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(bin_folder / "python3"))
    monkeypatch.setenv("PATH", str(bin_folder))
    assert installing("pdf").startswith("python -m pip install 'weasyprint")
    monkeypatch.setenv("PATH", str(tmp_path))
    command = shlex.split(installing("pdf"))
    assert command[:4] == [str(bin_folder / "python3"), "-m", "pip", "install"]
    assert subprocess.run([command[0], "-c", ""], check=True).returncode == 0


def test_in_an_environment_of_pipx_it_is_injected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "poc-docs"
    home.mkdir()
    (home / "pipx_metadata.json").write_text("{}", "utf-8")
    monkeypatch.setattr(sys, "prefix", str(home))
    assert shlex.split(installing("slack"))[:3] == ["pipx", "inject", "poc-docs"]
    assert shlex.split(installing("slack"))[3:] == libraries_of("slack")


def test_no_text_names_an_index_that_does_not_have_it() -> None:
    files = [*PROJECT.glob("poc_docs/**/*.py"), *PROJECT.glob("docs/*.md"), PROJECT / "README.md"]
    assert not [path for path in files if "install 'poc-docs[" in path.read_text("utf-8")]

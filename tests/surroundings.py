"""A real repository in a temporary folder, and the real command run in it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from poc_docs.cli import cli

PROJECT = Path(__file__).parent.parent
SAMPLES = sorted((PROJECT / "plans").glob("*.md"))
BY_NAME = {path.stem.partition("-")[0]: path for path in SAMPLES}
"""The samples by the first word of their file names."""


@dataclass(frozen=True)
class Repository:
    """A git repository and what a person does in it."""

    root: Path

    def git(self, *arguments: str, succeeds: bool = True) -> str:
        return self.run("git", *arguments, succeeds=succeeds)

    def run(self, *command: str, succeeds: bool = True) -> str:
        """Run a command and give all it printed; ``succeeds`` says whether it must."""
        done = subprocess.run(
            command,
            cwd=self.root,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said = done.stdout.decode("utf-8", "replace")
        assert (done.returncode == 0) == succeeds, f"{command} ended with {done.returncode}:\n{said}"
        return said

    def poc_docs(
        self, *arguments: str, code: int = 0, today: str = "2026-11-22", width: int | None = None
    ) -> str:
        """Run ``poc-docs`` in this process, which is faster than ``run``, and give all it printed."""
        settings = {"POC_DOCS_TODAY": today} | ({"COLUMNS": str(width)} if width else {})
        done = self.answer(*arguments, **settings)
        assert done.exit_code == code, f"poc-docs {arguments} ended with {done.exit_code}:\n{done.output}"
        return done.output

    def answer(self, *arguments: str, **settings: str) -> Result:
        """Run ``poc-docs`` in this process, whatever comes of it; what it does not catch is raised here."""
        with contextlib.chdir(self.root):
            return CliRunner().invoke(
                cli, arguments, prog_name="poc-docs", env=_settings() | settings, catch_exceptions=False
            )

    def write(self, name: str, data: bytes | str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Change a text in a file as an editor would; the text must be there."""
        path = self.root / name
        text = path.read_bytes().decode()
        assert old in text, f"{old!r} is not in {name}"
        path.write_bytes(text.replace(old, new).encode())

    def commit(self, message: str = "Change", *, passes: bool = True) -> str:
        """Stage everything and commit it; ``passes`` says whether the hooks must let it."""
        self.git("add", "-A")
        return self.git("commit", "-m", message, succeeds=passes)


def _settings() -> dict[str, str | None]:
    """Give what ``environment`` changes, with None for what it takes away."""
    wanted = environment()
    gone: dict[str, str | None] = dict.fromkeys(key for key in os.environ if key not in wanted)
    return {**gone, **wanted}


def environment() -> dict[str, str]:
    """Give an environment in which no setting of the person who runs the tests has a part."""
    ours = ("GIT_", "POC_DOCS_", "COLUMNS")  # a run on several cores sets the width of a terminal
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    bin_folder = str(Path(sys.executable).parent)
    return {
        **kept,
        "PATH": os.pathsep.join([bin_folder, kept.get("PATH", "")]),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Ines Falk",
        "GIT_AUTHOR_EMAIL": "ines@example.com",
        "GIT_COMMITTER_NAME": "Ines Falk",
        "GIT_COMMITTER_EMAIL": "ines@example.com",
        "POC_DOCS_TODAY": "2026-11-22",
    }


def new_repository(folder: Path) -> Repository:
    """Make a repository with one commit and the gate in place, as ``hooks/`` sets it up."""
    folder.mkdir(parents=True)
    repository = Repository(folder)
    # A template has samples of hooks, which every copy of this repository would copy.
    repository.git("init", "--quiet", "--initial-branch=main", "--template=")
    (folder / ".git/info").mkdir()
    repository.git("config", "core.hooksPath", str(PROJECT / "hooks"))
    repository.git("config", "maintenance.auto", "false")
    repository.write("README.md", "# Our proofs of concept\n")
    repository.commit("Start")
    return repository

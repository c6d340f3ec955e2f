"""Every command of the tour for newcomers is run, in its order, from the installation to the site."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.served import fetch, free_port
from tests.surroundings import PROJECT, Repository, environment

PAGE = PROJECT / "docs" / "first-poc.md"
PLAN = "our-pocs/plans/halden-logistics-route-planning.md"
_FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    kind: str
    body: str


def steps() -> list[Step]:
    return [Step(m["kind"], m["body"]) for m in _FENCE.finditer(PAGE.read_text())]


class Newcomer:
    """Somebody at a terminal: a folder, an activated environment, and what the page says to do."""

    def __init__(self, folder: Path, address: Path) -> None:
        self.folder = folder
        self.address = address
        self.here = folder
        self.bin = folder / "poc-docs-env" / "bin"

    def type(self, line: str) -> tuple[int, str]:
        """Run one line; ``cd`` and the activation of the environment last, as in a real shell."""
        if line.startswith("cd "):
            self.here = self.here / line.removeprefix("cd ")
            return 0, ""
        if line.startswith(". "):
            assert (self.folder / line.removeprefix(". ")).is_file()
            return 0, ""
        done = subprocess.run(
            ["bash", "-c", line.replace("ADDRESS", str(self.address))],
            cwd=self.here,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode()

    def environment(self) -> dict[str, str]:
        """Give an environment without the tests' own, as if nothing were installed."""
        settings = environment()
        others = [part for part in settings["PATH"].split(":") if ".venv" not in part]
        path = [str(self.bin), *others] if self.bin.exists() else others
        quiet = {"NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COMPILE": "1"}
        return {**settings, "PATH": ":".join(path), **quiet}

    def serve(self) -> tuple[str, str]:
        """Start the site, fetch its start page and the page of the one plan, and stop it."""
        port = free_port()
        command = [str(self.bin / "poc-docs"), "site", "serve", "--port", str(port)]
        with subprocess.Popen(
            command, cwd=self.here, env=self.environment(), stderr=subprocess.DEVNULL
        ) as site:
            try:
                address = f"http://127.0.0.1:{port}/"
                return fetch(address), fetch(f"{address}plans/{Path(PLAN).stem}/")
            finally:
                site.terminate()


def test_the_tour_works_from_the_first_command_to_the_last(published: Repository, tmp_path: Path) -> None:
    newcomer = Newcomer(tmp_path, published.root)
    for step in steps():
        if step.kind == "sh":
            for line in step.body.splitlines():
                if line == "poc-docs site serve":
                    start, plan = newcomer.serve()
                    assert "Halden Logistics" in start
                    assert "Proceed" in plan
                else:
                    code, said = newcomer.type(line)
                    assert code == 0, f"{line} ended with {code}:\n{said}"
        elif step.kind == "diff":
            old, new = (line[2:] for line in step.body.splitlines())
            path = tmp_path / PLAN
            assert old in path.read_text()
            path.write_text(path.read_text().replace(old, new))
        elif step.kind == "console":
            command, *expected = step.body.splitlines()
            code, said = newcomer.type(command.removeprefix("$ "))
            assert code != 0
            assert all(line in said for line in expected), said
        else:
            pytest.fail(f"the page has a block that no test knows: {step.kind}")

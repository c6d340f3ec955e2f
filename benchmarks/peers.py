"""The tools that poc-docs is compared with, installed into a folder of their own where that can be done."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FROM_PYTHON = {
    "rumdl": ["rumdl"],
    "mdformat": ["mdformat", "mdformat-gfm", "mdformat-frontmatter"],
    "pymarkdown": ["pymarkdownlnt"],
    "pre-commit": ["pre-commit"],
    "prek": ["prek"],
}
_FROM_NODE = {"markdownlint-cli2": "markdownlint-cli2"}


@dataclass(frozen=True, slots=True)
class Tool:
    """A program with its version; without ``program``, ``version`` says why there is none."""

    name: str
    program: str
    version: str


def install(folder: Path, project: Path) -> dict[str, Tool]:
    """Give every tool by its name; poc-docs is installed as users get it, and not run from its sources."""
    python = folder / "python"
    if not python.is_dir():
        subprocess.run([sys.executable, "-m", "venv", str(python)], check=True)
        _pip(python, "--upgrade", "pip")
    _pip(python, "--force-reinstall", "--no-deps", str(project))
    _pip(python, str(project))
    found = {"python": _tool(python / "bin" / "python", "python", "--version")}
    found["poc-docs"] = _tool(python / "bin" / "poc-docs", "poc-docs", "--version")
    found["git"] = _tool(shutil.which("git"), "git", "--version")
    for name, packages in _FROM_PYTHON.items():
        program = python / "bin" / name
        fault = "" if program.exists() else _pip(python, *packages)
        found[name] = Tool(name, "", fault) if fault else _tool(program, name, _version_word(name))
    for name, package in _FROM_NODE.items():
        found[name] = _from_node(folder / "node", name, package)
    return found


def _version_word(name: str) -> str:
    return "version" if name == "pymarkdown" else "--version"


def _pip(python: Path, *packages: str) -> str:
    """Install packages, and give an empty string, or why they could not be installed."""
    command = [str(python / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    done = subprocess.run([*command, *packages], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else "could not be installed with pip"


def _from_node(folder: Path, name: str, package: str) -> Tool:
    program = folder / "node_modules" / ".bin" / name
    npm = shutil.which("npm")
    if npm is None:
        return Tool(name, "", "could not be installed: there is no npm")
    if not program.exists():
        command = [npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), package]
        subprocess.run(command, capture_output=True, check=False)
    if not program.exists():
        return Tool(name, "", "could not be installed with npm")
    return _tool(program, name, "--version")


def _tool(program: Path | str | None, name: str, word: str) -> Tool:
    if program is None:
        return Tool(name, "", "is not here")
    done = subprocess.run([str(program), word], capture_output=True, text=True, check=False)
    words = (word.strip("v,()") for word in (done.stdout + done.stderr).split())
    return Tool(name, str(program), next((each for each in words if each[:1].isdigit()), "unknown"))

"""What an extra of this program needs, and how it is installed where the program runs."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

_PROGRAM = "poc-docs"
_OF_EXTRA = re.compile(r"(?P<library>[^;]+?)\s*;\s*extra\s*==\s*['\"](?P<extra>[\w-]+)['\"]")
_PIPX = "pipx_metadata.json"
"""The file by which pipx knows an environment as one of its own."""


def installing(extra: str) -> str:
    """Give the command that installs what an extra needs into the environment that runs this program.

    The extra itself can't be named there: the program came from a clone or an address, and no index has it.
    """
    libraries = [shlex.quote(each) for each in libraries_of(extra)]
    if not libraries:
        return f"install {_PROGRAM} again with its extra '{extra}', as its README says"
    return " ".join([_installer(Path(sys.prefix)), *libraries])


def libraries_of(extra: str) -> list[str]:
    """Give what an extra needs as the installed program says it; nothing where it is not installed."""
    try:
        needed = requires(_PROGRAM) or []
    except PackageNotFoundError:
        return []
    found = (_OF_EXTRA.fullmatch(each.strip()) for each in needed)
    return [match["library"].replace(" ", "") for match in found if match and match["extra"] == extra]


def _installer(environment: Path) -> str:
    if (environment / _PIPX).is_file():
        return f"pipx inject {shlex.quote(environment.name)}"
    return f"{_python()} -m pip install"


def _python() -> str:
    """Give what the shell calls this Python, or its path where the shell means another one, or none."""
    called = shutil.which("python")
    is_this = called is not None and Path(called).parent.samefile(Path(sys.executable).parent)
    return "python" if is_this else shlex.quote(sys.executable)

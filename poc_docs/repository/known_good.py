"""What need not be found out again of a plan that has not changed, kept in git's own folder.

``check`` keeps the contents in which it found nothing, ``list``, ``metrics`` and ``gaps`` what they take from
each. A content is known by git's id for it, so no time stamp of a plan has a part. A file holds only what
depends on that content, the rules and the settings, with the days on which it holds. One that is broken, or
was made by other rules, counts as none.
"""

from __future__ import annotations

import os
import stat
import sys
from binascii import crc32

from poc_docs import __version__
from poc_docs.repository.places import CONFIGURATION, PLANS

TYPE_CHECKING = False  # the module typing takes longer to load than the answer where nothing has changed
if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = "poc-docs"
"""The folder below git's own."""

CHECKED = "checked"
"""The file of what ``check`` found to be good."""

ALL_GOOD = "all-good"
"""The file of the index with which every plan was good."""

RULES = ("checks", "plan", "plan/agreement", "plan/running", "plan/verdicts", "text")
"""The folders of all that has a part in what is found in a plan."""

TAKING = tuple(
    f"portfolio{each}"
    for each in ("", "/listing", "/metrics", "/gap_register", "/signals", "/agenda", "/crm")
)
"""Where it is said what is taken from a plan."""

EXPORTING = ("cli", "exports", "exports/tracking")
"""Where it is said besides what is exported of a plan."""

_PACKAGES = ("site-packages", "dist-packages")
_FIRST_LINE = b"poc-docs 3"
_LARGEST = 2**30
"""More bytes than any file here has; one that has more is not read."""
_SPARE = 100
"""How many contents that are not there now are kept at least: a branch that comes back is known then."""


def current_key(root: str) -> str:
    """Give what else a verdict depends on: rules, libraries, Python, and the settings in ``root``."""
    return _key(root, RULES)


def current_values_key(root: str) -> str:
    """Give what else a value that is taken from a plan depends on."""
    return _key(root, (*RULES, *TAKING))


def current_exports_key(root: str) -> str:
    """Give what else it depends on what is exported of a plan."""
    return _key(root, (*RULES, *TAKING, *EXPORTING))


def _key(root: str, folders: tuple[str, ...]) -> str:
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100,PTH120
    libraries = [(each, os.stat(each).st_mtime_ns) for each in sys.path if each.endswith(_PACKAGES)]  # noqa: PTH116
    sources = [
        (entry.name, status.st_size, status.st_mtime_ns)
        for folder in folders
        for entry in sorted(os.scandir(f"{home}/{folder}"), key=_name)
        if entry.name.endswith(".py") and (status := entry.stat())
    ]
    settings = [_content(f"{root}/{name}") for name in (CONFIGURATION, f"{PLANS}/.adopted")]
    return repr((__version__, sys.hexversion, home, libraries, sources, settings))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _content(path: str) -> bytes | int | None:
    """Give the bytes of a settings file, None where there is none, or why it can't be read."""
    try:
        return _read(path)
    except FileNotFoundError:
        return None
    except OSError as error:  # who needs the settings is told so when reading them
        return error.errno


def _read(path: str) -> bytes | None:
    """Give the bytes of an ordinary file, None of anything else: a pipe would never end."""
    with open(path, "rb", opener=_without_waiting) as file:
        status = os.fstat(file.fileno())
        return file.read() if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST else None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def read_known(git_folder: str, name: str, key: str) -> dict[str, str]:
    """Give what the file ``name`` says of each content, by its id; nothing under another key."""
    try:
        first, checksum, data = (_read(f"{git_folder}/{FOLDER}/{name}") or b"").split(b"\n", 2)
        if first != _FIRST_LINE or checksum != _checksum(data):
            return {}
        known_key, _, lines = data.decode("utf-8").partition("\n")
    except (OSError, ValueError):
        return {}
    if known_key != key:
        return {}
    return dict(line.split(" ", 1) for line in lines.split("\n") if line)


def _checksum(data: bytes) -> bytes:
    return b"%d" % crc32(data)


def known_line(size: int, first: str, last: str, marks: Iterable[str], value: str = "") -> str:
    """Give what is kept of a content: its size, first and last day on which it holds, marks, and a value."""
    return f"{size} {first} {last} {','.join(marks)} {value}"


def known_parts(line: str) -> tuple[str, str, str, list[str], str]:
    """Give size, first and last day, marks and value of what ``known_line`` wrote."""
    size, first, last, marks, value = line.split(" ", 4)
    return size, first, last, marks.split(",") if marks else [], value


class Known:
    """What the file ``name`` says of contents; ``lines`` are by their ids."""

    def __init__(self, git_folder: str, name: str, key: str) -> None:
        """Read the file in git's folder; under another key it says nothing."""
        self._place = (git_folder, name, key)
        self.lines = read_known(git_folder, name, key)

    def keep(self, lines: dict[str, str]) -> None:
        """Keep these lines, and of what was known before as much again. Never fails."""
        if lines.items() <= self.lines.items():
            return
        older = [content for content in self.lines if content not in lines][: max(len(lines), _SPARE)]
        write_known(*self._place, {**lines, **{each: self.lines[each] for each in older}})


def write_known(git_folder: str, name: str, key: str, known: dict[str, str]) -> None:
    """Keep what is known; whoever reads meanwhile sees the old file or the new one. Never fails."""
    from contextlib import suppress

    body = "\n".join([key, *(f"{content} {rest}" for content, rest in known.items())])
    data = body.encode("utf-8")
    folder = f"{git_folder}/{FOLDER}"
    temporary = f"{folder}/{name}-new"  # one name: what a killed command left is replaced
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        with suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108
        with open(temporary, "xb") as file:  # noqa: PTH123 -- never through a link, nor into a pipe
            file.write(b"\n".join([_FIRST_LINE, _checksum(data), data]))
        os.replace(temporary, f"{folder}/{name}")  # noqa: PTH105
    except OSError:
        try:
            os.unlink(temporary)  # noqa: PTH108
        except OSError:
            return

"""What ``check`` need not read again: contents of plans in which it found nothing, kept in git's own folder.

A content is known by git's id for it, so no time stamp of a plan has a part. The file holds only what depends
on that content, the rules and the settings; what depends on the day is kept as the days on which nothing was
to be said. A file that is broken, or was made by other rules, counts as none.
"""

from __future__ import annotations

import os
import sys
from binascii import crc32

from poc_docs import __version__
from poc_docs.repository.places import CONFIGURATION, PLANS

FOLDER = "poc-docs"
"""The folder below git's own."""

_FILE = "checked"
_RULES = ("checks", "plan", "plan/running", "plan/verdicts", "text")
_PACKAGES = ("site-packages", "dist-packages")
_FIRST_LINE = "poc-docs check 1"


def current_key(root: str) -> str:
    """Give what else a verdict depends on: rules, libraries, Python, and the settings in ``root``."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100,PTH120
    libraries = [(each, os.stat(each).st_mtime_ns) for each in sys.path if each.endswith(_PACKAGES)]  # noqa: PTH116
    sources = [
        (entry.name, status.st_size, status.st_mtime_ns)
        for folder in _RULES
        for entry in sorted(os.scandir(f"{home}/{folder}"), key=_name)
        if entry.name.endswith(".py") and (status := entry.stat())
    ]
    settings = [_content(f"{root}/{name}") for name in (CONFIGURATION, f"{PLANS}/.adopted")]
    return repr((__version__, sys.hexversion, home, libraries, sources, settings))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read()
    except FileNotFoundError:
        return None


def read_known(git_folder: str, key: str) -> dict[str, str]:
    """Give what is known by content id, as ``known_line`` wrote it; nothing under another key."""
    try:
        with open(f"{git_folder}/{FOLDER}/{_FILE}", encoding="utf-8") as file:  # noqa: PTH123
            first, checksum, body = file.read().split("\n", 2)
    except (OSError, ValueError):
        return {}
    if first != _FIRST_LINE or checksum != _checksum(body):
        return {}
    known_key, _, lines = body.partition("\n")
    if known_key != key:
        return {}
    return dict(line.split(" ", 1) for line in lines.split("\n") if line)


def _checksum(body: str) -> str:
    return str(crc32(body.encode("utf-8")))


def known_line(size: int, first: str, last: str, marks: tuple[str, ...]) -> str:
    """Give what is kept of a content: its size, the days on which nothing is to be said, its marks."""
    return " ".join([str(size), first, last, *marks])


def write_known(git_folder: str, key: str, known: dict[str, str]) -> None:
    """Keep what is known; whoever reads meanwhile sees the old file or the new one. Never fails."""
    body = "\n".join([key, *(f"{content} {rest}" for content, rest in known.items())])
    text = f"{_FIRST_LINE}\n{_checksum(body)}\n{body}"
    folder = f"{git_folder}/{FOLDER}"
    temporary = f"{folder}/{_FILE}-new"  # one name: what a killed command left is written over
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        with open(temporary, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
            file.write(text)
        os.replace(temporary, f"{folder}/{_FILE}")  # noqa: PTH105
    except OSError:
        try:
            os.unlink(temporary)  # noqa: PTH108
        except OSError:
            return

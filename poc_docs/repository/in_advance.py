"""What the hook will want to know of git, asked in one question while Python loads what judges it.

Where an answer leaves a doubt there is none here, and the questions are asked one by one.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from poc_docs.repository.git_process import GitProcess, TooMuchError
from poc_docs.repository.places import PLANS
from poc_docs.text.source import MAXIMUM_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TOP = "HEAD^{tree}"
_FOLDER = f"HEAD:{PLANS}"
_ORDINARY = (b"100644", b"100755")


class InAdvance:
    """Blobs and files of HEAD, while git is asked for them in the folder at the top."""

    def __init__(self, root: str, object_ids: Iterable[str], paths: tuple[str, ...]) -> None:
        """Begin to ask; ``paths`` are files at the top or in the folder of the plans."""
        self._asked = [*sorted(set(object_ids) - {""}), _TOP, _FOLDER, *(f"HEAD:{path}" for path in paths)]
        self._paths = paths
        self._process: GitProcess | None = None
        if hasattr(os, "posix_spawnp"):
            data = "".join(f"{each}\n" for each in self._asked).encode()
            self._process = GitProcess(root, ("cat-file", "--batch"), data)

    @cached_property
    def _answers(self) -> dict[str, tuple[str, str, bytes]]:
        """Give id, kind and content of what is there; nothing where it is more than one plan may be."""
        if self._process is None:
            return {}
        try:
            code, out, _ = self._process.finish(most=MAXIMUM_BYTES)
        except TooMuchError:
            return {}
        return {} if code else dict(zip(self._asked, _objects(out), strict=True))

    @cached_property
    def blobs(self) -> Mapping[str, bytes]:
        """Give the content of blobs by their ids, of those that are known."""
        return {name: content for name, kind, content in self._answers.values() if kind == "blob"}

    @cached_property
    def files(self) -> dict[str, str] | None:
        """Give the ids of the paths that are ordinary files in HEAD; None where that can't be told."""
        # Only the bytes of a tree tell a file from a link, and what is not there from what is damaged.
        trees = [self._answers.get(each, ("", "", b"")) for each in (_TOP, _FOLDER)]
        if any(kind != "tree" for _, kind, _ in trees):
            return None
        entries = b"".join(content for *_, content in trees)
        if entries.count(f" {PLANS}\0".encode()) > 1:  # a forged tree: git would take one of two
            return None
        found = {}
        for path in self._paths:
            name = path.rpartition("/")[2].encode() + b"\0"
            if name not in entries:
                continue
            object_id, kind, _ = self._answers[f"HEAD:{path}"]
            if kind != "blob" or entries.count(name) > 1:
                return None
            entry = name + bytes.fromhex(object_id)
            if not any(mode + b" " + entry in entries for mode in _ORDINARY):
                return None
            found[path] = object_id
        return found


def _objects(out: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Read ``<id> <kind> <size>`` with the content, or ``<name> missing``."""
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        name, kind, *size = out[at:end].decode().split(" ")
        at = end + 1
        content = out[at : at + int(size[0])] if size else b""
        at += len(content) + 1 if size else 0
        yield name, kind, content

"""Which page shows which plan, and how one page links to another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

START_PAGE = "index.md"

# MkDocs gives these names, and folders that are named as they, an address of another form.
_TAKEN = frozenset({"", ".", "..", "index", "readme", "index.html"})


@dataclass(frozen=True, slots=True)
class Addresses:
    """The page of every plan, by the plan's path; ``directory_urls`` is MkDocs' ``use_directory_urls``."""

    pages: Mapping[str, str]
    directory_urls: bool = True

    def link(self, page: str, target: str) -> str:
        """Give the relative address by which ``page`` reaches the page ``target``."""
        start, goal = self._address(page), self._address(target)
        relative = posixpath.relpath("/" + goal, "/" + posixpath.dirname(start))
        return quote(relative + "/" if goal.endswith("/") or not goal else relative)

    def file_link(self, page: str, path: str) -> str:
        """Give the relative address by which ``page`` reaches a file that is no page."""
        return quote(posixpath.relpath("/" + path, "/" + posixpath.dirname(self._address(page))))

    def from_plan(self, plan: str) -> Callable[[str], str | None]:
        """Give how the plan at this path links to files: those that are plans have an address."""

        def link(destination: str) -> str | None:
            target = destination.partition("#")[0]
            path = posixpath.normpath(posixpath.join(posixpath.dirname(plan), target))
            return self.link(self.pages[plan], self.pages[path]) if path in self.pages else None

        return link

    def _address(self, page: str) -> str:
        """Give the address from the site's beginning; a page in a folder of its own ends with a slash."""
        stem = page.removesuffix(".md")
        if not self.directory_urls:
            return stem + ".html"
        folder = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
        return folder + "/" if folder else ""


def page_paths(plans: Iterable[str]) -> dict[str, str]:
    """Give each plan's page, by the plan's path: the same path, but for names that would not work."""
    pages: dict[str, str] = {}
    taken: set[str] = set()
    for plan in sorted(plans):
        stem = "/".join(_usable(part) for part in plan.removesuffix(".md").split("/"))
        while stem.casefold() in taken:
            stem += "_"
        taken.add(stem.casefold())
        pages[plan] = stem + ".md"
    return pages


def _usable(part: str) -> str:
    return part + "_" if part.casefold() in _TAKEN else part

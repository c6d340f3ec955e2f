"""Web addresses of a repository's files and commits, on the hosts that people use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlsplit

_SHORT_SSH = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]+):(?P<path>[^/\\].*)", re.ASCII)
_WEB = frozenset({"http", "https"})
_REMOTE = frozenset({*_WEB, "ssh", "git"})


class Host(StrEnum):
    """A kind of host, by the form of its addresses."""

    GITHUB = "github"
    GITLAB = "gitlab"
    BITBUCKET = "bitbucket"


_FORMS = {
    Host.GITHUB: (
        "commit/{commit}",
        "blob/{branch}/{path}",
        "edit/{branch}/{path}",
        "commits/{branch}/{path}",
    ),
    Host.GITLAB: (
        "-/commit/{commit}",
        "-/blob/{branch}/{path}",
        "-/edit/{branch}/{path}",
        "-/commits/{branch}/{path}",
    ),
    Host.BITBUCKET: (
        "commits/{commit}",
        "src/{branch}/{path}",
        "src/{branch}/{path}?mode=edit",
        "history-node/{branch}/{path}",
    ),
}


@dataclass(frozen=True, slots=True)
class Remote:
    """What a team says of where its repository lies: the address and the kind of host, or neither."""

    address: str = ""
    host: Host | None = None


@dataclass(frozen=True, slots=True)
class Forge:
    """The repository on the web: its address without a slash at the end, its kind, and its main branch."""

    address: str
    host: Host
    branch: str

    def commit(self, commit: str) -> str:
        """Give the page of a commit."""
        return self._page(0, commit=commit)

    def file(self, path: str) -> str:
        """Give the page that shows a file."""
        return self._page(1, path=path)

    def edit(self, path: str) -> str:
        """Give the page on which a file can be changed."""
        return self._page(2, path=path)

    def history(self, path: str) -> str:
        """Give the page that lists the commits which changed a file."""
        return self._page(3, path=path)

    def _page(self, form: int, *, commit: str = "", path: str = "") -> str:
        branch = quote(self.branch, safe="/")
        rest = _FORMS[self.host][form].format(commit=quote(commit), branch=branch, path=quote(path))
        return f"{self.address}/{rest}"


def forge_of(remote: str, branch: str, host: Host | None = None) -> Forge | None:
    """Give the web address behind a remote's address, or None where nothing says which kind of host it is.

    What a remote's address holds besides host and path, such as a token, is never kept.
    """
    short = _SHORT_SSH.fullmatch(remote) if "://" not in remote else None
    if short:
        scheme, name, port, path = "https", short["host"].lower(), None, short["path"]
    else:
        try:
            parts = urlsplit(remote)
            name, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            return None
        if parts.scheme not in _REMOTE:
            return None
        scheme = parts.scheme if parts.scheme in _WEB else "https"
        path, port = parts.path, port if parts.scheme in _WEB else None
    path = path.strip("/").removesuffix(".git")
    kind = host or next((kind for kind in Host if kind.value in name), None)
    if kind is None or not name or not path or not branch:
        return None
    return Forge(f"{scheme}://{name}{f':{port}' if port else ''}/{quote(path)}", kind, branch)

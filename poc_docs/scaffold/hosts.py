"""Addresses: which host keeps the repository, and how pip and pre-commit get poc-docs."""

from __future__ import annotations

import re

from poc_docs.scaffold.steps import Ci

PLACEHOLDER = "https://github.com/your-organisation/poc-docs"
"""Stands where nobody said from where poc-docs is cloned."""

_PLAIN = re.compile(r"[\w@:/.+~%-]+", re.ASCII)
_SHORT_SSH = re.compile(r"(?P<user>[\w.-]+@)(?P<host>[\w.-]+):(?P<path>(?!/).+)")
_HOST = re.compile(r"(?:\w+://)?(?:[^@/]*@)?(?P<host>[\w.-]+)[:/]")


def is_plain_word(text: str) -> bool:
    """Say whether ``text`` can stand in YAML and in a shell as it is."""
    return bool(_PLAIN.fullmatch(text)) and not text.startswith("-")


def is_address(text: str) -> bool:
    """Say whether git can clone from ``text``, an address or a path, and it is a plain word."""
    return is_plain_word(text) and ("/" in text or ":" in text)


def host_of(address: str) -> Ci:
    """Give the kind of host that a remote's address names; ``none`` where it says nothing."""
    match = _HOST.match(address)
    host = match["host"].lower() if match else ""
    if "gitlab" in host:
        return Ci.GITLAB
    return Ci.GITHUB if "github" in host else Ci.NONE


def pip_address(repository: str, version: str) -> str:
    """Give the address from which pip installs the release ``version`` of poc-docs."""
    short = _SHORT_SSH.fullmatch(repository)
    if short:
        repository = f"ssh://{short['user']}{short['host']}/{short['path']}"
    elif repository.startswith("/"):
        repository = f"file://{repository}"
    return f"git+{repository}@v{version}"

"""Sites that are served by another process: a free port, and a page as soon as somebody answers."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 120.0
"""How many seconds a server has, however busy the machine is."""


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def fetch(address: str, until: Callable[[str], bool] = lambda _: True) -> str:
    """Give a page as soon as somebody serves it, and as it is as soon as ``until`` holds."""
    end = time.monotonic() + PATIENCE
    page = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 -- our own server
                page = str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            page = ""
        if page and until(page):
            return page
        time.sleep(0.1)
    raise AssertionError(f"{address} never said it: {page[-2000:] or 'nobody answers'}")

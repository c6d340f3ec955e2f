"""Where a link may lead: the web, by an address that names its host, or a mailbox.

A browser mends what is no address: `https:a`, `http:/a` and `//a` all lead to the host `a`, or where a page
was opened as a file, to a file of it. So only what needs no mending is an address here.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from poc_docs.text.patterns import pattern

_WEB = frozenset({"http", "https"})
_ADDRESS = pattern(r"[!-~]{1,2000}")
_NOT_IN_ADDRESS = frozenset("\"'<>\\^`{|}")


def safe_address(address: str) -> str:
    """Give a web or mail address that may be linked to, or an empty string for any other.

    It is ASCII: Markdown writes other letters of a host as `xn--`, so that none passes for another. A name
    before the host, as in `https://bank.example@other.example`, would pass for it.
    """
    if not _ADDRESS.fullmatch(address) or _NOT_IN_ADDRESS & set(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        return address if parts.path else ""
    return address if parts.scheme in _WEB and parts.hostname and "@" not in parts.netloc else ""

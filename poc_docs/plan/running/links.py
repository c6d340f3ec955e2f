"""The links of Resource Alignment, with the web addresses behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from poc_docs.text.inline import tokens
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.texts import Text

_ADDRESS = pattern(r"https?://[^\s<>|\"'`\\^{}]+", re.ASCII)
_LONGEST_ADDRESS = 500


def address_of(text: str) -> str:
    """Give a web address that may become a link, or an empty string for anything else."""
    if len(text) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        return ""
    try:
        return text if urlsplit(text).hostname else ""
    except ValueError:
        return ""


def resource_links(plan: Plan) -> Iterator[tuple[str, str]]:
    """Give each link with its label and its web address; what is no web link as it reads, without one."""
    for text in plan.running.alignment.links:
        yield from _links(plan, text)


def _links(plan: Plan, text: Text) -> Iterator[tuple[str, str]]:
    found = []
    label, address = "", ""
    for token in tokens(text.source, plan.document.references):
        if token.type == "link_open":
            label, address = "", address_of(str(token.attrGet("href") or ""))
        elif token.type == "link_close" and address:
            found.append((label, address))
            address = ""
        else:
            label += token.content
    bare = next((each for each in map(address_of, text.value.split()) if each), "")
    yield from found or [(text.value, bare)]

"""Elements of an HTML page: every text is escaped on its way in, and only ``Html`` is markup."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.text.addresses import safe_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.reports.report import Line

_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# These reorder what stands around them (CVE-2021-42574); right-to-left letters do without them.
_REORDERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_VOID = frozenset({"col", "meta"})


@dataclass(frozen=True, slots=True)
class Html:
    """Markup, in which every text is escaped already."""

    source: str


def visible(text: str) -> str:
    """Give a text in which nothing hides: signs that no reader sees are shown as what they are."""
    shown = _REORDERS.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)
    return _HIDDEN.sub(lambda match: " " if match.group() in "\t\n\r" else "\ufffd", shown)


def element(tag: str, *children: str | Html, **attributes: str) -> Html:
    """Give an element; ``class_`` is written ``class``. Attributes without a value are left out."""
    opening = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(visible(value))}"'
        for name, value in attributes.items()
        if value
    )
    if tag in _VOID:
        return Html(f"<{tag}{opening}>")
    return Html(f"<{tag}{opening}>{join(children).source}</{tag}>")


def join(parts: Iterable[str | Html]) -> Html:
    """Give the parts one after the other."""
    return Html(
        "".join(part.source if isinstance(part, Html) else html.escape(visible(part)) for part in parts)
    )


def inline(said: Line) -> Html:
    """Give a line with its links; an address that no report may link to is shown as text."""
    return join(
        element("a", piece.text, href=address) if (address := safe_address(piece.address)) else piece.text
        for piece in said
    )

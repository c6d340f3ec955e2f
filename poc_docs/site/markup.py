"""HTML that stands in a Markdown page: every text is escaped for both, and only ``Html`` is markup.

A text is passed to ``element`` as it is, and arrives as that text whatever reads the page: each sign with a
meaning in Markdown or HTML becomes a character reference, and no line break or control character is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# All ASCII signs but those that mean nothing without one of these: each reference costs time in every parser.
_MEANS_SOMETHING = re.compile(r"""[\t\n\r!"#$&'*+:<=>@\[\\\]^_`{|}~]""")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
# These reorder what stands around them (CVE-2021-42574); right-to-left letters do without them.
_REORDERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_VOID = frozenset({"br", "hr"})


@dataclass(frozen=True, slots=True)
class Html:
    """Markup, in which every text is escaped already."""

    source: str

    def __str__(self) -> str:
        raise TypeError("markup is put together with 'element', 'join' and 'rows', not as a string")


Content = str | Html

NOTHING = Html("")


def escape(text: str) -> Html:
    """Give a text as markup that shows exactly it, inside an element or a quoted attribute."""
    shown = _REORDERS.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", _HIDDEN.sub("\ufffd", text))
    return Html(_MEANS_SOMETHING.sub(lambda match: f"&#{ord(match.group())};", shown))


def element(tag: str, *children: Content, **attributes: str) -> Html:
    """Give an element; an attribute ``data_label`` is written ``data-label``, ``class_`` is ``class``."""
    opening = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value).source}"'
        for name, value in attributes.items()
    )
    if tag in _VOID:
        return Html(f"<{tag}{opening}>")
    return Html(f"<{tag}{opening}>{join(children).source}</{tag}>")


def join(parts: Iterable[Content], separator: str = "") -> Html:
    """Give the parts one after the other."""
    between = escape(separator).source if separator.strip() else separator
    return Html(between.join(p.source if isinstance(p, Html) else escape(p).source for p in parts))


def rows(parts: Iterable[Content]) -> Html:
    """Give the parts each on a line of its own, without those that are empty."""
    return join((part for part in parts if part not in {"", NOTHING}), "\n")


def block(*parts: Content) -> str:
    """Give the parts as one block of a Markdown page."""
    return element("div", Html("\n"), rows(parts), Html("\n"), class_="poc-docs").source + "\n"


def front_matter(title: str, hide: Iterable[str] = (), *, searched: bool = True) -> str:
    """Give a page's front matter; one that is not ``searched`` repeats what stands on other pages.

    Themes write the title into the page as it is, or after resolving its character references once: so it
    gets other signs for those that could become markup.
    """
    plain = _HIDDEN.sub("\ufffd", _REORDERS.sub("", " ".join(title.split())))
    signs: dict[str, str | int | None] = {"<": "‹", ">": "›", '"': "”", "&": "&amp;", "'": "''"}
    hidden = "".join(f"  - {name}\n" for name in hide)
    lines = f"title: '{plain.translate(str.maketrans(signs))}'\n" + (f"hide:\n{hidden}" if hidden else "")
    lines += "" if searched else "search:\n  exclude: true\n"
    return f"---\n{lines}---\n"

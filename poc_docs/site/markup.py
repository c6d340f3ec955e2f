"""HTML that stands in a Markdown page: every text is escaped for both, and only ``Html`` is markup.

A text is passed to ``element`` as it is, and arrives as that text whatever reads the page: each sign with a
meaning in Markdown or HTML becomes a character reference, and no line break or control character is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# All ASCII signs but those that mean nothing without one of these: each reference costs time in every parser.
_MEANS_SOMETHING = r"""\t\n\r!"#$&'*+:<=>@\[\\\]^_`{|}~"""
_HIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
# These reorder what stands around them (CVE-2021-42574); right-to-left letters do without them.
_REORDERS = "\u202a-\u202e\u2066-\u2069"
_IS_HIDDEN, _IS_REORDERING = re.compile(f"[{_HIDDEN}]"), re.compile(f"[{_REORDERS}]")
_NEEDS_CARE = re.compile(f"[{_MEANS_SOMETHING}{_HIDDEN}{_REORDERS}]")
_VOID = frozenset({"br", "hr", "input"})


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
    return Html(_escaped(text))


def _escaped(text: str) -> str:
    # Most texts hold no such sign, and to look for one takes half the time of replacing none.
    return _NEEDS_CARE.sub(_with_care, text) if _NEEDS_CARE.search(text) else text


def _with_care(found: re.Match[str]) -> str:
    sign = found.group()
    if _IS_HIDDEN.match(sign):
        return "\ufffd"
    return f"⟦U+{ord(sign):04X}⟧" if _IS_REORDERING.match(sign) else f"&#{ord(sign)};"


def element(tag: str, *children: Content, **attributes: str) -> Html:
    """Give an element; an attribute ``data_label`` is written ``data-label``, ``class_`` is ``class``."""
    opening = "".join([_attribute(*each) for each in attributes.items()])
    if tag in _VOID:
        return Html(f"<{tag}{opening}>")
    return Html(f"<{tag}{opening}>{_together(children)}</{tag}>")


@lru_cache(maxsize=5000)
def _attribute(name: str, value: str) -> str:
    """Give an attribute: most stand on many pages, or many times on one."""
    return f' {name.rstrip("_").replace("_", "-")}="{_escaped(value)}"'


def join(parts: Iterable[Content], separator: str = "") -> Html:
    """Give the parts one after the other."""
    return Html(_together(parts, _escaped(separator) if separator.strip() else separator))


def rows(parts: Iterable[Content]) -> Html:
    """Give the parts each on a line of its own, without those that are empty."""
    return Html("\n".join([each for part in parts if (each := _source(part))]))


def _together(parts: Iterable[Content], between: str = "") -> str:
    return between.join([part.source if isinstance(part, Html) else _escaped(part) for part in parts])


def _source(part: Content) -> str:
    return part.source if isinstance(part, Html) else _escaped(part)


def block(*parts: Content) -> str:
    """Give the parts as one block of a Markdown page."""
    return element("div", Html("\n"), rows(parts), Html("\n"), class_="poc-docs").source + "\n"


def front_matter(title: str, hide: Iterable[str] = (), *, searched: bool = True) -> str:
    """Give a page's front matter; one that is not ``searched`` repeats what stands on other pages.

    Themes write the title into the page as it is, or after resolving its character references once: so it
    gets other signs for those that could become markup.
    """
    plain = _IS_HIDDEN.sub("\ufffd", _IS_REORDERING.sub("", " ".join(title.split())))
    signs: dict[str, str | int | None] = {"<": "‹", ">": "›", '"': "”", "&": "&amp;", "'": "''"}
    hidden = "".join(f"  - {name}\n" for name in hide)
    lines = f"title: '{plain.translate(str.maketrans(signs))}'\n" + (f"hide:\n{hidden}" if hidden else "")
    lines += "" if searched else "search:\n  exclude: true\n"
    return f"---\n{lines}---\n"

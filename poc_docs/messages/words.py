"""Texts of a plan as they stand in a mail: on one line, with the addresses of links, and visible blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.text import inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from poc_docs.plan.model import Plan
    from poc_docs.plan.texts import Text

_MARKS_OF_LINKS = ("](", "][", "<", "[")


def one_line(text: str) -> str:
    """Give a text on one line and without control characters, so that it can begin no line and no header."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def shown(plan: Plan, text: Text) -> str:
    """Give what a reader sees of a text, on one line; a link is followed by its address."""
    if not any(mark in text.source for mark in _MARKS_OF_LINKS):
        return one_line(text.value)
    tokens = inline.tokens(text.source, plan.document.references)
    if not any(token.type == "link_open" for token in tokens):
        return one_line(text.value)
    return one_line("".join(_with_addresses(tokens)))


def _with_addresses(tokens: list[Token]) -> Iterator[str]:
    address, label = "", ""
    for token in tokens:
        said = ""
        if token.type == "link_open":
            address, label = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close":
            bare = address.removeprefix("mailto:")
            yield f" ({bare})" if label not in {address, bare} else ""
        elif token.type in {"softbreak", "hardbreak"}:
            said = " "
        elif token.type in {"s_open", "s_close"}:
            said = "~~"
        elif token.type in {"text", "text_special", "code_inline", "image"}:
            said = token.content
        label += said
        yield said


class Blanks:
    """The blanks that a mail was left with: noted when they are written, so one that no text uses is none."""

    def __init__(self) -> None:
        self._noted: dict[str, None] = {}

    def blank(self, what: str) -> Blank:
        """Give a blank for ``what`` the plan does not say."""
        return Blank(what, self)

    def note(self, shown_blank: str) -> None:
        """Note that a blank stands in the mail."""
        self._noted[shown_blank] = None

    @property
    def noted(self) -> tuple[str, ...]:
        """Give the blanks in the order in which they were written, each once."""
        return tuple(self._noted)


class Blank:
    """What a plan does not say: false in a condition, and ``[what it is]`` where a mail shows it."""

    __slots__ = ("_blanks", "_what")

    def __init__(self, what: str, blanks: Blanks) -> None:
        self._what = one_line(what).replace("[", "(").replace("]", ")")
        self._blanks = blanks

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        self._blanks.note(f"[{self._what}]")
        return f"[{self._what}]"

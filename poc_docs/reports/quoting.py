"""What a plan says, as lines of a report: placeholders say nothing, and links keep where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.texts import filled_in
from poc_docs.reports.report import Piece
from poc_docs.text.addresses import safe_address
from poc_docs.text.inline import fold, plain_text, tokens

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.plan.texts import Text
    from poc_docs.reports.report import Line


def quoted(plan: Plan, text: Text | None) -> Line:
    """Give what a text of the plan says, as a reader sees it; an empty line for a blank to be filled in."""
    if text is None or not filled_in(text):
        return ()
    links = _with_links(plan, text)
    # Where the pieces do not add up to the text, the text is right: a link less is no loss of words.
    return links if "".join(piece.text for piece in links) == text.value else (Piece(text.value),)


def _with_links(plan: Plan, text: Text) -> Line:
    """Give the text cut at its links; only top-level links, each with the words inside it."""
    found: list[Piece] = []
    address, inside = "", 0
    for token in tokens(text.source, plan.document.references):
        if token.type == "link_open":
            inside += 1
            address = safe_address(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            inside, address = inside - 1, ""
        elif token.type in {"text", "text_special", "code_inline"}:
            found.append(Piece(token.content, address if inside else ""))
        elif token.type in {"softbreak", "hardbreak"}:
            found.append(Piece(" "))
        elif token.type in {"s_open", "s_close"}:
            found.append(Piece("~~"))
        elif token.type == "html_inline":
            found.append(Piece(fold(plain_text(token.content, {})) or " "))
        elif token.type == "image":
            return (Piece(text.value),)
    return _merged(found)


def _merged(pieces: list[Piece]) -> Line:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].address == piece.address:
            merged[-1] = Piece(merged[-1].text + piece.text, piece.address)
        elif piece.text:
            merged.append(piece)
    return tuple(merged)

"""Rules about the file itself: its bytes, hidden characters, raw HTML."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from poc_docs.checks.finding import Fault
from poc_docs.text import inline
from poc_docs.text.source import BOM, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.text.source import UnreadableTextError

# Controls, and what Trojan Source and its kin are made of: characters that change or hide text unseen.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_TAG_BEGINS = re.compile(r"[A-Za-z/!?]")
_WITHOUT_HTML = "write it in Markdown; a '<' that is meant as itself is written '&lt;'"
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def readable_text(error: UnreadableTextError) -> Iterator[Fault]:
    """A plan must be UTF-8 text of at most 4 MiB."""
    yield Fault(error.message, Span(0, 0), error.advice)


def no_hidden_characters(plan: Plan) -> Iterator[Fault]:
    """A plan must not hold characters that nobody sees: controls, zero-width and direction marks, tags."""
    text = plan.document.text
    seen: dict[str, list[int]] = {}
    for match in _HIDDEN.finditer(text, 1 if text.startswith(BOM) else 0):
        seen.setdefault(match.group(), []).append(match.start())
    error = plan.document.front_matter_error
    for character, offsets in seen.items():
        if error is None or error.span.start != offsets[0]:
            times = f" ({len(offsets)} times, first here)" if len(offsets) > 1 else ""
            message = f"a plan must not hold the hidden character {_name(character)}{times}"
            advice = "delete it; most editors show it when asked to render control characters"
            yield Fault(message, Span(offsets[0], offsets[0] + 1), advice)


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def no_raw_html(plan: Plan) -> Iterator[Fault]:
    """A plan must not hold raw HTML, except comments and `<br>`."""
    for html in plan.document.html:
        rest = _without_comments(html.text)
        if rest and not _LINE_BREAK_TAG.fullmatch(rest):
            shown = rest.split("\n")[0][:60]
            yield Fault(f"a plan must not hold raw HTML: {shown!r}", html.span, _WITHOUT_HTML)
    for content, span in _contents(plan):
        if _escapes_a_tag(plan, content):
            at = plan.document.text.find("\\<", span.start)
            message = (
                "a plan must not hold '\\<' before a tag: the site's Markdown reads the tag all the same"
            )
            yield Fault(message, Span(at, at + 2), _WITHOUT_HTML)


def _contents(plan: Plan) -> Iterator[tuple[str, Span]]:
    """Give the inline content of every heading, paragraph and cell that holds an escaped `<`."""
    for section in plan.document.sections:
        heading = section.heading.span
        found = [(heading.of(plan.document.text), heading)]
        found += [(block.content, block.span) for block in section.blocks]
        for table in section.tables:
            cells = chain.from_iterable(row.cells for row in (table.header, *table.rows))
            found += [(cell.content, cell.span) for cell in cells]
        yield from ((content, span) for content, span in found if "\\<" in content)


def _escapes_a_tag(plan: Plan, content: str) -> bool:
    """Say whether a `<` is escaped before what could be a tag; Python-Markdown knows no such escape."""
    parts = pairwise(inline.tokens(content, plan.document.references))
    return any(one.markup == "\\<" and _TAG_BEGINS.match(other.content) for one, other in parts)


def _without_comments(html: str) -> str:
    """Give what is left beside whole comments; one that browsers end elsewhere than Markdown is none."""
    kept, rest = "", html
    while rest.startswith("<!--", at := rest.find("<!--")):
        end = rest.find("-->", at + 4)
        body = rest[at + 4 : end]
        if end < 0 or body.startswith((">", "->")) or "--!>" in body:
            break
        kept, rest = kept + rest[:at], rest[end + 3 :]
    return (kept + rest).strip()

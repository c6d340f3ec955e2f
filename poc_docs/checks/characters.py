"""Rules about the file itself: its bytes, hidden characters, raw HTML."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from poc_docs.checks.finding import Fault
from poc_docs.text import inline, tags
from poc_docs.text.front_matter import Scalar, Sequence
from poc_docs.text.lookalikes import hidden_characters
from poc_docs.text.patterns import pattern
from poc_docs.text.source import BOM, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.text.document import Document
    from poc_docs.text.front_matter import Node
    from poc_docs.text.source import UnreadableTextError

_CONFLICT_BEGINS = pattern(r"(?<![^\r\n])<{7,}(?: [^\r\n]*)?(?![^\r\n])")
_CONFLICT_ENDS = pattern(r"(?<![^\r\n])>{7,}(?: [^\r\n]*)?(?![^\r\n])")
_TAG_BEGINS = pattern(r"[A-Za-z/!?]")
_WITHOUT_HTML = "write it in Markdown; a '<' that is meant as itself is written '&lt;'"
_LINE_BREAK_TAG = pattern(r"<br\s*/?>", re.IGNORECASE)


def readable_text(error: UnreadableTextError) -> Iterator[Fault]:
    """A plan must be UTF-8 text of at most 4 MiB."""
    yield Fault(error.message, error.span, error.advice)


def no_conflict_marks(plan: Plan) -> Iterator[Fault]:
    """A plan must not hold git's conflict marks: of two versions one must be chosen."""
    text = plan.document.text
    begins = _CONFLICT_BEGINS.search(text) if "<<<<<<<" in text else None
    if begins and _CONFLICT_ENDS.search(text, begins.end()):
        message = "a plan must not hold conflict marks; from here on git could not merge two versions"
        advice = (
            "keep the lines that are right, and delete the others and the marks <<<<<<<, ======= and >>>>>>>"
        )
        yield Fault(message, Span(begins.start(), begins.end()), advice)


def no_hidden_characters(plan: Plan) -> Iterator[Fault]:
    """A plan must not hold characters that nobody sees: controls, zero-width and direction marks, tags."""
    text = plan.document.text
    seen: dict[str, list[int]] = {}
    for offset, character in hidden_characters(text):
        if offset or character != BOM:
            seen.setdefault(character, []).append(offset)
    error = plan.document.front_matter_error
    for character, offsets in seen.items():
        if error is None or error.span.start != offsets[0]:
            times = f" ({len(offsets)} times, first here)" if len(offsets) > 1 else ""
            message = f"a plan must not hold the hidden character {_name(character)}{times}"
            advice = "delete it; most editors show it when asked to render control characters"
            yield Fault(message, Span(offsets[0], offsets[0] + 1), advice)
    for shown, span in chain(_front_matter_values(plan), _with_entities(plan)):
        written = span.of(text)
        added = hidden_characters(shown) if shown != written else ()
        hidden = next((c for _, c in added if c not in written), None)
        if hidden:
            message = f"a plan must not hold the hidden character {_name(hidden)}, written as an escape"
            yield Fault(message, span, "delete the escape")


def _front_matter_values(plan: Plan) -> Iterator[tuple[str, Span]]:
    """Give every key and value of the front matter as it reads once its escapes are resolved."""
    front_matter = plan.document.front_matter
    has_escapes = front_matter is not None and "\\" in front_matter.content.of(plan.document.text)
    nodes: list[Node] = [front_matter.root] if front_matter and has_escapes else []
    while nodes:
        node = nodes.pop()
        if isinstance(node, Scalar):
            yield node.value, node.span
        elif isinstance(node, Sequence):
            nodes += node.items
        else:
            nodes += chain.from_iterable(node.entries)


def _with_entities(plan: Plan) -> Iterator[tuple[str, Span]]:
    for content, span in _contents(plan, "&"):
        yield inline.plain_text(content, plan.document.references), span


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def no_raw_html(plan: Plan) -> Iterator[Fault]:
    """A plan must not hold raw HTML, except comments and `<br>`, nor what some readers take for it."""
    document = plan.document
    title = document.front_matter.root.get("title") if document.front_matter else None
    # Sites put it into their pages as it is.
    if isinstance(title, Scalar) and (tag := tags.first_tag(title.value)):
        yield Fault(f"a title must not hold raw HTML: {tag!r}", title.span, "leave out the '<'")
    if not tags.may_hold_tags(document.text):
        return
    reported: list[Span] = []
    for html in document.html:
        rest = _without_comments(html.text)
        if rest and not _LINE_BREAK_TAG.fullmatch(rest):
            shown = rest.split("\n")[0][:60]
            reported.append(html.span)
            yield Fault(f"a plan must not hold raw HTML: {shown!r}", html.span, _WITHOUT_HTML)
    for content, span in _contents(plan, "\\<"):
        if _escapes_a_tag(plan, content):
            at = document.text.find("\\<", span.start)
            message = (
                "a plan must not hold '\\<' before a tag: the site's Markdown reads the tag all the same"
            )
            reported.append(span)
            yield Fault(message, Span(at, at + 2), _WITHOUT_HTML)
    yield from _other_tags(document, sorted(reported))


def _other_tags(document: Document, reported: list[Span]) -> Iterator[Fault]:
    """Tell of what only some readers take for a tag, but not again of what is reported already."""
    left = iter((*reported, Span(len(document.text), len(document.text))))
    known = next(left)
    for span, begins_line in tags.tag_beginnings(document):
        while known.end <= span.start:
            known = next(left)
        if span.start < known.start:
            shown = span.of(document.text)
            message = f"a plan must not hold what other readers of Markdown take for raw HTML: {shown!r}"
            if begins_line:
                message = f"a line must not begin like raw HTML: {shown!r}"
            yield Fault(message, span, _WITHOUT_HTML)


def _contents(plan: Plan, sign: str) -> Iterator[tuple[str, Span]]:
    """Give the inline content of every heading, paragraph and cell that holds ``sign``."""
    for section in plan.document.sections if sign in plan.document.text else ():
        heading = section.heading.span
        found = [(heading.of(plan.document.text), heading)]
        found += [(block.content, block.span) for block in section.blocks]
        for table in section.tables:
            cells = chain.from_iterable(row.cells for row in (table.header, *table.rows))
            found += [(cell.content, cell.span) for cell in cells]
        yield from ((content, span) for content, span in found if sign in content)


def _escapes_a_tag(plan: Plan, content: str) -> bool:
    """Say whether a `<` is escaped before what could be a tag; Python-Markdown knows no such escape."""
    parts = pairwise(inline.tokens(content, plan.document.references))
    return any(one.markup == "\\<" and _TAG_BEGINS.match(other.content) for one, other in parts)


def _without_comments(html: str) -> str:
    """Give what is left beside whole comments; one that browsers end elsewhere than Markdown is none."""
    kept: list[str] = []
    done = 0
    while (start := html.find("<!--", done)) >= 0:
        end = html.find("-->", start + 4)
        if end < 0 or html.startswith((">", "->"), start + 4) or html.find("--!>", start + 4, end) >= 0:
            break
        kept.append(html[done:start])
        done = end + 3
    return "".join((*kept, html[done:])).strip()

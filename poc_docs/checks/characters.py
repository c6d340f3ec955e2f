"""Rules about the file itself: its bytes, hidden characters, raw HTML."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from poc_docs.checks.finding import Fault
from poc_docs.text import inline
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

# GitHub begins a block of HTML at the tags of an older list than CommonMark's (`<source a="` is one), and
# whatever a line begins with. Not a tag: `<br>`, and an address in angle brackets.
_LINE_BEGINS_A_TAG = pattern(
    r"(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]*"
    r"(?P<tag></?(?!br\b)[A-Za-z][A-Za-z0-9-]*(?=[\s>]|/>|\Z)|<[!?])"
)
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
    """A plan must not hold raw HTML, except comments and `<br>`."""
    reported: set[int] = set()
    for html in plan.document.html:
        rest = _without_comments(html.text)
        if rest and not _LINE_BREAK_TAG.fullmatch(rest):
            shown = rest.split("\n")[0][:60]
            reported.add(html.span.start)
            yield Fault(f"a plan must not hold raw HTML: {shown!r}", html.span, _WITHOUT_HTML)
    for span in _tags_at_line_begin(plan):
        if span.start not in reported:
            message = f"a line must not begin like raw HTML: {span.of(plan.document.text)!r}"
            yield Fault(message, span, _WITHOUT_HTML)
    for content, span in _contents(plan, "\\<"):
        if _escapes_a_tag(plan, content):
            at = plan.document.text.find("\\<", span.start)
            message = (
                "a plan must not hold '\\<' before a tag: the site's Markdown reads the tag all the same"
            )
            yield Fault(message, Span(at, at + 2), _WITHOUT_HTML)


def _tags_at_line_begin(plan: Plan) -> Iterator[Span]:
    """Give what begins like a tag outside code and comments, be it in a list or a quotation."""
    document = plan.document
    literal = iter((*document.literal, Span(len(document.text), len(document.text))))
    block = next(literal)
    start = document.front_matter.block.end if document.front_matter else 0
    for match in _tag_lines(document, start):
        at = match.start("tag")
        while block.end < at:
            block = next(literal)
        if not block.start <= at:
            yield Span(at, match.end())


def _tag_lines(document: Document, start: int) -> Iterator[re.Match[str]]:
    """Give where lines begin like a tag; only those with a `<` are looked at."""
    starts, last = document.lines.starts, -1
    at = document.text.find("<", start)
    while at >= 0:
        line = document.lines.line_of(at)
        match = _LINE_BEGINS_A_TAG.match(document.text, starts[line]) if line != last else None
        if match:
            yield match
        last = line
        at = document.text.find("<", at + 1)


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

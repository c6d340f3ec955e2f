"""The YAML block at the top of a file, read strictly: what two readers could read differently is an error."""

from __future__ import annotations

import re
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from poc_docs.text.libraries import yaml
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import BOM, Span, quick_span

if TYPE_CHECKING:
    from collections.abc import Iterator

MAXIMUM_CHARACTERS = 64 * 1024
MAXIMUM_DEPTH = 8

FENCE = pattern(r"---[ \t]*(?:\r\n|\n)")
CLOSING = pattern(r"^---[ \t]*(?:\r\n|\n|\Z)", re.MULTILINE)
_LOOKS_LIKE_FENCE = pattern(r"\s*-{3,}[ \t]*(?:\r\n|\r|\n|\Z)")
# YAML breaks lines at some of these, diffs and editors do not: a key could hide behind one. A byte order mark
# shifts the offsets that libyaml gives.
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\r(?!\n)")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Where libyaml and PyYAML's own parser, which MkDocs asks, may read otherwise.
_READ_TWO_WAYS = pattern(r"\t|[|>][-+0-9]*#")


class FrontMatterError(ValueError):
    """The front matter cannot be read in one way only; ``span`` is where, ``advice`` the way out."""

    def __init__(self, message: str, span: Span, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.advice = advice


class Scalar(NamedTuple):
    """One value, always a string; ``style`` is its quote or block sign, empty when written plainly."""

    value: str
    span: Span
    style: str = ""


_scalar = partial(tuple.__new__, Scalar)  # see quick_span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    flow: bool

    def get(self, key: str) -> Node | None:
        """Give the value of ``key``, or None."""
        return next((value for name, value in self.entries if name.value == key), None)

    def key(self, key: str) -> Scalar | None:
        """Give the key itself, with its place in the file, or None."""
        return next((name for name, _ in self.entries if name.value == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in the order of the file."""

    items: tuple[Node, ...]
    span: Span
    flow: bool


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A front matter block: ``block`` covers the fences too, ``content`` lies between them."""

    root: Mapping
    block: Span
    content: Span


def plain(node: Node) -> Any:
    """Give the node as strings, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def value_end(text: str, node: Node) -> int:
    """Give where a value ends: a block's own span goes on to the next key, past its comments."""
    if isinstance(node, Scalar):
        source = node.span.of(text)
        # Blank lines at the end belong to a block scalar only if it keeps them.
        if node.style in {"|", ">"} and "+" not in source[1:3]:
            return node.span.start + len(source.rstrip())
        return node.span.end
    if node.flow:
        return node.span.end
    return value_end(text, node.items[-1] if isinstance(node, Sequence) else node.entries[-1][1])


def locate(text: str) -> tuple[Span, Span] | None:
    """Give the spans of the block with its fences and of what lies between, or None.

    Raises ``FrontMatterError`` for a block that is opened but not closed with exactly ``---``.
    """
    offset = 1 if text.startswith(BOM) else 0
    opening = FENCE.match(text, offset)
    if opening is None:
        return None
    closing = CLOSING.search(text, opening.end())
    if closing is None:
        raise FrontMatterError(
            "front matter must be closed by a line of exactly '---'",
            Span(offset, opening.end()),
            "add a line '---' after the last key",
        )
    return Span(offset, closing.end()), Span(opening.end(), closing.start())


def read_front_matter(text: str) -> FrontMatter | None:
    """Read the front matter of a file, or None where there is none; raises ``FrontMatterError``."""
    spans = locate(text)
    if spans is None:
        near = _LOOKS_LIKE_FENCE.match(text, 1 if text.startswith(BOM) else 0)
        if near and CLOSING.search(text, near.end()) and re.match(r"\s*\w[\w-]*:", text[near.end() :]):
            raise FrontMatterError(
                "front matter must begin on the first line, with exactly '---'",
                Span(near.start(), near.end()),
                "remove what stands before the first '---', and any further dashes or blanks on its line",
            )
        return None
    block, content = spans
    return FrontMatter(compose(content.of(text), content.start), block, content)


def compose(content: str, offset: int = 0) -> Mapping:
    """Read YAML into nodes whose spans begin at ``offset``; raises ``FrontMatterError``."""
    _refuse_unsafe(content, offset)
    if _READ_TWO_WAYS.search(content):
        _compose(content, offset, yaml.SafeLoader)
    return _compose(content, offset, _LOADER)


def _compose(content: str, offset: int, loader: Any) -> Mapping:
    reader = _Composer(offset)
    try:
        root = reader.document(yaml.parse(content, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        start = offset + (mark.index if mark else 0)
        problem = " ".join(part for part in (error.problem, error.context) if part)
        raise FrontMatterError(
            f"front matter must be YAML: {problem}",
            Span(start, start + 1),
            "put quotes around a value that holds ': ', ' #', or begins with a sign such as @ % > * &",
        ) from None
    except yaml.YAMLError as error:
        raise FrontMatterError(
            f"front matter must be YAML: {error}", Span(offset, offset), "retype the line"
        ) from None
    if not isinstance(root, Mapping):
        raise FrontMatterError(
            "front matter must be a list of 'key: value' lines",
            root.span if root else Span(offset, offset),
            "write one 'key: value' on each line between the two '---'",
        )
    return root


def _refuse_unsafe(content: str, offset: int) -> None:
    if len(content) > MAXIMUM_CHARACTERS:
        raise FrontMatterError(
            f"front matter must have at most {MAXIMUM_CHARACTERS:,} characters, not {len(content):,}",
            Span(offset, offset),
            "move long text into the body",
        )
    hidden = _FORBIDDEN.search(content)
    if hidden:
        raise FrontMatterError(
            f"front matter must not hold the hidden character U+{ord(hidden.group()):04X}",
            Span(offset + hidden.start(), offset + hidden.end()),
            "delete the character; most editors show it when asked to render control characters",
        )


@dataclass(slots=True)
class _Composer:
    """Turns parser events into nodes. Events, not PyYAML's composer: its C form crashes on deep nesting."""

    offset: int
    depth: int = field(default=0)

    def document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            another = isinstance(event, yaml.DocumentStartEvent) and (root is not None or event.explicit)
            if another or (isinstance(event, yaml.DocumentEndEvent) and event.explicit):
                raise FrontMatterError(
                    "front matter must be one YAML document",
                    self.span(event, event),
                    "remove the second '---' or '...' inside the block",
                )
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events)
        return root

    def span(self, first: Any, last: Any) -> Span:
        return quick_span((self.offset + first.start_mark.index, self.offset + last.end_mark.index))

    def node(self, event: Any, events: Iterator[Any]) -> Node:
        self.refuse(event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar((event.value, self.span(event, event), event.style or ""))
        self.depth += 1
        if self.depth > MAXIMUM_DEPTH:
            raise FrontMatterError(
                f"front matter must be nested at most {MAXIMUM_DEPTH} deep",
                self.span(event, event),
                "write the value more flatly",
            )
        read = self.sequence if isinstance(event, yaml.SequenceStartEvent) else self.mapping
        result = read(event, events)
        self.depth -= 1
        return result

    def sequence(self, start: Any, events: Iterator[Any]) -> Sequence:
        items: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return Sequence(tuple(items), self.span(start, event), bool(start.flow_style))
            items.append(self.node(event, events))
        raise AssertionError("the YAML parser ends every sequence")

    def mapping(self, start: Any, events: Iterator[Any]) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return Mapping(tuple(entries.values()), self.span(start, event), bool(start.flow_style))
            key = self.node(event, events)
            if not isinstance(key, Scalar) or key.value == "<<":
                raise FrontMatterError(
                    "a front-matter key must be one word",
                    key.span,
                    "merge keys and lists as keys are not read; write each key out",
                )
            if key.value in entries:
                first = entries[key.value][0]
                raise FrontMatterError(
                    f"front-matter key {key.value!r} must stand once, not twice",
                    key.span,
                    f"delete one of the two; the other is {first.value!r} further up",
                )
            entries[key.value] = (key, self.node(next(events), events))
        raise AssertionError("the YAML parser ends every mapping")

    def refuse(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise FrontMatterError(
                "front matter must not use YAML anchors or aliases ('&', '*')",
                self.span(event, event),
                "write the value out, or put quotes around it if it begins with & or *",
            )
        if event.tag:
            raise FrontMatterError(
                f"front matter must not use the YAML tag {event.tag!r}",
                self.span(event, event),
                "remove the tag, or put quotes around a value that begins with '!'",
            )

"""Built pages as values: tags with their attributes, and the text that a reader sees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "path", "source", "wbr"}


@dataclass
class Tag:
    name: str
    attributes: dict[str, str]
    text: str = ""
    inside: tuple[str, ...] = ()


@dataclass
class Page(HTMLParser):
    """A parsed page; ``tags`` stand in the order in which they open."""

    source: str
    tags: list[Tag] = field(default_factory=list)
    open_tags: list[Tag] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = tuple(t.attributes.get("class", "") for t in self.open_tags)
        found = Tag(tag, {name: value or "" for name, value in attrs}, inside=inside)
        self.tags.append(found)
        if tag not in VOID:
            self.open_tags.append(found)

    def handle_endtag(self, tag: str) -> None:
        if tag in {t.name for t in self.open_tags}:
            while self.open_tags.pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        for tag in self.open_tags:
            tag.text += data

    def named(self, name: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name == name]

    def texts(self, name: str) -> list[str]:
        return [" ".join(tag.text.split()) for tag in self.named(name)]

    def ours(self) -> list[Tag]:
        """Give the tags inside the blocks that poc-docs writes."""
        return [tag for tag in self.tags if "poc-docs" in tag.inside]

    @property
    def repeated_ids(self) -> list[str]:
        ids = Counter(tag.attributes["id"] for tag in self.tags if "id" in tag.attributes)
        return [name for name, number in ids.items() if number > 1]

    def rows(self, label: str) -> list[list[str]]:
        """Give the cells' texts of the table with this label, without its header."""
        found: list[list[str]] = []
        active = False
        for tag in self.tags:
            if tag.name == "table":
                active = tag.attributes.get("aria-label") == label
            if active and tag.name == "tr":
                found.append([])
            elif active and tag.name in {"td", "th"}:
                found[-1].append(" ".join(tag.text.split()))
        return found[1:]

"""The playbook's own text, which comes with poc-docs: Markdown with a section for each phase or pitfall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Text:
    """What stands before the first section, and the sections by their titles in small letters."""

    head: str
    sections: dict[str, str]


@cache
def playbook_text(name: str) -> Text:
    """Give ``phases`` or ``pitfalls``, as it stands in ``poc_docs/templates/playbook/``."""
    file = files("poc_docs") / "templates" / "playbook" / f"{name}.md"
    head, *parts = f"\n{file.read_text(encoding='utf-8')}".split("\n## ")
    sections = {}
    for part in parts:
        title, _, body = part.partition("\n")
        sections[title.strip().casefold()] = body.strip("\n") + "\n"
    return Text(head.strip("\n") + "\n", sections)

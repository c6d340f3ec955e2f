"""The text of a template for a mail, and what its file is called."""

from __future__ import annotations

from poc_docs.text.quick_dataclass import dataclass

_SUFFIX = ".txt.j2"


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template with the path that messages name; ``is_own`` says that it is a team's."""

    text: str
    path: str
    is_own: bool


def file_of(name: str) -> str:
    """Give the name of a mail's template file."""
    return f"{name}{_SUFFIX}"

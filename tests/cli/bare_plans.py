"""The three plans without any optional section, whatever their samples hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.layout import folded
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import OPTIONAL
from tests.cli.three_plans import ACTIVE, COMPLETE, text_of

if TYPE_CHECKING:
    from tests.surroundings import Repository

_HEADINGS = {folded(section.heading) for section in OPTIONAL}


def without_sections(text: str) -> str:
    """Give a plan without its optional sections, with a rule between those that stay, and at its end none."""
    sections = read_plan(text).document.sections
    tops = [section for section in sections if section.heading.level <= 2]
    for section, following in reversed([*zip(tops, [*tops[1:], None], strict=True)]):
        if section.heading.level == 2 and folded(section.heading.text) in _HEADINGS:
            text = text[: section.span.start] + (text[following.span.start :] if following else "")
    return text.rstrip("\n-") + "\n"


def make_bare(repository: Repository) -> Repository:
    """Take the optional sections out of the plans that run or are Complete, and commit that."""
    for name in (ACTIVE, COMPLETE):
        repository.write(name, without_sections(text_of(repository, name)))
    if repository.git("status", "--short"):
        repository.commit("Only what the template has")
    return repository

"""The frame of every page: its front matter, its heading, and the day and commit that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.site.markup import Content, Html, block, element, front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.site.edition import Edition


def page(
    edition: Edition, title: str, parts: Iterable[str], *, hide: Iterable[str] = (), searched: bool = True
) -> str:
    """Give a page about all plans as Markdown; ``parts`` are headings and blocks, ``hide`` is the theme's.

    One that is not ``searched`` only repeats what stands on other pages.
    """
    changed = bool(edition.source and edition.source.changed)
    head = element("h1", title, id="page").source
    as_of = block(_as_of(edition, changed=changed))
    return "\n".join([front_matter(title, hide, searched=searched), head, *parts, as_of])


def page_of_plan(edition: Edition, path: str, title: str, parts: Iterable[str]) -> str:
    """Give the page of the plan at ``path`` as Markdown; it doesn't change with what changes elsewhere."""
    head = element("h1", title, id="page").source
    as_of = block(_as_of(edition, changed=_is_changed(edition, path)))
    return "\n".join([front_matter(title, ["navigation"]), head, *parts, as_of])


def _is_changed(edition: Edition, path: str) -> bool:
    story = edition.stories.get(path)
    return bool(story and story.steps and story.steps[-1].commit is None)


def _as_of(edition: Edition, *, changed: bool) -> Html:
    day = element("time", edition.today.isoformat(), datetime=edition.today.isoformat())
    return element("p", "As of ", day, *_commit(edition, changed=changed), ".", class_="poc-docs-as-of")


def _commit(edition: Edition, *, changed: bool) -> Iterable[Content]:
    source = edition.source
    if source is None:
        return
    code = element("code", source.short)
    yield ", commit "
    yield element("a", code, href=edition.forge.commit(source.commit)) if edition.forge else code
    if changed:
        yield " with changes that are not committed"

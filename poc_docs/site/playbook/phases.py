"""The phases of a plan's life: what happens in each, with the commands, and the plans that are in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.portfolio.agenda.item import Phase
from poc_docs.site.frame import page
from poc_docs.site.markup import Html, block, element, join
from poc_docs.site.playbook.texts import playbook_text
from poc_docs.site.registers.named import folded_list, plan_name, sentence
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

PHASES = "playbook/phases.md"
"""The page's path."""

GUIDE = "running.md"
"""The guide to the weeks of work, where the site has it."""

_SHOWN = 8
_FENCE = re.compile(r"^```sh\n(.*?)^```\n", re.MULTILINE | re.DOTALL)


def phases_page(view: View) -> str:
    """Give the page as Markdown."""
    return page(view.edition, "Phases", _parts(view))


def _parts(view: View) -> Iterator[str]:
    text = playbook_text("phases")
    yield text.head
    if GUIDE in view.edition.guides:
        link = element("a", "Running a PoC inside its file", href=view.link(PHASES, GUIDE))
        yield block(sentence("More on the weeks of work: ", link, "."))
    by_phase = {phase: [of for of in view.plans if of.agenda.phase is phase] for phase in Phase}
    for phase in Phase:
        if phase in text.sections:
            yield f"## {phase.value.capitalize()}\n"
            yield from _with_commands(text.sections[phase])
            yield block(*_now(view, by_phase[phase]))


def _with_commands(text: str) -> Iterator[str]:
    """Give Markdown in which commands are a block of ours: long lines break in it, and never scroll."""
    for number, part in enumerate(_FENCE.split(text)):
        if number % 2:
            yield block(element("pre", element("code", part), class_="poc-docs-typed"))
        else:
            yield part


def _now(view: View, plans: Sequence[PlanView]) -> Iterator[Html]:
    if not plans:
        yield sentence("No plan is in this phase today.")
        return
    yield sentence(f"In this phase today: {counted(len(plans), 'plan')}.")
    yield folded_list(
        [join([plan_name(view, PHASES, of.entry.path), ": ", of.agenda.stands]) for of in plans], _SHOWN
    )

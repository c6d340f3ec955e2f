"""The plan's history from git: what was created, agreed, amended, measured and decided, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.exports.change_text import is_told
from poc_docs.exports.excerpts import with_excerpts
from poc_docs.site.badges import quiet
from poc_docs.site.markup import Html, element, rows
from poc_docs.site.tables import bullets
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.portfolio.story import Step
    from poc_docs.site.forge import Forge
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

_AT_ONCE = 5
"""So many steps are shown before the rest is folded away."""
_QUOTED = 120
"""How many characters of a text a step quotes: the plan's own text stands below it whole."""


def history_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give the steps that tell the plan's story, the latest first, and how many others there were."""
    story, forge = of.story, of.edition.forge
    if story is None:
        return
    told = [step for step in reversed(story.steps) if any(map(is_told, step.changes))]
    if told:
        yield _steps(told[:_AT_ONCE], forge)
    if len(told) > _AT_ONCE:
        number = len(told) - _AT_ONCE
        words = counted(number, "earlier step")
        rest = _steps(told[_AT_ONCE:], forge)
        yield element("details", element("summary", words), rest, class_="poc-docs-folded")
    others = len(story.steps) - len(told)
    if others:
        words = counted(others, "other commit changed", "other commits changed")
        yield _note(quiet(f"{words} small things on the way."))
    if story.cut:
        yield element(
            "p",
            quiet("Earlier history is missing: the site was built from a shallow clone of the repository."),
        )
    if forge:
        yield _note(element("a", "All commits of this plan", href=forge.history(of.entry.path)))


def _note(content: Html) -> Html:
    return element("p", content, class_="poc-docs-note")


def _steps(steps: Sequence[Step], forge: Forge | None) -> Html:
    return element(
        "ul", rows(element("li", rows(_step(step, forge))) for step in steps), class_="poc-docs-story"
    )


def _step(step: Step, forge: Forge | None) -> Iterator[Html]:
    yield element("div", rows(_head(step, forge)), class_="poc-docs-story-head")
    told = [with_excerpts(change, _QUOTED).sentence for change in step.changes if is_told(change)]
    further = len(step.changes) - len(told)
    if further:
        told.append(counted(further, "other change"))
    yield bullets(told)


def _head(step: Step, forge: Forge | None) -> Iterator[Html]:
    if step.commit is None:
        yield element("strong", "Not committed yet")
        return
    day = step.date[:10]
    yield element("strong", element("time", day, datetime=day))
    yield element("span", step.author)
    code = element("code", step.short)
    yield element("a", code, href=forge.commit(step.commit)) if forge else code
    yield quiet(step.subject)

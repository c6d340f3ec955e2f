"""The five pitfalls and what helps: in which signals each shows, the ways out, and the plans that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.portfolio.signals import Pitfall, all_signals
from poc_docs.portfolio.signals.recovery import general_recovery
from poc_docs.site.badges import health_badge, quiet
from poc_docs.site.frame import page
from poc_docs.site.markup import Content, Html, block, element, join
from poc_docs.site.playbook.texts import playbook_text
from poc_docs.site.registers.named import folded_list, plan_name, sentence
from poc_docs.site.tables import bullets, stacked, table
from poc_docs.site.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from poc_docs.portfolio.signals import SignalRule
    from poc_docs.site.view import View

PITFALLS = "playbook/pitfalls.md"
"""The page's path."""

GUIDE = "pitfalls.md"
"""The guide to the recovery strategies, where the site has it."""

_SHOWN = 8
_COLUMNS = ("Signal", "Health", "Raised when")


def pitfalls_page(view: View) -> str:
    """Give the page as Markdown."""
    return page(view.edition, "Pitfalls and recovery", _parts(view))


def _parts(view: View) -> Iterator[str]:
    text = playbook_text("pitfalls")
    yield text.head
    if GUIDE in view.edition.guides:
        link = element("a", "Pitfalls and recovery", href=view.link(PITFALLS, GUIDE))
        yield block(sentence("Each way out at length, with an example: the guide ", link, "."))
    for pitfall in Pitfall:
        title = pitfall.capitalize()
        rules = [rule for rule in all_signals() if rule.pitfall is pitfall]
        yield f"## {title}\n"
        yield text.sections[pitfall]
        yield block(
            element("h3", "How it shows"),
            _signals(f"Signals of {pitfall}", rules),
            element("h3", "What helps, the first one first"),
            bullets(_recoveries(pitfall)),
            element("h3", "Where it shows today"),
            *_plans(view, pitfall),
        )
    others = [rule for rule in all_signals() if rule.pitfall is None]
    yield "## Other signals\n"
    yield block(
        sentence("Signals that belong to no pitfall; the plan's page names the command that answers one."),
        _signals("Other signals", others),
    )


def _signals(label: str, rules: Iterable[SignalRule]) -> Html:
    lines: Iterable[Sequence[Content]] = (
        [element("code", rule.name), health_badge(rule.severity), rule.what] for rule in rules
    )
    return table(label, _COLUMNS, lines, kind="poc-docs-signals")


def _recoveries(pitfall: Pitfall) -> Iterator[Html]:
    for each in general_recovery(pitfall):
        said = join([element("strong", _capital(each.strategy)), f": {each.what}."])
        yield stacked(said, *(typed(line) for line in each.commands))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _plans(view: View, pitfall: Pitfall) -> Iterator[Html]:
    found = [
        join([plan_name(view, PITFALLS, of.entry.path), ": ", quiet(signal.message)])
        for of in view.plans
        for signal in of.signals
        if signal.pitfall is pitfall
    ]
    yield folded_list(found, _SHOWN) if found else sentence("In no plan.")

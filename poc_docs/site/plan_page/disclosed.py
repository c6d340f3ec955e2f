"""What changed since it was disclosed: environment, timeline and risks, which nobody signs anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.disclosure import changed_since_disclosed, outdated_signature
from poc_docs.plan.plan_change import Quoted
from poc_docs.site.badges import NONE, quiet
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.plan_change import PlanChange
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View


def disclosed_section(_: View, of: PlanView) -> Iterator[Html]:
    """Give each row that changed since the latest signature beside which something else stood."""
    signature = outdated_signature(of.plan)
    if signature is None:
        return
    who = f"{signature.name} ({signature.party}) signed on {signature.date}"
    yield element("p", f"Environment or timeline have changed since {who}. That needs no new signature.")
    disclosed = of.edition.disclosed.get(of.entry.path)
    if disclosed is None:
        yield element("p", quiet("The version of that day is not in the history of this repository."))
        return
    lines = [_line(change) for change in changed_since_disclosed(disclosed, of.plan)]
    if lines:
        yield table("Changes since it was disclosed", ("Section", "What changed", "Before", "Now"), lines)


def _line(change: PlanChange) -> list[Content]:
    values = change.before is not None or change.after is not None
    what = change.where.removeprefix(f"{change.kind} ") if values else _sentence(change)
    before = element("del", change.before) if change.before else NONE
    return [
        change.kind.value.capitalize(),
        what,
        before,
        change.after or (quiet("removed") if values else NONE),
    ]


def _sentence(change: PlanChange) -> Html:
    return join(element("q", word) if isinstance(word, Quoted) else word for word in change.words)

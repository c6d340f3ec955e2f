"""The gaps of all plans, merged: how grave each is, what becomes of it, and the deals behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from poc_docs.checks.gap_register import register_faults
from poc_docs.exports.gaps_text import amounts_text, outcome_text, share_words
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import GAP_REGISTER_FILE, GapStatus, Level
from poc_docs.portfolio.gap_register.joining import join
from poc_docs.site.badges import NONE, quiet
from poc_docs.site.frame import page
from poc_docs.site.gap_words import register_status, tracked_at
from poc_docs.site.markup import Content, Html, block, element
from poc_docs.site.markup import join as joined
from poc_docs.site.registers.gaps_to_mend import to_mend
from poc_docs.site.registers.named import Layout, command, folded_list, folded_table, plan_name, sentence
from poc_docs.site.tables import facts, stacked
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.portfolio.gap_register.joining import Backing, GapReport, JoinedGap
    from poc_docs.site.view import View

GAPS = "registers/gaps.md"
"""The page's path."""

_COLUMNS = ("Gap", "Status", "Area and owner", "Deals and amount", "Workaround", "Plans")
_SEVERITIES = (Level.HIGH, Level.MEDIUM, Level.LOW)
_STATUSES = (GapStatus.OPEN, GapStatus.PLANNED, GapStatus.SHIPPED, GapStatus.DECLINED)
_PLANS = 6
"""How many plans of a gap are seen before one unfolds the others."""


def gaps_page(view: View) -> str:
    """Give the page as Markdown."""
    report = join(view.edition.register, view.edition.portfolio)
    return page(view.edition, "Gaps", _parts(view, report), hide=["toc"])


def _parts(view: View, report: GapReport) -> Iterator[str]:
    yield block(*_head(view, report))
    yield from _revisited(view, report.registered)
    for severity in (*_SEVERITIES, None):
        found = [gap for gap in report.registered if gap.backings and gap.severity is severity]
        title = f"{severity} severity" if severity else "No severity is written"
        yield from _section(view, title, found)
    yield from _section(view, "Named by no plan", [gap for gap in report.registered if not gap.backings])
    yield from _section(view, "Not in the register", report.others)
    mend = list(to_mend(view, GAPS, report))
    if mend:
        yield from ("## To be put right\n", block(*mend))


def _head(view: View, report: GapReport) -> Iterator[Html]:
    register = view.edition.register
    others = report.others
    if register is None:
        yield sentence(*_without_register(view, named=bool(others)))
    elif faults := register_faults(register):
        found = f"{GAP_REGISTER_FILE} has {counted(len(faults), 'error')}, so what stands here may be wrong. "
        banner = element("p", element("strong", found), command("poc-docs gaps"), " names each.")
        yield element("div", banner, class_="poc-docs-banner")
    if not report.registered and not others:
        if register is not None:
            yield sentence("The register has no gaps yet, and no plan names one.")
        return
    statuses = Counter(gap.registered.status.value for gap in report.registered if gap.registered)
    yield facts(
        [
            *((status.value, f"{statuses[status]}") for status in _STATUSES if register),
            ("Not in the register", f"{len(others)}"),
        ],
        "poc-docs-figures",
    )
    yield sentence(
        "Behind a gap stand the deals whose plans name it. A deal's amount is split over its gaps: High "
        "counts 3, Medium 2, Low 1. Amounts of two currencies are never added. These are the numbers of ",
        command("poc-docs gaps"),
        ".",
    )


def _without_register(view: View, *, named: bool) -> Iterator[Content]:
    fault = view.edition.faults.get(GAP_REGISTER_FILE)
    if fault:
        yield from (element("strong", f"{GAP_REGISTER_FILE} can't be read"), f": {fault}.")
    elif named:
        yield f"There is no register of gaps yet: {GAP_REGISTER_FILE}. "
        yield from (command("poc-docs gaps"), " gives the rows to begin it with.")
    else:
        yield "No plan names a gap yet. What a prospect misses goes into a plan with "
        yield from (command('poc-docs results PLAN --gap 3="…"'), ", and stands here for all plans.")


def _revisited(view: View, gaps: Sequence[JoinedGap]) -> Iterator[str]:
    shipped = [
        (gap, backing)
        for gap in gaps
        if gap.registered and gap.registered.status.value is GapStatus.SHIPPED
        for backing in gap.backings
        if backing.is_to_revisit
    ]
    if shipped:
        label = "Deals to look at again"
        columns = ("Plan", "It ended with", "Since then shipped", "Its share")
        lines = folded_table(Layout(label, columns), shipped, lambda each: _revisit(view, *each))
        why = "What was missing has shipped: a No-go or Conditional deal may be another one today."
        yield from (f"## {label}\n", block(sentence(why), lines))


def _revisit(view: View, gap: JoinedGap, backing: Backing) -> Sequence[Content]:
    known = gap.registered
    release = f" in {known.release.value}" if known and filled_in(known.release) else ""
    shipped = f"{gap.id}: {gap.title}{release}"
    return [
        plan_name(view, GAPS, backing.entry.path, section="gaps"),
        outcome_text(backing),
        shipped,
        joined(list(share_words(backing)), "; "),
    ]


def _section(view: View, title: str, gaps: Sequence[JoinedGap]) -> Iterator[str]:
    if gaps:
        ordered = sorted(gaps, key=_place)
        yield f"## {title}\n"
        layout = Layout(title, _COLUMNS, "poc-docs-gaps")
        yield block(folded_table(layout, ordered, lambda gap: _cells(view, gap)))


def _place(gap: JoinedGap) -> tuple[int, int, str]:
    status = gap.registered.status.value if gap.registered else None
    return _STATUSES.index(status) if status else len(_STATUSES), -gap.deals, gap.title.casefold()


def _cells(view: View, gap: JoinedGap) -> Sequence[Content]:
    known = gap.registered
    tracked = tracked_at(known) if known else ""
    who = [text.value for text in (known.area, known.owner) if filled_in(text)] if known else []
    named = joined([gap.id, ": ", gap.title]) if gap.id else gap.title
    return [
        stacked(named, *([tracked] if tracked else [])),
        register_status(known) if known else _not_registered(gap),
        stacked(who[0], *who[1:]) if who else NONE,
        stacked(counted(gap.deals, "deal"), amounts_text(gap.amounts)) if gap.backings else NONE,
        _workarounds(gap),
        folded_list([_behind(view, each) for each in gap.backings], _PLANS) if gap.backings else NONE,
    ]


def _not_registered(gap: JoinedGap) -> Html:
    return quiet("an id that the register lacks" if gap.id else "not in the register")


def _workarounds(gap: JoinedGap) -> Content:
    said = (row.workaround for backing in gap.backings for row in backing.rows)
    found = list(dict.fromkeys(filter(None, said)))
    if not found:
        return quiet("none is named") if gap.backings else NONE
    return found[0] if len(found) == 1 else folded_list(found, 2)


def _behind(view: View, backing: Backing) -> Html:
    words = (backing.severity or "no severity", outcome_text(backing), *share_words(backing))
    name = plan_name(view, GAPS, backing.entry.path, section="gaps")
    return joined([name, Html(" "), quiet("; ".join(words))])

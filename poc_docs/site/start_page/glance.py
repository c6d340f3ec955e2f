"""The portfolio at a glance: counts, outcomes, the way to a won deal, open amounts, and all that runs."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from poc_docs.exports.metrics_json import metrics_json
from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.portfolio.attention import Concern
from poc_docs.portfolio.stages import Stage, counts
from poc_docs.site.badges import HEALTH
from poc_docs.site.drawing.bars import Bar, bars
from poc_docs.site.drawing.figure import figure
from poc_docs.site.drawing.portfolio_timeline import Work, portfolio_timeline
from poc_docs.site.markup import Content, Html, element, join
from poc_docs.site.start_page.attention import ERRORS, urgent
from poc_docs.site.start_page.filtered import and_more, filtered, plan_name
from poc_docs.site.tables import facts, table
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from poc_docs.portfolio.metrics import PipelineLine
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

_STEPS = {
    "planned": "Planned",
    "started": "Started",
    "complete": "Complete",
    "success": "Proceed or Conditional",
    "won": "Won",
}
_DRAWN = 24
"""How many proofs of concept the timeline has room for."""


def counts_line(view: View) -> Html:
    """Give how many plans there are at each stage, and how many are amended, corrected or wrong."""
    portfolio = view.edition.portfolio
    total = len(portfolio.entries)
    words: list[Content] = [
        element("a", f"{number} {each.value}", href=filtered(view, status=_status(each)))
        for each, number in counts(portfolio).items()
    ]
    amended = [of for of in view.plans if any(each.concern is Concern.AMENDMENT for each in of.matters)]
    corrected = sum(bool(open_correction(of.plan)) for of in amended)
    for number, what in (
        (len(amended) - corrected, "with an open amendment"),
        (corrected, "with an open correction"),
    ):
        if number:
            words.append(element("a", f"{number} {what}", href=filtered(view, about=Concern.AMENDMENT.value)))
    if view.broken:
        words.append(element("a", f"{len(view.broken)} with errors", href=filtered(view, about=ERRORS)))
    words.extend(urgent(view))
    head = element("strong", counted(total, "plan"))
    return element("p", head, ": ", join(words, " · "), class_="poc-docs-counts")


def _status(each: Stage) -> str:
    return "unreadable" if each is Stage.UNKNOWN else each.value


def glance(view: View) -> Iterator[Html]:
    """Give the numbers and drawings."""
    found = metrics_json(view.metrics)
    numbers = found["numbers"]
    yield facts(_facts(view, numbers), "poc-docs-figures")
    if found["left_out"]:
        left = counted(len(found["left_out"]), "plan")
        yield element(
            "p", f"{left} with errors or without a status: in none of these numbers.", class_="poc-docs-more"
        )
    yield from _timeline(view)
    drawings = [*_funnel(found["funnel"]), *_amounts(view.metrics.whole.pipeline)]
    yield element("div", *drawings, class_="poc-docs-numbers")


def _facts(view: View, numbers: Mapping[str, Any]) -> Iterator[tuple[str, Content]]:
    for word, number in numbers["outcomes"].items():
        link = element("a", str(number), href=filtered(view, outcome=word, status=Stage.COMPLETE.value))
        yield f"Ended with {word}", link
    yield "Win rate, won of won and lost", _ratio(numbers["win_rate"])
    yield "Proceed, of all decided", _ratio(numbers["technical_win_rate"])


def _ratio(ratio: Mapping[str, Any]) -> str:
    if ratio["percent"] is None:
        return "no data"
    small = f", small (n={ratio['denominator']})" if ratio["small"] else ""
    return f"{ratio['percent']:g}%: {ratio['numerator']} of {ratio['denominator']}{small}"


def _funnel(steps: Mapping[str, int]) -> Iterator[Html]:
    most = steps["planned"]
    if not most:
        return
    before = [None, *steps.values()]
    lines = [
        Bar(_STEPS[step], number, f"{number} of {of}" if of is not None else f"{number}", most)
        for (step, number), of in zip(steps.items(), before, strict=False)
    ]
    said = ", ".join(f"{_STEPS[step]} {number}" for step, number in steps.items())
    title = "From Planning to a won deal"
    behind = table(title, ("Step", "Plans"), [[_STEPS[step], f"{number}"] for step, number in steps.items()])
    description = f"How many plans came how far, each step a part of the one before: {said}."
    yield figure(title, description, bars(lines), behind)


def _amounts(lines: Sequence[PipelineLine]) -> Iterator[Html]:
    """Give the open deals; amounts of two currencies have no scale in common."""
    ordered = sorted(lines, key=lambda line: line.total.currency)
    most = {
        currency: max(line.total.amount for line in group)
        for currency, group in groupby(ordered, key=lambda line: line.total.currency)
    }
    drawn = [
        Bar(
            f"{line.total.currency}, {_category(line)}",
            line.total.amount,
            f"{line.total}, {counted(line.deals, 'deal')}",
            most[line.total.currency],
        )
        for line in ordered
    ]
    if drawn:
        title = "Open deals by Forecast Category"
        deals = counted(sum(line.deals for line in lines), "open deal")
        amounts = "1 currency" if len(most) == 1 else f"{len(most)} currencies, each with a scale of its own"
        columns = ("Currency", "Forecast Category", "Amount", "Deals")
        cells = [[each.total.currency, _category(each), f"{each.total}", f"{each.deals}"] for each in ordered]
        yield figure(title, f"{deals} in {amounts}.", bars(drawn), table(title, columns, cells))


def _category(line: PipelineLine) -> str:
    return line.category or "no category"


def _timeline(view: View) -> Iterator[Html]:
    running = [of for of in view.plans if of.line.stage is Stage.ACTIVE]
    if not running:
        return
    running.sort(
        key=lambda of: (of.at.decision_date is None, of.at.decision_date or view.today, of.entry.path)
    )
    drawn = running[:_DRAWN]
    title = "Proofs of concept that run, by their decision date"
    columns = ("Plan", "First day", "Last day", "Decision", "Health")
    behind = table(title, columns, [_row(view, of) for of in drawn])
    by_health = Counter(of.health for of in running)
    said = ", ".join(f"{by_health[each]} {each}" for each in reversed(HEALTH) if by_health[each])
    description = f"A bar is the days of work, a gap in it a pause, a diamond the decision. {said}."
    yield figure(
        title, description, portfolio_timeline([_work(view, of) for of in drawn], view.today), behind
    )
    yield and_more(view, len(running), {"status": Stage.ACTIVE.value}, _DRAWN)


def _work(view: View, of: PlanView) -> Work:
    sign, tone = HEALTH[of.health]
    clock = of.at.clock
    return Work(
        name=view.names[of.entry.path],
        words=f"{sign} {_words(of)}",
        tone=tone,
        first=clock.start if clock else None,
        last=clock.end if clock else None,
        decision=of.at.decision_date,
        pauses=clock.stops if clock else (),
    )


def _words(of: PlanView) -> str:
    day = of.at.decision_date
    return f"{of.health}, {day or 'no decision date'}"


def _row(view: View, of: PlanView) -> list[Content]:
    clock, day = of.at.clock, of.at.decision_date
    days = [f"{each}" if each else "–" for each in (clock and clock.start, clock and clock.end, day)]
    return [plan_name(view, of.entry.path), *days, of.health.value]

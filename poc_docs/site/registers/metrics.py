"""The numbers over all plans, each with what it rests on and what it means, and how they went by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.exports.metrics_json import metrics_json
from poc_docs.exports.metrics_text import NAMES, pipeline_key, short_numbers
from poc_docs.plan.vocabulary import BusinessOutcome
from poc_docs.portfolio.metrics import TooManyQuartersError, business_win_rate, metrics
from poc_docs.portfolio.metrics.periods import quarter_of
from poc_docs.site.badges import quiet
from poc_docs.site.frame import page
from poc_docs.site.markup import Content, Html, block, element
from poc_docs.site.percent import share_of
from poc_docs.site.registers.metric_lines import LINES, further_lines
from poc_docs.site.registers.metric_trends import trends
from poc_docs.site.registers.named import command, folded_list, plan_name, sentence
from poc_docs.site.tables import table
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from poc_docs.portfolio.metrics import Figures, Metrics
    from poc_docs.site.view import View

METRICS = "registers/metrics.md"
"""The page's path."""

GUIDE = "metrics.md"
"""The guide that defines each number in full, where the site has it."""

QUARTERS = 8
"""How many quarters stand side by side; earlier ones are folded."""

_COLUMNS = ("Number", "Value", "What it is")
_NAMED = 12
_NARROW = 4
"""How many quarters a drawing has that leaves room for another one beside it."""

_AHEAD = 2
"""How many quarters to come stand beside those that have begun: deals are expected to close in them."""

_FURTHER = 40
"""How many quarters before and after these have room."""

_SCROLLED = {"class_": "poc-docs-scrolled", "tabindex": "0", "role": "group"}


def metrics_page(view: View) -> str:
    """Give the page as Markdown."""
    return page(view.edition, "Metrics", _parts(view))


def _parts(view: View) -> Iterator[str]:
    if not view.edition.portfolio.entries:
        yield block(sentence("There are no plans yet, so there is nothing to count."))
        return
    found, fault = _counted(view)
    value = metrics_json(found)
    yield block(*_head(view, found))
    yield "## All numbers\n"
    lines: list[Sequence[Content]] = [
        [each.name, each.say(found.whole), quiet(each.meaning)] for each in (*LINES, *further_lines(found))
    ]
    yield block(table("All numbers", _COLUMNS, lines, kind="poc-docs-metrics"))
    yield "## Technical and business outcome\n"
    yield block(_both(found.whole))
    yield "## Open deals\n"
    yield block(*_pipeline(found.whole))
    yield "## Quarter by quarter\n"
    yield block(*([fault] if fault else _by_quarter(view, found, value)))
    left_out = list(_left_out(view, value))
    if left_out:
        yield "## Left out, and why\n"
        yield block(*left_out)


def _counted(view: View) -> tuple[Metrics, Html | None]:
    """Give all numbers, or those without quarters and why there are none."""
    try:
        return metrics(view.edition.portfolio, view.today, by_quarter=True), None
    except TooManyQuartersError as error:
        said = element("strong", "There are no quarters to show: ")
        return view.metrics, sentence(said, f"{error.message}; {error.advice}.")


def _head(view: View, found: Metrics) -> Iterator[Html]:
    left = len(found.left_out)
    without = f"; {counted(left, 'plan')} with errors or without a status in no number" if left else ""
    yield sentence(
        f"{counted(found.counted, 'plan')} counted{without}. These are the numbers of ",
        command("poc-docs metrics --by quarter"),
        ". One that rests on fewer than 10 is small: one plan more could turn it round.",
    )
    if GUIDE in view.edition.guides:
        link = element("a", "Metrics", href=view.link(METRICS, GUIDE))
        yield sentence("The guide ", link, " defines each number in full.")


def _both(figures: Figures) -> Html:
    table_rows = [
        [
            outcome.value,
            *(f"{row[each]}" for each in (*BusinessOutcome, None)),
            share_of(business_win_rate(row)),
        ]
        for outcome, row in figures.technical_and_business.items()
    ]
    columns = ("Outcome", *(each.value.capitalize() for each in BusinessOutcome), "Not said", "Win rate")
    return table("Business outcome by technical outcome", columns, table_rows, kind="poc-docs-both")


def _pipeline(figures: Figures) -> Iterator[Html]:
    if not figures.pipeline:
        yield sentence("No open deal with an amount stands behind a plan.")
        return
    yield sentence(
        "Amounts by Forecast Category, one currency at a time. A deal counts once, whatever the number of "
        "its plans, until it is won, lost or ended."
    )
    lines = [[each.category or "no category", f"{each.total}", f"{each.deals}"] for each in figures.pipeline]
    yield table("Open deals", ("Forecast Category", "Amount", "Deals"), lines)


def _by_quarter(view: View, found: Metrics, value: Mapping[str, Any]) -> Iterator[Html]:
    quarters = found.by_quarter or ()
    if not quarters:
        yield sentence("No date of any plan puts a number into a quarter yet.")
        return
    begun = [each for each in quarters if each[0] <= quarter_of(view.today)]
    drawn = begun[-QUARTERS:]
    width = "poc-docs-numbers poc-docs-trends" if len(drawn) <= _NARROW else "poc-docs-trends-wide"
    yield element("div", *trends(drawn), class_=width)
    columns = [(each["quarter"], each["numbers"]) for each in value["quarters"]]
    first = max(0, len(begun) - QUARTERS)
    near = columns[first : len(begun) + _AHEAD]
    if value["undated"]:
        near.append(("undated", value["undated"]))
        yield sentence("What has no date stands under “undated”: it is in the whole, and in no quarter.")
    yield _folded("All numbers by quarter", near)
    others = columns[max(0, first - _FURTHER) : first] + columns[len(begun) + _AHEAD :][:_FURTHER]
    for start in range(0, len(others), QUARTERS):
        part = others[start : start + QUARTERS]
        yield _folded(f"All numbers, {part[0][0]} to {part[-1][0]}", part)


def _folded(label: str, columns: Sequence[tuple[str, Mapping[str, Any]]]) -> Html:
    """Give the numbers of quarters side by side, in the words of ``poc-docs metrics``."""
    lines = sorted({pipeline_key(each) for _, numbers in columns for each in numbers["pipeline"]})
    cells = [dict(short_numbers(numbers, lines)) for _, numbers in columns]
    table_rows = [[name.strip(), *(each[name] for each in cells)] for name in cells[0]]
    names = ("Number", *(name for name, _ in columns))
    wide = element(
        "div", table(label, names, table_rows, kind="poc-docs-quarters"), aria_label=label, **_SCROLLED
    )
    return element("details", element("summary", label), wide)


def _left_out(view: View, value: Mapping[str, Any]) -> Iterator[Html]:
    by_reason: dict[str, list[str]] = {}
    for each in value["left_out"]:
        by_reason.setdefault(f"{each['why']}: in no number", []).append(each["path"])
    for number, plans in value["numbers"]["left_out"].items():
        for each in plans:
            by_reason.setdefault(f"{NAMES[number]}: {each['why']}", []).append(each["path"])
    for why, paths in by_reason.items():
        yield element("h3", why)
        yield folded_list([plan_name(view, METRICS, path) for path in paths], _NAMED)

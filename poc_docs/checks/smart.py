"""Advice before the agreement: criteria that are specific, measurable, few, time-bound, scoped and owned.

That targets can be decided, that baselines are known and that a criterion is Critical is said in ``advice``.
Whether a criterion is tied to the objective is left to people: no comparison of words can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.checks.finding import Fault
from poc_docs.plan import vocabulary as words
from poc_docs.plan.agreement.state import AgreementState, agreement
from poc_docs.plan.layout import folded
from poc_docs.plan.values import is_placeholder, parse_number
from poc_docs.plan.verdicts import is_pass_or_fail
from poc_docs.plan.verdicts.rewording import better_wording
from poc_docs.plan.vocabulary import Status, Weight
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Criterion, Milestone, Plan

CRITERIA_AT_MOST = 7
"""More than that are hard to prepare, measure and discuss in the weeks of a proof of concept."""

_INSTEAD = (
    (
        ("fast faster fastest quick quickly quicker rapid rapidly timely",),
        ("P95 of the response time at 500 RPS for 30 minutes", "≤ 200 ms"),
    ),
    (
        (
            "easy easily easier simple simply intuitive intuitively user-friendly convenient straightforward",
            "smooth smoothly seamless seamlessly effortless effortlessly",
        ),
        ("Of five users, those who finish the task without help", "≥ 4"),
    ),
    (
        (
            "good better great nice acceptable adequate adequately sufficient sufficiently satisfactory",
            "appropriate appropriately reasonable reasonably decent",
        ),
        ("Share of 400 cases that equal the expected result", "≥ 98%"),
    ),
    (
        (
            "robust robustly reliable reliably scalable resilient performant efficient efficiently",
            "flexible powerful",
        ),
        ("Share of requests answered without an error, 500 RPS for 72 hours", "≥ 99.9%"),
    ),
    (
        ("cheap cheaper affordable cost-effective economical inexpensive",),
        ("Metered charge for 10 days of the trial at list price", "≤ 2400.00 EUR"),
    ),
    (
        (
            "significant significantly substantial substantially considerable considerably",
            "noticeable noticeably minimal",
        ),
        ("Median time of 20 cases; the column Baseline says what it is today", "≥ 30% less than baseline"),
    ),
)
VAGUE = {word: instead for lines, instead in _INSTEAD for line in lines for word in line.split()}
"""Words that everybody reads as they like, with the measurement and the target to write instead."""

_WORD = pattern(rf"(?<![\w-])(?:{'|'.join(sorted(VAGUE, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)
_NAME_GOES_ON = pattern(r"\s+[A-Z]")
_NUMBER = pattern(
    r"(?<![\w-])\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
_EXCLUDES = pattern(
    r"\b(?:not|no|none|nor|without|except|only|solely|outside|out of scope|later|limited to|exclu\w*|omit\w*"
    r"|nicht|kein\w*|ohne|nur|au(?:ß|ss)er\w*|ikke|inte|inga|ingen|utan|uten|kun|bare|endast"
    r"|niet|geen|zonder|alleen|pas|aucun\w*|sans|hors|sauf|sin|ning[uú]n\w*|fuera|solo|s[oó]lo|salvo"
    r"|n[aã]o|sem|nenhum\w*|fora|apenas|non|senza|nessun\w*|soltanto|esclus\w*|escl\w*|ei|ilman|eikä"
    r"|nie|bez|tylko|poza|ne|není|nejsou|kromě|pouze)\b"
    r"|[\u0370-\u1fff\u2c00-\ud7ff]{2}|\bhors-|\bn['’]|n['’]t\b|\bleav\w+ out\b|\bleft out\b",
    re.IGNORECASE,
)
"""How a scope says what is left out; a text in letters that are not Latin is taken to say it."""


def no_vague_words(plan: Plan) -> Iterator[Fault]:
    """A criterion that passes or fails must not rest on a vague word such as `fast`, with no number near."""
    for criterion in _criteria(plan):
        texts = (criterion.text, criterion.measurement)
        if not is_pass_or_fail(criterion.target.value) or any(_NUMBER.search(text.value) for text in texts):
            continue
        for text in texts:
            word = "" if is_placeholder(text.value) else _vague_word(text.value)
            if word:
                measurement, target = VAGUE[word.casefold()]
                message = f"criterion {_number(criterion)} must say what {word!r} means: {text.value!r}"
                advice = f"write for example {measurement!r} into Measurement, and {target!r} into Target"
                yield Fault(message, text.span, advice)
                break


def _vague_word(text: str) -> str:
    """Give the first vague word that is no part of a name, such as ``Simple Mail Transfer Protocol``."""
    for found in _WORD.finditer(text):
        is_name = found[0][0].isupper() and (found.start() > 0 or _NAME_GOES_ON.match(text, found.end()))
        if not is_name:
            return found[0]
    return ""


def criteria_measured(plan: Plan) -> Iterator[Fault]:
    """A criterion must say how it is measured and which result is enough, and not in its own words again."""
    table = plan.tables.get(words.CRITERIA.heading)
    for criterion in _criteria(plan) if table else ():
        if not table or len(criterion.row.cells) != len(table.columns) or not criterion.text:
            continue
        number, how = _number(criterion), criterion.measurement
        if not how or folded(how.value) in {folded(criterion.text.value), folded(criterion.target.value)}:
            message = f"criterion {number} must say how it is measured: {criterion.text.value!r}"
            advice = (
                "write into Measurement what is counted, on which data and by whom: "
                "'P95 at 500 RPS for 30 minutes', 'Login of two planners through the identity provider'"
            )
            yield Fault(message, how.span if how else criterion.text.span, advice)
        if not criterion.target:
            message = f"criterion {number} must say which result is enough: {criterion.text.value!r}"
            yield Fault(message, criterion.text.span, better_wording(""))


def few_criteria(plan: Plan) -> Iterator[Fault]:
    """A plan must have at most seven criteria, or those that decide are lost among the others."""
    criteria = list(_criteria(plan))
    if len(criteria) <= CRITERIA_AT_MOST:
        return
    extra = criteria[CRITERIA_AT_MOST]
    weighed = (Weight.OPTIONAL, Weight.REQUIRED)
    least = next((c for weight in weighed for c in reversed(criteria) if c.weight.value is weight), extra)
    yield Fault(
        f"a plan must have at most {CRITERIA_AT_MOST} criteria, not {len(criteria)}",
        extra.text.span,
        "delete those that would change nobody's decision, and name them in Scope: "
        f"'NOT included: {least.text.value}'",
    )


def times_said(plan: Plan) -> Iterator[Fault]:
    """Duration, Decision date and a milestone must say when it happens, and a Due date lie in that time."""
    if not _before_agreement(plan):
        return
    overview = plan.overview
    forms = (
        ("Duration", overview.duration, "4 weeks, starting 2027-01-11"),
        ("Decision date", overview.decision_date, "2027-02-12 (steering committee)"),
    )
    for label, read, example in forms:
        if read and not read.text:
            yield Fault(f"{label} must say when it happens", read.text.span, f"write for example '{example}'")
    timeline = plan.tables.get(words.TIMELINE.heading)
    if timeline and not plan.milestones:
        message = "the Timeline must have a milestone"
        yield Fault(
            message,
            timeline.table.header.span,
            "add '| 1 | Environment setup | NAME | Working environment |'",
        )
    for milestone in plan.milestones:
        yield from _outside(plan, milestone)


def _outside(plan: Plan, milestone: Milestone) -> Iterator[Fault]:
    """Give the fault of a milestone that is due before its work begins, or too late for the decision."""
    duration = plan.overview.duration.value if plan.overview.duration else None
    decision = plan.overview.decision_date.value if plan.overview.decision_date else None
    due = milestone.due.value if milestone.due else None
    if not duration or not due or not milestone.due:
        return
    last = max(decision or duration.end, duration.end)
    prepares = parse_number(milestone.week.value) is None
    if due > last or (due < duration.start and not prepares):
        message = f"a milestone must be due between {duration.start} and {last}, not {due}"
        yield Fault(
            message, milestone.due.text.span, "correct the Due date, or the Duration and Decision date"
        )


def scope_has_an_end(plan: Plan) -> Iterator[Fault]:
    """The Scope must say what is not included, or every wish of the weeks to come is part of it."""
    scope = plan.overview.scope
    if scope is None or not _before_agreement(plan) or is_placeholder(scope.value):
        return
    if not _EXCLUDES.search(scope.value):
        advice = (
            "add for example 'NOT included: other sites, migration of existing data, production traffic.'"
        )
        yield Fault("the Scope must say what is not included", scope.span, advice)


def decision_owned(plan: Plan) -> Iterator[Fault]:
    """A person must be named who decides: the overview's bullet `Decision maker`."""
    decision, maker = plan.overview.decision_date, plan.overview.decision_maker
    if decision is None or not decision.value or not _before_agreement(plan):
        return
    if not maker:
        message = "a decision maker must be named: somebody at the prospect who says go or no-go on that day"
        advice = "add below the Decision date: '- **Decision maker:** NAME, ROLE'"
        yield Fault(message, maker.span if maker else decision.text.span, advice)


def _before_agreement(plan: Plan) -> bool:
    """Say whether the plan is in Planning, and both parties have not signed its text yet."""
    if plan.metadata is None or plan.status is not Status.PLANNING or plan.metadata.closed:
        return False
    return not plan.signatures or agreement(plan).state is not AgreementState.AGREED


def _criteria(plan: Plan) -> Iterator[Criterion]:
    """Give the criteria that can still be advised upon, without blank rows."""
    if _before_agreement(plan):
        yield from (each for each in plan.criteria if not is_placeholder(each.text.value))


def _number(criterion: Criterion) -> str:
    return criterion.number.text.value or repr(criterion.text.value[:40])

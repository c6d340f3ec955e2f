"""What the prospect gets to read: what is on the list, and no other value of the plan."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Outcome, Party, Verdict, Weight
from poc_docs.reports.html_page import html_page
from poc_docs.reports.shared.allowed import shared
from poc_docs.reports.shared.page import shared_report
from poc_docs.reports.subject import Subject
from tests.site.changed_plans import corrected
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan

DAY = dt.date(2026, 11, 23)
CANARY = "Kanarienvogel"
EDITABLE = "hoshikawa-valve-inspection"

ALLOWED = (
    r"title|prospect"
    r"|overview\.(objective|scope|duration|start|end|decision_date|decision_date_written|decision_maker)"
    r"|criteria\.(number|text|measurement|target|original_target|weight|baseline|partial)"
    r"|environment\.(component|details)"
    r"|setup_steps\.(text|done)"
    r"|timeline\.(week|milestone|owner|deliverable|due|done)"
    r"|criteria\.(result|result_before_correction|evidence|verdict)"
    r"|results\.(number|criterion|result|target|status|evidence)"
    r"|decision\.outcome"
)
"""The issue's list, in the keys of ``show --format json``."""

OURS = frozenset({*Verdict, *Outcome, *Weight, *Party, "agreed", "Scope", "Duration", "Decision date"})
"""Words that the page has of its own."""

SHORT = 4
"""A value of fewer letters, such as ``GAP`` or ``1``, stands in other words by chance."""


def page_of(plan: Plan, before: Plan | None = None) -> str:
    return html_page(shared_report(shared(Subject(plan, (), "", "plans/x.md"), before)))


def words_of(page: str) -> str:
    """Give all that a page holds, its tags and comments too, as a search would see it."""
    without_style = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(without_style).split())


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif isinstance(value, str):
        yield path, " ".join(value.split())


def changed(links: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Give what amendments and corrections changed, but for notes, reasons and the day of the decision."""
    for link in links:
        yield from (c for c in link["changes"] if not c["where"].startswith(("note", "reason", "decided on")))


def sample(name: str) -> str:
    return next(path for path in SAMPLES if path.stem == name).read_text("utf-8")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_other_value_of_the_plan_is_in_the_file(path: Any) -> None:
    plan = read_plan(path.read_text("utf-8"))
    value = plan_json(plan, (), today=DAY)
    links = value["agreement"].pop("amendments")
    known = [*leaves(value), *leaves(links, "links")]
    known += [("own", text) for text in re.findall(r"\S*[@/0-9]\S{5,}", path.read_text("utf-8"))]
    allowed = [value for where, value in known if re.fullmatch(ALLOWED, where)]
    allowed += [value for _, value in leaves(list(changed(links)))]
    page = words_of(page_of(plan))
    secret = {value for where, value in known if not re.fullmatch(ALLOWED, where)}
    secret = {value for value in secret if len(value) > SHORT and value not in OURS}
    secret = {value for value in secret if not any(value in each for each in allowed)}
    assert len(secret) > 20
    assert [value for value in sorted(secret) if value in page] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_is_on_the_list_is_there_word_for_word(path: Any) -> None:
    plan = read_plan(path.read_text("utf-8"))
    value = plan_json(plan, (), today=DAY)
    page = words_of(page_of(plan))
    assert value["prospect"] in page
    assert value["title"] in page
    for row in value["criteria"]:
        for key in ("text", "measurement", "target"):
            assert " ".join((row[key] or "").split()) in page
    for row in value["timeline"]:
        assert (row["milestone"] or "") in page


def test_comments_prose_and_columns_of_the_teams_own_are_not_shared() -> None:
    text = sample(EDITABLE)
    text = re.sub(r"(\n## [^\n]+\n)", rf"\1\n{CANARY} prose.\n", text)
    text = re.sub(r"(\n\| 1 \| [^|]+)", rf"\1<!-- {CANARY} -->", text)
    text = re.sub(r"(\n- \*\*Objective\*\*: [^\n]+)", rf"\1 <!-- {CANARY} -->", text)
    text += f"\n## Internal\n\n{CANARY}\n\n| A | B |\n|---|---|\n| {CANARY} | {CANARY} |\n"
    plan = read_plan(text)
    assert text.count(CANARY) > 8
    assert plan.criteria
    assert CANARY not in page_of(plan)


def test_a_page_without_scripts_asks_for_nothing() -> None:
    for path in SAMPLES:
        page = page_of(read_plan(path.read_text("utf-8")))
        assert "<script" not in page
        assert not re.search(r"\b(src|srcset|data|action)=", page)
        assert "default-src 'none'" in page


def test_without_the_prospects_signature_nothing_is_said_of_changes() -> None:
    text = sample(EDITABLE)
    unsigned = re.sub(r"signatures:\n(?:  .*\n)+", "", text)
    assert "since you signed" not in page_of(read_plan(unsigned))


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [
        (True, "Results and outcome are confirmed by the prospect."),
        (False, "Reported by the vendor, not confirmed."),
    ],
)
def test_it_says_whether_the_prospect_confirmed(confirmed: bool, said: str) -> None:
    text = sample("serra-verde-fraud-scoring")
    if not confirmed:
        text = re.sub(r"    results: v1:.*\n", "", text)
    assert said in words_of(page_of(read_plan(text)))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tallaroo-fatigue-alerts", "Proposed This is not agreed yet"),
        ("westerland-triage-coding", "A change is proposed What follows holds once both parties have signed"),
        ("kolmihaara-chat-moderation", "Ended This proof of concept ended without an outcome."),
        ("hoshikawa-valve-inspection", "Proceed The criteria were met."),
    ],
)
def test_the_first_line_says_what_it_stands_on(name: str, said: str) -> None:
    page = page_of(read_plan(sample(name)))
    words = " ".join(re.sub(r"<[^>]*>", " ", html.unescape(page)).split())
    assert said in words
    assert ("not agreed by both parties yet" in words) == (name.startswith(("tallaroo", "westerland")))


def test_while_a_correction_is_open_the_outcome_stands_and_the_file_says_so() -> None:
    plan = read_plan(sample("serra-verde-fraud-scoring"))
    page = page_of(corrected(plan, "2026-10-02", {6: "72%"}))
    assert "Conditional" in page
    assert "A correction of the results is proposed" in page
    assert "Results since you confirmed them" in page

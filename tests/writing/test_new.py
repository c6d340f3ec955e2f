"""A new plan says what is known, keeps the template's words for the rest, and can be read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from poc_docs.checks.checking import check_plan
from poc_docs.plan.reading import read_plan
from poc_docs.plan.values import Duration
from poc_docs.plan.vocabulary import Status
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.milestones import milestone_weeks
from poc_docs.writing.new import NewPlan, decision_date, new_plan
from tests.reliability.sizes import inputs
from tests.writing.plans import SAMPLES, TEMPLATE, manners

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

MONDAY = dt.date(2026, 3, 2)


def read_without_problems(text: str) -> Plan:
    plan = read_plan(text)
    assert not (plan.problems + plan.unknown_keys + plan.missing_keys + plan.ambiguous)
    return plan


def test_nothing_known_leaves_the_template() -> None:
    assert new_plan(TEMPLATE, NewPlan(id="poc-plan")) == TEMPLATE
    read_without_problems(TEMPLATE)


def test_everything_known() -> None:
    text = new_plan(
        TEMPLATE,
        NewPlan(
            id="halden-routes",
            title="Route planning",
            prospect="Halden Logistics",
            sales_engineer="Ines Falk",
            opportunity="OPP-20417",
            date=dt.date(2026, 2, 20),
            start=MONDAY,
            weeks=4,
            objective="Prove that **it** works\nevery day",
            scope="Included: x. NOT included: y",
            decision_maker="Tove Brandt",
        ),
    )
    assert text.startswith(
        """\
---
id: halden-routes
title: Route planning
prospect: Halden Logistics
sales_engineer: Ines Falk
opportunity: OPP-20417
date: 2026-02-20
status: Planning
---

# POC Plan: Halden Logistics -- Route planning
"""
    )
    assert (
        """\
- **Objective:** Prove that **it** works every day
- **Scope:** Included: x. NOT included: y
- **Duration:** 4 weeks, starting 2026-03-02
- **Decision date:** 2026-04-03
- **Decision maker:** Tove Brandt
"""
        in text
    )
    assert (
        """\
| Week | Milestone                                | Owner     | Deliverable                             |
|------|------------------------------------------|-----------|-----------------------------------------|
| 1    | Environment setup and initial deployment | Ines Falk | Working environment                     |
| 2    | Performance tuning and optimization      | Ines Falk | Tuned configuration, first measurements |
| 3    | Full testing and metric collection       | Ines Falk | A measured result for every criterion   |
| 4    | Results analysis and presentation        | Ines Falk | Results report                          |
"""
        in text
    )
    assert text.split("## Risk Assessment")[1] == TEMPLATE.split("## Risk Assessment")[1]
    assert not [f for f in check_plan(read_without_problems(text)) if f.severity == "error"]


@pytest.mark.parametrize("manner", range(4))
def test_the_manner_of_the_template_stays(manner: int) -> None:
    template = manners(TEMPLATE)[manner]
    text = new_plan(
        template, NewPlan(id="a", title="T", prospect="P", start=MONDAY, weeks=6, decision_maker="M")
    )
    assert text.startswith("\ufeff") == template.startswith("\ufeff")
    assert text.endswith("\n") == template.endswith("\n")
    assert ("\r\n" in text) == ("\r\n" in template)
    assert text.count("\n") == text.count("\r\n") or "\r\n" not in text
    overview = read_without_problems(text).overview
    assert overview.duration
    assert overview.duration.value == Duration(6, "weeks", MONDAY)


def test_one_week_and_a_decision_date_of_its_own() -> None:
    details = NewPlan(id="a", start=MONDAY, weeks=1, decision_date=dt.date(2026, 3, 20))
    text = new_plan(TEMPLATE, details)
    assert "- **Duration:** 1 week, starting 2026-03-02\n- **Decision date:** 2026-03-20\n" in text
    assert [m.week.value for m in read_plan(text).milestones] == ["1"] * 4


@given(st.integers(1, 200))
def test_milestones_fit_every_length(weeks: int) -> None:
    found = milestone_weeks(weeks)
    assert list(found) == sorted(found)
    assert found[0] >= 1
    assert found[-1] == weeks
    assert milestone_weeks(4) == (1, 2, 3, 4)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 60))
def test_decisions_fall_on_working_days_after_the_end(start: dt.date, weeks: int) -> None:
    date = decision_date(start, weeks)
    assert date.weekday() < 5
    assert Duration(weeks, "weeks", start).end < date


@pytest.mark.parametrize("name", SAMPLES)
def test_like_another_plan(name: str) -> None:
    like = read_plan(SAMPLES[name])
    text = new_plan(TEMPLATE, NewPlan(id="b", title="T", prospect="P", sales_engineer="Me", like=like))
    plan = read_without_problems(text)
    assert plan.status is Status.PLANNING
    assert plan.metadata
    assert not plan.signatures
    assert plan.metadata.started is None
    assert plan.metadata.crm is None
    assert [(c.number.value, c.text.source, c.target.source, c.weight.value) for c in plan.criteria] == [
        (c.number.value, c.text.source, c.target.source, c.weight.value) for c in like.criteria
    ]
    assert [c.details.source for c in plan.environment] == [c.details.source for c in like.environment]
    assert [(s.text.value, s.done) for s in plan.setup_steps] == [
        (s.text.value, None) for s in like.setup_steps
    ]
    assert [m.milestone.value for m in plan.milestones] == [m.milestone.value for m in like.milestones]
    assert {m.owner.value for m in plan.milestones} <= {"Me", "[Customer]"}
    assert all(m.done is m.due is None for m in plan.milestones)
    assert [r.result.value for r in plan.results] == ["[Actual measurement]"]
    assert {c.baseline.value for c in plan.criteria if c.baseline} <= {"[Baseline]", ""}
    errors = [f for f in check_plan(plan) if f.severity == "error"]
    assert not errors


@pytest.mark.parametrize(
    ("template", "details", "message"),
    [
        (TEMPLATE, {"weeks": 0}, "at least one week"),
        (TEMPLATE, {"id": "Not An Id"}, "'id' must be small letters"),
        ("# POC Plan: A -- B\n", {}, "no front matter"),
        (TEMPLATE.replace("# POC Plan:", "# Plan"), {"title": "x"}, "needs the heading"),
        (TEMPLATE.replace("- **Scope:**", "-"), {"scope": "x"}, "needs a bullet '- ..Scope:"),
        (TEMPLATE.replace("## Timeline", "## Time"), {"weeks": 3}, "needs a section 'Timeline'"),
    ],
)
def test_refused(template: str, details: dict[str, Any], message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        new_plan(template, NewPlan(**{"id": "a", **details}))


STEPS = "## Setup Steps\n\n"
LINK = """\
## Environment Specification

| Component | Details |
|---|---|
| Data | [portal][p] |

[p]: https://example.com
"""


@pytest.mark.parametrize(
    ("like", "message"),
    [
        (STEPS + "1. Load data\n   - only orders\n2. Plan\n", "setup step 'Load data' .* has more below it"),
        (STEPS + "1. Load data\n\n   of October\n", "setup step 'Load data' .* has more below it"),
        (LINK, "needs a link definition that is not copied"),
    ],
)
def test_what_would_be_lost_is_not_copied(like: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        new_plan(TEMPLATE, NewPlan(id="a", like=read_plan(like)))


def test_a_plan_does_not_end_after_the_calendar() -> None:
    with pytest.raises(RefusedEdit, match="9999-12-31"):
        new_plan(TEMPLATE, NewPlan(id="a", start=dt.date(9999, 12, 31), weeks=52))


_NAMES = st.text(
    st.sampled_from("aB1 :#|*_[]<>&;~`'\"\\!-–().,/{}%@$=+é株\U0001f600"), min_size=1, max_size=14
)


@settings(max_examples=inputs(100, 10_000))
@given(_NAMES, _NAMES, _NAMES)
@example("Halden", " ", "Ines Falk")
@example(" ", "Routes", " ")
def test_any_name_survives(prospect: str, title: str, engineer: str) -> None:
    details = NewPlan(id="a", prospect=prospect, title=title, sales_engineer=engineer, weeks=2)
    plan = read_without_problems(new_plan(TEMPLATE, details))
    metadata = plan.metadata
    assert metadata
    for text, wanted in ((metadata.prospect, prospect), (metadata.title, title)):
        if wanted.strip():
            assert text
            assert text.value == " ".join(wanted.split())
    if prospect.strip() and title.strip():
        assert plan.title
        assert plan.title.value == " ".join(f"{prospect.strip()} -- {title.strip()}".split())
    if engineer.strip():
        assert plan.milestones[0].owner.value == " ".join(engineer.split())
    assert not plan.document.html

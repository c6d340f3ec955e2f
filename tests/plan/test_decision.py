"""The decision against an oracle that is written from the format page and shares no code with the package."""

from __future__ import annotations

import itertools

import pytest

from poc_docs.plan.decision import compute_outcome, people_decide, workaround
from poc_docs.plan.reading import read_plan
from poc_docs.plan.standings import human_verdict, standings
from poc_docs.plan.vocabulary import Outcome, Verdict
from tests.plan.decided_plan import CRITERIA_HEAD, RESULT_OF, RESULTS_HEAD, Case, plan_of
from tests.plan.plan_files import CRITERIA, FRAMEWORK, FRONT_MATTER, plan_text


def oracle(cases: list[Case]) -> str | None:
    """Say the outcome as the format page words it."""
    critical = [stands for weight, stands, _ in cases if weight == "Critical"]
    required = [(stands, around) for weight, stands, around in cases if weight == "Required"]
    if any(stands in {"fail", "partial"} for stands in critical):
        return "No-go"
    if any(stands != "pass" for stands in critical):
        return None
    if all(stands == "pass" for stands, _ in required):
        return "Proceed"
    if all(
        stands == "pass" or (stands in {"fail", "partial", "not tested"} and around)
        for stands, around in required
    ):
        return "Conditional"
    return None


SINGLE: list[tuple[str, bool]] = list(itertools.product(RESULT_OF, [True, False]))


def test_every_combination_of_two_critical_and_two_required_criteria() -> None:
    seen = set()
    one_order = itertools.combinations_with_replacement(RESULT_OF, 2)
    for critical, required in itertools.product(
        one_order, itertools.combinations_with_replacement(SINGLE, 2)
    ):
        cases = [
            *(("Critical", stands, False) for stands in critical),
            *(("Required", stands, around) for stands, around in required),
        ]
        computed = compute_outcome(plan_of(cases))
        expected = oracle(cases)
        assert (computed.outcome and computed.outcome.value) == expected, cases
        assert bool(computed.missing) == (expected is None)
        assert not computed.by_people
        seen.add(expected)
    assert seen == {"No-go", "Proceed", "Conditional", None}


@pytest.mark.parametrize("stands", RESULT_OF)
@pytest.mark.parametrize("around", [True, False])
def test_an_optional_criterion_changes_nothing(stands: str, around: bool) -> None:
    for cases in ([("Critical", "pass", False)], [("Critical", "pass", False), ("Required", "fail", True)]):
        expected = compute_outcome(plan_of(cases))
        assert compute_outcome(plan_of([*cases, ("Optional", stands, around)])) == expected


def test_a_plan_whose_rows_stand_in_another_order_decides_the_same() -> None:
    cases: list[Case] = [("Required", "fail", True), ("Critical", "pass", False), ("Critical", "pass", False)]
    for order in itertools.permutations(cases):
        assert compute_outcome(plan_of(list(order))).outcome is Outcome.CONDITIONAL


@pytest.mark.parametrize("weight", ["", "[e.g., Critical]", "critcal", "critical", "~~Critical~~"])
def test_a_weight_that_is_none_leaves_the_outcome_open(weight: str) -> None:
    for stands in ("pass", "fail", "empty"):
        computed = compute_outcome(plan_of([("Critical", "pass", False), (weight, stands, True)]))
        assert computed.outcome is None
        assert any("no weight that counts" in missing for missing in computed.missing)


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "none yet",
        "no",
        "n/a",
        "N/A",
        "-",
        "\u2013",
        "?",
        "TBD",
        "[Manual export]",
        "Not possible",
        "No workaround",
        "no workaround known",
        "~~by hand~~",
        "~~by hand~~ n.a.",
        "~by hand~",
        "n.a.",
        "tbc",
        "0",
        "x",
        "[ ]",
        "None, but the team looks into it",
        "There is none",
        "No workaround exists today",
        "We have no workaround",
        "To be found",
        "pending",
    ],
)
def test_saying_that_there_is_no_workaround_is_none(text: str) -> None:
    source = plan_text().replace("Manual export", text)
    plan = read_plan(source)
    assert plan.gaps[0].workaround.source == text
    assert workaround(plan, plan.criteria[1]) is None


def test_a_workaround_belongs_to_the_criterion_it_names() -> None:
    plan = read_plan(plan_text())
    gap = workaround(plan, plan.criteria[1])
    assert gap
    assert gap.workaround.value == "Manual export"
    assert workaround(plan, plan.criteria[0]) is None


def standing_of(
    result: str, *, target: str = "< 15 minutes", weight: str = "Critical"
) -> tuple[str | None, str]:
    """Give what counts, and the remark, for a row ``result | target | status | note``."""
    criteria = CRITERIA_HEAD + f"| 1 | c | m | {target} | {weight} |\n"
    value, status, note = (part.strip() for part in result.split("|"))
    results = RESULTS_HEAD + f"| 1 | c | {value} | {target} | {status} | {note} |\n"
    standing = standings(read_plan(plan_text(criteria=criteria, results=results)))[0]
    return standing.verdict, standing.remark


AS_PROSPECT = "Judged by INES  Falk (prospect): seen"
PROSPECT, VENDOR = "Judged by Tove Brandt (prospect): seen", "Judged by Ines Falk (vendor): seen"


@pytest.mark.parametrize(
    ("row", "weight", "counts", "remark"),
    [
        ("9 minutes | |", "Critical", "Pass", ""),
        ("9 minutes | Pass |", "Critical", "Pass", ""),
        ("20 minutes | Pass |", "Critical", "Fail", "no note says who judged it"),
        (f"20 minutes | Pass | {VENDOR}", "Critical", "Fail", "takes the prospect's name"),
        (f"20 minutes | Partial | {VENDOR}", "Required", "Fail", "takes the prospect's name"),
        (f"20 minutes | Pass | {VENDOR}", "unreadable", "Fail", "takes the prospect's name"),
        (f"20 minutes | Pass | {VENDOR}", "Optional", "Pass", ""),
        (f"20 minutes | Pass | {PROSPECT}", "Critical", "Pass", ""),
        (f"9 minutes | Fail | {VENDOR}", "Critical", "Fail", ""),
        ("9 minutes | Fail |", "Critical", None, "no note says who judged it"),
        ("9 minutes | Partial | it felt slow", "Critical", None, "no note says who judged it"),
        ("quick | Pass |", "Critical", None, "no note says who judged it"),
        (f"quick | Pass | {VENDOR}", "Critical", None, "raised undecided to Pass"),
        (f"quick | Pass | {VENDOR}", "Optional", "Pass", ""),
        (f"quick | Pass | {AS_PROSPECT}", "Critical", None, "takes the prospect's name"),
        (f"20 minutes | Pass | {AS_PROSPECT}", "Required", "Fail", "takes the prospect's name"),
        (f"quick | Fail | {AS_PROSPECT}", "Critical", "Fail", ""),
        (f"quick | Fail | {VENDOR}", "Critical", "Fail", ""),
        (f"quick | Partial | {VENDOR}", "Critical", "Partial", ""),
        (f"quick | Pass | {PROSPECT}", "Critical", "Pass", ""),
        (f"quick | Pass | JUDGED BY {PROSPECT[10:]}", "Critical", "Pass", ""),
        ("quick | Pass | Judged by Ines Falk: seen", "Critical", None, "no note says who judged it"),
        ("quick | Pass | Judged by Ines Falk (vendor):", "Critical", None, "no note says who judged it"),
        (f"quick | Pass | Note. {VENDOR}", "Critical", None, "no note says who judged it"),
        (f" | Pass | {PROSPECT}", "Critical", None, "no result"),
        (f"TBD | Pass | {PROSPECT}", "Critical", None, "no result"),
        (f"Not tested: no time | Pass | {PROSPECT}", "Critical", None, "no result"),
        (f"Not tested: no time | Fail | {PROSPECT}", "Critical", None, "no result"),
        ("9 minutes | Passed |", "Critical", "Pass", ""),
        ("~~9 minutes~~ | |", "Critical", None, ""),
    ],
)
def test_what_counts(row: str, weight: str, counts: str | None, remark: str) -> None:
    verdict, said = standing_of(row, weight=weight)
    assert verdict == counts
    assert remark in said
    assert bool(remark) == bool(said)


@pytest.mark.parametrize(
    ("weights", "results", "reasons"),
    [
        (("Critical", "Critical"), ("9 minutes", "TBD"), ()),
        (
            ("Critical", "Critical"),
            ("9 minutes", "8 minutes"),
            ("all 2 Critical criteria are Pass", "no criterion is Required"),
        ),
        (("unreadable", "Required"), ("9 minutes", "8 minutes"), ()),
        (("Critical", "Required"), ("9 minutes", "TBD"), ("the one Critical criterion is Pass",)),
    ],
)
def test_only_what_was_tested_is_a_reason(
    weights: tuple[str, ...], results: tuple[str, ...], reasons: tuple[str, ...]
) -> None:
    criteria = "".join(f"| {i} | c{i} | m | < 15 minutes | {each} |\n" for i, each in enumerate(weights, 1))
    rows = "".join(f"| {i} | c{i} | {each} | < 15 minutes | | |\n" for i, each in enumerate(results, 1))
    plan = read_plan(plan_text(criteria=CRITERIA_HEAD + criteria, results=RESULTS_HEAD + rows))
    assert compute_outcome(plan).reasons == reasons


@pytest.mark.parametrize(("name", "counts"), [("Ada Berg", "Fail"), ("Tove Brandt", "Pass")])
def test_who_signed_for_the_vendor_can_not_judge_for_the_prospect(name: str, counts: str) -> None:
    signed = "signatures:\n" + "".join(
        f"  - {{party: {party}, name: {who}, date: 2026-03-04, parameters: 'v1:sha256:{'0' * 64}'}}\n"
        for party, who in (("vendor", "Ada Berg"), ("prospect", "Tove Brandt"))
    )
    results = RESULTS_HEAD + f"| 1 | c | 20 minutes | t | Pass | Judged by {name} (prospect): seen |\n"
    plan = read_plan(plan_text(front_matter=FRONT_MATTER + signed, results=results))
    assert standings(plan)[0].verdict == counts


def test_a_result_that_stands_twice_decides_nothing() -> None:
    results = RESULTS_HEAD + "| 1 | c | 9 minutes | t | Pass | |\n| 1 | c | 99 minutes | t | Fail | |\n"
    standing = standings(read_plan(plan_text(results=results)))[0]
    assert standing.verdict is None
    assert standing.computed.reason == "its results stand 2 times"


@pytest.mark.parametrize(
    ("result", "expected"),
    [("9 minutes", "Pass"), ("18 minutes", "Partial"), ("21 minutes", "Fail"), ("x", None)],
)
def test_the_bound_under_partial_still_counts_as_partial(result: str, expected: str | None) -> None:
    criteria = (
        "| # | Criterion | Measurement | Target | Weight | Partial |\n|---|---|---|---|---|---|\n"
        "| 1 | c | m | < 15 minutes | Critical | <= 20 minutes |\n"
    )
    results = RESULTS_HEAD + f"| 1 | c | {result} | t | | |\n"
    standing = standings(read_plan(plan_text(criteria=criteria, results=results)))[0]
    assert standing.verdict == expected


def test_a_partial_bound_by_mistake_stricter_than_the_target_takes_nothing_away() -> None:
    criteria = (
        "| # | Criterion | Measurement | Target | Weight | Partial |\n|---|---|---|---|---|---|\n"
        "| 1 | c | m | < 15 minutes | Critical | <= 5 minutes |\n"
    )
    results = RESULTS_HEAD + "| 1 | c | 9 minutes | t | | |\n"
    assert standings(read_plan(plan_text(criteria=criteria, results=results)))[0].verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("framework", "why"),
    [
        (
            FRAMEWORK.replace("required criteria pass", "required criteria pass, budget approved"),
            "the rule for Proceed",
        ),
        (
            FRAMEWORK.replace("| **No-go** | Critical criteria not met | Gap list |\n", ""),
            "the rule for No-go",
        ),
        (
            FRAMEWORK + "| Proceed | All critical criteria met, required criteria pass | x |\n",
            "the rule for Proceed",
        ),
        (FRAMEWORK.replace("**Conditional**", "Perhaps"), "the rule for Conditional"),
        ("", "the rule for Proceed"),
    ],
)
def test_people_decide_by_a_framework_of_their_own(framework: str, why: str) -> None:
    plan = read_plan(plan_text(framework=framework))
    assert why in people_decide(plan)
    computed = compute_outcome(plan)
    assert (computed.outcome, computed.by_people) == (None, True)


def test_people_decide_where_nothing_is_critical() -> None:
    computed = compute_outcome(read_plan(plan_text(criteria=CRITERIA.replace("Critical", "Required"))))
    assert (computed.outcome, computed.by_people) == (None, True)
    assert computed.reasons == ("people decide: no criterion is Critical",)


@pytest.mark.parametrize("changed", [FRAMEWORK.replace("**", ""), FRAMEWORK.replace("pass |", "*pass*. |")])
def test_the_templates_sentences_may_be_formatted(changed: str) -> None:
    assert people_decide(read_plan(plan_text(framework=changed))) == ""


def test_a_closed_plan_and_one_without_criteria_have_no_outcome() -> None:
    closed = FRONT_MATTER + "closed: {date: 2026-04-01, by: Ines Falk, reason: withdrew}\n"
    assert compute_outcome(read_plan(plan_text(front_matter=closed))).reasons == ("closed: withdrew",)
    assert compute_outcome(read_plan(plan_text(criteria=CRITERIA_HEAD))).missing == ("no criteria yet",)


def test_a_human_verdict_is_read_with_name_party_and_reason() -> None:
    results = RESULTS_HEAD + f"| 1 | c | quick | t | Partial | {PROSPECT} (twice): ok |\n"
    verdict = human_verdict(read_plan(plan_text(results=results)).results[0])
    assert verdict
    assert (verdict.name, verdict.party, verdict.reason) == ("Tove Brandt", "prospect", "seen (twice): ok")
    assert verdict.verdict is Verdict.PARTIAL


def test_each_step_of_the_arithmetic_is_said() -> None:
    computed = compute_outcome(plan_of([("Critical", "pass", False), ("Required", "fail", True)]))
    assert computed.reasons == (
        "the one Critical criterion is Pass",
        "criterion 2 (c2) is Required and Fail, with a workaround: by hand",
    )
    computed = compute_outcome(plan_of([("Critical", "empty", False), ("Required", "fail", False)]))
    assert computed.missing == (
        (
            "criterion 1 (c1) is Critical and has no verdict (not measured yet): "
            "Pass leaves Conditional possible, Fail or Partial makes it No-go"
        ),
        (
            "criterion 2 (c2) is Required and Fail: it needs a workaround; one leaves Conditional possible "
            '(poc-docs results PLAN --workaround 2="…")'
        ),
    )

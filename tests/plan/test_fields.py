"""Front matter as typed values: what is wrong is said, and left out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.fields import FRONT_MATTER
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party, Status
from tests.plan.plan_files import FRONT_MATTER as YAML
from tests.plan.plan_files import plan_text

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

PRINT = "v1:sha256:" + "0f" * 32


def with_lines(*lines: str) -> Plan:
    return read_plan(plan_text(front_matter=YAML + "".join(line + "\n" for line in lines)))


def test_every_key_of_the_format_is_read() -> None:
    plan = with_lines(
        "signatures:",
        f"  - {{party: vendor, name: Ines Falk, date: 2026-03-04, parameters: '{PRINT}',",
        f"     disclosed: '{PRINT}'}}",
        "  - party: prospect",
        "    name: Tove  Brandt",
        "    role: Head of platform",
        "    date: 2026-03-05",
        "    evidence: mail of 2026-03-05",
        f"    results: {PRINT}",
        f"started: {{date: 2026-03-09, parameters: '{PRINT}'}}",
        "completed: 2026-04-10",
        "closed: {date: 2026-04-11, by: Ines Falk, reason: withdrew}",
        "amendments:",
        f"  - {{date: 2026-03-20, by: Ines Falk, reason: new data, from: '{PRINT}', to: '{PRINT}',",
        "     changes: [{where: criterion 1 target, from: '< 1 s', to: ''}]}",
        "pauses: [{from: 2026-03-16, to: , reason: freeze, requested_by: Tove Brandt}]",
        "confetti: 2026-04-02",
        "metrics: [{criterion: 1, source: 'k6:p(95)', unit: ms}]",
        "business: {outcome: no decision, date: 2026-05-01}",
        "crm: {stage: Validation, forecast_category: Best Case, deal_review: false, amount: 180000.00 EUR,",
        "      close_date: 2026-05-29}",
        "x-region: EMEA",
        "tags: [a, b]",
    )
    assert (plan.problems, plan.unknown_keys, plan.missing_keys) == ((), (), ())
    metadata = plan.metadata
    assert metadata
    assert (plan.id, plan.status) == ("halden-route-planning", Status.PLANNING)
    assert [(s.party, s.name, s.date) for s in metadata.signatures] == [
        (Party.VENDOR, "Ines Falk", dt.date(2026, 3, 4)),
        (Party.PROSPECT, "Tove Brandt", dt.date(2026, 3, 5)),
    ]
    assert metadata.amendments[0].changes[0].before == "< 1 s"
    assert metadata.amendments[0].changes[0].after == ""
    assert metadata.pauses[0].until is None
    assert metadata.metrics[0].criterion == 1
    assert metadata.crm
    assert (str(metadata.crm.amount), metadata.crm.deal_review) == ("180,000 EUR", False)
    assert all(getattr(metadata, key) for key in FRONT_MATTER)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("status: active", "'status' must be one of Planning, Active, Complete, not 'active'"),
        ("status: [Planning]", "'status' must be one of"),
        ("date: 2026-02-30", "'date' must be a date as YYYY-MM-DD, not '2026-02-30'"),
        ("date: 2.3.2026", "'date' must be a date"),
        ("id: Halden", "'id' must be small letters, digits and single hyphens"),
        ("id: a--b", "'id' must be small letters"),
        ("id: '\u0661'", "'id' must be small letters"),
        ("title: {a: b}", "'title' must be one line of text"),
        ("completed: soon", "'completed' must be a date"),
        ("completed:", "'completed' must be a date as YYYY-MM-DD, not ''"),
        ("signatures: none", "'signatures' must be a list, each item beginning with '-'"),
        ("signatures: [a]", "'signatures' must be keys and values (party, name,"),
        ("signatures: [{party: customer, name: A, date: 2026-03-04}]", "'party' of a signature must be one"),
        ("signatures: [{party: vendor, name: '', date: 2026-03-04}]", "must be one line of text"),
        ("signatures: [{party: vendor, name: A, date: 2026-03-04, results: v1:sha256:0f}]", "a fingerprint"),
        (f"started: {{date: 2026-03-04, parameters: '{PRINT.upper()}'}}", "must be a fingerprint"),
        ("closed: {date: 2026-03-04, by: A, reason: lost}", "must be one of qualified-out, withdrew"),
        ("pauses: [{from: x, to: , reason: a, requested_by: b}]", "'from' of a pause must be a date"),
        ("metrics: [{criterion: one, source: a}]", "must be the number of a criterion"),
        ("business: {outcome: perhaps}", "must be one of won, lost, pending, no decision"),
        ("crm: {deal_review: yes}", "must be true or false, not 'yes'"),
        ("crm: {amount: 180.000 \u20ac}", "must be an amount such as 1250.00 EUR"),
        ("crm: {amount: -5 EUR}", "'amount' of 'crm' must be zero or more, not '-5 EUR'"),
        (
            "amendments: [{from: c, changes: [{where: e, from: [f], to: g}]}]",
            "'from' of a change must be a text in quotes",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_and_left_out(line: str, problem: str) -> None:
    key = line.partition(":")[0]
    lines = [other for other in YAML.splitlines() if not other.startswith(f"{key}:")]
    plan = read_plan(plan_text(front_matter="\n".join([*lines, line]) + "\n"))
    assert any(problem in found.message for found in plan.problems)
    assert plan.metadata
    assert not getattr(plan.metadata, key)
    assert all(found.advice and found.span.start < found.span.end for found in plan.problems)


@pytest.mark.parametrize(
    ("amount", "advice"),
    [
        ("1,450,000 BRL", "and nothing between thousands"),
        ("-5 EUR", "without '-'"),
        ("180.000 EUR", "it may be 180000.00 EUR or 180.00 EUR; write the one that is meant"),
    ],
)
def test_the_advice_on_an_amount_says_what_to_take_out(amount: str, advice: str) -> None:
    lines = [line for line in YAML.splitlines() if not line.startswith("crm:")]
    front_matter = "\n".join([*lines, f"crm: {{amount: '{amount}'}}"]) + "\n"
    (found,) = read_plan(plan_text(front_matter=front_matter)).problems
    assert advice in found.advice


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (
            "signatures: [{party: vendor}]",
            ["key 'name' of a signature is missing", "key 'date' of a signature is missing"],
        ),
        ("started: {date: 2026-03-04}", ["key 'parameters' of 'started' is missing"]),
        ("closed: {}", [f"key '{key}' of 'closed' is missing" for key in ("date", "by", "reason")]),
    ],
)
def test_what_lacks_a_key_is_left_out(lines: str, missing: list[str]) -> None:
    plan = with_lines(lines)
    assert [found.message for found in plan.missing_keys] == missing
    assert plan.metadata
    assert not getattr(plan.metadata, lines.partition(":")[0])


@pytest.mark.parametrize("key", [key for key, field in FRONT_MATTER.items() if field.required])
def test_a_required_key_is_missed(key: str) -> None:
    lines = [line for line in YAML.splitlines() if not line.startswith(f"{key}:")]
    plan = read_plan(plan_text(front_matter="\n".join(lines) + "\n"))
    assert [found.message for found in plan.missing_keys] == [f"key {key!r} is missing"]
    assert plan.metadata
    assert getattr(plan.metadata, key) is None


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("signature: []", "did you mean 'signatures'?"),
        ("compleeted: 2026-03-04", "did you mean 'completed'?"),
        ("zzz: 1", "a key of your own begins with 'x-'"),
        ("X-region: EMEA", "begins with 'x-'"),
        ("crm: {stages: a}", "did you mean 'stage'?"),
        ("crm: {tags: a}", "a key of your own begins with 'x-'"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_one(line: str, advice: str) -> None:
    (unknown,) = with_lines(line).unknown_keys
    assert "is not part of the format" in unknown.message
    assert advice in unknown.advice


def test_keys_of_ones_own_and_of_mkdocs_are_kept_without_a_word() -> None:
    plan = with_lines("x-a: 1", "hide: [toc]", "search: {exclude: true}", "description: b", "crm: {x-b: 1}")
    assert (plan.unknown_keys, plan.problems) == ((), ())


def test_a_placeholder_without_quotes_is_text_though_yaml_reads_a_list() -> None:
    text = plan_text(front_matter=YAML.replace("Ines Falk", "[Name]").replace("2026-03-02", "YYYY-MM-DD"))
    plan = read_plan(text)
    assert plan.problems == ()
    assert plan.metadata
    assert plan.metadata.sales_engineer
    assert plan.metadata.date
    assert (plan.metadata.sales_engineer.value, plan.metadata.date.value) == ("[Name]", None)
    assert plan.metadata.sales_engineer.span.of(text) == "[Name]"


def test_a_signature_that_cannot_be_read_does_not_count_beside_one_that_can() -> None:
    plan = with_lines(
        "signatures:",
        "  - {party: vendor, name: A, date: 2026-13-01}",
        "  - {party: vendor, name: B, date: 2026-03-01}",
    )
    assert [signature.name for signature in plan.signatures] == ["B"]

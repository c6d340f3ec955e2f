"""Each page says what plan, agreement and decision compute, and decides nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.agreement.amendments import amendments
from poc_docs.plan.agreement.fingerprints import short_code
from poc_docs.plan.agreement.state import agreement
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.standings import standings
from poc_docs.plan.values import is_placeholder
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.site.plan_page.page import SECTIONS
from tests.site.hostile import hostile_files
from tests.site.rendered import FILES, each_sample, page_alone, page_of, pages_of, rendered, sample
from tests.surroundings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from poc_docs.plan.model import Plan
    from tests.site.parsed import Page


def plan_and_page(path: Path) -> tuple[Plan, Page]:
    (entry,) = read_portfolio({f"plans/{path.name}": path.read_bytes()}).entries
    assert entry.plan
    return entry.plan, page_alone(path)


def test_there_is_a_start_page_and_a_page_for_each_plan() -> None:
    assert {"index.md", "all-plans.md", *FILES} <= set(rendered())


def test_pages_depend_on_nothing_but_the_plans() -> None:
    assert rendered(FILES) == rendered(dict(reversed(FILES.items())))


def test_without_plans_the_start_page_says_what_to_do() -> None:
    pages = pages_of({})
    assert not [path for path in pages if path.startswith("plans/")]
    assert pages["index.md"].texts("pre") == ['poc-docs new "Prospect" "Title"']
    assert not pages["index.md"].named("table")


@each_sample
def test_a_page_has_one_first_heading_and_no_id_twice(path: Path) -> None:
    plan, page = plan_and_page(path)
    assert plan.metadata
    assert plan.metadata.prospect
    assert plan.metadata.title
    assert page.texts("h1") == [f"{plan.metadata.prospect.value} – {plan.metadata.title.value}"]
    known = [section for section, _ in SECTIONS]
    assert page.texts("h2") == [section for section in known if section in page.texts("h2")]
    assert {"Agreement", "Criteria", "Decision", "The plan as written"} <= set(page.texts("h2"))
    assert not page.repeated_ids


@each_sample
def test_metadata_is_the_plan_s(path: Path) -> None:
    plan, page = plan_and_page(path)
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["Id"] == plan.id
    overview = plan.overview
    for name, read in (("Duration", overview.duration), ("Decision date", overview.decision_date)):
        assert read
        blank = is_placeholder(read.text.value)
        assert facts[name].startswith("to be filled in" if blank else read.text.value)


@each_sample
def test_criteria_carry_the_verdicts_that_are_computed(path: Path) -> None:
    plan, page = plan_and_page(path)
    rows = page.rows("Criteria with results and verdicts")
    for standing, row in zip(standings(plan), rows, strict=True):
        assert row[0] == standing.criterion.number.text.value
        verdict = standing.verdict.value if standing.verdict else "undecided"
        assert row[5].split()[1].startswith(verdict)
        assert standing.computed.reason in row[5]
        assert not standing.human or f"Judged by {standing.human.name} ({standing.human.party})" in row[5]
        for cell, text in (
            (row[1], standing.criterion.text),
            (row[1], standing.criterion.measurement),
            (row[2], standing.criterion.target),
            (row[3], standing.criterion.weight.text),
            (row[4], standing.result.result if standing.result else None),
        ):
            assert text is None or is_placeholder(text.value) or text.value in cell


@each_sample
def test_the_outcome_is_computed_with_all_reasons_and_beside_it_the_written_one(path: Path) -> None:
    plan, page = plan_and_page(path)
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    computed = compute_outcome(plan)
    assert (computed.outcome.value if computed.outcome else "undecided") in facts["Computed"]
    for line in (*computed.reasons, *computed.missing):
        assert line in facts["Computed"]
    written = plan.decision.outcome
    assert written
    assert facts["Written"].endswith(written.value.value if written.value else "no outcome is written yet")


@each_sample
def test_every_signature_is_named_with_the_text_it_stands_under(path: Path) -> None:
    plan, page = plan_and_page(path)
    rows = page.rows("Signatures")
    state = agreement(plan)
    for signature, row in zip(plan.signatures, rows, strict=True):
        assert row[0] == signature.party
        assert signature.name in row[1]
        assert row[2] == signature.date.isoformat()
        assert row[4] == (signature.evidence or "–")
        if signature.parameters == state.parameters:
            assert row[3] == f"the present text {short_code(state.parameters)}"
        assert signature.parameters is None or short_code(signature.parameters) in row[3]


@each_sample
def test_every_amendment_is_shown_with_its_changes(path: Path) -> None:
    plan, page = plan_and_page(path)
    for number, amendment in enumerate(amendments(plan), 1):
        rows = page.rows(f"Changes of amendment {number}")
        assert [row[1:] for row in rows] == [
            [change.before or "–", change.after or "–"] for change in amendment.changes
        ]
    assert len([h for h in page.texts("h3") if h.startswith("Amendment ")]) == len(amendments(plan))


def test_an_open_amendment_names_who_has_to_sign_and_the_original_beside_the_present_target() -> None:
    page = page_of(sample("westerland-triage-coding"))
    assert "Still to sign: prospect" in page.texts("p")
    row = page.rows("Criteria with results and verdicts")[1]
    assert row[2] == "<= 2.5 s originally <= 1.5 s"
    assert "<= 1.5 s" in [tag.text for tag in page.named("del")]
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["Decision date"] == "2026-12-16 (digital board of the hospital group) originally 2026-12-04"


def test_amendments_that_do_not_fit_together_rebuild_nothing() -> None:
    page = page_of(sample("westerland-triage-coding").replace('from: "<= 1.5 s"', 'from: "<= 9 s"'))
    assert [text for text in page.texts("p") if text.startswith("▲ The amendments do not fit together: ")]
    assert page.rows("Criteria with results and verdicts")[1][2] == "<= 2.5 s"


def test_a_changed_target_is_named_as_not_what_was_signed() -> None:
    page = page_of(sample("marlowe-pike-substitution-ranking").replace("<180ms", "<280ms"))
    assert [t for t in page.texts("p") if t.startswith("▲ changed since agreement The present text is not")]
    (banner,) = [tag for tag in page.tags if tag.attributes.get("class") == "poc-docs-banner"]
    assert "POC402" in banner.text


def test_a_changed_environment_is_named() -> None:
    page = page_of(sample("marlowe-pike-substitution-ranking").replace("UK South (London)", "UK West"))
    since = "Gwen Tregear (prospect) signed on 2026-10-30"
    said = f"Environment or timeline have changed since {since}. That needs no new signature."
    assert said in page.texts("p")


def test_a_clock_that_stands_still_is_seen_on_both_pages() -> None:
    pages = pages_of({"plans/x.md": sample("shunan-platform-announcements").encode()})
    (since,) = re.findall(r"- from: (\S+)", sample("shunan-platform-announcements"))
    assert pages["all-plans.md"].rows("All plans")[0][3] == f"Active, paused since {since}"
    facts = dict(zip(pages["plans/x.md"].texts("dt"), pages["plans/x.md"].texts("dd"), strict=True))
    assert facts["Paused"].startswith(f"{since} on: ")
    assert "asked for by " in facts["Paused"]


def test_results_are_confirmed_reported_or_changed_since() -> None:
    def word(text: str) -> list[str]:
        words = ("confirm", "reported by")
        return [p for p in page_of(text).texts("p") if any(w in p for w in words) and len(p) < 80]

    serra = sample("serra-verde-fraud-scoring")
    assert word(serra) == ["✓ confirmed by Rafael Teixeira on 2026-09-14"]
    assert word(serra.replace("47 ms", "46 ms")) == [
        "▲ changed since Rafael Teixeira on 2026-09-14 confirmed them"
    ]
    assert word(sample("marlowe-pike-substitution-ranking")) == ["○ reported by the vendor, not confirmed"]
    assert word(sample("vale-atlantico-research-inference")) == []


def test_a_verdict_that_does_not_count_says_why() -> None:
    text = sample("serra-verde-fraud-scoring").replace("Judged by Rafael Teixeira (prospect):", "Said:")
    row = page_of(text).rows("Criteria with results and verdicts")[5]
    assert row[5].startswith("✗ Fail")
    assert "Does not count: Partial is written, but no note says who judged it" in row[5]


def test_a_written_outcome_that_differs_is_told_from_the_computed_one() -> None:
    reason = "**Outcome:** Proceed\n\n**Reason:** The committee does not need failover"
    text = sample("serra-verde-fraud-scoring").replace("**Outcome:** Conditional", reason)
    pages = pages_of({"plans/x.md": text.encode()})
    facts = dict(zip(pages["plans/x.md"].texts("dt"), pages["plans/x.md"].texts("dd"), strict=True))
    assert facts["Written"] == "✓ Proceed differs from the computed outcome"
    assert facts["Computed"].startswith("◐ Conditional")
    assert pages["all-plans.md"].rows("All plans")[0][8] == (
        "✓ Proceed computed: Conditional business: pending, 2026-10-30"
    )


def test_an_outcome_outside_the_vocabulary_is_shown_as_it_is() -> None:
    text = sample("serra-verde-fraud-scoring").replace("**Outcome:** Conditional", "**Outcome:** Go!")
    facts = dict(zip(page_of(text).texts("dt"), page_of(text).texts("dd"), strict=True))
    assert facts["Written"] == "Go!"


def test_people_decide_where_arithmetic_does_not() -> None:
    text = sample("fastighetsregisterverket-deed-classification")
    text = re.sub(r"\nsignatures:\n(?: .*\n)+", "\n", text).replace("| Critical", "| Required")
    pages = pages_of({"plans/x.md": text.encode()})
    facts = dict(zip(pages["plans/x.md"].texts("dt"), pages["plans/x.md"].texts("dd"), strict=True))
    assert facts["Computed"] == "○ left to people people decide: no criterion is Critical"
    assert pages["all-plans.md"].rows("All plans")[0][8] == "people decide"


def test_gaps_are_shown_and_the_template_s_own_row_is_not() -> None:
    gaps = page_of(sample("serra-verde-fraud-scoring")).rows("Gaps")
    assert [row[1:3] for row in gaps] == [["3", "Medium"], ["4", "High"], ["6", "Low"]]
    assert "No gaps are written down." in page_of(sample("vale-atlantico-research-inference")).texts("p")


def test_findings_stand_on_the_page_with_place_code_message_and_way_out() -> None:
    data = (PROJECT / "tests" / "plans" / "broken.md").read_bytes()
    (entry,) = read_portfolio({"plans/broken.md": data}).entries
    page = pages_of({"plans/broken.md": data})["plans/broken.md"]
    (banner,) = [tag for tag in page.tags if tag.attributes.get("class") == "poc-docs-banner"]
    said = " ".join(banner.text.split())
    assert len(entry.errors) > 10
    assert page.texts("summary")[0] == f"{len(entry.errors) - 8} more"
    for finding in entry.errors:
        message = " ".join(finding.message.split())
        assert f"{finding.line}:{finding.column} {finding.code} " in said
        assert message in said
        assert " ".join(finding.advice.split()) in said


def test_advice_is_folded_away_and_is_no_banner() -> None:
    page = page_of(sample("westerland-triage-coding"))
    assert "1 piece of advice" in page.texts("summary")
    assert not [tag for tag in page.tags if tag.attributes.get("class") == "poc-docs-banner"]


def test_authors_own_sections_are_part_of_the_page() -> None:
    page = page_of(sample("serra-verde-fraud-scoring") + "\n## Lunch\n\nAt **noon**.\n")
    assert page.texts("h4")[-1] == "Lunch"
    assert "At noon." in page.texts("p")


@pytest.mark.parametrize("path", hostile_files())
def test_hostile_and_broken_plans_have_a_page_of_our_tags_only(path: str) -> None:
    pages = pages_of({path: hostile_files()[path]})
    page = next(page for name, page in pages.items() if name != "index.md")
    assert len(page.named("h1")) == 1
    for found in pages.values():
        assert not {tag.name for tag in found.tags} & {"script", "img", "iframe", "object", "style"}
        drawings = [tag.attributes.get("class", "") for tag in found.named("svg")]
        assert all(kind.startswith("poc-docs-drawing") for kind in drawings)
        assert not [name for tag in found.tags for name in tag.attributes if name.startswith("on")]
        assert not [
            t for t in found.tags if ":" in t.attributes.get("href", "").partition("//")[0].strip("htps:")
        ]
        assert not found.repeated_ids

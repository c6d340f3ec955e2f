"""The upper half of a plan's page: how it stands, what was agreed, what was measured, what follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.exports.health_json import plan_health
from poc_docs.exports.next_json import plan_needs
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.decision_steps import decision_steps
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.versions import PlanVersion
from poc_docs.repository.workspace import Workspace
from poc_docs.site.forge import Forge, Host
from poc_docs.site.gathering import Gatherer
from poc_docs.site.pages import render_site
from tests.site.hostile import hostile_files
from tests.site.rendered import (
    TODAY,
    each_sample,
    facts_of,
    page_alone,
    page_of,
    pages_of,
    parsed,
    sample,
    shown_json,
    standing_of,
    text_of,
)

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from tests.site.parsed import Page
    from tests.surroundings import Repository

MARLOWE = "marlowe-pike-substitution-ranking"
STEPS = "The decision step by step"


def section_of(page: Page, kind: str) -> str:
    return " ".join(" ".join(t.text for t in page.tags if t.attributes.get("class") == kind).split())


def health_of(path: Path) -> dict[str, Any]:
    version = PlanVersion(f"plans/{path.name}", read_plan(path.read_text(encoding="utf-8")))
    assert version.plan
    found = plan_health(version.path, version.plan, TODAY)
    return dict(found)


def page_from(repository: Repository, name: str, today: dt.date = TODAY) -> Page:
    workspace = Workspace(repository.root, git=True)
    edition = Gatherer(workspace).gather(workspace.files(), today)
    return parsed(render_site(edition).pages[f"plans/{name}.md"])


# The header


@each_sample
def test_health_week_and_days_are_those_of_the_health_command(path: Path) -> None:
    page = page_alone(path)
    health, line = health_of(path), standing_of(page)
    if health["health"]:
        assert re.search(rf"[✓◐▲] {health['health']}\b", line)
    else:
        assert not re.search(r"\b(?:Green|Yellow|Red)\b", line)
    if health["differs"]:
        assert f"stated {health['stated']['health']} on {health['stated']['date']}" in line
    else:
        assert "stated" not in line
    if health["phase"] != "closed":
        assert health["stands"].casefold() in line.casefold()
    days = health["days_to_decision"]
    if health["health"] and health["phase"] != "decision" and days is not None:
        assert f"Decision {health['decision_date']}, " in line
        assert str(abs(days)) in line or not days


@each_sample
def test_every_signal_is_named_with_what_to_type(path: Path) -> None:
    page = page_alone(path)
    said = section_of(page, "poc-docs-attention")
    signals = health_of(path)["signals"]
    assert said.count("poc-docs ") >= len(signals)
    for signal in signals:
        assert " ".join(f"{signal['severity']} {signal['message']} ({signal['name']}".split()) in said
        assert " ".join(signal["commands"][0].split()) in said
    assert bool(said) is bool(signals)


@each_sample
def test_what_comes_next_are_the_first_items_that_no_signal_names(path: Path) -> None:
    version = PlanVersion(f"plans/{path.name}", read_plan(path.read_text(encoding="utf-8")))
    assert version.plan
    plan = plan_needs(version.path, version.plan, TODAY)
    page = page_alone(path)
    said = section_of(page, "poc-docs-next")
    items = [item for item in plan["items"] if not item["severity"]]
    for number, item in enumerate(items):
        assert (" ".join(item["what"].split()) in said) is (number < 3) or number >= 3


def test_a_decision_that_is_overdue_says_by_how_much() -> None:
    text = re.sub(r"(Decision date:\*\*) 2026-12-09", r"\1 2026-11-09", sample(MARLOWE))
    assert "Decision 2026-11-09, overdue by 14 days" in standing_of(page_of(text))


def test_a_pause_and_its_reason_stand_in_the_header() -> None:
    (since,) = re.findall(r"- from: (\S+)", sample("shunan-platform-announcements"))
    assert f"Paused since {since} (" in standing_of(page_of(sample("shunan-platform-announcements")))


def test_a_stated_health_that_differs_stands_beside_the_computed_one() -> None:
    head, health, rest = sample(MARLOWE).rpartition("- **Health:** Green")
    assert health
    text = f"{head}- **Health:** Red{rest}"
    assert "✓ Green stated Red on 2026-11-20" in standing_of(page_of(text))


@each_sample
def test_the_crm_s_facts_are_those_of_show(path: Path) -> None:
    page = page_alone(path)
    crm, facts = shown_json(path)["crm"] or {}, facts_of(page)
    names = {"stage": "Stage", "forecast_category": "Forecast category", "close_date": "Close date"}
    for key, name in names.items():
        assert facts.get(name) == (crm.get(key) or None)
    assert ("Amount" in facts) is bool(crm.get("amount"))
    assert ("Deal review" in facts) is bool(crm.get("deal_review"))


def test_links_lead_to_the_file_where_the_repository_has_a_web_address() -> None:
    forge = Forge("https://github.com/example/pocs", Host.GITHUB, "main")
    files = {"plans/x.md": sample(MARLOWE).encode(), "plans/a.md": b"\xff"}
    pages = pages_of(files, forge=forge)
    for path in files:
        links = {tag.text: tag.attributes["href"] for tag in pages[path].named("a")}
        assert links["Edit the file"] == f"https://github.com/example/pocs/edit/main/{path}"
        assert links["See it in the repository"] == f"https://github.com/example/pocs/blob/main/{path}"
    assert "Edit the file" not in text_of(pages_of(files)["plans/x.md"])


# What was agreed


@pytest.fixture
def signed(repository: Repository) -> Repository:
    repository.git("config", "core.hooksPath", "/dev/null")
    repository.write(f"plans/{MARLOWE}.md", sample(MARLOWE))
    repository.commit("As signed")
    return repository


def test_a_changed_target_is_shown_as_it_was_signed_and_as_it_is(signed: Repository) -> None:
    signed.replace(f"plans/{MARLOWE}.md", "<180ms", "<280ms")
    signed.commit("A target that nobody signed")
    page = page_from(signed, MARLOWE)
    assert page.rows("What is not as it was signed") == [["target of criterion 1", "<180ms", "<280ms"]]


def test_a_change_that_is_not_committed_is_shown_too(signed: Repository) -> None:
    signed.replace(f"plans/{MARLOWE}.md", "<180ms", "<90ms")
    page = page_from(signed, MARLOWE)
    assert page.rows("What is not as it was signed") == [["target of criterion 1", "<180ms", "<90ms"]]


def test_without_the_signed_version_the_page_says_so(repository: Repository) -> None:
    repository.git("config", "core.hooksPath", "/dev/null")
    repository.write(f"plans/{MARLOWE}.md", sample(MARLOWE).replace("<180ms", "<280ms"))
    repository.commit("Never as signed")
    page = page_from(repository, MARLOWE)
    assert "The version that was signed is not in the history of this repository." in page.texts("p")
    assert not page.rows("What is not as it was signed")


def test_a_plan_as_it_was_signed_shows_no_differences(signed: Repository) -> None:
    page = page_from(signed, MARLOWE)
    assert "✓ agreed The present text is what both parties signed." in text_of(page)
    assert not page.rows("What is not as it was signed")
    assert "Changed since it was disclosed" not in page.texts("h2")


def test_environment_timeline_and_risks_are_compared_with_what_was_disclosed(signed: Repository) -> None:
    text = sample(MARLOWE)
    (milestone,) = re.findall(r"## Timeline\n\n.*\n.*\n\|[^|]+\| ([^|]+?) +\|", text)
    (risk,) = re.findall(r"## Risk Assessment\n\n.*\n.*\n\| ([^|]+?) \|", text)
    signed.replace(f"plans/{MARLOWE}.md", "UK South (London)", "UK West (Cardiff)")
    signed.replace(f"plans/{MARLOWE}.md", f"| {milestone} ", f"| {milestone} again ")
    signed.replace(f"plans/{MARLOWE}.md", f"| {risk} |", f"| {risk} still |")
    signed.commit("Another region")
    page = page_from(signed, MARLOWE)
    rows = page.rows("Changes since it was disclosed")
    assert ["Environment", "Region", "UK South (London)", "UK West (Cardiff)"] in rows
    assert {row[0] for row in rows} == {"Environment", "Timeline", "Risk"}
    assert any("Gwen Tregear (prospect) signed on 2026-10-30" in text for text in page.texts("p"))


def test_what_changed_before_the_signature_is_no_change_since(signed: Repository) -> None:
    name = f"plans/{MARLOWE}.md"
    before = sample(MARLOWE)
    unsigned = re.sub(r"(?ms)^signatures:\n.*?(?=^\S)", "", before)
    (risk,) = re.findall(r"## Risk Assessment\n\n.*\n.*\n\| ([^|]+?) \|", before)
    signed.write(name, unsigned.replace(f"| {risk} |", "| An older risk |"))
    signed.commit("A draft, with another risk")
    signed.write(name, before)
    signed.commit("Signed")
    signed.replace(name, "UK South (London)", "UK West (Cardiff)")
    signed.commit("Another region")
    assert [row[0] for row in page_from(signed, MARLOWE).rows("Changes since it was disclosed")] == [
        "Environment"
    ]


def test_without_history_the_page_says_that_it_can_not_compare() -> None:
    page = page_of(sample(MARLOWE).replace("UK South (London)", "UK West"))
    assert "Changed since it was disclosed" in page.texts("h2")
    assert "The version of that day is not in the history of this repository." in page.texts("p")


# Criteria


@each_sample
def test_results_targets_and_verdicts_are_those_of_show(path: Path) -> None:
    page = page_alone(path)
    rows = page.rows("Criteria with results and verdicts")
    for criterion, row in zip(shown_json(path)["criteria"], rows, strict=False):
        assert row[0] == str(criterion["number"])
        assert " ".join((criterion["target"] or "to be filled in").split()) in row[2]
        assert not criterion["baseline"] or f"Baseline: {criterion['baseline']}" in row[2]
        assert not criterion["result"] or " ".join(criterion["result"].split()) in row[4]
        assert (criterion["verdict"] or "undecided") in row[5]


@each_sample
def test_each_drawing_is_silent_and_has_its_words_beside_it(path: Path) -> None:
    page = page_alone(path)
    cells = [row[4] for row in page.rows("Criteria with results and verdicts")]
    drawn = [t for t in page.named("svg") if "poc-docs-scale" in t.attributes["class"]]
    assert all(tag.attributes["aria-hidden"] == "true" for tag in drawn)
    assert sum("target " in cell for cell in cells) == len(drawn)


# The decision


@each_sample
def test_the_arithmetic_ends_at_the_computed_outcome(path: Path) -> None:
    plan = read_plan(path.read_text(encoding="utf-8"))
    page = page_alone(path)
    rows, steps = page.rows(STEPS), decision_steps(plan)
    assert [row[0] for row in rows] == [f"{n}. {step.question}" for n, step in enumerate(steps, 1)]
    assert [row[1].startswith(step.answer) for row, step in zip(rows, steps, strict=True)] == [True] * len(
        rows
    )
    outcome = compute_outcome(plan).outcome
    if rows and outcome:
        (rule,) = [rule for rule in plan.framework if rule.outcome.value is outcome]
        assert outcome.value in rows[-1][2]
        assert f"Rule: {rule.criteria.value}" in rows[-1][2]
        assert rule.next_step.value in rows[-1][2]
    elif rows:
        assert rows[-1][2] == "the outcome waits for this"
    weights = [row[0].partition(" ")[0] for row in page.rows("Criteria by weight")]
    assert weights == sorted(weights, key=["Critical", "Required", "Optional", "Without"].index)


def test_a_plan_with_errors_has_no_arithmetic() -> None:
    page = page_of(sample(MARLOWE).replace("<180ms", "<280ms"))
    assert page.rows(STEPS) == []
    assert "not computed: the plan has errors" in facts_of(page)["Computed"]


def test_what_each_missing_result_would_do_is_said() -> None:
    computed = facts_of(page_of(sample(MARLOWE)))["Computed"]
    assert "Pass" in computed
    assert "makes it No-go" in computed


# Whatever stands in a plan


@pytest.mark.parametrize("path", [p for p in hostile_files() if p.startswith("plans/v")])
def test_the_words_of_a_hostile_plan_are_in_no_drawing_s_markup(path: str) -> None:
    pages = pages_of({path: hostile_files()[path]})
    page = next(page for name, page in pages.items() if name.startswith("plans/"))
    for tag in page.named("svg"):
        assert tag.attributes["class"].startswith("poc-docs-drawing")
    assert not page.repeated_ids


def test_amounts_stand_in_one_form_also_where_the_plan_is_quoted() -> None:
    assert facts_of(page_of(sample("serra-verde-fraud-scoring")))["Other benefit per month"] == "185,000 BRL"
    credited = facts_of(page_of(sample("brightwater-live-captions")))
    assert credited["Top-up by"] == "Lars Ottesen, up to 3,000 USD without the deal desk"

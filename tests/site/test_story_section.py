"""Checkpoints, gaps, issues, learnings and history on a plan's page, as the plan and git have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.exports.plan_json import plan_json
from poc_docs.exports.roi_json import roi_json
from poc_docs.plan.amounts import amount_text
from poc_docs.plan.gap_register import read_register
from poc_docs.plan.plan_change import ChangeKind, said
from poc_docs.plan.reading import read_plan
from poc_docs.portfolio.story import Step, Story
from poc_docs.site.forge import forge_of
from tests.site.hostile import VECTORS
from tests.site.rendered import FILES, PAGES, TODAY, pages_of
from tests.surroundings import PROJECT, SAMPLES

if TYPE_CHECKING:
    from tests.site.parsed import Page

GATE = FILES["plans/vlierhaven-gate-damage.md"].decode()
REGISTER = read_register((PROJECT / "gaps.md").read_text("utf-8"))
each_sample = pytest.mark.parametrize("path", [f"plans/{path.name}" for path in SAMPLES])


def running(path: str) -> dict[str, Any]:
    found: dict[str, Any] = plan_json(read_plan(FILES[path].decode()), today=TODAY)["running"]
    return found


def heads(page: Page) -> list[str]:
    """Give the heads of the stories: checkpoints, then history."""
    kind = "poc-docs-story-head"
    return [" ".join(tag.text.split()) for tag in page.tags if tag.attributes.get("class") == kind]


def page_of(text: str, **more: Any) -> Page:
    return pages_of({"plans/x.md": text.encode()}, **more)["plans/x.md"]


@each_sample
def test_checkpoints_are_those_of_the_json_form_the_latest_first(path: str) -> None:
    expected = sorted((each["date"] for each in running(path)["checkpoints"]), reverse=True)
    assert [head[:10] for head in heads(PAGES[path])] == expected


def test_a_checkpoint_says_its_week_its_health_and_what_stands_in_the_way() -> None:
    page = PAGES["plans/vlierhaven-gate-damage.md"]
    assert heads(page)[0] == "2026-11-04 week 5 ◐ Yellow"
    said_of = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert said_of["Blockers"].startswith("Lamps of lanes 5 and 6 not delivered")
    assert "2 earlier checkpoints" in page.texts("summary")


def test_a_checkpoint_without_a_date_comes_last() -> None:
    assert heads(page_of(GATE.replace("### 2026-11-04", "### soon")))[-1].startswith("soon")


@each_sample
def test_issues_are_those_of_the_json_form(path: str) -> None:
    for label, is_open in (("Open issues", True), ("Closed issues", False)):
        expected = [each["issue"] for each in running(path)["issues"] if each["is_open"] is is_open]
        assert [line[0] for line in PAGES[path].rows(label)] == expected


@each_sample
def test_figures_are_those_of_the_json_form(path: str) -> None:
    lines = PAGES[path].rows("Return on investment")
    plan = read_plan(FILES[path].decode())
    figures = roi_json(plan, TODAY)["figures"] if plan.running.costs else []
    assert [line[0] for line in lines] == [each["name"] for each in figures]
    for line, each in zip(lines, figures, strict=True):
        assert each["value"] is None or line[1] == amount_text(each["value"], each["unit"])
        assert line[2] == each["formula"]


@each_sample
def test_decisions_and_learnings_are_those_of_the_json_form(path: str) -> None:
    found, page = running(path), PAGES[path]
    decisions = [[each["decision"], each["date"], each["who"]] for each in found["decisions"]]
    assert page.rows("Decisions on the way") == decisions
    assert set(found["learnings"]) <= set(page.texts("li"))


def test_a_gap_shows_what_the_register_says_of_it() -> None:
    pages = pages_of(register=REGISTER)
    found = {
        line[0].partition(":")[0]: line[5]
        for path in FILES
        for line in pages[path].rows("Gaps")
        if line[0].startswith("GAP-")
    }
    assert found["GAP-1"] == "◔ Planned in 2027.01"
    assert found["GAP-3"] == "○ Open"
    assert set(found) <= {gap.id.value for gap in REGISTER.gaps}


def gap_plan(row: str) -> str:
    head, example, end = (
        GATE.index(text) for text in ("| Gap      ", "| [e.g., Missing bulk", "### Decision")
    )
    columns = "| Gap | Severity | Workaround | Reported To | Id |\n|---|---|---|---|---|\n"
    assert head < example < end
    return f"{GATE[:head]}{columns}{row}\n\n{GATE[end:]}"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://tracker.example/7", "https://tracker.example/7"),
        ("javascript:alert(1)", None),
        ("TRACK-7", None),
    ],
)
def test_a_link_of_the_register_is_a_link_only_where_it_is_a_web_address(
    link: str, address: str | None
) -> None:
    head = "| Id | Gap | Area | Owner | Status | Release | Link |\n|---|---|---|---|---|---|---|\n"
    register = read_register(f"# Gaps\n\n{head}| GAP-7 | No export | a | b | Planned | | {link} |\n")
    page = page_of(gap_plan("| No export | High | None | Rui Calder | gap-7 |"), register=register)
    ((*_, shown),) = page.rows("Gaps")
    addresses = [tag.attributes["href"] for tag in page.named("a") if tag.text == "tracked here"]
    assert addresses == ([address] if address else [])
    assert shown == f"◔ Planned {'tracked here' if address else link}"


def test_a_gap_that_the_register_lacks_says_so() -> None:
    page = page_of(gap_plan("| No export | High | None | Rui Calder | |"), register=REGISTER)
    assert [line[5] for line in page.rows("Gaps")] == ["not yet"]


def step(number: int, *kinds: ChangeKind, subject: str = "Measured") -> Step:
    changes = tuple(said(kind, "x", f"{kind} happened") for kind in kinds)
    return Step(
        f"{number:040x}", f"{number:09x}", f"2026-11-{number:02}T09:00:00+01:00", "Ana", subject, "x", changes
    )


def history(*steps: Step, cut: bool = False, remote: str = "") -> Page:
    forge = forge_of(remote, "main") if remote else None
    path = "plans/drumlane-milk-intake.md"
    return pages_of({path: FILES[path]}, stories={path: Story(steps, cut)}, forge=forge)[path]


def story_of(page: Page) -> list[str]:
    return [head for head in heads(page) if "Ana" in head]


def test_history_tells_the_latest_step_first_and_counts_what_is_small() -> None:
    page = history(
        step(1, ChangeKind.CREATED),
        step(2, ChangeKind.TEXT),
        step(3, ChangeKind.RESULT, ChangeKind.TEXT, ChangeKind.TEXT),
    )
    assert [head[:10] for head in story_of(page)] == ["2026-11-03", "2026-11-01"]
    told = page.texts("li")
    assert "result happened" in told
    assert "2 other changes" in told
    assert "1 other commit changed small things on the way." in page.texts("p")


def test_old_steps_are_folded_and_none_is_lost() -> None:
    page = history(*(step(number, ChangeKind.RESULT) for number in range(1, 13)))
    assert len(story_of(page)) == 12
    assert "7 earlier steps" in page.texts("summary")


def test_commits_are_links_where_the_repository_has_a_web_address() -> None:
    page = history(step(1, ChangeKind.CREATED), remote="https://github.com/example/pocs.git")
    addresses = {tag.text: tag.attributes["href"] for tag in page.named("a")}
    assert addresses["000000001"] == f"https://github.com/example/pocs/commit/{1:040x}"
    path = "plans/drumlane-milk-intake.md"
    assert addresses["All commits of this plan"] == f"https://github.com/example/pocs/commits/main/{path}"
    assert "000000001" not in {tag.text for tag in history(step(1, ChangeKind.CREATED)).named("a")}


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@gitlab.com:team/pocs.git", "https://gitlab.com/team/pocs/-/commits/main/plans/a%20b.md"),
        (
            "https://bitbucket.org/team/pocs",
            "https://bitbucket.org/team/pocs/history-node/main/plans/a%20b.md",
        ),
    ],
)
def test_each_host_has_a_page_of_a_files_commits(remote: str, address: str) -> None:
    forge = forge_of(remote, "main")
    assert forge
    assert forge.history("plans/a b.md") == address


def test_what_is_not_committed_and_what_a_shallow_clone_hides_is_said() -> None:
    changes = (said(ChangeKind.RESULT, "result 1", "result 1 added"),)
    page = history(Step(None, "", "", "", "", "x", changes), cut=True)
    assert "Not committed yet" in page.texts("strong")
    assert any("shallow clone" in text for text in page.texts("p"))


def test_without_git_there_is_no_history() -> None:
    assert "History" not in page_of(GATE).texts("h2")


@pytest.mark.parametrize("text", VECTORS)
def test_what_git_says_stays_text(text: str) -> None:
    plain = history(step(1, ChangeKind.CREATED))
    page = history(step(1, ChangeKind.CREATED, subject=text))
    assert [tag.name for tag in page.tags] == [tag.name for tag in plain.tags]

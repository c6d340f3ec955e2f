"""What amendments and corrections changed stands beside what it was, with who still has to sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.vocabulary import Party
from tests.site.changed_plans import (
    ACTIVE,
    COMPLETE,
    amended,
    corrected,
    sample,
    signed,
    twice_amended,
)
from tests.site.hostile import hostile_files
from tests.site.rendered import pages_of, rendered
from tests.writing.plans import SAMPLES

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from tests.site.parsed import Page

CRITERIA = "Criteria with results and verdicts"


def pages(plan: Plan | str) -> tuple[Page, Page]:
    """Give the plan's page, and the page of all plans."""
    text = plan if isinstance(plan, str) else plan.document.text
    built = pages_of({"plans/x.md": text.encode()})
    return built["plans/x.md"], built["all-plans.md"]


def facts(page: Page) -> dict[str, str]:
    return dict(zip(page.texts("dt"), page.texts("dd"), strict=True))


def result_of(page: Page, row: int, begins: str) -> str:
    """Give what the criteria's table shows as a result, in words and drawings; it must begin so."""
    shown = page.rows(CRITERIA)[row][4]
    assert shown.startswith(begins)
    return shown


def standing(page: Page) -> str:
    """Give the line of status, agreement, progress and outcome."""
    (line,) = [tag for tag in page.tags if tag.attributes.get("class") == "poc-docs-standing"]
    return " ".join(line.text.split())


def overview(page: Page) -> list[str]:
    (row,) = page.rows("All plans")
    return row


def counted(plan: Plan) -> str:
    """Give the line of the start page that counts the plans."""
    start = pages_of({"plans/x.md": plan.document.text.encode()})["index.md"]
    (line,) = [tag.text for tag in start.tags if tag.attributes.get("class") == "poc-docs-counts"]
    return line


def respelt() -> Plan:
    text = SAMPLES[ACTIVE].replace("substitutes for missing", "Substitutes for missing")
    objective = text.partition("**Objective:** ")[2].partition("\n")[0]
    return amended(sample(ACTIVE), "2026-11-18", {"Objective": objective}, editorial=True)


def test_a_change_of_spelling_is_settled_without_a_signature() -> None:
    page, every = pages(respelt())
    assert "✓ spelling only, no signature needed 2026-11-18, by Daniel Osei: A reason" in page.texts("p")
    assert not [text for text in page.texts("p") if "Still to sign" in text]
    said = "✓ agreed The present text is what both parties signed, but for spelling."
    assert [text for text in page.texts("p") if text.startswith(said)]
    rows = page.rows("Signatures")
    assert [row[3] for row in rows] == [
        "the text before amendment 1, since when only spelling has changed 0712-41AB"
    ] * 2
    assert overview(every)[3:6:2] == ["Active", "✓ agreed"]
    assert not [tag for tag in page.named("p") if "originally" in tag.text]


def test_more_than_spelling_that_calls_itself_editorial_is_open() -> None:
    plan = amended(sample(ACTIVE), "2026-11-18", {"criterion 1 target": "<280ms"})
    text = plan.document.text.replace("reason: A reason", "reason: A reason\n    editorial: true")
    page, _ = pages(text)
    assert "◐ amendment open 2026-11-18, by Daniel Osei: A reason" in page.texts("p")
    assert "Still to sign: vendor and prospect" in page.texts("p")
    (fault,) = [text for text in page.texts("p") if text.startswith("▲ The amendments do not fit together")]
    assert "is never only spelling" in fault
    assert standing(page).endswith("Outcome: not computed: the plan has errors")


def test_signatures_from_before_do_not_count_when_a_plan_comes_back_to_an_earlier_text() -> None:
    there = signed(amended(sample(ACTIVE), "2026-11-15", {"criterion 1 target": "<140ms"}), "2026-11-15")
    back = amended(there, "2026-11-20", {"criterion 1 target": "<180ms"})
    page, every = pages(back)
    assert [text for text in page.texts("p") if text.startswith("✓ signed by both parties 2026-11-15")]
    assert [text for text in page.texts("p") if text.startswith("◐ amendment open 2026-11-20")]
    assert "Still to sign: vendor and prospect" in page.texts("p")
    signatures = [row[3].rpartition(" ")[0] for row in page.rows("Signatures")]
    assert signatures == ["the present text, before it was amended"] * 2 + ["the text of amendment 1"] * 2
    assert overview(every)[3:6:2] == ["Active, amendment open", "◐ waiting for vendor and prospect"]

    page, every = pages(signed(back, "2026-11-20", Party.VENDOR))
    assert "Still to sign: prospect" in page.texts("p")
    assert "Signed by Daniel Osei (vendor, 2026-11-20)" in page.texts("p")
    assert page.rows("Signatures")[-1][3].startswith("the present text 0")

    page, every = pages(signed(back, "2026-11-20"))
    assert not [text for text in page.texts("p") if "Still to sign" in text or "amendment open" in text]
    assert overview(every)[3:6:2] == ["Active", "✓ agreed"]


def test_the_first_target_stands_beside_the_present_one_after_several_amendments() -> None:
    page, _ = pages(twice_amended())
    rows = {row[0]: row for row in page.rows(CRITERIA)}
    assert rows["1"][2] == "<=150 ms originally <180ms Baseline: 410 ms"
    assert rows["3"][3] == "Optional originally Required"
    assert [h for h in page.texts("h3") if h.startswith("Amendment")] == ["Amendment 1", "Amendment 2"]


def test_criteria_that_were_added_or_removed_say_by_which_amendment() -> None:
    page, every = pages(twice_amended())
    rows = page.rows(CRITERIA)
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "6", "5"]
    assert rows[4][1:4] == [
        "Training Time a picker needs added by amendment 2",
        "<= 20 minutes",
        "Optional",
    ]
    assert rows[5][1].startswith("Platform cost of the shadow run Metered charge")
    assert rows[5][2:] == ["<= 2400.00 GBP", "Optional", "–", "removed by amendment 2"]
    assert "<= 2400.00 GBP" in page.texts("del")
    ids = {tag.attributes.get("id") for tag in page.tags}
    links = [tag.attributes["href"] for tag in page.named("a") if "#amendment" in tag.attributes["href"]]
    assert links == ["#amendment-2"] * 2
    assert "amendment-2" in ids
    assert overview(every)[7] == "3 of 5"


def test_results_stay_and_verdicts_are_computed_anew() -> None:
    before, _ = pages(sample(ACTIVE))
    evidence = "Evidence: k6 report of 2026-11-13, slowest of three runs"
    assert result_of(before, 0, "146 ms").endswith(evidence)
    assert before.rows(CRITERIA)[0][5].startswith("✓ Pass")
    plan = amended(sample(ACTIVE), "2026-11-15", {"criterion 1 target": "<140ms"})
    after, every = pages(plan)
    assert after.rows(CRITERIA)[0][2] == "<140ms originally <180ms Baseline: 410 ms"
    assert result_of(after, 0, "146 ms").endswith(evidence)
    assert after.rows(CRITERIA)[0][5].startswith("✗ Fail")
    assert facts(after)["Computed"] == "○ undecided Missing: both parties must sign the open amendment"
    assert overview(every)[8] == "open"
    after, every = pages(signed(plan, "2026-11-15"))
    assert facts(after)["Computed"].startswith("✗ No-go")
    assert overview(every)[8] == "✗ No-go computed"


def test_an_open_correction_is_named_everywhere() -> None:
    plan = corrected(sample(COMPLETE), "2026-10-02", {1: "49 ms"})
    page, every = pages(signed(plan, "2026-10-02", Party.VENDOR, results=True))
    word = "◐ correction open, waiting for prospect"
    assert f" Criteria ✓ agreed on 2026-07-31 {word} Criteria decided:" in standing(page)
    assert standing(page).startswith("Complete, correction open ")
    assert f"{word} Results or decision are not what both parties signed." in page.texts("p")
    assert "◐ correction open 2026-10-02, by Lars Ottesen: A slip" in page.texts("p")
    assert "Signed by Lars Ottesen (vendor, 2026-10-02)" in page.texts("p")
    assert "Still to sign: prospect" in page.texts("p")
    assert page.rows("Changes of correction 1") == [["result of criterion 1", "47 ms", "49 ms"]]
    assert result_of(page, 0, "49 ms before correction 47 ms")
    assert page.texts("del") == ["47 ms", "47 ms"]
    assert "both parties must sign the open correction" in facts(page)["Computed"]
    assert [row[3] for row in page.rows("Signatures")][2:] == [
        "results and outcome before correction 1",
        "results and outcome",
    ]
    assert overview(every)[3:6:2] == ["Complete, correction open", f"✓ agreed {word}"]
    assert overview(every)[8] == "◐ Conditional computed: undecided business: pending, 2026-10-30"
    assert counted(plan) == "1 plan: 1 Complete · 1 with an open correction"


def test_a_settled_correction_keeps_what_was_reported_first() -> None:
    once = signed(corrected(sample(COMPLETE), "2026-10-02", {1: "49 ms"}), "2026-10-02", results=True)
    again = corrected(once, "2026-10-05", {1: "51 ms", 3: "27 s"}, **{"decided on": "2026-09-12"})
    page, every = pages(signed(again, "2026-10-05", results=True))
    assert len([text for text in page.texts("p") if text.startswith("✓ signed by both parties ")]) == 2
    assert result_of(page, 0, "51 ms before correction 47 ms")
    assert "before correction" not in result_of(page, 1, "81.3%")
    assert result_of(page, 2, "27 s before correction 26 s")
    assert facts(page)["Decided on"] == "2026-09-12 before correction 2026-09-11"
    assert "✓ confirmed by Rafael Teixeira on 2026-10-05" in page.texts("p")
    assert standing(page).startswith("Complete Ended on ")
    assert " Criteria ✓ agreed on 2026-07-31 Criteria decided:" in standing(page)
    assert overview(every)[3:6:2] == ["Complete", "✓ agreed"]
    assert counted(signed(again, "2026-10-05", results=True)) == "1 plan: 1 Complete"


def test_results_that_come_back_are_confirmed_by_nobody_until_they_are_signed_again() -> None:
    there = signed(corrected(sample(COMPLETE), "2026-10-02", {1: "49 ms"}), "2026-10-02", results=True)
    page, _ = pages(corrected(there, "2026-10-05", {1: "47 ms"}))
    assert "Still to sign: vendor and prospect" in page.texts("p")
    assert not [text for text in page.texts("p") if "confirmed" in text]
    assert page.rows("Signatures")[2][3] == "these results and outcome, before they were corrected"
    assert "before correction" not in result_of(page, 0, "47 ms")


def test_corrections_that_do_not_fit_together_rebuild_nothing() -> None:
    plan = corrected(sample(COMPLETE), "2026-10-02", {1: "49 ms"})
    page, _ = pages(plan.document.text.replace('from: "47 ms"', 'from: "40 ms"'))
    assert [text for text in page.texts("p") if text.startswith("▲ The corrections do not fit together: ")]
    assert "before correction" not in result_of(page, 0, "49 ms")


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (ACTIVE, ("<180ms", "<280ms"), "not computed: the plan has errors"),
        (
            COMPLETE,
            ("**Outcome:** Conditional", "**Outcome:** Proceed"),
            "Proceed is written, not computed: the plan has errors",
        ),
    ],
)
def test_a_plan_with_errors_has_no_computed_outcome(name: str, change: tuple[str, str], said: str) -> None:
    page, every = pages(SAMPLES[name].replace(*change))
    assert standing(page).split(" Business outcome:")[0].endswith(f"Outcome: {said}")
    assert overview(every)[8].split(" business:")[0] == said
    assert facts(page)["Computed"].startswith(
        "▲ not computed: the plan has errors As far as it can be read: "
    )


def test_no_paragraph_holds_what_a_browser_would_put_outside_of_it() -> None:
    files = {f"plans/{name}.md": text.encode() for name, text in SAMPLES.items()}
    opened = corrected(sample(COMPLETE), "2026-10-02", {1: "49 ms"}).document.text.encode()
    files |= {"plans/corrected.md": opened, "plans/amended.md": twice_amended().document.text.encode()}
    for page in rendered({**files, **hostile_files()}).values():
        assert not re.search(r"<p\b[^>]*>(?:(?!</p>).)*<(?:div|table|ul|p|dl)\b", page, re.DOTALL)


def test_pages_that_repeat_others_are_not_searched_but_plans_are() -> None:
    built = rendered({"plans/x.md": SAMPLES[ACTIVE].encode()})
    repeating = {path for path, page in built.items() if "search:\n  exclude: true\n---" in page}
    assert {"index.md", "all-plans.md"} <= repeating
    assert "plans/x.md" not in repeating

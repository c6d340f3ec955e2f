"""What changes rarely between two versions of a plan is told too, in the plan's own terms."""

from __future__ import annotations

import pytest

from poc_docs.plan.comparing import compare_plans
from poc_docs.plan.reading import read_plan
from tests.plan.plan_files import CRITERIA, FRONT_MATTER, RESULTS, plan_text

PLAN = plan_text()
CLOSED = plan_text(
    front_matter=f"{FRONT_MATTER}closed: {{date: 2026-03-20, by: Tove Brandt, reason: withdrew}}\n"
)
MEASURED = plan_text(front_matter=f"{FRONT_MATTER}metrics:\n  - {{criterion: 1, source: nightly.csv}}\n")
LINKED = PLAN.replace("Two depots.", "Two [depots](https://a.example).")
WHEN = "- **Decision date:** 2026-04-10 (operations board)\n"
OF_A_KIND = plan_text(
    criteria="".join(
        f"{line} {kind} |\n"
        for line, kind in zip(
            CRITERIA.splitlines(), ("Kind", "---", "Performance", "Outcome", ""), strict=True
        )
    )
)
NOTED = plan_text(
    results="".join(
        f"{line} {more} |\n"
        for line, more in zip(
            RESULTS.splitlines(), ("Note | Evidence", "--- | ---", "| run 1", "|", "|"), strict=True
        )
    )
)
DONE = PLAN.replace("Deliverable | Due |", "Deliverable | Due | Done |").replace(
    "|-------------|-----|\n| 1", "|-------------|-----|------|\n| 1"
)
SINCE = "from: 2026-03-10, requested_by: Tove Brandt, reason: Holidays"
PAUSED = f"{FRONT_MATTER}pauses:\n  - {{{SINCE}, to: }}\n"
RESUMED = f"{FRONT_MATTER}pauses:\n  - {{{SINCE}, to: 2026-03-12}}\n"
COSTS = "\n## Cost and ROI\n\n| Item | Value |\n|---|---|\n| Licences | 100 EUR |\n"

CASES = {
    "a plan that is closed no longer": (
        CLOSED,
        PLAN,
        ["no longer: closed on 2026-03-20 by Tove Brandt: withdrew", "computed outcome undecided → Proceed"],
    ),
    "a plan that is closed on another day": (
        CLOSED,
        CLOSED.replace("2026-03-20", "2026-03-21"),
        [
            (
                "closed on 2026-03-21 by Tove Brandt: withdrew; "
                "before: closed on 2026-03-20 by Tove Brandt: withdrew"
            )
        ],
    ),
    "where a value comes from": (PLAN, MEASURED, ["criterion 1 is measured by nightly.csv"]),
    "an address behind the same words": (
        LINKED,
        LINKED.replace("a.example", "b.example"),
        [
            (
                "Scope 'Two [depots](https://a.example). NOT included: live re-routing' → "
                "'Two [depots](https://b.example). NOT included: live re-routing'"
            )
        ],
    ),
    "who decides": (
        PLAN,
        PLAN.replace(WHEN, f"{WHEN}- **Decision maker:** Tove Brandt\n"),
        ["Decision maker added: 'Tove Brandt'"],
    ),
    "the kind of a criterion": (
        OF_A_KIND,
        OF_A_KIND.replace("Performance", "Integration"),
        ["criterion 1: kind 'Performance' → 'Integration'"],
    ),
    "a further setup step": (
        PLAN,
        PLAN.replace("2. [x] Load the vans", "2. [x] Load the vans\n3. Train"),
        ["setup step 'Train' added"],
    ),
    "a milestone that was reached": (
        DONE.replace("| 2026-03-13 |", "| 2026-03-13 | |"),
        DONE.replace("| 2026-03-13 |", "| 2026-03-13 | 2026-03-12 |"),
        ["milestone 'Environment' done on 2026-03-12"],
    ),
    "note and evidence of a result": (
        NOTED,
        NOTED.replace("| | run 1 |", "| mean | run 2 |"),
        ["note of result 1 added: 'mean'", "evidence of result 1 'run 1' → 'run 2'"],
    ),
    "a pause that ended": (
        plan_text(front_matter=PAUSED),
        plan_text(front_matter=RESUMED),
        ["resumed: paused from 2026-03-10 to 2026-03-12, asked for by Tove Brandt: Holidays"],
    ),
    "an open pause that stood beside itself": (
        plan_text(front_matter=f"{RESUMED}  - {{{SINCE}, to: }}\n"),
        plan_text(front_matter=RESUMED),
        ["gone: paused from 2026-03-10, asked for by Tove Brandt: Holidays"],
    ),
    "a text in a section of the team's own": (
        f"{PLAN}\n## Own\n\nText.\n",
        f"{PLAN}\n## Own\n\nWord.\n",
        ["section 'Own' changed"],
    ),
    "what brings up a text beside words that stay": (
        f"{PLAN}\n## Own\n\nSee <abbr title='a'>this</abbr>.\n",
        f"{PLAN}\n## Own\n\nSee <abbr title='b'>this</abbr>.\n",
        ["section 'Own' changed"],
    ),
    "a picture in the words of a picture": (
        f"{PLAN}\n## Own\n\n![a ![b](b.png)](a.png)\n",
        f"{PLAN}\n## Own\n\n![a ![b](c.png)](a.png)\n",
        ["section 'Own' changed"],
    ),
    "one of two keys of the team's own": (
        plan_text(front_matter=f"{FRONT_MATTER}x-team: A\nx-region: EU\n"),
        plan_text(front_matter=f"{FRONT_MATTER}x-team: A\nx-region: US\n"),
        ["x-region 'EU' → 'US'"],
    ),
    "a cost item": (f"{PLAN}{COSTS}", f"{PLAN}{COSTS}| Effort | |\n", ["cost item 'Effort' added"]),
}


@pytest.mark.parametrize("what", CASES)
def test_a_rare_change_is_told(what: str) -> None:
    before, after, expected = CASES[what]
    assert [change.sentence for change in compare_plans(read_plan(before), read_plan(after))] == expected


def test_a_new_plan_that_is_closed_says_so() -> None:
    first = next(iter(compare_plans(None, read_plan(CLOSED))))
    assert first.sentence == (
        "new plan 'Halden Logistics -- Route planning at warehouse scale': closed (withdrew), 3 criteria"
    )


def test_a_new_plan_without_a_decision_tells_none() -> None:
    changes = compare_plans(None, read_plan(plan_text(decision="Later.\n")))
    assert not [change for change in changes if "decision" in change.sentence]

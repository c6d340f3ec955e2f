"""Every rule whose breach is an error, with its code: from these tables come checks, explanations and tests.

Rules that only advise are in ``advice_rules``, which the gate need not load. The examples are places in the
reference plans, ``tests/plans/``; there each of them is tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from poc_docs.checks import (
    adoption,
    agreement,
    characters,
    contents,
    criteria,
    ending,
    front_matter,
    layout,
    portfolio,
    results,
    running,
    signers,
    tables,
    transitions,
)
from poc_docs.checks.finding import Severity
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ERROR = Severity.ERROR
PLANNING, ACTIVE, COMPLETE = "planning", "active", "complete"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code is never reused; ``check`` says in its docstring what must hold.

    In a sound plan of the ``stage``, writing ``bad`` where ``good`` stands breaks the rule.
    """

    code: str
    severity: Severity
    check: Callable[..., Iterator[Any]]
    stage: str
    good: str
    bad: str


NO_TEXT = "v1:sha256:" + "0" * 64
_AMENDMENTS = f"""
amendments:
  - date: 2026-02-20
    by: Marek Dvorak
    reason: Order numbers in handwriting left out
    from: {NO_TEXT}
    to: {NO_TEXT}
    changes: []"""
_CORRECTION = f"""
amendments:
  - date: 2026-03-02
    by: Marek Dvorak
    reason: The report said 86%
    correct: true
    from: {NO_TEXT}
    to: {NO_TEXT}
    changes: []"""
_GAPS = """\
| Gap | Severity | Workaround | Reported To |
|-----|----------|------------|-------------|
| [e.g., Missing bulk export API] | [High] | [Manual CSV export available] | [Product Management] |
"""
_WIDE_GAPS = "".join(line + (" |" if "--" not in line else "---|") * 61 + "\n" for line in _GAPS.splitlines())

FILE = (Rule("POC001", ERROR, characters.readable_text, PLANNING, "Orléans", "Orl\ufffdans"),)
"""Rules about bytes: ``check(error)``."""

ERRORS = (
    Rule(
        "POC002",
        ERROR,
        characters.no_hidden_characters,
        PLANNING,
        "1. Mount three cameras",
        "1. Mount \u200bthree cameras",
    ),
    Rule(
        "POC003",
        ERROR,
        characters.no_raw_html,
        PLANNING,
        "1. Mount three cameras",
        "1. Mount <b>three</b> cameras",
    ),
    Rule(
        "POC004",
        ERROR,
        characters.no_conflict_marks,
        PLANNING,
        "1. Mount three cameras",
        "<<<<<<< ours\n1. Mount three cameras\n=======\n1. Mount two cameras\n>>>>>>> theirs",
    ),
    Rule(
        "POC101",
        ERROR,
        front_matter.front_matter_readable,
        PLANNING,
        "id: orleans-pallet-counting",
        "id: orleans-pallet-counting\nid: orleans",
    ),
    Rule(
        "POC102",
        ERROR,
        front_matter.keys_known,
        PLANNING,
        "opportunity: OPP-31002",
        "opportunity: OPP-31002\noportunity: OPP-31002",
    ),
    Rule(
        "POC103",
        ERROR,
        front_matter.keys_present,
        PLANNING,
        "opportunity: OPP-31002",
        "x-opportunity: OPP-31002",
    ),
    Rule(
        "POC104", ERROR, front_matter.values_of_their_kind, PLANNING, "date: 2026-04-07", "date: 7 April 2026"
    ),
    Rule(
        "POC105",
        ERROR,
        front_matter.no_metadata_table,
        PLANNING,
        "## POC Overview",
        "## Metadata\n\n| Field | Value |\n|---|---|\n| Status | Planning |\n\n## POC Overview",
    ),
    Rule(
        "POC106",
        ERROR,
        front_matter.title_agrees,
        PLANNING,
        "# POC Plan: Transports Vauquelin -- Pallet counting at three gates",
        "# POC Plan: Vauquelin -- Pallet counting",
    ),
    Rule("POC201", ERROR, layout.sections_present, PLANNING, "## Risk Assessment", "## Risks"),
    Rule(
        "POC202",
        ERROR,
        layout.parts_stand_once,
        PLANNING,
        "- **Decision date:** 2026-05-29",
        "- **Decision date:** 2026-05-29\n- **Decision date:** 2026-06-12",
    ),
    Rule(
        "POC203",
        ERROR,
        contents.nothing_left_to_fill_in,
        ACTIVE,
        "| Drivers miss the training |",
        "| [e.g., SSO integration delay] |",
    ),
    Rule("POC204", ERROR, layout.template_followed, PLANNING, "### Setup Steps", "### Setup steps"),
    Rule(
        "POC205",
        ERROR,
        tables.tables_present,
        PLANNING,
        "| Risk | Likelihood | Impact | Mitigation |",
        "| Risk | Probability | Impact | Mitigation |",
    ),
    Rule(
        "POC206",
        ERROR,
        tables.rows_as_wide_as_header,
        PLANNING,
        "| Deployment | Two edge boxes at gate 2 |",
        "| Deployment | Two edge boxes | at gate 2 |",
    ),
    Rule(
        "POC207",
        ERROR,
        tables.blank_lines_around_tables,
        PLANNING,
        "## Risk Assessment\n\n| Risk |",
        "## Risk Assessment\n\nWhat may go wrong:\n| Risk |",
    ),
    Rule(
        "POC208",
        ERROR,
        tables.cells_read_alike,
        PLANNING,
        "| Deployment | Two edge boxes at gate 2 |",
        "Deployment | Two edge boxes at gate 2",
    ),
    Rule(
        "POC209",
        ERROR,
        layout.overview_bullets,
        PLANNING,
        "- **Scope:** Included:",
        "- **Extent:** Included:",
    ),
    Rule(
        "POC210",
        ERROR,
        contents.dates_readable,
        PLANNING,
        "- **Duration:** 3 weeks, starting 2026-05-04",
        "- **Duration:** May 2026",
    ),
    Rule(
        "POC211",
        ERROR,
        contents.words_of_the_vocabulary,
        PLANNING,
        "| ≤ 5 s | Required |",
        "| ≤ 5 s | Must |",
    ),
    Rule("POC212", ERROR, tables.tables_of_sane_size, PLANNING, _GAPS, _WIDE_GAPS),
    Rule(
        "POC213",
        ERROR,
        contents.read_alike_everywhere,
        PLANNING,
        "1. Mount three cameras",
        "1. Mount ~two~ three cameras",
    ),
    Rule(
        "POC301",
        ERROR,
        criteria.criteria_numbered,
        PLANNING,
        "| 2 | Time to count |",
        "| 1 | Time to count |",
    ),
    Rule("POC302", ERROR, criteria.parameters_complete, ACTIVE, "| ≥ 6% | Required |", "| ≥ 6% | |"),
    Rule(
        "POC303",
        ERROR,
        results.results_of_criteria,
        PLANNING,
        "| 1 | [Criterion] | [Actual measurement] |",
        "| 4 | Time to count | 3 s |",
    ),
    Rule(
        "POC304",
        ERROR,
        results.results_repeat_the_criterion,
        ACTIVE,
        "| 9.5 minutes | ≤ 12 minutes |",
        "| 9.5 minutes | ≤ 15 minutes |",
    ),
    Rule(
        "POC305",
        ERROR,
        results.verdicts_counted,
        COMPLETE,
        "| 84% | ≥ 90% | Fail |",
        "| 84% | ≥ 90% | Pass |",
    ),
    Rule(
        "POC306",
        ERROR,
        results.results_complete,
        COMPLETE,
        "| Not tested: the archive was being moved |",
        "| n/a |",
    ),
    Rule(
        "POC307",
        ERROR,
        results.decision_complete,
        COMPLETE,
        "**Outcome:** Conditional",
        "**Outcome:** Proceed",
    ),
    Rule(
        "POC308",
        ERROR,
        results.gaps_complete,
        ACTIVE,
        "| Product Management | 1 |",
        "| Product Management | 7 |",
    ),
    Rule(
        "POC309",
        ERROR,
        running.values_of_criteria,
        ACTIVE,
        "| 2026-03-13 | 2 | 3.1% |",
        "| 2026-03-13 | 7 | 3.1% |",
    ),
    Rule(
        "POC310",
        ERROR,
        running.credits_of_one_currency,
        ACTIVE,
        "| 2026-03-13 | Usage | 310.40 EUR |",
        "| 2026-03-13 | Usage | 310.40 USD |",
    ),
    Rule(
        "POC311",
        ERROR,
        running.issues_told_apart,
        ACTIVE,
        "| 2 | 2026-03-12 | Orders",
        "| 1 | 2026-03-12 | Orders",
    ),
    Rule("POC312", ERROR, running.one_checkpoint_a_day, ACTIVE, "### 2026-03-16", "### 2026-03-09"),
    Rule(
        "POC313",
        ERROR,
        running.costs_readable,
        ACTIVE,
        "| Units per month | 26,000 |",
        "| Units per month | 26 thousand |",
    ),
    Rule(
        "POC401",
        ERROR,
        agreement.signatures_whole,
        ACTIVE,
        "    evidence: mail of 2026-03-05\n    parameters:",
        "    parameters:",
    ),
    Rule(
        "POC402",
        ERROR,
        agreement.both_parties_signed,
        COMPLETE,
        "booked without retyping.",
        "booked with little retyping.",
    ),
    Rule("POC403", ERROR, agreement.different_people, COMPLETE, "name: Liv Aasen", "name: Marek Dvorak"),
    Rule(
        "POC404",
        ERROR,
        agreement.started_after_agreement,
        ACTIVE,
        "started: {date: 2026-03-09,",
        "started: {date: 2026-03-04,",
    ),
    Rule("POC405", ERROR, agreement.amendments_chained, ACTIVE, 'from: "2026-04-03"', 'from: "2026-03-27"'),
    Rule(
        "POC406",
        ERROR,
        agreement.amendments_settled,
        COMPLETE,
        "completed: 2026-02-27",
        "completed: 2026-02-27" + _AMENDMENTS,
    ),
    Rule("POC407", ERROR, ending.ended_once, COMPLETE, "completed: 2026-02-27", "completed: 2026-01-20"),
    Rule(
        "POC408",
        ERROR,
        ending.pauses_in_order,
        ACTIVE,
        "    to: 2026-03-27\n    reason: Stocktaking",
        "    to: 2026-03-20\n    reason: Stocktaking",
    ),
    Rule(
        "POC409",
        ERROR,
        agreement.corrections_chained,
        COMPLETE,
        "completed: 2026-02-27",
        "completed: 2026-02-27" + _CORRECTION,
    ),
)
"""Rules about one plan: ``check(plan)``."""

TRANSITIONS = (
    Rule("POC501", ERROR, transitions.status_moves_forward, COMPLETE, "status: Complete", "status: Active"),
    Rule(
        "POC502",
        ERROR,
        transitions.record_kept,
        ACTIVE,
        "evidence: mail of 2026-03-05",
        "evidence: telephone call",
    ),
    Rule(
        "POC503", ERROR, transitions.identity_kept, ACTIVE, "id: halden-route-planning", "id: halden-routes"
    ),
    Rule("POC504", ERROR, transitions.results_kept, COMPLETE, "| 84% | ≥ 90% |", "| 86% | ≥ 90% |"),
)
"""Rules that compare two versions: ``check(before, after)``; ``after`` is None where the file is gone."""

SIGNERS = (
    Rule(
        "POC410",
        ERROR,
        signers.vendor_may_sign,
        ACTIVE,
        "  - party: vendor\n    name: Ines Falk",
        "  - party: vendor\n    name: Petra Vogt",
    ),
)
"""Rules about who signed: ``check(plan, signing)``. The example is tried where only Ines Falk may sign."""

ADOPTION = (Rule("POC505", ERROR, adoption.list_only_shorter, ACTIVE, "", ""),)
"""Rules about that list itself: ``check(change)``."""

PORTFOLIO = (
    Rule(
        "POC601",
        ERROR,
        portfolio.ids_unique,
        PLANNING,
        "id: orleans-pallet-counting",
        "id: halden-route-planning",
    ),
    Rule(
        "POC602",
        ERROR,
        portfolio.signatures_of_one_plan,
        PLANNING,
        "status: Planning\n",
        "status: Planning\nsignatures:\n  - party: prospect\n    name: Liv Aasen\n"
        "    role: Head of accounting\n"
        "    date: 2026-02-27\n    evidence: mail of 2026-02-27\n"
        "    results: v1:sha256:8f1e8c6d12dd1c483d86e66773a3f852b973333d9834a397e37f774eb60a85a1\n",
    ),
)
"""Rules over many plans: ``check(plans)`` gives names with faults."""

ALL_ERRORS = (*FILE, *ERRORS, *TRANSITIONS, *SIGNERS, *ADOPTION, *PORTFOLIO)

"""Every rule whose breach is an error, with its code: from these tables come checks, explanations and tests.

Rules that only advise are in ``advice_rules``, which the gate need not load. An example of each is in
``examples.json``: lines of a sound plan in ``tests/plans/``, and what breaks the rule in their place.
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code is never reused; ``check`` says in its docstring what must hold."""

    code: str
    severity: Severity
    check: Callable[..., Iterator[Any]]


FILE = (Rule("POC001", ERROR, characters.readable_text),)
"""Rules about bytes: ``check(error)``."""

ERRORS = (
    Rule("POC002", ERROR, characters.no_hidden_characters),
    Rule("POC003", ERROR, characters.no_raw_html),
    Rule("POC004", ERROR, characters.no_conflict_marks),
    Rule("POC101", ERROR, front_matter.front_matter_readable),
    Rule("POC102", ERROR, front_matter.keys_known),
    Rule("POC103", ERROR, front_matter.keys_present),
    Rule("POC104", ERROR, front_matter.values_of_their_kind),
    Rule("POC105", ERROR, front_matter.no_metadata_table),
    Rule("POC106", ERROR, front_matter.title_agrees),
    Rule("POC201", ERROR, layout.sections_present),
    Rule("POC202", ERROR, layout.parts_stand_once),
    Rule("POC203", ERROR, contents.nothing_left_to_fill_in),
    Rule("POC204", ERROR, layout.template_followed),
    Rule("POC205", ERROR, tables.tables_present),
    Rule("POC206", ERROR, tables.rows_as_wide_as_header),
    Rule("POC207", ERROR, tables.blank_lines_around_tables),
    Rule("POC208", ERROR, tables.cells_read_alike),
    Rule("POC209", ERROR, layout.overview_bullets),
    Rule("POC210", ERROR, contents.dates_readable),
    Rule("POC211", ERROR, contents.words_of_the_vocabulary),
    Rule("POC212", ERROR, tables.tables_of_sane_size),
    Rule("POC213", ERROR, contents.read_alike_everywhere),
    Rule("POC301", ERROR, criteria.criteria_numbered),
    Rule("POC302", ERROR, criteria.parameters_complete),
    Rule("POC303", ERROR, results.results_of_criteria),
    Rule("POC304", ERROR, results.results_repeat_the_criterion),
    Rule("POC305", ERROR, results.verdicts_counted),
    Rule("POC306", ERROR, results.results_complete),
    Rule("POC307", ERROR, results.decision_complete),
    Rule("POC308", ERROR, results.gaps_complete),
    Rule("POC309", ERROR, running.values_of_criteria),
    Rule("POC310", ERROR, running.credits_of_one_currency),
    Rule("POC311", ERROR, running.issues_told_apart),
    Rule("POC312", ERROR, running.one_checkpoint_a_day),
    Rule("POC313", ERROR, running.costs_readable),
    Rule("POC401", ERROR, agreement.signatures_whole),
    Rule("POC402", ERROR, agreement.both_parties_signed),
    Rule("POC403", ERROR, agreement.different_people),
    Rule("POC404", ERROR, agreement.started_after_agreement),
    Rule("POC405", ERROR, agreement.amendments_chained),
    Rule("POC406", ERROR, agreement.amendments_settled),
    Rule("POC407", ERROR, ending.ended_once),
    Rule("POC408", ERROR, ending.pauses_in_order),
    Rule("POC409", ERROR, agreement.corrections_chained),
)
"""Rules about one plan: ``check(plan)``."""

TRANSITIONS = (
    Rule("POC501", ERROR, transitions.status_moves_forward),
    Rule("POC502", ERROR, transitions.record_kept),
    Rule("POC503", ERROR, transitions.identity_kept),
    Rule("POC504", ERROR, transitions.results_kept),
)
"""Rules that compare two versions: ``check(before, after)``; ``after`` is None where the file is gone."""

SIGNERS = (Rule("POC410", ERROR, signers.vendor_may_sign),)
"""Rules about who signed: ``check(plan, signing)``."""

ADOPTION = (Rule("POC505", ERROR, adoption.list_only_shorter),)
"""Rules about the list of adopted plans: ``check(change)``."""

PORTFOLIO = (
    Rule("POC601", ERROR, portfolio.ids_unique),
    Rule("POC602", ERROR, portfolio.signatures_of_one_plan),
)
"""Rules over many plans: ``check(plans)`` gives names with faults."""

ALL_ERRORS = (*FILE, *ERRORS, *TRANSITIONS, *SIGNERS, *ADOPTION, *PORTFOLIO)

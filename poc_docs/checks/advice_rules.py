"""Every rule whose breach is advice, with its code; those whose breach is an error are in ``rules``."""

from __future__ import annotations

from poc_docs.checks import adoption, advice, alphabets, running, smart
from poc_docs.checks.finding import Severity
from poc_docs.checks.rules import Rule

ADVICE = Severity.ADVICE

ADVISED = (
    Rule("POC901", ADVICE, advice.targets_decidable),
    Rule("POC902", ADVICE, advice.arithmetic_decides),
    Rule("POC903", ADVICE, advice.signatures_current),
    Rule("POC904", ADVICE, advice.dates_in_order),
    Rule("POC905", ADVICE, advice.disclosed_unchanged),
    Rule("POC908", ADVICE, advice.blanks_filled_in),
    Rule("POC909", ADVICE, advice.amendment_signed),
    Rule("POC911", ADVICE, advice.baselines_known),
    Rule("POC912", ADVICE, smart.no_vague_words),
    Rule("POC913", ADVICE, smart.criteria_measured),
    Rule("POC914", ADVICE, smart.few_criteria),
    Rule("POC915", ADVICE, smart.times_said),
    Rule("POC916", ADVICE, smart.scope_has_an_end),
    Rule("POC917", ADVICE, smart.decision_owned),
    Rule("POC918", ADVICE, advice.partial_looser),
    Rule("POC919", ADVICE, running.sections_spelt),
    Rule("POC920", ADVICE, alphabets.words_of_one_alphabet),
)
"""Advice about one plan: ``check(plan)``."""

DATED = (
    Rule("POC906", ADVICE, advice.decision_in_time),
    Rule("POC907", ADVICE, advice.nothing_from_the_future),
)
"""Advice that depends on the day: ``check(plan, today)``."""

ADOPTED = (Rule("POC910", ADVICE, adoption.no_recorded_agreement),)
"""Rules about plans that the list of adopted ones names: ``check(plan, adopted)``."""

ALL_ADVICE = (*ADVISED, *DATED, *ADOPTED)

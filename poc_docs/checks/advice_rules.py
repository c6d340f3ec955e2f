"""Every rule whose breach is advice, with its code; those whose breach is an error are in ``rules``."""

from __future__ import annotations

from poc_docs.checks import adoption, advice, alphabets, running, smart
from poc_docs.checks.finding import Severity
from poc_docs.checks.rules import ACTIVE, COMPLETE, NO_TEXT, PLANNING, Rule

ADVICE = Severity.ADVICE

_SIGNATURES = f"""
signatures:
  - party: vendor
    name: Ines Falk
    date: 2026-04-09
    parameters: {NO_TEXT}"""
_LOGIN = "| 3 | Login with the site's accounts | SAML login of four clerks | Pass/Fail | Optional |"
_MORE_CRITERIA = "\n".join([_LOGIN, *(_LOGIN.replace("3", str(number)) for number in range(4, 9))])
_CRITERIA = """\
| # | Criterion | Measurement | Target | Weight |
|---|-----------|-------------|--------|--------|
| 1 | Counting accuracy | Share of 400 trailers counted as the clerk counts them | ≥ 98% | Critical |
| 2 | Time to count | P95 from last pallet to count on screen | ≤ 5 s | Required |
| 3 | Login with the site's accounts | SAML login of four clerks | Pass/Fail | Optional |
"""
_PARTIAL = ("Partial |", "---------|", "|", "> 10 s |", "|")
_WITH_PARTIAL = "".join(
    f"{line} {cell}\n" if cell[0] != "-" else f"{line}{cell}\n"
    for line, cell in zip(_CRITERIA.splitlines(), _PARTIAL, strict=True)
)

ADVISED = (
    Rule("POC901", ADVICE, advice.targets_decidable, PLANNING, "| ≤ 5 s |", "| 5 s |"),
    Rule(
        "POC902",
        ADVICE,
        advice.arithmetic_decides,
        PLANNING,
        "| Critical criteria not met |",
        "| More than one criterion failed |",
    ),
    Rule(
        "POC903",
        ADVICE,
        advice.signatures_current,
        PLANNING,
        "status: Planning",
        "status: Planning" + _SIGNATURES,
    ),
    Rule(
        "POC904",
        ADVICE,
        advice.dates_in_order,
        PLANNING,
        "- **Decision date:** 2026-05-29",
        "- **Decision date:** 2026-05-15",
    ),
    Rule(
        "POC905",
        ADVICE,
        advice.disclosed_unchanged,
        ACTIVE,
        "| Region | EU-North (Stockholm) |",
        "| Region | EU-West (Dublin) |",
    ),
    Rule(
        "POC908",
        ADVICE,
        advice.blanks_filled_in,
        PLANNING,
        "- **Objective:** Prove that pallets are counted at the gate without anybody walking the trailer.",
        "- **Objective:** [What the POC will prove or evaluate]",
    ),
    Rule(
        "POC909",
        ADVICE,
        advice.amendment_signed,
        ACTIVE,
        "  - party: prospect\n    name: Tove Brandt\n    role: Head of platform\n    date: 2026-03-19",
        "  - party: vendor\n    name: Ines Falk\n    role: Head of platform\n    date: 2026-03-19",
    ),
    Rule("POC911", ADVICE, advice.baselines_known, PLANNING, "| ≤ 5 s |", "| ≤ 50% of baseline |"),
    Rule(
        "POC912",
        ADVICE,
        smart.no_vague_words,
        PLANNING,
        "| SAML login of four clerks |",
        "| Clerks log in easily |",
    ),
    Rule(
        "POC913",
        ADVICE,
        smart.criteria_measured,
        PLANNING,
        "| P95 from last pallet to count on screen |",
        "| Time to count |",
    ),
    Rule("POC914", ADVICE, smart.few_criteria, PLANNING, _LOGIN, _MORE_CRITERIA),
    Rule(
        "POC915",
        ADVICE,
        smart.times_said,
        PLANNING,
        "- **Duration:** 3 weeks, starting 2026-05-04",
        "- **Duration:**",
    ),
    Rule(
        "POC916",
        ADVICE,
        smart.scope_has_an_end,
        PLANNING,
        " NOT included: damage detection, night shift.",
        "",
    ),
    Rule(
        "POC917",
        ADVICE,
        smart.decision_owned,
        PLANNING,
        "- **Decision maker:** Luc Ferrand, head of the Orléans site",
        "- **Decision maker:**",
    ),
    Rule("POC918", ADVICE, advice.partial_looser, PLANNING, _CRITERIA, _WITH_PARTIAL),
    Rule("POC919", ADVICE, running.sections_spelt, ACTIVE, "## Metric Log", "## Metrics Log"),
    Rule("POC920", ADVICE, alphabets.words_of_one_alphabet, PLANNING, "| ≤ 5 s |", "| ≤ 5 \u0455econds |"),
)
"""Advice about one plan: ``check(plan)``."""

DATED = (
    Rule(
        "POC906",
        ADVICE,
        advice.decision_in_time,
        PLANNING,
        "3 weeks, starting 2026-05-04\n- **Decision date:** 2026-05-29",
        "3 weeks, starting 2026-03-02\n- **Decision date:** 2026-03-27",
    ),
    Rule(
        "POC907",
        ADVICE,
        advice.nothing_from_the_future,
        COMPLETE,
        "completed: 2026-02-27",
        "completed: 2027-02-27",
    ),
)
"""Advice that depends on the day: ``check(plan, today)``."""

ADOPTED = (Rule("POC910", ADVICE, adoption.no_recorded_agreement, ACTIVE, "", ""),)
"""Rules about plans that the list of adopted ones names: ``check(plan, adopted)``."""

ALL_ADVICE = (*ADVISED, *DATED, *ADOPTED)

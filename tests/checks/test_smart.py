"""Advice before the agreement: what it sees, and what it must leave alone."""

from __future__ import annotations

import pytest

from poc_docs.checks import check_plan
from poc_docs.checks.smart import VAGUE
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.reading import read_plan
from poc_docs.plan.verdicts import read_target
from tests.checks.reference import SAMPLES, text_of
from tests.surroundings import PROJECT

LOGIN = "| 3 | Login with the site's accounts | SAML login of four clerks | Pass/Fail | Optional |"
SCOPE = "Included: gates 1 to 3 of the Orléans site, day shift. NOT included: damage detection, night shift."
MAKER = "- **Decision maker:** Luc Ferrand, head of the Orléans site\n"
WEEKS = """\
| Week | Milestone | Owner | Deliverable |
|------|-----------|-------|-------------|
| 1 | Cameras mounted | Ines Falk | Pictures from three gates |
| 2 | Counting runs | Transports Vauquelin | Counts of 200 trailers |
| 3 | Results review | Ines Falk | Results report |
"""


def login(text: str, measurement: str, target: str = "Pass/Fail") -> tuple[str, str]:
    return LOGIN, f"| 3 | {text} | {measurement} | {target} | Optional |"


def due(week: str, date: str) -> tuple[str, str]:
    head = "| Week | Milestone | Owner | Deliverable | Due |\n|---|---|---|---|---|\n"
    return WEEKS, f"{head}| {week} | Results review | Ines Falk | Results report | {date} |\n"


CASES = [
    # Specific.
    (*login("Easy login", "Clerks log in"), "POC912"),
    (*login("Login", "Clerks log in quickly and easily"), "POC912"),
    (*login("A user-friendly screen", "The clerks try it"), "POC912"),
    (*login("Easy login", "Five clerks log in"), ""),
    (*login("Easy login", "P95 of 20 logins", "≤ 3 s"), ""),
    (*login("Easy login", "Clerks log in", "[e.g., ≤ 3 s]"), "POC908"),
    (*login("Easy login", "Clerks log in", "3 s"), "POC901"),
    (*login("Fast Track Desk", "Cases of the desk come through"), ""),
    (*login("Mail", "Delivered by Simple Mail Transfer Protocol"), ""),
    (*login("Breakfast login", "Clerks log in at the fast-track desk"), ""),
    (*login("[e.g., easy login]", "Clerks log in"), "POC908"),
    # Measurable.
    (*login("Login", ""), "POC913"),
    (*login("Login", "login"), "POC913"),
    (*login("Login", "Four clerks log in", ""), "POC913"),
    (*login("Login", "", ""), "POC913 POC913"),
    (*login("Login", "[e.g., Four clerks log in]"), "POC908"),
    (LOGIN, "| 3 | Login |", "POC206"),
    # Few enough.
    (LOGIN, "\n".join(LOGIN.replace("3", str(n)) for n in range(3, 8)), ""),
    (LOGIN, "\n".join(LOGIN.replace("3", str(n)) for n in range(3, 9)), "POC914"),
    (
        LOGIN,
        "\n".join([LOGIN, *(f"| {n} | [name] | [how] | [value] | [weight] |" for n in range(4, 12))]),
        "POC908",
    ),
    # Time-bound.
    ("- **Decision date:** 2026-05-29", "- **Decision date:**", "POC915"),
    (WEEKS, WEEKS[: WEEKS.index("| 1 |")], "POC915"),
    (*due("3", "2026-05-22"), ""),
    (*due("3", "2026-05-29"), ""),
    (*due("3", "2026-05-30"), "POC915"),
    (*due("1", "2026-05-03"), "POC915"),
    (*due("before", "2026-04-27"), ""),
    # Scoped.
    (SCOPE, "Gates 1 to 3 of the Orléans site.", "POC916"),
    (SCOPE, "", "POC916"),
    (SCOPE, "[What is included -- and explicitly what is NOT included]", "POC908"),
    (SCOPE, "Gates 1 to 3; out of scope: night shift.", ""),
    (SCOPE, "Gates 1 to 3, day shift only.", ""),
    (SCOPE, "Gates 1 to 3. It doesn't cover the night shift.", ""),
    (SCOPE, "Tore 1 bis 3. Nicht enthalten: Nachtschicht.", ""),
    (SCOPE, "Portes 1 à 3, hors équipe de nuit.", ""),
    (SCOPE, "ゲート1から3。夜勤は含まない。", ""),
    # Owned.
    (MAKER, "", "POC917"),
    (MAKER, "- **Decision maker:** [Name]\n", "POC908"),
    (f"- **Decision date:** 2026-05-29\n{MAKER}", "- **Decision date:** [When]\n", "POC908"),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_cases(old: str, new: str, expected: str) -> None:
    text = text_of("planning")
    assert old in text
    found = check_plan(read_plan(text.replace(old, new, 1)))
    assert " ".join(sorted(finding.code for finding in found)) == expected


def test_what_to_write_instead_of_a_vague_word_can_be_judged() -> None:
    assert all(read_target(target) for _, target in VAGUE.values())


def test_what_is_too_much_is_named_for_the_scope() -> None:
    rows = [LOGIN.replace("3", str(number)).replace("Optional", "Required") for number in range(3, 9)]
    rows[2] = "| 5 | Night pictures | Of 40 trailers | ≥ 30 | Optional |"
    (found,) = check_plan(read_plan(text_of("planning").replace(LOGIN, "\n".join(rows), 1)))
    assert found.message == "a plan must have at most 7 criteria, not 8"
    assert "'NOT included: Night pictures'" in found.advice


def test_once_both_have_signed_nothing_more_is_said() -> None:
    text = text_of("planning").replace(MAKER, "", 1)
    parameters = fingerprint(read_plan(text))
    signatures = "".join(
        f"  - party: {party}\n    name: {name}\n    date: 2026-04-09\n{more}    parameters: {parameters}\n"
        for party, name, more in (
            ("vendor", "Ines Falk", ""),
            ("prospect", "Luc Ferrand", "    evidence: mail of 2026-04-09\n"),
        )
    )
    one = signatures[: signatures.index("  - party: prospect")]
    for signed, expected in ((one, ["POC917"]), (signatures, [])):
        signed_text = text.replace("status: Planning\n", f"status: Planning\nsignatures:\n{signed}", 1)
        assert [finding.code for finding in check_plan(read_plan(signed_text))] == expected


def test_a_plan_that_is_closed_or_runs_is_left_alone() -> None:
    text = text_of("planning").replace(MAKER, "", 1)
    closed = "closed: {date: 2026-04-09, by: Ines Falk, reason: withdrew}"
    assert not check_plan(read_plan(text.replace("status: Planning", f"status: Planning\n{closed}", 1)))
    active = check_plan(read_plan(text.replace("status: Planning", "status: Active", 1)))
    assert not {finding.code for finding in active} & {"POC917"}


@pytest.mark.parametrize("path", [*sorted(SAMPLES.glob("*.md")), *(PROJECT / "examples").glob("*.md")])
def test_good_plans_are_not_blamed(path: object) -> None:
    found = check_plan(read_plan((SAMPLES / str(path)).read_bytes().decode()))
    assert not [finding.code for finding in found if finding.code > "POC911"]


def test_a_template_with_its_blanks_gets_one_piece_of_advice() -> None:
    text = (PROJECT / "poc_docs/templates/plan.md").read_text()
    assert [finding.code for finding in check_plan(read_plan(text))] == ["POC908"]

"""``poc-docs crm`` and ``poc-docs import salesforce`` in a real repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import ACTIVE, COMPLETE, WAITING, text_of

if TYPE_CHECKING:
    from tests.surroundings import Repository

HEADER = "Opportunity Name,Opportunity Number,Stage,Amount Currency,Amount,Close Date,Forecast Category\n"
OF_ACTIVE = 'Marlowe,OPP-20866,Negotiation,GBP,"215,000.50",2/26/2027,Commit\n'
OF_COMPLETE = "Belrive,OPP-20508,Closed Won,EUR,90000,11/13/2026,Closed\n"


def imported(repository: Repository, text: str, *options: str, code: int = 0) -> str:
    repository.write("../report.csv", text)
    return repository.poc_docs("import", "salesforce", "../report.csv", *options, code=code)


def test_fields_are_written_at_any_status_and_the_gate_lets_them(begun: Repository) -> None:
    for name, status in ((ACTIVE, "marlowe"), (WAITING, "fastighets"), (COMPLETE, "belrive")):
        before = text_of(begun, name).split("# POC Plan")[1]
        said = begun.poc_docs("crm", status, "--stage", "Closed Won", "--amount", "5 EUR")
        assert "stage is Closed Won." in said
        begun.commit("CRM")
        assert text_of(begun, name).split("# POC Plan")[1] == before
        assert "amount: 5.00 EUR" in text_of(begun, name)
        assert "Nothing to change" in begun.poc_docs("crm", status, "--stage", "Closed Won")


def test_advice_where_plan_and_crm_disagree(begun: Repository) -> None:
    begun.poc_docs("business", "belrive", "pending")
    said = begun.poc_docs("crm", "belrive", "--stage", "Technical validation", "--forecast", "Commit")
    assert "Note: the plan is Complete with Proceed, and the stage is 'Technical validation'" in said
    shown = begun.poc_docs("crm", "belrive")
    assert "proceed: Technical validation, Commit, no amount, no close date" in shown
    assert "-> poc-docs crm belrive-claims-intake --stage Negotiation" in shown
    assert shown.endswith("Next: poc-docs crm belrive-claims-intake --stage Negotiation\n")
    assert "Marlowe" not in shown


def test_a_teams_own_stages(begun: Repository) -> None:
    begun.write("pyproject.toml", '[tool.poc-docs.crm.stages]\nactive = ["3 Proof"]\n')
    assert "it would be '3 Proof'" in begun.poc_docs("crm", "marlowe")
    begun.commit("Stages of our own")
    begun.write("pyproject.toml", '[tool.poc-docs.crm.stages]\nactiv = ["3 Proof"]\n')
    said = begun.poc_docs("crm", "marlowe", code=2)
    assert "pyproject.toml:2: 'activ' is no key of stages" in said
    assert "did you mean 'active'?" in said
    begun.commit("A misspelt stage stops no commit")


def test_the_json(begun: Repository) -> None:
    begun.write("plans/broken.md", b"caf\xe9")
    value = json.loads(begun.poc_docs("crm", "--format", "json", "--today", "2026-12-10"))
    found = {plan["path"]: plan for plan in value["plans"]}
    broken = found["plans/broken.md"]
    assert (broken["state"], broken["crm"], broken["errors"], broken["advice"]) == (None, None, 1, [])
    active = found[ACTIVE]
    assert (active["state"], active["opportunity"]) == ("active", "OPP-20866")
    assert active["crm"]["amount"] == {"amount": "210000.00", "currency": "GBP"}
    (advice,) = active["advice"]
    assert advice["about"] == "deal_review"
    assert "its health is Red" in advice["message"]
    assert "; and its decision was due on" in advice["message"]


def test_deal_review_is_proposed_and_raised_by_its_command(begun: Repository) -> None:
    late = ("--today", "2027-01-20")
    said = begun.poc_docs("crm", "marlowe", *late)
    assert said.count("raise Deal Review") == 1, "however many reasons there are"
    assert "its decision was due on" in said
    begun.poc_docs("crm", "marlowe", "--deal-review")
    assert "deal_review: true" in text_of(begun, ACTIVE)
    assert "raise Deal Review" not in begun.poc_docs("crm", "marlowe", *late)
    begun.poc_docs("crm", "marlowe", "--no-deal-review")
    assert "deal_review: false" in text_of(begun, ACTIVE)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--stage", "Negotiation"), "name the one plan that these are for"),
        (("marlowe", "belrive", "--stage", "Negotiation"), "name the one plan that these are for"),
        (("marlowe", "--amount", "many"), "is no amount; write it as '180000.00 EUR'"),
        (("marlowe", "--amount", "5 XXX"), "is no amount"),
        (("marlowe", "--amount", "1450000 brl"), "write it as '1450000.00 BRL'"),
        (("marlowe", "--amount", "1.450.000 BRL"), "write it as '1450000.00 BRL'"),
        (("marlowe", "--amount", "14,50,000 BRL"), "is no amount"),
        (("marlowe", "--amount", "180.000 EUR"), "it may be 180000.00 EUR or 180.00 EUR"),
        (("marlowe", "--amount", "-5 EUR"), "the amount of a deal must not be below zero"),
        (("marlowe", "--forecast", "Comit"), "did you mean 'Commit'? they are: Pipeline, Best Case, Commit"),
        (("marlowe", "--close-date", "soon"), "not a day of the calendar"),
        (("marlowe", "--stage", " "), "--stage must say something"),
        (("marlowe", "--stage", "…"), "'…' stands where --stage wants a text"),
        (("marlowe", "--stage", "a\u200bb"), "nothing was written"),
        (("marlowe", "--diff"), "--diff shows what would be written"),
        (("nobody",), "there is no plan 'nobody'"),
    ],
)
def test_refused(begun: Repository, arguments: tuple[str, ...], message: str) -> None:
    before = text_of(begun, ACTIVE)
    assert message in begun.poc_docs("crm", *arguments, code=2)
    assert text_of(begun, ACTIVE) == before


def test_diff_writes_nothing(begun: Repository) -> None:
    before = text_of(begun, ACTIVE)
    assert "+crm: {stage: Negotiation" in begun.poc_docs("crm", "marlowe", "--stage", "Negotiation", "--diff")
    assert text_of(begun, ACTIVE) == before


def test_an_amount_is_typed_as_it_is_shown_and_written_as_files_have_it(begun: Repository) -> None:
    said = begun.poc_docs("crm", "marlowe", "--amount", "1,450,000 BRL")
    assert "amount is 1,450,000 BRL" in said
    assert "amount: 1450000.00 BRL" in text_of(begun, ACTIVE)
    again = begun.poc_docs("crm", "marlowe", "--amount", "1,450,000.00 BRL", "--diff")
    assert again == "Nothing to change: the file says so already.\n"


def test_a_forecast_category_is_one_of_salesforce_s_or_of_the_team_s(begun: Repository) -> None:
    assert "forecast category is Commit." in begun.poc_docs("crm", "marlowe", "--forecast", "commit")
    assert "forecast_category: Commit" in text_of(begun, ACTIVE)
    begun.write("pyproject.toml", '[tool.poc-docs.crm.forecast_categories]\nactive = "Upside"\n')
    assert "forecast category is Upside." in begun.poc_docs("crm", "marlowe", "--forecast", "Upside")


def test_a_negative_amount_in_a_report_is_named_and_not_written(begun: Repository) -> None:
    said = imported(begun, HEADER + OF_ACTIVE.replace("215,000.50", "-215000.50"), code=1)
    assert "must not be below zero" in said
    assert "-215000" not in text_of(begun, ACTIVE)


def test_a_report_comes_back_as_a_patch_to_review(begun: Repository) -> None:
    shown = imported(begun, HEADER + OF_ACTIVE + OF_COMPLETE, "--diff")
    assert f"{ACTIVE}: stage Technical validation → Negotiation" in shown
    assert "2 plans matched, 2 would change." in shown
    assert begun.git("status", "--porcelain", "plans") == ""
    said = imported(begun, HEADER + OF_ACTIVE + OF_COMPLETE)
    assert "amount 210,000 GBP → 215,000.50 GBP" in said
    assert "2 plans matched, 2 changed." in said
    patch = begun.git("diff", "plans")
    changed = [
        line
        for line in patch.splitlines()
        if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))
    ]
    assert all("crm" in line or "amount: 21" in line for line in changed)
    assert "amount: 215000.50 GBP, close_date: 2027-02-26}" in text_of(begun, ACTIVE)
    assert "crm: {stage: Closed Won, forecast_category: Closed, amount: 90000.00 EUR" in text_of(
        begun, COMPLETE
    )
    begun.commit("From the CRM")
    assert "2 plans matched, 0 changed." in imported(begun, HEADER + OF_ACTIVE + OF_COMPLETE)


def test_a_row_with_two_faults_is_one_row_and_a_row_that_is_repeated_is_used(begun: Repository) -> None:
    twice = OF_ACTIVE.replace("2/26/2027", "31/31/2027").replace("215,000.50", "many")
    assert twice.count("many") == 1
    said = imported(begun, HEADER + twice + OF_COMPLETE * 2 + "Other,OPP-1,,,,,\n,,Negotiation,,,,\n", code=1)
    assert said.count("../report.csv:2:") == 2
    assert "1 plan matched, 1 changed; 3 of 5 rows could not be used." in said


def test_an_amount_is_told_for_reading_and_written_with_its_decimals(begun: Repository) -> None:
    said = imported(begun, HEADER + OF_ACTIVE.replace('"215,000.50"', "200000"))
    assert "amount 210,000 GBP → 200,000 GBP" in said
    assert "amount: 200000.00 GBP" in text_of(begun, ACTIVE)
    assert "amount is 190,000 GBP" in begun.poc_docs("crm", "marlowe", "--amount", "190000 GBP")


def test_a_report_that_is_not_there_is_refused_without_naming_an_option_nobody_typed(
    begun: Repository,
) -> None:
    said = begun.poc_docs("import", "salesforce", "nothing.csv", code=2)
    assert "there is no file nothing.csv" in said
    assert "check its name and folder" in said
    assert "--from" not in said


def test_rows_that_cannot_be_used_are_named_and_the_others_go_on(begun: Repository) -> None:
    text = HEADER + OF_ACTIVE.replace("2/26/2027", "31/31/2027") + OF_COMPLETE + "Other,OPP-1,,,,,\n"
    before = text_of(begun, ACTIVE)
    said = imported(begun, text, code=1)
    assert "../report.csv:2: 'OPP-20866' / 'Marlowe': '31/31/2027' is not a day of the calendar" in said
    assert "../report.csv:4: no plan has the opportunity 'OPP-1' / 'Other'" in said
    assert f"{WAITING}: the report has no row for 'OPP-21012'" in said
    assert "1 plan matched, 1 changed; 2 of 3 rows could not be used." in said
    assert text_of(begun, ACTIVE) == before
    assert "90000.00 EUR" in text_of(begun, COMPLETE)


def test_an_opportunity_that_no_plan_has_is_no_error(begun: Repository) -> None:
    assert "no plan has the opportunity 'OPP-1'" in imported(begun, HEADER + "Other,OPP-1,,,,,\n")


def test_rows_that_stand_twice(begun: Repository) -> None:
    before = text_of(begun, ACTIVE)
    other = OF_ACTIVE.replace("215,000.50", "215,000.51")
    said = imported(begun, HEADER + OF_ACTIVE + other, code=1)
    assert "../report.csv:3: 'OPP-20866' / 'Marlowe' stands on line 2 too, and says something else" in said
    assert text_of(begun, ACTIVE) == before
    assert "stands on line 2 too, and says the same; it counts once" in imported(
        begun, HEADER + OF_ACTIVE * 2
    )
    assert text_of(begun, ACTIVE) != before


def test_two_plans_of_one_opportunity_need_to_be_told_apart(begun: Repository) -> None:
    begun.replace(WAITING, "OPP-21012", "OPP-20866")
    said = imported(begun, HEADER + OF_ACTIVE, code=1)
    assert f"is the opportunity of 2 plans: {WAITING}, {ACTIVE}" in said
    begun.poc_docs("close", "fastighets", "--reason", "superseded")
    assert "1 plan matched, 1 changed." in imported(begun, HEADER + OF_ACTIVE)
    assert "215000.50" not in text_of(begun, WAITING)


@pytest.mark.parametrize(
    ("in_plan", "in_report", "matches"),
    [
        ("006AA00000Bc1De", "006AA00000Bc1DeAAF", True),
        ("006AA00000Bc1DeAAF", "006AA00000Bc1De", True),
        ("006AA00000Bc1De", "006AA00000bc1de", False),
        ("opp-7", "OPP-7", True),
        ("Marlowe  &  Pike", "marlowe & pike", True),
    ],
)
def test_how_opportunities_are_matched(
    begun: Repository, in_plan: str, in_report: str, matches: bool
) -> None:
    begun.replace(ACTIVE, "opportunity: OPP-20866", f"opportunity: {in_plan}")
    said = imported(begun, f"Opportunity ID,Stage\n{in_report},Negotiation\n")
    assert ("1 plan matched, 1 changed." in said) is matches


def test_columns_dates_decimals_and_currency_may_be_said(begun: Repository) -> None:
    text = 'Nummer;Betrag;Schluss\nOPP-20866;"215.000";03/04/2027\n'
    columns = ("--map", "opportunity=Nummer", "--map", "amount = Betrag", "--map", "close-date=Schluss")
    said = imported(begun, text, *columns, code=1)
    assert "--dates DMY or --dates MDY" in said
    assert "--decimal point or --decimal comma" in said
    options = (*columns, "--dates", "dmy", "--decimal", "comma", "--currency", "GBP")
    assert "close date 2027-01-29 → 2027-04-03" in imported(begun, text, *options, code=0)
    assert "amount: 215.000 GBP" not in text_of(begun, ACTIVE)


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("a,b\n1,2\n", (), "no column names the opportunity"),
        (HEADER, ("--map", "amount"), "does not say which column has which value"),
        (HEADER, ("--map", "sum=Amount"), "does not say which column has which value"),
        (HEADER, ("--map", "amount=A", "--map", "amount=B"), "names a column for 'amount' twice"),
        (HEADER, ("--map", "amount=Betrag"), "there is no column 'Betrag'"),
        (HEADER, ("--currency", "Euro"), "is not a currency of ISO 4217"),
        ("", (), "the file is empty"),
    ],
)
def test_what_is_no_report_is_refused(
    begun: Repository, text: str, options: tuple[str, ...], message: str
) -> None:
    said = imported(begun, text, *options, code=2)
    assert message in said
    assert "->" in said


def test_another_crm_and_a_missing_file_are_refused(begun: Repository) -> None:
    assert "there is no file nowhere.csv" in begun.poc_docs("import", "salesforce", "nowhere.csv", code=2)
    assert "'hubspot' is not" in begun.poc_docs("import", "hubspot", "x.csv", code=2)


def test_a_plan_that_cannot_be_written_is_named_and_stops_no_other(begun: Repository) -> None:
    begun.replace(COMPLETE, "date: 2026-", "date: &a 2026-")
    (begun.root / ACTIVE).chmod(0o444)
    begun.replace(WAITING, "opportunity: OPP-21012", "opportunity: OPP-7")
    text = HEADER + OF_ACTIVE + "F,OPP-7,Discovery,,,,\n"
    said = imported(begun, text, code=1)
    assert f"{ACTIVE}: " in said
    assert "is read-only" in said
    assert "stage: Discovery" in text_of(begun, WAITING)


def test_a_plan_that_cannot_be_written_is_told_of_by_itself(begun: Repository) -> None:
    (begun.root / ACTIVE).chmod(0o444)
    said = imported(begun, HEADER + OF_COMPLETE + OF_ACTIVE, code=1)
    assert "1 changed" in said
    assert f"{ACTIVE}: " in said
    assert "is read-only\n" in said, "what was written before it is no matter of this one"


def test_next_names_what_disagrees_and_the_signal_knows_which_deals_are_large(begun: Repository) -> None:
    begun.poc_docs("crm", "marlowe", "--stage", "Negotiation", "--amount", "215000 GBP", "--no-deal-review")
    said = begun.poc_docs("next", "marlowe", "--all")
    assert "CRM: the plan is Active, and the stage is 'Negotiation'" in " ".join(said.split())
    assert "poc-docs crm marlowe-pike-substitution-ranking --stage 'Technical validation'" in said
    begun.poc_docs("results", "marlowe", "--set", "1=410 ms")
    assert health_of_marlowe(begun) == ("Red", True)
    begun.write("pyproject.toml", '[tool.poc-docs.crm]\ndeal_review_from = "900000.00 GBP"\n')
    assert health_of_marlowe(begun) == ("Red", False)


def health_of_marlowe(repository: Repository) -> tuple[str, bool]:
    """Give the health, and whether Deal Review is proposed."""
    (plan,) = json.loads(repository.poc_docs("health", "marlowe", "--format", "json"))["plans"]
    return plan["health"], "deal-review" in {each["name"] for each in plan["signals"]}

"""The file for Data Loader, read back with Python's own reader."""

from __future__ import annotations

import csv
import io
import re

import pytest

from poc_docs.exports.salesforce import DealPlan, deal_plan, left_out, salesforce_csv
from poc_docs.portfolio.crm.settings import FIELDS
from poc_docs.portfolio.reading import read_portfolio
from tests.plan.plan_files import FRONT_MATTER, plan_text
from tests.surroundings import SAMPLES

CRM = (
    "crm: {stage: Negotiation, forecast_category: Commit, deal_review: false,"
    " amount: 180000.00 EUR, close_date: 2026-05-29}\n"
)
RECORD = "006AA00000Bc1DeAAF"
SUPERSEDED = "closed: {date: 2026-03-20, by: Ines Falk, reason: superseded}\n"
EXTERNAL = {**FIELDS, "opportunity": "Opportunity_Number__c"}


def plan(opportunity: str = RECORD, more: str = CRM, number: int = 1) -> bytes:
    front_matter = FRONT_MATTER.replace("OPP-20417", opportunity).replace(
        "id: halden", f"id: halden-{number}"
    )
    return plan_text(front_matter=front_matter + more).encode()


def plans(files: dict[str, bytes], address: str = "{path}") -> list[DealPlan]:
    return [deal_plan(entry, address) for entry in read_portfolio(files).entries]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_has_what_data_loader_takes() -> None:
    text = salesforce_csv(plans({"plans/a.md": plan()}, "https://example.com/{path}"), FIELDS)
    assert not text.startswith("\ufeff")
    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == 2
    assert rows(text) == [
        {
            "Id": RECORD,
            "StageName": "Negotiation",
            "ForecastCategoryName": "Commit",
            "Amount": "180000.00",
            "CurrencyIsoCode": "EUR",
            "CloseDate": "2026-05-29",
            "Deal_Review__c": "false",
            "POC_Outcome__c": "Proceed",
            "POC_Decision_Date__c": "2026-04-10",
            "POC_Plan__c": "https://example.com/plans/a.md",
        }
    ]


def test_a_field_without_a_name_is_left_out_and_an_empty_value_is_empty() -> None:
    fields = {**FIELDS, "deal_review": "", "currency": "", "plan": ""}
    ((row),) = rows(salesforce_csv(plans({"plans/a.md": plan(more="")}), fields))
    assert "Deal_Review__c" not in row
    assert (row["Amount"], row["CloseDate"], row["StageName"]) == ("", "", "")


def test_the_samples_with_an_external_id() -> None:
    portfolio = plans({f"plans/{path.name}": path.read_bytes() for path in SAMPLES})
    found = rows(salesforce_csv(portfolio, EXTERNAL))
    assert len(found) + len(left_out(portfolio, EXTERNAL)) == len(SAMPLES)
    assert left_out(portfolio, EXTERNAL) == ()
    for row in found:
        text = next(path.read_text() for path in SAMPLES if path.name in row["POC_Plan__c"])
        assert row["Opportunity_Number__c"] in text
        assert f"{row['Amount']} {row['CurrencyIsoCode']}".strip() in text
        assert re.fullmatch(r"-?\d+(\.\d+)?|", row["Amount"])
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}|", row["CloseDate"])
    assert salesforce_csv(portfolio, EXTERNAL) == salesforce_csv(portfolio, EXTERNAL)


def test_what_is_no_record_id_is_left_out_and_named_where_the_field_is_id() -> None:
    portfolio = plans({"plans/a.md": plan("OPP-20417")})
    assert rows(salesforce_csv(portfolio, FIELDS)) == []
    (named,) = left_out(portfolio, FIELDS)
    assert named.reason == "'opportunity' is not the id of a record in Salesforce"
    assert "[tool.poc-docs.crm.fields] in pyproject.toml, see docs/crm.md" in named.advice
    assert left_out(portfolio, EXTERNAL) == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"caf\xe9", "it can't be read"),
        (plan('"[Opportunity ID]"'), "no opportunity is named"),
        (plan(more=CRM + "nonsense: 1\n"), "it has 1 error"),
        (
            plan(more=CRM.replace("Negotiation", "'=1+1'")),
            "stage begins like a formula of a spreadsheet: '=1+1'",
        ),
        (
            plan(more=CRM.replace("Commit", "'@A1'")),
            "forecast_category begins like a formula of a spreadsheet: '@A1'",
        ),
    ],
)
def test_a_plan_that_is_left_out_is_named(data: bytes, reason: str) -> None:
    portfolio = plans({"plans/a.md": data, "plans/b.md": plan("006AA00000Bc1Df", number=2)})
    assert [row["POC_Plan__c"] for row in rows(salesforce_csv(portfolio, FIELDS))] == ["plans/b.md"]
    (named,) = left_out(portfolio, FIELDS)
    assert (named.path, named.reason) == ("plans/a.md", reason)
    assert named.advice


def test_no_negative_amount_comes_into_the_crm() -> None:
    portfolio = plans({"plans/a.md": plan(more=CRM.replace("180000.00", "-5.00"))})
    assert rows(salesforce_csv(portfolio, FIELDS)) == []
    (named,) = left_out(portfolio, FIELDS)
    assert named.reason == "it has 1 error"


def test_an_opportunity_has_one_row() -> None:
    files = {"plans/a.md": plan(more=CRM + SUPERSEDED), "plans/b.md": plan(RECORD[:15], number=2)}
    portfolio = plans(files)
    assert [row["POC_Plan__c"] for row in rows(salesforce_csv(portfolio, FIELDS))] == ["plans/b.md"]
    assert [each.path for each in left_out(portfolio, FIELDS)] == ["plans/a.md"]
    both = plans({"plans/a.md": plan(), "plans/b.md": plan(number=2)})
    assert rows(salesforce_csv(both, FIELDS)) == []
    assert [each.path for each in left_out(both, FIELDS)] == ["plans/a.md", "plans/b.md"]


def test_texts_with_commas_quotes_and_letters_of_any_script_come_back() -> None:
    stage = 'Prüfung, "final" 商談'
    line = CRM.replace("Negotiation", "'" + stage + "'")
    (row,) = rows(salesforce_csv(plans({"plans/a.md": plan(more=line)}), FIELDS))
    assert row["StageName"] == stage

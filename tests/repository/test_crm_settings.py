"""The settings about the CRM: read in full, or refused with the place and the way out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from poc_docs.checks.signers import SigningPolicy
from poc_docs.portfolio.crm import CrmSettings, DealState
from poc_docs.portfolio.crm.settings import COLUMNS, FIELDS, STAGES
from poc_docs.repository.configuration import ConfigurationError, read_policy
from poc_docs.repository.crm_settings import read_crm_settings
from tests.surroundings import PROJECT

TOML = """\
[project]
name = "pocs"

[tool.poc-docs]
vendor_signers = ["Ines Falk"]

[tool.poc-docs.crm]
currency = "EUR"
plan_address = "https://example.com/{path}"
deal_review_from = ["250000.00 EUR", "2 SEK"]

[tool.poc-docs.crm.stages]
planning = ["Discovery", "Scoping"]
no-go = "Closed Lost"

[tool.poc-docs.crm.forecast_categories]
won = "Closed"

[tool.poc-docs.crm.fields]
opportunity = "Number__c"
plan = ""

[tool.poc-docs.crm.columns]
amount = ["Betrag", "Amount"]
"""


def test_everything_that_can_be_said() -> None:
    found = read_crm_settings(TOML.encode())
    assert found.currency == "EUR"
    assert found.plan_address == "https://example.com/{path}"
    assert found.deal_review_from == {"EUR": Decimal("250000.00"), "SEK": Decimal(2)}
    assert found.stages == {
        **STAGES,
        DealState.PLANNING: ("Discovery", "Scoping"),
        DealState.NO_GO: ("Closed Lost",),
    }
    assert found.fields == {**FIELDS, "opportunity": "Number__c", "plan": ""}
    assert found.columns == {**COLUMNS, "amount": ("Betrag", "Amount")}


@pytest.mark.parametrize("text", [None, "", "[project]\n", "[tool.poc-docs]\n", "[tool.poc-docs.crm]\n"])
def test_without_settings_there_are_defaults(text: str | None) -> None:
    assert read_crm_settings(text.encode() if text is not None else None) == CrmSettings()


def test_the_example_in_the_documentation_is_understood() -> None:
    page = (PROJECT / "docs/crm.md").read_text()
    found = read_crm_settings(page.split("```toml\n")[1].split("```")[0].encode())
    assert found.stages[DealState.PROCEED] == ("Negotiation",)
    assert found.fields["deal_review"] == ""


def test_the_gate_reads_past_it() -> None:
    assert read_policy(TOML.encode()) == SigningPolicy(vendor_signers=("Ines Falk",))
    assert read_policy(TOML.replace("no-go", "nogo").encode()) == SigningPolicy(vendor_signers=("Ines Falk",))
    with pytest.raises(ConfigurationError, match="has no key 'crn'"):
        read_policy(TOML.replace("poc-docs.crm", "poc-docs.crn").encode())
    with pytest.raises(ConfigurationError, match="has no key 'crm'"):
        read_policy(b'[tool.poc-docs]\ncrm = "x"\n')


@pytest.mark.parametrize(
    ("old", "new", "message", "advice"),
    [
        (
            'currency = "EUR"',
            'currency = "Euro"',
            "pyproject.toml:8: 'currency' must be a currency",
            'currency = "EUR"',
        ),
        (
            'currency = "EUR"',
            "curency = 1",
            "pyproject.toml:8: 'curency' is no key of crm",
            "did you mean 'currency'?",
        ),
        (
            "/{path}",
            "/",
            "pyproject.toml:9: 'plan_address' must be an address with {path} in it",
            "plan_address =",
        ),
        ("/{path}", "/{path}{x}", "pyproject.toml:9: 'plan_address' must be", "plan_address ="),
        ('"2 SEK"', '"2 sek"', "pyproject.toml:10: 'deal_review_from' must hold one amount", "250000.00 EUR"),
        ('"2 SEK"', '"2 EUR"', "must hold one amount in each currency, not '2 EUR'", "250000.00 EUR"),
        ("no-go =", "nogo =", "pyproject.toml:14: 'nogo' is no key of stages", "did you mean 'no-go'?"),
        ('"Scoping"]', "7]", "pyproject.toml:13: 'planning' must be a text or a list of texts", "planning ="),
        ('["Discovery", "Scoping"]', "[]", "'planning' must be a text or a list of texts", "planning ="),
        ('"Number__c"', '"Number c"', "'opportunity' must be the API name of a field", "__c"),
        ('"Number__c"', '""', "'opportunity' must name a field", "Id"),
        ('"Number__c"', '"Amount"', "'fields' must not use 'Amount' twice", "a field of its own"),
        (
            "[tool.poc-docs.crm.stages]",
            "[tool.poc-docs.crm.stage]",
            "'stage' is no key of crm",
            "did you mean 'stages'?",
        ),
        ("amount = [", "sum = [", "'sum' is no key of columns", "the keys are"),
    ],
)
def test_what_cannot_be_understood_is_refused(old: str, new: str, message: str, advice: str) -> None:
    assert old in TOML
    with pytest.raises(ConfigurationError) as refused:
        read_crm_settings(TOML.replace(old, new).encode())
    assert message in str(refused.value)
    assert advice in refused.value.advice

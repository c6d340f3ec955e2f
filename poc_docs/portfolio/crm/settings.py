"""What a team says of its CRM: its stages, forecast categories, fields and columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from poc_docs.portfolio.crm.states import DealState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.values import Money

STAGES: dict[DealState, tuple[str, ...]] = {
    DealState.PLANNING: ("Discovery", "Qualification", "Technical validation"),
    DealState.ACTIVE: ("Technical validation",),
    DealState.PROCEED: ("Negotiation", "Proposal"),
    DealState.CONDITIONAL: ("Negotiation", "Proposal"),
    DealState.NO_GO: ("Closed Lost",),
    DealState.CLOSED: ("Closed Lost",),
    DealState.WON: ("Closed Won",),
    DealState.LOST: ("Closed Lost",),
    DealState.NO_DECISION: ("Closed Lost",),
}
"""The stages that fit each state, the first of which is proposed."""

FORECAST_CATEGORIES: dict[DealState, tuple[str, ...]] = {
    DealState.PLANNING: ("Pipeline", "Best Case"),
    DealState.ACTIVE: ("Pipeline", "Best Case"),
    DealState.PROCEED: ("Commit", "Best Case"),
    DealState.CONDITIONAL: ("Best Case", "Commit"),
    DealState.NO_GO: ("Omitted",),
    DealState.CLOSED: ("Omitted",),
    DealState.WON: ("Closed",),
    DealState.LOST: ("Omitted",),
    DealState.NO_DECISION: ("Omitted",),
}
"""The same for forecast categories, in the words that Salesforce comes with."""

MOST_LIKELY = "Most Likely"
"""Another of Salesforce's forecast categories, which fits no state and is switched on by few."""

FIELDS = {
    "opportunity": "Id",
    "stage": "StageName",
    "forecast_category": "ForecastCategoryName",
    "amount": "Amount",
    "currency": "CurrencyIsoCode",
    "close_date": "CloseDate",
    "deal_review": "Deal_Review__c",
    "outcome": "POC_Outcome__c",
    "decided_on": "POC_Decision_Date__c",
    "plan": "POC_Plan__c",
}
"""The API name in Salesforce of each value that goes there; an empty one leaves the value out."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "opportunity": ("Opportunity ID", "Id", "Opportunity Number", "Opportunity Name", "Name"),
    "stage": ("Stage", "StageName"),
    "forecast_category": ("Forecast Category", "ForecastCategoryName"),
    "amount": ("Amount",),
    "currency": ("Amount Currency", "Opportunity Currency", "Currency", "CurrencyIsoCode"),
    "close_date": ("Close Date", "CloseDate"),
}
"""The columns of a report in which each value is looked for; all that are there name the opportunity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmSettings:
    """The settings below ``[tool.poc-docs.crm]``, or what counts without them.

    ``deal_review_from`` is the amount in each currency from which a deal is large; in any other currency
    every deal is. ``currency`` is that of reports which name none. ``plan_address`` is where a plan can be
    read, with ``{path}`` for its path.
    """

    stages: Mapping[DealState, tuple[str, ...]] = field(default_factory=lambda: STAGES)
    forecast_categories: Mapping[DealState, tuple[str, ...]] = field(
        default_factory=lambda: FORECAST_CATEGORIES
    )
    deal_review_from: Mapping[str, Decimal] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=lambda: FIELDS)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: COLUMNS)
    currency: str = ""
    plan_address: str = "{path}"

    def every_forecast_category(self) -> tuple[str, ...]:
        """Give Salesforce's forecast categories, and those that the team names in their place."""
        named = (word for words in self.forecast_categories.values() for word in words)
        known = (word for words in FORECAST_CATEGORIES.values() for word in words)
        return tuple(dict.fromkeys([*named, *known, MOST_LIKELY]))

    def is_large(self, amount: Money | None) -> bool:
        """Say whether a deal of this amount is large; one without a known amount is not."""
        return amount is not None and amount.amount >= self.deal_review_from.get(amount.currency, Decimal(0))

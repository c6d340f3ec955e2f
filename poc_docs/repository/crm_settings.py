"""The team's settings about its CRM: ``[tool.poc-docs.crm]`` in ``pyproject.toml``. See ``docs/crm.md``.

What can't be understood is an error for the commands that use it; the gate does not look at it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from poc_docs.plan.currencies import CURRENCIES
from poc_docs.plan.values import parse_money
from poc_docs.portfolio.crm.settings import COLUMNS, FIELDS, FORECAST_CATEGORIES, STAGES, CrmSettings
from poc_docs.portfolio.crm.states import DealState
from poc_docs.repository.configuration import (
    FILE,
    ConfigurationError,
    Settings,
    present_settings,
    read_settings,
)
from poc_docs.text.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from poc_docs.repository.workspace import Workspace

TABLE = "crm"
_API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*", re.ASCII)


def crm_settings(workspace: Workspace) -> CrmSettings:
    """Give the settings as they stand in the work tree; raises ``ConfigurationError``."""
    return read_crm_settings(present_settings(workspace.root))


def read_crm_settings(data: bytes | None, where: str = FILE) -> CrmSettings:
    """Read the settings from the bytes of ``pyproject.toml``, or None where there is none.

    Raises ``ConfigurationError`` with the place.
    """
    settings = read_settings(data, where)
    table = settings.table.get(TABLE, {}) if settings else {}
    if not settings or not table:
        return CrmSettings()
    return _Reader(settings).read(table)


class _Reader:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.known: dict[str, Callable[[str, Any], Any]] = {
            "stages": lambda key, value: self.by_state(key, value, STAGES),
            "forecast_categories": lambda key, value: self.by_state(key, value, FORECAST_CATEGORIES),
            "deal_review_from": self.thresholds,
            "fields": self.fields,
            "columns": self.columns,
            "currency": self.currency,
            "plan_address": self.address,
        }

    def read(self, table: Any) -> CrmSettings:
        self.table(TABLE, table, self.known)
        return CrmSettings(**{key: self.known[key](key, value) for key, value in table.items()})

    def table(self, name: str, value: Any, known: Iterable[str]) -> dict[str, Any]:
        """Give a table whose keys are all known; raises ``ConfigurationError`` with the nearest name."""
        if not isinstance(value, dict):
            self.refuse(name, "must be a table", f"write [tool.poc-docs.{TABLE}.{name}]")
        for key in value:
            if key not in known:
                near = did_you_mean(key, known).strip()
                self.refuse(key, f"is no key of {name}", near or f"the keys are {', '.join(known)}")
        found: dict[str, Any] = value
        return found

    def refuse(self, key: str, message: str, advice: str) -> None:
        raise ConfigurationError(f"{self.settings.place(key)}: {key!r} {message}", advice)

    def words(self, key: str, value: Any) -> tuple[str, ...]:
        """Give one text or a list of texts."""
        many = value if isinstance(value, list) else [value]
        if not many or not all(isinstance(word, str) and word.strip() for word in many):
            self.refuse(key, "must be a text or a list of texts", f'write {key} = "…" or {key} = ["…", "…"]')
        return tuple(" ".join(word.split()) for word in many)

    def by_state(
        self, name: str, value: Any, default: dict[DealState, tuple[str, ...]]
    ) -> dict[DealState, tuple[str, ...]]:
        table = self.table(name, value, [state.value for state in DealState])
        said = {DealState(state): self.words(state, words) for state, words in table.items()}
        return {**default, **said}

    def thresholds(self, key: str, value: Any) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for text in self.words(key, value):
            money = parse_money(text)
            if money is None or money.currency in found:
                message = f"must hold one amount in each currency, not {text!r}"
                self.refuse(key, message, 'write "250000.00 EUR"')
            else:
                found[money.currency] = money.amount
        return found

    def fields(self, name: str, value: Any) -> dict[str, str]:
        table = self.table(name, value, FIELDS)
        for key, field in table.items():
            if not isinstance(field, str) or (field and not _API_NAME.fullmatch(field)):
                example = f'write {key} = "POC_Result__c", or "" to leave it out'
                self.refuse(key, "must be the API name of a field", example)
        used = [field for field in {**FIELDS, **table}.values() if field]
        twice = next((field for field in used if used.count(field) > 1), None)
        if twice:
            self.refuse(name, f"must not use {twice!r} twice", "give each value a field of its own")
        if not {**FIELDS, **table}["opportunity"]:
            self.refuse("opportunity", "must name a field", 'write opportunity = "Id", or your external id')
        return {**FIELDS, **table}

    def columns(self, name: str, value: Any) -> dict[str, tuple[str, ...]]:
        table = self.table(name, value, COLUMNS)
        return {**COLUMNS, **{key: self.words(key, words) for key, words in table.items()}}

    def currency(self, key: str, value: Any) -> str:
        if value not in CURRENCIES:
            self.refuse(key, f"must be a currency of ISO 4217, not {value!r}", f'write {key} = "EUR"')
        return str(value)

    def address(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or value.count("{path}") != 1 or "{" in value.replace("{path}", ""):
            example = f'write {key} = "https://git.example.com/pocs/blob/main/{{path}}"'
            self.refuse(key, "must be an address with {path} in it", example)
        return str(value)

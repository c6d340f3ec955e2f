"""Deals as a CSV file that Salesforce Data Loader takes: one row an opportunity, to update or upsert.

What Data Loader expects: UTF-8 without a byte order mark, the API names of the fields as header, commas and
RFC 4180 quotes, dates as 2026-05-29, numbers with a decimal point and nothing else. An empty cell leaves the
field as it is. A prefix that would keep a spreadsheet from running a formula would become part of the value,
so that a row with such a text is left out, and named.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.portfolio.deals import deals, is_record_id
from poc_docs.portfolio.outcomes import sound_outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.portfolio.deals import Deal
    from poc_docs.portfolio.entries import Entry, Portfolio

_RECORD_FIELD = "Id"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = frozenset({"amount"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan that gets no row, and why."""

    path: str
    reason: str
    advice: str


def salesforce_csv(portfolio: Portfolio, field_map: Mapping[str, str], plan_address: str = "{path}") -> str:
    """Give the file, with CRLF. ``field_map`` gives the API name of each value, empty to leave it out.

    The keys are those of ``portfolio.crm.settings.FIELDS``; ``plan_address`` is where a plan is read, with
    ``{path}`` in it. ``left_out`` names the plans that get no row.
    """
    columns = [(value, field) for value, field in field_map.items() if field]
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([field for _, field in columns])
    for entry in _sound(portfolio, field_map, plan_address)[0]:
        values = _values(entry, plan_address)
        writer.writerow([values[value] for value, _ in columns])
    return written.getvalue()


def left_out(
    portfolio: Portfolio, field_map: Mapping[str, str], plan_address: str = "{path}"
) -> tuple[LeftOut, ...]:
    """Give the plans that get no row in ``salesforce_csv``, by path."""
    return tuple(sorted(_sound(portfolio, field_map, plan_address)[1], key=lambda each: each.path))


def _sound(
    portfolio: Portfolio, field_map: Mapping[str, str], plan_address: str
) -> tuple[list[Entry], list[LeftOut]]:
    """Give the plans that get a row, and those that get none; only one plan can speak for an opportunity."""
    rows: list[Entry] = []
    refused = [_unreadable(entry) for entry in portfolio.entries if entry.plan is None]
    for deal in deals(portfolio):
        current = deal.current
        if len(current) > 1:
            refused += _several(deal, current)
            continue
        entry = current[0]
        fault = _fault(deal, entry, field_map, plan_address)
        if fault:
            refused.append(fault)
        else:
            rows.append(entry)
        refused += [_superseded(other, entry) for other in deal.entries if other is not entry]
    return sorted(rows, key=lambda entry: entry.path), refused


def _unreadable(entry: Entry) -> LeftOut:
    return LeftOut(entry.path, "it can't be read", f"poc-docs check {entry.path}")


def _superseded(entry: Entry, by: Entry) -> LeftOut:
    return LeftOut(
        entry.path, f"it was superseded; {by.path} has the same opportunity", "nothing is to be done"
    )


def _several(deal: Deal[Entry], entries: Sequence[Entry]) -> Iterator[LeftOut]:
    for entry in entries:
        others = ", ".join(other.path for other in entries if other is not entry)
        reason = f"{others} has the opportunity {deal.opportunity!r} too, and one row is all that it can have"
        yield LeftOut(entry.path, reason, "close the one that was replaced: --reason superseded")


def _fault(
    deal: Deal[Entry], entry: Entry, field_map: Mapping[str, str], plan_address: str
) -> LeftOut | None:
    if not deal.opportunity:
        return LeftOut(
            entry.path, "it names no opportunity", "write it into 'opportunity' in its front matter"
        )
    if entry.errors:
        count = "1 error" if len(entry.errors) == 1 else f"{len(entry.errors)} errors"
        return LeftOut(entry.path, f"it has {count}", f"poc-docs check {entry.path}")
    if field_map["opportunity"] == _RECORD_FIELD and not is_record_id(deal.opportunity):
        reason = "its opportunity is not the id of one in Salesforce"
        advice = 'name the external id that it is: opportunity = "…__c" below [tool.poc-docs.crm.fields]'
        return LeftOut(entry.path, reason, advice)
    for name, text in _values(entry, plan_address).items():
        if field_map.get(name) and name not in _NUMBERS and text.startswith(_FORMULA):
            reason = f"{name} begins like a formula of a spreadsheet: {text[:40]!r}"
            return LeftOut(entry.path, reason, "write it in other words")
    return None


def _values(entry: Entry, plan_address: str) -> dict[str, str]:
    """Give every value as Data Loader reads it; what the plan does not say is empty."""
    plan = entry.plan
    metadata = plan.metadata if plan else None
    crm = metadata.crm if metadata else None
    amount = crm.amount if crm else None
    decided = plan.decision.decided_on.value if plan and plan.decision.decided_on else None
    review = crm.deal_review if crm else None
    return {
        "opportunity": metadata.opportunity.value if metadata and metadata.opportunity else "",
        "stage": (crm.stage or "") if crm else "",
        "forecast_category": (crm.forecast_category or "") if crm else "",
        "amount": f"{amount.amount:f}" if amount else "",
        "currency": amount.currency if amount else "",
        "close_date": crm.close_date.isoformat() if crm and crm.close_date else "",
        "deal_review": "" if review is None else str(review).lower(),
        "outcome": sound_outcome(entry) or "",
        "decided_on": decided.isoformat() if decided else "",
        "plan": plan_address.replace("{path}", entry.path),
    }

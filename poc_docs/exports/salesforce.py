"""Deals as a CSV file that Salesforce Data Loader takes: one row an opportunity, to update or upsert.

What Data Loader expects: UTF-8 without a byte order mark, the API names of the fields as header, commas and
RFC 4180 quotes, dates as 2026-05-29, numbers with a decimal point and nothing else. An empty cell leaves the
field as it is. A prefix that would keep a spreadsheet from running a formula would become part of the value,
so that a row with such a text is left out, and named.
"""

from __future__ import annotations

import csv
import io
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.portfolio.deals import deals_among, is_record_id
from poc_docs.portfolio.outcomes import sound_outcome
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.values import Money
    from poc_docs.portfolio.deals import Deal
    from poc_docs.portfolio.entries import Entry

_RECORD_FIELD = "Id"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST = 20
"""Plans that a message names: of a thousand with one opportunity none must name the others."""


@dataclass(frozen=True, slots=True)
class DealPlan:
    """What a row for Salesforce needs to know of a plan; ``values`` are by the name in the field map."""

    path: str
    is_readable: bool
    opportunity: str
    amount: Money | None
    is_superseded: bool
    errors: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan that gets no row, and why."""

    path: str
    reason: str
    advice: str


def deal_plan(entry: Entry, plan_address: str = "{path}") -> DealPlan:
    """Take from a plan what a row needs; ``plan_address`` is where a plan is read, with ``{path}`` in it."""
    return DealPlan(
        path=entry.path,
        is_readable=entry.plan is not None,
        opportunity=entry.opportunity,
        amount=entry.amount,
        is_superseded=entry.is_superseded,
        errors=len(entry.errors),
        values=_values(entry, plan_address),
    )


def salesforce_csv(plans: Sequence[DealPlan], field_map: Mapping[str, str]) -> str:
    """Give the file, with CRLF. ``field_map`` gives the API name of each value, empty to leave it out.

    The keys are those of ``portfolio.crm.settings.FIELDS``. ``left_out`` names the plans that get no row.
    """
    columns = [(value, field) for value, field in field_map.items() if field]
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([field for _, field in columns])
    for plan in _sound(plans, field_map)[0]:
        writer.writerow([plan.values[value] for value, _ in columns])
    return written.getvalue()


def left_out(plans: Sequence[DealPlan], field_map: Mapping[str, str]) -> tuple[LeftOut, ...]:
    """Give the plans that get no row in ``salesforce_csv``, by path."""
    return tuple(sorted(_sound(plans, field_map)[1], key=lambda each: each.path))


def _sound(plans: Sequence[DealPlan], field_map: Mapping[str, str]) -> tuple[list[DealPlan], list[LeftOut]]:
    """Give the plans that get a row, and those that get none; only one plan can speak for an opportunity."""
    rows: list[DealPlan] = []
    refused = [_unreadable(plan) for plan in plans if not plan.is_readable]
    for deal in deals_among(plan for plan in plans if plan.is_readable):
        current = deal.current
        if len(current) > 1:
            refused += _several(deal, current)
            continue
        plan = current[0]
        fault = _fault(deal, plan, field_map)
        if fault:
            refused.append(fault)
        else:
            rows.append(plan)
        refused += [_superseded(other, plan) for other in deal.entries if other is not plan]
    return sorted(rows, key=lambda plan: plan.path), refused


def _unreadable(plan: DealPlan) -> LeftOut:
    return LeftOut(plan.path, "it can't be read", f"poc-docs check {shlex.quote(plan.path)}")


def _superseded(plan: DealPlan, by: DealPlan) -> LeftOut:
    return LeftOut(
        plan.path, f"it was superseded; {by.path} has the same opportunity", "nothing is to be done"
    )


def _several(deal: Deal[DealPlan], plans: Sequence[DealPlan]) -> Iterator[LeftOut]:
    for plan in plans:
        others = [other.path for other in plans[: _MOST + 1] if other is not plan][:_MOST]
        further = len(plans) - 1 - len(others)
        named = ", ".join(others) + (f" and {further} more" if further else "")
        reason = f"{named} has the opportunity {deal.opportunity!r} too, and one row is all that it can have"
        yield LeftOut(plan.path, reason, "close the one that was replaced: --reason superseded")


def _fault(deal: Deal[DealPlan], plan: DealPlan, field_map: Mapping[str, str]) -> LeftOut | None:
    if not deal.opportunity:
        return LeftOut(
            plan.path, "no opportunity is named", "write it into 'opportunity' in the front matter"
        )
    if plan.errors:
        count = counted(plan.errors, "error")
        return LeftOut(plan.path, f"it has {count}", f"poc-docs check {shlex.quote(plan.path)}")
    if field_map["opportunity"] == _RECORD_FIELD and not is_record_id(deal.opportunity):
        reason = "'opportunity' is not the id of a record in Salesforce"
        advice = (
            'name the external id that it is: opportunity = "…__c" below [tool.poc-docs.crm.fields] in '
            "pyproject.toml, see docs/crm.md"
        )
        return LeftOut(plan.path, reason, advice)
    for name, text in plan.values.items():
        if field_map.get(name) and text.startswith(_FORMULA):
            reason = f"{name} begins like a formula of a spreadsheet: {text[:40]!r}"
            return LeftOut(plan.path, reason, "write it in other words")
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

"""The list of adopted plans as a report of its own, beside the plans'."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from poc_docs.checks.adoption import Adoption
    from poc_docs.cli.reports import Report
    from poc_docs.plan.adoption import AdoptedList
    from poc_docs.repository.adoption import AdoptionLookup


def changed_list_reports(lookup: AdoptionLookup) -> list[Report]:
    """Give what is wrong with how a change treats the list; nothing where it leaves the list alone."""
    return _reports(lookup.change) if lookup.is_touched else []


def present_list_reports(present: AdoptedList | None) -> list[Report]:
    """Give what can't be read in the list as it stands."""
    from poc_docs.checks.adoption import Adoption

    return _reports(Adoption(befores=(), after=present))


def _reports(change: Adoption) -> list[Report]:
    from poc_docs.checks import check_adoption
    from poc_docs.cli.reports import Report
    from poc_docs.plan.adoption import FILE

    found = check_adoption(change)
    return [Report(FILE, change.after.text if change.after else "", found)] if found else []

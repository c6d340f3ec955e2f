"""Who agreed to what and when, and every amendment and correction with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.agreement.disclosure import outdated_signature
from poc_docs.plan.agreement.fingerprints import short_code
from poc_docs.plan.agreement.links import counting_signatures, link_states
from poc_docs.plan.agreement.state import agreement
from poc_docs.reports.report import Bullets, Facts, Table, cell, line
from poc_docs.reports.verdicts import NONE

if TYPE_CHECKING:
    from poc_docs.plan.agreement.links import LinkState
    from poc_docs.plan.metadata import Signature
    from poc_docs.reports.report import Cell
    from poc_docs.reports.subject import Subject


def state(subject: Subject) -> Facts:
    """Say how far the agreement on the present text has come, and what stands beside it."""
    present = agreement(subject.plan)
    rows = [("Agreement", line(f"{present.state.value} (code {short_code(present.parameters)})"))]
    if outdated_signature(subject.plan):
        rows.append(("Since then", line("environment or timeline changed since the latest signature")))
    return Facts(tuple(rows))


def signatures(subject: Subject) -> Table:
    """Give every signature: on the criteria or on the results, and whether it still counts."""
    counting = counting_signatures(subject.plan)
    return Table(
        caption="Signatures",
        columns=("Name", "For", "Date", "What", "Evidence"),
        widths=(30, 12, 13, 20, 25),
        rows=tuple(
            _signature(each, counts=any(each is one for one in counting)) for each in subject.plan.signatures
        ),
    )


def _signature(signature: Signature, *, counts: bool) -> tuple[Cell, ...]:
    what = "results and outcome" if signature.results else "criteria"
    return (
        cell(signature.name, signature.role or ""),
        cell(signature.party),
        cell(signature.date.isoformat()),
        cell(what, "" if counts else "on an earlier version"),
        cell(signature.evidence or NONE),
    )


def amendments(subject: Subject) -> Table:
    """Give every amendment and correction: what it changed, why, and who signed it."""
    return Table(
        caption="Amendments and corrections",
        columns=("Change", "Reason", "What changed", "Signed by"),
        widths=(18, 26, 34, 22),
        rows=tuple(_amendment(subject, found) for found in link_states(subject.plan)),
    )


def _amendment(subject: Subject, found: LinkState) -> tuple[Cell, ...]:
    link, plain = found.link, subject.plan.document.plain
    changes = (
        f"{each.where}: {plain(each.before) or 'nothing'} → {plain(each.after) or 'nothing'}"
        for each in link.changes
    )
    signed = [f"{s.name} ({s.party}), {s.date}" for s in found.signatures]
    if found.spelling_only:
        signed.append("spelling only, no signature needed")
    elif not found.is_settled:
        signed.append(f"open: {' and '.join(found.missing)} still to sign")
    return (
        cell(f"{found.kind.capitalize()} {found.number}", f"{link.date} by {link.by}"),
        cell(link.reason),
        cell(*changes),
        cell(*signed),
    )


def amendments_in_short(subject: Subject) -> Bullets:
    """Give each amendment and correction in one line."""
    return Bullets(
        tuple(
            line(f"{found.kind.capitalize()} {found.number}, {found.link.date}: {found.link.reason}")
            for found in link_states(subject.plan)
        )
    )

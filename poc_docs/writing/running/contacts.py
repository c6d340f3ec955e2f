"""The people of both parties: who the plan names already, and their rows in Resource Alignment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.signers import same_person
from poc_docs.plan.texts import filled_in
from poc_docs.plan.vocabulary import RESOURCES, Party
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.literal import markdown_of
from poc_docs.writing.running.sections import add_row, set_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Contact
    from poc_docs.text.edits import Edit

_NAME_AND_ROLE = re.compile(r"(?P<name>[^,()]*[^,()\s])\s*(?:,\s*(?P<role>.+)|\((?P<inside>[^()]*)\))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of one of the parties; None is what is not said."""

    name: str
    party: Party | None = None
    role: str | None = None
    mail: str | None = None

    def cells(self) -> dict[str, str]:
        """Give what is said, as Markdown by column."""
        party = self.party.value if self.party else None
        said = {"Name": self.name, "Party": party, "Role": self.role, "Mail": self.mail}
        return {column: markdown_of(value) for column, value in said.items() if value is not None}


def known_people(plan: Plan) -> tuple[Person, ...]:
    """Give who the plan names, each once: sales engineer, everybody who signed, decision maker."""
    found: list[Person] = []
    for person in _named(plan):
        if not any(same_person(person.name, other.name) for other in found):
            found.append(person)
    return tuple(found)


def decision_maker(plan: Plan) -> Person | None:
    """Give who decides at the prospect, with what stands behind the name as the role."""
    said = plan.overview.decision_maker
    if said is None or not filled_in(said):
        return None
    split = _NAME_AND_ROLE.fullmatch(said.value)
    if split is None:
        return Person(name=said.value, party=Party.PROSPECT, role="Decision maker")
    role = split["role"] or split["inside"] or "Decision maker"
    return Person(name=split["name"], party=Party.PROSPECT, role=role[:1].upper() + role[1:])


def sales_engineer(plan: Plan) -> str:
    """Give the name of the sales engineer; empty where it is not filled in."""
    return filled_in(plan.metadata.sales_engineer if plan.metadata else None)


def _named(plan: Plan) -> Iterator[Person]:
    engineer = sales_engineer(plan)
    if engineer:
        signed = [s.role for s in plan.signatures if s.role and same_person(s.name, engineer)]
        yield Person(name=engineer, party=Party.VENDOR, role=signed[0] if signed else "Sales engineer")
    decides = decision_maker(plan)
    for signature in plan.signatures:
        is_decider = decides is not None and same_person(decides.name, signature.name)
        role = signature.role or (decides.role if decides and is_decider else None)
        yield Person(name=signature.name, party=signature.party, role=role)
    if decides:
        yield decides


def set_contact(plan: Plan, person: Person) -> list[Edit]:
    """Give the edits that add a person to Resource Alignment, or write what is said into their row.

    None where the row says so already. Raises ``RefusedEdit`` where several rows name the person, and for a
    new one without a party.
    """
    rows = rows_of(plan, person.name)
    if len(rows) > 1:
        raise RefusedEdit(
            f"{person.name} stands {len(rows)} times in {RESOURCES.heading!r}; delete all but one"
        )
    if rows:
        said = {column: value for column, value in person.cells().items() if column != "Name"}
        return (
            set_cells(plan, RESOURCES, plan.running.alignment.contacts.index(rows[0]), said) if said else []
        )
    if person.party is None:
        raise RefusedEdit(
            f"{person.name} is new in {RESOURCES.heading!r}, and is of the prospect or the vendor"
        )
    return add_row(plan, RESOURCES, person.cells())


def rows_of(plan: Plan, name: str) -> tuple[Contact, ...]:
    """Give the rows of Resource Alignment that name this person."""
    return tuple(row for row in plan.running.alignment.contacts if same_person(row.name.value, name))

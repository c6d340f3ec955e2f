"""To whom a mail goes: the contacts of Resource Alignment by party, or the addresses that somebody typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from poc_docs.messages.words import one_line, shown
from poc_docs.plan.agreement.signers import same_person
from poc_docs.plan.values import is_placeholder, says_nothing
from poc_docs.plan.vocabulary import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Contact

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"(?=.{{1,254}}\Z)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+", re.ASCII
)


class Group(Enum):
    """Who a mail is for."""

    PROSPECTS = "everybody on the prospect's side"
    DECIDER = "the decision maker, or else everybody on the prospect's side"
    ESCALATION = "who the escalation path names, or else the decision maker"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an address; either may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """To whom a mail goes and who reads along; ``faults`` are addresses that no mail can be sent to."""

    to: tuple[Recipient, ...]
    cc: tuple[Recipient, ...] = ()
    faults: tuple[str, ...] = ()


def is_address(text: str) -> bool:
    """Say whether a text is one mail address: an addr-spec of RFC 5321 in ASCII, and nothing beside it."""
    return _ADDRESS.fullmatch(text) is not None


def of_contacts(plan: Plan, group: Group, *, with_vendor: bool) -> Recipients:
    """Give the recipients by the contacts of Resource Alignment; the sales engineer, who sends, is none.

    Without contacts it is the decision maker, whose address the plan does not say.
    """
    known = [each for each in plan.running.alignment.contacts if not says_nothing(each.name.value)]
    others = [each for each in known if not _is_sender(plan, each)]
    to = _chosen(plan, group, others)
    vendors = [each for each in others if each.party.value is Party.VENDOR and each not in to]
    cc = vendors if with_vendor else []
    faults = [
        f"{one_line(each.mail.value)!r} of {one_line(each.name.value)} is not one mail address"
        for each in (*to, *cc)
        if not says_nothing(each.mail.value) and not is_address(_mail(each))
    ]
    maker = _decision_maker(plan)
    alone = (Recipient(maker, ""),) if maker else ()
    reached = [each for each in map(_recipient, cc) if each.address]
    return Recipients(_once(map(_recipient, to)) or alone, _once(reached), tuple(faults))


def of_addresses(plan: Plan | None, addresses: Iterable[str]) -> Recipients:
    """Give the recipients of addresses that were typed, by name where the plan's contacts have one."""
    contacts = plan.running.alignment.contacts if plan else ()
    names = {_mail(each).casefold(): one_line(each.name.value) for each in contacts}
    return Recipients(_once(Recipient(names.get(each.casefold(), ""), each) for each in addresses))


def _chosen(plan: Plan, group: Group, others: Sequence[Contact]) -> list[Contact]:
    prospects = [each for each in others if each.party.value is Party.PROSPECT]
    maker = _decision_maker(plan)
    deciders = [each for each in prospects if maker and same_person(each.name.value, maker)]
    path = " ".join(shown(plan, text) for text in plan.running.alignment.escalation).casefold()
    named = [each for each in others if each.name.value.casefold() in path]
    return {
        Group.PROSPECTS: prospects,
        Group.DECIDER: deciders or prospects,
        Group.ESCALATION: named or deciders or prospects,
    }[group]


def _decision_maker(plan: Plan) -> str:
    """Give the decision maker's name, which stands before a comma and the role."""
    text = plan.overview.decision_maker
    said = "" if text is None or is_placeholder(text.value) else shown(plan, text)
    return said.partition(",")[0].strip()


def _is_sender(plan: Plan, contact: Contact) -> bool:
    engineer = plan.metadata.sales_engineer if plan.metadata else None
    return engineer is not None and same_person(contact.name.value, engineer.value)


def _mail(contact: Contact) -> str:
    return contact.mail.value.strip().removeprefix("mailto:").removeprefix("<").removesuffix(">")


def _recipient(contact: Contact) -> Recipient:
    mail = _mail(contact)
    return Recipient(one_line(contact.name.value), mail if is_address(mail) else "")


def _once(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    return tuple({(each.address or each.name).casefold(): each for each in recipients}.values())

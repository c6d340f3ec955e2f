"""A mail in the three forms in which it leaves: text, a draft that mail programs open, and a link.

No text can become a header: subject and names are on one line, addresses are checked, and what a program
would decode (RFC 2047) is broken up.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING
from urllib.parse import quote

from poc_docs.messages.words import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from poc_docs.messages.recipients import Recipient

LONGEST_LINK = 2000
"""How many characters of a ``mailto:`` every program takes; some take no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mail that is ready but for its blanks.

    ``nobody`` is what stands in place of recipients where there are none; ``blanks`` are those that stand in
    the mail, and ``notes`` what its sender should know and its readers should not.
    """

    to: tuple[Recipient, ...]
    cc: tuple[Recipient, ...]
    nobody: str
    subject: str
    body: str
    blanks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def as_text(draft: Draft) -> str:
    """Give the mail as text, with recipients and subject above it."""
    to = ", ".join(map(_shown, draft.to)) or draft.nobody
    lines = [f"To: {to}"] if to else []
    lines += [f"Cc: {', '.join(map(_shown, draft.cc))}"] if draft.cc else []
    return "\n".join([*lines, f"Subject: {draft.subject}", "", draft.body])


def as_eml(draft: Draft) -> bytes:
    """Give the mail as a message that opens as a draft; it has no date and no id, which sending gives it."""
    message = EmailMessage(policy=SMTP)
    # Outlook and Thunderbird open a message with this header for editing, and not for reading.
    message["X-Unsent"] = "1"
    for header, people in (("To", draft.to), ("Cc", draft.cc)):
        addresses = [_address(each) for each in people if each.address]
        if addresses:
            message[header] = addresses
    message["Subject"] = _harmless(draft.subject)
    message.set_content(draft.body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def as_mailto(draft: Draft) -> str:
    """Give the mail as a ``mailto:`` link (RFC 6068)."""
    fields = [("cc", ",".join(_addresses(draft.cc)))] if draft.cc else []
    fields += [("subject", draft.subject), ("body", draft.body.rstrip("\n").replace("\n", "\r\n"))]
    to = ",".join(quote(each, safe="@") for each in _addresses(draft.to))
    return f"mailto:{to}?" + "&".join(f"{name}={quote(value, safe='@')}" for name, value in fields)


def _addresses(people: Iterable[Recipient]) -> list[str]:
    return [each.address for each in people if each.address]


def _shown(recipient: Recipient) -> str:
    if not recipient.address:
        return f"{recipient.name} <[mail of {recipient.name}]>"
    return f"{recipient.name} <{recipient.address}>" if recipient.name else recipient.address


def _address(recipient: Recipient) -> Address:
    return Address(_harmless(recipient.name), addr_spec=recipient.address)


def _harmless(text: str) -> str:
    """Give a text for a header: on one line, and with nothing in it that would be decoded when it is read."""
    return one_line(text).replace("=?", "= ?")

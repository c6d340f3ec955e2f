"""The prospect's answer as a mail: who wrote it, when, and which code stands in it.

It is read, not verified: whoever can write a mail can write any sender into it.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import TYPE_CHECKING

from poc_docs.messages.words import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

MAXIMUM_BYTES = 4 * 1024 * 1024
"""An answer is a page of text; what is larger carries attachments."""

# The standard library's parser of headers raises any of these on broken ones.
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
_LEAST = {"from", "date"}
_CODE = re.compile(
    r"(?P<label>\bcode\b\W{0,4})?(?<![\w/=@&?#%.-])"
    r"(?P<code>[0-9a-f]{4}[-\u2010-\u2014\u2212 \u00a0]?[0-9a-f]{4})(?![\w-])",
    re.IGNORECASE,
)
_PLAN = re.compile(r"\bPlan:\s{0,4}([a-z0-9][\w-]{0,199})", re.ASCII)
_HYPHEN = re.compile("[-\u2010-\u2014\u2212]")
_QUOTE = re.compile(r"^\s*(>|On .* wrote:$|-{2,}\s*Original Message|From: )", re.IGNORECASE)
_TAG = re.compile(r"(?P<close>/?)(?P<name>[a-z!?][\w:-]*)", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "tr", "li", "table", "ul", "ol", "h1", "h2", "h3", "h4", "hr", "blockquote"}
_HIDDEN = {"script", "style", "head", "title"}


class AnswerError(Exception):
    """A mail that can't be taken as an answer; ``advice`` says what to do instead."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mail says of itself; ``name`` is empty where the sender has none."""

    name: str
    address: str
    message_id: str
    written: dt.datetime
    codes: frozenset[str]
    """The codes that are named as such, or can be nothing else; in capitals."""
    numbers: frozenset[str]
    """What looks like a code and may be a telephone number, a span of years, or two words."""
    plans: frozenset[str]
    """The ids that stand behind ``Plan:``."""
    words: tuple[str, ...]
    """The first lines of the answer itself, without what it quotes."""

    def evidence(self, date: dt.date) -> str:
        """Give where this word can be found, for a signature of ``date``."""
        source = f"Message-ID {self.message_id}" if self.message_id else "without a Message-ID"
        return f"mail of {date} from {self.address}, {source}"

    def day(self, today: dt.date) -> dt.date:
        """Give the day it was written: the sender's own, or UTC's where that is tomorrow here already."""
        day = self.written.date()
        if day > today and self.written.tzinfo:
            return min(day, self.written.astimezone(dt.UTC).date())
        return day


def read_answer(data: bytes) -> Answer:
    """Read a mail as it was saved (RFC 5322); raises ``AnswerError``."""
    if len(data) > MAXIMUM_BYTES:
        raise AnswerError(
            f"the mail has more than {MAXIMUM_BYTES:,} bytes", "save it again without its attachments"
        )
    try:
        message = BytesParser(EmailMessage, policy=default).parsebytes(data)
        if not _LEAST.issubset(key.lower() for key in message):
            raise AnswerError(
                "the file is not a mail: it has no sender and date at its top",
                "save the answer with 'Save as', format .eml, and name that file",
            )
        text = "\n".join(_texts(message))
        address, name = _sender(message)
        written = _date(message)
        message_id = one_line(str(message.get("message-id", ""))).strip("<>")
    except _BROKEN as error:
        raise AnswerError(f"the mail can't be read: {error}", "save it again as .eml") from None
    codes, numbers = _codes(text)
    return Answer(
        name=name,
        address=address,
        message_id=message_id,
        written=written,
        codes=codes,
        numbers=numbers,
        plans=frozenset(_PLAN.findall(text)),
        words=tuple(_own_words(text)),
    )


def _sender(message: EmailMessage) -> tuple[str, str]:
    senders = message["from"].addresses
    if len(message.get_all("from", [])) != 1 or len(senders) != 1 or not senders[0].addr_spec.strip("<>"):
        raise AnswerError(
            "the mail must have one sender, and its header 'From' does not name one",
            "name the person with --by, the mail with --evidence, and its day with --date instead",
        )
    return one_line(senders[0].addr_spec), one_line(senders[0].display_name)


def _date(message: EmailMessage) -> dt.datetime:
    written = message["date"].datetime
    if not isinstance(written, dt.datetime):
        raise AnswerError(
            f"the mail has no date that can be read: {one_line(str(message['date']))!r}",
            "give the person with --by, the mail with --evidence, and its day with --date instead",
        )
    return written


def _texts(message: EmailMessage) -> Iterator[str]:
    """Give every text of a mail that its reader sees; attachments and attached mails are no answer."""
    if message.is_attachment() or message.get_content_maintype() == "message":
        return
    if message.is_multipart():
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _texts(part)
    elif message.get_content_type() == "text/plain":
        yield _decoded(message)
    elif message.get_content_type() == "text/html":
        yield _without_tags(_decoded(message))


def _decoded(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return data.decode("latin-1")


def _without_tags(source: str) -> str:
    """Give what a reader sees of HTML, in one pass: ``html.parser`` takes minutes for a hostile page."""
    first, *pieces = source.split("<")
    parts, hidden, in_comment = [first], "", False
    for piece in pieces:
        if in_comment or piece.startswith("!--"):
            _, end, after = piece.partition("-->")
            in_comment = not end
            parts.append(after)
            continue
        tag, _, after = piece.partition(">")
        match = _TAG.match(tag)
        if match is None:
            parts.append("" if hidden else f"<{piece}")
            continue
        name = match["name"].lower()
        if hidden == name and match["close"]:
            hidden = ""
        elif name in _HIDDEN and not match["close"]:
            hidden = hidden or name
        quoted = "> " if name == "blockquote" and not match["close"] else ""
        parts.append(f"\n{quoted}" if name in _BREAKS else "")
        parts.append("" if hidden else after)
    return html.unescape("".join(parts))


def _codes(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give what is a code, and what may be one: bare digits are as likely a telephone number.

    People retype a code with a blank for its hyphen, or with nothing; that alone does not make a code.
    """
    codes: set[str] = set()
    numbers: set[str] = set()
    for match in _CODE.finditer(text):
        said = match["code"].upper()
        code = f"{said[:4]}-{said[-4:]}"
        is_code = match["label"] or (_HYPHEN.search(said) and any(letter.isalpha() for letter in said))
        (codes if is_code else numbers).add(code)
    return frozenset(codes), frozenset(numbers)


def _own_words(text: str, most: int = 6) -> Iterator[str]:
    lines = [line.strip() for line in text.splitlines()]
    for line in lines:
        if _QUOTE.match(line) or most == 0:
            return
        if line:
            most -= 1
            yield one_line(line)[:200]

"""A draft opens in other programs with what the mail says, whatever the plan says."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from poc_docs.messages.drafts import Draft, as_eml, as_mailto, as_text
from poc_docs.messages.recipients import Recipient
from poc_docs.messages.words import one_line
from poc_docs.plan.reading import read_plan
from tests.messages.mail_cases import draft, sample

HEADERS = {"x-unsent", "to", "cc", "subject", "content-type", "content-transfer-encoding", "mime-version"}


def opened(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, _class=EmailMessage, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def content(message: EmailMessage) -> str:
    said = message.get_content()
    assert isinstance(said, str)
    return said.replace("\r\n", "\n")


def made_of(subject: str, name: str, body: str = "Hello\n") -> Draft:
    people = (Recipient(one_line(name), "tove@example.com"), Recipient("", "ines@example.com"))
    return Draft(to=people, cc=people[:1], nobody="", subject=one_line(subject), body=body)


def test_a_draft_opens_with_its_recipients_subject_and_text() -> None:
    made = draft("weekly", sample("brightwater-live-captions"))
    data = as_eml(made)
    message = opened(data)
    assert message["X-Unsent"] == "1"
    assert [(each.display_name, each.addr_spec) for each in message["to"].addresses] == [
        ("Dana Whitcomb", "dwhitcomb@brightwater.example"),
        ("Luis Obando", "lobando@brightwater.example"),
    ]
    assert [each.addr_spec for each in message["cc"].addresses] == ["lars.ottesen@corvid.example"]
    assert message["subject"] == made.subject
    assert content(message) == made.body
    assert message.get_content_charset() == "utf-8"
    assert "date" not in message
    assert "message-id" not in message
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert not message.defects
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_a_recipient_without_an_address_is_no_header() -> None:
    made = Draft(to=(Recipient("Tove Brandt", ""),), cc=(), nobody="", subject="S", body="B\n")
    assert "to" not in opened(as_eml(made))
    assert as_text(made).startswith("To: Tove Brandt <[mail of Tove Brandt]>\nSubject: S\n\nB")


@given(st.text(max_size=120), st.text(max_size=60))
@example("Routes\r\nBcc: all@example.com", "Tove\r\nBcc: all@example.com")
@example("=?utf-8?q?Routes=0D=0ABcc:_all@example.com?=", "=?utf-8?q?=0ABcc=3A?=")
@example("x" * 1200, "y" * 300)
@example("ä" * 300, "Brandt, Tove (Head) <evil@example.com>")
@example("a\u2028b\u0085c\x0bd", '"\\')
@example("\ud800", "\udcff")
def test_no_text_can_become_a_header(subject: str, name: str) -> None:
    made = made_of(subject, name)
    message = opened(as_eml(made))
    assert {key.casefold() for key in message} == HEADERS
    assert len(message.keys()) == len(HEADERS)
    assert [each.addr_spec for each in message["to"].addresses] == ["tove@example.com", "ines@example.com"]
    assert " ".join(str(message["subject"]).split()) == " ".join(made.subject.replace("=?", "= ?").split())
    assert content(message) == "Hello\n"


@given(st.text(max_size=60))
@example("Halden\\r\\nBcc: all@example.com")
@example("Halden\x85Bcc: all@example.com")
@example("Halden | Subject: x")
def test_no_field_of_a_plan_can_become_a_header(text: str) -> None:
    source = sample("brightwater-live-captions").document.text
    # Front matter that is torn makes no mail: there what people type stands in quotation marks.
    quoted = "".join(f"\\U{ord(char):08x}" for char in text)
    source = source.replace("prospect: Brightwater Sports Network", f'prospect: "{quoted}"')
    made = draft("weekly", read_plan(source.replace("Luis Obando", text)))
    message = opened(as_eml(made))
    assert {key.casefold() for key in message} <= HEADERS
    assert "\n" not in message["subject"]
    assert all(each.addr_spec.endswith(".example") for each in message["to"].addresses)
    assert content(message) == made.body


@given(st.text(max_size=200))
@example("a&cc=all@example.com#x")
def test_a_link_says_the_same_as_the_mail(text: str) -> None:
    made = made_of(text, "Tove", f"{one_line(text)}\n\nInes\n")
    link = as_mailto(made)
    assert link.isascii()
    assert link.isprintable()
    parts = urlsplit(link)
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert parts.path == "tove@example.com,ines@example.com"
    assert fields == {
        "cc": ["tove@example.com"],
        "subject": [made.subject],
        "body": [made.body.rstrip("\n").replace("\n", "\r\n")],
    }


def test_a_plus_in_an_address_stays_a_plus() -> None:
    made = Draft(to=(Recipient("", "a+b@example.com"),), cc=(), nobody="", subject="a + b", body="c\n")
    assert as_mailto(made) == "mailto:a%2Bb@example.com?subject=a%20%2B%20b&body=c"

"""Mails as programs write them, and as nobody should: what is read from each."""

from __future__ import annotations

import datetime as dt
import time
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.messages.answer import MAXIMUM_BYTES, Answer, AnswerError, read_answer

CODE = "4F6C-91B2"
HEAD = b"From: Tove Brandt <tove@halden.example>\r\nDate: Fri, 20 Nov 2026 16:05:00 +0100\r\n"
HEAD += b"Message-ID: <abc.123@halden.example>\r\n"


def mail(body: str, head: bytes = HEAD) -> Answer:
    return read_answer(
        head + b'Content-Type: text/plain; charset="utf-8"\r\n\r\n' + body.encode("utf-8", "surrogatepass")
    )


@pytest.mark.parametrize(
    "body",
    [
        f"I agree. Code: {CODE}",
        f"agreed\n> Code: {CODE}\n",
        f"> > **{CODE}**",
        "code 4f6c-91b2",
        "4F6C\u201191B2",
        "4F6C\u201391B2.",
        f"({CODE})",
        f"{CODE} and once more {CODE.lower()}",
    ],
)
def test_a_code_is_found_quoted_or_not(body: str) -> None:
    assert mail(body).codes == {CODE}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "I agree.",
        "https://halden.example/join/4F6C-91B2",
        "550e8400-e29b-41d4-a716-446655440000",
        "4F6C 91B2",
        "X4F6C-91B2",
        "4F6C-91B2A",
        "4G6C-91B2",
    ],
)
def test_what_is_no_code_is_none(body: str) -> None:
    assert mail(body).codes == frozenset()


def test_bare_digits_may_be_a_telephone_number_unless_they_are_called_a_code() -> None:
    answer = mail(f"{CODE}\nTel. 5550-1234, in the years 2025-2026\nCode: 1234-5678")
    assert answer.codes == {CODE, "1234-5678"}
    assert answer.numbers == {"5550-1234", "2025-2026"}


@pytest.mark.parametrize("typed", ["4F6C 91B2", "4f6c91b2", "4F6C\u00a091B2"])
def test_a_code_that_was_retyped_without_its_hyphen_is_found_and_two_words_need_not_be_one(
    typed: str,
) -> None:
    assert mail(f"I agree. Code: {typed}").codes == {CODE}
    answer = mail(f"{typed} and no dead beef")
    assert answer.codes == frozenset()
    assert answer.numbers == {CODE, "DEAD-BEEF"}


def test_who_when_and_where() -> None:
    answer = mail(f"Yes.\n\nI agree to it all.\n\n> Code: {CODE}\n> No.\n")
    assert (answer.name, answer.address) == ("Tove Brandt", "tove@halden.example")
    assert answer.message_id == "abc.123@halden.example"
    assert answer.words == ("Yes.", "I agree to it all.")
    day = answer.day(dt.date(2026, 11, 22))
    assert answer.evidence(day) == (
        "mail of 2026-11-20 from tove@halden.example, Message-ID abc.123@halden.example"
    )


@pytest.mark.parametrize(
    ("written", "today", "day"),
    [
        ("Sun, 22 Nov 2026 23:30:00 -0800", "2026-11-23", "2026-11-22"),
        ("Mon, 23 Nov 2026 06:30:00 +0900", "2026-11-22", "2026-11-22"),
        ("Mon, 23 Nov 2026 12:30:00 +0900", "2026-11-22", "2026-11-23"),
        ("Mon, 23 Nov 2026 00:30:00 -0000", "2026-11-22", "2026-11-23"),
    ],
)
def test_the_day_is_the_senders_unless_that_has_not_come_here(written: str, today: str, day: str) -> None:
    head = f"From: A <a@b.example>\nDate: {written}\n".encode()
    assert mail("x", head).day(dt.date.fromisoformat(today)) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Tove Brandt <t@h.example>", "Tove Brandt"),
        ('"Brandt, Tove" <t@h.example>', "Brandt, Tove"),
        ("=?utf-8?q?S=C3=B8ren_Vang?= <t@h.example>", "S\u00f8ren Vang"),
        ("=?iso-8859-1?b?U/hyZW4=?= <t@h.example>", "S\u00f8ren"),
        ("=?utf-8?b?VG92ZRtbMzFt4oCu?= <t@h.example>", "Tove[31m"),
        ("t@h.example", ""),
        ("<t@h.example>", ""),
    ],
)
def test_a_name_is_one_line_without_controls(sender: str, name: str) -> None:
    answer = mail("x", f"From: {sender}\nDate: Fri, 20 Nov 2026 16:05:00 +0100\n".encode())
    assert answer.name == name
    assert answer.address == "t@h.example"


def test_a_multipart_answer_with_an_attachment_and_a_forwarded_mail() -> None:
    message = EmailMessage()
    message["From"] = "Tove Brandt <tove@halden.example>"
    message["Date"] = format_datetime(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))
    message.set_content(f"Agreed.\nCode: {CODE}\n")
    message.add_alternative(f"<p>Agreed.<br>Code: <b>{CODE}</b></p>", subtype="html")
    message.add_attachment("Code: AAAA-AAAA", filename="notes.txt")
    forwarded = EmailMessage()
    forwarded.set_content("Code: BBBB-BBBB")
    message.add_attachment(forwarded)
    assert read_answer(message.as_bytes()).codes == {CODE}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            f"<html><head><title>Code: AAAA-AAAA</title><style>p {{}}</style></head><p>Code:&nbsp;{CODE}</p>",
            1,
        ),
        (f"<!-- Code: AAAA-AAAA --><div>Yes</div><div>Code: 4F6C&#45;91B2</div>{CODE}", 3),
        (f"<p>Yes<blockquote type=cite><p>Code: <span>4F6C</span>-<span>91B2</span></blockquote>{CODE}", 1),
        (f"<![if !mso]><p>5 < 6</p><![endif]><script>'AAAA-AAAA'</script>Code: {CODE}", 2),
        (f"<P>Code: {CODE}<br", 1),
    ],
)
def test_html_is_read_as_its_reader_sees_it(source: str, words: int) -> None:
    answer = read_answer(HEAD + b"Content-Type: text/html\r\n\r\n" + source.encode())
    assert answer.codes == {CODE}
    assert len(answer.words) == words


def test_quoted_printable_and_a_foreign_alphabet() -> None:
    head = HEAD + b'Content-Type: text/plain; charset="iso-8859-1"\r\n'
    head += b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    answer = read_answer(head + b"Vi er enige, S=F8ren\r\nCode: 4F6C=\r\n-91B2\r\n")
    assert answer.codes == {CODE}
    assert answer.words[0] == "Vi er enige, S\u00f8ren"


def test_an_unknown_charset_is_read_as_far_as_it_goes() -> None:
    assert read_answer(HEAD + b"Content-Type: text/plain; charset=klingon\r\n\r\n\xff 4F6C-91B2").codes == {
        CODE
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a mail"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "not a mail"),
        (b"Dear Ines,\n\nI agree.\n4F6C-91B2\n", "not a mail"),
        (b"From: a@b.example\n\n4F6C-91B2", "not a mail"),
        (b"From:\nDate: Fri, 20 Nov 2026 16:05:00 +0100\n\nx", "one sender"),
        (b"From: a@b.example, c@d.example\nDate: Fri, 20 Nov 2026 16:05:00 +0100\n\nx", "one sender"),
        (b"From: a@b.example\nFrom: c@d.example\nDate: Fri, 20 Nov 2026 16:05:00 +0100\n\nx", "one sender"),
        (
            b"From: =?utf-8?q?A=0D=0ABcc:_x?= <a@b.example>\nDate: 20 Nov 2026 16:05 +0100\n\nx",
            "can't be read",
        ),
        (b"From: a@b.example\nDate: soon\n\nx", "no date"),
        (b"From: a@b.example\nDate: Fri, 99 Nov 2026 16:05:00 +0100\n\nx", "no date"),
        (HEAD + b"\n" + b"x" * MAXIMUM_BYTES, "more than 4,194,304 bytes"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(AnswerError, match=message) as raised:
        read_answer(data)
    assert raised.value.advice


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", HEAD, HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n"]),
)
def test_no_bytes_end_in_another_error(data: bytes, head: bytes) -> None:
    for text in (head + data, head + b"\r\n" + data):
        try:
            answer = read_answer(text)
        except AnswerError:
            continue
        assert answer.name.isprintable()
        assert answer.address.isprintable()
        assert answer.message_id.isprintable()


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a b="', "<!--", "&#", "</", "<style>", "1234-", "code ", "> ", "--x\r\n"]
)
def test_a_hostile_mail_takes_seconds_at_most(piece: str) -> None:
    body = (piece * MAXIMUM_BYTES)[: MAXIMUM_BYTES - 1000].encode()
    for kind in (b"text/html", b"text/plain", b"multipart/mixed; boundary=x"):
        started = time.process_time()
        read_answer(HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + body)
        assert time.process_time() - started < 20

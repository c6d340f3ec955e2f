"""Posting to a webhook, against a real server: retries, refusals, and an address that is told nowhere."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

import pytest

from poc_docs.posting.webhook import LONGEST_WAIT, WAITS, PostingError, fault_of_address, post
from tests.posting.webhook_server import PATH, Answer, Webhook, closed_port, webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGE: dict[str, Any] = {"text": "Week 2 of 4", "blocks": [{"type": "divider"}]}
SLOW_DOWN = Answer(429, "rate_limited", {"Retry-After": "7"})
BROKEN = Answer(500, "rollup_error")
SECRET = PATH.rsplit("/", 1)[1]


@pytest.fixture(autouse=True)
def _without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _nothing_tells_the_address(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    output = capfd.readouterr()
    assert SECRET not in output.out + output.err + caplog.text


def posted(*answers: Answer) -> tuple[Webhook, list[float]]:
    """Post the message to a server that gives these answers; give the server and the seconds waited."""
    waited: list[float] = []
    with webhook(*answers) as server:
        post(MESSAGE, server.address, sleep=waited.append)
    return server, waited


def refused(*answers: Answer) -> tuple[PostingError, Webhook, list[float]]:
    waited: list[float] = []
    with webhook(*answers) as server, pytest.raises(PostingError) as raised:
        post(MESSAGE, server.address, sleep=waited.append)
    error = raised.value
    assert SECRET not in f"{error}{error.advice}"
    assert error.__context__ is None or error.__suppress_context__, "a traceback would tell the address"
    return error, server, waited


def test_a_message_arrives_once_and_whole() -> None:
    server, waited = posted(Answer())
    assert server.received == [{"path": PATH, "payload": MESSAGE}]
    assert waited == []


def test_it_waits_as_long_as_slack_asks_and_posts_then() -> None:
    server, waited = posted(SLOW_DOWN, Answer())
    assert len(server.received) == 2
    assert waited == [7]


@pytest.mark.parametrize("after", ["", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "-5", "0"])
def test_a_wait_that_cannot_be_read_is_our_own(after: str) -> None:
    _, waited = posted(Answer(429, "rate_limited", {"Retry-After": after}), Answer())
    assert waited == [WAITS[0]]


def test_nobody_waits_for_longer_than_a_minute() -> None:
    error, server, waited = refused(Answer(429, "rate_limited", {"Retry-After": str(LONGEST_WAIT + 1)}))
    assert waited == []
    assert len(server.received) == 1
    assert str(error) == "Slack takes no more messages for now, and asks to wait for 61 seconds"


def test_it_gives_up_where_slack_takes_no_more() -> None:
    error, server, waited = refused(SLOW_DOWN)
    assert len(server.received) == 1 + len(WAITS)
    assert waited == [7, 7, max(7, WAITS[2])]
    assert "takes no more messages" in str(error)


def test_a_problem_of_slacks_is_tried_again() -> None:
    server, waited = posted(BROKEN, Answer(503, ""), Answer())
    assert len(server.received) == 3
    assert waited == [*WAITS[:2]]


def test_a_problem_that_stays_is_told() -> None:
    error, server, waited = refused(BROKEN)
    assert str(error) == "Slack has a problem of its own (it answered 500)"
    assert len(server.received) == 1 + len(WAITS)
    assert waited == [*WAITS]


@pytest.mark.parametrize(
    ("answer", "told", "advice"),
    [
        (Answer(400, "invalid_payload"), "400 invalid_payload", "report"),
        (Answer(400, "invalid_blocks"), "400 invalid_blocks", "report"),
        (Answer(403, "action_prohibited"), "403 action_prohibited", "administrator"),
        (Answer(404, "no_service"), "404 no_service", "new one"),
        (Answer(410, "channel_is_archived"), "410 channel_is_archived", "archived"),
        (Answer(404, f"<p>{PATH}"), "404", "still there"),
        (Answer(418, SECRET * 9), "418", "still there"),
    ],
)
def test_a_refusal_is_told_and_not_tried_again(answer: Answer, told: str, advice: str) -> None:
    error, server, waited = refused(answer)
    assert str(error) == f"Slack refused the message (it answered {told})"
    assert advice in error.advice
    assert len(server.received) == 1
    assert waited == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, "<html>Please log in"),
        Answer(200, ""),
        Answer(302, "", {"Location": "/login"}),
        Answer(304, ""),
    ],
)
def test_what_is_no_webhook_is_never_taken_for_one(answer: Answer) -> None:
    error, _, _ = refused(answer)
    assert "no webhook of Slack" in str(error)


def test_without_a_connection_it_is_tried_again_and_told() -> None:
    waited: list[float] = []
    with closed_port() as address, pytest.raises(PostingError) as raised:
        post(MESSAGE, address, sleep=waited.append)
    assert str(raised.value) == "no connection to Slack: Connection refused"
    assert waited == [*WAITS]


def test_a_connection_that_breaks_off_is_not_tried_again_for_the_message_may_have_arrived() -> None:
    error, server, waited = refused(Answer(drops=True))
    assert "nobody knows whether it was posted" in str(error)
    assert "look into the channel" in error.advice
    assert len(server.received) == 1
    assert waited == []


def test_a_server_that_does_not_answer_is_waited_for_no_longer_than_the_timeout() -> None:
    waited: list[float] = []
    with webhook(Answer(waits=True)) as server, pytest.raises(PostingError) as raised:
        post(MESSAGE, server.address, sleep=waited.append, timeout=cast("int", 0.2))
    assert "nobody knows whether it was posted" in str(raised.value)
    assert waited == []


@pytest.mark.parametrize(
    "address",
    [
        f"http://hooks.slack.example{PATH}",
        f"ftp://localhost{PATH}",
        f"file://{PATH}",
        PATH,
        f"https://{PATH}",
        f"https://user:word@hooks.slack.example{PATH}",
        f"https://hooks.slack.example{PATH}\nHost: x",
        f"https://hooks.slack.example/ {PATH}",
        f"https://hooks.slack.example:port{PATH}",
        f"https://[x{PATH}",
        f"http://localhost.example{PATH}",
        f"https://höoks.example{PATH}",
    ],
)
def test_an_address_that_is_none_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(PostingError) as raised:
        post(MESSAGE, address)
    assert SECRET not in f"{raised.value}{raised.value.advice}"


@pytest.mark.parametrize("address", [f"https://hooks.slack.com{PATH}", f"http://localhost:8065{PATH}"])
def test_addresses_of_webhooks(address: str) -> None:
    assert fault_of_address(address) == ""

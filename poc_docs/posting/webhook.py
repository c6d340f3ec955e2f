"""A message to an incoming webhook of Slack, with retries; its address is a secret and is told nowhere.

What a webhook answers: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
"""

from __future__ import annotations

import logging
import time
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_sdk.http_retry import RetryHandler

VARIABLE = "POC_DOCS_SLACK_WEBHOOK"
"""The environment variable that holds the address: whoever knows it can write to the channel."""

WAITS = (1, 4, 15)
"""Seconds before each further attempt, where Slack names none."""

LONGEST_WAIT = 60
"""How many seconds Slack may ask to wait; for a longer time nobody should look at a terminal."""

_TIMEOUT = 10
_TOO_MANY_REQUESTS = 429
_SERVER_ERRORS = range(500, 600)
_REDIRECTS = range(300, 400)
_OK = 200
_HERE = {"localhost", "127.0.0.1", "::1"}

_ANSWERS = {
    "invalid_payload": "Slack does not understand the message; please report it, with the plan if you may",
    "invalid_blocks": "Slack does not understand the message; please report it, with the plan if you may",
    "invalid_token": "the webhook is not valid any more; have a new one made",
    "no_active_hooks": "the webhook was switched off; have a new one made",
    "no_service": "the webhook was removed or switched off; have a new one made",
    "no_service_id": "the address is not whole; copy it again",
    "no_team": "the address is not whole, or the workspace is gone; copy it again",
    "team_disabled": "the workspace is switched off",
    "user_not_found": "whoever made the webhook is gone; have a new one made",
    "channel_not_found": "the webhook's channel is gone; have a new one made",
    "channel_is_archived": "the webhook's channel is archived",
    "action_prohibited": "the workspace does not let this webhook post there; ask its administrator",
    "posting_to_general_channel_denied": "only administrators may post to that channel",
    "too_many_attachments": "Slack does not understand the message; please report it",
}
"""What Slack answers where it refuses, and what to do."""


class PostingError(Exception):
    """The message was not posted, or nobody knows whether it was; ``advice`` is the way out.

    The text never holds the address.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


def fault_of_address(address: str) -> str:
    """Say why a text can't be the address of a webhook, without repeating it; or give an empty string."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "it is no web address"
    if not host or parts.username is not None or not address.isascii() or not address.isprintable():
        return "it is no web address"
    if " " in address:
        return "it has blanks in it"
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _HERE):
        return "it does not begin with https://"
    return ""


def post(
    payload: dict[str, Any],
    address: str,
    *,
    sleep: Callable[[float], None] | None = None,
    timeout: int = _TIMEOUT,
) -> None:
    """Post a message; returns once Slack has taken it.

    It is tried again where it certainly was not posted: no connection, 429, and what Slack answers with 5xx.
    An answer that does not come is none: a second attempt could post twice. ``sleep`` waits for seconds.
    Raises ``PostingError``, also for an address with a fault, and ``ModuleNotFoundError`` without slack_sdk.
    """
    from slack_sdk.webhook import WebhookClient

    if fault := fault_of_address(address):
        raise PostingError(f"the address in {VARIABLE} can't be used: {fault}", "copy it from Slack again")
    client = WebhookClient(
        address,
        timeout=timeout,
        logger=_silent(),
        retry_handlers=[_retrying(sleep or time.sleep)],
    )
    try:
        response = client.send_dict(payload)
    # Whatever the client raises may have the address in its text, and in that of its cause.
    except URLError as error:
        raise PostingError(f"no connection to Slack: {_reason(error)}", "see that you are online") from None
    except (OSError, HTTPException) as error:
        message = f"Slack did not answer, and nobody knows whether it was posted ({type(error).__name__})"
        raise PostingError(message, "look into the channel before you post it again") from None
    except Exception as error:  # noqa: BLE001 -- of any kind, for the sake of the address
        raise PostingError(f"posting failed ({type(error).__name__})") from None
    _refuse(response.status_code, response.body, response.headers)


def _refuse(status: int, body: str, headers: Any) -> None:
    """Raise ``PostingError`` for every answer but the one that says that it was posted."""
    said = body.strip()
    if status == _OK and said == "ok":
        return
    if status == _OK or status in _REDIRECTS:
        message = "the address was answered by something that is no webhook of Slack"
        raise PostingError(message, f"see that {VARIABLE} holds the address as Slack shows it")
    if status == _TOO_MANY_REQUESTS:
        asked = _asked_to_wait(headers)
        until = f", and asks to wait for {asked} seconds" if asked is not None else ""
        raise PostingError(f"Slack takes no more messages for now{until}", "post it again later")
    if status in _SERVER_ERRORS:
        raise PostingError(f"Slack has a problem of its own (it answered {status})", "post it again later")
    word = said if said.replace("_", "").isalnum() and len(said) <= 60 and said.isascii() else ""  # noqa: PLR2004 -- its words are shorter
    known = word in _ANSWERS
    told = f"{status} {word}".strip()
    advice = _ANSWERS[word] if known else "see that the webhook is still there"
    raise PostingError(f"Slack refused the message (it answered {told})", advice)


def _asked_to_wait(headers: Any) -> int | None:
    """Give the seconds that Slack asks to wait, or None where it says none that can be read."""
    values = [value for name, value in headers.items() if name.casefold() == "retry-after"]
    first = values[0] if values else ""
    text = str(first[0] if isinstance(first, list) and first else first).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None  # noqa: PLR2004 -- years of seconds


def _reason(error: URLError) -> str:
    """Say in words why there is no connection; the words of the system name no address."""
    return error.reason.strerror or type(error.reason).__name__ if isinstance(error.reason, OSError) else "?"


def _silent() -> logging.Logger:
    """Give a logger that is heard nowhere: the client's would print addresses."""
    logger = logging.getLogger("poc_docs.posting")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    return logger


def _retrying(sleep: Callable[[float], None]) -> RetryHandler:
    """Give what decides for the client whether to try again, and waits."""
    from slack_sdk.http_retry import RetryHandler

    class Retrying(RetryHandler):
        def _can_retry(self, *, response: Any = None, error: Any = None, **_: Any) -> bool:
            if response is None:
                return isinstance(error, URLError)
            if response.status_code == _TOO_MANY_REQUESTS:
                return (_asked_to_wait(response.headers) or 0) <= LONGEST_WAIT
            return response.status_code in _SERVER_ERRORS

        def prepare_for_next_attempt(self, *, state: Any, response: Any = None, **_: Any) -> None:
            asked = _asked_to_wait(response.headers) if response is not None else None
            sleep(max(WAITS[state.current_attempt], asked or 0))
            state.next_attempt_requested = True
            state.increment_current_attempt()

    return Retrying(max_retry_count=len(WAITS))

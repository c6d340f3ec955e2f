"""Slack's documented limits and rules for a message, written down on their own.

https://docs.slack.dev/reference/block-kit/blocks, .../composition-objects/text-object and
https://docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

import json
import re
from typing import Any

_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_LINK = re.compile(r"<https?://[^\s<>|]+\|[^<>|]+>")
_MARKED = re.compile(r"\*[^*_~`]+\*")
KEYS = {
    "header": {"type", "text"},
    "section": {"type", "text", "fields"},
    "context": {"type", "elements"},
    "divider": {"type"},
}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def assert_message(payload: dict[str, Any]) -> None:
    """Say that a payload is one that Slack takes, and that nobody is called by it."""
    assert json.loads(json.dumps(payload)) == payload
    assert set(payload) == {"text", "mrkdwn", "unfurl_links", "unfurl_media", "blocks"}
    assert payload["mrkdwn"] is False
    assert 1 <= units(payload["text"]) <= 4000
    assert_literal(payload["text"])
    assert 1 <= len(payload["blocks"]) <= 50
    assert units(json.dumps(payload["blocks"], ensure_ascii=False)) <= 13_000
    for block in payload["blocks"]:
        assert_block(block)


def assert_block(block: dict[str, Any]) -> None:
    assert block["type"] in KEYS
    assert set(block) <= KEYS[block["type"]]
    if block["type"] == "header":
        assert block["text"]["type"] == "plain_text"
        assert_text(block["text"], 150)
    elif block["type"] == "section":
        assert ("text" in block) != ("fields" in block)
        if "text" in block:
            assert_text(block["text"], 3000)
        else:
            assert 1 <= len(block["fields"]) <= 10
            for field in block["fields"]:
                assert_text(field, 2000)
    elif block["type"] == "context":
        assert 1 <= len(block["elements"]) <= 10
        for element in block["elements"]:
            assert_text(element, 2000)


def assert_text(value: dict[str, Any], most: int) -> None:
    assert 1 <= units(value["text"]) <= most
    assert value["text"].strip()
    if value["type"] == "plain_text":
        assert set(value) == {"type", "text", "emoji"}
        assert value["emoji"] is False
        assert_literal(value["text"])
    else:
        assert set(value) == {"type", "text", "verbatim"}
        assert value["type"] == "mrkdwn"
        assert value["verbatim"] is True
        links = _LINK.findall(value["text"])
        assert len(links) == 1 or _MARKED.fullmatch(value["text"]), value["text"]
        assert_literal(_LINK.sub("", value["text"]))


def assert_literal(text: str) -> None:
    """Say that no control character of Slack's stands in a text but as an entity."""
    rest = _ENTITY.sub("", text)
    assert not set("&<>") & set(rest), text
    assert all(char.isprintable() or char == "\n" for char in text), text


def words_of(payload: dict[str, Any]) -> str:
    """Give all that a reader sees, a text a line."""
    found = []
    for block in payload["blocks"]:
        texts = [block["text"]] if "text" in block else []
        texts += [*block.get("fields", ()), *block.get("elements", ())]
        found += [text["text"] for text in texts]
    return "\n".join(found).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

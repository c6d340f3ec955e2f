"""Which addresses a link may lead to; a page drops any other, or shows it beside the text."""

from __future__ import annotations

import pytest

from poc_docs.text.addresses import safe_address

SAFE = [
    "https://example.org/a?b=c#d",
    "https://example.org:8443/%5Ca",
    "mailto:ines@example.org",
    "http://example.org",
    "HTTPS://example.org",
    "https://xn--exmple-cua.org",
]
UNSAFE = [
    *(
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:x",
        "data:text/html,x",
        "ftp://example.org",
    ),
    *(
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "view-source:https://example.org",
        " https://a.org",
    ),
    *("//example.org/x", "///example.org/x", "////example.org/x", "/\\example.org", "\\\\example.org", "/x"),
    *("../plans/a.md", "https:example.org", "https:/example.org", "https:///example.org", "https:////a.org"),
    *("https:\\\\example.org", "https:/\\example.org", "ht\ttps://example.org", "https%3A//example.org"),
    *("https://", "https://:80", "https://?x", "https://[", "mailto:", "https://\u0435xample.org"),
    *("https://bank.example@example.org", "https://bank.example:x@example.org", "https://@example.org"),
    'https://e.example/"onmouseover=x',
    f"https://example.org/{'a' * 2000}",
]


@pytest.mark.parametrize("address", SAFE)
def test_web_and_mail_addresses_may_be_linked_to(address: str) -> None:
    assert safe_address(address) == address


@pytest.mark.parametrize("address", UNSAFE)
def test_what_a_browser_would_have_to_mend_or_may_not_open_is_no_link(address: str) -> None:
    assert safe_address(address) == ""

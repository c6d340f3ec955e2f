"""Plain text becomes Markdown that reads as it."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.text.inline import plain_text
from poc_docs.writing.literal import markdown_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q&A: 100% #1 | a < b", "Q&A: 100% #1 | a < b"),
        ("*b* [x] `c` a\\b", "\\*b\\* \\[x\\] \\`c\\` a\\\\b"),
        ("snake_case _it_", "snake_case \\_it\\_"),
        ("see __init__.py, a__b", "see \\_\\_init\\_\\_.py, a__b"),
        ("<b> &lt; ~~s~~", "&lt;b> &amp;lt; &#126;&#126;s&#126;&#126;"),
        ("C#", "C\\#"),
        ("&#1 is no &#x1F", "&amp;#1 is no &amp;#x1F"),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    assert markdown_of(text) == expected


@given(st.text(st.sampled_from("ab1 :#|*__[]<>&;~`'\"\\!-().,/{}=+é株\U0001f600"), max_size=14))
def test_it_reads_as_the_text_in_both_renderers(text: str) -> None:
    wanted = " ".join(text.split())
    assert plain_text(markdown_of(text), {}) == wanted
    shown = markdown.markdown("# x " + markdown_of(text) + " x")
    unescaped = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&#126;", "~").replace("&quot;", '"')
    inner = re.fullmatch(r"<h1>x (.*?) ?x</h1>", unescaped.replace("&amp;", "&"), re.DOTALL)
    assert inner
    assert " ".join(inner[1].split()) == wanted

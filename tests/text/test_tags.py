"""What could begin a tag, for whichever reader of Markdown; Python-Markdown itself is asked."""

from __future__ import annotations

from html.parser import HTMLParser
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import markdown
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from poc_docs.checks.characters import no_raw_html
from poc_docs.text.reading import read_document
from poc_docs.text.tags import first_tag, tag_beginnings

if TYPE_CHECKING:
    from poc_docs.checks.finding import Fault

MADE_BY_MARKDOWN = {
    *("a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol"),
    *("p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"alt", "class", "href", "id", "src", "start", "style", "title"}
OF_MKDOCS = ["tables", "fenced_code", "toc"]
"""The extensions that every MkDocs site has."""

ATTACKS = [
    "<svg/onload=alert(1)>",
    "<br/ onclick=alert(1)>",
    "a <img/src=x onerror=alert(1)> b",
    "a <script/x> b",
    "a <a/href=javascript:alert(1)>b</a>",
    "a <svg\nonload=alert(1)\n> b",
    "a <x:y/onclick=alert(1)>b",
    "<div/onclick=alert@example.com>",
    "| a |\n|---|\n| <svg/onload=alert(1)> |",
    "- a\n\n      <svg/onload=alert(1)>",
    "- `a\n 2. <svg/onload=alert(1)> b`",
    "``a` <svg/onload=alert(1)> `b`",
    "   ```\n<div onclick=alert(1)>\n   ```",
    "``` a b\n<div>\n```\n<div onclick=alert(1)>\n```",
    "a <!-- <svg/onload=alert(1)> <!-- -->",
    "<!-- a --> <div/x\n\n>",
    "a <svg/onload=`x`> b",
    "a <svg/onload=x&lt;<https://example.com>> b",
    "a \\<svg/onload=alert(1)> b",
    "[a]: <svg/onload=alert(1)>\n\n[a]",
    "| a | b |\n|---|---|\n| `a|b <svg/onload=alert(1)> c` |",
    "<!--\n```\n<svg/onload=alert(1)>\n```\n-->",
]
HARMLESS = [
    "less than <5 s, < 5 s, <= 5 and <-",
    "a -> b <- c, 5 > 3",
    "x<y and n<N",
    "| Errors | x<y |\n|---|---|\n| a | b |",
    "write to <ines.falk+poc@example.com> or <mailto:ines@example.com>",
    "<https://example.com/a?b=c> or <HTTP://example.com>",
    "`<div>` and ``<b> ` `` and `a` < b",
    "```html\n<svg/onload=alert(1)>\n```",
    "~~~\n<div>\n~~~\n\ntext",
    "a<br>b<br/>c<br />d",
    "a <!-- b --> c\n\n<!-- d\n\ne -->",
    "| `a \\| b` < 5 |\n|---|",
    "p<q and `a->b` and <https://example.com>",
]
PIECES = [
    *("<svg", "<div", "<script", "<a/href=javascript:x", "<x:y", "</b>", "</", "<!", "<?", "<![CDATA[", "?>"),
    *(
        "<svg/onload=x>",
        "<div/x>",
        "<svg\nonload=x>",
        "`<svg/onload=x>`",
        "``<b>``",
        "<br/",
        "<br>",
        ">",
        "/>",
    ),
    *("<!--", "-->", "--!>", "<!-- c -->", "]]>", "<https://x", "<https://x>", "<a@b.c>", "@b.c", "mailto:"),
    *(
        "`",
        "``",
        "```",
        "```html\n",
        "\n```\n",
        "``` a b\n",
        "~~~",
        "\\",
        "*",
        "_",
        "[",
        "](",
        "]",
        "[a]: ",
        ")",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "  ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "1) ",
        "2. ",
        "> ",
        "# ",
        "|",
        "---",
        "===",
    ),
    *("| a | b |\n|---|---|\n", "a", "x y", "&lt;", '"', "'", "=", "!", "\u00a0"),
]


class Elements(HTMLParser):
    """The elements and attributes that Markdown makes none of."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.alive: list[Any] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in MADE_BY_MARKDOWN or {name for name, _ in attrs} - ATTRIBUTES:
            self.alive.append((tag, attrs))


def alive(text: str) -> list[Any]:
    return Elements(markdown.markdown(text, extensions=OF_MKDOCS)).alive


def faults(text: str) -> list[Fault]:
    plan: Any = SimpleNamespace(document=read_document(text))
    return list(no_raw_html(plan))


@pytest.mark.parametrize("text", ATTACKS)
def test_what_one_reader_of_markdown_takes_for_a_tag_is_refused(text: str) -> None:
    assert faults(f"{text}\n")
    assert faults(f"# A\n\n{text}".replace("\n", "\r\n"))


@pytest.mark.parametrize("text", HARMLESS)
def test_comparisons_addresses_and_code_are_no_tags(text: str) -> None:
    assert not faults(f"# A\n\n{text}\n")
    assert not alive(f"# A\n\n{text}\n")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a <q `b` > c")
@example("a <div<a@b.c> d")
def test_no_accepted_text_has_a_tag_that_comes_alive(text: str) -> None:
    assume(not text.startswith("---"))
    assert faults(text) or not alive(text)


def test_a_tag_has_its_place_and_is_told_once() -> None:
    text = "a <svg/onload=x> b\n\n> 1. </p\n\n<b>c</b> `<i>`\n"
    assert [(found.span.of(text), found.begins_line) for found in tag_beginnings(read_document(text))] == [
        *(("<svg", False), ("</p", True), ("<b", True), ("</b", False))
    ]
    told = sorted(fault.message.rpartition(": ")[2] for fault in faults(text))
    assert told == ["'</b>'", "'</p'", "'<b>'", "'<svg'"]


@pytest.mark.parametrize(
    ("value", "found"),
    [("Ines <ines@example.com>", ""), ("x < 5", ""), ("Support <video> tags", "<video"), ("a </b", "</b")],
)
def test_a_text_that_is_no_markdown_is_looked_through_as_well(value: str, found: str) -> None:
    assert first_tag(value) == found


def test_a_backtick_in_the_front_matter_is_no_part_of_the_text_right_below() -> None:
    assert not faults("---\ntitle: a ` b\n---\n# Shows `<div>`\n")


@pytest.mark.parametrize("title", ["Support <video> tags", '"\\x3csvg/onload=x>"'])
def test_a_title_holds_no_tag(title: str) -> None:
    (fault,) = faults(f"---\ntitle: {title}\n---\n\n# A\n")
    assert fault.message.startswith("a title must not hold raw HTML: '<")

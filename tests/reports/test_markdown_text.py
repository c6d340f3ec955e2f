"""Markdown of a report: whatever a text holds, a reader of Markdown sees that text and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from poc_docs.reports.html_text import visible
from poc_docs.reports.markdown_text import markdown_text
from poc_docs.reports.report import (
    Bullets,
    Facts,
    Headline,
    Paragraph,
    Piece,
    Report,
    Section,
    Table,
    Tone,
    cell,
    line,
)
from poc_docs.text.inline import fold
from tests.site.hostile import VECTORS

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = st.one_of(
    st.text(st.sampled_from("ab1 \\`*_[](){}<>&#;!|~+-=.:\"'\n@$^"), min_size=1, max_size=25),
    st.sampled_from([vector for vector in VECTORS if len(vector) < 200]),
    st.text(min_size=1, max_size=15),
).filter(lambda text: fold(visible(text)))


def report_of(text: str, address: str = "") -> Report:
    said = (Piece(text, address),)
    table = Table(caption=text, columns=("A", "B"), widths=(50, 50), rows=((cell(said), cell(said, said)),))
    blocks = (Paragraph(said), Bullets((said, said)), Facts(((text, said),)), table)
    return Report(
        title="Report",
        subject=text,
        headline=Headline("Word", Tone.NONE, said),
        sections=(Section(text, blocks), Section("End", (Paragraph(line("end")),))),
    )


@given(TEXTS)
def test_every_text_reads_as_itself_wherever_it_stands(text: str) -> None:
    shown = fold(visible(text))
    tokens = READER.parse(markdown_text(report_of(text)))
    kinds = [token.type for token in tokens if token.nesting == 1 or token.type == "html_block"]
    assert kinds == [
        *("html_block", "heading_open", "paragraph_open", "heading_open", "paragraph_open"),
        *("bullet_list_open", *("list_item_open", "paragraph_open") * 2),
        *("list_item_open", "paragraph_open") * 1,
        *("paragraph_open", "table_open", "thead_open", "tr_open", "th_open", "th_open"),
        *("tbody_open", "tr_open", "td_open", "td_open", "heading_open", "paragraph_open"),
    ]
    inline = [words(token) for token in tokens if token.type == "inline"]
    assert inline == [
        *(f"Report: {shown}", f"Word: {shown}", shown, shown, shown, shown, f"{shown}: {shown}", shown),
        *("A", "B", shown, f"{shown}\n{shown}", "End", "end"),
    ]


def words(token: object) -> str:
    """Give what a reader sees of inline content; any markup but bold and line breaks fails."""
    found = ""
    for child in token.children or ():  # type: ignore[attr-defined]
        if child.type in {"text", "text_special"}:
            found += child.content
        elif child.type == "html_inline":
            assert child.content == "<br>"
            found += "\n"
        else:
            assert child.type in {"strong_open", "strong_close"}, child.type
    return found


@given(TEXTS)
def test_a_link_holds_its_text_and_leads_where_it_should(text: str) -> None:
    address = "https://example.org/a_(b)?c=*d*&e=1"
    tokens = READER.parse(markdown_text(report_of(text, address)))
    links = [
        child.attrGet("href")
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert set(links) == {READER.normalizeLink(address)}


def test_an_address_that_is_no_web_or_mail_address_is_left_out() -> None:
    assert "javascript" not in markdown_text(report_of("x", "javascript:alert(1)"))

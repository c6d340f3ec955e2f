"""A plan's own text on its page: the gate's reading, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.site.addresses import Addresses, page_paths
from poc_docs.site.plan_page.whole_text import whole_text
from poc_docs.text.inline import fold
from poc_docs.text.reading import read_document
from tests.site.hostile import VECTORS, hostile_plan
from tests.site.parsed import Page
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

TAGS = {
    *("a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s"),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


def no_page(_: str) -> None:
    return None


def render(text: str) -> Page:
    return Page(whole_text(read_plan(text), no_page).source)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_tables_are_those_that_the_gate_reads(path: Path) -> None:
    document = read_document(path.read_bytes().decode())
    cells = [
        fold(cell.text)
        for _, table in document.tables
        for row in (table.header, *table.rows)
        for cell in row.cells
    ]
    page = render(document.text)
    assert [fold(tag.text) for tag in page.tags if tag.name in {"td", "th"}] == cells


@pytest.mark.parametrize("text", VECTORS)
def test_a_hostile_text_gives_no_tag_attribute_or_address_of_its_own(text: str) -> None:
    page = render(hostile_plan(text))
    assert {tag.name for tag in page.tags} <= TAGS
    for tag in page.tags:
        assert set(tag.attributes) <= {"href", "id", "start", "style"}
        assert tag.attributes.get("href", "https:").startswith(("http:", "https:", "mailto:"))
        assert tag.attributes.get("style", "text-align:left") in {"text-align:left", "text-align:right"}
    assert not page.repeated_ids


def test_a_table_in_raw_html_is_no_table() -> None:
    page = render("<div>\n| # | Criterion |\n|---|---|\n| 1 | x |\n</div>\n")
    assert not page.named("table")
    assert page.texts("pre") == ["<div> | # | Criterion | |---|---| | 1 | x | </div>"]


def test_comments_are_not_shown_and_br_is_a_line_break() -> None:
    page = render("<!-- a\n\nb -->\n\none<br>two<br/> <!-- c -->\n\n<!-- d --> <b>e</b>\n")
    assert page.texts("p") == ["onetwo"]
    assert len(page.named("br")) == 2
    assert page.texts("pre") == ["<!-- d --> <b>e</b>"]


def test_front_matter_is_not_shown_unless_it_cannot_be_read() -> None:
    assert render("---\nid: secret\n---\n# A\n").source == '<h3 id="as-written-a">A</h3>'
    assert "id: a" in "".join(render("---\nid: a\nid: b\n---\n# A\n").texts("h4"))


def test_headings_stand_below_the_page_s_and_have_ids_of_their_own() -> None:
    page = render(
        "# A\n\n## Agreement\n\n###### B\n\n## Agreement\n\nA\n===\n\n## Agreement 2\n\n## !\n\n##\n"
    )
    names = [(tag.name, tag.attributes["id"]) for tag in page.tags if tag.name.startswith("h")]
    assert names == [
        ("h3", "as-written-a"),
        ("h4", "as-written-agreement"),
        ("h6", "as-written-b"),
        ("h4", "as-written-agreement--2"),
        ("h3", "as-written-a--2"),
        ("h4", "as-written-agreement-2"),
        ("h4", "as-written"),
        ("h4", "as-written--2"),
    ]


def test_links_lead_outside_or_to_plans_and_else_are_named() -> None:
    def link(destination: str) -> str | None:
        return "../b/" if destination == "b c.md" else None

    text = (
        "[a](https://a.example/?b=1&c=2 'title') <mailto:x@b.example> [b](b%20c.md) [c](../c.pdf) [d](#one)\n"
        "[e](#none) [f](ftp://x) [g](file:///etc/passwd) [h] [i]\n<tel:1> ![j\\*](k)\n\n"
        "# One\n\n[h]: https://h.example\n[i]: tel:2\n"
    )
    page = Page(whole_text(read_plan(text), link).source)
    assert [tag.attributes["href"] for tag in page.named("a")] == [
        "https://a.example/?b=1&c=2",
        "mailto:x@b.example",
        "../b/",
        "#as-written-one",
        "https://h.example",
    ]
    assert page.texts("p")[0].split(" [g]") == [
        "a mailto:x@b.example b c (../c.pdf) d e (#none) f (ftp://x)",
        "(file:///etc/passwd) h i (tel:2) tel:1 [image: j* (k)]",
    ]


@pytest.mark.parametrize(
    "destination",
    [
        *(
            "//evil.example/x",
            "///evil.example/x",
            "////evil.example/x",
            "https:evil",
            "http:/evil",
            "HTTPS:evil",
        ),
        *(
            "/evil.example",
            "\\\\\\\\evil",
            "/\\\\evil",
            "%2F%2Fevil",
            "%5C%5Cevil",
            "https:\\\\\\\\evil",
            "&#47;/evil",
        ),
        *("ht&#9;tps://evil", "ht&#10;tps://evil", "file:&#47;/evil", "https://bank.example@evil"),
    ],
)
def test_no_link_leads_to_another_host_but_by_its_whole_address(destination: str) -> None:
    addresses = Addresses(page_paths(["plans/a.md"]))
    text = f"[x]({destination}) [y]\n\n[y]: {destination}\n"
    page = Page(whole_text(read_plan(text), addresses.from_plan("plans/a.md")).source)
    assert not page.named("a")
    assert "evil" in page.texts("p")[0]


def test_a_host_with_letters_of_another_alphabet_is_linked_by_its_plain_name() -> None:
    (link,) = render("[x](https://\u0435xample.org) [y](HTTPS://EXAMPLE.ORG)\n").named("a")[:1]
    assert link.attributes["href"] == "https://xn--xample-2of.org"


def test_images_are_described_and_never_loaded() -> None:
    page = render("[![a *b*](https://i.example/x.png)](https://l.example) ![c](d.png)\n")
    assert not page.named("img")
    assert page.texts("p") == ["[image: a b (https://i.example/x.png)] [image: c (d.png)]"]


def test_code_keeps_its_lines_and_no_language_runs() -> None:
    page = render("```mermaid\na\n\n  b\n```\n\n    c\n\n    d\n")
    assert [tag.text for tag in page.named("code")] == ["a\n\n  b\n", "c\n\nd\n"]
    assert not [tag for tag in page.tags if tag.attributes]
    assert "\n\n" not in page.source


def test_tick_boxes_are_boxes() -> None:
    page = render("1. [x] done\n2. [ ] open\n3. [x](https://a.example) link\n\n[x] text\n")
    assert page.texts("li") == ["☑ done", "☐ open", "x link"]
    assert page.texts("p") == ["[x] text"]


def test_emphasis_code_and_strikethrough_are_kept() -> None:
    page = render("**a** *b* ~~c~~ `d`\n\n> e\n")
    assert [page.texts(name) for name in ("strong", "em", "s", "code")] == [["a"], ["b"], ["c"], ["d"]]


@pytest.mark.parametrize(
    "heading",
    [
        *("## Decision Framework", "## decision   FRAMEWORK", "## **Decision** Framework ##"),
        *("Decision Framework\n---", "## Decision&#32;Framework", "## Metric log", "## *Credits*"),
    ],
)
def test_the_search_leaves_out_the_sections_of_numbers_however_their_heading_is_written(heading: str) -> None:
    page = render(f"# A\n\n## Before\n\n{heading}\n\n## After\n")
    left_out = ["data-search-exclude" in tag.attributes for tag in page.tags if tag.name[0] == "h"]
    assert left_out == [False, False, True, False]


@pytest.mark.parametrize("heading", ["## Our credits", "### Credits", "> ## Credits", "- ## Credits"])
def test_the_search_reads_whatever_is_no_section_of_numbers(heading: str) -> None:
    assert "data-search-exclude" not in render(f"# A\n\n{heading}\n").source

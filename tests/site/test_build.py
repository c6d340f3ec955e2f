"""Real, strict MkDocs builds."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files

from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Status
from poc_docs.site.assets import STYLESHEET
from poc_docs.site.plugin import PocDocsPlugin
from tests.site.conftest import build, build_site, make_project
from tests.site.hostile import BROKEN, VECTORS, hostile_files
from tests.site.parsed import Page
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

OURS = {
    *(
        "a",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
    ),
    *(
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "progress",
        "s",
        "section",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
    ),
    *("thead", "time", "tr", "ul"),
}
DRAWN = {"circle", "figcaption", "figure", "line", "path", "pattern", "polyline", "rect", "svg", "text"}
"""The tags of drawings; each stands in a figure or says nothing to a screen reader."""
FILTER = {"button", "form", "input", "label", "optgroup", "option", "select"}
"""The tags of the filter, which only the table of all plans has."""
ATTRIBUTES = {
    *("aria-hidden", "aria-label", "class", "data-label", "href", "id", "max", "role", "scope", "start"),
    *("style", "value", "aria-labelledby", "data-moment", "data-search-exclude", "datetime", "tabindex"),
}
SHAPED = {
    *("cx", "cy", "d", "fill", "focusable", "height", "patternunits", "points", "r", "text-anchor"),
    *("viewbox", "width", "x", "x1", "x2", "y", "y1", "y2"),
}
FILTERED = {
    *("autocomplete", "hidden", "label", "name", "type", "data-key", "data-kind", "data-sort"),
    *(f"data-{name}" for name in ("about", "health", "outcome", "owner", "status", "text")),
}


def pages(site: Path) -> dict[str, Page]:
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): Page(path.read_text("utf-8")) for path in found}


def dead_links(site: Path, page: str) -> list[str]:
    """Give the addresses on a page that lead to no file of the site."""
    found = []
    for tag in Page((site / page).read_text("utf-8")).tags:
        address = (
            tag.attributes.get("href", "") if tag.name in {"a", "link"} else tag.attributes.get("src", "")
        )
        url = urlsplit(urljoin(f"http://site/{page}", address))
        if url.netloc == "site" and address:
            target = site / unquote(url.path).lstrip("/")
            if not (target / "index.html" if target.is_dir() else target).is_file():
                found.append(address)
    return found


def all_plans(site: Path) -> Page:
    return Page((site / "all-plans" / "index.html").read_text("utf-8"))


def test_every_sample_has_a_page_reached_from_the_table_of_all_plans(sample_site: Path) -> None:
    page = all_plans(sample_site)
    linked = {tag.attributes["href"] for tag in page.ours() if tag.name == "a"}
    assert linked == {f"../plans/{path.stem}/" for path in SAMPLES}
    assert len(page.rows("All plans")) == len(SAMPLES)


def test_no_page_has_a_dead_link_an_id_twice_or_an_address_elsewhere(sample_site: Path) -> None:
    for name, page in pages(sample_site).items():
        assert dead_links(sample_site, name) == [], name
        assert page.repeated_ids == [], name
        for tag in page.tags:
            loaded = tag.attributes.get("src", "") + (
                tag.attributes.get("href", "") if tag.name == "link" else ""
            )
            assert not urlsplit(loaded).netloc, (name, loaded)


def test_plan_pages_stay_out_of_the_navigation(sample_site: Path) -> None:
    page = Page((sample_site / "index.html").read_text("utf-8"))
    navigation = [tag for tag in page.tags if tag.name == "a" and "poc-docs" not in tag.inside]
    addresses = [tag.attributes.get("href", "") for tag in navigation]
    assert "all-plans/" in addresses
    assert not [address for address in addresses if "plans" in address.split("/")]


def test_the_stylesheet_is_added_and_is_ours(sample_site: Path) -> None:
    assert (sample_site / STYLESHEET).read_text("utf-8").startswith("/* Everything of ours")
    for name in ("index.html", f"plans/{SAMPLES[0].stem}/index.html"):
        links = Page((sample_site / name).read_text("utf-8")).named("link")
        assert [tag for tag in links if tag.attributes["href"].endswith(STYLESHEET)]


def test_plans_are_found_by_search(sample_site: Path) -> None:
    index = json.loads((sample_site / "search" / "search_index.json").read_text("utf-8"))
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    for path in SAMPLES:
        assert f"plans/{path.stem}/" in titles
    words = " ".join(entry["text"] for entry in index["docs"])
    assert "poc-docs-" not in words


def test_the_search_reads_what_people_look_for_and_reads_it_once(sample_site: Path) -> None:
    index = json.loads((sample_site / "search" / "search_index.json").read_text("utf-8"))
    for path in SAMPLES:
        plan = read_plan(path.read_text("utf-8"))
        found = [entry for entry in index["docs"] if entry["location"].startswith(f"plans/{path.stem}/")]
        text = folded(" ".join(f"{entry['title']} {entry['text']}" for entry in found))
        metadata, objective = plan.metadata, plan.overview.objective
        assert metadata
        assert objective
        wanted = [metadata.prospect, metadata.title, metadata.sales_engineer, metadata.opportunity, objective]
        wanted += [criterion.text for criterion in plan.criteria]
        for said in filter(None, wanted):
            assert folded(said.value) in text, said.value
        titles = [entry["title"] for entry in found]
        assert not {"Criteria", "Decision Framework", "Risks", "History", "Metric Log"} & set(titles)
        assert "What needs attention" not in text
        assert titles.count("Success Criteria") == 1


def folded(text: str) -> str:
    """Give a text without the signs of Markdown and markup, and white space folded."""
    return " ".join(html.unescape(re.sub(r"</?[a-z]+>|[`*]", " ", text)).split())


def test_addresses_without_folders_work_too(tmp_path: Path) -> None:
    root = make_project(
        tmp_path, {f"plans/{path.name}": path.read_bytes() for path in SAMPLES[:2]}, use_directory_urls=False
    )
    done = build(root)
    assert done.returncode == 0, done.stderr
    assert (root / "site" / "plans" / f"{SAMPLES[0].stem}.html").is_file()
    assert dead_links(root / "site", "index.html") == []


def test_without_plans_the_start_page_says_what_to_do(tmp_path: Path) -> None:
    site = build_site(tmp_path, {})
    page = Page((site / "index.html").read_text("utf-8"))
    assert 'poc-docs new "Prospect" "Title"' in page.texts("code")


def test_two_builds_give_the_same_pages(tmp_path: Path) -> None:
    files = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES[:3]}
    one, other = (build_site(tmp_path / name, files) for name in ("one", "other"))
    for path in one.rglob("*.html"):
        assert path.read_bytes() == (other / path.relative_to(one)).read_bytes()


def test_a_team_s_own_folder_of_plans(tmp_path: Path) -> None:
    plugins = ["search", {"poc-docs": {"plans": "docs/pocs"}}]
    root = make_project(tmp_path, {"docs/pocs/2026/a.md": SAMPLES[0].read_bytes()}, plugins=plugins)
    done = build(root)
    assert done.returncode == 0, done.stderr
    page = Page((root / "site" / "docs" / "pocs" / "2026" / "a" / "index.html").read_text("utf-8"))
    assert page.texts("h2")[0] == "Agreement¶"
    assert not (root / "site" / "pocs").exists()


@pytest.mark.parametrize("folder", ["..", "/srv/plans", ".", "plans/../.."])
def test_plans_lie_below_the_configuration(tmp_path: Path, folder: str) -> None:
    done = build(make_project(tmp_path, {}, plugins=[{"poc-docs": {"plans": folder}}]))
    assert done.returncode == 1
    assert "'plans' must be a folder below mkdocs.yml" in done.stderr


def test_an_own_start_page_is_not_replaced(tmp_path: Path) -> None:
    root = make_project(tmp_path, {"docs/index.md": b"# Mine\n"})
    done = build(root)
    assert done.returncode == 1
    assert "poc-docs writes the start page" in done.stderr


def test_a_file_that_is_refused_has_a_page_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# secret\n")
    root = make_project(tmp_path / "project", {"plans/a.md": SAMPLES[0].read_bytes()})
    (root / "plans" / "link.md").symlink_to(tmp_path / "secret.md")
    done = build(root)
    assert done.returncode == 0, done.stderr
    page = (root / "site" / "plans" / "link" / "index.html").read_text("utf-8")
    assert "POC001" in page
    assert "secret" not in page
    assert str(tmp_path) not in page


def test_hostile_plans_and_broken_files_all_have_their_page(hostile_site: Path) -> None:
    assert len(all_plans(hostile_site).rows("All plans")) == len(hostile_files())
    assert dead_links(hostile_site, "index.html") == []
    assert dead_links(hostile_site, "all-plans/index.html") == []
    built = [path for path in pages(hostile_site) if path.startswith("plans/")]
    assert len(built) == len(VECTORS) + len(BROKEN)


def test_no_page_has_markup_from_a_plan(hostile_site: Path) -> None:
    found = pages(hostile_site)
    guide = next(page for name, page in found.items() if not name.startswith(("plans/", "index", "404")))
    scripts = len(guide.named("script"))
    for name, page in found.items():
        assert len(page.named("script")) == scripts or name == "404.html", name
        assert page.repeated_ids == [], name
        for tag in page.tags:
            assert not [attribute for attribute in tag.attributes if attribute.startswith("on")], name
            for address in ("href", "src", "action"):
                assert "script:" not in tag.attributes.get(address, "").casefold(), name
        for tag in page.ours():
            has_filter = name == "all-plans/index.html"
            assert tag.name in OURS | DRAWN | (FILTER if has_filter else set()), name
            more = FILTERED if has_filter else SHAPED if tag.name in DRAWN else set()
            assert set(tag.attributes) <= ATTRIBUTES | more, name
            assert tag.attributes.get("style", "text-align:left") == "text-align:left"


def test_hostile_texts_are_shown(hostile_site: Path) -> None:
    for number, text in enumerate(VECTORS):
        page = (hostile_site / "plans" / f"v{number:02}" / "index.html").read_text("utf-8")
        shown = "".join(char for char in text if char.isprintable())
        heading = Page(page).texts("h1")[0]
        assert " ".join(shown.split()) in heading


def test_statuses_are_words_of_the_format(sample_site: Path) -> None:
    rows = all_plans(sample_site).rows("All plans")
    assert {row[3].split(",")[0] for row in rows if not row[3].startswith("closed")} <= set(Status)


def test_the_search_index_has_no_markup_from_a_plan(hostile_site: Path) -> None:
    index = json.loads((hostile_site / "search" / "search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        for part in (entry["title"], entry["text"]):
            assert {tag.name for tag in Page(part).tags} <= {"code", "li", "ol", "p", "pre", "ul"}
            assert not [tag for tag in Page(html.escape("") + part).tags if tag.attributes]


def configured(root: Path) -> tuple[PocDocsPlugin, MkDocsConfig]:
    """Give our plugin as MkDocs loads it, and the configuration of the project."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    plugin = config.plugins["poc-docs"]
    assert isinstance(plugin, PocDocsPlugin)
    return plugin, config


class StandInServer:
    """What our plugin needs of the server of ``mkdocs serve``."""

    def __init__(self) -> None:
        self.folders: list[str] = []
        self.builder: Callable[[], None] = lambda: None

    def watch(self, folder: str) -> None:
        self.folders.append(folder)


def test_serve_watches_the_plans(tmp_path: Path) -> None:
    root = make_project(tmp_path, {"plans/a.md": b""})
    plugin, config = configured(root)
    plugin.on_config(config)
    server = StandInServer()
    plugin.on_serve(server, config=config)  # type: ignore[arg-type]
    assert server.folders == [str(root / "plans")]


def test_a_site_that_a_failed_build_took_away_is_not_said_to_be_there(tmp_path: Path) -> None:
    root = make_project(tmp_path, {})
    plugin, config = configured(root)
    server = StandInServer()

    def fail() -> None:
        raise MkDocsException("a mistake")

    server.builder = fail
    plugin.on_serve(server, config=config)  # type: ignore[arg-type]
    with pytest.raises(MkDocsException, match="a mistake"):
        server.builder()


def test_a_page_of_a_build_that_failed_is_built_by_the_next_one(tmp_path: Path) -> None:
    root = make_project(tmp_path, {"plans/a.md": SAMPLES[0].read_bytes()})
    plugin, config = configured(root)
    plugin.on_config(config)

    def is_new() -> bool:
        file = plugin.on_files(Files([]), config=config).get_file_from_path("plans/a.md")
        assert file
        path = Path(file.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("built once")
        return file.is_modified()

    assert is_new()
    assert is_new()
    plugin.on_post_build(config=config)
    assert not is_new()

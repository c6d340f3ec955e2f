"""Addresses between pages."""

from __future__ import annotations

import pytest

from poc_docs.site.addresses import Addresses, page_paths

PAGES = {"plans/a.md": "plans/a.md", "plans/x/b c.md": "plans/x/b c.md"}


@pytest.mark.parametrize(
    ("page", "target", "directory", "file"),
    [
        ("index.md", "plans/a.md", "plans/a/", "plans/a.html"),
        ("plans/a.md", "plans/x/b c.md", "../x/b%20c/", "x/b%20c.html"),
        ("plans/x/b c.md", "plans/a.md", "../../a/", "../a.html"),
        ("plans/a.md", "index.md", "../../", "../index.html"),
        ("index.md", "index.md", "./", "index.html"),
        ("index.md", "plans/50% #?.md", "plans/50%25%20%23%3F/", "plans/50%25%20%23%3F.html"),
    ],
)
def test_a_page_reaches_another(page: str, target: str, directory: str, file: str) -> None:
    assert Addresses(PAGES).link(page, target) == directory
    assert Addresses(PAGES, directory_urls=False).link(page, target) == file


@pytest.mark.parametrize(
    ("destination", "address"),
    [
        ("x/b c.md", "../x/b%20c/"),
        ("./x/../a.md#one", "./"),
        ("b c.md", None),
        ("../x.pdf", None),
        ("/a.md", None),
    ],
)
def test_a_plan_links_to_plans_only(destination: str, address: str | None) -> None:
    assert Addresses(PAGES).from_plan("plans/a.md")(destination) == address


def test_each_plan_has_a_page_of_its_own() -> None:
    plans = ["plans/a.md", "plans/A.md", "plans/index.md", "plans/index_.md", "plans/README.md", "plans/.md"]
    pages = page_paths([*plans, "plans/a/index.html/b.md"])
    assert pages["plans/A.md"] == "plans/A.md"
    assert pages["plans/a.md"] == "plans/a_.md"
    assert pages["plans/a/index.html/b.md"] == "plans/a/index.html_/b.md"
    assert len({page.casefold() for page in pages.values()}) == len(pages)
    assert not {page.rpartition("/")[2] for page in pages.values()} & {"index.md", "README.md", ".md"}

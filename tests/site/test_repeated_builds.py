"""Builds that follow each other, as under ``site serve``: whatever happened in between, nothing is stale."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.repository.workspace import Workspace
from poc_docs.site.gathering import Gatherer
from poc_docs.site.pages import Press, render_site
from tests.reliability.sizes import inputs
from tests.site.rendered import TODAY
from tests.surroundings import BY_NAME, Repository, new_repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = ("marlowe", "tranvik", "serra")
PLANS = tuple(BY_NAME[name] for name in NAMES)
GAPS = "# Gaps\n\n| Gap | Severity | Status | Workaround |\n|---|---|---|---|\n| {} | High | Open | none |\n"

Edit = tuple[str, str, str]
"""What is done, with which plan, and a word for it."""

_EDITS = st.tuples(
    st.sampled_from(
        ("write", "words", "break", "remove", "rename", "copy", "restore", "gaps", "commit", "day", "link")
    ),
    st.sampled_from(NAMES),
    st.sampled_from(("Aldous", "Brandt")),
)


class Serving:
    """A portfolio, and what remembers between its builds."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.workspace = Workspace(repository.root, git=True)
        self.gatherer = Gatherer(self.workspace)
        self.press = Press()
        self.today = TODAY

    def edit(self, edit: Edit) -> None:
        what, name, word = edit
        if what == "commit":
            self.repository.git("add", "--all")
            self.repository.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", word)
        elif what == "day":
            self.today += dt.timedelta(days=len(word))
        elif what == "gaps":
            self.repository.write("gaps.md", GAPS.format(word))
        else:
            self.edit_plan(what, self.repository.root / "plans" / f"{name}.md", word)

    def edit_plan(self, what: str, plan: Path, word: str) -> None:
        text = plan.read_bytes() if plan.exists() else b""
        match what:
            case "restore":
                plan.write_bytes(PLANS[NAMES.index(plan.stem)].read_bytes())
            case "remove":
                plan.unlink(missing_ok=True)
            case "rename" if text:
                plan.rename(plan.with_name(f"{word}.md"))
            case "copy":
                plan.with_name(f"{word}.md").write_bytes(text)
            case "break":
                plan.write_bytes(text.replace(b"status:", b"status: ["))
            case "words":
                plan.write_bytes(text.replace(b"prospect: ", f"prospect: {word} ".encode()))
            case "link":
                plan.write_bytes(text + f"\n[another]({word}.md)\n".encode())
            case _:
                plan.write_bytes(text + f"\n{word}\n".encode())

    def is_as_new(self) -> bool:
        """Say whether the next build gives what a first one does."""
        files = self.workspace.files()
        again = self.press.render(self.gatherer.gather(files, self.today))
        return again == render_site(Gatherer(self.workspace).gather(files, self.today))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository with three plans and a commit."""
    repository = new_repository(tmp_path_factory.mktemp("start") / "team")
    for name, path in zip(NAMES, PLANS, strict=True):
        repository.write(f"plans/{name}.md", path.read_bytes())
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--no-verify", "-m", "Three plans")
    return repository.root


@pytest.fixture(scope="module")
def serving(start: Path) -> Callable[[], Iterator[Serving]]:
    def serve() -> Iterator[Serving]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(shutil.copytree(start, Path(folder) / "team"))
            yield Serving(Repository(root))

    return serve


@settings(max_examples=inputs(15, 500))
@given(edits=st.lists(_EDITS, min_size=1, max_size=6))
def test_a_build_after_any_edits_is_as_a_first_one(
    serving: Callable[[], Iterator[Serving]], edits: list[Edit]
) -> None:
    for site in serving():
        assert site.is_as_new()
        for edit in edits:
            site.edit(edit)
            assert site.is_as_new(), edit


@pytest.mark.parametrize(
    "edits",
    [
        [("write", "marlowe", "one"), ("write", "marlowe", "two"), ("restore", "marlowe", "")],
        [("rename", "marlowe", "Aldous"), ("link", "tranvik", "Aldous"), ("rename", "Aldous", "marlowe")],
        [("write", "serra", "one"), ("commit", "", "Words"), ("commit", "", "Nothing")],
        [("words", "marlowe", "Aldous"), ("copy", "marlowe", "Aldous"), ("remove", "Aldous", "")],
        [("day", "", "one"), ("break", "tranvik", ""), ("day", "", "a week"), ("restore", "tranvik", "")],
    ],
    ids=["edits", "renames", "commits", "copies", "days"],
)
def test_what_people_do_while_the_site_is_served_is_seen(
    serving: Callable[[], Iterator[Serving]], edits: list[Edit]
) -> None:
    for site in serving():
        assert site.is_as_new()
        for edit in edits:
            site.edit(edit)
            assert site.is_as_new(), edit


def test_the_page_of_a_plan_that_stands_as_before_is_not_made_again(
    serving: Callable[[], Iterator[Serving]],
) -> None:
    for site in serving():
        files = site.workspace.files()
        before = site.press.render(site.gatherer.gather(files, TODAY)).pages
        site.edit(("write", "marlowe", "Aldous"))
        after = site.press.render(site.gatherer.gather(files, TODAY)).pages
        assert [name for name in NAMES if after[f"plans/{name}.md"] is before[f"plans/{name}.md"]] == [
            "tranvik",
            "serra",
        ]
        assert "Aldous" in after["plans/marlowe.md"]

"""``poc-docs share``: the prospect's file, where it goes, and when there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import copy_of
from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

NAME = "hoshikawa-valve-inspection"


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``repository`` gives a copy of."""
    repository = copy_of(pristine, tmp_path_factory.mktemp("shared") / "team")
    repository.write(f"plans/{NAME}.md", BY_NAME["hoshikawa"].read_bytes())
    repository.git("add", "-A")
    repository.git("commit", "-q", "--no-verify", "-m", "A plan")
    return repository


@pytest.fixture
def repository(made: Repository, tmp_path: Path) -> Repository:
    return copy_of(made, tmp_path / "team")


def test_one_file_is_written_beside_nothing_else(repository: Repository) -> None:
    said = repository.poc_docs("share", "hoshikawa")
    assert f"Wrote {NAME}.html" in said
    assert "Next: open file://" in said
    assert "Success criteria" in (repository.root / f"{NAME}.html").read_text("utf-8")
    assert repository.git("status", "--porcelain").split() == ["??", f"{NAME}.html"]


def test_blanks_are_counted_before_anybody_sends_them(repository: Repository) -> None:
    repository.poc_docs("new", "Oslo Port", "Berth planning", today="2026-11-22")
    said = repository.poc_docs("share", "oslo")
    page = (repository.root / "oslo-port-berth-planning.html").read_text("utf-8")
    assert "not filled in yet" not in page
    counted = re.search(r"Of what is shared (\d+) blanks are not filled in yet: (.*), and (\d+) more\.", said)
    assert counted
    assert int(counted[1]) == 5 + int(counted[3]) > 20
    assert counted[2].startswith("Objective, ")
    assert "send the file\n" in said
    assert "open file://" not in said
    path = f"plans/{NAME}.md"
    assert "not filled in" not in repository.poc_docs("share", "hoshikawa"), path


def sample(repository: Repository, name: str) -> str:
    path = BY_NAME[name]
    repository.write(f"plans/{path.name}", path.read_bytes())
    return path.stem


def test_the_row_of_results_that_is_still_to_come_is_no_blank(repository: Repository) -> None:
    """It says nothing, and so is not in the file; neither is the signature that is still to be asked for."""
    name = sample(repository, "fastighetsregisterverket")
    repository.replace(
        f"plans/{name}.md", "| Class of the deed | |", "| Class of the deed | [Actual measurement] |"
    )
    said = repository.poc_docs("share", "fastighets")
    assert "not filled in" not in said
    assert f"      poc-docs agree {name} --request" in said
    assert "--request" not in repository.poc_docs("share", "hoshikawa")


def test_a_blank_beside_a_result_is_named(repository: Repository) -> None:
    name = sample(repository, "marlowe")
    assert "not filled in" not in repository.poc_docs("share", name)
    text = (repository.root / f"plans/{name}.md").read_text("utf-8")
    repository.write(f"plans/{name}.md", re.sub(r"(\| Pass +\| )k6 report[^|]*", r"\1[Link] ", text, count=1))
    said = repository.poc_docs("share", name)
    assert re.search(r"1 blank is not filled in yet: [Ee]vidence .* 1\b", said), said


def test_a_file_that_git_would_take_is_named_with_the_line_that_keeps_it_out(repository: Repository) -> None:
    taken = "add the line /prospects/*.html to .gitignore"
    repository.write(".gitignore", "/*.html\n")
    (repository.root / "prospects").mkdir()
    assert ".gitignore" not in repository.poc_docs("share", "hoshikawa")
    assert taken in repository.poc_docs("share", "hoshikawa", "-o", "prospects/h.html")
    assert "prospects/h.html" in repository.git("add", "--dry-run", "-A")
    repository.write(".gitignore", "/*.html\n/prospects/*.html\n")
    assert ".gitignore" not in repository.poc_docs("share", "hoshikawa", "-o", "prospects/h.html")
    assert "prospects/h.html" not in repository.git("add", "--dry-run", "-A")


def test_of_a_file_that_is_committed_or_lies_elsewhere_git_is_no_matter(
    repository: Repository, tmp_path: Path
) -> None:
    assert "add the line /*.html to .gitignore" in repository.poc_docs("share", "hoshikawa", "-o", "h.html")
    repository.git("add", "h.html")
    assert ".gitignore" not in repository.poc_docs("share", "hoshikawa", "-o", "h.html")
    assert ".gitignore" not in repository.poc_docs("share", "hoshikawa", "-o", str(tmp_path / "h.html"))


def test_it_is_written_anew_until_somebody_changes_it(repository: Repository) -> None:
    repository.poc_docs("share", "hoshikawa")
    repository.poc_docs("share", "hoshikawa")
    file = repository.root / f"{NAME}.html"
    file.write_text(file.read_text("utf-8") + "<p>mine</p>", "utf-8")
    said = repository.poc_docs("share", "hoshikawa", code=2)
    assert said.startswith(f"poc-docs: {NAME}.html was edited since it was written here"), said
    assert "--force" in said
    repository.poc_docs("share", "hoshikawa", "--force")
    assert "mine" not in file.read_text("utf-8")


def test_a_plan_with_errors_is_not_shared(repository: Repository) -> None:
    repository.replace(f"plans/{NAME}.md", "status: ", "status: Nearly")
    said = repository.poc_docs("share", "hoshikawa", code=2)
    assert "is not shared with the prospect" in said
    assert "poc-docs check" in said
    assert not (repository.root / f"{NAME}.html").exists()


@pytest.mark.parametrize("place", ["plans/x.html/y.html", "x.pdf", "x", "plans/a.md", "plans/a.html"])
def test_a_place_that_will_not_do_is_refused(repository: Repository, place: str) -> None:
    repository.poc_docs("share", "hoshikawa", "-o", place, code=2)
    assert repository.git("status", "--porcelain") == ""


def test_what_was_disclosed_otherwise_is_named_with_what_it_was(repository: Repository) -> None:
    """The agreement of both parties stays; Environment may change, and the prospect is told."""
    text = (repository.root / f"plans/{NAME}.md").read_text("utf-8")
    component = re.search(
        r"## Environment Specification.*?\n\|[- |]+\|\n\| ([^|]+) \| ([^|]+) \|", text, re.DOTALL
    )
    assert component
    repository.replace(f"plans/{NAME}.md", component[2], "Something else entirely")
    repository.git("commit", "-q", "--no-verify", "-a", "-m", "Move")
    page = repository.poc_docs("share", "hoshikawa", "-o", "-")
    changes = page.partition("What changed since you signed")[2].partition("<h2")[0]
    assert "Something else entirely" in changes
    assert component[1].strip() in changes


def test_without_the_version_that_was_signed_it_says_that_something_changed(repository: Repository) -> None:
    path = repository.root / f"plans/{NAME}.md"
    path.write_text(
        re.sub(r"(disclosed: v1:sha256:)[0-9a-f]{8}", r"\g<1>00000000", path.read_text("utf-8")), "utf-8"
    )
    page = repository.poc_docs("share", "hoshikawa", "-o", "-")
    assert "Environment or timeline changed; ask what they were before." in page

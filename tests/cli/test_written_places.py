"""Where nothing is written: through links, into git's own folder, into what git could not merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import ACTIVE

if TYPE_CHECKING:
    from tests.surroundings import Repository

LINKED = "POC001 a plan must be an ordinary file in a folder, not a link or a submodule, nor behind one"
CONFLICT = "<<<<<<< ours\nOne\n=======\nTwo\n>>>>>>> theirs\n"


def texts(repository: Repository) -> dict[str, bytes]:
    """Give every file of a repository but git's own, by its real place."""
    files = (path for path in repository.root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path.resolve()): path.read_bytes() for path in files}


def behind_a_link(repository: Repository) -> None:
    (repository.root / "real").mkdir()
    (repository.root / "plans").rename(repository.root / "real/plans")
    (repository.root / "plans").symlink_to("real/plans")


@pytest.mark.parametrize(
    "command",
    [
        ("results", ACTIVE, "--set", "1=1 ms"),
        ("new", "Acme", "Search"),
        ("results", f"plans/../{ACTIVE}", "--set", "1=1 ms"),
    ],
)
def test_nothing_is_written_through_a_linked_folder(begun: Repository, command: tuple[str, ...]) -> None:
    behind_a_link(begun)
    before = texts(begun)
    assert LINKED in begun.poc_docs("check", code=1)
    said = begun.poc_docs(*command, code=2)
    assert "plans is a link, and " in said
    assert "is not written through it" in said
    assert texts(begun) == before


def test_a_repository_that_is_reached_by_a_link_is_written_to(begun: Repository) -> None:
    short = begun.root.parent / "short"
    short.symlink_to(begun.root)
    begun.poc_docs("results", str(short / ACTIVE), "--set", "1=1 ms")
    assert b"| 1 ms " in (begun.root / ACTIVE).read_bytes()


@pytest.mark.parametrize("named", [(), ("plans/linked.md",), ("plans",)])
def test_check_refuses_a_linked_plan_as_the_gate_does(begun: Repository, named: tuple[str, ...]) -> None:
    assert "no errors" in begun.poc_docs("check")
    (begun.root / "plans/linked.md").symlink_to((begun.root / ACTIVE).name)
    said = begun.poc_docs("check", *named, code=1)
    assert f"plans/linked.md:1:1: {LINKED}" in said
    assert said.count("POC") == said.count("POC9") + 1
    assert "plans/linked.md" in begun.commit(passes=False)


@pytest.mark.parametrize("option", [(), ("--force",)])
@pytest.mark.parametrize(
    "place", [".git/config", ".git/hooks/post-commit", ".GIT/x.json", "plans/../.git/x.json", "git/x.json"]
)
def test_no_export_goes_into_git_s_own_folder(begun: Repository, place: str, option: tuple[str, ...]) -> None:
    (begun.root / "git").symlink_to(".git")
    config = (begun.root / ".git/config").read_bytes()
    for command in (
        ("export", "--format", "json"),
        ("share", ACTIVE),
        ("email", "kickoff", ACTIVE),
    ):
        name = place if command[0] != "share" else f"{place}.html"
        assert "git's own folder" in begun.poc_docs(*command, "-o", name, *option, code=2)
    assert (begun.root / ".git/config").read_bytes() == config
    assert not (begun.root / ".git/hooks/post-commit").exists()


@pytest.mark.parametrize("place", [".git", ".git/hooks", ".git/site"])
def test_no_site_goes_into_git_s_own_folder(begun: Repository, place: str) -> None:
    begun.write("mkdocs.yml", "site_name: Plans\n")
    assert "git's own folder" in begun.poc_docs("site", "build", "-o", place, code=2)
    assert not (begun.root / ".git/site").exists()


def test_a_repository_without_a_work_tree_is_git_s_own_folder_too(begun: Repository) -> None:
    begun.git("init", "--bare", "bare.repo")
    said = begun.poc_docs("export", "--format", "json", "-o", "bare.repo/hooks/post-receive", code=2)
    assert "git's own folder" in said


@pytest.mark.parametrize(
    "command",
    [
        ("results", ACTIVE, "--set", "1=1 ms"),
        ("results", ACTIVE, "--set", "1=1 ms", "--diff"),
        ("note", ACTIVE, "learning", "Ask first."),
        ("credits", ACTIVE, "--use", "5"),
    ],
)
def test_commands_that_write_name_a_conflict_first(begun: Repository, command: tuple[str, ...]) -> None:
    path = begun.root / ACTIVE
    text = path.read_text()
    line = text[: text.index("## Results (Post-POC)")].count("\n") + 1
    path.write_text(text.replace("## Results (Post-POC)", f"{CONFLICT}\n## Results (Post-POC)"))
    before = texts(begun)
    said = begun.poc_docs(*command, code=2)
    assert f"{ACTIVE}:{line}:1: a plan must not hold conflict marks" in said
    assert "keep the lines that are right" in said
    assert texts(begun) == before

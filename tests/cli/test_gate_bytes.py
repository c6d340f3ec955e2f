"""The gate reads exactly what is being committed, says so of any repository, and writes nothing."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

import pytest

from poc_docs.text.source import MAXIMUM_BYTES
from tests.cli.three_plans import (
    ACTIVE,
    COMPLETE,
    WAITING,
    agree,
    bypass,
    committed,
    loosen,
    note,
    replace,
    text_of,
)
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path


def state_of(root: Path) -> dict[str, tuple[str, int]]:
    """Give the content and the time of every file, git's own among them."""
    files = [path for path in root.rglob("*") if path.is_file()]
    return {
        str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files
    }


def test_the_gate_writes_nothing_at_all(begun: Repository) -> None:
    begun.git("config", "core.untrackedCache", "true")
    begun.git("checkout", "-q", "-b", "side")
    bypass(loosen)(begun)
    begun.git("checkout", "-q", "main")
    agree(begun)
    begun.git("commit", "-qam", "Ours")
    begun.git("merge", "-q", "--no-commit", "side")
    begun.write(WAITING, "garbage")
    before = state_of(begun.root)
    begun.poc_docs("gate", code=1)
    begun.poc_docs("check", "--against", "side")
    assert state_of(begun.root) == before


def test_a_file_that_is_only_intended_to_be_added_is_not_judged(begun: Repository) -> None:
    begun.write("plans/later.md", "not a plan yet")
    begun.git("add", "--intent-to-add", "plans/later.md")
    note(ACTIVE)(begun)
    begun.git("add", ACTIVE)
    begun.git("commit", "-qm", "Only the note", succeeds=True)
    assert "later" not in begun.git("ls-tree", "-r", "--name-only", "HEAD")


def test_a_plan_that_is_only_intended_to_be_there_is_deleted(begun: Repository) -> None:
    begun.git("rm", "-q", "--cached", ACTIVE)
    begun.git("add", "--intent-to-add", ACTIVE)
    assert "POC503" in begun.git("commit", "-m", "It still stands on the disk", succeeds=False)


@pytest.mark.parametrize("mark", ["assume-unchanged", "skip-worktree"])
def test_a_file_that_git_was_told_not_to_look_at(begun: Repository, mark: str) -> None:
    loosen(begun)
    begun.git("add", "-A")
    begun.git("update-index", f"--{mark}", ACTIVE)
    assert "POC402" in begun.git("commit", "-m", "Unseen", succeeds=False)


@pytest.mark.parametrize(
    "attribute", ["-diff", "diff=quiet", "binary", "export-ignore", "merge=ours", "ident"]
)
def test_an_attribute_hides_nothing(begun: Repository, attribute: str) -> None:
    begun.git("config", "diff.quiet.textconv", "true")
    begun.git("config", "diff.quiet.command", "true")
    begun.write(".gitattributes", f"*.md {attribute}\n")
    loosen(begun)
    assert "POC402" in begun.commit(passes=False)


def test_a_deletion_that_is_only_on_the_disk_is_not_judged(begun: Repository) -> None:
    (begun.root / ACTIVE).unlink()
    begun.write("notes.md", "fine")
    begun.git("add", "notes.md")
    begun.git("commit", "-qm", "Only the notes")
    assert "POC503" in begun.git("commit", "-am", "All", succeeds=False)


@pytest.mark.parametrize("setting", ["true", "input"])
def test_line_ends_that_git_changes_on_the_way(begun: Repository, setting: str) -> None:
    begun.git("config", "core.autocrlf", setting)
    text = text_of(begun, ACTIVE).replace("\n", "\r\n")
    begun.write(ACTIVE, text.replace("## Risk", "## Notes\r\n\r\nA note.\r\n\r\n## Risk"))
    begun.git("commit", "-qam", "A note with other line ends on the disk")
    assert "\r" not in begun.git("show", f"HEAD:{ACTIVE}")
    begun.write(ACTIVE, text.replace("<180ms", "<500ms"))
    assert "POC402" in begun.git("commit", "-am", "A goalpost", succeeds=False)


def test_a_filter_between_disk_and_index_hides_nothing(begun: Repository) -> None:
    begun.write(".git/info/attributes", "plans/*.md filter=loose\n")
    begun.git("config", "filter.loose.clean", "sed s/180ms/500ms/")
    begun.git("config", "filter.loose.smudge", "sed s/500ms/180ms/")
    note(ACTIVE)(begun)
    assert "POC402" in begun.git("commit", "-am", "As it looks", succeeds=False)


NAMES = [
    "two words",
    'quo"te',
    "it's",
    "new\nline",
    "tab\t",
    "cr\r",
    "caf\u00e9",
    "cafe\u0301",
    "-dash",
    "--",
    ":(glob)*",
]
ODD_NAMES = [
    *NAMES,
    ":!x",
    "\\",
    "\udcff",
    "\u202egpj",
    "\x1b[31m",
    "x" * 250,
    "#",
    "~",
    "{a,b}",
    "$(touch x)",
]


def test_file_names_of_every_kind(begun: Repository) -> None:
    data = text_of(begun, ACTIVE).replace("<180ms", "<500ms")
    for number, name in enumerate(ODD_NAMES):
        begun.write(f"plans/{name}.md", data.replace("id: marlowe", f"id: number{number}-marlowe"))
    said = begun.commit(passes=False)
    assert said.count("POC402") == len(ODD_NAMES)
    assert "\x1b[31m" not in said
    assert "plans/new\\u000aline.md" in said
    for number, name in enumerate(ODD_NAMES):
        good = text_of(begun, ACTIVE).replace("Gwen Tregear", f"Gwen Tregear {number}")
        begun.write(f"plans/{name}.md", good.replace("id: marlowe", f"id: number{number}-marlowe"))
    begun.commit("All of them lawful")
    for name in ODD_NAMES:
        begun.replace(f"plans/{name}.md", "<180ms", "<500ms")
    said = begun.commit(passes=False)
    assert said.count("'<180ms' was agreed, now '<500ms'") == len(ODD_NAMES)
    assert not (begun.root / "x").exists()


@pytest.mark.parametrize("way", ["literal", "glob", "noglob", "icase"])
def test_other_rules_for_paths_in_the_environment_hide_nothing(begun: Repository, way: str) -> None:
    loosen(begun)
    begun.git("add", "-A")
    assert "POC402" in begun.git(f"--{way}-pathspecs", "commit", "-m", "Elsewhere", succeeds=False)


def inner_repository(outer: Repository, name: str) -> None:
    inner = Repository(outer.root / name)
    inner.root.mkdir(parents=True)
    inner.git("init", "-q")
    inner.git("commit", "-q", "--allow-empty", "-m", "Empty")


@pytest.mark.parametrize("name", ["plans", "plans/more", "plans/new.md"])
def test_plans_behind_a_submodule_could_hide(repository: Repository, name: str) -> None:
    inner_repository(repository, name)
    quiet = f'[submodule "more"]\n\tpath = {name}\n\turl = ./more\n\tignore = all\n'
    repository.write(".gitmodules", quiet)
    assert "not a link or a submodule" in repository.commit(passes=False)


def test_a_submodule_elsewhere_is_its_own_matter(begun: Repository) -> None:
    inner_repository(begun, "elsewhere")
    begun.commit("With plans or without", passes=True)


@pytest.mark.parametrize("name", ["plans", "plans/more", "plans/chart.png"])
def test_plans_behind_a_link_could_hide(repository: Repository, name: str) -> None:
    repository.write("hidden/plan.md", "nothing of a plan")
    link = repository.root / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(repository.root / "hidden")
    assert "not a link or a submodule" in repository.poc_docs("check", code=1)
    assert "not a link or a submodule" in repository.commit(passes=False)
    bypass()(repository)
    repository.write("notes.md", "a colleague's link stands in nobody's way")
    repository.commit()


def test_a_folder_that_some_disks_take_for_plans(begun: Repository) -> None:
    begun.write("Plans/new.md", text_of(begun, WAITING).replace("id: fast", "id: second-fast"))
    said = begun.commit(passes=False)
    assert "Plans/new.md" in said
    assert "the folder of the plans is called plans/" in said
    begun.git("reset", "-q", "--hard")
    begun.write("Plans/chart.txt", "no plan")
    begun.write("PLANS", "no folder")
    begun.commit("Nothing to do with plans")
    begun.git("mv", "Plans", "elsewhere")
    begun.commit("Away with it")


def test_a_file_too_large_for_a_plan_is_not_even_read(begun: Repository) -> None:
    begun.write("plans/huge.md", random.Random(1).randbytes(MAXIMUM_BYTES + 1))
    begun.git("add", "-A")
    name = begun.git("rev-parse", ":plans/huge.md").strip()
    stored = begun.root / ".git/objects" / name[:2] / name[2:]
    stored.chmod(0o644)
    with stored.open("rb+") as file:
        file.truncate(100)  # enough to tell the size, and nothing more
    said = begun.poc_docs("gate", code=1)
    assert "plans/huge.md:1:1: POC001 the file has more than 4,194,304 bytes" in said


def test_settings_too_large_to_be_settings(begun: Repository) -> None:
    begun.write("pyproject.toml", b"#" * (MAXIMUM_BYTES + 1))
    begun.git("add", "-A")
    assert "pyproject.toml has more than 4,194,304 bytes" in begun.poc_docs("gate", code=2)


def test_a_folder_of_plans_that_becomes_a_submodule_takes_them_away(begun: Repository) -> None:
    committed(
        lambda r: (r.root / "plans/archive").mkdir(), lambda r: r.git("mv", COMPLETE, "plans/archive/")
    )(begun)
    begun.git("rm", "-rq", "plans/archive")
    inner_repository(begun, "plans/archive")
    assert "must not vanish" in begun.commit(passes=False)


def test_a_link_in_place_of_all_plans(begun: Repository) -> None:
    (begun.root / "plans").rename(begun.root / "elsewhere")
    (begun.root / "plans").symlink_to("elsewhere")
    said = begun.commit(passes=False)
    assert said.count("POC503") == 2


def test_an_executable_plan_is_a_plan(begun: Repository) -> None:
    (begun.root / ACTIVE).chmod(0o755)
    begun.commit("The mode alone")
    loosen(begun)
    assert "POC402" in begun.commit(passes=False)


def test_a_repository_with_longer_object_names(begun: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "sha256")
    other.root.mkdir()
    other.git("init", "-q", "--object-format=sha256")
    other.git("config", "core.hooksPath", str(PROJECT / "hooks"))
    other.write(ACTIVE, text_of(begun, ACTIVE))
    other.commit("The first")
    loosen(other)
    assert "POC402" in other.commit(passes=False)
    bypass()(other)
    assert "POC402" in other.poc_docs("check", "--against", "HEAD~1", code=1)


def test_an_index_of_ones_own(begun: Repository) -> None:
    loosen(begun)
    begun.run("env", "GIT_INDEX_FILE=other-index", "git", "add", "-A")
    said = begun.run("env", "GIT_INDEX_FILE=other-index", "git", "commit", "-m", "Elsewhere", succeeds=False)
    assert "POC402" in said


def test_a_sparse_checkout(begun: Repository) -> None:
    begun.git("update-index", "--refresh")  # a file whose time differs from the index's is left standing
    begun.git("sparse-checkout", "set", "--no-cone", "/README.md", f"/{WAITING}")
    assert not (begun.root / ACTIVE).exists()
    committed(note(WAITING))(begun)
    blob = begun.run("sh", "-c", f"git show HEAD:{ACTIVE} | sed s/180ms/500ms/ | git hash-object -w --stdin")
    begun.git("update-index", "--cacheinfo", f"100644,{blob.strip()},{ACTIVE}")
    assert "POC402" in begun.git("commit", "-m", "Unseen", succeeds=False)


def test_a_replaced_object_deceives_nobody(begun: Repository) -> None:
    good = begun.git("rev-parse", f"HEAD:{ACTIVE}").strip()
    loosen(begun)
    bad = begun.git("hash-object", "-w", ACTIVE).strip()
    begun.git("replace", bad, good)
    assert "POC402" in begun.git("commit", "-am", "Looks good", succeeds=False)


def test_words_in_another_language_change_nothing(begun: Repository) -> None:
    said = begun.run("env", "LC_ALL=sv_SE.UTF-8", "LANGUAGE=sv:de", "poc-docs", "gate")
    assert said == ""
    (begun.root / ".git").rename(begun.root / "gone")
    assert "not a git repository" in begun.run("env", "LANGUAGE=de", "poc-docs", "gate", succeeds=False)


@pytest.mark.parametrize(
    "damage",
    ["HEAD", "the branch", "the commit", "the tree", "the plan before", "the plan after", "the index"],
)
def test_what_is_damaged_is_no_pass(begun: Repository, damage: str) -> None:
    note(ACTIVE)(begun)
    begun.git("add", "-A")
    names = {
        "the commit": "HEAD",
        "the tree": "HEAD:plans",
        "the plan before": f"HEAD:{ACTIVE}",
        "the plan after": f":{ACTIVE}",
    }
    if damage in names:
        name = begun.git("rev-parse", names[damage]).strip()
        path = begun.root / ".git/objects" / name[:2] / name[2:]
    else:
        files = {"HEAD": ".git/HEAD", "the branch": ".git/refs/heads/main", "the index": ".git/index"}
        path = begun.root / files[damage]
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    said = begun.poc_docs("gate", code=2)
    assert "internal error" not in said
    path.unlink()
    if damage not in {"HEAD", "the branch", "the index"}:  # without those it is a young repository, or none
        assert "internal error" not in begun.poc_docs("gate", code=2)


def test_a_file_in_another_encoding_is_shown_with_its_own_line(begun: Repository) -> None:
    text = text_of(begun, ACTIVE)
    at = text.index("\n## Timeline")
    begun.write(ACTIVE, f"{text[:at]}\nThe caf\u00e9 is open.\n{text[at:]}".encode("cp1252", "replace"))
    line = text[:at].count("\n") + 2
    said = begun.commit(passes=False)
    place = next(each for each in said.splitlines() if each.startswith(f"{ACTIVE}:"))
    shown, caret = said.splitlines()[said.splitlines().index(place) + 1 :][:2]
    assert place.startswith(f"{ACTIVE}:{line}:8: POC001 the file is not UTF-8")
    assert shown == f"{line:>7} | The caf\ufffd is open."
    assert caret.index("^") == shown.index("\ufffd")


def test_a_repository_of_another_owner_is_refused(begun: Repository) -> None:
    said = begun.run("env", "GIT_TEST_ASSUME_DIFFERENT_OWNER=1", "poc-docs", "gate", succeeds=False)
    assert "belongs to another user" in said


def test_a_plan_written_over_by_another_has_vanished(begun: Repository) -> None:
    begun.git("mv", "-f", WAITING, ACTIVE)
    said = begun.commit(passes=False)
    assert "POC503" in said
    assert "'marlowe-pike-substitution-ranking' must not vanish" in said


def test_an_id_that_moves_to_a_new_plan_in_an_old_place(begun: Repository) -> None:
    begun.git("mv", ACTIVE, "plans/moved.md")
    begun.write(ACTIVE, text_of(begun, WAITING))
    begun.replace(ACTIVE, "id: fast", "id: another-fast")
    begun.commit("A new plan under the old name")
    replace("plans/moved.md", "<180ms", "<500ms")(begun)
    assert "'<180ms' was agreed, now '<500ms'" in begun.commit(passes=False)

"""``check --against``: what a branch changed, judged without trust in hooks, history or the work tree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import (
    ACTIVE,
    COMPLETE,
    WAITING,
    activate,
    agree,
    bypass,
    committed,
    complete,
    copy,
    cut,
    git,
    loosen,
    note,
    on_branch,
    replace,
    text_of,
    then,
    without_prospect,
    without_signature,
)
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.three_plans import Act


@pytest.fixture
def branch(begun: Repository) -> Repository:
    """Give a repository on a branch beside main."""
    begun.git("checkout", "-q", "-b", "work")
    return begun


CAUGHT: dict[str, tuple[Act, str]] = {
    "a target loosened": (loosen, "POC402"),
    "a plan that vanished": (git("rm", "-q", ACTIVE), "POC503"),
    "a plan moved out": (git("mv", ACTIVE, "notes.md"), "POC503"),
    "a plan written over by another": (git("mv", "-f", WAITING, ACTIVE), "POC503"),
    "another id": (replace(ACTIVE, "id: marlowe", "id: other"), "POC503"),
    "both renamed and loosened": (then(loosen, git("mv", ACTIVE, "plans/new.md")), "POC402"),
    "a signature taken away in Planning": (without_signature, "POC502"),
    "the prospect's signature taken away": (without_prospect, "POC502"),
    "evidence rewritten": (replace(ACTIVE, "signed PDF", "a call"), "POC502"),
    "a status that goes back": (replace(ACTIVE, "status: Active", "status: Planning"), "POC501"),
    "a copy with the same id": (copy(ACTIVE, "plans/copy.md"), "POC601"),
    "active without the prospect": (replace(WAITING, "status: Planning", "status: Active"), "POC402"),
    "a plan nobody can read": (lambda r: r.write(ACTIVE, b"\xff"), "POC001"),
    "a start that moved": (replace(ACTIVE, "{date: 2026-11-02", "{date: 2026-11-03"), "POC502"),
}

LAWFUL: dict[str, Act] = {
    "nothing": git("commit", "-q", "--allow-empty", "-m", "Nothing"),
    "a note": committed(note(ACTIVE)),
    "a new name": committed(git("mv", ACTIVE, "plans/new.md")),
    "away with a plan in Planning": committed(git("rm", "-q", WAITING)),
    "signed and activated": then(committed(agree), committed(activate)),
    "ended": committed(complete),
    "two names exchanged": committed(
        git("mv", ACTIVE, "plans/x.md"), git("mv", WAITING, ACTIVE), git("mv", "plans/x.md", WAITING)
    ),
    "a bypass that was taken back": then(bypass(loosen), git("revert", "--no-edit", "HEAD")),
}


@pytest.mark.parametrize("name", CAUGHT)
def test_what_passed_no_hook_is_caught(branch: Repository, name: str) -> None:
    act, code = CAUGHT[name]
    bypass(act)(branch)
    said = branch.poc_docs("check", "--against", "main", code=1)
    assert code in said
    assert "->" in said
    assert code in branch.poc_docs("check", "--against", "HEAD~1", code=1)


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_work_is_green(branch: Repository, name: str) -> None:
    LAWFUL[name](branch)
    assert "no errors" in branch.poc_docs("check", "--against", "main")


def test_what_several_commits_did_is_judged_as_one(begun: Repository) -> None:
    """A squash merge shows Planning and then Complete."""
    begun.git("checkout", "-q", "--orphan", "young")
    begun.replace(ACTIVE, "status: Active", "status: Planning")
    cut(ACTIVE, "signatures:", "crm:")(begun)
    begun.commit("In Planning")
    begun.git("checkout", "-q", "-b", "work")
    begun.git("checkout", "-q", "main", "--", ACTIVE)
    begun.commit("Active")
    complete(begun)
    begun.commit("Complete")
    assert "no errors" in begun.poc_docs("check", "--against", "young")
    begun.git("checkout", "-q", "young")
    begun.git("merge", "-q", "--squash", "work")
    begun.git("commit", "-qm", "Squashed on the server", "--no-verify")
    assert "no errors" in begun.poc_docs("check", "--against", "HEAD~1")


def test_only_what_differs_is_judged(branch: Repository) -> None:
    branch.git("checkout", "-q", "main")
    bypass(lambda r: r.write("plans/broken.md", "a colleague's"))(branch)
    branch.git("checkout", "-q", "-b", "mine")
    committed(note(ACTIVE))(branch)
    assert "1 plan checked: no errors" in branch.poc_docs("check", "--against", "main")
    branch.poc_docs("check", code=1)


def test_what_happened_on_the_other_branch_since_is_not_held_against_this_one(branch: Repository) -> None:
    committed(note(ACTIVE))(branch)
    branch.git("checkout", "-q", "main")
    committed(agree)(branch)
    branch.git("checkout", "-q", "work")
    assert "1 plan checked: no errors" in branch.poc_docs("check", "--against", "main")
    branch.git("merge", "-q", "main")
    assert "1 plan checked: no errors" in branch.poc_docs("check", "--against", "main")


def test_the_commit_is_judged_and_not_the_files_on_the_disk(branch: Repository) -> None:
    bypass(loosen)(branch)
    branch.git("checkout", "-q", "main", "--", ACTIVE)
    assert "POC402" in branch.poc_docs("check", "--against", "main", code=1)
    branch.git("reset", "-q", "--hard", "main")
    branch.write(ACTIVE, "garbage")
    branch.git("add", "-A")
    branch.poc_docs("check", "--against", "main")


def test_the_formats(branch: Repository) -> None:
    bypass(loosen, git("rm", "-q", COMPLETE))(branch)
    value = json.loads(branch.poc_docs("check", "--against", "main", "--format", "json", code=1))
    assert {finding["code"] for finding in value["findings"]} == {"POC402", "POC503"}
    assert {finding["path"] for finding in value["findings"]} == {ACTIVE, COMPLETE}
    said = branch.poc_docs("check", "--against", "main", "--format", "github", code=1)
    assert f"::error file={ACTIVE},line=" in said
    assert "title=POC503" in said


def test_the_text_that_was_agreed_is_named(branch: Repository) -> None:
    bypass(note(ACTIVE))(branch)
    bypass(loosen)(branch)
    said = branch.poc_docs("check", "--against", "main", code=1)
    assert "target of criterion 1: '<180ms' was agreed, now '<500ms'" in said


@pytest.mark.parametrize("depth", [1, 2])
def test_a_shallow_clone_that_hides_the_base_is_never_a_pass(
    branch: Repository, tmp_path: Path, depth: int
) -> None:
    for number in range(3):
        branch.write("notes.md", str(number))
        branch.commit()
    bypass(loosen)(branch)
    clone = Repository(tmp_path / "clone")
    clone.root.mkdir()
    clone.git("init", "-q")
    clone.git("fetch", "-q", f"--depth={depth}", branch.root.as_uri(), "work:work", "main:main")
    clone.git("checkout", "-q", "work")
    for revision in ("main", "main~1", "HEAD~3", "origin/main"):
        said = clone.poc_docs("check", "--against", revision, code=2)
        assert "shallow" in said
        assert "fetch-depth: 0" in said
    clone.git("fetch", "-q", "--unshallow", branch.root.as_uri())
    assert "POC402" in clone.poc_docs("check", "--against", "main", code=1)


def test_a_shallow_clone_that_holds_the_base_is_as_good_as_a_whole_one(
    branch: Repository, tmp_path: Path
) -> None:
    bypass(loosen)(branch)
    clone = Repository(tmp_path / "clone")
    branch.git("clone", "-q", "--depth=2", "--no-single-branch", branch.root.as_uri(), str(clone.root))
    assert clone.git("rev-parse", "--is-shallow-repository").strip() == "true"
    assert "POC402" in clone.poc_docs("check", "--against", "origin/main", code=1)


def test_a_border_between_the_two_is_not_taken_for_the_answer(begun: Repository, tmp_path: Path) -> None:
    """Where one way back is cut, an older common commit answers, and would hide what came after it."""
    begun.git("branch", "old")
    committed(agree)(begun)
    begun.git("checkout", "-q", "-b", "work")
    bypass(cut(WAITING, "  - party: prospect", "crm:"))(begun)
    begun.git(
        "merge",
        "-q",
        "--no-ff",
        "--no-verify",
        "-m",
        "Old",
        "-s",
        "ours",
        "old",
        "--allow-unrelated-histories",
    )
    clone = Repository(tmp_path / "clone")
    begun.git("clone", "-q", begun.root.as_uri(), str(clone.root))
    work, border = (clone.git("rev-parse", name).strip() for name in ("HEAD", "origin/main"))
    (clone.root / ".git/shallow").write_text(f"{work}\n")
    assert "shallow" in clone.poc_docs("check", "--against", "origin/main", code=2)
    (clone.root / ".git/shallow").write_text(f"{border}\n")
    assert "POC502" in clone.poc_docs("check", "--against", "origin/main", code=1)


UNKNOWN = [
    "nothing-like-it",
    "--all",
    "-h",
    "--help=x",
    "main..HEAD",
    "^HEAD",
    "HEAD^@",
    "HEAD^{tree}",
    "HEAD:plans",
    "",
    "@{99}",
    "\n",
]


@pytest.mark.parametrize("kind", ["tags", "heads"])
@pytest.mark.parametrize("revision", ["origin/main", "origin/main~0"])
def test_a_name_that_somebody_gave_away_twice_is_no_pass(
    branch: Repository, kind: str, revision: str
) -> None:
    """A tag of the name of a branch comes first for git, and anybody can push one."""
    branch.git("update-ref", "refs/remotes/origin/main", "main")
    bypass(loosen)(branch)
    branch.git("update-ref", f"refs/{kind}/origin/main", "HEAD")
    said = branch.poc_docs("check", "--against", revision, code=2)
    assert "may mean more than one thing" in said
    assert "refs/remotes/origin/main" in said
    assert "POC402" in branch.poc_docs("check", "--against", "refs/remotes/origin/main", code=1)


def test_a_tag_is_a_revision(branch: Repository) -> None:
    branch.git("tag", "-a", "-m", "Released", "v1")
    bypass(loosen)(branch)
    assert "POC402" in branch.poc_docs("check", "--against", "v1", code=1)


def forge(repository: Repository, entries: Callable[[str], list[str]]) -> None:
    """Commit a tree that git itself never makes: ``entries`` gives lines of ls-tree for one of them."""
    lines = [each for line in repository.git("ls-tree", "HEAD").splitlines() for each in entries(line)]
    raw = b""
    for line in lines:
        stamp, name = line.split("\t")
        mode, _, object_id = stamp.split()
        raw += f"{mode.lstrip('0')} {name}\0".encode() + bytes.fromhex(object_id)
    repository.write(".git/forged", raw)
    tree = repository.git("hash-object", "-w", "--literally", "-t", "tree", ".git/forged").strip()
    commit = repository.git("commit-tree", "-p", "HEAD", "-m", "Forged", tree).strip()
    repository.git("update-ref", "HEAD", commit)


def blob_of(repository: Repository, data: str) -> str:
    repository.write(".git/blob", data)
    return repository.git("hash-object", "-w", "--no-filters", ".git/blob").strip()


def test_a_forged_entry_with_a_whole_path_is_seen(branch: Repository) -> None:
    """A checkout makes an ordinary file of it, and git does not show it to who asks for plans/ only."""
    text = text_of(branch, ACTIVE).replace("<180ms", "<500ms").replace("id: marlowe", "id: other-marlowe")
    entry = f"100644 blob {blob_of(branch, text)}\tplans/other.md"
    forge(branch, lambda line: [line, entry] if line.endswith("\tplans") else [line])
    said = branch.poc_docs("check", "--against", "main", code=1)
    assert "plans/other.md" in said
    assert "POC402" in said


def test_a_forged_tree_that_names_a_path_twice_is_no_pass(branch: Repository) -> None:
    entry = f"100644 blob {blob_of(branch, 'another')}\tREADME.md"
    forge(branch, lambda line: [entry, line] if line.endswith("\tREADME.md") else [line])
    assert "names a path twice" in branch.poc_docs("check", "--against", "main", code=2)


@pytest.mark.parametrize("kept", ["blob:none", "tree:0"])
def test_a_partial_clone(branch: Repository, tmp_path: Path, kept: str) -> None:
    """Git fetches what is missing; where it can't, that is no pass."""
    bypass(loosen)(branch)
    branch.git("config", "uploadpack.allowFilter", "true")
    clone = Repository(tmp_path / "clone")
    branch.git("clone", "-q", "--no-checkout", f"--filter={kept}", branch.root.as_uri(), str(clone.root))
    clone.git("remote", "set-url", "origin", str(tmp_path / "gone"))
    said = clone.poc_docs("check", "--against", "HEAD~1", code=2)
    assert "internal error" not in said
    assert "\\u000a" not in said
    clone.git("remote", "set-url", "origin", branch.root.as_uri())
    assert "POC402" in clone.poc_docs("check", "--against", "HEAD~1", code=1)


@pytest.mark.parametrize("revision", UNKNOWN)
def test_a_revision_that_is_none_is_no_pass_and_no_option(branch: Repository, revision: str) -> None:
    said = branch.poc_docs("check", f"--against={revision}", code=2)
    assert "Traceback" not in said
    assert "->" in said


def test_names_and_against_do_not_go_together(branch: Repository) -> None:
    assert "takes no names" in branch.poc_docs("check", "marlowe", "--against", "main", code=2)


def test_without_a_commit_there_is_nothing_to_compare(tmp_path: Path) -> None:
    empty = Repository(tmp_path)
    empty.git("init", "-q")
    assert "no commits yet" in empty.poc_docs("check", "--against", "main", code=2)


def test_outside_of_git(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    assert "not a git repository" in Repository(tmp_path).poc_docs("check", "--against", "main", code=2)


def test_a_bare_repository_has_no_files_to_check(begun: Repository, tmp_path: Path) -> None:
    begun.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    bare = Repository(tmp_path / "bare.git")
    for command in (("check",), ("check", "--against", "main"), ("gate",)):
        said = bare.poc_docs(*command, code=2)
        assert "bare repository" in said
        assert "->" in said


def test_histories_with_nothing_in_common(branch: Repository) -> None:
    branch.git("checkout", "-q", "--orphan", "other")
    branch.commit("A second beginning")
    assert "no commit in common" in branch.poc_docs("check", "--against", "main", code=2)


def test_a_detached_head_is_judged(branch: Repository) -> None:
    bypass(loosen)(branch)
    branch.git("checkout", "-q", "--detach")
    assert "POC402" in branch.poc_docs("check", "--against", "main", code=1)


@pytest.mark.parametrize("what", ["HEAD", f"HEAD:{ACTIVE}", "HEAD^{tree}", f"main:{ACTIVE}", "main"])
def test_a_damaged_object_is_no_pass(branch: Repository, what: str) -> None:
    bypass(loosen)(branch)
    name = branch.git("rev-parse", what).strip()
    path = branch.root / ".git/objects" / name[:2] / name[2:]
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    said = branch.poc_docs("check", "--against", "main", code=2)
    assert "Traceback" not in said
    assert "internal error" not in said
    path.unlink()
    assert "internal error" not in branch.poc_docs("check", "--against", "main", code=2)


def test_a_replaced_object_deceives_nobody(branch: Repository) -> None:
    good = branch.git("rev-parse", f"HEAD:{ACTIVE}").strip()
    bypass(loosen)(branch)
    branch.git("replace", branch.git("rev-parse", f"HEAD:{ACTIVE}").strip(), good)
    assert "POC402" in branch.poc_docs("check", "--against", "main", code=1)


def test_two_merge_bases_are_both_kept(begun: Repository) -> None:
    """After merges crosswise, what either side recorded must still be there."""
    on_branch("side", committed(agree))(begun)
    committed(note(ACTIVE))(begun)
    begun.git("branch", "main-before")
    begun.git("merge", "-q", "-m", "Side", "side")
    begun.git("checkout", "-q", "side")
    begun.git("merge", "-q", "-m", "Main", "main-before")
    assert len(begun.git("merge-base", "--all", "main", "side").split()) == 2
    assert "no errors" in begun.poc_docs("check", "--against", "main")
    bypass(cut(WAITING, "  - party: prospect", "crm:"))(begun)
    assert "POC502" in begun.poc_docs("check", "--against", "main", code=1)


def test_names_of_every_kind(branch: Repository) -> None:
    data = (branch.root / ACTIVE).read_text().replace("<180ms", "<500ms")
    names = [
        "two words",
        'quo"te',
        "new\nline",
        "tab\t",
        "cr\r",
        "caf\u00e9",
        "cafe\u0301",
        "-dash",
        ":(glob)*",
    ]
    for number, name in enumerate([*names, "\udcff", "\u202e", "x" * 250]):
        branch.write(f"plans/{name}.md", data.replace("id: marlowe", f"id: number{number}-marlowe"))
    bypass(git("config", "core.quotePath", "true"))(branch)
    for form in ("text", "json", "github"):
        said = branch.poc_docs("check", "--against", "main", "--format", form, code=1)
        assert said.count("POC402") == 12


def test_the_hooks_and_the_action_name_the_same_command() -> None:
    page = (PROJECT / "docs/gate.md").read_text()
    assert "poc-docs check --against" in page
    assert "fetch-depth: 0" in page

"""Real pushes to a real server repository: what the hooks on either side let through."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
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
    replace,
    signed_by_hand,
    then,
    without_prospect,
    without_signature,
)
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.three_plans import Act


@dataclass(frozen=True)
class Pair:
    """A clone and the bare repository that it pushes to."""

    clone: Repository
    server: Repository

    def push(self, *arguments: str, passes: bool = True) -> str:
        return self.clone.git("push", "origin", *arguments, succeeds=passes)

    def tip(self, branch: str = "main") -> str:
        return self.server.git("rev-parse", branch).strip()


@pytest.fixture
def pair(begun: Repository, tmp_path: Path) -> Pair:
    """Give a clone and a server, each with the hook that judges a push."""
    begun.git("clone", "-q", "--bare", ".", str(tmp_path / "server.git"))
    server = Repository(tmp_path / "server.git")
    shutil.copy2(PROJECT / "hooks/pre-receive", server.root / "hooks/pre-receive")
    server.git("clone", "-q", ".", str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    clone.git("config", "core.hooksPath", str(PROJECT / "hooks"))
    return Pair(clone, server)


UNLAWFUL: dict[str, tuple[Act, str]] = {
    "a target loosened": (loosen, "'<180ms' was agreed, now '<500ms'"),
    "a plan that vanished": (git("rm", "-q", ACTIVE), "POC503"),
    "a plan moved out": (git("mv", COMPLETE, "old.md"), "POC503"),
    "a signature taken away": (without_signature, "POC502"),
    "both": (then(without_prospect, replace(ACTIVE, "status: Active", "status: Planning")), "POC501"),
    "a copy": (copy(COMPLETE, "plans/copy.md"), "POC601"),
    "active without the prospect": (replace(WAITING, "status: Planning", "status: Active"), "POC402"),
    "a renamed and loosened plan": (then(loosen, git("mv", ACTIVE, "plans/new.md")), "POC402"),
}

LAWFUL: dict[str, Act] = {
    "a note": committed(note(ACTIVE)),
    "signed, activated and renamed": then(
        committed(agree), committed(activate), committed(git("mv", WAITING, "plans/archive.md"))
    ),
    "ended": committed(complete),
    "taken back before the push": then(bypass(loosen), git("revert", "--no-edit", "HEAD")),
    "other files": committed(lambda r: r.write("notes.md", "fine")),
}


@pytest.mark.parametrize("name", UNLAWFUL)
def test_an_unlawful_push_is_refused_on_either_side(pair: Pair, name: str) -> None:
    act, message = UNLAWFUL[name]
    before = pair.tip()
    bypass(act)(pair.clone)
    said = pair.push("main", passes=False)
    assert "This push was refused. What it would make of the plans on refs/heads/main:" in said
    assert message in said
    assert "remote:" not in said
    said = pair.push("main", "--no-verify", passes=False)
    assert "remote: This push was refused" in said
    assert message in said
    assert pair.tip() == before


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_work_is_pushed(pair: Pair, name: str) -> None:
    LAWFUL[name](pair.clone)
    pair.push("main")
    assert pair.tip() == pair.clone.git("rev-parse", "HEAD").strip()
    assert "Everything up-to-date" in pair.push("main")


def test_a_new_branch_is_compared_with_what_it_left(pair: Pair) -> None:
    pair.clone.git("checkout", "-q", "-b", "work")
    committed(agree)(pair.clone)
    pair.push("work")
    assert pair.tip("work") == pair.clone.git("rev-parse", "HEAD").strip()
    pair.clone.git("checkout", "-q", "-b", "more")
    bypass(cut(WAITING, "  - party: prospect", "crm:"))(pair.clone)
    assert "POC502" in pair.push("more", passes=False)
    pair.clone.git("checkout", "-q", "-b", "bad", "main")
    bypass(without_signature)(pair.clone)
    assert "POC502" in pair.push("bad", passes=False)
    assert "remote: This push" in pair.push("bad", "--no-verify", passes=False)
    assert "bad" not in pair.server.git("branch")


def test_a_new_branch_has_no_other_plans_to_answer_for(pair: Pair) -> None:
    (pair.server.root / "hooks/pre-receive").rename(pair.server.root / "hooks/off")
    bypass(lambda r: r.write("plans/broken.md", "a colleague's"))(pair.clone)
    pair.push("main", "--no-verify")
    (pair.server.root / "hooks/off").rename(pair.server.root / "hooks/pre-receive")
    pair.clone.git("checkout", "-q", "-b", "mine", "main~1")
    committed(note(ACTIVE))(pair.clone)
    pair.push("mine", passes=True)
    pair.clone.git("merge", "-q", "--no-verify", "-m", "Catch up", "main")
    pair.push("mine", passes=True)
    committed(agree)(pair.clone)
    pair.push("mine", passes=True)
    pair.push("mine:main", passes=True)


def test_a_branch_goes_and_the_default_branch_takes_nothing_along(pair: Pair) -> None:
    pair.push("main:work")
    pair.push("--delete", "work")
    assert "work" not in pair.server.git("branch")


def test_a_push_that_goes_back_takes_away_what_was_recorded(pair: Pair) -> None:
    committed(agree)(pair.clone)
    pair.push("main")
    pair.clone.git("reset", "-q", "--hard", "HEAD~1")
    said = pair.push("--force", "main", passes=False)
    assert "POC502" in said
    assert "remote: This push" in said


def test_several_branches_in_one_push_are_all_judged_and_none_moves(pair: Pair) -> None:
    pair.clone.git("branch", "good")
    pair.clone.git("checkout", "-q", "-b", "bad")
    bypass(loosen)(pair.clone)
    pair.clone.git("checkout", "-q", "-b", "worse", "main")
    bypass(git("rm", "-q", ACTIVE))(pair.clone)
    said = pair.push("good", "bad", "worse", passes=False)
    assert "refs/heads/bad" in said
    assert "refs/heads/worse" in said
    assert "refs/heads/good" not in said
    pair.push("good", "bad", "worse", "--no-verify", passes=False)
    assert pair.server.git("branch", "--format=%(refname)").split() == ["refs/heads/main"]


def test_tags(pair: Pair) -> None:
    pair.clone.git("tag", "-a", "-m", "One", "v1")
    pair.clone.git("tag", "light")
    pair.clone.git("tag", "blob", f"HEAD:{ACTIVE}")
    pair.push("v1", "light", "blob")
    bypass(loosen)(pair.clone)
    pair.clone.git("tag", "-a", "-m", "Two", "v2")
    assert "POC402" in pair.push("v2", passes=False)
    assert "POC402" in pair.push("v2", "--no-verify", passes=False)


def test_what_is_pushed_may_be_named_in_words(pair: Pair) -> None:
    committed(note(ACTIVE))(pair.clone)
    pair.push("HEAD^{/Three plans}:refs/heads/work")
    bypass(loosen)(pair.clone)
    assert "POC402" in pair.push("HEAD^{/Past the hook}:main", passes=False)


def test_every_ref_counts_whatever_it_is_called(pair: Pair) -> None:
    pair.clone.git("notes", "add", "-m", "No plan")
    pair.push("refs/notes/commits")
    bypass(loosen)(pair.clone)
    for target in ("refs/for/main", "refs/tags/v1", "refs/heads/deep/er"):
        assert "POC402" in pair.push(f"HEAD:{target}", passes=False)
        assert "POC402" in pair.push(f"HEAD:{target}", "--no-verify", passes=False)


def test_the_default_branch_can_not_be_begun_anew(pair: Pair) -> None:
    """Git refuses to delete it; another history in its place is compared with it."""
    pair.push(":main", passes=False)
    pair.clone.git("checkout", "-q", "--orphan", "other")
    bypass(git("rm", "-rqf", "plans"))(pair.clone)
    assert "POC503" in pair.push("+HEAD:main", passes=False)
    assert "POC503" in pair.push("+HEAD:main", "--no-verify", passes=False)


def test_what_the_server_refused_never_got_in(pair: Pair) -> None:
    """What is pushed waits in quarantine while the hook reads it."""
    bypass(loosen)(pair.clone)
    pair.push("main", "--no-verify", passes=False)
    commit = pair.clone.git("rev-parse", "HEAD").strip()
    pair.server.git("cat-file", "-e", commit, succeeds=False)
    assert pair.server.git("fsck", "--full") == ""


def test_the_first_push_to_an_empty_server_is_judged_as_new(begun: Repository, tmp_path: Path) -> None:
    begun.git("init", "-q", "--bare", "--initial-branch=main", str(tmp_path / "empty.git"))
    empty = Repository(tmp_path / "empty.git")
    shutil.copy2(PROJECT / "hooks/pre-receive", empty.root / "hooks/pre-receive")
    begun.git("remote", "add", "origin", str(empty.root))
    bypass(loosen)(begun)
    assert "POC402" in begun.git("push", "origin", "main", succeeds=False)
    assert "remote: " in begun.git("push", "--no-verify", "origin", "main", succeeds=False)
    begun.git("reset", "-q", "--hard", "HEAD~1")
    begun.git("push", "-q", "origin", "main")


def test_a_push_by_address_is_judged_too(pair: Pair) -> None:
    bypass(loosen)(pair.clone)
    said = pair.clone.git("push", str(pair.server.root), "main", succeeds=False)
    assert "This push was refused" in said


def test_what_the_other_side_has_must_be_known(pair: Pair, tmp_path: Path) -> None:
    pair.server.git("clone", "-q", ".", str(tmp_path / "other"))
    other = Repository(tmp_path / "other")
    other.git("commit", "-q", "--allow-empty", "-m", "Elsewhere")
    other.git("push", "-q", "origin", "main")
    committed(note(ACTIVE))(pair.clone)
    said = pair.push("--force", "main", passes=False)
    assert "not known here" in said
    assert "git fetch" in said


def test_a_shallow_clone_is_no_pass(pair: Pair, tmp_path: Path) -> None:
    pair.server.git("clone", "-q", "--depth=1", pair.server.root.as_uri(), str(tmp_path / "shallow"))
    shallow = Repository(tmp_path / "shallow")
    shallow.git("config", "core.hooksPath", str(PROJECT / "hooks"))
    committed(note(ACTIVE))(shallow)
    shallow.git("push", "-q", "origin", "main")
    shallow.git("fetch", "-q", "--depth=1")
    shallow.git("reset", "-q", "--hard", "origin/main")
    shallow.git("checkout", "-q", "--orphan", "elsewhere")
    shallow.commit("No history")
    assert "--unshallow" in shallow.git("push", "origin", "HEAD:main", "--force", succeeds=False)


def test_a_server_with_a_work_tree(begun: Repository, tmp_path: Path) -> None:
    begun.git("clone", "-q", ".", str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    begun.git("config", "receive.denyCurrentBranch", "updateInstead")
    bypass(loosen)(clone)
    assert "remote: This push was refused" in clone.git("push", "origin", "main", succeeds=False)
    clone.git("reset", "-q", "--hard", "HEAD~1")
    clone.git("config", "core.hooksPath", str(PROJECT / "hooks"))
    committed(note(ACTIVE))(clone)
    clone.git("push", "-q", "origin", "main")


def push_without_poc_docs(pair: Pair, *arguments: str, passes: bool) -> str:
    command = ("env", "PATH=/usr/bin:/bin", "git", "push", *arguments)
    return pair.clone.run(*command, succeeds=passes)


def without_server_hook(pair: Pair) -> None:
    (pair.server.root / "hooks/pre-receive").unlink()


@pytest.mark.parametrize(("side", "advice"), [("clone", "pipx install git+ADDRESS"), ("server", "--global")])
def test_a_hook_without_poc_docs_refuses_and_says_how_to_install_it(
    pair: Pair, side: str, advice: str
) -> None:
    committed(note(ACTIVE), lambda r: r.write("notes.md", "anything"))(pair.clone)
    more = [] if side == "clone" else ["--no-verify"]
    said = push_without_poc_docs(pair, *more, "origin", "main", passes=False)
    assert "This push was refused" in said
    assert advice in said


def test_a_server_without_poc_docs_refuses_whatever_is_pushed(pair: Pair) -> None:
    committed(lambda r: r.write("notes.md", "anything"))(pair.clone)
    assert "the server can't find" in push_without_poc_docs(pair, "origin", "main", passes=False)


def test_without_poc_docs_commits_that_touch_no_plan_are_pushed(pair: Pair) -> None:
    without_server_hook(pair)
    committed(lambda r: r.write("notes.md", "anything"))(pair.clone)
    push_without_poc_docs(pair, "origin", "main", passes=True)
    assert pair.tip() == pair.clone.git("rev-parse", "HEAD").strip()
    pair.clone.git("checkout", "-q", "-b", "work")
    committed(lambda r: r.write("notes.md", "more"))(pair.clone)
    push_without_poc_docs(pair, "origin", "work", passes=True)
    push_without_poc_docs(pair, "--delete", "origin", "work", passes=True)


@pytest.mark.parametrize("target", ["main", "work", "refs/for/main"])
def test_without_poc_docs_a_change_that_a_later_commit_takes_back_is_refused_too(
    pair: Pair, target: str
) -> None:
    without_server_hook(pair)
    bypass(loosen)(pair.clone)
    pair.clone.git("revert", "--no-edit", "HEAD")
    assert "it changes plans" in push_without_poc_docs(pair, "origin", f"HEAD:{target}", passes=False)


def test_without_poc_docs_a_push_that_goes_back_is_refused(pair: Pair) -> None:
    without_server_hook(pair)
    committed(agree)(pair.clone)
    pair.push("main")
    pair.clone.git("reset", "-q", "--hard", "HEAD~1")
    assert "it changes plans" in push_without_poc_docs(pair, "--force", "origin", "main", passes=False)


def test_without_poc_docs_every_branch_of_a_push_counts(pair: Pair) -> None:
    without_server_hook(pair)
    pair.clone.git("branch", "good")
    pair.clone.git("checkout", "-q", "-b", "work")
    committed(note(ACTIVE))(pair.clone)
    assert "it changes plans" in push_without_poc_docs(pair, "origin", "good", "work", passes=False)
    assert pair.server.git("branch", "--format=%(refname)").split() == ["refs/heads/main"]


def test_a_setting_of_the_server_decides(pair: Pair) -> None:
    """Who may sign is read from what the server has, not from what is pushed along."""
    settings = '[tool.poc-docs]\nvendor_signers = ["Henrik Solberg"]\n'
    committed(lambda r: r.write("pyproject.toml", settings))(pair.clone)
    pair.push("main")
    bypass(
        lambda r: r.write("pyproject.toml", settings.replace("Henrik Solberg", "Bo Ek")),
        signed_by_hand("Bo Ek"),
    )(pair.clone)
    assert "POC410" in pair.push("main", passes=False)
    assert "POC410" in pair.push("main", "--no-verify", passes=False)


@pytest.mark.parametrize("lines", ["garbage", "a b", "one two three four", "--all b c d", "x y z"])
@pytest.mark.parametrize("option", ["--push", "--receive"])
def test_lines_that_git_never_writes_are_no_pass(pair: Pair, option: str, lines: str) -> None:
    said = pair.clone.run("sh", "-c", f'printf "%s\\n" "{lines}" | poc-docs gate {option}', succeeds=False)
    assert "Traceback" not in said
    assert "internal error" not in said


def test_nothing_to_push_is_nothing_to_judge(pair: Pair) -> None:
    pair.clone.run("sh", "-c", "poc-docs gate --push origin </dev/null")
    assert "--help" in pair.clone.poc_docs("gate", "--push", "--receive", code=2)
    assert "--help" in pair.clone.poc_docs("gate", "origin", code=2)

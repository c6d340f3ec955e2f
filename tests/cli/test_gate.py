"""The gate through real commits: what is refused, with which words, and what must pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surroundings import BY_NAME, Repository

if TYPE_CHECKING:
    from collections.abc import Callable

ACTIVE = f"plans/{BY_NAME['marlowe'].name}"
WAITING = f"plans/{BY_NAME['fastighetsregisterverket'].name}"
COMPLETE = f"plans/{BY_NAME['belrive'].name}"


def replace(name: str, old: str, new: str) -> Callable[[Repository], None]:
    return lambda repository: repository.replace(name, old, new)


def git(*arguments: str) -> Callable[[Repository], None]:
    def act(repository: Repository) -> None:
        repository.git(*arguments)

    return act


def copy(source: str, target: str) -> Callable[[Repository], None]:
    def act(repository: Repository) -> None:
        repository.write(target, (repository.root / source).read_bytes())

    return act


def move_to_archive(repository: Repository) -> None:
    (repository.root / "plans/archive").mkdir()
    repository.git("mv", ACTIVE, "plans/archive/")


def link(target: str) -> Callable[[Repository], None]:
    def act(repository: Repository) -> None:
        path = repository.root / ACTIVE
        path.unlink()
        path.symlink_to(target)

    return act


def without_signature(repository: Repository) -> None:
    path = repository.root / ACTIVE
    text = path.read_text()
    start = text.index("  - party: prospect")
    end = text.index("started:")
    path.write_text(text[:start] + text[end:])


def hidden_copy(repository: Repository) -> None:
    text = (repository.root / ACTIVE).read_text()
    identifier = text.partition("\nid: ")[2].partition("\n")[0]
    hidden = f'"\\x{ord(identifier[0]):02x}{identifier[1:]}"'
    repository.write("plans/copy.md", text.replace(f"\nid: {identifier}", f"\nid: {hidden}"))
    repository.git("add", "-A")
    repository.git("commit", "--quiet", "--no-verify", "-m", "A copy slipped past")
    repository.replace("plans/copy.md", hidden, "another-id")
    repository.git("commit", "--quiet", "--no-verify", "-am", "Hidden no more")
    repository.replace("plans/copy.md", "another-id", hidden)


REFUSED: dict[str, tuple[Callable[[Repository], object], str]] = {
    "a target is loosened": (
        replace(ACTIVE, "<180ms", "<190ms"),
        "target of criterion 1: '<180ms' was agreed",
    ),
    "a weight is lowered": (replace(ACTIVE, "| Critical", "| Optional"), "was agreed, now 'Optional'"),
    "a decision date slips": (
        replace(ACTIVE, "**Decision date:** 2026-12", "**Decision date:** 2027-01"),
        "POC402",
    ),
    "active without the prospect": (replace(WAITING, "status: Planning", "status: Active"), "POC402"),
    "a status nobody knows": (replace(ACTIVE, "status: Active", "status: Actve"), "POC104"),
    "a status that goes back": (replace(ACTIVE, "status: Active", "status: Planning"), "POC501"),
    "complete without an outcome": (replace(ACTIVE, "status: Active", "status: Complete"), "POC307"),
    "a deleted plan": (git("rm", "-q", ACTIVE), "must not vanish"),
    "a plan moved out": (git("mv", ACTIVE, "notes.md"), "must not vanish"),
    "another id": (replace(ACTIVE, "id: marlowe", "id: other"), "POC503"),
    "a copy with the same id": (copy(ACTIVE, "plans/copy.md"), "POC601"),
    "a copy whose id YAML writes otherwise": (hidden_copy, "POC601"),
    "a removed signature": (without_signature, "POC402"),
    "a link in place of a plan": (link("fastighetsregisterverket-deed-classification.md"), "ordinary file"),
    "a second criteria section": (
        replace(ACTIVE, "## Risk Assessment", "## Success Criteria\n\nNone.\n\n## Risk Assessment"),
        "POC202",
    ),
    "broken front matter": (replace(ACTIVE, "status: Active", "status: Active\nstatus: Active"), "POC101"),
}

ALLOWED: dict[str, Callable[[Repository], object]] = {
    "a result": replace(ACTIVE, "## Risk Assessment", "## Notes\n\nA note.\n\n## Risk Assessment"),
    "a rename": git("mv", ACTIVE, "plans/renamed.md"),
    "a move below plans": move_to_archive,
    "bold instead of plain": replace(ACTIVE, "<180ms", "**<180ms**"),
    "a changed plan in Planning": replace(WAITING, "| Critical", "| Required"),
    "a deleted plan in Planning": git("rm", "-q", WAITING),
    "other files": lambda r: r.write("notes.md", "status: Active"),
    "another line ending": lambda r: r.write(ACTIVE, (r.root / ACTIVE).read_bytes().replace(b"\n", b"\r\n")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_commit_that_breaks_an_agreement_is_refused(begun: Repository, name: str) -> None:
    act, message = REFUSED[name]
    act(begun)
    before = begun.git("rev-parse", "HEAD")
    said = begun.commit(passes=False)
    assert message in said
    assert "->" in said
    assert begun.git("rev-parse", "HEAD") == before


@pytest.mark.parametrize("name", ALLOWED)
def test_lawful_work_is_committed(begun: Repository, name: str) -> None:
    ALLOWED[name](begun)
    begun.commit(passes=True)


def test_a_rename_hides_no_edit(begun: Repository) -> None:
    begun.git("mv", ACTIVE, "plans/renamed.md")
    begun.replace("plans/renamed.md", "<180ms", "<500ms")
    assert "target of criterion 1: '<180ms' was agreed, now '<500ms'" in begun.commit(passes=False)


def test_the_index_is_judged_and_not_the_file_on_the_disk(begun: Repository) -> None:
    begun.replace(ACTIVE, "<180ms", "<500ms")
    begun.git("add", "-A")
    begun.write(ACTIVE, BY_NAME["marlowe"].read_bytes())
    assert "was agreed, now '<500ms'" in begun.git("commit", "-m", "Staged otherwise", succeeds=False)
    begun.git("reset", "-q")
    begun.write(ACTIVE, "garbage")
    begun.write("notes.md", "fine")
    begun.git("add", "notes.md")
    begun.git("commit", "-m", "Only the notes", succeeds=True)


@pytest.mark.parametrize("how", [("-a",), ("--only", ACTIVE), ("-i", ACTIVE), ("--amend", "-a")])
def test_every_way_to_commit_is_judged(begun: Repository, how: tuple[str, ...]) -> None:
    begun.replace(ACTIVE, "<180ms", "<500ms")
    said = begun.git("commit", "-m", "Any way", *how, succeeds=False)
    assert "was agreed, now" in said


def test_a_colleagues_broken_plan_stands_in_nobodys_way(begun: Repository) -> None:
    begun.write("plans/broken.md", "nothing of a plan")
    begun.git("add", "-A")
    begun.git("commit", "--no-verify", "-m", "A colleague's")
    begun.poc_docs("check", code=1)
    begun.replace(ACTIVE, "## Risk Assessment", "## Notes\n\nMine.\n\n## Risk Assessment")
    begun.commit("Mine", passes=True)


def test_the_first_commit_of_all_is_judged(begun: Repository) -> None:
    begun.git("checkout", "-q", "--orphan", "fresh")
    begun.replace(ACTIVE, "<180ms", "<500ms")
    assert "POC402" in begun.commit(passes=False)


def test_a_merge_is_judged(begun: Repository) -> None:
    begun.git("checkout", "-q", "-b", "side")
    begun.replace(ACTIVE, "<180ms", "<500ms")
    begun.git("commit", "-qam", "Slipped past", "--no-verify")
    begun.git("checkout", "-q", "main")
    begun.write("notes.md", "so that it is no fast-forward")
    begun.commit()
    assert "POC402" in begun.git("merge", "side", succeeds=False)


def test_the_gate_writes_nothing(begun: Repository) -> None:
    begun.replace(ACTIVE, "<180ms", "<500ms")
    begun.git("add", "-A")
    index = (begun.root / ".git/index").read_bytes()
    plan = (begun.root / ACTIVE).read_bytes()
    said = begun.poc_docs("gate", code=1)
    assert "This commit was refused" in said
    assert (begun.root / ".git/index").read_bytes() == index
    assert (begun.root / ACTIVE).read_bytes() == plan


def test_file_names_of_every_kind(begun: Repository) -> None:
    data = (begun.root / ACTIVE).read_text().replace("<180ms", "<500ms")
    for number, name in enumerate(["two words", 'quo"te', "new\nline", "caf\u00e9", "-dash", ":(glob)*"]):
        begun.write(f"plans/{name}.md", data.replace("id: marlowe", f"id: number{number}-marlowe"))
    said = begun.commit(passes=False)
    assert said.count("POC402") == 6
    assert "plans/new\\u000aline.md" in said


def test_a_linked_worktree_is_judged_by_its_own_index(begun: Repository) -> None:
    begun.git("worktree", "add", "-q", "../linked")
    linked = Repository(begun.root.parent / "linked")
    linked.replace(ACTIVE, "<180ms", "<500ms")
    assert "POC402" in linked.git("commit", "-am", "In the worktree", succeeds=False)


LOOKED_AT: dict[str, Callable[[Repository], object]] = {
    "a plan in Planning": replace(WAITING, "| Critical", "| Required"),
    "a new file among the plans": lambda r: r.write("plans/notes.txt", "anything"),
    "a deleted plan": git("rm", "-q", ACTIVE),
    "a plan moved out": git("mv", ACTIVE, "notes.md"),
    "the folder in capital letters": lambda r: r.write("PLANS/new.md", "anything"),
    "the settings": lambda r: r.write("pyproject.toml", "[tool.poc-docs]\n"),
}


def commit_without_poc_docs(repository: Repository, *options: str, passes: bool) -> str:
    repository.git("add", "-A")
    command = ("env", "PATH=/usr/bin:/bin", "git", *options, "commit", "-m", "No poc-docs")
    return repository.run(*command, succeeds=passes)


@pytest.mark.parametrize("name", LOOKED_AT)
@pytest.mark.parametrize("options", [(), ("--literal-pathspecs",)])
def test_without_poc_docs_a_commit_that_touches_plans_is_refused_and_says_how_to_install_it(
    begun: Repository, name: str, options: tuple[str, ...]
) -> None:
    LOOKED_AT[name](begun)
    said = commit_without_poc_docs(begun, *options, passes=False)
    assert "it changes plans or their settings" in said
    assert "pipx install git+ADDRESS" in said


def test_without_poc_docs_whatever_touches_no_plan_is_committed(begun: Repository) -> None:
    begun.write("notes.md", "anything")
    begun.write("src/plans/deeper.md", "not the folder of the plans")
    commit_without_poc_docs(begun, passes=True)
    begun.git("rm", "-q", "notes.md")
    commit_without_poc_docs(begun, passes=True)


@pytest.mark.parametrize("strategy", ["ort", "ours"])
def test_without_poc_docs_a_merge_that_brings_or_drops_changes_of_plans_is_refused(
    begun: Repository, strategy: str
) -> None:
    begun.git("checkout", "-q", "-b", "side")
    begun.replace(WAITING, "| Critical", "| Required")
    begun.commit()
    begun.git("checkout", "-q", "main")
    begun.write("notes.md", "so that it is no fast-forward")
    begun.commit()
    merge = ("env", "PATH=/usr/bin:/bin", "git", "merge", "-q", f"--strategy={strategy}", "side")
    assert "it changes plans" in begun.run(*merge, succeeds=False)
    begun.git("merge", "--abort")
    begun.git("merge", "-q", "--no-commit", f"--strategy={strategy}", "side")
    assert "it changes plans" in commit_without_poc_docs(begun, passes=False)


def test_without_poc_docs_a_merge_of_other_work_is_committed(begun: Repository) -> None:
    begun.git("checkout", "-q", "-b", "side")
    begun.write("theirs.md", "anything")
    begun.commit()
    begun.git("checkout", "-q", "main")
    begun.write("ours.md", "anything")
    begun.commit()
    begun.run("env", "PATH=/usr/bin:/bin", "git", "merge", "-q", "side", succeeds=True)
    assert (begun.root / "theirs.md").exists()


def test_without_poc_docs_the_first_commit_of_all_is_refused(begun: Repository) -> None:
    begun.git("checkout", "-q", "--orphan", "fresh")
    assert "it changes plans" in commit_without_poc_docs(begun, passes=False)


def test_outside_of_git_the_gate_is_no_pass(begun: Repository) -> None:
    (begun.root / ".git").rename(begun.root / "gone")
    assert "not a git repository" in begun.poc_docs("gate", code=2)


def test_check_names_what_changed_where_git_knows_the_agreed_text(begun: Repository) -> None:
    begun.replace(ACTIVE, "<180ms", "<500ms")
    begun.git("commit", "-qam", "Slipped past", "--no-verify")
    said = begun.poc_docs("check", code=1)
    assert "target of criterion 1: '<180ms' was agreed, now '<500ms'" in said

"""``init``: what it writes works from the first commit to the site, and what is there stays as it is."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from poc_docs.repository.packaged import packaged
from poc_docs.scaffold.hosts import host_of, is_address, pip_address
from poc_docs.scaffold.setting_up import looked_at
from poc_docs.scaffold.steps import Ci
from tests.cli.conversation import converse
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = PROJECT / "examples" / "halden-logistics-route-planning.md"
PLAN = f"plans/{EXAMPLE.name}"
SOURCE = "https://git.example.com/tools/poc-docs"


@pytest.fixture
def empty(tmp_path: Path) -> Repository:
    """Give a repository without a commit or a file."""
    repository = Repository(tmp_path / "our pocs")
    repository.root.mkdir()
    repository.git("init", "--quiet", "--initial-branch=main")
    return repository


def snapshot(repository: Repository) -> dict[str, tuple[bytes, int]]:
    """Give bytes and mode of every file, git's settings included."""
    return {
        str(path.relative_to(repository.root)): (path.read_bytes(), path.stat().st_mode)
        for path in repository.root.rglob("*")
        if path.is_file() and (".git" not in path.parts or path.name == "config")
    }


def load(repository: Repository, name: str) -> Any:  # the shape is the host's
    return yaml.safe_load((repository.root / name).read_text())


def live_a_life(repository: Repository) -> None:
    """Take a plan from the first word to a refused goalpost, with the hook in place."""
    repository.commit("Set up poc-docs")
    repository.poc_docs("new", "Oslo Port", "Berth planning", "--start", "2027-01-11", "--weeks", "4")
    repository.commit("A plan to fill in")
    repository.write(PLAN, EXAMPLE.read_bytes())
    repository.poc_docs("agree", "halden", "--party", "vendor", "--by", "Ines Falk")
    repository.replace(PLAN, "status: Planning", "status: Active")
    assert "POC402" in repository.commit("Too early", passes=False)
    repository.replace(PLAN, "status: Active", "status: Planning")
    word = ("--party", "prospect", "--by", "Tove Brandt", "--evidence", "mail of today")
    repository.poc_docs("agree", "halden", *word)
    repository.poc_docs("status", "halden", "Active")
    repository.commit("Start at Halden")
    repository.replace(PLAN, ">99.5%", ">99%")
    assert "'>99.5%' was agreed, now '>99%'" in repository.commit("A goalpost", passes=False)


def test_from_an_empty_repository_to_the_refused_goalpost_with_gits_own_hooks(empty: Repository) -> None:
    empty.poc_docs("init", "--yes", "--hooks", "git")
    assert os.access(empty.root / "hooks/pre-commit", os.X_OK)
    live_a_life(empty)


def test_from_an_empty_repository_to_the_refused_goalpost_with_pre_commit(
    empty: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit-home"))
    assert "pre-commit install" in empty.poc_docs("init", "--yes", "--hooks", "pre-commit")
    assert "pre-merge-commit" in empty.run("pre-commit", "install")
    live_a_life(empty)


@pytest.mark.parametrize("with_plan", [False, True])
def test_the_site_that_it_writes_builds(
    empty: Repository, monkeypatch: pytest.MonkeyPatch, with_plan: bool
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("DISABLE_MKDOCS_2_WARNING", "true")
    empty.poc_docs("init", "--yes")
    if with_plan:
        empty.write(PLAN, EXAMPLE.read_bytes())
    empty.run("mkdocs", "build", "--strict")
    page = (empty.root / "site/index.html").read_text()
    assert ("Halden Logistics" in page) == with_plan
    assert (empty.root / "site/how-we-work/index.html").is_file()
    assert "site/" not in empty.git("status", "--porcelain")


def test_what_is_written_for_a_prospect_is_not_committed_with_the_plans(empty: Repository) -> None:
    empty.poc_docs("init", "--yes", "--hooks", "git")
    empty.write(PLAN, EXAMPLE.read_bytes())
    empty.commit()
    empty.poc_docs("share", "halden")
    assert list(empty.root.glob("*.html"))
    assert empty.git("status", "--porcelain") == ""


@pytest.mark.parametrize("hooks", ["git", "pre-commit"])
def test_a_second_run_has_nothing_to_do(empty: Repository, hooks: str) -> None:
    empty.poc_docs("init", "--yes", "--hooks", hooks, "--ci", "both", "--source", SOURCE)
    before = snapshot(empty)
    for arguments in (("--yes",), ("--yes", "--hooks", hooks, "--ci", "both"), ("--diff",), ()):
        said = empty.poc_docs("init", *arguments)
        assert "write " not in said
        assert "Nothing to do." in said or arguments == ("--diff",)
    assert snapshot(empty) == before


def test_nothing_that_exists_is_overwritten(empty: Repository) -> None:
    names = [name for name in looked_at(packaged()) if "CODEOWNERS" not in name]
    for name in (*names, ".github/CODEOWNERS", "docs/start.md", "plans/README.txt"):
        empty.write(name, f"# the team's own {name}\r\n\xff".encode("latin-1"))
    before = snapshot(empty)
    said = ""
    for hooks in ("git", "pre-commit"):
        said += empty.poc_docs("init", "--yes", "--hooks", hooks, "--ci", "both", "--owner", "@acme/presales")
        after = snapshot(empty)
        assert {name: after[name] for name in before if name != ".git/config"} == {
            name: data for name, data in before.items() if name != ".git/config"
        }
        assert set(after) == set(before)
    for line in (
        "    plans/**/*.md text merge=poc-docs diff=poc-docs",
        "    /site/",
        "    /*.html",
        "    .poc-docs-*",
        "      - poc-docs",
        "      - id: poc-docs-gate",
        "      - local: .gitlab/poc-docs.yml",
        "    /plans/ @acme/presales",
    ):
        assert line in said
    assert empty.git("config", "--get", "core.hooksPath", succeeds=False) == ""


def test_only_what_is_missing_is_written(empty: Repository) -> None:
    empty.write(".gitattributes", "*.png binary\n")
    empty.write(".gitlab-ci.yml", "stages: [test]\n")
    empty.write(PLAN, EXAMPLE.read_bytes())
    empty.git("remote", "add", "origin", "https://gitlab.example.com/acme/pocs.git")
    said = empty.poc_docs("init", "--yes")
    assert "Add to .gitattributes" in said
    assert "Add to .gitlab-ci.yml" in said
    assert load(empty, ".gitlab/poc-docs.yml")[".poc-docs"]["variables"]["GIT_DEPTH"] == "0"
    assert not (empty.root / "plans/.gitkeep").exists()
    assert not (empty.root / ".github").exists()
    assert (empty.root / ".gitattributes").read_text() == "*.png binary\n"
    empty.write(".gitattributes", "plans/**/*.md   diff=poc-docs merge=poc-docs text\n")
    empty.write(".gitlab-ci.yml", "include:\n  - local: .gitlab/poc-docs.yml\n")
    assert "Nothing to do." in empty.poc_docs("init")


def test_in_a_pipe_it_shows_and_writes_nothing_without_yes(empty: Repository) -> None:
    before = snapshot(empty)
    said = empty.poc_docs("init", "--ci", "github")
    assert re.search(r"write +\.github/workflows/poc-docs\.yml", said)
    assert "--yes" in said
    assert snapshot(empty) == before


def test_diff_shows_the_contents_and_writes_nothing(empty: Repository) -> None:
    before = snapshot(empty)
    said = empty.poc_docs("init", "--diff", "--yes", "--ci", "github")
    assert "+++ b/.github/workflows/poc-docs.yml" in said
    assert "+          fetch-depth: 0 # the comparison needs the history" in said
    assert snapshot(empty) == before


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("\n", False), ("n\n", False)])
def test_on_a_terminal_it_asks(empty: Repository, answer: str, written: bool) -> None:
    empty.git("remote", "add", "origin", "git@github.com:acme/pocs.git")
    answers = [
        ("What calls the gate", "\n"),
        ("Address", f"{SOURCE}\n"),
        ("Who reviews", "@acme/presales @ines\n"),
        ("Do this?", answer),
    ]
    code, said = converse(empty, ["init"], answers)
    assert code == 0, said
    assert (empty.root / "hooks/pre-commit").is_file() == written
    if written:
        assert (empty.root / "CODEOWNERS").read_text() == "/plans/ @acme/presales @ines\n"
        code, said = converse(empty, ["init"], [])
        assert code == 0
        assert "Nothing to do." in said
    else:
        assert list(empty.root.iterdir()) == [empty.root / ".git"]


@pytest.mark.parametrize("answer", ["n", "yes", "two words/x"])
def test_on_a_terminal_no_word_is_taken_for_an_address(empty: Repository, answer: str) -> None:
    options = ["init", "--hooks", "pre-commit", "--owner", "@ines"]
    code, said = converse(empty, options, [("Address", f"{answer}\n")])
    assert code == 2
    assert f"{answer!r} is no address or path that git can clone" in said
    assert list(empty.root.iterdir()) == [empty.root / ".git"]


def test_on_a_terminal_no_address_is_asked_for_that_nothing_would_hold(empty: Repository) -> None:
    code, said = converse(empty, ["init", "--hooks", "git", "--owner", "@ines"], [("Do this?", "y\n")])
    assert code == 0
    assert "Address" not in said


def test_it_works_on_the_whole_repository_from_any_folder_in_it(empty: Repository) -> None:
    inner = Repository(empty.root / "deep" / "down")
    inner.root.mkdir(parents=True)
    inner.poc_docs("init", "--yes", "--hooks", "git")
    assert (empty.root / "hooks/pre-commit").is_file()
    assert list(inner.root.iterdir()) == []


def test_outside_of_git_or_without_a_work_tree_the_way_in_is_named(tmp_path: Path) -> None:
    nowhere = Repository(tmp_path)
    assert "git init" in nowhere.poc_docs("init", "--yes", code=2)
    assert list(tmp_path.iterdir()) == []
    nowhere.git("init", "--quiet", "--bare")
    assert "clone it" in nowhere.poc_docs("init", "--yes", code=2)


def test_a_name_that_is_taken_by_something_else_is_refused_before_anything_is_written(
    empty: Repository, tmp_path: Path
) -> None:
    empty.write("templates", "a file\n")
    assert "templates is not a folder" in empty.poc_docs("init", "--yes", code=2)
    (empty.root / "templates").unlink()
    (tmp_path / "elsewhere").mkdir()
    (empty.root / "plans").symlink_to(tmp_path / "elsewhere")
    assert "leads out of" in empty.poc_docs("init", "--yes", code=2)
    assert sorted(path.name for path in empty.root.iterdir()) == [".git", "plans"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("address", ["two words", "x'y", 'x"y', "x\ny", "$(touch x)", "--upload-pack=x", "#"])
def test_an_address_that_would_change_the_meaning_of_a_file_is_refused(
    empty: Repository, address: str
) -> None:
    assert "no address" in empty.poc_docs("init", "--yes", f"--source={address}", code=2)
    assert "no name" in empty.poc_docs("init", "--yes", f"--owner={address}", code=2)
    assert not is_address(address)


def test_hooks_of_the_teams_own_are_not_switched_off(empty: Repository) -> None:
    hook = empty.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")
    hook.chmod(0o755)
    said = empty.poc_docs("init", "--yes", "--hooks", "git")
    assert "Add to .git/hooks/pre-commit" in said
    assert empty.git("config", "--get", "core.hooksPath", succeeds=False) == ""
    hook.write_text("#!/bin/sh\npoc-docs gate\n")
    said = empty.poc_docs("init", "--hooks", "git")
    assert "left to you: .git/hooks/pre-merge-commit, .git/hooks/pre-push." in said
    for name, call in (("pre-merge-commit", "poc-docs gate"), ("pre-push", 'poc-docs gate --push "$1"')):
        assert f"exec {call}\n" in said
        empty.write(f".git/hooks/{name}", f"#!/bin/sh\nexec {call}\n").chmod(0o755)
    assert "Nothing to do." in empty.poc_docs("init", "--hooks", "git")
    assert not (empty.root / "hooks").exists()


@pytest.mark.parametrize("hooks", ["git", "pre-commit"])
def test_a_second_clone_gets_what_the_repository_uses(empty: Repository, hooks: str, tmp_path: Path) -> None:
    empty.poc_docs("init", "--yes", "--hooks", hooks)
    empty.commit("Set up poc-docs")
    empty.git("clone", "-q", ".", str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    clone.poc_docs("init", "--yes")
    assert clone.git("status", "--short") == ""
    assert clone.git("config", "--get", "merge.poc-docs.driver")
    if hooks == "git":
        assert clone.git("config", "--get", "core.hooksPath") == "hooks\n"
        clone.write(PLAN, EXAMPLE.read_text().replace("status: Planning", "status: Active"))
        assert "POC402" in clone.commit(passes=False)


def test_what_a_second_run_names_anew_is_shown_and_not_swallowed(empty: Repository) -> None:
    empty.poc_docs("init", "--yes", "--ci", "both", "--owner", "@acme/presales")
    said = empty.poc_docs("init", "--yes", "--ci", "both", "--source", SOURCE, "--owner", "@acme/leads")
    assert f"  - repo: {SOURCE}" in said
    assert f".github/workflows/poc-docs.yml  names another poc-docs than git+{SOURCE}@v" in said
    assert ".gitlab-ci.yml" in said
    assert "    /plans/ @acme/leads" in said
    assert "Nothing to write; left to you: .pre-commit-config.yaml" in said


def test_what_stands_in_the_way_is_named(empty: Repository) -> None:
    empty.write("docs/index.md", "# Ours\n")
    said = empty.poc_docs("init", "--yes")
    assert "give it another name: poc-docs writes the start page" in said
    assert "Left to you: docs/index.md" in said
    assert "--owner @acme" in empty.poc_docs("init", "--yes", "--owner", "acme", code=2)


def test_settings_of_the_teams_own_stay(empty: Repository) -> None:
    empty.git("config", "core.hooksPath", "tools/hooks")
    empty.git("config", "merge.poc-docs.driver", "their own %A")
    assert "Add to tools/hooks/pre-commit" in empty.poc_docs("init", "--yes", "--hooks", "git")
    assert empty.git("config", "--get", "core.hooksPath") == "tools/hooks\n"
    assert empty.git("config", "--get", "merge.poc-docs.driver") == "their own %A\n"
    assert "poc-docs diff --textconv" in empty.git("config", "--get", "diff.poc-docs.textconv")


@pytest.mark.parametrize("path", ["", "PATH=/usr/bin:/bin; ! command -v poc-docs && "], ids=["here", "lost"])
def test_git_merges_and_shows_plans_even_where_it_does_not_find_poc_docs(
    empty: Repository, path: str
) -> None:
    def git(command: str, *, succeeds: bool = True) -> str:
        return empty.run("sh", "-c", f"{path} git {command}", succeeds=succeeds)

    empty.poc_docs("init", "--yes")
    empty.write(PLAN, EXAMPLE.read_bytes())
    empty.commit("A plan")
    empty.git("checkout", "-q", "-b", "side")
    empty.replace(PLAN, "<200ms", "<300ms")
    empty.commit("Theirs")
    empty.git("checkout", "-q", "main")
    empty.replace(PLAN, "<200ms", "<250ms")
    empty.commit("Ours")
    shown = git("diff HEAD~1 HEAD")
    assert ("+criterion 1 target: <250ms" in shown) == (not path)
    assert "<250ms" in shown
    git("merge side", succeeds=False)
    text = (empty.root / PLAN).read_text()
    ours, theirs = text.index("<<<<<<< ours"), text.index(">>>>>>> theirs")
    assert all(target in text[ours:theirs] for target in ("<250ms", "<300ms"))


def test_git_applies_the_attributes_to_every_plan(empty: Repository) -> None:
    empty.poc_docs("init", "--yes")
    for path in ("plans/a.md", "plans/archive/deep/b.md"):
        said = empty.git("check-attr", "merge", "diff", "text", "--", path)
        assert [line.rpartition(": ")[2] for line in said.splitlines()] == ["poc-docs", "poc-docs", "set"]
    assert "unspecified" in empty.git("check-attr", "merge", "--", "README.md")


def test_the_pinned_hooks_are_those_of_this_project(empty: Repository) -> None:
    empty.poc_docs("init", "--yes", "--source", SOURCE)
    (used,) = load(empty, ".pre-commit-config.yaml")["repos"]
    offered = {hook["id"] for hook in yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())}
    assert used["repo"] == SOURCE
    assert re.fullmatch(r"v\d+\.\d+\.\d+", used["rev"])
    assert {hook["id"] for hook in used["hooks"]} == offered


def test_the_github_workflow_has_full_history_few_permissions_and_publishes_nothing(
    empty: Repository,
) -> None:
    empty.poc_docs("init", "--yes", "--ci", "github", "--source", SOURCE)
    workflow = load(empty, ".github/workflows/poc-docs.yml")
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["env"]["POC_DOCS"].startswith(f"git+{SOURCE}@v")
    assert workflow["env"]["PUBLISH_SITE"] == "false"
    assert workflow["jobs"]["site"]["outputs"]["publish"] == "${{ env.PUBLISH_SITE }}"
    assert "needs.site.outputs.publish == 'true'" in workflow["jobs"]["publish"]["if"]
    for name, job in workflow["jobs"].items():
        for step in job["steps"]:
            action = step.get("uses", "")
            assert not action or re.search(r"@v\d+$", action)
            if "checkout" in action:
                assert step["with"] == {"fetch-depth": 0, "persist-credentials": False}
        if name not in {"comment", "publish"}:
            assert "permissions" not in job
    assert "${{" not in "".join(
        step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]
    )


def test_the_gitlab_pipeline_has_full_history_and_publishes_nothing(empty: Repository) -> None:
    empty.poc_docs("init", "--yes", "--ci", "gitlab", "--source", "git@gitlab.example.com:tools/poc-docs.git")
    jobs = load(empty, ".gitlab-ci.yml")
    shared = jobs.pop(".poc-docs")
    assert shared["variables"]["GIT_DEPTH"] == "0"
    assert shared["variables"]["POC_DOCS"].startswith("git+ssh://git@gitlab.example.com/tools/poc-docs.git@v")
    assert all(job["extends"] == ".poc-docs" for job in jobs.values())
    assert jobs["pages"]["rules"][0] == {"when": "never"}
    assert "--against" in jobs["poc-docs check"]["script"][0]


FAKE = """#!/bin/sh
printf '%s\\n' "$@" -- >> "$CALLS"
case "$*" in
  *--paginate*) test -z "$EXISTING" || echo 7; test -z "$EXISTING" || echo 8 ;;
  */user) echo '{"id": 3}' ;;
  *sort=asc*) cat "$NOTES_FILE" ;;
esac
"""
NOTES = """[{"id": 5, "author": {"id": 4}, "body": "<!-- poc-docs --> not mine"},
 {"id": 6, "author": {"id": 3}, "body": "mine, but about something else"},
 {"id": 7, "author": {"id": 3}, "body": "<!-- poc-docs -->\\nold"}]"""


def run_step(folder: Path, script: str, **settings: str) -> str:
    """Run a step of a workflow with programs that only note how they are called."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("gh", "curl", "poc-docs"):
        tool = tools / name
        tool.write_text("#!/bin/sh\necho '**A change**'\n" if name == "poc-docs" else FAKE)
        tool.chmod(0o755)
    (folder / "notes").write_text(settings.pop("notes", "[]"))
    calls = folder / "calls"
    calls.write_text("")
    known = {
        "CALLS": str(calls),
        "NOTES_FILE": str(folder / "notes"),
        "PATH": f"{tools}:{os.environ['PATH']}",
    }
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script], cwd=folder, env={**known, **settings}, check=True
    )
    return calls.read_text()


@pytest.mark.parametrize(
    ("existing", "expected"),
    [
        ("yes", "PATCH\nrepos/acme/pocs/issues/comments/7\n"),
        ("", "POST\nrepos/acme/pocs/issues/12/comments\n"),
    ],
)
def test_a_pull_request_gets_one_comment_that_is_renewed(
    empty: Repository, tmp_path: Path, existing: str, expected: str
) -> None:
    empty.poc_docs("init", "--yes", "--ci", "github")
    job = load(empty, ".github/workflows/poc-docs.yml")["jobs"]["comment"]
    script = "\n".join(step["run"] for step in job["steps"] if "env" in step)
    places = {"COMMENTS": "repos/acme/pocs/issues", "NUMBER": "12", "BASE": "abc"}
    assert expected in run_step(tmp_path, script, EXISTING=existing, **places)
    assert (tmp_path / "comment.md").read_text() == "<!-- poc-docs -->\n**A change**\n"


@pytest.mark.parametrize(
    ("notes", "expected"), [(NOTES, "PUT\n--data-urlencode\nbody@comment.md\nN/7\n"), ("[]", "POST\n")]
)
def test_a_merge_request_gets_one_comment_that_is_renewed(
    empty: Repository, tmp_path: Path, notes: str, expected: str
) -> None:
    empty.poc_docs("init", "--yes", "--ci", "gitlab")
    job = load(empty, ".gitlab-ci.yml")["poc-docs comment"]
    settings = {"POC_DOCS_TOKEN": "t", "CI_API_V4_URL": "api", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}
    assert expected in run_step(tmp_path, "\n".join(job["script"]), notes=notes, NOTES="N", **settings)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("git@github.com:acme/pocs.git", Ci.GITHUB),
        ("https://github.acme.example/x/y", Ci.GITHUB),
        ("ssh://git@gitlab.acme.example:2222/x/y.git", Ci.GITLAB),
        ("https://ines@gitlab.com/acme/pocs", Ci.GITLAB),
        ("https://git.example.com/gitlab/github", Ci.NONE),
        ("../github", Ci.NONE),
        ("", Ci.NONE),
    ],
)
def test_the_host_is_read_from_the_remote(address: str, host: Ci) -> None:
    assert host_of(address) is host


def test_pips_address_of_a_repository() -> None:
    assert pip_address("https://git.example.com/x", "1.2.3") == "git+https://git.example.com/x@v1.2.3"
    assert pip_address("/srv/git/x", "1.2.3") == "git+file:///srv/git/x@v1.2.3"


def test_the_hooks_have_one_source() -> None:
    for name, text in packaged().hooks.items():
        assert text == (PROJECT / "hooks" / name).read_text()
    assert "pre-commit" in packaged().hooks
    assert not (PROJECT / "poc_docs" / "hooks").exists()
    wheel = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert wheel["force-include"] == {"hooks": "poc_docs/hooks"}


def test_the_packaged_template_is_what_new_would_take_anyway(empty: Repository) -> None:
    without = empty.poc_docs("new", "Oslo Port", "Berths", "--diff")
    empty.poc_docs("init", "--yes")
    assert empty.poc_docs("new", "Oslo Port", "Berths", "--diff") == without


def test_git_merges_and_shows_plans_in_their_own_terms(empty: Repository) -> None:
    empty.poc_docs("init", "--yes", "--hooks", "git")
    empty.write(PLAN, EXAMPLE.read_bytes())
    empty.commit("A plan")
    empty.git("switch", "-q", "-c", "one")
    empty.replace(PLAN, "| <200ms ", "| <190ms ")
    empty.commit("One row")
    empty.git("switch", "-q", "main")
    empty.replace(PLAN, "| >99.5% ", "| >99.6% ")
    empty.commit("The row below it")
    empty.git("merge", "-q", "-m", "Both", "one")
    text = (empty.root / PLAN).read_text()
    assert "<190ms" in text
    assert ">99.6%" in text
    assert "arget" in empty.git("log", "-p", "-1", "--first-parent", "HEAD^", "--", PLAN)


def test_what_the_workflow_calls_is_there(empty: Repository) -> None:
    empty.poc_docs("init", "--yes", "--hooks", "git", "--ci", "both")
    empty.commit("Set up poc-docs")
    base = empty.git("rev-parse", "HEAD").strip()
    empty.git("switch", "-q", "-c", "work")
    empty.write(PLAN, EXAMPLE.read_bytes())
    empty.commit("A plan")
    empty.poc_docs("check", "--against", base, "--format", "github")
    assert "Halden Logistics" in empty.poc_docs("diff", f"{base}...HEAD", "--format", "markdown")
    for name in (".github/workflows/poc-docs.yml", ".gitlab-ci.yml"):
        text = (empty.root / name).read_text()
        assert re.search(r'poc-docs check --against "\$\w+"', text)
        assert re.search(r'poc-docs diff "\$\w+\.\.\.HEAD" --format markdown', text)

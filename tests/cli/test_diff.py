"""``poc-docs diff`` on real repositories: each version against each other, and in every format."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "plans/halden.md"
OTHER = "plans/other.md"
ACTIVE = (PROJECT / "tests/plans/active.md").read_bytes()
SAMPLE = (PROJECT / "plans/marlowe-pike-substitution-ranking.md").read_bytes()
NAME = "Halden Logistics -- Route planning at warehouse scale"


@pytest.fixture
def plans(repository: Repository) -> Repository:
    """Give a repository with two plans in its second commit, and no hooks."""
    repository.git("config", "core.hooksPath", "no-hooks")
    repository.write(PLAN, ACTIVE)
    repository.write(OTHER, SAMPLE)
    repository.commit("Two plans")
    return repository


def record(repository: Repository, message: str = "Result") -> None:
    repository.replace(PLAN, "| Pass/Fail   |        |", "| Pass/Fail   | Pass   |")
    repository.commit(message)


def cell(repository: Repository, old: str, new: str) -> None:
    repository.replace(PLAN, old, new)


def test_the_work_tree_is_compared_with_head(plans: Repository) -> None:
    assert plans.poc_docs("diff") == "No plan changed.\n"
    cell(plans, "2026-04-10 (steering committee)\n", "2026-04-17\n")
    said = plans.poc_docs("diff")
    assert said == (
        f"{PLAN}\n"
        f"  {NAME} · Active, changed since agreement\n"
        "  - Decision date '2026-04-10 (steering committee)' → '2026-04-17', needs an amendment\n"
        "  missing:\n"
        '    poc-docs amend halden --reason "WHY"\n'
    )
    assert plans.poc_docs("diff", "HEAD") == plans.poc_docs("diff", "halden") == said
    assert plans.poc_docs("diff", "other") == "No plan changed.\n"
    plans.git("add", "-A")
    assert plans.poc_docs("diff") == said


def test_two_revisions_are_compared(plans: Repository) -> None:
    cell(plans, "sales_engineer: Ines Falk", "sales_engineer: Tom Berg")
    plans.commit("Another engineer")
    told = "  - sales engineer 'Ines Falk' → 'Tom Berg'\n"
    assert told in plans.poc_docs("diff", "HEAD~1")
    assert told in plans.poc_docs("diff", "HEAD~1..HEAD")
    assert told in plans.poc_docs("diff", "HEAD~1..")
    assert "'Tom Berg' → 'Ines Falk'" in plans.poc_docs("diff", "HEAD..HEAD~1")
    assert plans.poc_docs("diff", "HEAD..HEAD") == "No plan changed.\n"
    said = plans.poc_docs("diff", "HEAD~2..HEAD")
    assert f"  - new plan '{NAME}': Active, " in said
    assert said.count("new plan") == 2
    assert "the plan is gone; it was Active" in plans.poc_docs("diff", "HEAD..HEAD~2")


def test_three_dots_leave_out_what_the_other_branch_did(plans: Repository) -> None:
    plans.git("checkout", "-q", "-b", "side")
    cell(plans, "sales_engineer: Ines Falk", "sales_engineer: Tom Berg")
    plans.commit("On the side")
    plans.git("checkout", "-q", "main")
    plans.replace(OTHER, "sales_engineer: ", "sales_engineer: Dr. ")
    plans.commit("On main")
    assert OTHER in plans.poc_docs("diff", "main..side")
    assert OTHER not in plans.poc_docs("diff", "main...side")


def test_a_plan_is_followed_by_its_id(plans: Repository) -> None:
    plans.git("mv", PLAN, "plans/a plan with ümlaut\n.md")
    plans.replace("plans/a plan with ümlaut\n.md", "sales_engineer: Ines Falk", "sales_engineer: Tom Berg")
    for said in (plans.poc_docs("diff"), plans.poc_docs("diff", "HEAD", "halden")):
        assert said.splitlines()[2:4] == [
            f"  - moved from {PLAN}",
            "  - sales engineer 'Ines Falk' → 'Tom Berg'",
        ]
        assert said.startswith("plans/a plan with ümlaut\\u000a.md\n")


def test_two_plans_that_swap_their_files_are_not_mixed_up(plans: Repository) -> None:
    plans.write(PLAN, SAMPLE)
    plans.write(OTHER, ACTIVE)
    said = plans.poc_docs("diff")
    assert f"  - moved from {PLAN}\n" in said
    assert f"  - moved from {OTHER}\n" in said
    assert said.count("  - ") == 2


def test_the_comment_for_a_pull_request(plans: Repository) -> None:
    cell(plans, "status: Active", "status: Planning")
    cell(plans, "- **Scope:** ", "- **Scope:** `@all` #1 <b> ")
    said = plans.poc_docs("diff", "--format", "markdown")
    assert said.startswith(
        "**1 plan changed**\n\n"
        f"### {NAME}\n\n"
        f"`{PLAN}` · Planning, changed since agreement\n\n"
        "- status Active → Planning\n"
        "- Scope `"
    )
    assert "→ `@all #1 Included" in said
    assert said.endswith('- `poc-docs amend halden --reason "WHY"`\n')
    assert plans.poc_docs("diff", "HEAD..HEAD", "--format", "markdown") == "**No plan changed.**\n"


def test_the_comment_names_the_missing_signature_and_no_fingerprint(repository: Repository) -> None:
    repository.git("config", "core.hooksPath", "no-hooks")
    text = ACTIVE.decode()
    amendment = text[
        text.index(
            "  - party: prospect\n    name: Tove Brandt\n    role: Head of platform\n    date: 2026-03-19"
        ) :
    ]
    amendment = amendment[: amendment.index("started:")]
    repository.write(PLAN, text)
    repository.commit("Signed")
    repository.replace(PLAN, amendment, "")
    said = repository.poc_docs("diff", "--format", "markdown")
    assert "· Active, amendment open" in said
    assert "- gone: signed by Tove Brandt (prospect) on 2026-03-19, evidence: minutes" in said
    assert said.endswith(
        "Missing: signature of the prospect\n\n"
        '- `poc-docs agree halden --party prospect --by "NAME" --evidence "mail of YYYY-MM-DD"`\n'
    )
    assert "sha256" not in said


NOTE = "Note: criterion 1 is measured at 5 RPS, and 300 ms will do."
LAST_CRITERION = "calling dispatch | Pass/Fail | Optional |\n"


def test_a_note_beside_what_is_signed_is_quoted_everywhere(plans: Repository) -> None:
    plans.git("config", "diff.poc-docs.textconv", "poc-docs diff --textconv")
    plans.write(".gitattributes", "plans/**/*.md diff=poc-docs\n")
    cell(plans, LAST_CRITERION, f"{LAST_CRITERION}\n{NOTE}\n<!-- {NOTE} -->\n")
    sentence = f"text in Success Criteria added: '{NOTE}', no part of what both sides sign"
    assert plans.poc_docs("diff") == f"{PLAN}\n  {NAME} · Active, agreed\n  - {sentence}\n"
    (change,) = json.loads(plans.poc_docs("diff", "--format", "json"))["plans"][0]["changes"]
    assert change == {
        "kind": "unsigned text",
        "where": "text in Success Criteria",
        "before": None,
        "after": NOTE,
        "sentence": sentence,
        "needs_amendment": False,
        "remark": "no part of what both sides sign",
    }
    assert plans.poc_docs("diff", "--format", "markdown") == (
        "**1 plan changed**\n\n"
        "**Text that nobody signed changed in 1 plan: see the warning there.**\n\n"
        f"### {NAME}\n\n"
        f"`{PLAN}` · Active, agreed\n\n"
        "> [!WARNING]\n"
        "> **To be read before this is approved:** text changed beside what both sides sign.\n"
        "> Nobody signs it and it decides nothing, but it may read as if it were agreed.\n"
        ">\n"
        f"> - text in Success Criteria added: `{NOTE}`, **no part of what both sides sign**\n\n"
    )
    added = [line for line in plans.git("diff").splitlines() if line.startswith("+")]
    assert f"+(not signed) {NOTE}" in added


def test_the_warning_stands_above_the_other_changes_and_quotes_no_markup(plans: Repository) -> None:
    cell(
        plans, LAST_CRITERION, f"{LAST_CRITERION}\n@all [300](https://example.org) `ms` <!-- a -->\\\n> do\n"
    )
    cell(plans, "sales_engineer: Ines Falk", "sales_engineer: Tom Berg")
    said = plans.poc_docs("diff", "--format", "markdown")
    assert "> - text in Success Criteria added: `@all 300 ms" in said
    assert "> - text in Success Criteria added: `do`" in said
    assert said.endswith("\n\n- sales engineer `Ines Falk` → `Tom Berg`\n")


def test_before_anybody_signed_a_note_is_told_without_a_warning(plans: Repository) -> None:
    text = ACTIVE.decode()
    front = text[text.index("signatures:") : text.index("---\n\n# POC")]
    cell(plans, front, "")
    cell(plans, "status: Active", "status: Planning")
    plans.commit("As if nothing was signed")
    cell(plans, LAST_CRITERION, f"{LAST_CRITERION}\n{NOTE}\n")
    assert plans.poc_docs("diff").splitlines()[2] == f"  - text in Success Criteria added: '{NOTE}'"
    said = plans.poc_docs("diff", "--format", "markdown")
    assert f"\n- text in Success Criteria added: `{NOTE}`\n" in said
    assert "WARNING" not in said
    assert NOTE not in plans.poc_docs("history", "halden")


def test_a_long_note_is_shortened_around_what_differs_and_whole_in_json(plans: Repository) -> None:
    long = "word " * 100
    cell(plans, LAST_CRITERION, f"{LAST_CRITERION}\n{long}300 ms{' more' * 100}\n")
    told = plans.poc_docs("diff").splitlines()[2]
    assert told.startswith(f"  - text in Success Criteria added: '{long[:199]}… (806 more characters)'")
    plans.commit("A long note")
    cell(plans, "300 ms", "400 ms")
    told = plans.poc_docs("diff").splitlines()[2]
    shown = f"…{long[-40:]}{{}}00 ms{' more' * 30} mor… (346 more characters)"
    assert f"changed: '{shown.format(3)}' → '{shown.format(4)}'" in told
    said = plans.poc_docs("diff", "--format", "markdown")
    assert "word 300 ms more" in said
    assert "word 400 ms more" in said
    (change,) = json.loads(plans.poc_docs("diff", "--format", "json"))["plans"][0]["changes"]
    assert change["after"] == f"{long}400 ms{' more' * 100}"


def test_the_record_marks_what_is_not_signed(plans: Repository) -> None:
    for row in ("| Target | Weight |", "|---|-----------|-------------|--------|--------|"):
        cell(plans, f"{row}\n", f"{row} Remark |\n" if "T" in row else f"{row}---|\n")
    cell(plans, "| ≤ 12 minutes | Critical |", "| ≤ 12 minutes | Critical | 20 will do |")
    cell(plans, LAST_CRITERION, f"{LAST_CRITERION}\n### By phone\n\n| # | Target |\n|---|---|\n| 1 | 20 |\n")
    said = plans.poc_docs("diff", "--textconv", PLAN)
    marked = [line for line in said.splitlines() if "(not signed)" in line]
    assert marked == [
        "(not signed) criterion 1 remark: 20 will do",
        "(not signed) ### By phone",
        "(not signed) (row: #, Target)",
        "(not signed) row 1 target: 20",
    ]


def test_an_open_correction_is_named_as_show_names_it(repository: Repository) -> None:
    repository.git("config", "core.hooksPath", "no-hooks")
    sample = (PROJECT / "plans/belrive-claims-intake.md").read_bytes()
    repository.write("plans/belrive.md", sample)
    repository.commit("Complete")
    value = json.loads(repository.poc_docs("show", "belrive", "--format", "json"))
    row = next(row for row in value["results"] if row["status"] == "Pass" and row["result"][0].isdigit())
    result = f"{row['number']}={row['result']} (3 runs)"
    repository.poc_docs("amend", "belrive", "--correct", "--reason", "Wrong run", "--result", result)
    assert "Complete, correction open" in repository.poc_docs("show", "belrive")
    said = repository.poc_docs("diff")
    assert said.splitlines()[1].endswith(" · Complete, correction open")
    assert (
        "missing: signature of the vendor and prospect\n    poc-docs agree belrive --results --party vendor"
        in said
    )
    (plan,) = json.loads(repository.poc_docs("diff", "--format", "json"))["plans"]
    assert (plan["agreement"], plan["correction_open"], plan["missing"]) == (
        "agreed",
        True,
        ["vendor", "prospect"],
    )


def test_a_comment_never_grows_too_long(plans: Repository) -> None:
    for number in range(300):
        data = ACTIVE.replace(b"id: halden-route-planning", b"id: halden-%d" % number)
        plans.write(f"plans/halden-{number}.md", data)
    said = plans.poc_docs("diff", "--format", "markdown")
    assert 55_000 < len(said) <= 60_000
    assert said.endswith("*This comment was cut; `poc-docs diff` shows all of it.*\n")


def test_the_json_has_the_described_keys(plans: Repository) -> None:
    plans.git("mv", PLAN, "plans/new.md")
    plans.replace("plans/new.md", "- **Scope:** ", "- **Scope:** Much. ")
    value = json.loads(plans.poc_docs("diff", "--format", "json"))
    (plan,) = value["plans"]
    assert value["version"] == 1
    assert value["before"] == plans.git("rev-parse", "HEAD").strip()
    assert value["after"] is None
    assert (plan["path"], plan["previous_path"]) == ("plans/new.md", PLAN)
    assert [change["kind"] for change in plan["changes"]] == ["moved", "agreed text"]
    assert plan["changes"][1]["needs_amendment"] is True
    assert plan["changes"][1]["where"] == "Scope"
    assert plan["changes"][1]["after"].startswith("Much. ")
    page = (PROJECT / "docs/json.md").read_text()
    for key in {*value, *plan, *plan["changes"][0]}:
        assert f"`{key}`" in page


def test_a_file_name_that_is_no_text_is_spelt_out(plans: Repository) -> None:
    (plans.root / os.fsdecode(b"plans/\xff.md")).write_bytes(SAMPLE)
    assert "plans/\\udcff.md\n" in plans.poc_docs("diff")
    assert "`plans/\\udcff.md`" in plans.poc_docs("diff", "--format", "markdown")
    value = json.loads(plans.poc_docs("diff", "--format", "json"))
    assert value["plans"][0]["path"].startswith("plans/")


def test_what_can_not_be_read_is_said_and_stops_nothing(plans: Repository) -> None:
    plans.write(OTHER, b"\xff\xfe")
    (plans.root / PLAN).unlink()
    (plans.root / PLAN).symlink_to(PROJECT / "README.md")
    said = plans.poc_docs("diff")
    assert "  - the file is not UTF-8: byte 0xff at offset 0\n" in said
    assert "  - a link or a submodule stands in place of the plan\n" in said
    plans.commit("Broken")
    assert plans.poc_docs("diff", "HEAD~1..HEAD") == said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere",), "'nowhere' is no revision, and there is no plan 'nowhere'"),
        (("nowhere..main",), "there is no revision 'nowhere'"),
        (("main..",), "No plan changed."),
        (("HEAD:plans",), "is no commit"),
        (("HEAD", "nowhere"), "there is no plan 'nowhere'"),
        (("--", "-oops"), "none begins with a hyphen"),
        (("main..--output=stolen",), "there is no revision '--output=stolen'"),
        (("halden..",), "'halden'"),
        (("--textconv", PLAN, "main"), "--textconv takes one file"),
    ],
)
def test_words_that_are_no_revision(plans: Repository, words: tuple[str, ...], message: str) -> None:
    code = 0 if message.startswith("No plan") else 2
    assert message in plans.poc_docs("diff", *words, code=code)
    assert not (plans.root / "stolen").exists()


def test_two_revisions_with_a_space_between_them_are_refused_with_the_dots(plans: Repository) -> None:
    plans.git("commit", "--quiet", "--allow-empty", "-m", "Another")
    said = plans.poc_docs("diff", "HEAD~1", "HEAD", code=2)
    assert said == (
        "poc-docs: there is no plan 'HEAD'; it is a revision\n"
        "  -> to compare two revisions: poc-docs diff 'HEAD~1..HEAD'\n"
    )
    plans.poc_docs("diff", "HEAD~1..HEAD")
    plans.git("branch", "halden")
    assert "halden" in plans.poc_docs("diff", "HEAD~2", "halden")


def test_a_word_that_is_a_branch_and_a_plan_is_asked_about(plans: Repository) -> None:
    plans.git("branch", "halden")
    said = plans.poc_docs("diff", "halden", code=2)
    assert "poc-docs diff HEAD halden" in said
    assert plans.poc_docs("diff", PLAN) == plans.poc_docs("diff", "HEAD", "halden") == "No plan changed.\n"


def test_repositories_without_an_answer(tmp_path: Path, plans: Repository) -> None:
    empty = Repository(tmp_path / "empty")
    empty.root.mkdir()
    empty.git("init", "--quiet")
    assert "there are no commits yet" in empty.poc_docs("diff", code=2)
    bare = Repository(tmp_path / "bare")
    plans.git("clone", "--quiet", "--bare", ".", str(bare.root))
    assert "bare repository" in bare.poc_docs("diff", code=2)
    folder = Repository(tmp_path / "folder")
    folder.write(PLAN, ACTIVE)
    assert "not a git repository" in folder.poc_docs("diff", code=2)
    shallow = Repository(tmp_path / "shallow")
    plans.git("clone", "--quiet", "--depth=1", f"file://{plans.root}", str(shallow.root))
    assert "shallow" in shallow.poc_docs("diff", "HEAD~1", code=2)
    assert "--unshallow" in shallow.poc_docs("diff", "HEAD~1..HEAD", code=2)
    blob = plans.git("rev-parse", f"HEAD:{PLAN}").strip()
    (plans.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    cell(plans, "sales_engineer: Ines Falk", "sales_engineer: Tom Berg")
    assert "git fsck" in plans.poc_docs("diff", code=2)


def test_git_diff_and_log_show_facts_instead_of_rows(plans: Repository) -> None:
    plans.git("config", "diff.poc-docs.textconv", "poc-docs diff --textconv")
    plans.write(".gitattributes", "plans/**/*.md merge=poc-docs diff=poc-docs\n")
    row = next(
        line for line in ACTIVE.decode().splitlines() if line.startswith("| 2 | ") and "Required" in line
    )
    cell(plans, row, row.replace("Required", "Optional"))
    wanted = ["-criterion 2 weight: Required", "+criterion 2 weight: Optional"]
    said = plans.git("diff")
    assert [line for line in said.splitlines() if line.startswith(("-criterion", "+criterion"))] == wanted
    plans.commit("Less weight")
    assert "\n".join(wanted) in plans.git("log", "-p", "-1")


def test_the_facts_of_a_plan_are_stable_whatever_its_layout(plans: Repository) -> None:
    said = plans.poc_docs("diff", "--textconv", PLAN)
    assert "signatures: party prospect, name Tove Brandt, role Head of platform, date 2026-03-05" in said
    assert "status: Active\n" in said
    assert "\n(agreement: agreed, code " in said
    assert "\n- **Scope:** " in said
    plans.write("other layout.md", ACTIVE.replace(b" | ", b"   |  ").replace(b"\n", b"\r\n"))
    assert plans.poc_docs("diff", "--textconv", "other layout.md") == said
    assert "result 1 verdict: " in said
    plans.write("no plan.md", b"\xff\n")
    assert "\ufffd" in plans.run("poc-docs", "diff", "--textconv", "no plan.md")


def test_a_folder_below_is_as_good_as_the_top(plans: Repository) -> None:
    cell(plans, "sales_engineer: Ines Falk", "sales_engineer: Tom Berg")
    below = Repository(plans.root / "plans")
    assert below.poc_docs("diff", "halden.md") == plans.poc_docs("diff")
    shutil.copy(plans.root / PLAN, plans.root / "plans/untracked.md")
    assert "plans/untracked.md" in below.poc_docs("diff")

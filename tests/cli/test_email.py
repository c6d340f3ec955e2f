"""``poc-docs email`` as people type it."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest

from tests.surroundings import PROJECT, SAMPLES, Repository, environment

if TYPE_CHECKING:
    from pathlib import Path

NAME = "brightwater-live-captions"


@pytest.fixture
def folder(tmp_path: Path) -> Repository:
    """Give a folder with some sample plans and without git."""
    repository = Repository(tmp_path / "pocs")
    for path in SAMPLES:
        if path.stem in {NAME, "moravska-load-forecast", "tranvik-arrival-prediction"}:
            repository.write(f"plans/{path.name}", path.read_bytes())
    return repository


def git(repository: Repository, *arguments: str, day: str = "2026-11-01") -> None:
    import subprocess

    stamp = f"{day}T12:00:00+01:00"
    settings = {**environment(), "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    subprocess.run(["git", *arguments], cwd=repository.root, env=settings, check=True, capture_output=True)


def commit(repository: Repository, day: str) -> None:
    git(repository, "add", "-A")
    git(repository, "-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", "Change", day=day)


def refused(repository: Repository, *arguments: str) -> str:
    said = repository.poc_docs("email", *arguments, code=2)
    assert "internal error" not in said
    assert "  -> " in said or "Usage:" in said
    return said


def test_a_mail_is_printed_with_what_it_lacks_beside_it(folder: Repository) -> None:
    said = folder.poc_docs("email", "kickoff", "brightwater")
    assert said.startswith("To: Dana Whitcomb <dwhitcomb@brightwater.example>, Luis Obando")
    assert "✅ Credits allocated: 15,000 USD\n" in said
    assert "Blank: [links to the documentation]" in said


def test_a_draft_is_written_to_a_file_and_opens(folder: Repository) -> None:
    folder.poc_docs("email", "weekly", NAME, "--format", "eml", "-o", "weekly.eml")
    data = (folder.root / "weekly.eml").read_bytes()
    message = message_from_bytes(data, policy=default)
    assert message["subject"] == "Brightwater Sports Network PoC – week 4 progress update"
    assert "Current status: Yellow" in message.get_content()
    folder.poc_docs("email", "weekly", NAME, "--format", "eml", "-o", "weekly.eml")
    assert (folder.root / "weekly.eml").read_bytes() == data


def test_a_file_that_says_something_else_is_kept_without_force(folder: Repository) -> None:
    folder.write("mail.txt", "mine")
    assert "is there already" in refused(folder, "weekly", NAME, "-o", "mail.txt")
    assert (folder.root / "mail.txt").read_text() == "mine"
    folder.poc_docs("email", "weekly", NAME, "-o", "mail.txt", "--force")
    assert "Current status" in (folder.root / "mail.txt").read_text()
    plan = (folder.root / f"plans/{NAME}.md").read_bytes()
    assert "is a plan" in refused(folder, "weekly", NAME, "-o", f"plans/{NAME}.md", "--force")
    assert (folder.root / f"plans/{NAME}.md").read_bytes() == plan


def test_a_link_that_some_programs_would_cut_is_named(folder: Repository) -> None:
    said = folder.poc_docs("email", "escalate", NAME, "--format", "mailto", "--to", "a@example.com")
    assert said.startswith("mailto:a@example.com?subject=") or "\nmailto:a@example.com?subject=" in said
    assert "--format eml has no such end" in said
    folder.write("templates/email/weekly.txt.j2", "Subject: Short\n\nHi\n")
    said = folder.poc_docs("email", "weekly", NAME, "--format", "mailto", "--to", "a@example.com")
    assert said.startswith("mailto:a@example.com?subject=Short&body=Hi\n")
    assert "no such end" not in said


@pytest.mark.parametrize(
    "address", ["tove", "tove@example.com\nBcc: all@example.com", "a@b.example,c@d.example"]
)
def test_an_address_that_is_none_is_refused(folder: Repository, address: str) -> None:
    assert "is not one mail address" in refused(folder, "weekly", NAME, "--to", address)


def test_a_template_of_the_team_takes_the_place_of_one_mail(folder: Repository) -> None:
    text = folder.poc_docs("email", "kickoff", "--template")
    assert text == (PROJECT / "poc_docs/templates/email/kickoff.txt.j2").read_text()
    own = text.replace("let's get started! 🚀", "here we go")
    folder.write("templates/email/kickoff.txt.j2", own)
    assert "here we go" in folder.poc_docs("email", "kickoff", NAME)
    assert "progress update" in folder.poc_docs("email", "weekly", NAME)
    listed = {line.split()[0]: line.split()[-1] for line in folder.poc_docs("email", "--list").splitlines()}
    assert listed.pop("kickoff") == "templates/email/kickoff.txt.j2"
    assert set(listed.values()) == {"packaged"}
    assert "digest" in listed


def test_a_template_that_no_mail_uses_is_named(folder: Repository) -> None:
    folder.write("templates/email/kickof.txt.j2", "Subject: x\n")
    folder.write("templates/email/_end.txt.j2", "Bye")
    said = folder.poc_docs("email", "--list")
    assert "templates/email/kickof.txt.j2 is no mail's template; did you mean kickoff.txt.j2?" in said
    assert "_end" not in said


def test_a_mistake_in_a_template_is_named_with_file_and_line(folder: Repository) -> None:
    folder.write("templates/email/weekly.txt.j2", "Subject: x\n\n{{ helth }}\n")
    said = refused(folder, "weekly", NAME, "-o", "mail.txt")
    assert "templates/email/weekly.txt.j2:3: there is no variable 'helth'" in said
    assert "did you mean 'health'?" in said
    assert not (folder.root / "mail.txt").exists()
    folder.write("templates/email/weekly.txt.j2", b"Subject: \xff\n")
    assert "UTF-8" in refused(folder, "weekly", NAME)


def test_what_is_typed_wrongly_is_answered_with_the_way_out(folder: Repository) -> None:
    assert "did you mean 'kickoff'?" in refused(folder, "kickof", NAME)
    assert "the mails are: kickoff, weekly" in refused(folder)
    assert "say which plan" in refused(folder, "kickoff")
    assert "there is no plan" in refused(folder, "kickoff", "nobody")
    assert "for the digest" in refused(folder, "kickoff", NAME, "--owner", "Ines")
    assert "about all plans" in refused(folder, "digest", NAME)
    assert "lies in the future" in refused(folder, "digest", "--since", "2026-12-01")
    assert "can't stand beside --list" in refused(folder, "kickoff", "--list")
    assert "can't stand beside --template" in refused(folder, "kickoff", NAME, "--template")
    assert "no sales engineer" in refused(folder, "digest", "--owner", "Nobody")
    assert "there is no success" in refused(folder, "win", "moravska")


def test_the_digest_without_git_says_so_and_tells_the_rest(folder: Repository) -> None:
    said = folder.poc_docs("email", "digest")
    assert "is not a git repository: no changes are told" in said
    assert "What changed is not told here" in said
    assert "2026-12-04, in 12 days: Moravská energetická síť" in said
    assert "Red  Brightwater Sports Network" in said


def test_the_digest_tells_what_changed_since_a_day(folder: Repository) -> None:
    git(folder, "init", "-q")
    commit(folder, "2026-11-01")
    folder.replace(f"plans/{NAME}.md", "| 3 | Player names | TBD |", "| 3 | Player names | 94.1% |")
    commit(folder, "2026-11-10")
    folder.replace(f"plans/{NAME}.md", "| 6 | Spanish captions | TBD |", "| 6 | Spanish captions | 10.8% |")
    commit(folder, "2026-11-17")
    folder.replace("plans/moravska-load-forecast.md", "status: Active", "status: Complete")

    week = folder.poc_docs("email", "digest")
    assert "WHAT CHANGED SINCE 2026-11-16" in week
    assert "result of 6 recorded: 10.8%" in week
    assert "result of 3 recorded" not in week
    assert "Active → Complete" in week

    month = folder.poc_docs("email", "digest", "--since", "2026-11-02", "--owner", "osei")
    assert "result of 3 recorded: 94.1%" in month
    assert "Moravská" not in month

    everything = folder.poc_docs("email", "digest", "--since", "2026-10-01")
    assert "3 new plans: Brightwater Sports Network, " in everything
    assert everything.split("DECISIONS")[0].count("\n") <= 8


def test_the_digest_before_the_first_commit_and_in_a_shallow_clone(
    folder: Repository, tmp_path: Path
) -> None:
    git(folder, "init", "-q")
    assert folder.poc_docs("email", "digest").count("3 new plans: ") == 1
    commit(folder, "2026-11-01")
    folder.replace(f"plans/{NAME}.md", "| 3 | Player names | TBD |", "| 3 | Player names | 94.1% |")
    commit(folder, "2026-11-17")
    git(folder, "clone", "-q", "--depth=1", f"file://{folder.root}", str(tmp_path / "shallow"))
    said = Repository(tmp_path / "shallow").poc_docs("email", "digest")
    assert "this clone is shallow, and does not reach back to 2026-11-16" in said
    assert " new plan" not in said
    assert "Red  Brightwater Sports Network" in said


def test_the_digest_names_a_file_that_cant_be_read(folder: Repository) -> None:
    folder.write("plans/torn.md", b"\xff\xfe")
    said = folder.poc_docs("email", "digest", "--to", "team@example.com")
    assert said.startswith("To: team@example.com\n") or "\nTo: team@example.com\n" in said
    assert "FILES THAT CAN'T BE READ" in said
    assert "plans/torn.md" in said


def test_a_plan_with_errors_is_named_and_the_mail_is_made(folder: Repository) -> None:
    folder.replace(f"plans/{NAME}.md", "| Critical | performance |", "| Crucial | performance |")
    for arguments in (("weekly", NAME), ("digest",)):
        said = folder.poc_docs("email", *arguments)
        assert f"Note: plans/{NAME}.md has " in said
        assert "Subject: " in said


def test_a_plan_whose_front_matter_cant_be_read_is_refused_with_its_place(folder: Repository) -> None:
    folder.replace(f"plans/{NAME}.md", "\nstatus:", "\nx: [\nstatus:")
    said = folder.poc_docs("email", "weekly", NAME, code=2)
    assert re.search(rf"plans/{NAME}.md:\d+:\d+: front matter must be YAML", said)
    assert said == folder.poc_docs("status", NAME, "Active", code=2)
    digest = folder.poc_docs("email", "digest")
    told = rf"• plans/{NAME}.md: front matter must be YAML.*\n  poc-docs check plans/{NAME}.md\n"
    assert re.search(told, digest)

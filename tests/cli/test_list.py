"""``poc-docs list`` on a real repository: in a pipe, on a terminal, with filters that fit and that don't."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from typing import Any

import pytest

from poc_docs.portfolio import listing
from tests.cli.conversation import read_until
from tests.surroundings import PROJECT, SAMPLES, Repository, environment


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a folder with the sample portfolio, which nobody changes; the list needs no git."""
    repository = Repository(tmp_path_factory.mktemp("portfolio"))
    for path in SAMPLES:
        repository.write(f"plans/{path.name}", path.read_bytes())
    return repository


def answer(repository: Repository, *arguments: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(repository.poc_docs("list", *arguments, "--format", "json"))
    return value


def on_terminal(repository: Repository, *arguments: str, width: int = 80, **settings: str) -> str:
    """Give what the command prints on a terminal of this width."""
    ours, theirs = pty.openpty()
    plain = {key: value for key, value in environment().items() if key not in {"NO_COLOR", "CI"}}
    with subprocess.Popen(
        [sys.executable, "-m", "poc_docs", *arguments],
        cwd=repository.root,
        env={**plain, "COLUMNS": str(width), **settings},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        said = read_until(ours, None, "")
        running.wait(10)
    os.close(ours)
    return said.replace("\r\n", "\n")


def test_in_a_pipe_it_is_the_whole_table_and_nothing_else(portfolio: Repository) -> None:
    lines = portfolio.poc_docs("list").splitlines()
    assert len(lines) == len(SAMPLES) + 1
    assert lines[0].split()[:4] == ["id", "prospect", "title", "status"]
    assert {line.split()[0] for line in lines[1:]} == {each["id"] for each in answer(portfolio)["plans"]}
    assert "…" not in "\n".join(lines)


def test_on_a_terminal_it_fits_and_names_the_next_step(portfolio: Repository) -> None:
    said = on_terminal(portfolio, "list", width=80)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", said)
    table = shown.split("\n\n")[0].splitlines()
    assert len(table) == len(SAMPLES) + 1
    assert max(map(len, table)) <= 80
    assert "\x1b[1m" in said
    assert {"id", "prospect", "owner"} <= set(table[0].split()), "whose a plan is, is seen at once"
    assert "No room for: amount, outcome" in shown
    assert table[0].split()[0] == "id", "what is typed into the next command goes last"
    assert f"{len(SAMPLES)} plans." in shown
    assert "Next: poc-docs show " in shown


def test_no_color(portfolio: Repository) -> None:
    assert "\x1b" not in on_terminal(portfolio, "list", NO_COLOR="1")


def test_filters_combine(portfolio: Repository) -> None:
    every = answer(portfolio)["plans"]
    found = answer(portfolio, "--status", "active", "--owner", "osei", "--decision-before", "2026-12-24")
    wanted = [
        each["id"]
        for each in every
        if each["status"] == "Active"
        and each["sales_engineer"] == "Daniel Osei"
        and (each["decision_date"] or "9999") < "2026-12-24"
    ]
    assert [each["id"] for each in found["plans"]] == wanted
    assert wanted
    assert (found["found"], found["all"]) == (len(wanted), len(SAMPLES))
    both = answer(portfolio, "--status", "Planning", "--status", "closed")["plans"]
    assert {each["status"] for each in both} == {"Planning", "closed"}


@pytest.mark.parametrize("name", [each for each in listing.columns() if each != "health"])
def test_it_sorts_by_every_column_also_one_that_is_not_shown_by_default(
    portfolio: Repository, name: str
) -> None:
    header, *rows = portfolio.poc_docs("list", "--sort", name).splitlines()
    assert name in header.split()
    assert len(rows) == len(SAMPLES)
    assert sorted(portfolio.poc_docs("list", "--sort", name, "--reverse").splitlines()[1:]) == sorted(rows)


def test_columns_are_chosen_and_ordered(portfolio: Repository) -> None:
    said = portfolio.poc_docs("list", "--columns", "decision,ID", "--sort", "decision", "--reverse")
    header, *rows = said.splitlines()
    assert header.split() == ["decision", "id"]
    days = [row.split()[0] for row in rows if row[:4].isdecimal()]
    assert days == sorted(days, reverse=True)
    assert (
        portfolio.poc_docs("list", "--reverse").splitlines()[1:]
        == portfolio.poc_docs("list").splitlines()[:0:-1]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--status", "actve"),
            "did you mean 'Active'? there are: Planning, Active, Complete, closed, unreadable",
        ),
        (("--outcome", "nogo"), "did you mean 'No-go'? there are: Proceed, Conditional, No-go, none"),
        (("--columns", "id,titel"), "did you mean 'title'? there are: id, prospect"),
        (("--sort", "amuont"), "did you mean 'amount'?"),
        (("--owner", "danel"), "did you mean 'Daniel Osei'?"),
        (("--decision-before", "soon"), "not a day of the calendar"),
    ],
)
def test_an_unknown_word_is_answered_with_the_nearest(
    portfolio: Repository, arguments: tuple[str, ...], said: str
) -> None:
    assert said in portfolio.poc_docs("list", *arguments, code=2)


def test_an_empty_answer_says_which_filter_to_loosen(portfolio: Repository) -> None:
    said = portfolio.poc_docs("list", "--prospect", "banco", "--status", "Planning", "--text", "fraud")
    assert f"None of {len(SAMPLES)} plans fits --status Planning --prospect banco --text fraud." in said
    assert "  -> without --status Planning: 1 plan\n" in said
    assert "without --prospect" not in said
    said = portfolio.poc_docs("list", "--prospect", "nobody", "--text", "nothing like it")
    assert "-> leave out more than one of them" in said
    assert "-> leave out the filter" in portfolio.poc_docs("list", "--prospect", "nobody")
    value = answer(portfolio, "--prospect", "nobody")
    assert (value["found"], value["plans"]) == (0, [])


def test_an_empty_answer_leaves_standard_output_empty(portfolio: Repository) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "poc_docs", "list", "--prospect", "nobody"],
        cwd=portfolio.root,
        env=environment(),
        capture_output=True,
        check=True,
    )
    assert done.stdout == b""
    assert b"None of" in done.stderr


def test_no_plans_yet(repository: Repository) -> None:
    said = repository.poc_docs("list", "--owner", "Ines")
    assert "There are no plans yet." in said
    assert "poc-docs new" in said
    assert answer(repository)["plans"] == []


def test_plans_with_errors_and_files_that_cannot_be_read_are_named(repository: Repository) -> None:
    repository.write("plans/belrive.md", (PROJECT / "plans/belrive-claims-intake.md").read_bytes())
    repository.write("plans/bytes.md", b"\xff")
    repository.replace("plans/belrive.md", "| Critical |", "| Optional |")
    said = repository.poc_docs("list")
    assert re.search(r"Complete, \d+ errors? .* not computed", said)
    assert "plans/bytes.md" in said
    assert "unreadable, 1 error" in said
    filtered = repository.poc_docs("list", "--owner", "Mireille")
    assert "1 file can't be read, and fits no filter: plans/bytes.md" in filtered
    assert answer(repository, "--owner", "Mireille")["unreadable"] == ["plans/bytes.md"]
    shown = on_terminal(repository, "list", NO_COLOR="1")
    assert "Next: poc-docs check" in shown


def test_a_plan_without_an_id_is_shown_with_the_name_of_its_file(repository: Repository) -> None:
    text = (PROJECT / "plans/belrive-claims-intake.md").read_text()
    repository.write("plans/belrive.md", text)
    repository.write("plans/copy.md", text.replace("\nstatus:", "\nx: [\nstatus:", 1))
    rows = repository.poc_docs("list", "--columns", "id,status").splitlines()
    assert re.match(r"copy +unreadable, 1 error", rows[-1])


def test_nothing_a_plan_says_drives_the_terminal(repository: Repository) -> None:
    text = (PROJECT / "plans/vale-atlantico-research-inference.md").read_text()
    evil = '"Eve \\u001b[31m\\u202e\\n::error::x ##[error]"'
    repository.write(
        "plans/a.md", text.replace("title: Shared inference for research groups", f"title: {evil}")
    )
    for form in ("text", "json"):
        said = repository.poc_docs("list", "--format", form)
        assert not set("\x1b\u202e") & set(said)
        assert "##[" not in said
    assert len(repository.poc_docs("list").splitlines()) == 2


def test_the_module_of_this_command_does_not_take_the_name_list_from_the_others(
    portfolio: Repository,
) -> None:
    portfolio.poc_docs("list")
    assert "metrics" in portfolio.poc_docs("--help")


def test_every_key_is_described(portfolio: Repository) -> None:
    page = (PROJECT / "docs/json.md").read_text().split("`poc-docs list --format json`")[1].split("\n## ")[0]
    described = set(re.findall(r"`(\w+)`", page))
    value = answer(portfolio)
    assert set(value) | set(value["plans"][0]) <= described


def test_every_column_is_described() -> None:
    page = (PROJECT / "docs/commands.md").read_text().split("\n## list\n")[1].split("\n## ")[0]
    described = set(re.findall(r"`(\w+)`", page))
    assert {name for name in listing.columns() if name != "health"} <= described

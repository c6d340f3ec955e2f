"""Whatever is typed or fed in: one clear message with the way out, nothing written, never a traceback."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.surroundings import BY_NAME, Repository

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = BY_NAME["marlowe"]


@pytest.fixture
def filled(repository: Repository) -> Repository:
    """Give a repository with one sound plan in it."""
    repository.write(f"plans/{SAMPLE.name}", SAMPLE.read_bytes())
    return repository


READERS = [
    ("show",),
    ("check",),
    ("results", "--set", "1=9 ms"),
    ("decide", "--feedback", "Good."),
    ("agree", "--party", "vendor", "--by", "A"),
    ("status", "Active"),
    ("migrate",),
    ("add", "learnings"),
    ("contact", "A", "--party", "vendor"),
    ("done", "milestone", "1"),
    ("pause", "--reason", "Freeze"),
    ("resume",),
    ("note", "learning", "Ask early."),
    ("checkpoint",),
    ("measure", "1", "9 ms"),
    ("issue", "add", "Login fails"),
    ("credits", "--use", "1.00 EUR"),
    ("roi", "--set", "Months=12"),
]


def call(repository: Repository, command: tuple[str, ...], plan: str, code: int) -> str:
    """Run a command on a plan; the plan is the first argument of each."""
    return repository.poc_docs(command[0], plan, *command[1:], code=code)


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ("plans/none.md", "there is no plan"),
        ("nothing like it", "there is no plan"),
        ("latin.md", "not UTF-8"),
        ("huge.md", "more than 4,194,304 bytes"),
        ("outside.md", "lies outside"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_by_name(
    filled: Repository, tmp_path: Path, command: tuple[str, ...], plan: str, message: str
) -> None:
    filled.write("latin.md", "caf\u00e9".encode("latin-1"))
    with (filled.root / "huge.md").open("wb") as huge:
        huge.truncate(50_000_000)
    outside = tmp_path / "outside.md"
    outside.write_bytes(SAMPLE.read_bytes())
    (filled.root / "outside.md").symlink_to(outside)
    is_finding = command[0] == "check" and plan in {"latin.md", "huge.md", "outside.md"}
    said = call(filled, command, plan, code=1 if is_finding else 2)
    assert message in said
    assert "->" in said
    assert outside.read_bytes() == SAMPLE.read_bytes()


BROKEN = pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty", b""),
        ("prose", b"# Notes\n\nNothing here.\n"),
        ("nul", b"---\nid: x\x00\n---\n"),
        ("broken yaml", b"---\nid: [x\n---\n# POC Plan: A -- B\n"),
        ("never closed", b"---\nid: x\n"),
        ("two statuses", SAMPLE.read_bytes().replace(b"\nstatus:", b"\nstatus: Planning\nstatus:", 1)),
        ("nested", b"---\nid: " + b"[" * 20_000 + b"\n---\n"),
        ("only a fence", b"---\n"),
    ],
)


@BROKEN
@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
def test_a_broken_plan_gives_a_message_and_stays_as_it_is(
    repository: Repository, command: tuple[str, ...], name: str, data: bytes
) -> None:
    repository.write("plans/broken.md", data)
    done = repository.answer(command[0], "broken", *command[1:])
    assert done.exit_code in {0, 1, 2}
    assert "Traceback" not in done.output
    assert "internal error" not in done.output
    assert (repository.root / "plans/broken.md").read_bytes() == data
    if command[0] == "check":
        assert "POC" in done.output


@BROKEN
def test_so_it_is_in_a_process_of_its_own(repository: Repository, name: str, data: bytes) -> None:
    """Where nothing catches what ends a process, such as a stack that is too deep for the parser."""
    repository.write("plans/broken.md", data)
    done = repository.run("sh", "-c", "poc-docs check broken; test $? -le 2")
    assert "Traceback" not in done
    assert "internal error" not in done
    assert "POC" in done


def test_a_folder_is_checked_as_a_whole_and_shown_not_at_all(filled: Repository) -> None:
    assert "1 plan checked" in filled.poc_docs("check", "plans")
    assert "is a folder" in filled.poc_docs("show", "plans", code=2)


def test_two_statuses_are_an_error_with_both_places(repository: Repository) -> None:
    data = SAMPLE.read_bytes().replace(b"\nstatus: Active", b"\nstatus: Planning\nstatus: Active", 1)
    repository.write("plans/twice.md", data)
    said = repository.poc_docs("check", code=1)
    assert "POC101" in said
    assert "'status' must stand once" in said


def test_a_byte_order_mark_is_no_fault(repository: Repository) -> None:
    data = SAMPLE.read_bytes().removeprefix(b"\xef\xbb\xbf")
    repository.write("plans/marked.md", b"\xef\xbb\xbf" + data)
    repository.poc_docs("check")
    repository.poc_docs("results", "marked", "--set", "2=74 %")
    assert (repository.root / "plans/marked.md").read_bytes().startswith(b"\xef\xbb\xbf---")


def test_outside_of_git_and_without_plans_the_way_in_is_named(tmp_path: Path) -> None:
    nowhere = Repository(tmp_path)
    assert "git init" in nowhere.poc_docs("check", code=2)
    assert "git init" in nowhere.poc_docs("new", "Halden", "Routes", code=2)
    assert "git init" in nowhere.poc_docs("gate", code=2)


def test_a_folder_with_plans_needs_no_git(tmp_path: Path) -> None:
    folder = Repository(tmp_path)
    folder.write(f"plans/{SAMPLE.name}", SAMPLE.read_bytes())
    assert "1 plan checked: no errors" in folder.poc_docs("check")
    assert "not a git repository" in folder.poc_docs("gate", code=2)


def test_a_name_that_fits_two_plans_lists_both(filled: Repository) -> None:
    data = SAMPLE.read_bytes().replace(b"id: marlowe", b"id: second-marlowe")
    filled.write("plans/second-marlowe.md", data)
    said = filled.poc_docs("show", "grocery", code=2)
    assert "fits 2 plans" in said
    assert "plans/second-marlowe.md" in said


def test_a_misspelt_name_is_answered_with_the_nearest(filled: Repository) -> None:
    assert f"did you mean plans/{SAMPLE.name}" in filled.poc_docs("show", "Marlow & Pike Store", code=2)
    assert "did you mean 'poc-docs check'" in filled.poc_docs("chek", code=2)


def test_a_read_only_plan_is_not_written(filled: Repository) -> None:
    path = filled.root / "plans" / SAMPLE.name
    path.chmod(0o444)
    assert "chmod u+w" in filled.poc_docs("results", "marlowe", "--set", "2=70 %", code=2)
    assert path.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("results", "marlowe"), '--set 1="…"'),
        (("results", "marlowe", "--set", "9=1 ms"), "there is no criterion 9"),
        (("results", "marlowe", "--set", "fast"), '1="187 ms"'),
        (("results", "marlowe", "--set", "1=9 ms", "--verdict", "1=Good"), "one of Pass, Fail, Partial"),
        (("agree", "marlowe", "--party", "prospect", "--by", "Ann"), "--evidence"),
        (("agree", "marlowe", "--party", "vendor"), "--by"),
        (("agree", "marlowe", "--party", "vendor", "--by", "A", "--date", "2027-01-01"), "in the future"),
        (
            ("agree", "marlowe", "--party", "vendor", "--by", "A", "--date", "1.1.2026"),
            "write it as 2026-01-01",
        ),
        (("show", "marlowe", "--today", "8/3/2027"), "write it as 2027-03-08 or 2027-08-03"),
        (("show", "marlowe", "--today", "20270308"), "write it as 2027-03-08"),
        (("show", "marlowe", "--today", "2027-3-8"), "write it as 2027-03-08"),
        (("show", "marlowe", "--today", "soon"), "such as 2026-03-27"),
        (("new", "A", "B", "--weeks", "four"), "'four' is not a number of weeks from 1 to 52"),
        (("new", "A", "B", "--criteria", "latency"), "'Time to first token'"),
        (("results", "marlowe", "--set", "1=…"), "write what it really is"),
        (("results", "marlowe", "--set", "1=5", "--note", "1=..."), "write what it really is"),
        (("results", "marlowe", "--set", "1=5", "--evidence", "1=…"), "write what it really is"),
        (("decide", "marlowe", "--feedback", "…"), "write what it really is"),
        (("close", "marlowe", "--reason", "withdrew", "--by", "…"), "write what it really is"),
        (("status", "marlowe", "Planning"), "Planning"),
        (("decide", "marlowe"), "undecided"),
        (("rule", "POC999"), "'poc-docs rule' lists them all"),
        (("new", "Halden"), "a prospect and a title"),
        (("new", "Halden", " "), "a prospect and a title"),
        (("new", "Halden", "Routes", "--like", "nobody"), "there is no plan 'nobody'"),
        (("tables", "none.md"), "there is no file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_words_on_the_command_line(
    filled: Repository, arguments: tuple[str, ...], message: str
) -> None:
    before = (filled.root / "plans" / SAMPLE.name).read_bytes()
    assert message in filled.poc_docs(*arguments, code=2)
    assert (filled.root / "plans" / SAMPLE.name).read_bytes() == before
    assert os.listdir(filled.root / "plans") == [SAMPLE.name]  # noqa: PTH208


@pytest.mark.parametrize(
    "table",
    ["tool.poc_docs", "tool.pocdocs", "tool.POC-DOCS", "tools.poc-docs", "poc-docs", 'tool."poc docs"'],
)
def test_a_misspelt_table_of_settings_is_no_pass(filled: Repository, table: str) -> None:
    filled.write("pyproject.toml", f'[project]\nname = "x"\n[{table}]\nvendor_signers = ["Ada Berg"]\n')
    filled.git("add", "-A")
    for command in ("check", "gate"):
        said = filled.poc_docs(command, code=2)
        assert "pyproject.toml:3: [" in said
        assert "did you mean [tool.poc-docs]?" in said


def test_what_others_call_poc_docs_is_no_table_of_settings(filled: Repository) -> None:
    filled.write(
        "pyproject.toml",
        '[project]\nname = "poc-docs"\nscripts = {poc-docs = "x:y"}\n'
        '[dependency-groups]\npoc-docs = ["poc-docs"]\n[tool.uv.sources]\npoc-docs = {path = "."}\n',
    )
    assert "no errors" in filled.poc_docs("check")
    filled.commit(passes=True)


def test_control_characters_in_a_file_name_do_not_reach_the_terminal(repository: Repository) -> None:
    repository.write("plans/evil\x1b[31m.md", b"nothing")
    said = repository.poc_docs("check", code=1)
    assert "\x1b[31m" not in said
    assert "evil\\u001b[31m.md" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("amend", "empty", "--reason", "x"),
        ("business", "empty", "won"),
        ("checkpoint", "empty"),
        ("close", "empty", "--reason", "withdrew"),
        ("criteria", "--add", "empty", "Single sign-on"),
        ("pause", "empty", "--reason", "x"),
        ("status", "empty", "Active"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_file_that_is_no_plan_is_called_so_whatever_was_to_be_written(
    repository: Repository, arguments: tuple[str, ...]
) -> None:
    repository.write("plans/empty.md", b"")
    said = repository.poc_docs(*arguments, code=2)
    assert "plans/empty.md is no plan: it begins with no front matter" in said
    assert "-> poc-docs check plans/empty.md" in said
    assert (repository.root / "plans/empty.md").read_bytes() == b""

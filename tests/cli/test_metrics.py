"""``poc-docs metrics`` on a real repository: periods, owners, quarters, and what is left out."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.portfolio.metrics_oracle import Oracle
from tests.surroundings import PROJECT, SAMPLES, Repository

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a folder with the sample portfolio, which nobody changes; metrics need no git."""
    root = tmp_path_factory.mktemp("portfolio")
    repository = Repository(root)
    for path in SAMPLES:
        repository.write(f"plans/{path.name}", path.read_bytes())
    return repository


def answer(repository: Repository, *arguments: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(repository.poc_docs("metrics", *arguments, "--format", "json"))
    return value


def test_the_command_says_what_the_second_program_reads_from_show(portfolio: Repository) -> None:
    plans = []
    for path in SAMPLES:
        shown = json.loads(portfolio.poc_docs("show", f"plans/{path.name}", "--format", "json"))
        plans.append({**shown, "path": f"plans/{path.name}"})
    value = answer(portfolio)
    oracle = Oracle(plans)
    numbers = value["numbers"]
    assert value["plans"] == len(SAMPLES)
    assert (numbers["win_rate"]["numerator"], numbers["win_rate"]["denominator"]) == oracle.win_rate()
    assert numbers["status"] == oracle.status()
    agreed = numbers["agreed_before_start"]
    assert (agreed["numerator"], agreed["denominator"]) == oracle.agreed_before_start()
    owners = {each["owner"].casefold(): each["running"] for each in value["load"]}
    assert owners == {name: counts[0] for name, counts in oracle.load(dt.date(2026, 11, 22)).items()}


def test_text_and_json_tell_the_same(portfolio: Repository) -> None:
    said, value = portfolio.poc_docs("metrics"), answer(portfolio)
    rate = value["numbers"]["agreed_before_start"]
    found = re.search(r"Agreed before the start +(\S+)% +(\d+) of (\d+)", said)
    assert found is not None
    assert (float(found[1]), int(found[2]), int(found[3])) == (
        rate["percent"],
        rate["numerator"],
        rate["denominator"],
    )
    assert said.startswith(f"{len(SAMPLES)} plans counted.\n")
    assert portfolio.poc_docs("metrics") == said


def test_a_period_and_an_owner_are_named_in_the_answer(portfolio: Repository) -> None:
    options = ("--since", "2026-07-01", "--until", "2026-09-30", "--owner", "priya")
    said, value = portfolio.poc_docs("metrics", *options), answer(portfolio, *options)
    assert "plans of Priya Raghunathan counted" in said
    assert "From 2026-07-01 to 2026-09-30." in said
    assert (value["since"], value["until"]) == ("2026-07-01", "2026-09-30")
    assert value["owners"] == ["Priya Raghunathan"]
    assert value["numbers"]["outcomes"] == {"Proceed": 1, "Conditional": 1, "No-go": 0}
    assert value["quarters"] is None


def test_quarters_stand_side_by_side_as_far_as_there_is_room(portfolio: Repository) -> None:
    value = answer(portfolio, "--by", "quarter")
    names = [each["quarter"] for each in value["quarters"]]
    assert names == sorted(names)
    assert {"2026-Q2", "2026-Q3", "2026-Q4"} <= set(names)
    for width in (60, 140):
        said = portfolio.poc_docs("metrics", "--by", "quarter", width=width)
        rows = [line for line in said.splitlines() if line.startswith("By quarter")]
        assert " ".join(rows).replace("By quarter", "").split() == names
        assert max(map(len, rows)) <= width


def test_what_is_left_out_is_named_and_stops_nothing(repository: Repository) -> None:
    for path in SAMPLES:
        repository.write(f"plans/{path.name}", path.read_bytes())
    repository.write("plans/bytes.md", b"\xff\xfe\x00")
    repository.write("plans/note.md", "# Minutes\n")
    (repository.root / "plans/gone.md").symlink_to("/nowhere/at/all.md")
    repository.replace("plans/belrive-claims-intake.md", "status: Complete", "status: Compleet")
    said, value = repository.poc_docs("metrics"), answer(repository)
    paths = [each["path"] for each in value["left_out"]]
    assert paths == ["plans/belrive-claims-intake.md", "plans/bytes.md", "plans/gone.md", "plans/note.md"]
    assert value["plans"] == len(SAMPLES) - 1
    assert f"{len(SAMPLES) - 1} plans counted; 4 files left out, see below." in said
    for path in paths:
        assert f"  {path}:" in said
    assert "Next: poc-docs check " in said


def test_an_empty_portfolio(repository: Repository) -> None:
    assert "There are no plans yet." in repository.poc_docs("metrics")
    assert answer(repository)["plans"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "2026-02-01", "--until", "2026-01-01"), "lies after --until"),
        (("--since", "soon"), "not a day of the calendar"),
        (("--owner", "danel"), "did you mean 'Daniel Osei'?"),
        (("--owner", ""), "the sales engineers are: Daniel Osei"),
        (("--by", "month"), "'quarter'"),
    ],
)
def test_wrong_questions(portfolio: Repository, arguments: tuple[str, ...], said: str) -> None:
    assert said in portfolio.poc_docs("metrics", *arguments, code=2)


def test_a_slip_in_a_year_is_named(repository: Repository) -> None:
    text = (PROJECT / "plans/belrive-claims-intake.md").read_text()
    repository.write("plans/a.md", text.replace("date: 2026-11-13", "date: 0226-11-13"))
    said = repository.poc_docs("metrics", "--by", "quarter", code=2)
    assert "0226-11-13 (plans/a.md)" in said
    repository.poc_docs("metrics", "--by", "quarter", "--since", "2020-01-01")


def test_nothing_a_plan_says_drives_the_terminal(repository: Repository) -> None:
    text = (PROJECT / "plans/vale-atlantico-research-inference.md").read_text()
    evil = '"Eve \\u001b[31m\\u202e ##[error]"'
    repository.write(
        "plans/a.md", text.replace("sales_engineer: Priya Raghunathan", f"sales_engineer: {evil}")
    )
    for form in ("text", "json"):
        assert not set("\x1b\u202e") & set(repository.poc_docs("metrics", "--format", form))
        assert "##[" not in repository.poc_docs("metrics", "--format", form)


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from keys(each)
    if isinstance(value, list):
        for each in value:
            yield from keys(each)


def test_every_key_is_described_and_every_number_defined(portfolio: Repository) -> None:
    value = answer(portfolio, "--by", "quarter")
    page = (
        Path(PROJECT / "docs/json.md")
        .read_text()
        .split("`poc-docs metrics --format json`")[1]
        .split("\n## ")[0]
    )
    described = set(re.findall(r"`([^`]+)`", page))
    words = {"Planning", "Active", "Complete", "closed", "Proceed", "Conditional", "No-go"}
    words |= {"qualified-out", "withdrew", "no-decision", "superseded"}
    words |= {"performance", "integration", "cost", "user experience", "no kind"}
    words |= {"Critical", "Required", "Optional"}
    assert set(keys(value)) - words <= described
    defined = (PROJECT / "docs/metrics.md").read_text()
    headings = " ".join(re.findall(r"(?m)^## (.+)$", defined)).casefold()
    for name in value["numbers"]:
        if name not in {"left_out", "duration", "technical_and_business"}:
            assert f"`{name}`" in defined or name.replace("_", " ") in headings, name

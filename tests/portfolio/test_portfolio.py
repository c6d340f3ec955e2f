"""Many plans: reading them, where each stands, and their order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.plan.standings import standings
from poc_docs.portfolio.confirmation import confirmation
from poc_docs.portfolio.progress import Progress, progress
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.stages import Stage, by_stage, counts, stage
from poc_docs.text.source import UnreadableTextError
from tests.surroundings import SAMPLES

FILES = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}


def sample(name: str) -> str:
    return FILES[f"plans/{name}.md"].decode()


def test_every_file_has_an_entry_sorted_by_path() -> None:
    shuffled = dict(reversed(FILES.items()))
    portfolio = read_portfolio(shuffled)
    assert [entry.path for entry in portfolio.entries] == sorted(FILES)
    assert read_portfolio(FILES) == portfolio
    assert not [entry.path for entry in portfolio.entries if entry.errors]


def test_no_files_are_an_empty_portfolio() -> None:
    assert read_portfolio({}).entries == ()


@pytest.mark.parametrize(
    "data", [b"caf\xe9", b"\xff\xfe", b"x" * (4 * 1024 * 1024 + 1), UnreadableTextError("no", advice="do")]
)
def test_an_unreadable_file_gives_its_finding_and_stops_no_other(data: bytes | UnreadableTextError) -> None:
    portfolio = read_portfolio({**FILES, "plans/a.md": data})
    first = portfolio.entries[0]
    assert (first.path, first.plan, stage(first)) == ("plans/a.md", None, Stage.UNKNOWN)
    assert [finding.code for finding in first.errors] == ["POC001"]
    assert first.title == "plans/a.md"
    assert portfolio.entries[1:] == read_portfolio(FILES).entries


def test_findings_between_plans_stand_with_each_of_them() -> None:
    twice = {**FILES, "plans/copy.md": FILES["plans/tranvik-arrival-prediction.md"]}
    wrong = [entry.path for entry in read_portfolio(twice).entries if entry.errors]
    assert wrong == ["plans/copy.md", "plans/tranvik-arrival-prediction.md"]


def test_errors_and_advice_are_told_apart() -> None:
    entry = next(e for e in read_portfolio(FILES).entries if e.path.startswith("plans/westerland"))
    assert not entry.errors
    assert [*entry.errors, *entry.advice] == list(entry.findings)


@pytest.mark.parametrize(
    ("text", "prospect", "title"),
    [
        ("---\nprospect: Halden\ntitle: Routes\n---\n# POC Plan: A -- B\n", "Halden", "Routes"),
        ("# POC Plan: A -- B\n", "", "A -- B"),
        ("# Other\n", "", "plans/x.md"),
        ("", "", "plans/x.md"),
        ("---\ntitle: a\ntitle: b\n---\n# POC Plan: A -- B\n", "", "A -- B"),
    ],
)
def test_a_plan_is_named_as_well_as_it_can_be(text: str, prospect: str, title: str) -> None:
    (entry,) = read_portfolio({"plans/x.md": text.encode()}).entries
    assert (entry.prospect, entry.title) == (prospect, title)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_progress_counts_the_verdicts_that_count(path: object) -> None:
    plan = read_plan(FILES[f"plans/{getattr(path, 'name', '')}"].decode())
    verdicts = [standing.verdict for standing in standings(plan)]
    assert progress(plan) == Progress(len([v for v in verdicts if v]), len(verdicts))


def test_progress_of_a_plan_without_criteria() -> None:
    assert str(progress(read_plan(""))) == "0 of 0"


def test_a_closed_plan_keeps_its_status_and_is_closed() -> None:
    (entry,) = read_portfolio({"plans/x.md": sample("kolmihaara-chat-moderation").encode()}).entries
    assert entry.plan is not None
    assert entry.plan.status == "Active"
    assert stage(entry) is Stage.CLOSED


def test_counts_name_only_stages_that_occur_in_their_order() -> None:
    found = counts(read_portfolio(FILES))
    assert list(found) == [s for s in Stage if s in found]
    assert sum(found.values()) == len(FILES)
    assert Stage.UNKNOWN not in found


def test_plans_are_listed_by_stage_open_ones_by_decision_date_finished_ones_latest_first() -> None:
    entries = by_stage(read_portfolio({**FILES, "plans/empty.md": b""}))
    stages = [stage(entry) for entry in entries]
    assert stages == sorted(stages, key=list(Stage).index)
    assert stages[-2:] == [Stage.UNKNOWN, Stage.CLOSED]
    plans = [entry.plan for entry in entries if entry.plan]
    active = [p.overview.decision_date for p in plans if p.status == "Active"][:3]
    days = [date.value for date in active if date and date.value]
    assert days == sorted(days)
    assert len(days) == 3
    ended = [p.metadata.completed for p in plans if p.metadata and p.metadata.completed]
    assert ended == sorted(ended, reverse=True)
    assert len(ended) == stages.count(Stage.COMPLETE)


def test_a_plan_without_a_decision_date_comes_after_those_with_one() -> None:
    planning = [entry for entry in by_stage(read_portfolio(FILES)) if stage(entry) is Stage.PLANNING]
    dates = [entry.plan.overview.decision_date for entry in planning if entry.plan]
    days = [date.value if date else None for date in dates]
    assert days[-1] is None
    assert days[:-1] == sorted(filter(None, days))
    assert dt.date(2027, 2, 19) in days


def test_the_prospect_confirms_results_until_they_change() -> None:
    plan = read_plan(sample("serra-verde-fraud-scoring"))
    word = confirmation(plan)
    assert word is not None
    assert (word.current, word.signature.name) == (True, "Rafael Teixeira")
    changed = confirmation(read_plan(sample("serra-verde-fraud-scoring").replace("47 ms", "46 ms")))
    assert changed is not None
    assert not changed.current
    assert confirmation(replace(plan, metadata=None)) is None


def test_the_vendor_cannot_confirm_results() -> None:
    text = sample("serra-verde-fraud-scoring").replace("party: prospect", "party: vendor")
    assert confirmation(read_plan(text)) is None

"""The mail about all plans: its subject, and how plans that are new are named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from poc_docs.exports.change_text import is_told
from poc_docs.exports.next_json import plan_needs
from poc_docs.messages.digest_mail import digest_mail
from poc_docs.portfolio.digest import ToldChange, changed_plans, digest, note, told_change
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.versions import compare_versions, read_version
from poc_docs.repository.mail_templates import packaged_templates
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from poc_docs.messages.drafts import Draft

MONDAY = dt.date(2026, 11, 16)
FILES = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}
NORRBYGD = "plans/norrbygd-ticket-routing.md"
TRANVIK = "plans/tranvik-arrival-prediction.md"


def subject_on(day: str, *names: str) -> str:
    """Give the subject of a day's digest on some of the sample plans."""
    today = dt.date.fromisoformat(day)
    files = {path: data for path, data in FILES.items() if any(name in path for name in names)}
    return mail_of(files, None, today).subject


def mail_of(files: dict[str, bytes], changed: list[ToldChange] | None, today: dt.date) -> Draft:
    noted = [note(entry, today) for entry in read_portfolio(files, today).entries]
    made = digest(noted, MONDAY, changed, today)
    return digest_mail(made, packaged_templates(), lambda change: change.sentence)


@pytest.mark.parametrize(
    ("day", "names", "said"),
    [
        ("2026-11-22", ("vlierhaven", "moravska"), "1 decision overdue, 1 ahead, 2 plans"),
        ("2026-11-20", ("vlierhaven", "moravska"), ": 2 decisions ahead, 2 plans"),
        ("2026-11-20", ("vlierhaven",), ": 1 decision ahead, 1 plan "),
        ("2026-12-05", ("vlierhaven", "moravska"), ": 2 decisions overdue, 0 ahead, 2 plans"),
        ("2026-11-22", ("tranvik",), ": 0 decisions ahead, 0 plans"),
    ],
)
def test_the_subject_tells_overdue_decisions_from_those_ahead(
    day: str, names: tuple[str, ...], said: str
) -> None:
    assert said in subject_on(day, *names)


def new_plans(files: dict[str, bytes]) -> str:
    """Give the line of a digest on plans that all are new."""
    compared = compare_versions([], [read_version(path, data) for path, data in files.items()])
    changed = list(map(told_change, changed_plans(compared, is_told)))
    body = mail_of(files, changed, dt.date(2026, 11, 22)).body
    return next(line for line in body.split("\n") if " new plan" in line)


def test_new_plans_are_named_by_prospect_and_by_title_where_one_prospect_has_several() -> None:
    second = FILES[NORRBYGD].replace(b"id: norrbygd-ticket-routing", b"id: norrbygd-forms")
    second = second.replace(b"title: Routing of fault tickets", b"title: Forms by fax", 1)
    assert second.count(b"norrbygd-forms") == second.count(b"title: Forms by fax") == 1
    assert new_plans({NORRBYGD: FILES[NORRBYGD], TRANVIK: FILES[TRANVIK]}) == (
        "2 new plans: Norrbygd Telekom, Tranvik Freight"
    )
    told = new_plans({NORRBYGD: FILES[NORRBYGD], "plans/norrbygd-forms.md": second, TRANVIK: FILES[TRANVIK]})
    assert told.startswith("3 new plans: ")
    named = told.partition(": ")[2].split(", ")
    assert "Tranvik Freight" in named
    assert len({name for name in named if name.startswith("Norrbygd Telekom – ")}) == 2


def test_what_it_does_not_name_of_a_plan_is_what_next_names_beside_it() -> None:
    path = "plans/moravska-load-forecast.md"
    today = dt.date(2026, 11, 22)
    plan = read_portfolio(FILES, today).entries[list(FILES).index(path)].plan
    assert plan is not None
    named = [item["what"] for item in plan_needs(path, plan, today)["items"]]
    body = mail_of({path: FILES[path]}, None, today).body
    told = [what for what in named if what in body]
    assert len(told) == 3
    assert f"and {len(named) - 3} more: poc-docs next {path} --all" in body


def test_a_file_that_cant_be_read_comes_with_what_to_type() -> None:
    body = mail_of({"plans/torn it.md": b"caf\xe9"}, None, dt.date(2026, 11, 22)).body
    assert "\n  poc-docs check 'plans/torn it.md'\n" in body

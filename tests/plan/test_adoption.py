from __future__ import annotations

import pytest

from poc_docs.checks import check_adoption, check_plan
from poc_docs.checks.adoption import Adoption, decides
from poc_docs.checks.finding import Severity
from poc_docs.plan.adoption import (
    HEADER,
    Adopted,
    adoptable,
    adopted_text,
    is_excused,
    read_adopted,
)
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Status
from tests.plan.plan_files import plan_text
from tests.surroundings import PROJECT

EXAMPLE = (PROJECT / "examples" / "halden-logistics-route-planning.md").read_text()
ID = "halden-logistics-route-planning"
ONE = f"alpha Active v1:sha256:{'1' * 64}"
TWO = f"beta Complete v1:sha256:{'2' * 64}"


def example(status: str, old: str = "", new: str = "") -> str:
    return EXAMPLE.replace("status: Planning", f"status: {status}").replace(old, new)


def adopted(status: str) -> dict[str, Adopted]:
    return {ID: Adopted(ID, Status(status), fingerprint(read_plan(EXAMPLE)))}


def errors(text: str, listed: dict[str, Adopted]) -> set[str]:
    found = check_plan(read_plan(text), adopted=listed)
    return {finding.code for finding in found if finding.severity is Severity.ERROR}


def test_what_is_written_is_read_back_sorted_under_its_header() -> None:
    entries = read_adopted(f"{TWO}\n{ONE}\n").entries
    text = adopted_text(entries.values())
    assert text == f"{HEADER}{ONE}\n{TWO}\n"
    again = read_adopted(text)
    assert again.entries == entries
    assert [again.spans[key].of(text) for key in ("alpha", "beta")] == [ONE, TWO]
    assert again.problems == ()


@pytest.mark.parametrize(
    "line",
    [
        "alpha Active",
        "alpha Planning v1:sha256:" + "1" * 64,
        "alpha active v1:sha256:" + "1" * 64,
        "Alpha Active v1:sha256:" + "1" * 64,
        ONE + " ",
        " " + ONE,
        ONE.replace(" ", "  "),
        ONE[:-1],
        "<<<<<<< HEAD",
    ],
)
def test_a_line_that_can_not_be_read_excuses_nobody_and_is_named(line: str) -> None:
    read = read_adopted(f"# note\n\n{TWO}\r\n{line}\n")
    assert set(read.entries) == {"beta"}
    (problem,) = read.problems
    assert problem.span.of(read.text) == line
    (finding,) = check_adoption(Adoption(befores=(), after=read))
    assert (finding.code, finding.line, finding.column) == ("POC505", 4, 1)


def test_an_id_that_stands_twice_is_a_problem() -> None:
    assert len(read_adopted(f"{ONE}\n{ONE}\n").problems) == 1


def lists(*texts: str | None) -> Adoption:
    *befores, after = (None if text is None else read_adopted(text) for text in texts)
    return Adoption(befores=tuple(befores), after=after)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        (lists(f"{ONE}\n{TWO}\n", f"{TWO}\n"), True),
        (lists(f"{ONE}\n", HEADER), True),
        (lists(f"{ONE}\n", f"{ONE}\n{TWO}\n"), False),
        (lists(f"{ONE}\n", ONE.replace("11111111", "22222222") + "\n"), False),
        (lists(f"{ONE}\n", ONE.replace("Active", "Complete") + "\n"), False),
        (lists(f"{ONE}\n", None), False),
        (lists(HEADER, f"{ONE}\n"), False),
        (lists(f"{ONE}\n", f"{TWO}\n", f"{TWO}\n"), True),
        (lists(f"{ONE}\n", None, f"{ONE}\n"), True),
        (lists(None, f"{ONE}\n", f"{ONE}\n"), True),
        (lists(None, f"{ONE}\n", f"{ONE}\n{TWO}\n"), False),
        (lists(None, f"{ONE}\n"), True),
        (lists(None, None), True),
        (Adoption(befores=(None,), after=read_adopted(f"{ONE}\n"), begun={"alpha": True}), True),
        (Adoption(befores=(None,), after=read_adopted(f"{ONE}\n"), begun={"alpha": False}), False),
        (Adoption(befores=(None,), after=read_adopted(f"{ONE}\n"), begun={"beta": True}), False),
    ],
)
def test_the_list_only_gets_shorter(change: Adoption, right: bool) -> None:
    assert (check_adoption(change) == []) == right


def test_the_version_before_decides_and_an_unlawful_first_list_excuses_nobody() -> None:
    assert set(decides(lists(f"{ONE}\n", f"{ONE}\n{TWO}\n"))) == {"alpha"}
    assert set(decides(lists(f"{ONE}\n{TWO}\n", HEADER))) == {"alpha", "beta"}
    assert set(decides(lists(None, f"{ONE}\n"))) == {"alpha"}
    assert decides(lists(None, f"{ONE}\n{ONE}\n")) == {}
    assert decides(lists(None, None)) == {}


def test_an_adopted_active_plan_stays_editable_with_advice() -> None:
    assert errors(example("Active"), {}) == {"POC402", "POC404"}
    for text in (example("Active"), example("Active", ">99.5%", ">99%")):
        assert errors(text, adopted("Active")) == set()
        (finding,) = [f for f in check_plan(read_plan(text), adopted=adopted("Active")) if f.code == "POC910"]
        assert finding.message.startswith("no recorded agreement")
        assert ID in finding.advice


def test_an_adopted_active_plan_must_be_agreed_before_complete() -> None:
    assert {"POC402", "POC404"} <= errors(example("Complete"), adopted("Active"))


def test_an_adopted_complete_plan_stays_as_it_was_listed() -> None:
    assert not {"POC402", "POC404"} & errors(example("Complete"), adopted("Complete"))
    loosened = read_plan(example("Complete", ">99.5%", ">99%"))
    found = [f for f in check_plan(loosened, adopted=adopted("Complete")) if f.code == "POC402"]
    assert found
    assert all("plans/.adopted" in finding.advice for finding in found)


def test_the_list_excuses_from_nothing_but_the_agreement() -> None:
    assert "POC203" in errors(example("Active", "<200ms", "[e.g., <200ms]"), adopted("Active"))


SIGNED = """signatures:
  - {{party: vendor, name: Ines Falk, date: 2026-11-20, parameters: "{0}"}}
  - {{party: prospect, name: Tove Brandt, date: 2026-11-20, evidence: mail of today, parameters: "{0}"}}
"""


def test_once_both_signed_the_list_excuses_no_longer() -> None:
    text = example("Active", "---\n\n#", SIGNED.format(fingerprint(read_plan(EXAMPLE))) + "---\n\n#")
    plan = read_plan(text)
    assert len(plan.signatures) == 2
    assert not is_excused(plan, adopted("Active"))
    assert errors(text, adopted("Active")) == {"POC404"}
    assert errors(text.replace(">99.5%", ">99%"), adopted("Active")) >= {"POC402"}
    assert adoptable(plan) is None


def test_only_what_began_without_an_agreement_can_be_adopted() -> None:
    assert adoptable(read_plan(EXAMPLE)) is None
    assert adoptable(read_plan(example("Active"))) == adopted("Active")[ID]
    assert adoptable(read_plan(example("Active").replace(f"id: {ID}\n", ""))) is None
    assert adoptable(read_plan(plan_text(front_matter=""))) is None

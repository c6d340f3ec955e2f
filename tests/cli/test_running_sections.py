"""Optional sections, contacts and notes: filled with what is known, refused where it is unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.vocabulary import OPTIONAL
from tests.cli.bare_plans import make_bare
from tests.cli.three_plans import ACTIVE, COMPLETE, copy_of, text_of
from tests.plan.plan_files import FRONT_MATTER, plan_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

PLAN = "plans/halden-route-planning.md"
GAPS = (
    "| Gap | Severity | Workaround | Reported To |\n|---|---|---|---|\n| [Gap] | [High] | [How] | [Whom] |\n"
)
HALDEN = plan_text(front_matter=FRONT_MATTER, gaps=GAPS)


@pytest.fixture(scope="module")
def made(three_plans: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``bare`` gives a copy of."""
    return make_bare(copy_of(three_plans, tmp_path_factory.mktemp("bare") / "pocs"))


@pytest.fixture
def bare(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository whose plans have no optional sections."""
    return copy_of(made, tmp_path / "pocs")


@pytest.fixture
def halden(repository: Repository) -> Repository:
    """Give a repository with one plan in Planning that has no optional section."""
    repository.write(PLAN, HALDEN)
    return repository


def test_without_a_section_all_are_listed_with_what_they_are_for(halden: Repository) -> None:
    said = halden.poc_docs("add", "halden")
    for section in OPTIONAL:
        (line,) = [line for line in said.splitlines() if line.startswith(f"  {section.heading} ")]
        assert " - " in line
        assert len(line) <= 100
    assert "Next: poc-docs add halden-route-planning resource-alignment" in said
    halden.poc_docs("add", "halden", "credits")
    assert "line 81" in next(row for row in halden.poc_docs("add", "halden").splitlines() if "Credits" in row)
    assert text_of(halden, PLAN).split("\n")[80] == "## Credits"


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        (("Metric Log",), "Metric Log"),
        (("metric-log",), "Metric Log"),
        (("METRIC_LOG",), "Metric Log"),
        (("Metric", "Log"), "Metric Log"),
        (("resource",), "Resource Alignment"),
        (("roi",), "Cost and ROI"),
        (("decision",), "Decision Timeline"),
    ],
)
def test_a_section_is_named_in_many_ways(halden: Repository, said: tuple[str, ...], heading: str) -> None:
    assert f": {heading}: " in halden.poc_docs("add", "halden", *said)
    assert text_of(halden, PLAN).count("\n## ") == HALDEN.count("\n## ") + 1
    assert f"\n## {heading}\n" in text_of(halden, PLAN)
    halden.commit("It passes the gate")


def test_all_adds_what_is_missing_and_says_what_begins_with_its_first_entry(halden: Repository) -> None:
    halden.poc_docs("add", "halden", "credits")
    said = halden.poc_docs("add", "halden", "all")
    assert "Checkpoints begins with its first entry: poc-docs checkpoint halden-route-planning" in said
    assert 'Learnings begins with its first entry: poc-docs note halden-route-planning learning "…"' in said
    headings = [line[3:] for line in text_of(halden, PLAN).split("\n") if line.startswith("## ")]
    wanted = [section.heading for section in OPTIONAL if section.heading not in {"Checkpoints", "Learnings"}]
    assert [heading for heading in headings if heading in wanted] == wanted
    halden.commit("All sections")
    before = text_of(halden, PLAN)
    assert "Nothing to add" in halden.poc_docs("add", "halden", "all")
    assert text_of(halden, PLAN) == before


def test_of_several_sections_those_are_added_that_are_missing(halden: Repository) -> None:
    halden.poc_docs("add", "halden", "credits")
    said = halden.poc_docs("add", "halden", "credits", "resource")
    assert "Credits is there already, on line " in said
    assert "\n## Resource Alignment\n" in text_of(halden, PLAN)
    assert "already" in halden.poc_docs("add", "halden", "credits", "resource", code=2)


def test_a_decision_timeline_gets_what_it_lacks_once(bare: Repository) -> None:
    bare.poc_docs("add", "marlowe", "decision-timeline")
    whole = text_of(bare, ACTIVE)
    assert "Nothing to add" in bare.poc_docs("add", "marlowe", "decision-timeline")
    row = next(line for line in whole.splitlines(keepends=True) if "| Work started" in line)
    bare.write(ACTIVE, whole.replace(row, ""))
    assert "Decision Timeline: 1 row added." in bare.poc_docs("add", "marlowe", "decision-timeline")
    rows = [" ".join(line.split()) for line in text_of(bare, ACTIVE).splitlines()]
    assert rows == [" ".join(line.split()) for line in whole.splitlines()]


def test_the_diff_shows_the_section_and_writes_nothing(halden: Repository) -> None:
    assert "+## Credits" in halden.poc_docs("add", "halden", "credits", "--diff")
    assert text_of(halden, PLAN) == HALDEN


def test_a_complete_plan_takes_sections_too(bare: Repository) -> None:
    bare.poc_docs("add", "belrive", "conversion", "learnings")
    bare.commit("What comes after")
    assert "- [x] Results acknowledged by the prospect -- " in text_of(bare, COMPLETE)


@pytest.mark.parametrize(
    ("arguments", "message", "advice"),
    [
        (("credits",), ":81: the plan has a section 'Credits' already", "poc-docs add halden"),
        (("log",), "'log' may be 'Metric Log' or 'Issue Log'", "metric-log"),
        (("kredits",), "there is no optional section 'kredits'", "did you mean 'credits'?"),
        (("",), "there is no optional section ''", "metric-log"),
        (("checkpoints",), "begins with its first entry", "poc-docs checkpoint halden"),
        (("learnings",), "begins with its first entry", 'poc-docs note halden-route-planning learning "…"'),
    ],
)
def test_add_refuses(halden: Repository, arguments: tuple[str, ...], message: str, advice: str) -> None:
    halden.poc_docs("add", "halden", "credits")
    before = text_of(halden, PLAN)
    said = halden.poc_docs("add", "halden", *arguments, code=2)
    assert message in said
    assert advice in said
    assert text_of(halden, PLAN) == before


def test_a_file_that_is_no_plan_takes_no_section(repository: Repository) -> None:
    path = repository.write("plans/notes.md", "# Notes\n")
    for call in (
        ("add", "credits"),
        ("contact", "Ann", "--party", "vendor"),
        ("note", "learning", "x"),
        ("done", "x"),
    ):
        said = repository.poc_docs(call[0], "plans/notes.md", *call[1:], code=2)
        assert "is no plan" in said
    assert path.read_text() == "# Notes\n"


def test_a_contact_is_added_with_its_section_and_changed_in_its_row(bare: Repository) -> None:
    tove = ("contact", "marlowe", "Tove | Brandt")
    said = bare.poc_docs(*tove, "--party", "prospect", "--role", "<CTO>")
    assert "Added the section 'Resource Alignment', filled with what the plan knows." in said
    assert "Tove | Brandt, prospect, <CTO>\n" in said
    assert "| Gwen Tregear " in text_of(bare, ACTIVE)
    said = bare.poc_docs("contact", "marlowe", "TOVE BRANDT", "--mail", "tove@example.com")
    assert "Tove | Brandt, prospect, <CTO>, tove@example.com\n" in said
    rows = [line for line in text_of(bare, ACTIVE).split("\n") if "Tove" in line]
    assert [" ".join(row.split()) for row in rows] == [
        "| Tove \\| Brandt | prospect | &lt;CTO> | tove@example.com |"
    ]
    bare.commit("Contacts")
    before = text_of(bare, ACTIVE)
    again = bare.poc_docs("contact", "marlowe", "tove brandt", "--mail", "tove@example.com")
    assert "Nothing to change" in again
    assert text_of(bare, ACTIVE) == before
    said = bare.poc_docs("contact", "marlowe", "tove brandt", "--party", "vendor", "--mail", "")
    assert "  party: prospect -> vendor\n  mail: tove@example.com -> nothing\n" in said
    assert "tove@example.com" not in text_of(bare, ACTIVE)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Tove Brandt",), "say for which side: --party prospect|vendor"),
        (("Tove Brandt", "--party", "both"), "both"),
        (("NAME", "--party", "vendor"), "'NAME' does not say who it is"),
        ((" ", "--party", "vendor"), "say who it is"),
        (("--", "--"), "does not say who it is"),
        (("A\u202eB", "--party", "vendor"), "POC002"),
        *(
            (("Tove Brandt", "--party", "prospect", "--mail", mail), "is not one mail address")
            for mail in (
                "tove",
                "a@b,c@d",
                "a@b;c@d",
                "a@b\x07",
                "a b@c",
                "@c",
                "a@",
                "<a@b>",
                "a@b@c",
                "a@b\n",
            )
        ),
    ],
    ids=ascii,
)
def test_a_contact_is_refused(bare: Repository, arguments: tuple[str, ...], message: str) -> None:
    before = text_of(bare, ACTIVE)
    assert message in bare.poc_docs("contact", "marlowe", *arguments, code=2)
    assert text_of(bare, ACTIVE) == before


def test_a_decision_stands_by_its_day_among_what_was_decided_before(bare: Repository) -> None:
    said = bare.poc_docs(
        "note", "marlowe", "decision", "Depot two is *out*", "--by", "Gwen Tregear", "--date", "2026-11-01"
    )
    assert "Decision Timeline: 2026-11-01, Depot two is *out* (Gwen Tregear)" in said
    table = text_of(bare, ACTIVE).split("## Decision Timeline\n\n")[1].split("\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:6]]
    assert rows == [
        ["2026-10-29", "Criteria agreed", "Daniel Osei (vendor)"],
        ["2026-10-30", "Criteria agreed", "Gwen Tregear (prospect)"],
        ["2026-11-01", "Depot two is \\*out\\*", "Gwen Tregear"],
        ["2026-11-02", "Work started", "Daniel Osei, Gwen Tregear"],
    ]
    bare.commit("A decision")
    before = text_of(bare, ACTIVE)
    again = (
        "note",
        "marlowe",
        "DECISION",
        "depot two is *out*",
        "--by",
        "gwen tregear",
        "--date",
        "2026-11-01",
    )
    assert "Nothing to change" in bare.poc_docs(*again)
    assert text_of(bare, ACTIVE) == before


def test_a_learning_is_an_item_at_any_status(bare: Repository) -> None:
    for name, path in (("marlowe", ACTIVE), ("belrive", COMPLETE)):
        bare.poc_docs("note", name, "learning", "1. Ask for <b>holidays</b>")
        bare.poc_docs("note", name, "learning", "Later")
        assert text_of(bare, path).endswith("- 1\\. Ask for &lt;b>holidays&lt;/b>\n- Later\n")
    assert "Nothing to change" in bare.poc_docs("note", "marlowe", "learning", "later")
    bare.commit("Learnings")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("decision", "x"), "say who decided: --by NAME"),
        (("decision", "x", "--by", "NAME"), "'NAME' does not say who decided"),
        (("decision", "", "--by", "Ann"), "say what was decided"),
        (("decision", "…", "--by", "Ann"), "does not say what was decided"),
        (("decision", "x", "--by", "Ann", "--date", "2026-11-23"), "2026-11-23 lies in the future"),
        (("decision", "x", "--by", "Ann", "--date", "soon"), "not a day of the calendar"),
        (("learning", " "), "say what there is to learn"),
        (("learning", "x", "--by", "Ann"), "no day and no name"),
        (("thought", "x"), "thought"),
        (("learning", "a\u200bb"), "POC002"),
    ],
)
def test_a_note_is_refused(bare: Repository, arguments: tuple[str, ...], message: str) -> None:
    before = text_of(bare, ACTIVE)
    assert message in bare.poc_docs("note", "marlowe", *arguments, code=2)
    assert text_of(bare, ACTIVE) == before

"""One plan's whole life, from the empty template to the published decision, as a sales engineer lives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.halden_plan import PLAN, filled_in, planned, signed

if TYPE_CHECKING:
    from tests.surroundings import Repository


def test_from_the_empty_template_to_the_published_decision(repository: Repository) -> None:
    planned(repository)
    assert "no vendor signature yet" in repository.poc_docs("status", "halden", "Active", code=1)
    signed(repository)
    said = repository.poc_docs("status", "halden", "Active", "--date", "2026-10-05")
    assert "is Active from 2026-10-05" in said
    repository.commit("Start")

    said = repository.poc_docs("results", "halden", "--set", "1=187 ms", "--set", "3=Pass")
    assert "Response under load: Pass" in said
    assert "criterion 2 (Import accuracy) is Critical" in said
    repository.commit("First results")
    assert "POC306" in repository.poc_docs("status", "halden", "Complete", code=1)

    said = repository.poc_docs("results", "halden", "--set", "2=99.82%", "--evidence", "2=import-report.pdf")
    assert "Outcome so far: Proceed" in said
    said = repository.poc_docs(
        "decide", "halden", "--feedback", "Faster than what we run today.", "--date", "2026-11-06"
    )
    assert "Computed outcome: Proceed" in said
    repository.poc_docs("status", "halden", "Complete", "--date", "2026-11-09")
    repository.commit("Proceed at Halden")
    repository.poc_docs("check")

    shown = json.loads(repository.poc_docs("show", "halden", "--format", "json"))
    assert shown["status"] == "Complete"
    assert shown["computed"]["outcome"] == shown["decision"]["outcome"] == "Proceed"
    assert [c["verdict"] for c in shown["criteria"]] == ["Pass", "Pass", "Pass"]
    assert shown["completed"] == "2026-11-09"

    repository.write("mkdocs.yml", "site_name: PoCs\nplugins: [search, poc-docs]\ntheme: material\n")
    (repository.root / "docs").mkdir()
    repository.run("env", "NO_MKDOCS_2_WARNING=1", "mkdocs", "build", "--strict")
    pages = [path.read_text() for path in (repository.root / "site").rglob("*.html") if "halden" in str(path)]
    assert any("Proceed" in page and "Faster than what we run today." in page for page in pages)


def test_a_goalpost_that_moves_is_refused_in_words_a_sales_engineer_understands(
    repository: Repository,
) -> None:
    planned(repository)
    signed(repository)
    repository.poc_docs("status", "halden", "Active")
    repository.commit("Start")
    repository.replace(PLAN, ">99.5%", ">99%")
    said = repository.commit("Nobody will notice", passes=False)
    assert "target of criterion 2: '>99.5%' was agreed, now '>99%'" in said
    repository.replace(PLAN, ">99%", ">99.5%")
    repository.write("notes.md", "Nothing happened.")
    repository.commit("Put back")


def test_agreeing_says_everything_at_once_and_writes_nothing(repository: Repository) -> None:
    repository.poc_docs("new", "Halden Logistics", "Route planning")
    before = (repository.root / PLAN).read_bytes()
    said = repository.poc_docs("agree", "halden", "--party", "vendor", "--by", "Ines Falk", code=1)
    assert said.count("POC203") > 10
    assert "can't be signed yet" in said
    assert (repository.root / PLAN).read_bytes() == before


def test_one_person_signs_for_one_side(repository: Repository) -> None:
    planned(repository)
    repository.poc_docs("agree", "halden", "--party", "vendor", "--by", "Ines Falk")
    said = repository.poc_docs(
        "agree", "halden", "--party", "prospect", "--by", "ines  falk", "--evidence", "mail", code=2
    )
    assert "can't sign for both" in said
    assert "nothing to add" in repository.poc_docs(
        "agree", "halden", "--party", "vendor", "--by", "Ines Falk"
    )


def test_a_status_takes_one_step_forward_at_a_time(repository: Repository) -> None:
    planned(repository)
    assert "never Active" in repository.poc_docs("status", "halden", "Complete", code=2)
    signed(repository)
    repository.poc_docs("status", "halden", "Active")
    assert "already" in repository.poc_docs("status", "halden", "Active")


def test_diff_writes_nothing(repository: Repository) -> None:
    planned(repository)
    before = (repository.root / PLAN).read_bytes()
    calls = [
        ("agree", "halden", "--party", "vendor", "--by", "Ines Falk"),
        ("results", "halden", "--set", "1=187 ms"),
        ("decide", "halden", "--outcome", "No-go", "--reason", "None", "--feedback", "None"),
    ]
    for call in calls:
        assert "+++ b/plans/halden" in repository.poc_docs(*call, "--diff")
    assert "+id: oslo-port-berths" in repository.poc_docs("new", "Oslo Port", "Berths", "--diff")
    assert (repository.root / PLAN).read_bytes() == before
    assert [path.name for path in (repository.root / "plans").iterdir()] == [PLAN.split("/")[1]]


def test_recording_twice_changes_nothing(repository: Repository) -> None:
    planned(repository)
    repository.poc_docs("results", "halden", "--set", "1=187 ms", "--set", "3=Pass")
    before = (repository.root / PLAN).read_bytes()
    said = repository.poc_docs("results", "halden", "--set", "1=187 ms", "--set", "3=Pass")
    assert "Nothing to change" in said
    assert (repository.root / PLAN).read_bytes() == before


def test_a_person_may_settle_what_no_machine_can(repository: Repository) -> None:
    planned(repository)
    said = repository.poc_docs("results", "halden", "--set", "2=about 99.6%")
    assert "undecided" in said
    note = "2=Judged by Tove Brandt (prospect): the missing orders were test data"
    said = repository.poc_docs("results", "halden", "--verdict", "2=Pass", "--note", note)
    assert "Pass, judged by Tove Brandt (prospect)" in said
    assert "judged by Tove Brandt (prospect); computed: undecided" in repository.poc_docs("show", "halden")


def test_an_old_plan_with_a_metadata_table_is_migrated(repository: Repository) -> None:
    text = filled_in((repository.root / _new(repository)).read_text())
    body = text.split("---\n", 2)[2].lstrip("\n")
    heading, _, rest = body.partition("\n")
    table = (
        "\n## Metadata\n\n| Field | Value |\n|---|---|\n"
        "| Date | 2026-09-28 |\n| Sales Engineer | Ines Falk |\n"
        "| Prospect | Halden Logistics |\n| Opportunity | OPP-20417 |\n| Status | Planning |\n"
    )
    repository.write(PLAN, heading + "\n" + table + rest)
    assert "poc-docs migrate" in repository.poc_docs("check", code=1)
    assert "+id: halden-logistics-route-planning" in repository.poc_docs("migrate", "halden", "--diff")
    repository.poc_docs("migrate", PLAN)
    repository.poc_docs("check")
    migrated = (repository.root / PLAN).read_text()
    assert migrated.endswith(rest[rest.index("*Proof-of-concept") :])
    assert "front matter already" in repository.poc_docs("migrate", "halden", code=2)


def _new(repository: Repository) -> str:
    repository.poc_docs("new", "Halden Logistics", "Route planning")
    return PLAN


def test_a_plan_like_another_has_its_criteria_but_not_its_signatures(repository: Repository) -> None:
    planned(repository)
    signed(repository)
    repository.poc_docs("status", "halden", "Active")
    repository.poc_docs("results", "halden", "--set", "1=187 ms")
    repository.poc_docs("new", "Oslo Port", "Berths", "--like", "halden")
    shown = json.loads(repository.poc_docs("show", "oslo", "--format", "json"))
    assert [c["target"] for c in shown["criteria"]] == ["<200ms", ">99.5%", "Pass/Fail"]
    assert shown["agreement"]["signatures"] == []
    assert shown["status"] == "Planning"
    assert all(c["result"] is None for c in shown["criteria"])
    repository.poc_docs("check")


def test_a_name_is_written_once(repository: Repository) -> None:
    _new(repository)
    before = (repository.root / PLAN).read_bytes()
    assert "exists already" in repository.poc_docs("new", "Halden Logistics", "Route planning", code=2)
    assert (repository.root / PLAN).read_bytes() == before


def test_a_test_before_the_first_day_of_work_is_taken_and_named_by_both_commands(
    repository: Repository,
) -> None:
    planned(repository)
    signed(repository)
    repository.poc_docs("status", "halden", "Active", "--today", "2026-10-02")
    note = "Note: that is 2 days before the first day of work, 2026-10-05."
    assert note in repository.poc_docs("measure", "halden", "1", "187 ms", today="2026-10-03")
    assert note in repository.poc_docs("results", "halden", "--set", "1=187 ms", today="2026-10-03")
    said = repository.poc_docs("results", "halden", "--set", "2=99.82%", today="2026-10-05")
    assert "first day of work" not in said
    said = repository.poc_docs(
        "measure", "halden", "2", "99%", "--date", "2026-10-01", code=2, today="2026-10-05"
    )
    assert "2026-10-01 is a date outside the PoC, which starts on 2026-10-05" in said


def test_a_plan_that_was_just_begun_says_how_much_is_in_the_way_and_what_lists_it(
    repository: Repository,
) -> None:
    repository.poc_docs("new", "Halden Logistics", "Route planning", "--start", "2026-10-05")
    said = repository.poc_docs("status", "halden", "Active", code=1)
    number = int(said.partition("These are the first 5 of ")[2].partition(";")[0])
    assert number > 20
    assert said.count("\n    -> ") <= 5
    assert f"{number} errors" in said
    command = "poc-docs status halden-logistics-route-planning Active --all"
    assert f"all of them:\n  {command}\n" in said
    everything = repository.poc_docs(*command.split()[1:], code=1)
    assert everything.count("plans/halden-logistics-route-planning.md:") == number
    assert "These are the first" not in everything


def test_evidence_of_a_day_to_come_is_refused(repository: Repository) -> None:
    planned(repository)
    word = ("agree", "halden", "--party", "prospect", "--by", "Tove Brandt", "--evidence")
    before = (repository.root / PLAN).read_text()
    said = repository.poc_docs(*word, "mail of 2026-10-02, minutes of 2026-09-30", code=2, today="2026-10-01")
    assert "--evidence names 2026-10-02, which lies in the future" in said
    assert (repository.root / PLAN).read_text() == before
    repository.poc_docs(*word, "mail of 2026-10-01, ticket 2026-99-99, no. 12026-10-022", today="2026-10-01")
    assert "mail of 2026-10-01" in (repository.root / PLAN).read_text()

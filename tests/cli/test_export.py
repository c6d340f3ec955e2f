"""``poc-docs export``: the right file in the right place, and nothing of anybody's lost."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import icalendar
import openpyxl
import pytest

from poc_docs.cli import export
from poc_docs.cli.cores import MANY
from poc_docs.exports.tracking.tables import TABLES
from tests.cli.three_plans import ACTIVE, COMPLETE, WAITING
from tests.portfolio.gap_plans import REGISTER
from tests.surroundings import PROJECT, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

FILES = {"t.xlsx": "xlsx", "t.json": "json", "t.ics": "ics", "t.sqlite": "sqlite", "t.zip": "csv"}


def test_the_ending_says_the_format_and_the_whole_portfolio_is_written(begun: Repository) -> None:
    for name in FILES:
        assert f"Wrote {name}: 3 plans." in begun.poc_docs("export", "-o", name)
    book = openpyxl.load_workbook(begun.root / "t.xlsx")
    assert [page.title for page in book] == [table.title for table in TABLES]
    assert book["Plans"].max_row == 4
    assert len(json.loads((begun.root / "t.json").read_bytes())["plans"]) == 3
    calendar = icalendar.Calendar.from_ical((begun.root / "t.ics").read_bytes())
    summaries = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert len([name for name in summaries if name.endswith(": decision")]) == 3
    with closing(sqlite3.connect(begun.root / "t.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM plans").fetchone() == (3,)
    with zipfile.ZipFile(begun.root / "t.zip") as archive:
        assert archive.namelist() == [f"{table.name}.csv" for table in TABLES]


def test_the_same_plans_give_the_same_bytes_and_may_be_written_over(begun: Repository) -> None:
    for name in FILES:
        begun.poc_docs("export", "-o", name)
    before = {name: (begun.root / name).read_bytes() for name in FILES}
    for name in FILES:
        begun.poc_docs("export", "-o", name)
    assert {name: (begun.root / name).read_bytes() for name in FILES} == before
    begun.replace(ACTIVE, "Ranking latency", "Ranking delay")
    for name in FILES:
        begun.poc_docs("export", "-o", name)
    changed = [name for name in FILES if (begun.root / name).read_bytes() != before[name]]
    assert changed == [name for name in FILES if name != "t.ics"]


def test_very_many_plans_are_exported_as_few_are(begun: Repository) -> None:
    few = {name: (begun.poc_docs("export", name, "--format", "json")) for name in (ACTIVE, COMPLETE)}
    for path in SAMPLES:
        for number in range(MANY // len(SAMPLES) + 1):
            new = path.read_bytes().replace(b"\nid: ", b"\nid: x%d-" % number, 1)
            begun.write(f"plans/z-{path.stem}-{number}.md", new)
    begun.write("plans/broken.md", b"\xff\xfe\x00")
    begun.write("plans/twice.md", (begun.root / WAITING).read_bytes())
    count = len(list((begun.root / "plans").glob("*.md")))
    assert count > MANY
    begun.poc_docs("export", "-o", "t.json", code=1)
    value = json.loads((begun.root / "t.json").read_bytes())
    plans = {plan["path"]: plan for plan in value["plans"]}
    assert list(plans) == sorted(plans)
    assert len(plans) == count - 1
    assert [each["path"] for each in value["left_out"]] == ["plans/broken.md"]
    for name, said in few.items():
        (alone,) = json.loads(said)["plans"]
        assert {**plans[name], "computed": None} == {**alone, "computed": None}, name
    # Two files with one id are known by their paths, and have an error, whichever process read them.
    for name in (WAITING, "plans/twice.md"):
        assert "1 error" in plans[name]["computed"]["not_computed"]
    begun.poc_docs("export", "-o", "t.sqlite", code=1)
    with closing(sqlite3.connect(begun.root / "t.sqlite")) as connection:
        keys = {path: key for key, path in connection.execute("SELECT plan, path FROM plans")}
        criteria = dict(connection.execute("SELECT plan, count(*) FROM criteria GROUP BY plan"))
    ids = Counter(plan["id"] for plan in plans.values())
    assert keys == {path: plan["id"] if ids[plan["id"]] == 1 else path for path, plan in plans.items()}
    assert keys[WAITING] == WAITING
    assert {keys[path]: len(plan["criteria"]) for path, plan in plans.items()} == criteria


def test_a_reader_that_has_seen_enough_is_no_error(begun: Repository) -> None:
    said = begun.run("sh", "-c", "python -m poc_docs export --format json | head -n 1")
    assert said == "{\n"


def test_one_plan_or_several_by_name(begun: Repository) -> None:
    value = json.loads(begun.poc_docs("export", "belrive", "marlowe", "belrive", "--format", "json"))
    assert [plan["path"] for plan in value["plans"]] == [COMPLETE, ACTIVE]
    shown = json.loads(begun.poc_docs("show", "belrive", "--format", "json"))
    assert {"path": COMPLETE, **shown} == value["plans"][0]
    assert "there is no plan 'nobody'" in begun.poc_docs("export", "nobody", "--format", "json", code=2)


def test_text_goes_to_standard_output_and_nothing_else_with_it(begun: Repository) -> None:
    said = begun.poc_docs("export", "belrive", "--table", "criteria")
    rows = list(csv.DictReader(io.StringIO(said)))
    assert [row["result"] for row in rows][:2] == ["97.6%", "99.98%"]
    assert said == begun.poc_docs("export", "belrive", "--format", "csv", "--table", "criteria", "-o", "-")
    said = begun.run("python", "-m", "poc_docs", "export", "belrive", "--table", "criteria")
    assert said.startswith("plan,position,number,")
    assert said.count("\r\n") == said.count("\n") == len(rows) + 1
    assert begun.run("python", "-m", "poc_docs", "export", "--format", "ics").startswith(
        "BEGIN:VCALENDAR\r\n"
    )
    begun.poc_docs("export", "belrive", "--table", "criteria", "-o", "c.csv", "--bom")
    assert (begun.root / "c.csv").read_bytes().decode("utf-8-sig") == said


def test_all_tables_go_to_a_folder(begun: Repository) -> None:
    begun.poc_docs("export", "--format", "csv", "-o", "tables")
    assert sorted(path.name for path in (begun.root / "tables").iterdir()) == sorted(
        f"{table.name}.csv" for table in TABLES
    )
    begun.write("tables/notes.txt", "mine")
    begun.write("tables/gaps.csv", "a,b\n1,2\n")
    refused = begun.poc_docs("export", "--format", "csv", "-o", "tables", code=2)
    assert "tables/gaps.csv is there already" in refused
    begun.poc_docs("export", "--format", "csv", "-o", "tables", "--force")
    assert (begun.root / "tables/notes.txt").read_text() == "mine"
    assert (begun.root / "tables/gaps.csv").read_text().startswith("plan,position,")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "there", [b"my own words\n", b"PK\x03\x04 broken", b"SQLite format 3\x00 of another", b"{}"]
)
def test_what_is_no_export_is_only_replaced_by_force(begun: Repository, name: str, there: bytes) -> None:
    begun.write(name, there)
    refused = begun.poc_docs("export", "-o", name, code=2)
    assert "is there already" in refused
    assert "--force" in refused
    assert (begun.root / name).read_bytes() == there
    begun.poc_docs("export", "-o", name, "--force")
    assert (begun.root / name).read_bytes() != there


@pytest.mark.parametrize("name", FILES)
def test_one_format_is_not_written_over_another(begun: Repository, name: str) -> None:
    begun.poc_docs("export", "-o", name)
    before = (begun.root / name).read_bytes()
    for form in set(FILES.values()) - {FILES[name], "csv"}:
        assert "is there already" in begun.poc_docs("export", "--format", form, "-o", name, code=2)
    begun.poc_docs("export", "--table", "gaps", "-o", name, code=2)
    assert (begun.root / name).read_bytes() == before


def test_a_workbook_that_somebody_worked_in_is_kept(begun: Repository) -> None:
    begun.poc_docs("export", "-o", "t.xlsx")
    book = openpyxl.load_workbook(begun.root / "t.xlsx")
    book["Plans"]["A2"] = "mine"
    book.properties.lastModifiedBy = "Ines Falk"
    book.save(begun.root / "t.xlsx")
    assert "another program saved" in begun.poc_docs("export", "-o", "t.xlsx", code=2)


def test_no_plan_and_no_link_is_written_over_even_by_force(begun: Repository) -> None:
    before = (begun.root / ACTIVE).read_bytes()
    refused = begun.poc_docs("export", "--format", "json", "-o", ACTIVE, "--force", code=2)
    assert "is a plan" in refused
    (begun.root / "link.json").symlink_to(begun.root / ACTIVE)
    refused = begun.poc_docs("export", "-o", "link.json", "--force", code=2)
    assert "is a plan" in refused or "is a link" in refused
    begun.write("other.json", "x")
    (begun.root / "to-other.json").symlink_to(begun.root / "other.json")
    assert "is a link" in begun.poc_docs("export", "-o", "to-other.json", "--force", code=2)
    assert (begun.root / ACTIVE).read_bytes() == before


def test_plans_with_errors_are_exported_and_named(begun: Repository) -> None:
    begun.replace(ACTIVE, "| Critical |", "| Vital |")
    said = begun.poc_docs("export", "-o", "t.json")
    assert f"{ACTIVE} has " in said
    assert "is exported as it stands" in said
    assert "Wrote t.json: 3 plans." in said


def test_a_file_that_can_not_be_read_is_named_and_stops_no_other(begun: Repository) -> None:
    begun.write("plans/broken.md", b"\xff\xfe\x00")
    begun.write("plans/note.md", "# Only a note\n")
    said = begun.poc_docs("export", "-o", "t.xlsx", code=1)
    assert "plans/broken.md is left out: the file is not UTF-8" in said
    assert "plans/note.md has " in said
    assert "Wrote t.xlsx: 4 plans." in said
    assert openpyxl.load_workbook(begun.root / "t.xlsx")["Plans"].max_row == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say what to write"),
        (("-o", "t.txt"), "say what to write"),
        (("--format", "xlsx"), "poc-docs export -o tracking.xlsx"),
        (("--format", "sqlite", "-o", "-"), "sqlite goes to a file"),
        (("--format", "csv"), "a CSV file holds one table, and there are 11"),
        (("-o", "t.csv"), "add --table NAME"),
        (("--table", "critera"), "did you mean 'criteria'?"),
        (("--table", "zzz"), "the tables are plans, criteria,"),
        (("--table", "gaps", "--format", "json"), "--table is for csv, not for json"),
        (("--bom", "-o", "t.ics"), "--bom is for csv, not for ics"),
        (("--table", "gaps", "-o", "plans"), "is no file"),
    ],
)
def test_refused(begun: Repository, arguments: tuple[str, ...], message: str) -> None:
    assert message in begun.poc_docs("export", *arguments, code=2)
    assert begun.git("status", "--porcelain") == ""


def test_without_plans_there_is_nothing_to_export(repository: Repository) -> None:
    assert "there are no plans to export" in repository.poc_docs("export", "-o", "t.json", code=2)


def test_without_the_library_the_extra_is_named(begun: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "find_spec", lambda _: None)
    refused = begun.poc_docs("export", "-o", "t.xlsx", code=2)
    assert "needs the package XlsxWriter" in refused
    assert " -m pip install 'xlsxwriter>=" in refused.casefold()


def test_salesforce_takes_what_is_sound_and_names_the_rest(begun: Repository) -> None:
    begun.replace(COMPLETE, "opportunity: OPP-20508", "opportunity: 006AA00000Bc1DeAAF")
    said = begun.poc_docs("export", "--format", "salesforce", "-o", "deals.csv")
    assert "Wrote deals.csv: 1 plan." in said
    assert said.count("'opportunity' is not the id of a record in Salesforce") == 1, "said once for both"
    assert f"2 plans ({WAITING}, {ACTIVE}) are left out" in said
    header, row = csv.reader(io.StringIO((begun.root / "deals.csv").read_bytes().decode(), newline=""))
    assert (header[0], row[0]) == ("Id", "006AA00000Bc1DeAAF")


@pytest.mark.parametrize("place", ["deals.csv", "-"])
def test_without_any_row_for_salesforce_nothing_is_written(begun: Repository, place: str) -> None:
    said = begun.poc_docs("export", "--format", "salesforce", "-o", place, code=1)
    assert said.splitlines() == [
        "all 3 plans are left out: 'opportunity' is not the id of a record in Salesforce",
        "Nothing was written: no plan has a row.",
        "",
        (
            'Next: name the external id that it is: opportunity = "…__c" below [tool.poc-docs.crm.fields] in '
            "pyproject.toml, see docs/crm.md"
        ),
    ]
    assert not (begun.root / "deals.csv").exists()


def test_a_file_for_salesforce_is_known_again_under_another_field_map(begun: Repository) -> None:
    begun.replace(COMPLETE, "opportunity: OPP-20508", "opportunity: 006AA00000Bc1DeAAF")
    arguments = ("export", "--format", "salesforce", "-o", "deals.csv")
    begun.poc_docs(*arguments)
    begun.write("pyproject.toml", '[tool.poc-docs.crm.fields]\noutcome = "Result__c"\ndeal_review = ""\n')
    assert "Wrote deals.csv" in begun.poc_docs(*arguments)
    header = (begun.root / "deals.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert "Result__c" in header
    assert "Deal_Review__c" not in header


@pytest.mark.parametrize(
    "text",
    [
        "Id,Amount\r\n006AA00000Bc1DeAAF,5\r\n",
        "Opportunity Name,File\r\nA,plans/a.md\r\n",
        "Id,File\r\nA,plans/a.md\r\nB,\r\n",
        "Id,File\r\nA,plans/a.md,more\r\n",
        'Id,"File\r\n',
        "name,mail\n",
        "Id\n",
    ],
)
def test_a_file_that_was_not_written_for_salesforce_here_is_kept(begun: Repository, text: str) -> None:
    begun.replace(COMPLETE, "opportunity: OPP-20508", "opportunity: 006AA00000Bc1DeAAF")
    path = begun.write("deals.csv", text)
    assert "is there already" in begun.poc_docs("export", "--format", "salesforce", "-o", "deals.csv", code=2)
    assert path.read_bytes() == text.encode()


def test_an_export_may_go_anywhere(begun: Repository, tmp_path: Path) -> None:
    target = tmp_path / "t.json"
    begun.poc_docs("export", "-o", str(target))
    assert json.loads(target.read_bytes())["version"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--format", "json"),
        ("export", "--format", "csv"),
        ("report", "marlowe"),
        ("slack", "weekly", "marlowe"),
        ("email", "weekly", "marlowe"),
    ],
)
def test_no_command_makes_the_folder_around_its_file(begun: Repository, arguments: tuple[str, ...]) -> None:
    said = begun.poc_docs(*arguments, "-o", "my reports/new/file", code=2)
    assert re.search(r"there is no folder \S*my reports/new", said)
    assert re.search(r"make it first: mkdir -p '\S*my reports/new'", said)
    assert not (begun.root / "my reports").exists()
    begun.write("taken", "a file")
    assert "is a file, and no folder" in begun.poc_docs(*arguments, "-o", "taken/file", code=2)


def test_a_folder_of_tables_is_made(begun: Repository) -> None:
    begun.poc_docs("export", "--format", "csv", "-o", "tables")
    assert sorted(path.stem for path in (begun.root / "tables").iterdir()) == sorted(t.name for t in TABLES)


@pytest.mark.parametrize("name", FILES)
def test_where_there_is_no_room_the_file_is_named_and_nothing_is_left(
    begun: Repository, tmp_path: Path, name: str
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for most in ("1", "4", "16"):  # what is taken from the plans has no room, or what is built of it
        limited = 'ulimit -f "$1"; TMPDIR="$2" exec poc-docs export -o "$3"'
        told = begun.run("sh", "-c", limited, "sh", most, str(temporary), name, succeeds=False)
        assert f"poc-docs: {name} was not written: it is built in a temporary folder, and {temporary}" in told
        assert "-> make room there, or name a folder where you may write: export TMPDIR=…" in told
        assert not (begun.root / name).exists()
        assert not [*temporary.iterdir()]


def test_gaps_have_the_status_of_the_register(begun: Repository) -> None:
    def open_gaps() -> list[tuple[str | None, ...]]:
        begun.poc_docs("export", "-o", "t.sqlite")
        with closing(sqlite3.connect(begun.root / "t.sqlite")) as connection:
            return connection.execute("SELECT id, status, release, owner FROM v_open_gaps").fetchall()

    begun.replace(COMPLETE, "outcome: won", "outcome: pending")
    assert ("GAP-8", None, None, None) in open_gaps()
    begun.write("gaps.md", REGISTER + "| GAP-8 | Scans | Documents | Bo Lind | Planned | 2027.1 | |\n")
    assert ("GAP-8", "Planned", "2027.1", "Bo Lind") in open_gaps()
    begun.replace("gaps.md", "Planned | 2027.1", "Shipped | 2026.11")
    assert "GAP-8" not in [row[0] for row in open_gaps()]


def test_of_a_register_with_errors_nothing_is_taken(begun: Repository) -> None:
    twice = "| GAP-8 | Scans | Documents | Bo Lind | Shipped | | |\n"
    begun.write("gaps.md", REGISTER + twice * 2)
    begun.replace(COMPLETE, "outcome: won", "outcome: pending")
    said = begun.poc_docs("export", "-o", "t.sqlite")
    assert "gaps.md has errors, and so no gap has a status" in said
    with closing(sqlite3.connect(begun.root / "t.sqlite")) as connection:
        assert ("GAP-8", None) in connection.execute("SELECT id, status FROM v_open_gaps").fetchall()
    begun.write("gaps.md", b"caf\xe9")
    assert "gaps.md has errors" in begun.poc_docs("export", "-o", "t.sqlite")


def test_the_page_describes_every_table_column_and_view() -> None:
    from poc_docs.exports.tracking.timeline import KINDS
    from poc_docs.exports.tracking.views import VIEWS
    from poc_docs.text.reading import read_document

    page = (PROJECT / "docs" / "exporting.md").read_text()
    tables = {
        section.heading.text: [tuple(cell.content for cell in row.cells) for row in table.rows]
        for section, table in read_document(page).tables
    }
    for table in TABLES:
        rows = [(f"`{column.name}`", column.kind.value, column.meaning) for column in table.columns]
        assert tables[table.name] == rows
        assert f"## {table.name}\n\n{table.meaning}" in page
    assert tables["Kinds of entries"] == [(f"`{kind}`", meaning) for kind, meaning in KINDS.items()]
    assert tables["Views"] == [(f"`{view.name}`", view.meaning) for view in VIEWS]

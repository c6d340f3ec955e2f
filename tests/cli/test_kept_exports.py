"""``export`` keeps what it wrote of a plan: it gives the same bytes as without that."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.known_good import EXPORTING, RULES, TAKING
from tests.cli.kept_plans import (
    ACTS,
    a_link,
    add_paused_plan,
    an_edit,
    files_that_are_no_plans,
    no_store,
    store,
    story,
    usual_plans,
)
from tests.cli.three_plans import settled_copy_of
from tests.portfolio.gap_plans import REGISTER
from tests.surroundings import BY_NAME, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.surroundings import Repository

FORMATS = {
    "json": ("--format", "json"),
    "ics": ("--format", "ics"),
    "tables": ("-o", "t.sqlite"),
}
LEAVING_OUT = (files_that_are_no_plans, a_link)
"""After these a file can't be read, which is said, and the code is 1."""


def export(repository: Repository, form: str, *more: str, today: str = "2026-11-22", code: int = 0) -> bytes:
    """Give what an export prints, and the file that it writes."""
    said = repository.poc_docs("export", *FORMATS[form], *more, today=today, code=code).encode()
    written = repository.root / "t.sqlite"
    if written.exists():
        said += written.read_bytes()
        written.unlink()
    assert len(said) > 1000
    return said


@pytest.fixture(scope="module")
def made(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``exported`` gives a copy of."""
    repository = usual_plans(pristine, tmp_path_factory.mktemp("exported") / "pocs")
    for form in FORMATS:
        export(repository, form)
    assert {each.name for each in store(repository)} == {
        name for form in FORMATS for name in (f"export-{form}", f"export-{form}-texts")
    }
    return repository


@pytest.fixture
def exported(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository of which every format was exported."""
    return settled_copy_of(made, tmp_path / "pocs")


def assert_as_without_store(repository: Repository, today: str = "2026-11-22", code: int = 0) -> None:
    """Export with what was kept, and once more with what that kept: both give what one without gives."""
    for form, times in (("json", 2), ("tables", 1), ("ics", 1)):
        anew = export(repository, form, "--no-cache", today=today, code=code)
        for _ in range(times):
            assert export(repository, form, today=today, code=code) == anew


@pytest.mark.parametrize("act", ACTS)
def test_an_export_has_the_bytes_that_it_has_without_the_store(
    exported: Repository, act: Callable[[Repository], None]
) -> None:
    act(exported)
    assert_as_without_store(exported, code=int(act in LEAVING_OUT))


@pytest.mark.parametrize("seed", range(3))
def test_so_it_is_after_any_story(exported: Repository, seed: int) -> None:
    for day in story(exported, seed):
        assert_as_without_store(exported, day)


@pytest.mark.parametrize("today", ["2026-01-01", "2026-03-20", "2026-11-23", "2027-06-01"])
def test_what_depends_on_the_day_is_that_of_the_day(exported: Repository, today: str) -> None:
    assert_as_without_store(exported, today)
    assert_as_without_store(exported)


def test_a_pause_that_goes_on_is_told_as_of_the_day(exported: Repository) -> None:
    add_paused_plan(exported)
    for today in ("2026-11-22", "2026-11-23", "2026-12-24"):
        assert_as_without_store(exported, today)


def test_gaps_have_the_status_that_the_register_has_now(exported: Repository) -> None:
    exported.write("gaps.md", REGISTER + "| GAP-8 | Scans | Documents | Bo Lind | Planned | 2027.1 | |\n")
    assert_as_without_store(exported)
    exported.replace("gaps.md", "Planned | 2027.1", "Shipped | 2026.11")
    assert_as_without_store(exported)
    exported.write("gaps.md", b"caf\xe9")
    assert_as_without_store(exported)


def lie(repository: Repository, form: str, old: bytes, new: bytes) -> None:
    """Write into the store what no plan says, so that nobody notices."""
    kept = repository.root / f".git/poc-docs/export-{form}-texts"
    before = kept.stat()
    data = kept.read_bytes()
    assert old in data
    assert len(old) == len(new)
    kept.write_bytes(data.replace(old, new))
    os.utime(kept, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("form", FORMATS)
def test_of_a_plan_that_has_not_changed_nothing_is_read(exported: Repository, form: str) -> None:
    before = export(exported, form)
    lie(exported, form, b"Marlowe", b"Nemo789")
    assert b"Nemo789" in export(exported, form)
    assert export(exported, form, "--no-cache") == before
    an_edit(exported)
    exported.git("mv", f"plans/{BY_NAME['serra'].name}", "plans/moved.md")
    assert b"Nemo789" not in export(exported, form)


def test_a_file_that_was_written_to_since_counts_as_none(exported: Repository) -> None:
    before = export(exported, "json")
    kept = exported.root / ".git/poc-docs/export-json-texts"
    kept.write_bytes(kept.read_bytes().replace(b"Marlowe", b"Nemo789"))
    assert export(exported, "json") == before


def test_plans_that_share_something_are_kept_beside_each_other(exported: Repository) -> None:
    exported.write("plans/copy.md", BY_NAME["marlowe"].read_bytes())
    assert_as_without_store(exported)
    lie(exported, "json", b"Marlowe", b"Nemo789")
    assert export(exported, "json").count(b"Nemo789") > 1
    exported.replace("plans/copy.md", "title: ", "title: Another ")
    assert b"Nemo789" not in export(exported, "json")


def test_plans_with_one_content_and_any_names_are_told_apart(exported: Repository) -> None:
    for name in ("a b", "a%20b", "a", "b"):
        exported.write(f"plans/{name}.md", "# Minutes\n")
    assert_as_without_store(exported)
    said = export(exported, "json").decode()
    assert all(f'"path": "plans/{name}.md"' in said for name in ("a b", "a%20b", "a", "b"))


def test_plans_that_are_named_are_read_and_not_kept(exported: Repository) -> None:
    an_edit(exported)
    before = {each.name: each.read_bytes() for each in store(exported)}
    said = export(exported, "json", "marlowe")
    assert b"Another" in said
    assert {each.name: each.read_bytes() for each in store(exported)} == before


def test_what_has_no_room_is_read_each_time(exported: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = exported.root / ".git/poc-docs/export-json-texts"
    whole = kept.stat().st_size
    monkeypatch.setattr("poc_docs.cli.kept_texts.MOST", whole // 2)
    no_store(exported)
    assert_as_without_store(exported)
    assert 0 < kept.stat().st_size <= whole // 2
    written = kept.stat().st_mtime_ns
    assert_as_without_store(exported)
    assert kept.stat().st_mtime_ns == written


def test_where_nothing_can_be_kept_the_export_is_the_same(exported: Repository) -> None:
    texts = exported.root / ".git/poc-docs/export-json-texts-new"
    (texts / "in the way").mkdir(parents=True)
    an_edit(exported)
    assert_as_without_store(exported)


def test_no_link_in_place_of_the_store_is_read_or_written_through(
    exported: Repository, tmp_path: Path
) -> None:
    before = export(exported, "json")
    kept = exported.root / ".git/poc-docs/export-json-texts"
    precious = tmp_path / "precious"
    kept.rename(precious)
    data = precious.read_bytes()
    kept.symlink_to(precious)
    kept.with_name(f"{kept.name}-new").symlink_to(precious)
    assert export(exported, "json") == before
    assert precious.read_bytes() == data
    assert not kept.is_symlink()


def test_the_key_covers_all_code_that_has_a_part_in_an_export(exported: Repository) -> None:
    code = (
        "import sys\n"
        "from poc_docs.cli.group import cli\n"
        "for name in ('t.json', 't.ics', 't.zip'):\n"
        "    cli(['export', '--no-cache', '-o', name], standalone_mode=False)\n"
        "print(*(name for name in sys.modules if name.startswith('poc_docs.')))\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=exported.root, env=environment(), capture_output=True, check=True)
    loaded = done.stdout.decode().splitlines()[-1].split()
    folders = {name.removeprefix("poc_docs.").rpartition(".")[0].replace(".", "/") for name in loaded}
    # These bring the bytes, name list items, and look at a file that is there already.
    above = ("repository", "writing", "reports")
    ours = {each for each in folders if each.partition("/")[0] not in above and each}
    assert ours <= {*RULES, *TAKING, *EXPORTING}

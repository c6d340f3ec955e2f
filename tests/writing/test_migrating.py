"""The Metadata table becomes front matter, and nothing it says is lost."""

from __future__ import annotations

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.text.edits import apply_edits
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.migrating import migrate
from tests.writing.golden import pairs
from tests.writing.plans import SAMPLES

TABLE = "# POC Plan: A -- B\n\n## Metadata\n\n| Field | Value |\n|---|---|\n| Status | Planning |\n"


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("title", "before", "after"), pairs("metadata_tables.txt"))
def test_golden(title: str, before: str, after: str, newline: str, bom: str) -> None:
    text = bom + before.replace("\n", newline)
    plan = read_plan(text)
    written = apply_edits(text, migrate(plan, "a-plan"))
    assert written == bom + after.replace("\n", newline)
    assert migrate(read_plan(written), "a-plan") == []


@pytest.mark.parametrize(
    ("text", "identifier", "message"),
    [
        (TABLE, "Not An Id", "'id' must be small letters"),
        (
            TABLE.replace("Planning", "Paused"),
            "a",
            "Status must be one of Planning, Active, Complete, not 'Paused'",
        ),
        ("---\nid: a\n---\n\n" + TABLE, "a", "delete one of the two"),
        ("---\nid: a\nid: b\n---\n\n" + TABLE, "a", "must stand once"),
        (TABLE + "\n" + TABLE, "a", "there is no section 'Metadata' with one table"),
        ("# POC Plan: A -- B\n", "a", "there is no section 'Metadata' with one table"),
    ],
)
def test_refused(text: str, identifier: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        migrate(read_plan(text), identifier)


def test_plans_with_front_matter_stay() -> None:
    assert all(migrate(read_plan(text), "x") == [] for text in SAMPLES.values())


def test_paragraphs_do_not_run_together() -> None:
    text = "# POC Plan: A -- B\ntext\n## Metadata\n\n| Date | |\n|---|---|\n| Status | |\n\nmore\n"
    after = apply_edits(text, migrate(read_plan(text), "a"))
    assert after.endswith("\n# POC Plan: A -- B\ntext\n\nmore\n")


def test_an_empty_row_becomes_no_key() -> None:
    text = "# POC Plan: A -- B\n\n## Metadata\n\n| Date | |\n|---|---|\n| | |\n| Status | Planning |\n"
    after = apply_edits(text, migrate(read_plan(text), "a"))
    assert "x-row" not in after
    assert "status: Planning\n" in after

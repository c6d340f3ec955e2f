"""What 'check' would refuse is not written: no command leaves a plan worse than it found it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from tests.surroundings import Repository

SAMPLE = BY_NAME["marlowe"]
PLAN = f"plans/{SAMPLE.name}"
HIDDEN = ["a\u200bb", "a\u202eb", "a\x1b[31mb"]
HTML = ["<script>x</script>", r"\<b>x"]
CALLS = {
    "results": ("results", "marlowe", "--set", "2=74 %", "--evidence", "2=…"),
    "decide": ("decide", "marlowe", "--outcome", "No-go", "--reason", "Budget.", "--feedback", "…"),
    "agree": ("agree", "marlowe", "--party", "vendor", "--by", "Ines …"),
    "new": ("new", "Oslo Port", "Berths", "--objective", "…"),
    "contact": ("contact", "marlowe", "Ana …", "--party", "prospect"),
    "pause": ("pause", "marlowe", "--reason", "Stocktaking …"),
    "note": ("note", "marlowe", "learning", "Ask …"),
    "checkpoint": ("checkpoint", "marlowe", "--achieved", "First …"),
    "measure": ("measure", "marlowe", "2", "74 %", "--note", "run …"),
    "issue": ("issue", "marlowe", "add", "Login …"),
    "credits": ("credits", "marlowe", "--use", "10.00 GBP", "--note", "GPU …"),
    "roi": ("roi", "marlowe", "--set", "Unit of work=line …"),
}


@pytest.mark.parametrize(
    ("command", "text", "code"),
    [
        *((command, text, "POC002") for command in CALLS for text in HIDDEN),
        *((command, text, "POC003") for command in ("results", "decide", "new") for text in HTML),
        ("results", "a lone ` mark", "POC208"),
    ],
    ids=ascii,
)
def test_a_text_that_check_refuses_is_not_written(
    repository: Repository, command: str, text: str, code: str
) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    said = repository.poc_docs(*(part.replace("…", text) for part in CALLS[command]), code=2)
    assert code in said or "hidden character" in said
    assert "nothing was written" in said
    assert "->" in said
    assert (repository.root / PLAN).read_bytes() == SAMPLE.read_bytes()
    assert [path.name for path in (repository.root / "plans").iterdir()] == [SAMPLE.name]


def test_a_plan_with_errors_can_still_be_edited_but_gets_no_new_ones(repository: Repository) -> None:
    broken = SAMPLE.read_text().replace("## Risk Assessment", "<b>old</b>\n\n## Risk Assessment")
    repository.write(PLAN, broken)
    repository.poc_docs("results", "marlowe", "--set", "2=74 %")
    before = (repository.root / PLAN).read_bytes()
    assert b"74 %" in before
    said = repository.poc_docs("results", "marlowe", "--set", "2=74 %", "--note", "2=<i>x</i>", code=2)
    assert "nothing was written" in said
    assert "POC003" in said
    assert (repository.root / PLAN).read_bytes() == before


def test_a_hidden_character_in_a_plan_is_no_licence_for_a_second_one(repository: Repository) -> None:
    repository.write(
        PLAN, SAMPLE.read_text().replace("## Risk Assessment", "old\u200b\n\n## Risk Assessment")
    )
    repository.poc_docs("results", "marlowe", "--set", "2=74 %")
    before = (repository.root / PLAN).read_bytes()
    said = repository.poc_docs("results", "marlowe", "--set", "2=74 %", "--note", "2=a\u200bb", code=2)
    assert "POC002" in said
    assert (repository.root / PLAN).read_bytes() == before


def test_an_old_plan_that_needs_signatures_is_migrated_all_the_same(repository: Repository) -> None:
    body = SAMPLE.read_text().split("---\n", 2)[2].lstrip("\n")
    heading, _, rest = body.partition("\n")
    table = "\n## Metadata\n\n| Field | Value |\n|---|---|\n| Status | Active |\n| Prospect | Marlowe |\n"
    repository.write("plans/old.md", heading + "\n" + table + rest)
    assert "old.md has front matter now" in repository.poc_docs("migrate", "old")


def test_a_note_that_names_no_judge_takes_the_verdict_with_it(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    note = "2=Judged by Tove Brandt (prospect): good enough"
    repository.poc_docs("results", "marlowe", "--set", "2=about 74", "--verdict", "2=Pass", "--note", note)
    for other in ("2=seen in the workshop", "2="):
        said = repository.poc_docs("results", "marlowe", "--note", other)
        assert "undecided" in said
        repository.poc_docs("check")


def test_bytes_that_are_no_text_and_numbers_without_end_are_refused(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    calls = [
        ("decide", "marlowe", "--outcome", "No-go", "--reason", "x", "--feedback", "a\udcffb"),
        ("results", "marlowe", "--set", "2=\udcff"),
        ("results", "marlowe", "--set", "9" * 5000 + "=x"),
        ("new", "A", "B\udcff"),
        ("new", "A", "B", "--start", "9999-12-31", "--weeks", "52"),
    ]
    for call in calls:
        said = repository.poc_docs(*call, code=2)
        assert "internal error" not in said
        assert len(said) < 1000
    assert (repository.root / PLAN).read_bytes() == SAMPLE.read_bytes()


def test_a_decision_is_not_made_before_work_starts(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    call = ("decide", "marlowe", "--outcome", "No-go", "--reason", "x", "--feedback", "x")
    assert "before work started" in repository.poc_docs(*call, "--date", "2020-01-01", code=2)


def test_a_result_that_is_cleared_is_said_to_be(repository: Repository) -> None:
    repository.write(PLAN, SAMPLE.read_bytes())
    assert "result of 1 cleared" in repository.poc_docs("results", "marlowe", "--set", "1=")


def test_a_name_without_quotes_is_answered_with_the_quotes(repository: Repository) -> None:
    said = repository.poc_docs("agree", "halden", "--party", "vendor", "--by", "Ines", "Falk", code=2)
    assert '--by "Ines Falk"' in said

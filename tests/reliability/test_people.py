"""What a person can't see, or a program obeys, does not pass: in plans, in exports, on the way to git."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import TYPE_CHECKING

import pytest

from poc_docs.checks import check_plan
from poc_docs.checks.finding import Severity
from poc_docs.plan.agreement.signed_texts import signed_places
from poc_docs.plan.reading import read_plan
from tests.checks.reference import plan_of, text_of
from tests.cli.three_plans import add_three_plans
from tests.git_spy import with_spy
from tests.reliability.faulty import Faulty
from tests.reliability.sizes import LONG, count, dice, inputs
from tests.surroundings import environment

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

HIDDEN = (
    *(
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u061c",
        "\u180e",
        "\ufeff",
        "\u00ad",
        "\u2028",
        "\u2029",
    ),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A))),
    *map(
        chr, (0xE0001, 0xE0020, 0xE0041, 0xE007F, 0x00, 0x01, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x80, 0x85, 0x9B)
    ),
)
"""Directional controls, zero-width characters, tags and controls (CVE-2021-42574 and what is like it)."""


def signed_spans(text: str) -> dict[str, tuple[int, int]]:
    return {where: (span.start, span.end) for where, span in signed_places(read_plan(text)).items()}


def errors(text: str) -> list[str]:
    return [each.code for each in check_plan(read_plan(text)) if each.severity is Severity.ERROR]


def test_a_hidden_character_in_what_is_signed_is_an_error() -> None:
    text = text_of("planning")
    assert errors(text) == []
    spans = signed_spans(text)
    assert len(spans) > 20
    source = dice("hidden")
    tried = 0
    characters = [*HIDDEN, *(map(chr, range(0x80, 0x11_0000)) if LONG else ())]
    for character in characters:
        if character not in HIDDEN and unicodedata.category(character) not in {"Cf", "Cc", "Zl", "Zp"}:
            continue
        for start, end in spans.values() if character in HIDDEN[:3] else source.sample([*spans.values()], 1):
            at = source.randrange(start, end) if end > start else start
            changed = text[:at] + character + text[at:]
            # A visible sign of a script, such as an Arabic number sign, is of that category too.
            visible = character not in HIDDEN and 0x600 <= ord(character) < 0x900
            visible = visible or ord(character) in {0x110BD, 0x110CD} or 0x13430 <= ord(character) <= 0x13455
            assert visible or errors(changed), (f"U+{ord(character):04X}", changed[at - 20 : at + 20])
            tried += 1
    count("hidden characters put into signed texts", tried)


@pytest.mark.parametrize(
    ("word", "feigned"),
    [("accuracy", "аccuracy"), ("Critical", "Сritical"), ("count", "cοunt"), ("98%", "9О%"), ("400", "4о0")],
)
def test_a_letter_that_passes_for_another_in_what_is_signed_is_a_finding(word: str, feigned: str) -> None:
    text = text_of("planning")
    assert word in text[text.index("## Success Criteria") :]
    at = text.index(word, text.index("| 1 |"))
    codes = {each.code for each in check_plan(read_plan(text[:at] + feigned + text[at + len(word) :]))}
    assert codes & {"POC920", "POC203", "POC205", "POC204", "POC207"}, codes


@pytest.mark.parametrize(
    "text", ["5 μs", "ΔT", "kΩ", "σ-level", "Größe", "日本", "Дата", "3а", "Ångström", "АС"]
)
def test_units_and_words_of_one_alphabet_are_none(text: str) -> None:
    plan = text_of("planning").replace("Counting accuracy", f"Counting {text}")
    assert "POC920" not in {each.code for each in check_plan(read_plan(plan))}


def test_no_cell_of_an_export_is_a_formula_and_the_json_reads_back(repository: Repository) -> None:
    source = dice("formulas")
    plan = plan_of("complete").document.text
    repository.write("plans/halden.md", plan)
    starts = (
        "=1+1",
        "+1+A1",
        "-1+A1",
        "@SUM(A1)",
        "\t=1",
        "＝1",
        "＋1",
        "－1+A1",
        "＠x",
        "=cmd|'/c calc'!A1",
        '"=1',
        "'=1",
    )
    tried = inputs(6, 200)
    for _ in range(tried):
        text = plan
        for place in ("title: ", "prospect: ", "| 1 | ", "| 2 | "):
            value = source.choice(starts).replace("|", "\\|").replace("\t", "")
            told = json.dumps(value, ensure_ascii=False) if place.endswith(": ") else value
            at = text.index(place) + len(place)
            end = min(i for i in (text.find("\n", at), text.find(" |", at)) if i > 0)
            text = text[:at] + told + text[end:]
        repository.write("plans/halden.md", text)
        rows = [
            *csv.reader(
                io.StringIO(
                    repository.poc_docs("export", "--format", "csv", "--table", "plans", "--output", "-")
                )
            )
        ]
        assert len(rows) > 1
        for cell in (cell for row in rows for cell in row):
            shown = unicodedata.normalize("NFKC", cell.lstrip())
            is_number = shown.lstrip("+-").replace(".", "", 1).rstrip("%").isdecimal()
            assert is_number or not shown.startswith(("=", "+", "-", "@", "\t", "\r")), cell
        said = repository.poc_docs("export", "--format", "json", "--output", "-")
        json.loads(said[said.index("{") :])
    count("plans exported with formulas in them", tried)


HOSTILE_OPTIONS = ("--output=stolen", "-O", "--upload-pack", "--exec=touch")
HOSTILE = (
    "--output=stolen",
    "-O",
    "--upload-pack=touch stolen",
    "--exec=touch stolen",
    ":(glob)**",
    "HEAD",
    "../x",
    "$(x)",
)


def test_git_gets_no_text_of_a_user_as_an_option(repository: Repository, tmp_path: Path) -> None:
    add_three_plans(repository)
    log = tmp_path / "log"
    path = with_spy(tmp_path / "spy", log)
    with Faulty({**environment(), "PATH": path}) as server:
        for number, hostile in enumerate(HOSTILE):
            name = f"plans/{hostile.replace('/', '_')}.md"
            repository.write(name, text_of("planning"))
            for command in (
                ["history", "--", hostile],
                ["history", "--", name],
                ["diff", "--", hostile],
                ["diff", "--", f"{hostile}..{hostile}", name],
                ["check", f"--against={hostile}"],
                ["check", f"--against={hostile}..HEAD"],
                ["check", "--", name],
                ["gate", "--push", "--", hostile, hostile],
                ["results", "--set", f"1={hostile}", "--", name],
            )[:: 1 if LONG or number < 1 else 4]:
                done = server.run(repository.root, command)
                assert done.code in {0, 1, 2}, done.said
                assert "Traceback" not in done.said
                assert "internal error" not in done.said
            (repository.root / name).unlink()
    calls = [call.split("\x1f")[:-1] for call in log.read_text().split("\x1e")[:-1]]
    assert len(calls) > 20
    for call in calls:
        options = call[: call.index("--")] if "--" in call else call
        assert not [word for word in options if word.startswith(HOSTILE_OPTIONS)], call
    assert not [*repository.root.rglob("stolen*")]
    count("calls of git while names and revisions were hostile", len(calls))

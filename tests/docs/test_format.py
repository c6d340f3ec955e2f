"""The format page against the code, and its test vectors against the package and plain ``hashlib``."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.plan import fields, vocabulary
from poc_docs.plan.agreement.fingerprints import (
    canonical_texts,
    digest,
    disclosed_fingerprint,
    fingerprint,
    results_fingerprint,
    short_code,
)
from poc_docs.plan.agreement.signed_texts import CRITERION_PARTS, signed_texts
from poc_docs.plan.canonical import canonical_text
from poc_docs.plan.reading import read_plan
from poc_docs.plan.running import costs, derived
from poc_docs.text.front_matter import MAXIMUM_CHARACTERS, MAXIMUM_DEPTH
from poc_docs.text.reading import read_document
from poc_docs.text.source import MAXIMUM_BYTES
from tests.plan.plan_files import FRONT_MATTER, plan_text

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
VECTORS = json.loads(PAGE.partition("```json\n")[2].partition("\n```\n")[0])
FINGERPRINT = "v1:sha256:" + "0fd1" * 16


def table_under(heading: str) -> list[dict[str, str]]:
    """Give the rows of the first table under a heading of the page, code marks removed."""
    document = read_document(PAGE)
    (section,) = [section for section in document.sections if section.heading.text == heading]
    table = section.tables[0]
    names = [cell.text for cell in table.header.cells]
    return [dict(zip(names, (cell.text for cell in row.cells), strict=True)) for row in table.rows]


KEYS = {row["Key"]: row for row in table_under("Front matter")}
NESTED: dict[str, dict[str, fields.Field]] = {
    "": fields.FRONT_MATTER,
    "signatures[].": fields._SIGNATURE,  # noqa: SLF001 -- the page lists every key there is
    "started.": fields._STARTED,  # noqa: SLF001
    "closed.": fields._CLOSED,  # noqa: SLF001
    "amendments[].": fields._AMENDMENT,  # noqa: SLF001
    "amendments[].changes[].": fields._CHANGE,  # noqa: SLF001
    "pauses[].": fields._PAUSE,  # noqa: SLF001
    "metrics[].": fields._METRIC,  # noqa: SLF001
    "business.": fields._BUSINESS,  # noqa: SLF001
    "crm.": fields._CRM,  # noqa: SLF001
}


def test_every_key_is_listed_in_its_order_and_as_required_or_not() -> None:
    known = {
        prefix + key: field.required for prefix, schema in NESTED.items() for key, field in schema.items()
    }
    assert {key: row["Required"] == "yes" for key, row in KEYS.items()} == known
    assert [key for key in KEYS if key in fields.FRONT_MATTER] == list(fields.FRONT_MATTER)
    assert all(row["Required"] in {"yes", ""} and row["Kind"] and row["Written by"] for row in KEYS.values())


def example(key: str) -> str:
    """Give YAML for ``key`` from the examples of the page, in flow style."""
    prefix = next((p for p in (f"{key}[].", f"{key}.") if p in NESTED), None)
    if prefix is None:
        return KEYS[key]["Example"].replace("v1:sha256:0fd1\u2026", f"'{FINGERPRINT}'")
    pairs = ", ".join(f"{inner}: {example(prefix + inner)}" for inner in NESTED[prefix])
    return f"[{{{pairs}}}]" if prefix.endswith("[].") else f"{{{pairs}}}"


def front_matter_with(key: str, value: str) -> Plan:
    lines = [line for line in FRONT_MATTER.splitlines() if not line.startswith(f"{key}:")]
    return read_plan(plan_text(front_matter="\n".join([*lines, f"{key}: {value}"]) + "\n"))


@pytest.mark.parametrize("key", fields.FRONT_MATTER)
def test_the_examples_of_the_keys_can_be_read(key: str) -> None:
    plan = front_matter_with(key, example(key))
    assert (plan.document.front_matter_error, plan.problems, plan.unknown_keys, plan.missing_keys) == (
        None,
        (),
        (),
        (),
    )
    assert getattr(plan.metadata, key)


@pytest.mark.parametrize(
    "key", [key for key, row in KEYS.items() if row["Kind"].startswith(("date", "money", "fing"))]
)
def test_a_date_an_amount_and_a_fingerprint_are_nothing_else(key: str) -> None:
    top = re.split(r"[\[.]", key)[0]
    right = example(key)
    wrong = (
        example(top).replace(f"{key.rpartition('.')[2]}: {right}", f"{key.rpartition('.')[2]}: soon")
        if top != key
        else "soon"
    )
    assert wrong != example(top)
    assert front_matter_with(top, wrong).problems


def test_every_section_and_column_is_listed() -> None:
    rows = table_under("Body")
    columns = [row["Columns"].split(", ") if row["Columns"] else [] for row in rows]
    optional = [row["Optional columns"].split(", ") if row["Optional columns"] else [] for row in rows]
    listed = [
        (row["Heading"], int(row["Level"]), row["Below"], tuple(needed), tuple(more))
        for row, needed, more in zip(rows, columns, optional, strict=True)
    ]
    assert listed == [
        (
            s.heading,
            s.level,
            s.parent,
            s.table.required if s.table else (),
            s.table.optional if s.table else (),
        )
        for s in vocabulary.TEMPLATE
    ]


def test_every_optional_section_is_listed_with_its_columns_and_bullets() -> None:
    def listed(cell: str) -> tuple[str, ...]:
        return tuple(cell.split(", ")) if cell else ()

    rows = table_under("Optional sections")
    assert [(r["Heading"], listed(r["Columns"]), listed(r["Bullets"])) for r in rows] == [
        (s.heading, s.table.required if s.table else (), vocabulary.LABELS.get(s.heading, ()))
        for s in vocabulary.OPTIONAL
    ]
    assert {(s.level, s.parent) for s in vocabulary.OPTIONAL} == {(2, "")}
    flat = " ".join(PAGE.split())
    *first, last = vocabulary.CHECKPOINT_LABELS
    assert f"Its bullets are {first[0]} (" in flat
    assert f"{', '.join(first[1:])} and {last}" in flat


def test_every_task_that_is_known_from_elsewhere_is_listed() -> None:
    assert [row["Task"] for row in table_under("Tasks")] == list(derived.DERIVED)


def test_every_cost_item_is_listed_with_its_kind() -> None:
    def kind(item: str) -> str:
        return "money" if item in costs.MONEY_ITEMS else "number" if item in costs.COUNT_ITEMS else "text"

    rows = {row["Item"]: row["Value"].partition(";")[0] for row in table_under("Cost and ROI")}
    assert rows == {item: kind(item) for item in vocabulary.COST_ITEMS}


def test_the_examples_of_lists_are_read() -> None:
    bullets, tasks = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
    (checkpoint,) = read_plan(f"## Checkpoints\n\n### 2026-03-16\n\n{bullets}").running.checkpoints
    assert [text.value for text in checkpoint.focus] == ["Orders of October"]
    assert [text.value for text in checkpoint.blockers] == [
        "Nightly copy of the orders fails",
        "Vans have no spare socket",
    ]
    found = read_plan(f"## Conversion\n\n{tasks}").running.conversion
    assert [(task.what, task.owner, str(task.due), task.done) for task in found] == [
        ("Security review", "Tove Brandt", "2026-04-17", False),
        ("Accounts provisioned", "Ines Falk", "2026-03-09", True),
    ]


def test_every_word_of_the_closed_vocabularies_is_listed() -> None:
    listed = {row["Vocabulary"]: row["Words"].split(", ") for row in table_under("Closed vocabularies")}
    names = [
        name
        for name, kind in vars(vocabulary).items()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    ]
    assert listed == {name: [word.value for word in getattr(vocabulary, name)] for name in names}


def test_the_rules_of_the_decision_framework_are_listed() -> None:
    listed = {row["Outcome"]: row["Criteria"] for row in table_under("Decision")}
    assert listed == {outcome.value: sentence for outcome, sentence in vocabulary.STANDARD_RULES.items()}


def test_labels_limits_and_foreign_keys_are_named() -> None:
    for label in (*vocabulary.OVERVIEW_LABELS, vocabulary.DECISION_MAKER, *vocabulary.DECISION_LABELS):
        assert label in PAGE
    assert f"{MAXIMUM_CHARACTERS:,} characters" in PAGE
    assert f"nested more than {MAXIMUM_DEPTH} deep" in PAGE
    assert f"{MAXIMUM_BYTES // 2**20} MiB" in PAGE
    assert all(f"`{key}`" in PAGE for key in fields.FOREIGN_KEYS)
    flat = " ".join(PAGE.split())
    assert all(f"`{part}`" in flat or f"criterion N {part}" in flat for part in CRITERION_PARTS)


def code_points(text: str) -> set[int]:
    """Give the code points that a sentence of the page lists, ranges included."""
    listed: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]{4})(?: to U\+([0-9A-F]{4}))?", text):
        listed |= set(range(int(first, 16), int(last or first, 16) + 1))
    return listed


def test_the_white_space_and_the_signs_that_are_replaced_are_the_ones_listed() -> None:
    became: dict[str, set[int]] = {}
    for char in map(chr, range(0x10000)):
        # What NFC itself replaces is no rule of ours.
        if unicodedata.normalize("NFC", char) == char:
            became.setdefault(canonical_text(f"a{char}b", {}), set()).add(ord(char))
    page = " ".join(PAGE.split())
    assert became["a b"] - {0x2000, 0x2001} == code_points(
        page.partition("White space is ")[2].partition("7. ")[0]
    ) - {
        0x2000,
        0x2001,
    }
    for part in page.partition("4. Replace ")[2].partition(" 5. Replace")[0].split(";"):
        signs, sign = part.rstrip(".").rstrip("`").rsplit(" by `")
        assert became[f"a{sign}b"] - {ord(sign)} == code_points(signs)


def test_there_are_enough_vectors_of_every_kind() -> None:
    assert len(VECTORS["canonical_text"]) >= 25
    kinds = [vector["kind"] for vector in VECTORS["fingerprints"]]
    assert kinds.count("parameters") >= 3
    assert {"disclosed", "results"} <= set(kinds)


@pytest.mark.parametrize(("source", "canonical"), VECTORS["canonical_text"])
def test_canonical_text(source: str, canonical: str) -> None:
    definitions = "".join(f"[{name}]: <{target}>\n" for name, target in VECTORS["definitions"].items())
    assert canonical_text(source, read_document(definitions).references) == canonical


@pytest.mark.parametrize("vector", VECTORS["fingerprints"], ids=lambda vector: str(vector["short_code"]))
def test_fingerprints(vector: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    canonical, expected = vector["canonical_json"], vector["fingerprint"]
    assert "v1:sha256:" + hashlib.sha256(canonical.encode("utf-8")).hexdigest() == expected
    value = json.loads(canonical)
    assert json.dumps(value, ensure_ascii=False, separators=(",", ":")) == canonical
    assert value[0] == vector["kind"]

    plan = read_plan("\n".join(vector["plan"]) + "\n")
    compute = {
        "parameters": fingerprint,
        "disclosed": disclosed_fingerprint,
        "results": results_fingerprint,
    }[vector["kind"]]
    assert compute(plan) == expected
    assert short_code(expected) == vector["short_code"]
    assert digest(value) == expected
    if vector["kind"] == "parameters":
        assert value[1:] == canonical_texts(plan, signed_texts(plan))
        assert [name for name, _ in value[1:]] == sorted(name for name, _ in value[1:])

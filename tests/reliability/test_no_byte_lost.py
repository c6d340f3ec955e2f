"""Reading loses no byte, and an edit changes its cells and nothing else: told by bytes, not by our reader."""

from __future__ import annotations

import re

import pytest
import yaml
from mkdocs.utils import meta

from poc_docs.checks import check_plan
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Verdict
from poc_docs.text.edits import apply_edits
from poc_docs.text.front_matter import plain
from poc_docs.text.reading import read_document
from poc_docs.text.source import UnreadableTextError, decode, encode
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.results import Recording, record_results
from tests.checks.reference import TODAY
from tests.reliability.documents import Generated, damaged, generate
from tests.reliability.sizes import count, dice, inputs
from tests.surroundings import PROJECT, SAMPLES
from tests.text.tables_alike import our_tables, tables_of

PLANS = [path.read_bytes() for path in (*SAMPLES, *sorted((PROJECT / "tests/plans").glob("*.md")))]
RESULTS = (
    "3",
    "171 ms",
    "a|b",
    "two\nlines",
    "日本",
    "`x`",
    "x\\",
    "\U0001f680",
    "",
    "12 %",
    "Not tested: no time",
)


def recorded(data: bytes, recordings: dict[int, Recording]) -> bytes:
    text = decode(data)
    return encode(apply_edits(text, record_results(read_plan(text), recordings)))


def as_written(value: str) -> bytes:
    """Give what a cell has to hold, by the specification: one line, its pipes escaped."""
    line = " ".join(value.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
    return re.sub(r"(?<!\\)\|", r"\\|", line).encode()


def test_recording_results_changes_the_named_cells_and_no_other_byte() -> None:
    source = dice("recording")
    tried = inputs(250, 10_000)
    refused = restored = 0
    for _ in range(tried):
        plan = generate(source)
        numbers = sorted({number for number, _ in plan.interiors})
        asked = {
            number: Recording(source.choice(RESULTS), source.choice((Verdict.PASS, Verdict.FAIL)))
            for number in source.sample(numbers, source.randint(1, len(numbers)))
        }
        try:
            after = recorded(plan.data, asked)
        except RefusedEdit:
            refused += 1
            continue
        assert_only_cells_changed(plan, asked, after)
        assert recorded(after, asked) == after
        old = old_values(plan, asked, after)
        if old:
            assert recorded(after, old) == plan.data
            restored += 1
    assert refused == 0
    assert restored
    count("plans with results recorded", tried)


def assert_only_cells_changed(plan: Generated, asked: dict[int, Recording], after: bytes) -> None:
    """Walk both files from gap to gap; each must be equal, and each interior hold what was asked."""
    wanted = {}
    for number, recording in asked.items():
        wanted[number, "Result"] = as_written(recording.result)
        wanted[number, "Status"] = str(recording.status).encode()
    at = old = 0
    for key, (start, end) in sorted(plan.interiors.items(), key=lambda item: item[1]):
        gap = plan.data[old:start]
        assert after[at : at + len(gap)] == gap, key
        at += len(gap)
        now = after[at : _bare_pipe(after, at)]
        at += len(now)
        old = end
        content, before = wanted.get(key), plan.data[start:end]
        if content is None or content == before.strip():
            if content is None and key[1] == "Note":
                assert now.strip() in {before.strip(), b""}  # a verdict of a person on another result goes
            else:
                assert now == before, key
        else:
            assert now.strip(b" ") == content, key
    assert after[at:] == plan.data[old:]


def _bare_pipe(data: bytes, at: int) -> int:
    found = re.compile(rb"(?<!\\)\|").search(data, at)
    assert found
    return found.start()


def old_values(plan: Generated, asked: dict[int, Recording], after: bytes) -> dict[int, Recording]:
    """Give what restores every byte when it is written back: where cells kept their width, what they held."""
    if [*map(len, after.split(b"\n"))] != [*map(len, plan.data.split(b"\n"))]:
        return {}  # such as a verdict that was narrower than its column, in a table whose other cells are not
    old = {}
    for number, recording in asked.items():
        result, status = plan.contents[number, "Result"], plan.contents[number, "Status"]
        start, end = plan.interiors[number, "Result"]
        fits = (
            recording.result.isascii() and result.isascii() and recording.result.strip() == recording.result
        )
        same = len(as_written(recording.result)) == len(result.encode()) and result
        # A backslash before the pipe is given a blank, which makes a cell without padding wider.
        grows = "\\" in result or recording.result.endswith("\\")
        if not (fits and same and status) or grows:
            return {}
        assert end > start
        old[number] = Recording(result, Verdict(status))
    return old


def test_any_bytes_are_read_and_given_back_or_refused_with_their_place() -> None:
    source = dice("bytes")
    tried = inputs(200, 10_000)
    for _ in range(tried):
        data = (
            damaged(source, source.choice(PLANS))
            if source.random() < 0.7
            else source.randbytes(source.randint(0, 400))
        )
        try:
            text = decode(data)
        except UnreadableTextError as error:
            _assert_a_place(error)
            continue
        assert encode(text) == data
        document = read_document(text)
        assert document.text == text
        starts = [section.span.start for section in document.sections]
        parts = [section.span.of(text) for section in document.sections]
        assert text[: starts[0]] + "".join(parts) == text
        for _, table in document.tables:
            cells = [cell for row in (table.header, table.delimiter, *table.rows) for cell in row.cells]
            ends = [0]
            for cell in cells:
                assert (
                    ends[-1] <= cell.interior.start <= cell.span.start <= cell.span.end <= cell.interior.end
                )
                ends.append(cell.interior.end)
            assert ends[-1] <= len(text)
    count("files of any bytes read and given back", tried)


def _assert_a_place(error: UnreadableTextError) -> None:
    assert error.line >= 1
    assert error.advice


def test_tables_of_damaged_plans_are_those_that_github_s_rules_read() -> None:
    source = dice("tables")
    tried = inputs(150, 10_000)
    found = 0
    for _ in range(tried):
        data = damaged(source, source.choice(PLANS))
        try:
            text = decode(data)
        except UnreadableTextError:
            continue
        document = read_document(text)
        body = text
        if document.front_matter:
            matter = document.front_matter.block
            body = "\n" * (document.lines.line_of(matter.end)) + text[matter.end :]
        expected = tables_of_all_rules(body)
        ours = our_tables(document)
        if "\0" in text:  # markdown-it-py shows another character for it; ours has to stay the file's
            ours = [
                (
                    line,
                    top,
                    [
                        [(a.replace("\0", "\ufffd"), b.replace("\0", "\ufffd")) for a, b in row]
                        for row in rows
                    ],
                )
                for line, top, rows in ours
            ]
        assert ours == expected
        found += len(expected)
    assert found
    count("documents whose tables were read as markdown-it-py reads them", tried)


def tables_of_all_rules(body: str) -> list[tuple[int, bool, list[list[tuple[str, str]]]]]:
    """Give the tables by markdown-it-py's tokens, with every rule of CommonMark and of tables on."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return tables_of(parser.parse(body.removeprefix("\ufeff")))


_FRONT = (
    *(
        "id: a",
        "title: x: y",
        "title: 'x: y'",
        'title: "\\u0041"',
        "a: [1, 2]",
        "a: {b: c}",
        "a: &x 1",
        "a: *x",
        "<<: {a: 1}",
    ),
    *(
        "on: 1",
        "yes: no",
        "a: 012",
        "a: 1:30",
        "a: 2026-02-30",
        "a: !!str 1",
        "a: |\n  text\n  more",
        "a: >\n  x\n\n  y",
    ),
    *(
        "- a",
        "a:\n  - b\n  - c: d",
        "a: # comment",
        "# comment",
        "a: 'it''s'",
        "a: ~",
        "a:",
        "? a\n: b",
        "a: b\u2028c: d",
    ),
    *(
        "a: \ttab",
        "\ta: b",
        "a: b\n c: d",
        "a: 1\na: 2",
        "---",
        "...",
        "--- # x",
        "a: b  ",
        "a: 'open",
        "a: [open",
        "\u00e9: 1",
    ),
    *(
        "x-y: 1",
        "a: 9" * 3,
        "a: 1_000",
        "a: 0x1F",
        "a: .inf",
        "a: @b",
        "a: `b`",
        "a: %b",
        "a: !b c",
        "a: {b: [c, {d: e}]}",
    ),
)


class StringLoader(yaml.BaseLoader):
    """PyYAML's own loader that makes a string of each scalar; what it takes twice it takes without a word."""


def test_front_matter_is_what_pyyaml_and_mkdocs_read_or_refused() -> None:
    source = dice("front matter")
    tried = inputs(1_500, 50_000)
    agreed = 0
    for _ in range(tried):
        content = "\n".join(source.choices(_FRONT, k=source.randint(1, 5))) + "\n"
        if source.random() < 0.3:
            content = damaged(source, content.encode()).decode("utf-8", "replace")
        text = f"---\n{content}---\n# Title\n"
        document = read_document(text)
        if document.front_matter is None:
            continue
        ours = plain(document.front_matter.root)
        inner = document.front_matter.content.of(text)
        assert ours == yaml.load(inner, Loader=StringLoader), content  # noqa: S506 -- it makes strings only
        body, values = meta.get_data(text)
        try:
            typed = yaml.safe_load(inner)
        except (yaml.YAMLError, ValueError, AttributeError):
            # A day that is none, or a key that is a number to it: MkDocs then shows the page without values.
            assert values == {}
            continue
        if all(isinstance(key, str) for key in typed):
            assert set(values) == set(typed)
        assert body.strip("\n") == text[document.front_matter.block.end :].strip("\n")
        agreed += 1
    assert agreed > tried / 50
    count("front matters read as PyYAML and MkDocs read them, or refused", tried)


@pytest.mark.parametrize("data", PLANS, ids=lambda data: data[4:24].decode())
def test_a_damaged_plan_is_checked_and_never_raises(data: bytes) -> None:
    source = dice(f"damage {len(data)}")
    tried = inputs(12, 600)
    for _ in range(tried):
        try:
            text = decode(damaged(source, data))
        except UnreadableTextError:
            continue
        for finding in check_plan(read_plan(text), TODAY):
            assert 0 <= finding.span.start <= finding.span.end <= len(text)
            assert finding.advice
    count("damaged plans checked", tried)

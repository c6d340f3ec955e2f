"""Two people change one plan: nothing is lost, nothing is invented, and only a real clash is a conflict."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.text.reading import read_document
from poc_docs.writing.merging import UnmergeableError, merge_plans
from poc_docs.writing.parts import cut
from tests.plan.plan_files import FRONT_MATTER, plan_text
from tests.writing.plans import SAMPLES, TEMPLATE, manners

BASE = plan_text(front_matter=FRONT_MATTER + "crm: {stage: Validation, amount: 1250.00 EUR}\n")


def edited(text: str, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


R1 = "| 1 | Planning time | 9 minutes | < 15 minutes | Pass |\n"
R2 = "| 2 | Distance saved | 5.5% | >= 4% | Pass |\n"
R3 = "| 3 | Single sign-on | Pass | Pass/Fail | Pass |\n"
HEAD = "| Criterion | Result | Target | Status |\n"
DASHES = "|---|-----------|--------|--------|--------|\n"
WIDER = [(HEAD, HEAD[:-1] + " Note |\n"), (DASHES, DASHES[:-1] + "---|\n"), (R1, R1[:-1] + " mean |\n")]
FASTER = ("9 minutes", "8 minutes")
UPTIME = "| 4 | Uptime | 100% | >= 99% | Pass |\n"
COST = "| 4 | Cost | 3 EUR | < 4 EUR | Pass |\n"
GAP = "| Bulk export | High | Manual export | Product Management | 2 |\n"

CLEAN = {
    "different rows of a table": (
        [FASTER],
        [("5.5%", "6.5%")],
        [FASTER, ("5.5%", "6.5%")],
    ),
    "different cells of a row": (
        [("5.5%", "3%"), (">= 4% | Pass", ">= 4% | Fail")],
        [("| 2 | Distance saved | 5.5%", "| 2 | Distance | 5.5%")],
        [(R2, "| 2 | Distance | 3% | >= 4% | Fail |\n")],
    ),
    "the same change": ([FASTER], [FASTER], [FASTER]),
    "neighbouring keys": (
        [("status: Planning", "status: Active")],
        [("date: 2026-03-02", "date: 2026-03-03")],
        [("status: Planning", "status: Active"), ("date: 2026-03-02", "date: 2026-03-03")],
    ),
    "keys inside of braces": (
        [("stage: Validation", "stage: Closing")],
        [("1250.00 EUR", "1500.00 EUR, deal_review: true")],
        [("stage: Validation", "stage: Closing"), ("1250.00 EUR", "1500.00 EUR, deal_review: true")],
    ),
    "neighbouring bullets": (
        [("Two depots", "Three depots")],
        [("400 vans", "500 vans")],
        [("Two depots", "Three depots"), ("400 vans", "500 vans")],
    ),
    "neighbouring setup steps, one ticked and one reworded": (
        [("1. Provision", "1. [x] Provision")],
        [("Load the vans", "Load all vans")],
        [("1. Provision", "1. [x] Provision"), ("Load the vans", "Load all vans")],
    ),
    "a step ticked by one and reworded by the other": (
        [("2. [x] Load", "2. [ ] Load")],
        [("Load the vans", "Load all vans")],
        [("[x] Load the vans", "[ ] Load all vans")],
    ),
    "a row each at the end": (
        [(R3, R3 + UPTIME)],
        [(R3, R3 + "| 5 | Cost | 3 EUR | < 4 EUR | Pass |\n")],
        [(R3, R3 + "| 4 | Uptime | 100% | >= 99% | Pass |\n| 5 | Cost | 3 EUR | < 4 EUR | Pass |\n")],
    ),
    "a row deleted, another changed": ([(R1, "")], [("5.5%", "6.5%")], [(R1, ""), ("5.5%", "6.5%")]),
    "a column added, a cell changed and a row added": (
        [*WIDER, (R2, R2[:-1] + " |\n"), (R3, R3[:-1] + " |\n")],
        [("5.5%", "6.5%"), (R3, R3 + UPTIME)],
        [
            *WIDER,
            (R2, "| 2 | Distance saved | 6.5% | >= 4% | Pass | |\n"),
            (R3, R3[:-1] + " |\n" + UPTIME[:-1] + " |\n"),
        ],
    ),
    "a table laid out anew, a cell changed": (
        [("| Low | High | Refresh in week 1 |", "| Low        | High   | Refresh in week 1 |")],
        [("| Low | High |", "| Medium | High |")],
        [("| Low | High | Refresh in week 1 |", "| Medium | High   | Refresh in week 1 |")],
    ),
    "a milestone renamed by one and moved by the other": (
        [("| Environment | Ines", "| Environment ready | Ines")],
        [("2026-03-13", "2026-03-19")],
        [("| Environment | Ines", "| Environment ready | Ines"), ("2026-03-13", "2026-03-19")],
    ),
    "a gap each": (
        [(GAP, GAP + "| Audit log | Low | None | Product Management | 3 |\n")],
        [(GAP, GAP + "| Dark mode | Low | None | Product Management |  |\n")],
        [(GAP, GAP + "| Audit log | Low | None | Product Management | 3 |\n"
          "| Dark mode | Low | None | Product Management |  |\n")],
    ),
    "a heading renamed, what stands below it changed": (
        [("## Risk Assessment", "## Risks")],
        [("Refresh in week 1", "Refresh in week 2")],
        [("## Risk Assessment", "## Risks"), ("Refresh in week 1", "Refresh in week 2")],
    ),
    "a section each": (
        [("## Risk", "## Learnings\n\nOne.\n\n## Risk")],
        [("## Decision Framework", "## Credits\n\nTwo.\n\n## Decision Framework")],
        [("## Risk", "## Learnings\n\nOne.\n\n## Risk"),
         ("## Decision Framework", "## Credits\n\nTwo.\n\n## Decision Framework")],
    ),
    "a label added, its neighbour changed": (
        [("**Decided on:**", "**Reason:** Cheap.\n\n**Decided on:**")],
        [("**Outcome:** Proceed", "**Outcome:** No-go")],
        [("**Outcome:** Proceed", "**Outcome:** No-go"),
         ("**Decided on:**", "**Reason:** Cheap.\n\n**Decided on:**")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_what_does_not_clash_is_merged(name: str) -> None:
    ours, theirs, expected = CLEAN[name]
    merged = merge_plans(BASE, edited(BASE, *ours), edited(BASE, *theirs))
    assert merged.text == edited(BASE, *expected)
    assert merged.conflicts == 0


@pytest.mark.parametrize(
    "name", [name for name in CLEAN if "row each" not in name and "gap each" not in name]
)
def test_the_order_of_the_sides_does_not_matter(name: str) -> None:
    ours, theirs, _ = CLEAN[name]
    one, other = edited(BASE, *ours), edited(BASE, *theirs)
    assert merge_plans(BASE, one, other) == merge_plans(BASE, other, one)


CLASHES = {
    "one cell": (
        [FASTER],
        [("9 minutes", "7 minutes")],
        [(R1, conflict(R1.replace("9", "8", 1), R1.replace("9", "7", 1)))],
    ),
    "one cell, and further ones that do not clash": (
        [FASTER],
        [(R1, "| 1 | Time | 16 minutes | < 15 minutes | Fail |\n"), ("5.5%", "6.5%")],
        [(R1, conflict("| 1 | Time | 8 minutes | < 15 minutes | Fail |\n",
                       "| 1 | Time | 16 minutes | < 15 minutes | Fail |\n")), ("5.5%", "6.5%")],
    ),
    "one key": (
        [("status: Planning", "status: Active")],
        [("status: Planning", "status: Complete")],
        [("status: Planning\n", conflict("status: Active\n", "status: Complete\n"))],
    ),
    "one bullet": (
        [("Two depots", "Three depots")],
        [("Two depots", "Four depots")],
        [("- **Scope:** Two depots. NOT included: live re-routing\n",
          conflict("- **Scope:** Three depots. NOT included: live re-routing\n",
                   "- **Scope:** Four depots. NOT included: live re-routing\n"))],
    ),
    "a row deleted here and changed there": (
        [(R1, "")],
        [FASTER],
        [(R1, conflict("", R1.replace("9", "8", 1)))],
    ),
    "two new criteria of one number": (
        [(R3, R3 + UPTIME)],
        [(R3, R3 + COST)],
        [(R3, R3 + conflict(UPTIME, COST))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_shows_both_versions_of_its_line_and_nothing_else(name: str) -> None:
    ours, theirs, expected = CLASHES[name]
    merged = merge_plans(BASE, edited(BASE, *ours), edited(BASE, *theirs))
    assert merged.text == edited(BASE, *expected)
    assert merged.conflicts == 1


def signature(party: str, name: str, date: str) -> str:
    return f"  - party: {party}\n    name: {name}\n    date: {date}\n"


def with_signatures(*signatures: str) -> str:
    return edited(BASE, ("status: Planning\n", f"status: Planning\nsignatures:\n{''.join(signatures)}"))


FIRST = signature("vendor", "Ines Falk", "2026-03-04")
SECOND = signature("prospect", "Tove Brandt", "2026-03-06")
THIRD = signature("vendor", "Tom Berg", "2026-03-05")


def test_signatures_of_both_sides_stand_by_date() -> None:
    base, ours, theirs = with_signatures(FIRST), with_signatures(FIRST, SECOND), with_signatures(FIRST, THIRD)
    assert merge_plans(base, ours, theirs).text == with_signatures(FIRST, THIRD, SECOND)
    assert merge_plans(base, theirs, ours).text == with_signatures(FIRST, THIRD, SECOND)
    assert merge_plans(base, ours, ours).text == ours


def test_the_first_signatures_may_come_from_two_sides() -> None:
    merged = merge_plans(BASE, with_signatures(FIRST), with_signatures(SECOND))
    assert merged.text == with_signatures(FIRST, SECOND)


def test_two_amendments_of_one_text_exclude_each_other() -> None:
    def amended(date: str) -> str:
        item = f"amendments:\n  - date: {date}\n    by: Ines Falk\n    reason: Late\n"
        return edited(BASE, ("crm:", item + "crm:"))

    merged = merge_plans(BASE, amended("2026-03-10"), amended("2026-03-11"))
    assert merged.conflicts == 1
    assert "<<<<<<< ours\n  - date: 2026-03-10\n" in merged.text
    assert "    reason: Late\n>>>>>>> theirs\ncrm:" in merged.text


def test_the_rows_of_the_template_are_filled_in_by_two_people() -> None:
    row = "| 1 | [Criterion] | [Actual measurement] | [Target] | [Pass / Fail / Partial] |\n"
    gap = (
        "| [e.g., Missing bulk export API] | [High] | [Manual CSV export available] | [Product Management] |"
    )
    one = ("| 1 | Speed | 3 s | < 4 s | Pass |\n", "| Export | High | By hand | Anna |\n")
    other = ("| 2 | Login | Pass | Pass/Fail | Pass |\n", "| Audit | Low | None | Anna |\n")
    ours, theirs = (edited(TEMPLATE, (row, mine[0]), (gap, mine[1].rstrip())) for mine in (one, other))
    merged = merge_plans(TEMPLATE, ours, theirs)
    assert merged.text == edited(TEMPLATE, (row, one[0] + other[0]), (gap, one[1] + other[1].rstrip()))


@pytest.mark.parametrize(
    ("theirs", "reason"),
    [
        (BASE.replace("id: halden-route-planning", "id: oslo-port"), "these are different plans"),
        (BASE.replace("status: Planning", "status: ["), "front matter must be YAML"),
        (BASE.replace("## Risk", "<<<<<<< ours\n## Risk"), "it has conflict marks already"),
        (BASE + "x\n" * 20_000, "more lines than any plan"),
    ],
)
def test_what_can_not_be_merged_is_left_to_git(theirs: str, reason: str) -> None:
    with pytest.raises(UnmergeableError, match=reason):
        merge_plans(BASE, edited(BASE, FASTER), theirs)


@pytest.mark.parametrize("stem", SAMPLES)
def test_the_parts_of_a_plan_are_its_text(stem: str) -> None:
    for text in manners(SAMPLES[stem]):
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
        assert "".join(part.source for part in cut(plain)) == plain


@pytest.mark.parametrize("stem", SAMPLES)
def test_one_side_alone_is_taken_byte_for_byte(stem: str) -> None:
    base = SAMPLES[stem]
    for text in manners(base):
        assert merge_plans(base, text, base).text == text
        assert merge_plans(base, base, text).text == text
        assert merge_plans(text, text, text).text == text


def test_line_breaks_and_the_missing_last_one_survive() -> None:
    crlf, bare = BASE.replace("\n", "\r\n"), BASE.rstrip("\n")
    change = FASTER
    assert merge_plans(BASE, crlf, edited(BASE, change)).text == edited(crlf, change)
    assert (
        merge_plans(bare, bare + "\n\nMore.", edited(bare, change)).text == edited(bare, change) + "\n\nMore."
    )
    last = bare.replace("keep it.", "keep it. Now.")
    assert merge_plans(bare, last, edited(bare, change)).text == edited(last, change)


# A model: a plan is a dictionary of values, an edit sets one, adds a row, drops a row, signs, or ticks.

Edit = tuple[str, str, str]

CELLS = [
    *(f"Results (Post-POC)/{n}/{column}" for n in "123" for column in ("Criterion", "Result", "Status")),
    *(f"Success Criteria/{n}/{column}" for n in "12" for column in ("Measurement", "Target")),
]
KEYS = ["title", "sales_engineer", "opportunity", "status"]
LABELS = ["Objective", "Scope", "Decision date", "Customer feedback"]

EDIT = st.one_of(
    st.tuples(st.just("cell"), st.sampled_from(CELLS), st.sampled_from(["aaa", "bbb", "ccc"])),
    st.tuples(st.just("key"), st.sampled_from(KEYS), st.sampled_from(["Anna", "Berta", "Clara"])),
    st.tuples(st.just("label"), st.sampled_from(LABELS), st.sampled_from(["north", "south"])),
    st.tuples(st.just("row"), st.sampled_from("4567"), st.sampled_from(["ddd", "eee"])),
    st.tuples(st.just("drop"), st.sampled_from("123"), st.just("")),
    st.tuples(st.just("sign"), st.sampled_from(["Ole", "Pia", "Kim"]), st.sampled_from(["04", "05"])),
)


def values(text: str) -> dict[tuple[str, ...], str]:
    """Read a plan as a dictionary: this is all that may ever change."""
    document = read_document(text)
    found = {}
    assert document.front_matter
    for key, value in document.front_matter.root.entries:
        if key.value == "signatures":
            for item in re.findall(r"name: (\w+)\n    date: (\S+)", value.span.of(text)):
                found["signature", *item] = "signed"
        else:
            found["key", key.value] = value.span.of(text)
    for section, table in document.tables:
        columns = [cell.text for cell in table.header.cells]
        for row in table.rows:
            for column, cell in zip(columns, row.cells, strict=True):
                found["cell", section.heading.text, row.cells[0].text, column] = cell.content
    for section in document.sections:
        for block in section.blocks:
            label, _, said = block.text.partition(":")
            found["label", section.heading.text, label] = said.strip()
    return found


def applied(text: str, edit: Edit) -> str:
    """Make one edit as an editor would, line by line; one that does not fit any more changes nothing."""
    kind, where, value = edit
    if kind == "cell":
        return _set_cell(text, where, value)
    if kind == "key":
        return re.sub(rf"(?m)^{where}: .*$", f"{where}: {value}", text, count=1)
    if kind == "label":
        return re.sub(rf"\*\*{where}:\*\* .*", f"**{where}:** {value}", text, count=1)
    if kind == "sign":
        return _signed(text, where, value)
    head, mark, results = text.partition("## Results (Post-POC)\n")
    if kind == "drop":
        return head + mark + re.sub(rf"(?m)^\| {where} \|.*\n", "", results, count=1)
    return head + mark + _with_row(results, where, value)


def _signed(text: str, name: str, day: str) -> str:
    item = f"  - party: vendor\n    name: {name}\n    date: 2026-03-{day}\n"
    found = re.search(r"signatures:\n(?:  .*\n)*", text)
    if found is None:
        return text.replace("crm:", f"signatures:\n{item}crm:", 1)
    return text if item in found.group() else text[: found.end()] + item + text[found.end() :]


def _with_row(results: str, number: str, value: str) -> str:
    rows = list(re.finditer(r"(?m)^\| (\d) \|.*\n", results))
    if not rows or any(row[1] == number for row in rows):
        return results
    at = rows[-1].end()
    return results[:at] + f"| {number} | {value} | {value} | {value} | Pass |\n" + results[at:]


def _set_cell(text: str, where: str, value: str) -> str:
    section, number, column = where.split("/")
    document = read_document(text)
    for found, table in document.tables:
        columns = [cell.text for cell in table.header.cells]
        for row in table.rows:
            if found.heading.text == section and row.cells[0].text == number:
                span = row.cells[columns.index(column)].span
                return text[: span.start] + value + text[span.end :]
    return text


def model(base: str, ours: str, theirs: str) -> tuple[dict[tuple[str, ...], str], bool]:
    """Give the merged dictionary, and whether two values of one place clash."""
    old, one, other = values(base), values(ours), values(theirs)
    merged, clash = {}, False
    for place in {**old, **one, **other}:
        was, mine, yours = old.get(place), one.get(place), other.get(place)
        clash |= mine not in {was, yours} and yours != was
        value = yours if mine == was else mine
        if value is not None:
            merged[place] = value
    for place in old:
        row = place[:3]
        gone = [place[0] == "cell" and place not in side for side in (one, other)]
        changed = [any(side.get(p) != old[p] for p in old if p[:3] == row) for side in (one, other)]
        clash |= (gone[0] and changed[1] and not gone[1]) or (gone[1] and changed[0] and not gone[0])
    return merged, clash


@given(ours=st.lists(EDIT, max_size=6), theirs=st.lists(EDIT, max_size=6))
def test_random_edits_merge_as_the_model_says(ours: list[Edit], theirs: list[Edit]) -> None:
    one = other = BASE
    for edit in ours:
        one = applied(one, edit)
    for edit in theirs:
        other = applied(other, edit)
    expected, clash = model(BASE, one, other)
    merged = merge_plans(BASE, one, other)
    assert bool(merged.conflicts) == clash
    mirrored = merge_plans(BASE, other, one)
    assert mirrored.conflicts == merged.conflicts
    if not clash:
        assert values(merged.text) == expected
        assert values(mirrored.text) == expected
        return
    known = values(BASE)
    for side in (one, other):
        for place, value in values(side).items():
            assert (
                known.get(place) == value or (value if place[0] != "signature" else place[1]) in merged.text
            )
    allowed = one + other
    for line in merged.text.split("\n"):
        if not line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            assert all(cell.strip() in allowed for cell in line.split("|")), line

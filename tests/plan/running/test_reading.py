"""What people write into the optional sections, and what is read of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.reading import read_plan
from poc_docs.plan.running.costs import figures
from poc_docs.plan.running.credits import account
from poc_docs.plan.running.derived import is_done
from poc_docs.plan.running.tasks import read_task, unreadable_dates
from poc_docs.plan.texts import Read, Text
from poc_docs.plan.vocabulary import OPTIONAL, Health, Party
from tests.checks.reference import text_of
from tests.text.markdown_files import files

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan
    from poc_docs.plan.running.model import Checkpoint, Running, Task

ACTIVE = text_of("active")
ACTIVE_PLAN = read_plan(ACTIVE)
DAY = dt.date(2026, 3, 16)


def read(section: str, body: str) -> Running:
    return read_plan(f"# POC Plan: A -- B\n\n## {section}\n\n{body}\n").running


def said(texts: tuple[Text, ...]) -> list[str]:
    return [text.value for text in texts]


def tasks(body: str) -> list[Task]:
    return list(read("Conversion", body).conversion)


def checkpoint(body: str) -> Checkpoint:
    (found,) = read("Checkpoints", f"### 2026-03-16\n\n{body}").checkpoints
    return found


# Tasks.

APRIL, MAY = dt.date(2026, 4, 17), dt.date(2026, 5, 1)
TASKS = [
    ("Security review", ("Security review", "", None, None)),
    ("Security review -- Tove Brandt", ("Security review", "Tove Brandt", None, None)),
    ("Security review -- Tove Brandt, 2026-04-17", ("Security review", "Tove Brandt", APRIL, None)),
    ("Review -- Tove, 2026-04-17, done 2026-05-01", ("Review", "Tove", APRIL, MAY)),
    ("Review -- done 2026-05-01", ("Review", "", None, MAY)),
    ("Review -- 2026-04-17", ("Review", "", APRIL, None)),
    ("Review -- Tove Brandt, CISO, 2026-04-17", ("Review", "Tove Brandt, CISO", APRIL, None)),
    ("Review \u2013 Tove", ("Review", "Tove", None, None)),
    ("Review \u2014 Tove", ("Review", "Tove", None, None)),
    ("Review -- of the data -- Tove", ("Review -- of the data", "Tove", None, None)),
    ("Run `scan --all` -- Tove", ("Run scan --all", "Tove", None, None)),
    ("[Review](https://example.com/a--b) of **all** -- Tove", ("Review of all", "Tove", None, None)),
    ("Re-review e-mail--archive", ("Re-review e-mail--archive", "", None, None)),
    ("Review --", ("Review", "", None, None)),
    ("Review -- [Owner], YYYY-MM-DD", ("Review", "", None, None)),
    ("Review -- [Owner]", ("Review", "", None, None)),
    ("Review -- Tove, 2026-02-30", ("Review", "Tove, 2026-02-30", None, None)),
    ("Ship 1.5.2026 -- Tove", ("Ship 1.5.2026", "Tove", None, None)),
]


@pytest.mark.parametrize(("text", "expected"), TASKS)
def test_a_list_item_is_what_by_whom_and_until_when(text: str, expected: tuple[object, ...]) -> None:
    (task,) = tasks(f"- [ ] {text}")
    assert (task.what, task.owner, task.due, task.finished) == expected
    assert task.done is False
    (ticked,) = tasks(f"1. [x] {text}")
    assert (ticked.what, ticked.owner, ticked.due, ticked.finished) == expected
    assert ticked.done is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Review -- Tove, 2026-02-30", ("2026-02-30",)),
        ("Review -- Tove, 17.4.2026, done 5/1/26", ("17.4.2026", "5/1/26")),
        ("Review -- Tove (24/7), soon, done", ()),
        ("Review -- Tove, 2026-04-17", ()),
        ("Review of 17.4.2026", ()),
    ],
)
def test_a_date_that_is_none_is_found(text: str, expected: tuple[str, ...]) -> None:
    assert unreadable_dates(text) == expected


def test_the_paragraph_above_a_list_names_its_group() -> None:
    found = tasks("Prospect:\n\n- [ ] a\n- b\n\nVendor:\n\n* [X] c\n")
    assert [(t.group, t.what, t.done) for t in found] == [
        ("Prospect:", "a", False),
        ("Prospect:", "b", None),
        ("Vendor:", "c", True),
    ]


def test_only_items_of_the_list_itself_are_tasks() -> None:
    body = (
        "- [ ] a\n  - [ ] part of a\n\n  more on a\n\n> - [ ] quoted\n\n"
        "```\n- [ ] code\n```\n\n<!-- - [ ] gone -->\n\n   - [ ] indented\n\n### Later\n\n- [ ] elsewhere\n"
    )
    assert [task.what for task in tasks(body)] == ["a", "indented"]


@pytest.mark.parametrize(
    "item", ["- [ ]", "- [x] ", "- [ ] [What is to be done]", "- [ ] [What] -- [Owner]", "- TBD"]
)
def test_a_blank_is_no_task(item: str) -> None:
    assert tasks(item) == []


def test_the_span_of_a_task_holds_its_box() -> None:
    text = "## Conversion\r\n\r\n- [ ] a -- Tove\r\n"
    for start in ("", "\ufeff"):
        plan = read_plan(start + text)
        (task,) = plan.running.conversion
        assert task.span.of(plan.document.text) == "[ ] a -- Tove"


# Checkpoints.


def test_a_checkpoint_is_a_day_and_four_bullets() -> None:
    found = checkpoint(
        "- **Health:** Yellow\n- **Achievements:**\n  - one\n  - *two*\n- **Focus:** three\n"
        "- **Blockers:** four"
    )
    assert found.date.value == DAY
    assert found.health
    assert found.health.value is Health.YELLOW
    assert (said(found.achievements), said(found.focus), said(found.blockers)) == (
        ["one", "two"],
        ["three"],
        ["four"],
    )


@pytest.mark.parametrize(
    "body",
    [
        "- **Blockers:** one\n  - two",
        "- **Blockers:**\n  1. one\n  2. two",
        "- **Blockers:**\n\n  one\n\n  two",
        "- __Blockers__: one\n\n  two",
        "* **blockers**\n    * one\n        * two",
        "-\t**Blockers:**\n\t- one\n\t- two",
        "- **Blockers:** one\n  - two\n\n> - quoted",
        "- **Blockers:** one\n  - two\n- **Ours:** free\n  - more",
        "- **Blockers:** one\n  - [Blocker]\n  - two\n  - None.",
    ],
)
def test_several_values_of_a_bullet_stand_below_it(body: str) -> None:
    for text in (body, body.replace("\n", "\r\n")):
        assert said(checkpoint(f"- **Health:** Green\n{text}").blockers) == ["one", "two"]


@pytest.mark.parametrize(
    "nothing",
    ["", "[Blockers]", "None", "none.", "-", "\u2014", "n/a", "N/A.", "n.a.", "NA", "TBD", "tbc", "...", "?",
     "x", "Nothing", "nil", "No.", "Unknown"],
)  # fmt: skip
def test_a_bullet_that_says_nothing_has_no_value(nothing: str) -> None:
    assert checkpoint(f"- **Health:** Green\n- **Blockers:** {nothing}").blockers == ()


@pytest.mark.parametrize(
    "text", ["No. 3 lamp is dark", "None of the drivers has a phone", "Nobody", "x-ray", "Unknown error 5"]
)
def test_a_text_that_only_begins_like_nothing_says_something(text: str) -> None:
    assert said(checkpoint(f"- **Health:** Green\n- **Blockers:** {text}").blockers) == [text]


def test_of_two_bullets_with_one_label_neither_counts() -> None:
    plan = read_plan(
        "## Checkpoints\n\n### 2026-03-16\n\n- **Focus:** a\n- **Focus:** b\n- **Health:** Red\n"
    )
    (found,) = plan.running.checkpoints
    assert (found.focus, found.health is not None) == ((), True)
    assert [p.message for p in plan.ambiguous] == ["label 'Focus' must stand once in '2026-03-16'"]


HEADINGS = [
    ("### 2026-03-16\n", [DAY]),
    ("### 2026-03-16 (week 2)\n", [None]),
    ("### 16 March\n", [None]),
    ("### YYYY-MM-DD\n", [None]),
    ("### Week 2\n\n- **Health:** Green\n", [None]),
    ("### How we write these\n\nOn Mondays.\n", []),
    ("#### 2026-03-16\n\n- **Health:** Green\n", []),
    ("### 2026-03-16\n\n#### Details\n\n- **Blockers:** no\n", [DAY]),
    ("### 2026-03-16\n\n## Learnings\n\n### 2026-03-23\n", [DAY]),
    ("> ### 2026-03-16\n", []),
    ("```\n### 2026-03-16\n```\n", []),
]


@pytest.mark.parametrize(("body", "expected"), HEADINGS)
def test_a_heading_below_checkpoints_is_one_by_its_day_or_its_bullets(
    body: str, expected: list[object]
) -> None:
    assert [each.date.value for each in read("Checkpoints", body).checkpoints] == expected


# Tables and bullets.


def test_bullets_and_people_of_the_alignment() -> None:
    alignment = read_plan(ACTIVE).running.alignment
    assert alignment.channel
    assert alignment.cadence
    assert (alignment.channel.value, alignment.cadence.value) == ("#halden-poc", "Mondays, 10:00")
    assert said(alignment.escalation) == [
        "Ines Falk and Tove Brandt",
        "Petra Vogt (vendor) and Arne Lie (prospect)",
    ]
    assert said(alignment.links) == ["run book"]
    assert [contact.party.value for contact in alignment.contacts] == [Party.VENDOR, Party.PROSPECT]


def test_an_issue_is_open_until_a_day_stands_under_closed() -> None:
    rows = (
        "| 1 | | Slow | | |",
        "| 2 | | Slow | | TBD |",
        "| 3 | | Slow | | 2026-03-16 |",
        "| | | [Issue] | | |",
    )
    table = "| Id | Opened | Issue | Owner | Closed |\n|--|--|--|--|--|\n" + "\n".join(rows)
    assert [issue.is_open for issue in read("Issue Log", table).issues] == [True, True, False, False]


def test_a_placeholder_is_no_value() -> None:
    log = "| Date | # | Value | Note |\n|--|--|--|--|\n| YYYY-MM-DD | [#] | [value] | |\n"
    (line,) = read("Metric Log", log).metric_log
    assert (line.date.value, line.number.value) == (None, None)
    credits_ = "| Date | Entry | Amount | Note |\n|--|--|--|--|\n| YYYY-MM-DD | [Entry] | [Amount] | |\n"
    (entry,) = read("Credits", credits_).credits
    assert (entry.date.value, entry.entry.value, entry.amount.value) == (None, None, None)
    assert read("Learnings", "- [What we learned]\n- TBD\n\nProse.").learnings == ()


@pytest.mark.parametrize(
    "amount", ["1" * 16 + " EUR", "0." + "1" * 10 + " EUR", "1.5 ABC", "1,250.00 EUR", "1.00EUR"]
)
def test_an_amount_that_can_not_be_added_up_exactly_is_none(amount: str) -> None:
    table = f"| Date | Entry | Amount | Note |\n|--|--|--|--|\n| 2026-03-16 | Usage | {amount} | |\n"
    (line,) = read("Credits", table).credits
    assert line.amount.value is None


@pytest.mark.parametrize("frame", ["- a\n\n  {}", "> {}", "```\n{}\n```"])
def test_a_table_in_a_list_a_quotation_or_code_is_none(frame: str) -> None:
    log = "| Date | # | Value | Note |\n|--|--|--|--|\n| 2026-03-16 | 1 | 5 ms | |"
    prefix = {"-": "  ", ">": "> ", "`": ""}[frame[0]]
    assert read("Metric Log", frame.format(log.replace("\n", f"\n{prefix}"))).metric_log == ()


@pytest.mark.parametrize("section", OPTIONAL, ids=lambda section: section.heading)
@pytest.mark.parametrize("heading", ["### {}", "# {}", "- ## {}", "```\n## {}\n```"])
def test_only_a_heading_of_level_2_makes_a_section(section: Any, heading: str) -> None:
    text = ACTIVE.replace(f"## {section.heading}\n", heading.format(section.heading) + "\n", 1)
    assert section.heading in read_plan(ACTIVE).sections
    assert section.heading not in read_plan(text).sections


# Whatever is written.

PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "  ",
            "\t",
            "- ",
            "- [ ] ",
            "1. [x] ",
            " -- ",
            ", ",
            "done ",
            "2026-03-16",
            "2026-02-30",
        ),
        *(
            "| ",
            " | ",
            "|--|--|--|--|\n",
            "### ",
            "> ",
            "```\n",
            "**Health:** ",
            "**Focus:**\n  - ",
            "Green",
            "\r\n",
        ),
        *(
            "TBD",
            "[x]",
            "[Owner]",
            "1250.00 EUR",
            "-1.00 EUR",
            "9" * 40 + " EUR",
            "Usage",
            "\ufeff",
            "\x00",
            "é",
        ),
        *(
            "| Date | # | Value | Note |\n",
            "| Date | Entry | Amount | Note |\n",
            "| Item | Value |\n|--|--|\n",
        ),
        *("Units per month | ", "9" * 30, "One-time cost | ", "0.000001", "Months | ", "Cost per unit | "),
    ]
)


@given(
    bodies=st.lists(
        st.tuples(st.sampled_from([s.heading for s in OPTIONAL]), st.lists(PIECES, max_size=25) | files()),
        max_size=4,
    )
)
def test_reading_and_what_is_computed_never_raises(bodies: list[tuple[str, list[str] | str]]) -> None:
    text = "".join(f"## {heading}\n\n{''.join(body)}\n\n" for heading, body in bodies)
    plan = read_plan(text)
    account(plan)
    assert all(str(figure) for figure in figures(plan))
    for task in (*plan.running.infrastructure, *plan.running.conversion):
        assert task.span.of(plan.document.text)
        assert isinstance(is_done(plan, task), bool)
    for each in plan.running.checkpoints:
        assert not any(text.value in {"", "None", "TBD"} for text in each.blockers)


def values(item: object) -> object:
    """Give what a part of a plan says, without its place in the file."""
    if isinstance(item, Read):
        return values(item.text), item.value
    if isinstance(item, Text):
        return item.value
    if isinstance(item, tuple):
        return [values(each) for each in item]
    if is_dataclass(item):
        names = [f.name for f in fields(item) if f.name not in {"row", "span", "section"}]
        return {name: values(getattr(item, name)) for name in names}
    return item


def with_columns_in(plan: Plan, order: dict[str, tuple[int, ...]]) -> str:
    """Give a plan's text with the columns of its optional sections in another order."""
    document = plan.document
    lines = document.text.split("\n")
    for section, table in document.tables:
        places = order.get(section.heading.text)
        for number in range(table.line - 1, table.line + 1 + len(table.rows)) if places else ():
            cells = lines[number].strip("|").split("|")
            lines[number] = f"|{'|'.join(cells[i] for i in places or ())}|"
    return "\n".join(lines)


ORDERS = st.fixed_dictionaries(
    {s.heading: st.permutations(range(len(s.table.required))).map(tuple) for s in OPTIONAL if s.table}
)


@given(order=ORDERS)
def test_the_order_of_columns_means_nothing(order: dict[str, tuple[int, ...]]) -> None:
    other = with_columns_in(ACTIVE_PLAN, order)
    assert values(read_plan(other).running) == values(ACTIVE_PLAN.running)


def test_line_breaks_and_a_byte_order_mark_mean_nothing() -> None:
    other = read_plan("\ufeff" + ACTIVE.replace("\n", "\r\n"))
    assert values(other.running) == values(read_plan(ACTIVE).running)


def test_ten_thousand_items_are_all_read() -> None:
    found = tasks("".join(f"- [ ] a{i} -- b, 2026-03-16\n" for i in range(10_000)))
    assert [found[0].what, found[-1].what, len(found)] == ["a0", "a9999", 10_000]


def test_many_dashes_and_labels_are_read_once() -> None:
    """Each item is split at its last dash, each bullet looked at once: both in time with their number."""
    assert read_task("a" + " -- b" * 100_000).owner == "b"
    labels = "".join(f"- **L{i}:** a\n  - b\n" for i in range(2_000))
    assert checkpoint(f"- **Health:** Green\n{labels}- **Focus:** c").focus[0].value == "c"


def test_the_reference_plan_uses_every_section() -> None:
    running = read_plan(ACTIVE).running
    assert all(getattr(running, each.name) for each in fields(running))
    assert all(getattr(running.alignment, each.name) for each in fields(running.alignment))

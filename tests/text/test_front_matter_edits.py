"""The front matter is edited in place: told by examples, and by every text that YAML could misread."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.text import front_matter_edits
from poc_docs.text.edits import apply_edits
from poc_docs.text.front_matter import FrontMatter, Mapping, Sequence, plain, read_front_matter
from poc_docs.text.front_matter_source import FrontMatterEditError, One, Quoted, block_source, scalar_source

if TYPE_CHECKING:
    from collections.abc import Callable

BEGIN = """\
---
# Comment above
id: 'a-b' # single
title: "T" # double
status: Planning   # plain
date: 2026-03-02
block: |
  one

  two

folded: >-
  some
  words # no comment
nothing: # null
tilde: ~
list:
- party: vendor
  name: A   # the last line of the list
# below the list
deep:
    - x
flow: [a, b, ] # flow
empty: []  # empty
crm: {stage: Lead, # first
      amount: 1.00 EUR} # last
nested:
  a: 1 # one
---

# Body
"""

# What, arguments, the lines that go and the lines that come.
EXAMPLES: list[tuple[str, tuple[Any, ...], list[str], list[str]]] = [
    ("set_scalar", ("id", "it's"), ["id: 'a-b' # single"], ["id: 'it''s' # single"]),
    ("set_scalar", ("id", "a\nb"), ["id: 'a-b' # single"], ['id: "a\\nb" # single']),
    ("set_scalar", ("title", 'a "b"'), ['title: "T" # double'], ['title: "a \\"b\\"" # double']),
    ("set_scalar", ("status", "Active"), ["status: Planning   # plain"], ["status: Active   # plain"]),
    ("set_scalar", ("status", "a: b"), ["status: Planning   # plain"], ['status: "a: b"   # plain']),
    ("set_scalar", ("status", "No"), ["status: Planning   # plain"], ['status: "No"   # plain']),
    ("set_scalar", ("status", ""), ["status: Planning   # plain"], ['status: ""   # plain']),
    ("set_scalar", ("status", "Planning"), [], []),
    ("set_scalar", ("date", "2026-03-03"), ["date: 2026-03-02"], ["date: 2026-03-03"]),
    ("set_scalar", ("date", "[date]"), ["date: 2026-03-02"], ['date: "[date]"']),
    ("set_scalar", ("nothing", "x"), ["nothing: # null"], ["nothing: x # null"]),
    ("set_scalar", ("tilde", dt.date(2026, 1, 2)), ["tilde: ~"], ["tilde: 2026-01-02"]),
    ("set_scalar", ("block", "new\n"), ["  one", "", "  two"], ["  new"]),
    ("set_scalar", ("block", "new"), ["block: |", "  one", "", "  two"], ["block: |-", "  new"]),
    ("set_scalar", ("block", ""), ["block: |", "  one", "", "  two"], ['block: ""']),
    ("set_scalar", ("folded", "other"), ["  some", "  words # no comment"], ["  other"]),
    ("add_key", ("x-k", "v: w"), [], ['x-k: "v: w"']),
    ("add_key", ("started", {"date": dt.date(2026, 1, 2), "p": "v1:sha"}), [],
     ['started: {date: 2026-01-02, p: "v1:sha"}']),
    ("add_key", ("x-k", [{"a": "b", "c": [{"d": "1"}]}, "e"]), [],
     ["x-k:", "  - a: b", "    c:", '      - d: "1"', "  - e"]),
    ("append_item", ("list", {"party": "prospect", "name": "B"}), [], ["- party: prospect", "  name: B"]),
    ("append_item", ("deep", "y"), [], ["    - y"]),
    ("append_item", ("flow", {"k": "v, w"}), ["flow: [a, b, ] # flow"],
     ['flow: [a, b, {k: "v, w"}, ] # flow']),
    ("append_item", ("empty", {"a": "b"}), ["empty: []  # empty"], ["empty:  # empty", "  - a: b"]),
    ("append_item", ("nothing", {"a": "b"}), [], ["  - a: b"]),
    ("append_item", ("tilde", "x"), ["tilde: ~"], ["tilde:", "  - x"]),
    ("append_item", ("x-new", "x"), [], ["x-new:", "  - x"]),
    ("remove_key", ("title",), ['title: "T" # double'], []),
    ("remove_key", ("block",), ["block: |", "  one", "", "  two"], []),
    ("remove_key", ("list",), ["list:", "- party: vendor", "  name: A   # the last line of the list"], []),
    ("remove_key", ("crm",), ["crm: {stage: Lead, # first", "      amount: 1.00 EUR} # last"], []),
    ("remove_key", ("absent",), [], []),
    ("set_nested", ("crm", "stage", "Won"), ["crm: {stage: Lead, # first"], ["crm: {stage: Won, # first"]),
    ("set_nested", ("crm", "deal_review", False), ["      amount: 1.00 EUR} # last"],
     ["      amount: 1.00 EUR, deal_review: false} # last"]),
    ("set_nested", ("nested", "b", "c"), [], ["  b: c"]),
    ("set_nested", ("nested", "a", "1"), [], []),
    ("set_nested", ("nothing", "b", "c"), ["nothing: # null"], ["nothing: {b: c} # null"]),
    ("set_nested", ("x-new", "b", "c"), [], ["x-new: {b: c}"]),
]  # fmt: skip


def edited(text: str, what: str, *arguments: Any, **options: Any) -> str:
    front_matter = read_front_matter(text)
    assert front_matter is not None
    edit: Callable[..., Any] = getattr(front_matter_edits, what)
    return apply_edits(text, edit(text, front_matter, *arguments, **options))


def values_of(text: str) -> dict[str, Any]:
    front_matter = read_front_matter(text)
    assert isinstance(front_matter, FrontMatter)
    values = plain(front_matter.root)
    assert isinstance(values, dict)
    return values


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: tuple[str, tuple[Any, ...], list[str], list[str]], newline: str, bom: str) -> None:
    what, arguments, gone, come = example
    text = bom + BEGIN.replace("\n", newline)
    after = edited(text, what, *arguments)
    before_lines, after_lines = text.split(newline), after.split(newline)
    assert len(after_lines) == len(before_lines) - len(gone) + len(come)
    rest = after_lines
    for line in come:
        at = next(i for i, other in enumerate(rest) if other.removeprefix("\ufeff") == line)
        rest = rest[:at] + rest[at + 1 :]
    kept = before_lines
    for line in gone:
        at = kept.index(line, next((i for i, other in enumerate(kept) if other == gone[0]), 0))
        kept = kept[:at] + kept[at + 1 :]
    assert sorted(rest) == sorted(kept)
    changed = arguments[0] if arguments else ""
    others = {k: v for k, v in values_of(text).items() if k != changed}
    assert {k: v for k, v in values_of(after).items() if k != changed} == others


def test_new_keys_stand_below_the_key_named() -> None:
    after = edited(BEGIN, "add_key", "x-k", "v", after="list")
    assert "  name: A   # the last line of the list\nx-k: v\n# below the list\n" in after
    assert edited(BEGIN, "add_key", "x-k", "v").split("---\n")[1].endswith("\nx-k: v\n")
    assert '\ntitle: "T" # double\nx-k: v\n' in edited(BEGIN, "add_key", "x-k", "v", after="title")


def test_items_stand_at_the_end_of_their_list() -> None:
    after = edited(BEGIN, "append_item", "list", {"party": "prospect"})
    assert "  name: A   # the last line of the list\n- party: prospect\n# below the list\n" in after


def test_keys_stand_under_indented_keys() -> None:
    assert edited("---\n  a: b\n---\n", "add_key", "c", ["d"]) == "---\n  a: b\n  c:\n    - d\n---\n"


def test_the_first_key_stands_between_the_brackets() -> None:
    after = edited("---\ncrm: {} # none\n---\n", "set_nested", "crm", "stage", "Won")
    assert after == "---\ncrm: {stage: Won} # none\n---\n"


def test_the_last_lines_of_a_kept_block_scalar_stay_its_own() -> None:
    text = "---\nl:\n  - |+\n    x\n\nz: y\n---\n"
    after = edited(text, "append_item", "l", "w")
    assert values_of(after) == {"l": ["x\n\n", "w"], "z": "y"}


@pytest.mark.parametrize(
    ("what", "arguments"),
    [
        ("set_scalar", ("absent", "x")),
        ("set_scalar", ("list", "x")),
        ("set_scalar", ("title", "\ud800")),
        ("add_key", ("title", "x")),
        ("append_item", ("title", "x")),
        ("append_item", ("crm", "x")),
        ("set_nested", ("title", "x", "y")),
        ("set_nested", ("crm", "stage", ["x"])),
    ],
)
def test_refused(what: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(FrontMatterEditError):
        edited(BEGIN, what, *arguments)


def test_the_only_key_and_a_front_matter_in_braces_stay() -> None:
    with pytest.raises(FrontMatterEditError):
        edited("---\na: b\n---\n", "remove_key", "a")
    with pytest.raises(FrontMatterEditError):
        edited("---\n{a: b, c: d}\n---\n", "add_key", "e", "f")
    with pytest.raises(FrontMatterEditError, match="without braces"):
        edited("---\n{a: b, c: []}\n---\n", "append_item", "c", "d")
    assert edited("---\n{a: b, c: d}\n---\n", "set_scalar", "a", "f") == "---\n{a: f, c: d}\n---\n"


_signs = st.sampled_from("ab1 :#-?,[]{}&*!|>'\"%@`\\~=<.\n\t\r\0\x07\x7f\x85\xa0\u2028\ufeff\U0001f600é株")
texts = (
    st.text(_signs, max_size=12)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.sampled_from(
        ["No", "yes", "on", "null", "~", "", "12:30", "1.10", "0777", "1_000", "2026-01-02", "true", "---",
         "...", "=", "<<", "- a", "a: b", "a #b", "#", "a:", "0x1F", ".inf", "!t", "&a", "*a", " a", "a ",
         "v1:sha256:0"]
    )
)  # fmt: skip
values = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts.filter(lambda k: k != "<<"), inner, max_size=3)
    ),
    max_leaves=6,
)
_STYLED = [
    "a",
    "'a'",
    '"a"',
    "|\n  a\n",
    "|-\n  a\n\n",
    ">\n  a\n  b\n",
    ">-\n  a",
    "|+\n  a\n\n",
    "",
    "~",
    "[a]",
]


@given(texts, st.sampled_from(_STYLED), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_scalar_reads_back(value: str, styled: str, newline: str, flow: bool) -> None:
    source = "k: {z: y, key: a} # c" if flow else f"key: {styled}"
    text = f"---\nx: 1 # one\n{source}\nw: 2 # two\n---\nbody".replace("\n", newline)
    if flow:
        after = edited(text, "set_nested", "k", "key", value)
        assert values_of(after) == {"x": "1", "k": {"z": "y", "key": value}, "w": "2"}
        assert edited(after, "set_nested", "k", "key", value) == after
    else:
        after = edited(text, "set_scalar", "key", value)
        assert values_of(after) == {"x": "1", "key": value, "w": "2"}
        assert edited(after, "set_scalar", "key", value) == after
    assert after.startswith(f"---{newline}x: 1 # one{newline}")
    assert after.endswith(f"{newline}w: 2 # two{newline}---{newline}body")


@given(texts)
def test_a_new_text_is_a_text_for_every_yaml_reader(value: str) -> None:
    for source in (f"k: {scalar_source(value)}\n", f"{{k: {scalar_source(value, flow=True)}}}\n"):
        assert yaml.safe_load(source) == {"k": value}


@given(
    st.dictionaries(texts.filter(lambda k: k != "<<"), values, min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whole_front_matter_reads_back(wanted: dict[str, Any], newline: str) -> None:
    text = block_source(wanted, newline) + "body"
    assert values_of(text) == wanted
    assert not re.search(r"(?<!\r)\n", text) or newline == "\n"


@given(values, st.sampled_from(["list", "deep", "flow", "empty", "nothing", "tilde", "x-new"]))
def test_an_item_reads_back(item: Any, key: str) -> None:
    before, after = values_of(BEGIN), values_of(edited(BEGIN, "append_item", key, item))
    old = before.get(key, [])
    assert after == before | {key: [*(old if isinstance(old, list) else []), item]}


LISTS = [
    (
        "list:\n  - a: 1\n    b: [x]\n  - a: 2 # two\n    b:\n      - y: 1\nend: 1",
        "list:\n  - a: 1\n    b: [x]\nend: 1",
    ),
    ("list:\n- one\n- two # gone\n# stays\nend: 1", "list:\n- one\n# stays\nend: 1"),
    ("list:\n  -   a: 1\nend: 1", "list:\nend: 1"),
    ("list:\n  -\n    a: 1\nend: 1", "list:\nend: 1"),
    ("list: [a, {b: c}] # flow\nend: 1", "list: [a] # flow\nend: 1"),
    ("list: [a]\nend: 1", "list: []\nend: 1"),
    ("list:\n  - a-b\n  - c-d: -1", "list:\n  - a-b"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("before", "after"), LISTS)
def test_the_last_item_goes(before: str, after: str, newline: str) -> None:
    texts = [f"---\n{each}\n---\nbody\n".replace("\n", newline) for each in (before, after)]
    front_matter = read_front_matter(texts[0])
    assert front_matter
    edits = front_matter_edits.remove_last_item(texts[0], front_matter, "list")
    assert apply_edits(texts[0], edits) == texts[1]


@pytest.mark.parametrize(
    "value", ["list: a", "list: []", "other: []", "list:\n  - # why\n    a: 1", "? list\n: - a: 1"]
)
def test_an_item_that_can_not_be_taken_out_stays(value: str) -> None:
    text = f"---\n{value}\n---\n"
    front_matter = read_front_matter(text)
    assert front_matter
    with pytest.raises(FrontMatterEditError):
        front_matter_edits.remove_last_item(text, front_matter, "list")


def test_quoted_texts_are_quoted_everywhere() -> None:
    quoted = Quoted("a")
    assert scalar_source(quoted) == '"a"'
    source = block_source({"list": [{"a": quoted, "b": {"c": quoted}}]}, "\n")
    assert source == '---\nlist:\n  - a: "a"\n    b: {c: "a"}\n---\n'


def test_a_value_that_is_not_known_yet_leaves_its_place_empty() -> None:
    assert (
        block_source({"a": None, "list": [{"b": None, "c": 1}]}, "\n")
        == "---\na:\nlist:\n  - b:\n    c: 1\n---\n"
    )
    text = "---\nlist: [{a: 1}]\n---\n"
    front_matter = read_front_matter(text)
    assert front_matter
    edits = front_matter_edits.append_item(text, front_matter, "list", {"b": None, "c": 1})
    assert apply_edits(text, edits) == "---\nlist: [{a: 1}, {b: , c: 1}]\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a: 1 # one\n    b:\n    c: 3", "- a: 1 # one\n    b: 2026-03-02\n    c: 3"),
        ("- {a: 1, b: , c: 3}", "- {a: 1, b: 2026-03-02, c: 3}"),
        ("- {a: 1, b: '', c: 3}", "- {a: 1, b: '2026-03-02', c: 3}"),
        ("- b: 2026-03-02", "- b: 2026-03-02"),
    ],
)
def test_one_value_of_an_item_is_set_and_no_other_byte(before: str, after: str) -> None:
    text, wanted = (f"---\nlist:\n  - x: 1\n  {each}\nend: 1\n---\n" for each in (before, after))
    front_matter = read_front_matter(text)
    assert front_matter
    items = front_matter.root.get("list")
    assert isinstance(items, Sequence)
    other, item = items.items
    assert isinstance(other, Mapping)
    assert isinstance(item, Mapping)
    edits = front_matter_edits.set_entry(text, item, "b", dt.date(2026, 3, 2))
    assert apply_edits(text, edits) == wanted
    with pytest.raises(FrontMatterEditError, match="'b' is not in the front matter"):
        front_matter_edits.set_entry(text, other, "b", "")


ITEM = """\
---
list:
- a: one
- name: A # who
  role: chief
  # between
  date: 2026-03-02 # when
last: x
---
"""
ITEMS = [
    ({"name": "A", "role": "chief", "date": "2026-03-02"}, ITEM),
    ({"name": "B", "role": "chief", "date": "2026-03-02"}, ITEM.replace("A # who", "B # who")),
    ({"name": "A", "date": "2026-03-02"}, ITEM.replace("  role: chief\n", "")),
    ({"name": "A", "role": "chief"}, ITEM.replace("  date: 2026-03-02 # when\n", "")),
    (
        {"name": "A", "role": "chief", "date": "2026-03-02", "to": "x"},
        ITEM.replace("# when\n", "# when\n  to: x\n"),
    ),
]


@pytest.mark.parametrize(("item", "wanted"), ITEMS)
def test_an_item_of_a_list_is_changed_key_by_key(item: dict[str, str], wanted: str) -> None:
    assert edited(ITEM, "set_item", "list", 1, item) == wanted


def test_an_item_in_braces_is_written_anew() -> None:
    text = "---\nlist:\n- {a: one} # first\n---\n"
    assert edited(text, "set_item", "list", 0, {"b": "two"}) == text.replace("{a: one}", "{b: two}")


@pytest.mark.parametrize(
    ("key", "index", "item", "message"),
    [
        ("list", 1, {"role": "chief"}, "'name' stands first in an item of 'list'; remove it by hand"),
        ("list", 2, {"name": "C"}, "'list' must hold a list of keys and values"),
        ("last", 0, {"name": "C"}, "'last' must hold a list of keys and values"),
        ("none", 0, {"name": "C"}, "'none' must hold a list of keys and values"),
    ],
)
def test_an_item_that_can_not_be_changed_is_refused(
    key: str, index: int, item: dict[str, str], message: str
) -> None:
    with pytest.raises(FrontMatterEditError, match=f"^{message}$"):
        edited(ITEM, "set_item", key, index, item)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "a-b"),
        ("title", "T"),
        ("status", "Planning"),
        ("date", dt.date(2026, 3, 2)),
        ("block", "one\n\ntwo\n"),
    ],
)
def test_a_value_that_stands_there_already_needs_no_edit(key: str, value: One) -> None:
    text = BEGIN
    front_matter = read_front_matter(text)
    assert front_matter is not None
    assert front_matter_edits.set_scalar(text, front_matter, key, value) == []


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ("No", '- "No"'),
        (7, "- 7"),
        ("≤ 200 ms, at night", "- ≤ 200 ms, at night"),
        (["a", "b"], "- [a, b]"),
        ({"a": "b", "c": ["d"]}, "- a: b\n  c:\n    - d"),
    ],
)
def test_a_further_item_is_written_on_as_few_lines_as_can_be(item: Any, written: str) -> None:
    text = "---\nlist:\n- first\n---\n"
    assert edited(text, "append_item", "list", item) == text.replace("- first", f"- first\n{written}")

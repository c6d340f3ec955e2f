"""Front matter, held against PyYAML's loader that leaves every scalar a string."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import frontmatter
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from poc_docs.text.front_matter import (
    MAXIMUM_CHARACTERS,
    FrontMatter,
    FrontMatterError,
    Mapping,
    Node,
    Scalar,
    plain,
    read_front_matter,
)
from poc_docs.text.front_matter_handler import StrictFrontMatterHandler

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = st.text(st.sampled_from("abxyz-_.AZ09\u00e9\U0001f600 "), min_size=1, max_size=6)
SCALARS = st.text(st.sampled_from("ab1 :#-'\"\\,[]{}&*!|>%@`~?=\u00e9\U0001f600\u00a0\u200b"), max_size=12)
VALUES = st.recursive(
    SCALARS | st.sampled_from(["on", "no", "1:30", "0777", "2026-02-30", "null", "~", "1_000", "=", "<<"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
LINES = st.lists(
    st.sampled_from(
        [
            "a: 1",
            "b:",
            "  c: 2",
            "  - d",
            "- e",
            "f: [g, h]",
            "i: {j: k, l: m}",
            "n: 'o''p'",
            'q: "r\\ts"',
            "# comment",
            "u: v # w",
            "x: |",
            "    y",
            "z: >-",
            "",
            "a: 2",
            "&a b: c",
            "d: *a",
            "<<: {e: f}",
            "g: !!str h",
            "'on': i",
            "? j",
            ": k",
            "l: [m,",
            "n]",
            "o: p: q",
            "r: 's",
            "\ts: t",
            "--- u",
            "...",
            "%YAML 1.1",
            "v: @w",
            "\ufeffx: y",
            "\U0001f600: \U0001f600",
            "12: 13",
            "k : l",
            '"m": n',
            "-",
            "[]: o",
        ]
    ),
    max_size=7,
)


def fenced(content: str) -> str:
    return f"---\n{content}---\n# Title\n"


def strings(content: str) -> Any:
    return yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 -- BaseLoader builds strings only


def nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from nodes(value)
    elif not isinstance(node, Scalar):
        for item in node.items:
            yield from nodes(item)


def assert_spans_cut_out(text: str, matter: FrontMatter) -> None:
    """Check that each scalar's span holds its YAML, and each collection's its members."""
    for node in nodes(matter.root):
        source = node.span.of(text)
        if isinstance(node, Scalar):
            if node.style in {"|", ">"}:
                assert source.startswith(node.style)
            elif node.style:
                assert source[0] == source[-1] == node.style
                assert strings(f"x: {source}")["x"] == node.value
            elif "\n" not in source:
                assert source == node.value
        elif node.flow:
            assert source[0] + source[-1] in {"{}", "[]"}
        for child in itertools.islice(nodes(node), 1, None):
            assert node.span.start <= child.span.start <= child.span.end <= node.span.end


@st.composite
def dumped_files(draw: st.DrawFn) -> str:
    """Give a file with a mapping as PyYAML writes it, in one of its styles and any line ending."""
    content = yaml.safe_dump(
        draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)),
        default_flow_style=draw(st.sampled_from([True, False, None])),
        default_style=draw(st.sampled_from(["'", '"', None, "|"])),
        width=draw(st.sampled_from([20, 1000])),
        allow_unicode=True,
        sort_keys=False,
    )
    text = draw(st.sampled_from(["", "\ufeff"])) + fenced(content)
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@given(dumped_files())
def test_what_pyyaml_wrote_is_read_as_the_same_strings(text: str) -> None:
    try:
        matter = read_front_matter(text)
    except FrontMatterError as error:
        refused = ("!", "<<", "nested", "one word", "YAML tag", "hidden character")
        assert any(sign in str(error) for sign in refused), error  # noqa: PT017
        return
    assert matter
    assert plain(matter.root) == strings(matter.content.of(text))
    assert_spans_cut_out(text, matter)


@given(LINES)
@example(["a: 1", "a: 2"])
@example(["\ufeffx: y"])
@example(["\U0001f600: \U0001f600", "a: 1"])
def test_arbitrary_lines_are_read_as_pyyaml_does_or_refused(lines: list[str]) -> None:
    text = fenced("".join(line + "\n" for line in lines))
    try:
        matter = read_front_matter(text)
    except FrontMatterError as error:
        assert 0 <= error.span.start <= error.span.end <= len(text) and error.advice  # noqa: PT017, PT018
        return
    assert matter
    assert plain(matter.root) == strings(matter.content.of(text))
    assert_spans_cut_out(text, matter)


@given(st.text(st.sampled_from("-. \t\r\n\x0c\ufeffa:1"), max_size=24))
def test_front_matter_is_what_stands_between_two_exact_fences(text: str) -> None:
    try:
        matter = read_front_matter(text)
    except FrontMatterError:
        return
    lines = text.removeprefix("\ufeff").split("\n")
    opened = lines[0].removesuffix("\r").rstrip(" \t") == "---" and len(lines) > 1
    closed = any(line.removesuffix("\r").rstrip(" \t") == "---" for line in lines[1:])
    assert bool(matter) == (opened and closed)


# Each shape with its values, or with words of the error that refuses it; None means no front matter at all.
SHAPES: list[tuple[str, str, dict[str, Any] | str | None]] = [
    ("plain", "---\nid: a\n---\n", {"id": "a"}),
    ("no newline at the end", "---\nid: a\n---", {"id": "a"}),
    ("CRLF", "---\r\nid: a\r\n---\r\n", {"id": "a"}),
    ("byte order mark", "\ufeff---\nid: a\n---\n", {"id": "a"}),
    ("blanks after the fences", "--- \t\nid: a\n---  \n", {"id": "a"}),
    ("norway and friends stay strings", "---\na: no\nb: 1:30\nc: 0777\nd: 1_000\ne: 1.10\nf: ~\n---\n",
     {"a": "no", "b": "1:30", "c": "0777", "d": "1_000", "e": "1.10", "f": "~"}),
    ("a key that YAML 1.1 reads as true", "---\non: a\n---\n", {"on": "a"}),
    ("a day that is none", "---\ndate: 2026-02-30\n---\n", {"date": "2026-02-30"}),
    ("a date with time", "---\ndate: 2026-02-03 10:00:00\n---\n", {"date": "2026-02-03 10:00:00"}),
    ("5,000 digits", f"---\na: {'9' * 5000}\n---\n", {"a": "9" * 5000}),
    ("sexagesimal", f"---\na: {'1:' * 200}1\n---\n", {"a": "1:" * 200 + "1"}),
    ("no value", "---\na:\n---\n", {"a": ""}),
    ("dashes inside a value", "---\na: x --- y\n---\n", {"a": "x --- y"}),
    ("dashes indented in a block", "---\na: |\n  ---\n---\n", {"a": "---\n"}),
    ("repeated key", "---\nstatus: Planning\nstatus: Active\n---\n", "'status' must stand once"),
    ("repeated key, quoted", "---\nstatus: Planning\n'status': Active\n---\n", "'status' must stand once"),
    ("repeated key inside", "---\ncrm: {stage: a, stage: b}\n---\n", "'stage' must stand once"),
    ("repeated key in a list", "---\ns:\n  - party: a\n    party: b\n---\n", "'party' must stand once"),
    ("anchor", "---\na: &x 1\n---\n", "anchors or aliases"),
    ("alias", "---\na: *x\n---\n", "anchors or aliases"),
    ("anchor on a key", "---\n&x a: 1\n---\n", "anchors or aliases"),
    ("alias as key", "---\na: &x 1\n*x : 2\n---\n", "anchors or aliases"),
    ("a list that holds itself", "---\na: &a [*a]\n---\n", "anchors or aliases"),
    ("alias bomb", "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n", "anchors or aliases"),
    ("merge key", "---\na: {b: 1}\n<<: {c: 1}\n---\n", "one word"),
    ("list as key", "---\n[a]: 1\n---\n", "one word"),
    ("mapping as key", "---\n? {a: 1}\n: 1\n---\n", "one word"),
    ("tag", "---\na: !!timestamp x\n---\n", "YAML tag"),
    ("local tag", "---\na: !x y\n---\n", "YAML tag"),
    ("bare tag", "---\na: ! y\n---\n", "YAML tag"),
    ("python tag", "---\na: !!python/name:os.system x\n---\n", "YAML tag"),
    ("closed by three dots", "---\nid: a\n...\n# T\n", "closed by a line of exactly '---'"),
    ("three dots inside", "---\nid: a\n...\n---\n", "one YAML document"),
    ("second document", "---\nid: a\n--- b\n---\n", "one YAML document"),
    ("directive", "---\n%YAML 1.1\n--- x\n---\n", "one YAML document"),
    ("never closed", "---\nid: a\n# T\n", "closed by a line of exactly '---'"),
    ("closed by four dashes", "---\nid: a\n----\n", "closed by a line of exactly '---'"),
    ("closed with a blank first", "---\nid: a\n ---\n", "closed by a line of exactly '---'"),
    ("four dashes", "----\nid: a\n---\n", "begin on the first line"),
    ("blank line first", "\n---\nid: a\n---\n", "begin on the first line"),
    ("blank first", " ---\nid: a\n---\n", "begin on the first line"),
    ("form feed after the fence", "---\x0c\nid: a\n---\n", None),
    ("no fences", "id: a\nstatus: Active\n", None),
    ("a rule and a heading", "---\n\n# T\n", "closed by a line of exactly '---'"),
    ("empty", "---\n---\n", "list of 'key: value' lines"),
    ("a list", "---\n- a\n---\n", "list of 'key: value' lines"),
    ("a word", "---\nstatus\n---\n", "list of 'key: value' lines"),
    ("JSON", '---\n{"id": "a"}\n---\n', {"id": "a"}),
    ("broken YAML", "---\nid: [a\n---\n", "must be YAML"),
    ("colon in a value", "---\ntitle: a: b\n---\n", "must be YAML"),
    ("tab for indentation", "---\na:\n\tb: c\n---\n", "must be YAML"),
    # libyaml takes these three, PyYAML's own parser, which MkDocs uses, does not.
    ("tab before a value", "---\na: \tb\n---\n", "must be YAML"),
    ("tab after a value", "---\na: b\t\n---\n", "must be YAML"),
    ("comment right after a block's sign", "---\na: >#\n b\n---\n", "must be YAML"),
    ("tab in a comment", "---\na: b #\tc\n---\n", {"a": "b"}),
    ("tab in quotes", '---\na: "b\tc"\n---\n', {"a": "b\tc"}),
    ("quote never closed", "---\na: 'b\n---\n", "must be YAML"),
    ("line separator", "---\ntitle: x\u2028status: Active\n---\n", "U+2028"),
    ("paragraph separator", "---\ntitle: x\u2029status: Active\n---\n", "U+2029"),
    ("next line", "---\ntitle: x\u0085status: Active\n---\n", "U+0085"),
    ("lone CR", "---\ntitle: x\rstatus: Active\n---\n", "U+000D"),
    ("NUL", "---\ntitle: x\x00y\n---\n", "U+0000"),
    ("vertical tab", "---\ntitle: x\x0by\n---\n", "U+000B"),
    ("another control character", "---\ntitle: x\x9by\n---\n", "U+009B"),
    ("no character", "---\ntitle: x\uffffy\n---\n", "must be YAML"),
    ("byte order mark inside", "---\n\ufeffid: a\n---\n", "U+FEFF"),
    ("too deep", f"---\na: {'[' * 8}{']' * 8}\n---\n", "at most 8 deep"),
    ("30,000 brackets", f"---\na: {'[' * 30_000}\n---\n", "at most 8 deep"),
    ("100,000 brackets", f"---\na: {'[' * 100_000}\n---\n", "at most 65,536 characters"),
    ("huge", f"---\na: {'x' * MAXIMUM_CHARACTERS}\n---\n", "at most 65,536 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*shape, id=name) for name, *shape in SHAPES])
def test_shapes(text: str, expected: dict[str, Any] | str | None) -> None:
    if isinstance(expected, str):
        with pytest.raises(FrontMatterError) as raised:
            read_front_matter(text)
        assert expected in raised.value.message
        assert raised.value.advice
        assert 0 <= raised.value.span.start <= raised.value.span.end <= len(text)
    elif expected is None:
        assert read_front_matter(text) is None
    else:
        matter = read_front_matter(text)
        assert matter
        assert plain(matter.root) == expected
        assert_spans_cut_out(text, matter)


def test_an_error_names_the_place_of_the_second_key() -> None:
    text = "\ufeff---\r\nid: \U0001f600\r\nid: b\r\n---\r\n"
    with pytest.raises(FrontMatterError) as raised:
        read_front_matter(text)
    assert raised.value.span.start == text.rindex("id")


def test_our_handler_gives_python_frontmatter_the_same_values_and_body() -> None:
    text = "---\nid: a\ncrm: {stage: no}\nlist:\n  - 1\n---\n\n# Title"
    post = frontmatter.loads(text, handler=StrictFrontMatterHandler())
    assert post.metadata == {"id": "a", "crm": {"stage": "no"}, "list": ["1"]}
    assert post.content == "# Title"
    assert frontmatter.loads("# Title", handler=StrictFrontMatterHandler()).metadata == {}
    assert StrictFrontMatterHandler().detect(text)
    assert not StrictFrontMatterHandler().detect("# Title")
    with pytest.raises(ValueError, match="no front matter"):
        StrictFrontMatterHandler().split("# Title")


def test_keys_and_values_are_found_by_name() -> None:
    matter = read_front_matter("---\na: 1\nb: [x, {c: 2}]\n---\n")
    assert matter
    assert matter.root.get("z") is None
    assert matter.root.key("z") is None
    key, node = matter.root.key("b"), matter.root.get("b")
    assert key
    assert node
    assert key.value == "b"

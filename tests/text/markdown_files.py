"""Generated Markdown files: tables, lists, quotations and fences, in every kind of line ending."""

from __future__ import annotations

from hypothesis import strategies as st

_SIGNS = "ab1 2|\\`*_[]()<>&;~!:-#=+.,'\"$%^{}/\u00e9\u0301\u00a0\u2028\u0085\u200b\u05d0\U0001f600\t\x0b\x0c"
cell_texts = st.text(st.sampled_from(_SIGNS), max_size=8) | st.sampled_from(
    [
        "`x|y`",
        "`a\\|b`",
        "a\\|b",
        "a\\\\|b",
        "**b**",
        "~~s~~",
        "[l](u)",
        "[r]",
        "&lt;5",
        "<br>",
        "<b>",
        "\\",
        "x\\",
    ]
)
words = st.text(st.sampled_from(_SIGNS), max_size=20)
_delimiters = st.sampled_from(["-", "---", ":-", "-:", ":-:", " --- ", "\t-\t"])


@st.composite
def rows(draw: st.DrawFn, cells: st.SearchStrategy[str], least: int, most: int) -> str:
    inner = "|".join(draw(st.lists(cells, min_size=least, max_size=most)))
    left, right = draw(st.sampled_from([("|", "|"), ("|", ""), ("", "|"), ("", ""), ("  | ", " |  ")]))
    return left + inner + right


@st.composite
def tables(draw: st.DrawFn) -> list[str]:
    width = draw(st.integers(1, 4))
    header = draw(rows(cell_texts, width, width))
    delimiter = draw(rows(_delimiters, width, width))
    body = draw(st.lists(rows(cell_texts, max(1, width - 1), width + 1), max_size=4))
    return [header, delimiter, *body]


_lines = st.one_of(
    words.map(lambda text: [text]),
    st.tuples(st.integers(1, 6), words).map(lambda pair: ["#" * pair[0] + " " + pair[1]]),
    words.map(lambda text: [text, "==="]),
    words.map(lambda text: [f"- **Label:** {text}", "  more"]),
    words.map(lambda text: [f"1. {text}", "", f"   {text}"]),
    words.map(lambda text: ["[r]: /target", text]),
    st.lists(words, max_size=3).map(lambda inner: ["```", *inner, "```"]),
    st.just(["---"]),
    st.just(["<!-- a", "comment -->"]),
    st.just(["<div>"]),
    st.just(["***bold*** `code"]),
)
_prefixes = st.sampled_from(["", "", "", "> ", ">", "- ", "1. ", "  - ", "    ", "\t", "> - ", "-\t"])


@st.composite
def _contained(draw: st.DrawFn) -> list[str]:
    """Give a block inside a list or a quotation, its further lines indented to match."""
    lines = draw(tables() | _lines)
    prefix = draw(_prefixes)
    further = "".join(char if char in ">\t" else " " for char in prefix)
    return [(prefix if i == 0 else further) + line for i, line in enumerate(lines)]


@st.composite
def files(draw: st.DrawFn) -> str:
    """Give the text of a Markdown file."""
    blocks = draw(st.lists(_contained(), max_size=8))
    lines: list[str] = []
    for block in blocks:
        lines += [*block, *draw(st.sampled_from([[""], [""], [], ["", ""]]))]
    breaks = st.sampled_from(["\n", "\r\n", "\r"])
    one = draw(breaks)
    mixed = draw(st.booleans())
    text = "".join(line + (draw(breaks) if mixed else one) for line in lines)
    text = text.removesuffix(one) if draw(st.booleans()) else text
    return draw(st.sampled_from(["", "", "\ufeff"])) + text

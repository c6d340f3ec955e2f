"""Random damage to a text, as hypothesis draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECES = st.sampled_from(
    [
        *("|", "||", "\\", "\\|", "\\\\|", "`", "``", "<", "<b>", "<!--", "-->", "<br>", "[", "]", "**", "*"),
        *("---", "\n", "\n\n", "\r", "\r\n", "\t", "    ", "> ", "- ", "# ", "## ", "### ", "```\n", ": "),
        *("'", '"', "{", "}", "&", "!", "%", "\x00", "\u200b", "\ufeff", "\u2028", "é", "🚀", "0", "9" * 40),
        *("Active", "Complete", "Planning", "TBD", "[e.g., x]", "2026-02-30", "9999-12-31", "0001-01-01"),
        *("9999 months, starting 9999-12-01", "Judged by (prospect): ", "Not tested: ", "**Outcome:** No-go"),
        *(
            "| # | Criterion |\n|---|---|\n",
            "## Metadata\n",
            "## Success Criteria\n",
            "signatures:\n",
            "closed: x\n",
        ),
    ]
)
NUMBERS = st.integers(min_value=0, max_value=10_000)
SPLICES = st.tuples(st.just("splice"), NUMBERS, st.integers(0, 12), PIECES)
LINES = st.tuples(st.sampled_from(["delete", "double", "move", "copy"]), NUMBERS, NUMBERS, PIECES)
MUTATIONS = st.lists(st.one_of(SPLICES, LINES), min_size=1, max_size=8)


def mutate(text: str, mutations: Sequence[tuple[str, int, int, str]]) -> str:
    for kind, first, second, piece in mutations:
        lines = text.splitlines(keepends=True) or [""]
        at, other = first % len(lines), second % len(lines)
        if kind == "splice":
            start = first % (len(text) + 1)
            text = text[:start] + piece + text[start + second :]
            continue
        if kind == "delete":
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "move":
            lines.insert(other, lines.pop(at))
        else:
            lines[at] = lines[other]
        text = "".join(lines)
    return text

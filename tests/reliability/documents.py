"""Generated plans with a Results table: the generator imports nothing of the package and knows every byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

BREAKS = (b"\n", b"\r\n", b"\r")
CELLS = (
    *(
        "",
        "187 ms",
        "99.7%",
        "≥ 5",
        "a\\|b",
        "**x**",
        "`code`",
        "日本語",
        "é\u0301",
        "\U0001f680 go",
        "שלום",
        "x y",
    ),
    *("<5", "&lt;", "[l](u)", "~~s~~", "TBD", "a  b", "_", "-", "\\", "#", "<br>", "٣"),
)
DECOYS = (
    [
        "```",
        "| # | Criterion | Result | Target | Status |",
        "|---|---|---|---|---|",
        "| 1 | a | b | c | d |",
        "```",
    ],
    ["<!--", "## Results (Post-POC)", "| # | Result |", "|---|---|", "| 1 | b |", "-->"],
    # Under the heading of a checked table these two would be a second one, which is refused.
    ["### Own list", "", "- item", "", "  | # | Result |", "  |---|---|", "  | 1 | b |", "", "end"],
    ["### Own quotation", "", "> | # | Result |", "> |---|---|", "> | 1 | b |"],
    ["    | # | Result |", "    |---|---|", "    | 1 | b |"],
    ["| # | Result |", "no table, only pipes | here"],
    ["### Own notes", "", "| # | Remark |", "|---|---|", "| 1 | b |"],
    ["Text with `| # |` in code and a \\| pipe."],
    ["~~~", "## Results (Post-POC)", "~~~"],
)
_COLUMNS = ("#", "Criterion", "Result", "Target", "Status")


@dataclass(frozen=True)
class Generated:
    """A plan's bytes, and where the interior of each cell of its Results lies, by number and column."""

    data: bytes
    interiors: dict[tuple[int, str], tuple[int, int]]
    contents: dict[tuple[int, str], str]


def generate(dice: random.Random) -> Generated:
    """Make a plan with one to four criteria, whose Results hold a row for each, in any order."""
    one_break, mixed = dice.choice(BREAKS), dice.random() < 0.15

    def end() -> bytes:
        return dice.choice(BREAKS) if mixed else one_break

    data = b"\xef\xbb\xbf" if dice.random() < 0.2 else b""
    numbers = dice.sample(range(1, 30), dice.randint(1, 4))
    targets = {
        number: dice.choice(("<200 ms", "≥ 99.5%", "Pass/Fail", "users like it")) for number in numbers
    }
    names = {number: dice.choice(("Latency", "Import `a`", "**Login**", "日本", "é")) for number in numbers}
    lines = ["# POC Plan: A -- B", "", "## Success Criteria", ""]
    lines += ["| # | Criterion | Measurement | Target | Weight |", "|---|---|---|---|---|"]
    lines += [
        f"| {number} | {names[number]} | P95 | {targets[number]} | Critical |" for number in sorted(numbers)
    ]
    lines += ["", *_decoys(dice), "## Results (Post-POC)", ""]
    data += b"".join(line.encode() + end() for line in lines)
    further = ("Evidence", "Note")[: dice.randint(0, 2)]
    columns = [*_COLUMNS, *further]
    if dice.random() < 0.3:
        dice.shuffle(columns)
    data += f"|{'|'.join(f' {column} ' for column in columns)}|".encode() + end()
    data += f"|{'|'.join(dice.choice(('---', ':--', '--:')) for _ in columns)}|".encode() + end()
    interiors, contents = {}, {}
    for number in numbers:
        told = {"#": str(number), "Criterion": names[number], "Target": targets[number]}
        data += b"|"
        for column in columns:
            content = told.get(column) or _content(dice, column)
            blanks = "  " if column == "Status" and not content else dice.choice(("", " ", " ", "  "))
            interior = f"{blanks}{content}{dice.choice(('', ' ', ' ', '    '))}".encode()
            if content.endswith("\\"):
                interior = f"{blanks}{content} ".encode()
            interiors[number, column] = len(data), len(data) + len(interior)
            contents[number, column] = content
            data += interior + b"|"
        data += end()
    tail = ["", *_decoys(dice)]
    data += b"".join(line.encode() + end() for line in tail)
    if dice.random() < 0.3:
        data = data.rstrip(b"\r\n")
    return Generated(data, interiors, contents)


def _content(dice: random.Random, column: str) -> str:
    if column == "Status":
        return dice.choice(("Pass", "Fail", ""))
    return dice.choice(CELLS)


def _decoys(dice: random.Random) -> list[str]:
    lines: list[str] = []
    for decoy in dice.sample(DECOYS, dice.randint(0, 2)):
        lines += [*decoy, ""]
    return lines


def damaged(dice: random.Random, data: bytes) -> bytes:
    """Give bytes with some of them changed, cut out, doubled or moved: what an editor or a merge may do."""
    for _ in range(dice.randint(1, 6)):
        at, length = dice.randrange(len(data) + 1), dice.randint(0, 60)
        piece = data[at : at + length]
        other = dice.randrange(len(data) + 1)
        how = dice.randrange(5)
        if how == 0:
            data = data[:at] + data[at + length :]
        elif how == 1:
            data = data[:other] + piece + data[other:]
        elif how == 2:
            data = data[:at] + dice.choice(_PIECES) + data[at:]
        elif how == 3:
            data = data[:at] + dice.randbytes(dice.randint(1, 4)) + data[at + length :]
        else:
            data = data[:at] + dice.choice(_PIECES) + data[at + length :]
    return data


_PIECES = tuple(
    piece.encode()
    for piece in (
        *(
            "|",
            "\\|",
            "\\",
            "`",
            "<!--",
            "-->",
            "<br>",
            "[",
            "](",
            "**",
            "---\n",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\t",
        ),
        *(
            "    ",
            "> ",
            "- ",
            "1. ",
            "# ",
            "## ",
            "```\n",
            ": ",
            "'",
            '"',
            "{",
            "[",
            "&a ",
            "*a",
            "!!x ",
            "? ",
            "|\n",
        ),
        *(
            "\x00",
            "\u200b",
            "\ufeff",
            "\u2028",
            "\u202e",
            "é",
            "\U0001f680",
            "9" * 30,
            "TBD",
            "2026-02-30",
            "~~",
            "~",
        ),
        *(
            "signatures:\n",
            "status: Complete\n",
            "## Results (Post-POC)\n",
            "| # | Result |\n|---|---|\n",
            "<5",
            "≥",
        ),
    )
)

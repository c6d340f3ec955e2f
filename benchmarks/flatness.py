"""What each further plan costs in commands about many plans: flat if it is no more among many than among few.

Most of what a command takes among few plans is its start, which would hide the rest. So it is told how much
more it takes among more plans: time on processors, the least of several rounds in turns.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.processes import Measured, in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COMMANDS = ("list", "metrics", "gaps", "export")
ROUNDS = 15
MOST = 1.15
"""How many times as much a further plan may cost among many."""

_ENOUGH = 60.0
"""After how many seconds a command has been measured enough."""


def runs(roots: Mapping[int, Path], ours: str) -> list[Measured]:
    """Give each command in each portfolio; the portfolios are given by the number of their plans."""
    return [
        Measured(
            _name(command, size),
            [ours, command, *(["--format", "json"] if command == "export" else [])],
            root,
        )
        for size, root in roots.items()
        for command in COMMANDS
    ]


def measure(measured: list[Measured], rounds: int = ROUNDS) -> None:
    """Run all of it in turns; the first round keeps what can be kept, and does not count."""
    in_turns(measured, rounds, enough=_ENOUGH)


def lines(measured: Sequence[Measured], sizes: Sequence[int]) -> Iterator[str]:
    """Give a row of a table for each command: with three numbers of plans or more, one for each two steps."""
    known = {each.name: min(each.processor) for each in measured}
    for command in COMMANDS:
        steps = [
            (few, many, (known[_name(command, many)] - known[_name(command, few)]) / (many - few))
            for few, many in pairwise(sizes)
        ]
        for (_, _, before), (few, many, after) in pairwise(steps):
            met = "yes" if after <= MOST * before else "**no**"
            said = f"Each further plan in {command}, from {few:,} to {many:,} beside before"
            costs = f"{after * 1e6:,.0f} µs beside {before * 1e6:,.0f} µs: {after / before:.2f} ×"
            yield f"| {said} | {MOST} × | {costs} | {met} |"


def _name(command: str, size: int) -> str:
    return f"{command}, {size:,} plans"


def main() -> None:
    """Measure portfolios that ``benchmarks.speed`` or ``benchmarks.portfolio`` made, and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "folders", nargs="+", type=Path, help="repositories, the one with the fewest plans first"
    )
    parser.add_argument("--command", default="poc-docs", help="the poc-docs that is run")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    roots = {sum(1 for _ in (each / "plans").glob("*.md")): each for each in chosen.folders}
    measured = runs(roots, chosen.command)
    measure(measured, chosen.rounds)
    print("\n".join(lines(measured, list(roots))))


if __name__ == "__main__":
    main()

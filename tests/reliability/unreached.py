"""Lines that no test of these layers reaches; each has a reason in ``unreached.md``, or the report fails."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.reliability.mutants import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIST = Path(__file__).with_name("unreached.md")
_ROW = re.compile(r"\| `(\S+)` \| `(.+)` \| (\S.*) \|")
_TO = " → "


class Gap(NamedTuple):
    """A line that is never reached, or a way from one line to another that is never taken; by their texts."""

    path: str
    text: str

    def __str__(self) -> str:
        """Name it as the list does."""
        return f"`{self.path}` `{self.text}`"


def known_gaps(listed: str) -> dict[Gap, str]:
    """Give the reason of each row of the list."""
    rows = (_ROW.fullmatch(line) for line in listed.splitlines())
    return {Gap(row[1], row[2].replace(r"\|", "|")): row[3] for row in rows if row}


def gaps_of(path: str, told: dict[str, Any], source: str) -> Iterator[tuple[int, Gap]]:
    """Give what coverage.py tells as missing in a file, with its line's number and text."""
    lines = [line.strip() for line in source.splitlines()]
    missing = set(told["missing_lines"])
    for number in told["missing_lines"]:
        yield number, Gap(path, lines[number - 1])
    for start, end in told["missing_branches"]:
        # A line that is never reached is told already.
        if end not in missing and start not in missing:
            yield start, Gap(path, f"{lines[start - 1]}{_TO}{lines[end - 1] if end > 0 else 'end'}")


def coverage_lines(files: dict[str, Any], layers: Iterable[str]) -> tuple[list[str], list[str]]:
    """Give the share of each layer, every gap with its reason, and the gaps that have none."""
    lines = ["| Layer | Branches and lines covered | of | Share |", "|---|---:|---:|---:|"]
    known = known_gaps(LIST.read_text(encoding="utf-8"))
    unexplained = []
    found = []
    for layer in layers:
        of_layer = {path: told for path, told in files.items() if path.startswith(f"poc_docs/{layer}/")}
        lines.append(_share(layer, [told["summary"] for told in of_layer.values()]))
        for path, told in of_layer.items():
            for number, gap in gaps_of(path, told, (PROJECT / path).read_text(encoding="utf-8")):
                if gap not in known:
                    unexplained.append(f"{gap} (line {number})")
                found.append(f"- {gap}: {known.get(gap, '**not explained**')}")
    return [*lines, "", *(["Not reached:", "", *found] if found else ["Nothing is left out."])], unexplained


def _share(layer: str, summaries: Iterable[dict[str, Any]]) -> str:
    total = done = 0
    for each in summaries:
        total += each["num_statements"] + each["num_branches"]
        done += each["covered_lines"] + each["covered_branches"]
    return f"| {layer} | {done:,} | {total:,} | {100 * done / max(1, total):.2f} % |"

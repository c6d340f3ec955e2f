"""How long judging 10,000 pairs takes, beside a plain loop with pint over the same pairs.

The loop does less: it splits a sign from a number with one unit, converts and compares.
"""

from __future__ import annotations

import itertools
import operator
import re
import statistics
import time
from typing import TYPE_CHECKING

import pint

from poc_docs.plan.verdicts import judge
from poc_docs.plan.vocabulary import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 10_000
ROUNDS = 5
SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
UNITS = ("ms", "s", "minutes", "MB", "GB", "hours")


def pairs() -> list[tuple[str, str]]:
    """Give targets and results of one number and one unit each, which both can read."""
    kinds = itertools.cycle(itertools.product(SIGNS, UNITS))
    return [
        (f"{sign} {100 + number % 900} {unit}", f"{50 + number % 1300}.{number % 10} {unit}")
        for number, (sign, unit) in zip(range(PAIRS), kinds, strict=False)
    ]


def with_judge(every: list[tuple[str, str]]) -> list[bool]:
    return [judge(target, result).verdict is Verdict.PASS for target, result in every]


def with_pint(every: list[tuple[str, str]]) -> list[bool]:
    registry = pint.UnitRegistry()
    sign = re.compile(r"([<>]=?)\s*(.*)")
    found = []
    for target, result in every:
        match = sign.fullmatch(target)
        if match:
            wanted, measured = registry.Quantity(match[2]), registry.Quantity(result)
            found.append(bool(SIGNS[match[1]](measured, wanted)))
    return found


def seconds(run: Callable[[], object]) -> float:
    """Give the median time of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    every = pairs()
    assert with_judge(every) == with_pint(every)  # noqa: S101 -- both must do the same work
    ours, theirs = seconds(lambda: with_judge(every)), seconds(lambda: with_pint(every))
    print(f"{PAIRS:,} pairs: judge {ours:.2f} s, pint {theirs:.2f} s; {theirs / ours:.1f} times as fast")


if __name__ == "__main__":
    main()

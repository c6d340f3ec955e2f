"""How much is tried: little and always the same by `make test`, much and at random by `make test-long`.

What was tried is written down for the report of `make reliability`, where that asks for it.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
LEDGER = "RELIABILITY_LEDGER"
"""The variable that names the file to which each count is appended, a line of JSON each."""


def inputs(short: int, long: int) -> int:
    """Give the number of inputs to try in this run."""
    return long if LONG else short


def dice(name: str) -> random.Random:
    """Give a source of chance: the same one each time, or in a long run a new one, whose seed is shown."""
    seed = f"{name} {random.SystemRandom().getrandbits(32) if LONG else 0}"
    print(f"seed {seed!r}")  # noqa: T201 -- pytest shows it where a test fails
    return random.Random(seed)


def count(what: str, number: int) -> None:
    """Note that ``number`` of ``what`` were tried."""
    ledger = os.environ.get(LEDGER)
    if ledger:
        with Path(ledger).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"what": what, "number": number}) + "\n")

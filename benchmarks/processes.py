"""Whole processes measured in turns, so that whatever slows the machine down slows all of them."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.portfolio import DAY, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(slots=True)
class Measured:
    """A command, its times in seconds, the most memory that it took in bytes, and its last exit code."""

    name: str
    command: list[str]
    folder: Path
    before: Callable[[], object] | None = None
    """What is done before each run, outside of the time."""
    times: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    """Seconds on processors, of the command and of all that it started and waited for."""
    memory: int = 0
    code: int = 0

    @property
    def median(self) -> float:
        """Give the median time."""
        return statistics.median(self.times)

    @property
    def spread(self) -> str:
        """Give the least and the most time, in milliseconds."""
        if len(self.times) == 1:
            return "run once"
        return f"{min(self.times) * 1000:,.0f} to {max(self.times) * 1000:,.0f} ms"

    def run(self) -> None:
        """Run the command once as a whole process, and note time and memory."""
        if self.before:
            self.before()
        settings = {**environment(), "POC_DOCS_TODAY": str(DAY)}
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        self.times.append(time.perf_counter() - start)
        self.processor.append(usage.ru_utime + usage.ru_stime)
        process.returncode = self.code = os.waitstatus_to_exitcode(status)
        self.memory = max(self.memory, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def in_turns(measured: list[Measured], rounds: int, *, enough: float = math.inf) -> None:
    """Run each command once a round; one round before that is not counted, so that files are in memory.

    A command that took ``enough`` seconds in all is not run again, and that first run of it counts as well.
    """
    for number in range(rounds + 1):
        for each in measured:
            if sum(each.times) >= enough:
                continue
            each.run()
            if number == 0 and rounds > 1 and sum(each.times) < enough:
                each.times.clear()
                each.processor.clear()

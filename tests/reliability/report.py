"""The reliability report, as Markdown: what was tried in this run, in numbers; for ``make reliability``.

Options: ``--long`` takes the long random sizes, ``--few`` few inputs for each property of hypothesis, for a
quick look; ``--mutants N`` so many mutants, ``--seed TEXT`` other ones,
``--fuzz SECONDS`` so long for each target, where the package atheris is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.reliability.fuzzing import TARGETS
from tests.reliability.mutants import GUARDS, PROJECT, sample, try_out
from tests.reliability.sizes import LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PURE = ("text", "plan", "checks", "writing")
SIZES = {
    "few": "short and always the same, for the properties of hypothesis few",
    "ci": "short and always the same",
    "long": "long and random",
}
_UNITS = re.compile(r"Done (\d+) runs")


def main() -> None:
    """Run everything and print the report."""
    options = argparse.ArgumentParser(description="Print the reliability report.")
    size = options.add_mutually_exclusive_group()
    size.add_argument("--long", dest="profile", action="store_const", const="long", default="ci")
    size.add_argument("--few", dest="profile", action="store_const", const="few")
    options.add_argument("--mutants", type=int, default=20)
    options.add_argument("--fuzz", type=int, default=0)
    options.add_argument("--seed", default="0")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = [*_report(wanted, Path(folder))]
    sys.stdout.write("\n".join(lines) + "\n")


def _report(wanted: argparse.Namespace, folder: Path) -> Iterator[str]:
    yield "# Reliability report"
    yield ""
    size = SIZES[wanted.profile]
    yield f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores. Inputs: {size}."
    yield ""
    ledger = folder / "ledger"
    ledger.touch()
    environment = _environment(
        **{LEDGER: str(ledger)},
        COVERAGE_FILE=str(folder / "coverage"),
        HYPOTHESIS_PROFILE=wanted.profile,
    )
    pure = tuple(f"tests/{layer}" for layer in PURE)
    yield "| Tests | Ended with | Processor time |"
    yield "|---|---|---:|"
    yield _tests("of reliability", ("-m", "pytest", "tests/reliability"), environment)
    yield _tests("of files and imports", ("-m", "pytest", "tests/repository", "tests/imports"), environment)
    yield _tests(
        "of text, plans, checks and edits", ("-m", "coverage", "run", "-m", "pytest", *pure), environment
    )
    yield ""
    counts = _counts(ledger)
    yield from _table("What was tried", {k: v for k, v in counts.items() if not k.startswith("property ")})
    properties = {
        k.removeprefix("property "): v for k, v in sorted(counts.items()) if k.startswith("property ")
    }
    yield from _table("Property (hypothesis)", properties)
    yield from _coverage(folder)
    if wanted.fuzz and find_spec("atheris"):
        yield from _table("Inputs led by coverage (atheris)", _fuzzed(folder, wanted.fuzz))
    yield from _mutants(wanted.mutants, wanted.seed)


def _table(title: str, counts: dict[str, int]) -> Iterator[str]:
    yield f"| {title} | Number |"
    yield "|---|---:|"
    yield from (f"| {what} | {number:,} |" for what, number in counts.items())
    yield ""


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PROJECT), **more}


def _tests(what: str, program: tuple[str, ...], environment: dict[str, str]) -> str:
    """Run tests on all cores; give the last line of pytest, what failed, and the seconds of all processes."""
    options = ("-q", "-n", "auto", "-p", "tests.reliability.counting")
    before = os.times()
    command = [sys.executable, *program, *options]
    done = subprocess.run(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, check=False)
    after = os.times()
    seconds = sum(after[2:4]) - sum(before[2:4])
    told = done.stdout.decode().strip().splitlines()
    failed = [line for line in told if line.startswith(("FAILED", "ERROR"))]
    return f"| {what} | {'; '.join([told[-1] if told else 'none ran', *failed])} | {seconds:.0f} s |"


def _counts(ledger: Path) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for line in ledger.read_text(encoding="utf-8").splitlines():
        noted = json.loads(line)
        counts[noted["what"]] += noted["number"]
    return dict(counts)


def _coverage(folder: Path) -> Iterator[str]:
    """Give the branch coverage of the pure layers by their own tests, and every line that has none."""
    environment = _environment(COVERAGE_FILE=str(folder / "coverage"))
    report = folder / "coverage.json"
    for step in (["combine", "-q"], ["json", "-q", "-o", str(report)]):
        subprocess.run([sys.executable, "-m", "coverage", *step], cwd=PROJECT, env=environment, check=False)
    yield "| Layer | Branches and lines covered | of | Share |"
    yield "|---|---:|---:|---:|"
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    for layer in PURE:
        yield _covered(layer, [v["summary"] for k, v in files.items() if k.startswith(f"poc_docs/{layer}/")])
    yield ""
    gaps = {name: _gaps(told) for name, told in files.items() if _gaps(told)}
    if gaps:
        yield (
            "Not reached: " + "; ".join(f"`{name}` {', '.join(lines)}" for name, lines in gaps.items()) + "."
        )
        yield ""


def _covered(layer: str, summaries: Iterable[dict[str, Any]]) -> str:
    total = done = 0
    for each in summaries:
        total += each["num_statements"] + each["num_branches"]
        done += each["covered_lines"] + each["covered_branches"]
    return f"| {layer} | {done:,} | {total:,} | {100 * done / max(1, total):.2f} % |"


def _gaps(told: dict[str, Any]) -> list[str]:
    return [
        *map(str, told["missing_lines"]),
        *(f"{start}→{end if end > 0 else 'end'}" for start, end in told["missing_branches"]),
    ]


def _fuzzed(folder: Path, seconds: int) -> dict[str, int]:
    found = {}
    for name in TARGETS:
        command = [sys.executable, "-m", "tests.reliability.fuzz", name, str(seconds), str(folder / name)]
        done = subprocess.run(command, cwd=PROJECT, env=_environment(), stderr=subprocess.PIPE, check=False)
        told = done.stderr.decode("utf-8", "replace")
        units = _UNITS.search(told)
        found[name if not done.returncode else f"{name} FAILED"] = int(units.group(1)) if units else 0
    return found


def _mutants(number: int, seed: str) -> Iterator[str]:
    wanted = sample(number, seed)
    lived = [mutant for mutant, killed in try_out(wanted) if not killed]
    killed = len(wanted) - len(lived)
    yield f"Mutants of {len(GUARDS)} modules (edits, judge, gate): {killed} of {len(wanted)} killed."
    yield ""
    yield from (f"- lives: {mutant.name}" for mutant in lived)


if __name__ == "__main__":
    main()

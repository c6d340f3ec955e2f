"""The reliability report, as Markdown: what was tried in this run, in numbers; for ``make reliability``.

It works on a copy of the project, so that edits meanwhile change no number. The report goes to the output,
each part as soon as it is known; how far it is goes to the errors. It ends with 1 if a test failed, a part
could not be run, or a line is reached by no test and is not explained in ``unreached.md``.

Options: ``--long`` takes the long random sizes, ``--few`` few inputs for each property of hypothesis, for a
quick look; ``--mutants N`` so many mutants, ``--seed TEXT`` other ones,
``--fuzz SECONDS`` so long for each target, where the package atheris is installed.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tests.published import publish
from tests.reliability.fuzzing import TARGETS
from tests.reliability.mutants import (
    GUARDS,
    OUTCOMES,
    PROJECT,
    explained,
    known_survivors,
    mutants,
    sample,
    try_out,
)
from tests.reliability.sizes import LEDGER
from tests.reliability.unreached import coverage_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.reliability.mutants import Mutant

    Part = Callable[["Run"], Iterator[str]]

PURE = ("text", "plan", "checks", "writing")
SIZES = {
    "few": "short and always the same, for the properties of hypothesis few",
    "ci": "short and always the same",
    "long": "long and random",
}
_UNITS = re.compile(r"Done (\d+) runs")
_RAISED = re.compile(r"=== Uncaught Python exception: ===\n(.+)")
_FAR = re.compile(r"\[ *\d+%\]$")
_IN_THE_COPY = "RELIABILITY_IN_THE_COPY"


@dataclass
class Run:
    """What was asked for, and what is to be told at the end."""

    profile: str
    mutants: int
    seed: str
    fuzz: int
    folder: Path
    failed: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)

    @property
    def ledger(self) -> Path:
        """Give the file to which the tests write what they tried."""
        return self.folder / "ledger"

    @property
    def coverage(self) -> dict[str, str]:
        """Give the variable that says where coverage goes."""
        return {"COVERAGE_FILE": str(self.folder / "coverage")}


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
    if _IN_THE_COPY not in os.environ:
        sys.exit(_again_in_a_copy())
    with tempfile.TemporaryDirectory() as folder:
        run = Run(wanted.profile, wanted.mutants, wanted.seed, wanted.fuzz, Path(folder))
        run.ledger.touch()
        print_report(run, PARTS)
    sys.exit(1 if run.failed else 0)


def _again_in_a_copy() -> int:
    with tempfile.TemporaryDirectory() as folder:
        _progress("copying the project")
        copy = publish(Path(folder) / "project").root
        environment = {**os.environ, "PYTHONPATH": str(copy), _IN_THE_COPY: "1"}
        command = [sys.executable, "-m", "tests.reliability.report", *sys.argv[1:]]
        return subprocess.run(command, cwd=copy, env=environment, check=False).returncode


def print_report(run: Run, parts: dict[str, Part]) -> None:
    """Print each part as soon as it is known; one that can't be run is told, and the others go on."""
    for name, part in parts.items():
        _progress(name)
        try:
            for line in part(run):
                _print(line)
        except Exception as error:  # noqa: BLE001 -- hours of other parts would be lost with it
            run.failed.append(f"{name} could not be run: {type(error).__name__}: {error}")
            _print("", f"**{run.failed[-1]}**")
        _print("")
    if run.failed:
        _print("## What failed", "", *(f"- {each}" for each in run.failed), "")


def _print(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)  # noqa: T201 -- a program's output


def _progress(what: str) -> None:
    print(f"reliability: {what}", file=sys.stderr, flush=True)  # noqa: T201 -- a program's output


def _head(run: Run) -> Iterator[str]:
    yield "# Reliability report"
    yield ""
    system = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    yield f"{system}. Inputs: {SIZES[run.profile]}."


def _all_tests(run: Run) -> Iterator[str]:
    pure = tuple(f"tests/{layer}" for layer in PURE)
    yield "| Tests | Ended with | Processor time |"
    yield "|---|---|---:|"
    yield run_tests(run, "of reliability", ("-m", "pytest"), ("tests/reliability",))
    yield run_tests(run, "of files and imports", ("-m", "pytest"), ("tests/repository", "tests/imports"))
    yield run_tests(run, "of text, plans, checks and edits", ("-m", "coverage", "run", "-m", "pytest"), pure)
    if run.profile != "long":
        run.not_run.append(
            "the long sizes, and the tests marked `long`, such as the kernel's view of a write: --long"
        )
    elif not shutil.which("strace"):
        run.not_run.append("the kernel's view of a write: there is no strace here")
    run.not_run.append("the tests of commands, site, exports, reports and messages: `make test` runs them")


def run_tests(run: Run, what: str, program: tuple[str, ...], tests: tuple[str, ...]) -> str:
    """Run tests on all cores; give the last line of pytest, what failed, and the seconds of all processes.

    A skipped test is noted as not run.
    """
    _progress(f"the tests {what}")
    options = ("-q", "-rfEs", "-n", "auto", "-p", "no:cacheprovider", "-p", "tests.reliability.counting")
    environment = {
        **os.environ,
        LEDGER: str(run.ledger),
        "HYPOTHESIS_PROFILE": run.profile,
        **run.coverage,
    }
    before = os.times()
    command = [sys.executable, *program, *options, *tests]
    told: list[str] = []
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for line in process.stdout:
            told.append(line.decode("utf-8", "replace").strip())
            if _FAR.search(told[-1]):
                _progress(told[-1])
    after = os.times()
    seconds = sum(after[2:4]) - sum(before[2:4])
    ended = next((line for line in reversed(told) if line), "none ran")
    failed = [line for line in told if line.startswith(("FAILED", "ERROR"))]
    if process.returncode:
        run.failed += failed or [f"the tests {what}: pytest ended with {process.returncode}"]
    run.not_run += [line for line in told if line.startswith("SKIPPED")]
    return f"| {what} | {_cell('; '.join([ended, *failed]))} | {seconds:.0f} s |"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _tried(run: Run) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for line in run.ledger.read_text(encoding="utf-8").splitlines():
        noted = json.loads(line)
        counts[noted["what"]] += noted["number"]
    yield from _table("What was tried", {k: n for k, n in counts.items() if not k.startswith("property ")})
    yield ""
    of_properties = {k.removeprefix("property "): n for k, n in counts.items() if k.startswith("property ")}
    yield from _table("Property (hypothesis)", dict(sorted(of_properties.items())))


def _table(title: str, counts: dict[str, int]) -> Iterator[str]:
    yield f"| {title} | Number |"
    yield "|---|---:|"
    yield from (f"| {what} | {number:,} |" for what, number in counts.items())


def _coverage(run: Run) -> Iterator[str]:
    report = run.folder / "coverage.json"
    environment = {**os.environ, **run.coverage}
    for step in (["combine", "-q"], ["json", "-q", "-o", str(report)]):
        subprocess.run([sys.executable, "-m", "coverage", *step], cwd=PROJECT, env=environment, check=True)
    lines, unexplained = coverage_lines(json.loads(report.read_text(encoding="utf-8"))["files"], PURE)
    yield from lines
    run.failed += [f"no test reaches {each}, and unreached.md does not explain it" for each in unexplained]


def _fuzzed(run: Run) -> Iterator[str]:
    if not run.fuzz or not find_spec("atheris"):
        why = "--fuzz SECONDS" if find_spec("atheris") else f"{sys.executable} -m pip install atheris"
        run.not_run.append(f"fuzzing led by coverage: {why}")
        return
    yield "| Inputs led by coverage (atheris) | Number |"
    yield "|---|---:|"
    for name in TARGETS:
        _progress(f"fuzzing {name}")
        corpus = run.folder / name
        command = [sys.executable, "-m", "tests.reliability.fuzz", name, str(run.fuzz), str(corpus)]
        done = subprocess.run(command, cwd=PROJECT, stderr=subprocess.PIPE, check=False)
        told = done.stderr.decode("utf-8", "replace")
        units = _UNITS.search(told)
        if done.returncode or not units:
            run.failed.append(what_was_found(name, done.returncode, told, corpus))
        yield f"| {name} | {int(units.group(1)) if units else 0:,} |"


def what_was_found(name: str, code: int, told: str, corpus: Path) -> str:
    """Say how fuzzing ended, with the error and the input in base64: the folder of the run goes."""
    error = _RAISED.search(told)
    inputs = [base64.b64encode(path.read_bytes()).decode() for path in sorted(corpus.glob("found-*"))]
    return "; ".join([f"fuzzing {name} ended with {code}", *([error[1]] if error else []), *inputs])


def _mutants(run: Run) -> Iterator[str]:
    of_all = sum(1 for path in GUARDS for _ in mutants(path))
    wanted = sample(run.mutants, run.seed)
    if len(wanted) < of_all:
        run.not_run.append(f"{of_all - len(wanted):,} of {of_all:,} mutants: --mutants {of_all}")
    if not wanted:
        return
    yield from mutant_lines(run, len(wanted), try_out(wanted))


def mutant_lines(run: Run, of_all: int, tried: Iterable[tuple[Mutant, bool | None]]) -> Iterator[str]:
    """Tell how many mutants were killed, and name those that lived; a module whose tests fail is left out."""
    lived = []
    killed = 0
    left_out: Counter[str] = Counter()
    reasons = known_survivors()
    for number, (mutant, noticed) in enumerate(tried, start=1):
        _progress(f"mutant {number} of {of_all} {OUTCOMES[noticed]}: {mutant.name}")
        if noticed is None:
            left_out[mutant.path] += 1
        elif noticed:
            killed += 1
        else:
            lived.append(f"- lives: {mutant.name}: {explained(mutant, reasons) or '**not explained**'}")
    ran = killed + len(lived)
    yield f"Mutants of {len(GUARDS) - len(left_out)} modules (edits, judge, gate): {killed} of {ran} killed."
    yield ""
    yield from lived
    for path, count in left_out.items():
        said = f"{count} mutants of {path} were left out: the tests that guard it fail without any fault"
        run.failed.append(said)
        yield f"- {said}"


def _not_run(run: Run) -> Iterator[str]:
    run.not_run.append(f"anything on another system than {platform.system()}")
    run.not_run.append("power failures: no disk was switched off")
    yield "## What was not run"
    yield ""
    yield from (f"- {each}" for each in run.not_run)


PARTS: dict[str, Part] = {
    "the head": _head,
    "the tests": _all_tests,
    "what was tried": _tried,
    "coverage": _coverage,
    "fuzzing": _fuzzed,
    "mutants": _mutants,
    "what was not run": _not_run,
}


if __name__ == "__main__":
    main()

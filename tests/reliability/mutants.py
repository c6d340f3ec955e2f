"""Small faults written into the program, one at a time, to see whether a test notices: mutation testing.

Own code and not mutmut or cosmic-ray: those know no table of which few tests are meant to guard a module, and
run all of them for each mutant.
"""

from __future__ import annotations

import ast
import os
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from tests.published import publish

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT = Path(__file__).parent.parent.parent
GUARDS: dict[str, tuple[str, ...]] = {
    "poc_docs/text/edits.py": ("tests/text/test_edits.py",),
    "poc_docs/text/table_edits.py": ("tests/text/test_table_edits.py", "tests/writing/test_results.py"),
    "poc_docs/text/table_source.py": ("tests/text/test_table_edits.py", "tests/writing/test_results.py"),
    "poc_docs/text/front_matter_edits.py": ("tests/text/test_front_matter_edits.py",),
    "poc_docs/text/front_matter_source.py": ("tests/text/test_front_matter_edits.py",),
    "poc_docs/writing/applied.py": (
        *("tests/writing/test_applied.py", "tests/writing/test_side_effects.py"),
        "tests/writing/test_results.py",
    ),
    "poc_docs/writing/results.py": (
        "tests/writing/test_results.py",
        "tests/reliability/test_no_byte_lost.py",
    ),
    "poc_docs/writing/rows.py": (
        *("tests/writing/test_results.py", "tests/writing/test_gaps.py"),
        "tests/writing/test_ready_criteria.py",
    ),
    "poc_docs/repository/files.py": (
        *("tests/repository/test_files.py", "tests/reliability/test_file_identity.py"),
        *("tests/reliability/test_no_half_write.py", "tests/reliability/test_concurrency.py"),
    ),
    "poc_docs/plan/decision.py": (
        *("tests/plan/test_decision.py", "tests/plan/test_decision_steps.py"),
        *("tests/plan/test_decision_table.py", "tests/plan/test_seldom_asked.py"),
    ),
    "poc_docs/plan/standings.py": (
        *("tests/plan/test_decision.py", "tests/plan/test_decision_table.py"),
        "tests/plan/test_seldom_asked.py",
    ),
    "poc_docs/plan/verdicts/judging.py": ("tests/plan/test_verdicts.py", "tests/docs/test_verdicts.py"),
    "poc_docs/plan/verdicts/assignment.py": ("tests/plan/test_verdicts.py", "tests/docs/test_verdicts.py"),
    "poc_docs/plan/verdicts/comparability.py": ("tests/plan/test_verdicts.py", "tests/docs/test_verdicts.py"),
    "poc_docs/plan/verdicts/ranges.py": ("tests/plan/test_verdicts.py", "tests/docs/test_verdicts.py"),
    "poc_docs/checks/transitions.py": ("tests/checks/test_cases.py", "tests/checks/test_rules.py"),
    "poc_docs/repository/gate.py": ("tests/repository/test_gate.py",),
}
"""The modules of the edit code, the judge and the gate, each with the tests that guard it."""

LIST = Path(__file__).with_name("survivors.md")
_ROW = re.compile(r"\| `(\S+)` \| `(.+)` \| (`.+` → `.*`) \| (\S.*) \|")
OUTCOMES = {True: "killed", False: "LIVES", None: "left out"}
_PROCESSOR_SECONDS = 300
_SECONDS = 3_600
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
# The words of a message, and whether a field that remembers takes part in '==' and in repr().
_WORDS_AND_SHOW = frozenset({"FileRefusedError", "RefusedEdit", "Fault", "field"})


@dataclass(frozen=True)
class Mutant:
    """One fault: in ``path``, the characters of lines and columns are replaced."""

    path: str
    line: int
    before: str
    after: str
    source: str
    text: str
    """The line in which the fault begins, as it is without the fault."""

    @property
    def change(self) -> str:
        """Give what becomes of what."""
        return f"`{_short(self.before)}` → `{_short(self.after)}`"

    @property
    def name(self) -> str:
        """Tell the fault in a line."""
        return f"{self.path}:{self.line}: {self.change}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:67]}..."


def mutants(path: str) -> Iterator[Mutant]:
    """Give every fault that can be written into a module."""
    source = (PROJECT / path).read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    tree = ast.parse(source)
    skipped = {id(node) for each in ast.walk(tree) for node in _without_effect(each)}
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.expr | ast.stmt):
            continue
        for changed in _changes(node):
            after = ast.unparse(ast.fix_missing_locations(changed))
            if isinstance(node, ast.expr):
                after = f"({after})"
            first, last = node.lineno, node.end_lineno or node.lineno
            # The tree counts columns in bytes.
            start = starts[first - 1] + len(lines[first - 1].encode()[: node.col_offset].decode())
            end = starts[last - 1] + len(lines[last - 1].encode()[: node.end_col_offset].decode())
            whole = source[:start] + after + source[end:]
            yield Mutant(path, first, source[start:end], after, whole, lines[first - 1].strip())


def _without_effect(node: ast.AST) -> Iterator[ast.AST]:
    """Give what is for readers and type checkers alone."""
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        yield from ast.walk(node.annotation)
    if isinstance(node, ast.FunctionDef) and node.returns:
        yield from ast.walk(node.returns)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield from ast.walk(node)
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        yield from ast.walk(node)
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _WORDS_AND_SHOW:
        yield from ast.walk(node)
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
        yield from ast.walk(node)
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        for decorator in node.decorator_list:
            yield from ast.walk(decorator)


def _changes(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901 -- a table, one case a kind of fault
    match node:
        case ast.Compare(left=left, ops=[op], comparators=others) if type(op) in _OPPOSITE:
            yield ast.Compare(left=left, ops=[_OPPOSITE[type(op)]()], comparators=others)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(op=ast.Or() if isinstance(op, ast.And) else ast.And(), values=values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield ast.BinOp(left=left, op=ast.Sub(), right=right)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            yield ast.BinOp(left=left, op=ast.Add(), right=right)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(value=not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value=value + 1)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test=test, body=orelse, orelse=body)
        case ast.Return(value=value) if value and not (
            isinstance(value, ast.Constant) and value.value is None
        ):
            yield ast.Return(value=ast.Constant(value=None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.Raise() | ast.Continue():
            yield ast.Pass()
        case _:
            return


def try_out(
    wanted: list[Mutant], guards: Mapping[str, tuple[str, ...]] = GUARDS
) -> Iterator[tuple[Mutant, bool | None]]:
    """Give each mutant, and whether a test noticed it; the work is done in a copy of the project.

    Where tests of a module fail without any fault, they would seem to notice everything: None is given then.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = publish(Path(folder) / "project").root
        sound: dict[str, bool] = {}
        for mutant in wanted:
            tests = guards[mutant.path]
            if mutant.path not in sound:
                sound[mutant.path] = _tests_pass(copy, tests)
            if not sound[mutant.path]:
                yield mutant, None
                continue
            original = (copy / mutant.path).read_text(encoding="utf-8")
            (copy / mutant.path).write_text(mutant.source, encoding="utf-8")
            yield mutant, not _tests_pass(copy, tests)
            (copy / mutant.path).write_text(original, encoding="utf-8")


def _tests_pass(project: Path, tests: tuple[str, ...]) -> bool:
    environment = {**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    pytest = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
    # A loop without end takes processor time; on a busy machine sound tests may take long by the clock.
    command = ["sh", "-c", f'ulimit -t {_PROCESSOR_SECONDS}; exec "$@"', "sh", *pytest]
    try:
        done = subprocess.run(
            command, cwd=project, env=environment, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def known_survivors() -> dict[tuple[str, str, str], str]:
    """Give the reason of each row of the list of faults that change nothing, by file, line and change."""
    rows = (_ROW.fullmatch(line) for line in LIST.read_text(encoding="utf-8").splitlines())
    return {(row[1], row[2].replace(r"\|", "|"), row[3].replace(r"\|", "|")): row[4] for row in rows if row}


def explained(mutant: Mutant, reasons: dict[tuple[str, str, str], str]) -> str:
    """Give the reason why a fault changes nothing that can be seen; empty where the list has none."""
    return reasons.get((mutant.path, mutant.text, mutant.change), "")


def sample(number: int, seed: str) -> list[Mutant]:
    """Give ``number`` mutants, as many of each module as its share."""
    known = [mutant for path in GUARDS for mutant in mutants(path)]
    return random.Random(seed).sample(known, min(number, len(known)))


def main() -> None:
    """Try out as many mutants as asked for, and name those that lived."""
    number, seed = int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "0"
    paths = sys.argv[3:]
    wanted = [mutant for mutant in sample(100_000, seed) if not paths or mutant.path in paths][:number]
    for mutant, killed in try_out(wanted):
        print(OUTCOMES[killed], mutant.name, flush=True)  # noqa: T201 -- a program's output


if __name__ == "__main__":
    main()

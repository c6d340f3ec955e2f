"""How long poc-docs takes beside other tools, on the same files and in one run: ``make bench``.

Every time is that of a whole process. The report is Markdown; ``--out`` says where it goes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import flatness
from benchmarks.peers import install
from benchmarks.portfolio import DAY, git, plan_text, write_portfolio
from benchmarks.processes import Measured, in_turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.peers import Tool

PROJECT = Path(__file__).parent.parent
_LIKE = "platform-announcements"
"""The sample after which the plans are that are touched."""

_LATENCY_ROUNDS = 21
_THROUGHPUT_ROUNDS = 5
_PATIENCE = 1_000
"""Up to how many plans the linters in Python are run: beyond, one round would take many minutes."""
_QUICKNESS = {"markdownlint-cli2": 10, "rumdl": 1_000}
"""How many times as many plans the others are run with."""
_ENOUGH = 60.0
"""After how many seconds a command has been measured enough."""
_HISTORY = (
    "from pathlib import Path; from poc_docs.repository.git import head; "
    "from poc_docs.repository.history import revisions; root = Path(); "
    "plans = {f'plans/{path.name}': path.stem for path in Path('plans').glob('*.md')}; "
    "print(sum(len(found) for _, found in revisions(root, head(root), plans)))"
)
_READ = "import pathlib; [path.read_bytes() for path in pathlib.Path('plans').glob('*.md')]"


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio of two medians, and how large it may be."""

    said: str
    one: str
    other: str
    most: float


def goals(sizes: Sequence[int], known: Mapping[str, Measured]) -> Iterator[Goal]:
    """Give every goal, with the names of the measurements that it compares, at the largest size there is."""
    small, large, start = sizes[0], sizes[-1], "python -c pass"
    yield Goal("A commit that touches no plan", f"gate, no plan touched, {large:,} plans", start, 2)
    yield Goal("A commit with one modified plan", f"gate, one plan modified, {large:,} plans", start, 9)
    modified = f"gate, one plan modified, {small:,} plans"
    yield Goal("The hook as the portfolio grows", f"gate, one plan modified, {large:,} plans", modified, 1.2)
    yield Goal(
        "The hook beside mdformat --check of the same file", modified, "mdformat --check, one file", 0.5
    )
    yield Goal("check, nothing changed", f"check, nothing changed, {large:,} plans", start, 7)
    for said, peer, most in (
        ("check beside rumdl", "rumdl, nothing cached", 3),
        ("check beside markdownlint-cli2", "markdownlint-cli2", 1 / 15),
    ):
        both = [size for size in sizes if f"{peer}, {size:,} plans" in known] or [large]
        check = f"check, nothing cached, {both[-1]:,} plans"
        yield Goal(said, check, f"{peer}, {both[-1]:,} plans", most)
    for name in flatness.COMMANDS:
        reading = f"reading the files, {large:,} plans"
        yield Goal(f"{name} beside reading the files", f"{name}, {large:,} plans", reading, 1.5)
    yield Goal("poc-docs --help", "poc-docs --help", "python -c 'import click'", 1.25)


def latencies(root: Path, count: int, tools: Mapping[str, Tool]) -> Iterator[Measured]:
    """Give what a person waits for at each commit, in a portfolio of ``count`` plans."""
    ours = tools["poc-docs"].program
    size = f"{count:,} plans"
    plan = min((root / "plans").glob(f"*-{_LIKE}.md"))
    original = plan.read_bytes()

    def nothing() -> None:
        plan.write_bytes(original)
        (root / "notes.txt").write_text("Nothing about plans\n", encoding="utf-8")
        git(root, "add", "--all")

    def modified() -> None:
        plan.write_bytes(original.replace(b"Engineer, signalling", b"Engineer in the signalling", 1))
        git(root, "add", "--all")

    def checked_before() -> None:
        git(root, "reset", "--hard", "--quiet")
        Measured("", [ours, "check"], root).run()

    yield Measured(f"git diff --cached, {size}", ["git", "diff", "--cached", "--quiet"], root, nothing)
    yield Measured(f"gate, no plan touched, {size}", [ours, "gate"], root, nothing)
    yield Measured(f"gate, one plan modified, {size}", [ours, "gate"], root, modified)
    for name, change in _structural(root, plan, count).items():
        yield Measured(f"gate, one plan {name}, {size}", [ours, "gate"], root, change)
    for runner in ("pre-commit", "prek"):
        if tools[runner].program:
            command = [tools[runner].program, "run", "--config", str(_hooks(root, ours)), "--all-files"]
            yield Measured(f"gate through {runner}, one plan modified, {size}", command, root, modified)
    yield Measured(f"check, nothing changed, {size}", [ours, "check"], root, checked_before)


def _structural(root: Path, plan: Path, count: int) -> dict[str, Callable[[], None]]:
    """Give the changes for which a plan has to be looked for by its id, each from the last commit on."""
    # Another plan after the same sample, with an id and signatures of its own.
    further = map(plan_text, itertools.count(count + 1))
    another = next(text for text in further if f"-{_LIKE}\n" in text)

    def as_committed() -> None:
        git(root, "reset", "--hard", "--quiet")

    def added() -> None:
        as_committed()
        (root / "plans" / "one-more.md").write_text(another, encoding="utf-8", newline="")
        git(root, "add", "--all")

    def copied() -> None:
        as_committed()
        text = plan.read_bytes()
        old = text.partition(b"\nid: ")[2].partition(b"\n")[0]
        (root / "plans" / "one-more.md").write_bytes(text.replace(old, b"one-more", 1))
        git(root, "add", "--all")

    def renamed() -> None:
        as_committed()
        git(root, "mv", str(plan), str(root / "plans" / "renamed.md"))

    def deleted() -> None:
        as_committed()
        git(root, "rm", "--quiet", str(plan))

    return {"added": added, "copied with its signatures": copied, "renamed": renamed, "deleted": deleted}


def _hooks(root: Path, ours: str) -> Path:
    config = root.parent / f"{root.name}-hooks.yaml"
    hook = f"{{id: gate, name: gate, language: system, entry: {ours} gate, pass_filenames: false}}"
    config.write_text(f"repos: [{{repo: local, hooks: [{hook}]}}]\n", encoding="utf-8")
    return config


def startups(tools: Mapping[str, Tool], root: Path) -> Iterator[Measured]:
    """Give what every start is compared with."""
    python, ours = tools["python"].program, tools["poc-docs"].program
    yield Measured("python -c pass", [python, "-c", "pass"], root)
    yield Measured("python -c 'import click'", [python, "-c", "import click"], root)
    yield Measured("poc-docs --help", [ours, "--help"], root)
    if tools["mdformat"].program:
        plan = str(min((root / "plans").glob(f"*-{_LIKE}.md")))
        yield Measured("mdformat --check, one file", [tools["mdformat"].program, "--check", plan], root)


def throughputs(root: Path, count: int, tools: Mapping[str, Tool], patience: int) -> Iterator[Measured]:
    """Give what looks at every plan of a portfolio."""
    ours, size = tools["poc-docs"].program, f"{count:,} plans"
    plan = min((root / "plans").iterdir()).stem
    reading = [tools["python"].program, "-c", _READ]
    # Read once more before each time, so that they are in memory whatever the system took out of it.
    in_memory = Measured("", reading, root)
    yield Measured(f"reading the files, {size}", reading, root, in_memory.run)
    yield Measured(f"check, nothing cached, {size}", [ours, "check", "--no-cache"], root)
    peers = {
        f"rumdl, nothing cached, {size}": ("rumdl", ["check", "--no-cache", "plans"]),
        f"markdownlint-cli2, {size}": ("markdownlint-cli2", ["plans/*.md"]),
        f"mdformat --check, {size}": ("mdformat", ["--check", "plans"]),
        f"pymarkdown, {size}": ("pymarkdown", ["scan", "plans"]),
    }
    for name, (tool, arguments) in peers.items():
        if tools[tool].program and count <= patience * _QUICKNESS.get(tool, 1):
            yield Measured(name, [tools[tool].program, *arguments], root)
    commands = {
        "list": ["list"],
        "metrics": ["metrics"],
        "gaps": ["gaps"],
        "export": ["export", "--format", "json"],
        "history of one plan": ["history", plan],
    }
    for name, arguments in commands.items():
        yield Measured(f"{name}, {size}", [ours, *arguments], root)
    yield Measured(f"history of all plans, {size}", [tools["python"].program, "-c", _HISTORY], root)


def machine() -> str:
    """Name processor and system, and nothing that tells whose machine it is."""
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8", errors="replace") if info.is_file() else ""
    model = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    name = model[1] if model else platform.processor() or platform.machine()
    return f"{os.cpu_count()} × {name}, {platform.system()}"


def report(
    measured: list[Measured],
    flat: Sequence[Measured],
    tools: Mapping[str, Tool],
    sizes: Sequence[int],
    load: str,
) -> str:
    """Give the report as Markdown: what was measured where, each goal with its ratio, each time."""
    known = {each.name: each for each in measured}
    small, large = sizes[0], sizes[-1]
    today = dt.datetime.now(tz=dt.UTC).date()
    lines = [
        f"Measured on {today} on {machine()}, with `make bench`: {load}",
        "",
        "| Tool | Version |",
        "|---|---|",
        *(f"| {tool.name} | {tool.version} |" for tool in tools.values()),
        "",
        "| Goal | At most | Measured | Met |",
        "|---|---|---|---|",
        *(_goal_line(goal, known) for goal in goals(sizes, known)),
        _memory_line(measured, large),
        *flatness.lines(flat, sizes),
        *_search_lines(known, small, large),
        "",
        "| What | Median | Least to most | × python -c pass | Peak memory | Exit code |",
        "|---|---|---|---|---|---|",
        *(_line(each, known["python -c pass"]) for each in measured),
    ]
    return "\n".join(lines) + "\n"


def _goal_line(goal: Goal, known: Mapping[str, Measured]) -> str:
    missing = [name for name in (goal.one, goal.other) if name not in known]
    if missing:
        return f"| {goal.said} | {goal.most:.2g} × {goal.other} | not measured: {', '.join(missing)} | |"
    ratio = known[goal.one].median / known[goal.other].median
    met = "yes" if ratio <= goal.most else "**no**"
    return f"| {goal.said} | {goal.most:.2g} × {goal.other} | {ratio:.2f} × | {met} |"


_MEMORY = 200_000_000
_SEARCH = 0.22


def _memory_line(measured: list[Measured], large: int) -> str:
    names = {f"{name}, {large:,} plans" for name in flatness.COMMANDS}
    most = max((each.memory for each in measured if each.name in names), default=0)
    met = "yes" if most < _MEMORY else "**no**"
    return f"| Peak memory of {', '.join(flatness.COMMANDS)} | 200 MB | {most / 1e6:,.0f} MB | {met} |"


def _search_lines(known: Mapping[str, Measured], small: int, large: int) -> Iterator[str]:
    """Give what it costs more in a large portfolio to find a plan by its id."""
    for name in ("added", "renamed", "deleted"):
        few, many = (known[f"gate, one plan {name}, {count:,} plans"].median for count in (small, large))
        met = "yes" if many - few <= _SEARCH else "**no**"
        said = f"A commit with one plan {name}, {large:,} plans beside {small:,}"
        yield f"| {said} | {_SEARCH * 1000:.0f} ms more | {(many - few) * 1000:.0f} ms more | {met} |"


def _line(each: Measured, start: Measured) -> str:
    cells = (
        each.name,
        f"{each.median * 1000:,.1f} ms",
        each.spread,
        f"{each.median / start.median:,.2f}",
        f"{each.memory / 1e6:,.0f} MB",
        str(each.code),
    )
    return f"| {' | '.join(cells)} |"


def _clean(root: Path, ours: str) -> None:
    """Take the plans with findings out: what was good is what need not be checked again."""
    if (root / ".clean").exists():
        return
    measured = Measured("", [ours, "check", "--no-cache", "--today", str(DAY), "--format", "json"], root)
    for name in _paths_with_findings(measured):
        (root / name).unlink()
    (root / ".clean").touch()
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Plans in order")


def _paths_with_findings(measured: Measured) -> set[str]:
    import json
    import subprocess

    done = subprocess.run(measured.command, cwd=measured.folder, capture_output=True, check=False)
    return {finding["path"] for finding in json.loads(done.stdout)["findings"]}


def main() -> None:
    """Make the portfolios, install the peers, measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of plans, the smallest first")
    parser.add_argument("--rounds", type=int, default=_THROUGHPUT_ROUNDS, help="of what looks at every plan")
    parser.add_argument("--starts", type=int, default=_LATENCY_ROUNDS, help="rounds of what is over at once")
    parser.add_argument("--patience", type=int, default=_PATIENCE, help="plans up to which slow peers run")
    parser.add_argument("--work", type=Path, default=PROJECT / "build" / "bench", help="where all of it goes")
    parser.add_argument("--out", type=Path, help="the report; by default it is printed")
    chosen = parser.parse_args()
    sizes = [int(each) for each in chosen.sizes.split(",")]
    chosen.work.mkdir(parents=True, exist_ok=True)
    tools = install(chosen.work.resolve() / "tools", PROJECT)
    roots = {}
    for size in sizes:
        roots[size] = write_portfolio(size, chosen.work.resolve() / f"plans-{size}")
        _clean(roots[size], tools["poc-docs"].program)
    ends = dict.fromkeys((sizes[0], sizes[-1]))
    quick = [*startups(tools, roots[sizes[0]])]
    quick += [each for size in ends for each in latencies(roots[size], size, tools)]
    began = os.getloadavg()[0]
    in_turns(quick, chosen.starts)
    for size in ends:
        git(roots[size], "reset", "--hard", "--quiet")
        git(roots[size], "status")  # so that git knows the times of files, as where people work
    for size in sizes:
        # From here on what can be kept is kept: the first run of the day is another matter.
        Measured("", [tools["poc-docs"].program, "list"], roots[size]).run()
    slow = [each for size in sizes for each in throughputs(roots[size], size, tools, chosen.patience)]
    in_turns(slow, chosen.rounds, enough=_ENOUGH)
    flat = flatness.runs(roots, tools["poc-docs"].program)
    flatness.measure(flat)
    load = f"{chosen.starts} rounds of what is short, up to {chosen.rounds} of what is long; "
    load += f"load of the machine before {began:.1f}, after {os.getloadavg()[0]:.1f}."
    text = report([*quick, *slow], flat, tools, sizes, load)
    if chosen.out:
        chosen.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

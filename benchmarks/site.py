"""How long the site takes beside a plain MkDocs build of as many pages of one size, and to serve a change.

``python -m benchmarks.site --plans 100`` is a quick try. Three builds take turns, each a process of its own:
ours; the pages that it generates as files of a site without our plugin; and as many pages of ordinary
Markdown of the same size, made of the sample plans' own text. Then the site is served: a plan is saved
again and again, and each time its page is asked for until it has changed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.portfolio import DAY, SAMPLES, environment, write_portfolio
from benchmarks.processes import Measured, in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parent.parent
MOST_BUILD = 1.3
"""How much longer our build may take than a plain one."""
MOST_SERVED = 1 / 3
"""Which part of a full build it may take until a changed plan is seen."""
_EDITS = 50
_PATIENCE = 600.0
_BUILD = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
_PLUGIN = re.compile(r"^  - poc-docs\n", re.MULTILINE)
_GUIDES = re.compile(r"^  - Guides:\n(?:      .*\n)*", re.MULTILINE)


def write_sites(count: int, work: Path) -> tuple[Path, Path, Path]:
    """Write a portfolio with its site, and the two that it is compared with; give their folders."""
    ours, plain, ordinary = (work / f"{name}-{count}" for name in ("ours", "plain", "ordinary"))
    write_portfolio(count, ours)
    settings = _GUIDES.sub("", (PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    (ours / "docs").mkdir(exist_ok=True)
    (ours / "mkdocs.yml").write_text(settings, encoding="utf-8")
    without = _PLUGIN.sub("", settings).replace("omitted_files: warn", "omitted_files: ignore")
    for folder in (plain, ordinary):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "mkdocs.yml").write_text(without, encoding="utf-8")
    pages = [sys.executable, "-m", "poc_docs", "site", "pages", str(plain / "docs"), "--today", str(DAY)]
    subprocess.run(pages, cwd=ours, env=_settings(), check=True, stdout=subprocess.DEVNULL)
    texts = cycle(_ordinary_texts())
    for page in sorted((plain / "docs").rglob("*.md")):
        copy = ordinary / page.relative_to(plain)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(_of_size(next(texts), page.stat().st_size))
    return ours, plain, ordinary


def _ordinary_texts() -> list[bytes]:
    """Give what people wrote: the sample plans without their front matter, whose links lead nowhere here."""
    texts = [path.read_bytes().replace(b"\r\n", b"\n") for path in sorted(SAMPLES.glob("*.md"))]
    return [re.sub(rb"\]\([^)]*\)", b"]", text.partition(b"\n---\n")[2]) for text in texts]


def _of_size(text: bytes, size: int) -> bytes:
    """Repeat a text up to a size, and end with its last whole line."""
    return (text * (size // len(text) + 1))[:size].rpartition(b"\n")[0] + b"\n"


def _settings() -> dict[str, str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return {**environment(), **quiet, "POC_DOCS_TODAY": str(DAY)}


@dataclass(frozen=True, slots=True)
class Served:
    """The seconds from saving a plan to its page being seen changed, and the server's memory in bytes."""

    times: list[float]
    memory: tuple[int, int]


def serve(root: Path, edits: int) -> Served:
    """Serve a site, and save a plan so many times."""
    port = _free_port()
    command = [sys.executable, "-m", "poc_docs", "site", "serve", "--port", str(port), "--today", str(DAY)]
    quiet = subprocess.DEVNULL
    plan = min((root / "plans").iterdir())
    original = plan.read_bytes()
    address = f"http://127.0.0.1:{port}/plans/{plan.stem}/"
    with subprocess.Popen(command, cwd=root, env=_settings(), stdout=quiet, stderr=quiet) as server:
        try:
            _seen(address, b"The plan as written")
            times, before = [], 0
            for number in range(edits):
                mark = f"Edit number {number} of this benchmark"
                plan.write_bytes(original + f"\n{mark}\n".encode())
                times.append(_seen(address, mark.encode()))
                # What the first edits need stays the same size afterwards.
                before = before or (_memory(server.pid) if number >= edits // 10 else 0)
            return Served(times, (before, _memory(server.pid)))
        finally:
            plan.write_bytes(original)
            server.terminate()


def _seen(address: str, what: bytes) -> float:
    """Ask for a page until it holds something; give the seconds that this takes."""
    start = time.perf_counter()
    while time.perf_counter() - start < _PATIENCE:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 -- of our own server
                if what in answer.read():
                    return time.perf_counter() - start
        except OSError:  # not served yet, or not there yet
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{address} does not show {what!r}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _memory(process: int) -> int:
    """Give the memory of a running process in bytes; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.is_file() else None
    return int(found[1]) * 1024 if found else 0


def report(builds: list[Measured], served: Served, count: int) -> Iterator[str]:
    """Give what was measured, each ratio beside its goal."""
    ours, *others = builds
    yield f"{count:,} plans; load of the machine {os.getloadavg()[0]:.1f}"
    for build in builds:
        if build.code:
            yield f"{build.name}: FAILED with exit code {build.code}"
        yield f"{build.name}: {build.median:.1f} s (at most {build.memory / 2**20:,.0f} MB)"
    for other in others:
        yield f"ours beside {other.name}: {ours.median / other.median:.2f} (goal: at most {MOST_BUILD})"
    seen = statistics.median(served.times)
    part = f"{seen / ours.median:.2f} of a full build (goal: at most {MOST_SERVED:.2f})"
    yield f"a saved plan is seen after {seen:.1f} s, {part}"
    before, after = (size / 2**20 for size in served.memory)
    yield f"memory of the server: {before:,.0f} MB, after {len(served.times)} edits {after:,.0f} MB"


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1_000, help="how many plans (1000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each build is measured (3)")
    parser.add_argument("--edits", type=int, default=_EDITS, help=f"how often a plan is saved ({_EDITS})")
    parser.add_argument("--work", type=Path, default=Path("build/site-speed"), help="where it works")
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    ours, plain, ordinary = write_sites(chosen.plans, chosen.work.resolve())
    names = ("our build", "the same pages as files", "ordinary Markdown")
    folders = zip(names, (ours, plain, ordinary), strict=True)
    builds = [Measured(name, _BUILD, folder) for name, folder in folders]
    in_turns(builds, chosen.rounds)
    print("\n".join(report(builds, serve(ours, chosen.edits), chosen.plans)))


if __name__ == "__main__":
    main()

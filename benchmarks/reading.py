"""How long reading and checking plans takes, beside what other libraries need for the same files.

They do less: markdown-it-py parses the text and nothing is made of its tokens, and python-frontmatter reads
the front matter alone.
"""

from __future__ import annotations

import datetime as dt
import re
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import frontmatter
from markdown_it import MarkdownIt

from poc_docs.portfolio.reading import read_portfolio

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PLANS = 200
ROUNDS = 5
TODAY = dt.date(2026, 11, 23)
EXAMPLES = Path(__file__).parent.parent / "plans"
ID = re.compile(r'^(id: "?[a-z0-9-]+)', re.MULTILINE)
WORD = re.compile(r"(?<![\w:/.@-])[a-z]{9,}(?![\w:/.@(-]|: )")


def plans(number: int = PLANS) -> dict[str, bytes]:
    """Give plans by their paths, made of the examples; each has its own id and its own long words."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.md"))]
    found = {}
    for each in range(number):
        text = ID.sub(rf"\g<1>-{each}", texts[each % len(texts)], count=1)
        changed = WORD.sub(lambda word, own=each: f"{word[0]}{own:x}", text)  # type: ignore[misc]
        found[f"plans/{each:05}.md"] = changed.encode()
    return found


def parsed(files: Mapping[str, bytes]) -> None:
    """Parse each file with markdown-it-py, as GitHub reads it."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for data in files.values():
        parser.parse(data.decode())


def front_matter(files: Mapping[str, bytes]) -> None:
    """Read each front matter with python-frontmatter."""
    for data in files.values():
        frontmatter.loads(data.decode())


def seconds(run: Callable[[], object]) -> float:
    """Give the median time of several rounds, in time of this process."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main() -> None:
    files = plans()
    size = sum(map(len, files.values())) / len(files)
    runs: dict[str, Callable[[], object]] = {
        "read and check (poc-docs)": lambda: read_portfolio(files, TODAY),
        "parse only (markdown-it-py)": lambda: parsed(files),
        "front matter only (python-frontmatter)": lambda: front_matter(files),
    }
    took = {name: seconds(run) for name, run in runs.items()}
    ours = took["read and check (poc-docs)"]
    print(f"{len(files):,} plans of {size:,.0f} bytes")
    for name, each in took.items():
        print(f"{name:40} {each / len(files) * 1000:6.2f} ms a plan; poc-docs takes {ours / each:5.2f} x")
    twice = plans(2 * PLANS)
    double = seconds(lambda: read_portfolio(twice, TODAY))
    print(f"twice as many plans take {double / ours:.2f} x as long")


if __name__ == "__main__":
    main()

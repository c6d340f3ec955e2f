"""Writes a portfolio of as many plans as are wanted: the samples with other ids, names, words and numbers.

``python -m benchmarks.portfolio 1000 FOLDER`` makes a git repository in which each plan has two versions. The
same number gives the same plans. One plan in forty has something that ``check`` would say, as where plans are
kept in order. Each has words of its own in cells and paragraphs: who remembers what a text means, and gets
eighteen plans a thousand times, would look quicker than people will find it.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import subprocess
import sys
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import chain, product
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.checks import check_plan
from poc_docs.plan.agreement.amendments import undo
from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint_of, results_fingerprint
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from poc_docs.text.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan

SAMPLES = Path(__file__).parent.parent / "plans"
DAY = dt.date(2026, 11, 22)
"""The day on which the portfolio is as it is: that of the newest entries in the sample plans."""

ONE_WITH_FINDINGS = 40
"""How many plans stand for each one in which ``check`` finds something."""

_STARTS = (
    "Al Bren Cor Dal Esk Fjor Gran Hal Ing Jor Kel Lun Mar Nor Oster Pel Quar Rud Sten Tor Ul Ves Wex Yar"
)
_MIDDLES = "a ba de ga ka la ma na ra sa ta va be ge ke le me ne re se te ve"
_ENDS = (
    "berg borough by dal field fors ford gate haven holm land mark mere mond ness port stad stead vik wick"
)
_SURNAMES = (
    "Aldous Brandt Castell Dahl Eriksen Faure Grant Holub Ilves Jansen Kovar Lund Moreau Nagy Oliveira"
)
_FREE_COLUMNS = frozenset(
    {
        "Criterion",
        "Measurement",
        "Details",
        "Milestone",
        "Deliverable",
        "Risk",
        "Mitigation",
        "Gap",
        "Workaround",
        "Issue",
        "Decision",
    }
)
"""Columns in which people write what they like."""
_LABELLED = frozenset({"POC Overview", "Decision", "Customer Feedback"})
"""Sections whose paragraphs are values with names."""
_WORD = re.compile(r"(?<![\w@.'’-])[a-z]{5,}(?![\w@.'’-])")
_ONE_OTHER_WORD_OF = 3
_NUMBER = re.compile(r"(?<![\d,.:-])(\d{1,3})((?:,\d{3})+)(?![\d.])")
_SHIFTS = range(7)
_STEPS = 20
"""In how many commits the drafts become plans."""
_MOST_THOUSANDS = 999


def plan_text(number: int) -> str:
    """Give the text of the plan with this number, counted from 0; it differs from that of any other."""
    clean, others = _samples()
    turn, rest = divmod(number, ONE_WITH_FINDINGS)
    chosen = others[turn % len(others)] if rest == ONE_WITH_FINDINGS - 1 else clean[number % len(clean)]
    shifts = _lawful_shifts(chosen)
    shift = shifts[number // len(clean) % len(shifts)]
    text = _varied(chosen, number, shift, other_words=True)
    # Where a word of another plan means something here, the words are left as they were.
    return text if _codes(text) == _codes_of_sample(chosen) else _varied(chosen, number, shift)


@cache
def _samples() -> tuple[list[str], list[str]]:
    """Give the sample plans without and with findings."""
    texts = [path.read_bytes().decode() for path in sorted(SAMPLES.glob("*.md"))]
    clean = [text for text in texts if not _codes(text)]
    return clean, [text for text in texts if text not in clean]


@cache
def _lawful_shifts(sample: str) -> list[int]:
    """Give the changes of numbers after which every verdict of the plan still follows from its numbers."""
    known = _codes_of_sample(sample)
    return [shift for shift in _SHIFTS if _codes(_varied(sample, 0, shift)) == known]


@cache
def _codes_of_sample(sample: str) -> list[str]:
    return _codes(sample)


def _codes(text: str) -> list[str]:
    return [finding.code for finding in check_plan(read_plan(text), DAY)]


def _reworded(sample: str, number: int) -> str:
    """Give the plan with one word in three of its free texts exchanged for a word of any sample."""
    chance = random.Random(number)  # noqa: S311 -- the same words for the same number
    words = _words()
    document = read_document(sample)
    cells = {
        cell.content
        for _, table in document.tables
        for column, name in enumerate(table.header.cells)
        if name.text in _FREE_COLUMNS
        for row in table.rows
        for cell in row.cells[column : column + 1]
    }
    blocks = {
        block.content
        for section in document.sections
        for block in section.blocks
        if section.heading.text not in _LABELLED
    }

    def other(found: re.Match[str]) -> str:
        return found[0] if chance.randrange(_ONE_OTHER_WORD_OF) else chance.choice(words)

    # A text that stands twice, in the criteria and in the results say, stays the same in both.
    for text in sorted((text for text in cells | blocks if _WORD.search(text)), key=len, reverse=True):
        sample = sample.replace(text, _WORD.sub(other, text))
    return sample


@cache
def _words() -> list[str]:
    """Give the words of all samples that can stand in the place of each other."""
    return sorted({word for sample in chain(*_samples()) for word in _WORD.findall(sample)})


def _varied(sample: str, number: int, shift: int, *, other_words: bool = False) -> str:
    before = read_plan(sample)
    text = _NUMBER.sub(partial(_shifted, shift), _reworded(sample, number) if other_words else sample)
    for old, new in _names(before, number):
        text = text.replace(old, new)
    # What was signed has changed with the names, and so have the fingerprints.
    for old, new in zip(_fingerprints(before), _fingerprints(read_plan(text)), strict=True):
        text = text.replace(old, new)
    return text


def _shifted(shift: int, found: re.Match[str]) -> str:
    return f"{min(int(found[1]) + shift, _MOST_THOUSANDS)}{found[2]}"


def _names(plan: Plan, number: int) -> Iterator[tuple[str, str]]:
    """Give what is replaced by what: the id, the prospect, who signs for it, the opportunity."""
    parts = list(product(_STARTS.split(), _MIDDLES.split(), _ENDS.split()))
    # A step that shares no factor with their number visits every name before any comes again.
    name = "".join(parts[number * 1009 % len(parts)])
    identifier = plan.id
    prospect = plan.metadata.prospect.value if plan.metadata and plan.metadata.prospect else ""
    yield identifier, f"{name.casefold()}-{number}-{identifier.partition('-')[2]}"
    word = next(each for each in prospect.split() if identifier.startswith(_plain(each)))
    yield word, name
    yield f"@{_plain(word)}", f"@{_plain(name)}"
    surnames = _SURNAMES.split()
    for at, signer in enumerate(dict.fromkeys(s.name for s in plan.signatures if s.party is Party.PROSPECT)):
        first, _, last = signer.rpartition(" ")
        yield signer, f"{first} {surnames[(number + at) % len(surnames)]}"
        yield f" {last}", f" {surnames[(number + at) % len(surnames)]}"
    opportunity = plan.metadata.opportunity.value if plan.metadata and plan.metadata.opportunity else ""
    if opportunity.startswith("OPP-"):
        yield opportunity, f"OPP-{300_000 + number}"


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _fingerprints(plan: Plan) -> Iterator[str]:
    """Give what signatures may name: the present text, and the one before each amendment."""
    yield disclosed_fingerprint(plan)
    yield results_fingerprint(plan)
    texts = signed_texts(plan)
    yield fingerprint_of(plan, texts)
    for amendment in reversed(plan.metadata.amendments if plan.metadata else ()):
        if not amendment.correct:
            texts = undo(texts, amendment)
            yield fingerprint_of(plan, texts)


def _write(folder: Path, number: int) -> None:
    text = plan_text(number)
    name = text.partition("\nid: ")[2].partition("\n")[0].strip('"')
    (folder / f"{name}.md").write_bytes(text.encode())


def write_portfolio(count: int, root: Path) -> Path:
    """Write plans below ``root/plans``, commit them, and give ``root``; one that is there already stays."""
    plans = root / "plans"
    if plans.is_dir():
        return root
    plans.mkdir(parents=True)
    for sample in chain(*_samples()):
        _lawful_shifts(sample)  # known before the processes part, which then need not find out
    with ProcessPoolExecutor() as pool:
        list(pool.map(partial(_write, plans), range(count), chunksize=50))
    git(root, "init", "--quiet", "--initial-branch=main", "--template=")
    _commit_in_steps(root, sorted(plans.iterdir()))
    git(root, "gc", "--quiet")
    return root


def _commit_in_steps(root: Path, paths: list[Path]) -> None:
    """Commit each plan as a draft, then as it is, a share of them at a time: so that there is a history."""
    texts = {path: path.read_bytes() for path in paths}
    for path, text in texts.items():
        path.write_bytes(text + b"\nA draft.\n")
    _commit(root, f"{len(paths):,} drafts")
    for step in range(min(_STEPS, len(paths))):
        for path in paths[step::_STEPS]:
            path.write_bytes(texts[path])
        _commit(root, f"Plans, step {step + 1} of {_STEPS}")


def _commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    # After a large commit git would pack in the background, and refuse to do so here at the same time.
    git(root, "-c", "maintenance.auto=false", "commit", "--quiet", f"--message={message}")


def git(root: Path, *arguments: str, data: bytes | None = None) -> bytes:
    """Run git with no setting of the person who runs the benchmark, and give what it prints."""
    return subprocess.run(
        ["git", *arguments], cwd=root, env=environment(), input=data, capture_output=True, check=True
    ).stdout


def environment() -> dict[str, str]:
    """Give an environment in which git knows an author and reads no configuration of a user."""
    ours = ("GIT_", "POC_DOCS_", "COLUMNS", "PYTHON")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    person = {"NAME": "Ines Falk", "EMAIL": "ines@corvid.example"}
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in person.items()}
    return {**kept, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def main() -> None:
    """Write the portfolio that the command line asks for."""
    count, folder = sys.argv[1:]
    print(write_portfolio(int(count), Path(folder)))


if __name__ == "__main__":
    main()

"""Random stories of what people do to plans, with the commands and without, judged by an oracle of its own.

The oracle (``story_plans``) reads no plan as the package does, and computes no fingerprint: it remembers
which texts the file said when somebody signed with the command.
"""

from __future__ import annotations

import contextlib
import copy
import itertools
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import pytest
from click.testing import CliRunner
from hypothesis import Phase, currently_in_test_context, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from poc_docs.cli import cli
from poc_docs.plan.agreement.amendments import agreed_texts
from poc_docs.plan.reading import read_plan
from tests.cli.story_plans import SLIPS, STATUSES, Memory, Said, lawful, lost, read
from tests.surroundings import Repository, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.story_plans import Item

    Tampering = Callable[[str, int], str]

EXAMPLES = max(1, settings.default.max_examples // 20) if settings.default else 10
STEPS = 30

PLAN = """\
---
id: halden
title: Route planning
prospect: Halden Logistics
sales_engineer: Henrik Solberg
opportunity: OPP-20417
date: 2026-10-28
status: Planning
crm: {stage: Technical validation}
---

# POC Plan: Halden Logistics -- Route planning

## POC Overview

- **Objective:** Prove that routes are ready before the shift begins
- **Scope:** Two depots
- **Duration:** 4 weeks, starting 2026-11-23
- **Decision date:** 2027-02-19

## Success Criteria

| # | Criterion | Measurement | Target | Weight |
|---|-----------|-------------|--------|--------|
| 1 | Planned vehicles | Share over twenty nights | ≥ 96.0% | Critical |
| 2 | Single login | Test of six dispatchers | Pass/Fail | Critical |

## Environment Specification

| Component | Details |
|-----------|---------|
| Region | EU-West |

### Setup Steps

1. Load the orders

## Timeline

| Week | Milestone | Owner | Deliverable |
|------|-----------|-------|-------------|
| 1 | Setup | Henrik Solberg | Access guide |

## Risk Assessment

| Risk | Likelihood | Impact | Mitigation |
|------|------------|--------|------------|
| Late data | Low | High | Export by hand |

## Decision Framework

| Outcome | Criteria | Next Step |
|---------|----------|-----------|
| **Proceed** | All critical criteria met, required criteria pass | Order form |
| **Conditional** | Critical criteria met, some required criteria need workaround | Extend |
| **No-go** | Critical criteria not met | Gap list |

## Results (Post-POC)

| # | Criterion | Result | Target | Status |
|---|-----------|--------|--------|--------|
| 1 | Planned vehicles | | ≥ 96.0% | |
| 2 | Single login | | Pass/Fail | |

### Gaps Identified

| Gap | Severity | Workaround | Reported To |
|-----|----------|------------|-------------|

### Decision

**Outcome:** [Proceed / Conditional / No-go]

**Customer feedback:** [Summary of customer's assessment]
"""

BEGINNINGS = ("nobody has signed", "work has begun", "an amendment is open", "an amendment is settled")
PARTIES = {"vendor": "Henrik Solberg", "prospect": "Karin Wessman"}
DAYS = ("2026-11-22", "2026-11-21", "2026-11-20")
TARGETS = ("≥ 95.0%", "≥ 96.0%", "≥ 50.0%")
FURTHER_CRITERION = "| 3 | Audit log | Review of ten entries | Pass/Fail | Optional |\n"
FURTHER_RESULT = "| 3 | Audit log | | Pass/Fail | |\n"

CHANGES: dict[str, tuple[str, ...]] = {
    "what was written by hand": (),
    "a lower target": ("--set", "criterion 1 target=≥ 95.0%"),
    "the first texts": (
        *("--set", "criterion 1 target=≥ 96.0%", "--set", "criterion 1 weight=Critical"),
        *("--set", "criterion 2 measurement=Test of six dispatchers", "--decision-date", "2027-02-19"),
    ),
    "a weight": ("--set", "criterion 1 weight=Required"),
    "two texts": ("--decision-date", "2027-03-01", "--set", "criterion 1 target=≥ 50.0%"),
    "a slip": ("--set", "criterion 2 measurement=Test of six dispatchres"),
    "a slip put right": ("--set", "criterion 2 measurement=Test of six dispatchers"),
    "a number": ("--set", "criterion 2 measurement=Test of five dispatchers"),
}

WAYS_TO_MERGE = ("ours", "theirs", "lines", "the driver")
STAGES = ("base", "ours", "theirs")

numbers = st.integers(0, 3)
days = st.sampled_from(DAYS)
changes = st.sampled_from(sorted(CHANGES, reverse=True))
signers = st.sampled_from([(), ("vendor",), ("vendor", "prospect")])

LINK = r"^  - date: .*\n    by: .*\n(?:   .*\n)*"
CHANGE = r"^      - where: .*\n        from: .*\n        to: .*\n"
FINGERPRINT = r"v1:sha256:[0-9a-f]{64}"


def replaced(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Tampering:
    """Replace the n-th match, counted from the last one; nothing if there is none."""

    def tamper(text: str, number: int) -> str:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return text
        match = found[-1 - number % len(found)]
        return text[: match.start()] + (new if isinstance(new, str) else new(match)) + text[match.end() :]

    return tamper


def with_a_fingerprint_of_another(text: str, number: int) -> str:
    """Let the start, or the beginning or the end of an amendment, name another fingerprint of the file."""
    known = list(dict.fromkeys(re.findall(FINGERPRINT, text)))
    if not known:
        return text
    chain = rf'(?<=^    from: ){FINGERPRINT}|(?<=^    to: ){FINGERPRINT}|(?<=parameters: "){FINGERPRINT}'
    return replaced(chain, known[number % len(known)])(text, number)


def begun_anew(text: str, _number: int) -> str:
    """Drop all amendments, and let work have started on what both parties signed last."""
    ends = re.findall(rf"^    to: ({FINGERPRINT})$", text, re.MULTILINE)
    if not ends:
        return text
    without = re.sub(rf"^amendments:\n(?:{LINK.removeprefix('^')})+", "", text, flags=re.MULTILINE)
    return re.sub(rf'(?<=parameters: "){FINGERPRINT}', ends[-1], without)


TAMPERINGS: dict[str, Tampering] = {
    "drop an amendment": replaced(LINK, ""),
    "drop a change": replaced(CHANGE, ""),
    "another text before": replaced(r'(?<=^        from: ")≥ \d\d', "≥ 50"),
    "another text after": replaced(r'(?<=^        to: ")≥ \d\d', "≥ 50"),
    "another fingerprint": with_a_fingerprint_of_another,
    "editorial": replaced(r"^    reason: .*\n(?!    editorial)", lambda m: f"{m[0]}    editorial: true\n"),
    "not editorial": replaced(r"^    editorial: true\n", ""),
    "an earlier day": replaced(r"(?<=^  - date: ).*", DAYS[-1]),
    "begun anew": begun_anew,
}


class Story(RuleBasedStateMachine):
    """People work on two branches; only what the gate lets through comes to main."""

    fresh = itertools.count()
    beginnings: dict[str, tuple[Repository, Memory]]
    """Where stories may begin: a repository, and what was said in it."""
    folder: Path
    reached: Counter[str]
    """In how many stories something happened."""
    blobs: ClassVar[dict[str, str]] = {}
    """What git's objects hold, by their ids."""

    def __init__(self) -> None:
        super().__init__()
        self.root = self.folder / f"story-{next(self.fresh)}"
        self.met: set[str] = set()
        self.tip = ""
        self.main: dict[str, str] = {}
        """The plans on main when it was last looked at, by id."""

    @initialize(beginning=st.sampled_from(BEGINNINGS))
    def begin(self, beginning: str) -> None:
        repository, memory = self.beginnings[beginning]
        self.repository = Repository(shutil.copytree(repository.root, self.root, symlinks=True))
        self.memory = copy.deepcopy(memory)

    def teardown(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        self.reached.update(self.met)
        if currently_in_test_context():
            for each in sorted(self.met):
                event(each)

    def ask(self, *arguments: str) -> int:
        """Run ``poc-docs`` in this process and give its exit code, whatever it is."""
        with contextlib.chdir(self.root):
            done = CliRunner().invoke(cli, arguments, prog_name="poc-docs", env=environment())
        assert "internal error" not in done.output
        return done.exit_code

    def ask_about(self, number: int, command: str, *arguments: str) -> bool:
        """Run a command on a plan, and remember what it signed; say whether it succeeded."""
        path = self.plan(number)
        if path is None:
            return False
        before = path.read_text()
        if self.ask(command, f"plans/{path.name}", *arguments) != 0:
            assert path.read_text() == before, "a command that was refused has written"
            return False
        self.memory.signed(read(before), read(path.read_text()))
        return True

    @property
    def branch(self) -> str:
        return (self.root / ".git/HEAD").read_text().strip().removeprefix("ref: refs/heads/")

    @property
    def other_branch(self) -> str:
        return "main" if self.branch == "side" else "side"

    def plan(self, number: int) -> Path | None:
        files = sorted((self.root / "plans").glob("*.md"))
        return files[number % len(files)] if files else None

    def edit(self, number: int, old: str, new: str) -> None:
        """Edit the body of a plan."""
        path = self.plan(number)
        if path:
            head, title, body = path.read_text().partition("\n# POC Plan")
            path.write_text(head + title + re.sub(old, lambda _: new, body, flags=re.MULTILINE))

    def tamper(self, number: int, tampering: Tampering, which: int = 0) -> None:
        path = self.plan(number)
        if path:
            path.write_text(tampering(path.read_text(), which))

    # What people do to files.

    @rule(number=numbers, value=st.sampled_from(TARGETS))
    def set_a_target(self, number: int, value: str) -> None:
        self.edit(number, r"≥ \d\d\.0%", value)

    @rule(number=numbers, weight=st.sampled_from(["Optional", "Critical"]))
    def set_a_weight(self, number: int, weight: str) -> None:
        self.edit(number, r"(?<=≥ 96\.0% \| )(Critical|Optional)", weight)

    @rule(number=numbers, slip=st.sampled_from(SLIPS), wrong=st.booleans())
    def spell_a_word(self, number: int, slip: set[str], wrong: bool) -> None:
        self.edit(number, "|".join(sorted(slip)), sorted(slip)[wrong])

    @rule(number=numbers, there=st.booleans())
    def add_or_remove_a_criterion(self, number: int, there: bool) -> None:
        self.edit(number, r"^\| 3 .*\n", "")
        if there:
            self.edit(number, r"(?<=Critical \|\n)(?=\n## Env)", FURTHER_CRITERION)
            self.edit(number, r"(?<=\|\n)(?=\n### Gaps)", FURTHER_RESULT)

    @rule(number=numbers)
    def add_a_note(self, number: int) -> None:
        self.edit(number, "^## Timeline$", f"## Note {next(self.fresh)}\n\nA note.\n\n## Timeline")

    @rule(number=numbers, status=st.sampled_from(STATUSES))
    def write_a_status_by_hand(self, number: int, status: str) -> None:
        self.tamper(number, replaced("^status: .*$", f"status: {status}"))

    @rule(number=numbers, which=numbers)
    def remove_a_signature(self, number: int, which: int) -> None:
        self.tamper(number, replaced(r"^  - party: .*\n(?:    .*\n)*", ""), which)

    @rule(number=numbers, how=st.sampled_from(sorted(TAMPERINGS)), which=numbers)
    def tamper_with_the_amendments(self, number: int, how: str, which: int) -> None:
        self.tamper(number, TAMPERINGS[how], which)

    @rule(number=numbers)
    def rename(self, number: int) -> None:
        path = self.plan(number)
        if path:
            path.rename(path.with_name(f"renamed-{next(self.fresh)}.md"))

    @rule(number=numbers, new_id=st.booleans())
    def copy(self, number: int, new_id: bool) -> None:
        path = self.plan(number)
        if path:
            name = f"copy-{next(self.fresh)}"
            text = path.read_text()
            text = re.sub("^id: .*$", f"id: {name}", text, flags=re.MULTILINE) if new_id else text
            path.with_name(f"{name}.md").write_text(text)

    @rule(number=numbers, other=numbers)
    def write_one_over_another(self, number: int, other: int) -> None:
        one, two = self.plan(number), self.plan(other)
        if one and two and one != two:
            one.replace(two)

    @rule(number=numbers)
    def delete(self, number: int) -> None:
        path = self.plan(number)
        if path and len(list((self.root / "plans").glob("*.md"))) > 1:
            path.unlink()

    @rule(number=numbers, back=st.integers(1, 4))
    def restore_an_older_file(self, number: int, back: int) -> None:
        path = self.plan(number)
        if path:
            self.repository.run("sh", "-c", f"git checkout -q HEAD~{back} -- plans/{path.name} 2>&1 || true")

    # What people do with the commands.

    @rule(number=numbers, party=st.sampled_from(sorted(PARTIES)), day=days)
    def sign(self, number: int, party: str, day: str, *more: str) -> None:
        evidence = ("--evidence", f"mail {next(self.fresh)}") if party == "prospect" else ()
        options = ("--party", party, "--by", PARTIES[party], "--date", day, *evidence)
        self.ask_about(number, "agree", *options, *more)

    @rule(number=numbers, status=st.sampled_from(STATUSES[1:]))
    def set_a_status(self, number: int, status: str) -> None:
        self.ask_about(number, "status", status)

    @rule(number=numbers, change=changes, by=signers, day=days)
    def amend(self, number: int, change: str, by: tuple[str, ...], day: str) -> None:
        names = [text for party in by for text in (f"--{party}", PARTIES[party])]
        evidence = ("--evidence", f"mail {next(self.fresh)}") if "prospect" in by else ()
        options = ("--reason", "New data", "--date", day, *CHANGES[change])
        self.ask_about(number, "amend", *options, *names, *evidence)

    @rule(number=numbers, change=changes)
    def amend_the_spelling(self, number: int, change: str) -> None:
        self.ask_about(number, "amend", "--editorial", "--reason", "Typo", *CHANGES[change])

    @rule(number=numbers)
    def withdraw(self, number: int) -> None:
        self.ask_about(number, "amend", "--withdraw")

    @rule(number=numbers, result=st.sampled_from(["97.0%", "98.0%", "40.0%"]))
    def record_results(self, number: int, result: str) -> None:
        self.ask_about(number, "results", "--set", f"1={result}", "--set", "2=Pass")
        self.ask_about(number, "results", "--set", "3=Pass")

    @rule(number=numbers)
    def decide(self, number: int) -> None:
        self.ask_about(number, "decide", "--feedback", "They want it.")

    @rule(number=numbers, result=st.sampled_from(["97.0%", "98.0%"]), day=days, signed=st.booleans())
    def correct(self, number: int, result: str, day: str, signed: bool) -> None:
        options = ("--reason", "Wrong run", "--date", day, "--result", f"1={result}")
        if self.ask_about(number, "amend", "--correct", *options) and signed:
            for party in PARTIES:
                self.confirm(number, party, day)

    @rule(number=numbers, party=st.sampled_from(sorted(PARTIES)), day=days)
    def confirm(self, number: int, party: str, day: str) -> None:
        self.sign(number, party, day, "--results")

    # The straight ways from what stands in the last commit, so that stories get anywhere.

    def both_sign(self, number: int, day: str) -> None:
        for party in PARTIES:
            self.sign(number, party, day)

    def agree_and_begin(self, number: int, day: str) -> None:
        self.both_sign(number, day)
        self.set_a_status(number, "Active")

    def drop_what_is_not_committed(self) -> None:
        self.repository.git("add", "-A")
        self.repository.git("reset", "-q", "--hard")

    @rule(number=numbers, day=days)
    def begin_work(self, number: int, day: str) -> None:
        self.drop_what_is_not_committed()
        self.agree_and_begin(number, day)
        self.commit()

    @rule(number=numbers, change=changes, by=signers, day=days)
    def amend_and_commit(self, number: int, change: str, by: tuple[str, ...], day: str) -> None:
        self.drop_what_is_not_committed()
        self.amend(number, change, by, day)
        self.commit()

    @rule(number=numbers, day=days)
    def sign_and_commit(self, number: int, day: str) -> None:
        self.drop_what_is_not_committed()
        self.both_sign(number, day)
        self.commit()

    @rule(number=numbers)
    def withdraw_and_commit(self, number: int) -> None:
        self.drop_what_is_not_committed()
        self.withdraw(number)
        self.commit()

    @rule(number=numbers, change=changes, by=signers, day=days)
    def amend_and_return(self, number: int, change: str, by: tuple[str, ...], day: str) -> None:
        self.amend_and_commit(number, change, tuple(PARTIES), DAYS[0])
        self.amend_and_commit(number, "the first texts", by, day)

    @rule(number=numbers, change=changes, how=st.sampled_from(sorted(TAMPERINGS)), which=numbers)
    def amend_and_tamper(self, number: int, change: str, how: str, which: int) -> None:
        self.amend_and_commit(number, change, tuple(PARTIES), DAYS[0])
        self.amend(number, "two texts", (), DAYS[0])
        self.tamper_with_the_amendments(number, how, which)
        self.commit()

    @rule(number=numbers, wrong=st.booleans())
    def correct_the_spelling(self, number: int, wrong: bool) -> None:
        self.drop_what_is_not_committed()
        self.amend_the_spelling(number, "a slip" if wrong else "a slip put right")
        self.commit()

    @rule(number=numbers, change=changes, by=signers, how=st.sampled_from(WAYS_TO_MERGE))
    def amend_on_both_branches(self, number: int, change: str, by: tuple[str, ...], how: str) -> None:
        self.amend_and_commit(number, change, by, DAYS[0])
        self.change_the_branch()
        self.amend_and_commit(number, "two texts", by, DAYS[0])
        self.merge(how)

    @rule(number=numbers, value=st.sampled_from(TARGETS))
    def move_a_target_and_commit(self, number: int, value: str) -> None:
        self.drop_what_is_not_committed()
        self.set_a_target(number, value)
        self.commit()

    @rule(number=numbers, by_hand=st.booleans(), amended=st.booleans())
    def finish(self, number: int, by_hand: bool, amended: bool) -> None:
        """Record results and end the plan, with the command or past it, perhaps amended meanwhile."""
        self.drop_what_is_not_committed()
        self.record_results(number, "97.0%")
        self.decide(number)
        if amended:
            self.amend(number, "two texts", (), DAYS[0])
        if by_hand:
            self.tamper(number, replaced("^status: Active$", f"status: Complete\ncompleted: {DAYS[0]}"))
        else:
            self.set_a_status(number, "Complete")
        self.commit()

    # What people do with git.

    @rule()
    def commit(self) -> None:
        self.commit_if_allowed("Through the gate")

    def commit_if_allowed(self, message: str) -> bool:
        self.repository.git("add", "-A")
        allowed = self.ask("gate") == 0
        if allowed:
            self.repository.git("commit", "-q", "--allow-empty", "--no-verify", "-m", message)
        else:
            self.repository.git("reset", "-q", "--hard")
        return allowed

    @precondition(lambda self: self.branch == "side")
    @rule()
    def commit_past_the_gate(self) -> None:
        self.repository.git("add", "-A")
        self.repository.git("commit", "-q", "--allow-empty", "--no-verify", "-m", "Past the gate")

    @rule()
    def change_the_branch(self) -> None:
        self.commit()
        self.repository.git("checkout", "-q", self.other_branch)

    @rule(how=st.sampled_from(WAYS_TO_MERGE))
    def merge(self, how: str) -> None:
        self.commit()
        before = [self.amendments_on(each) for each in ("main", "side", self.common_commit())]
        if how == "the driver":
            self.merge_with_the_driver()
        elif how == "theirs":
            self.begin_to_merge("-s ours")
            self.repository.git("rm", "-r", "-q", "--ignore-unmatch", "plans")
            self.repository.git("checkout", "-q", self.other_branch, "--", "plans")
        elif how == "ours":
            self.begin_to_merge("-s ours")
        else:
            self.begin_to_merge("-X ours")
        if self.commit_if_allowed(f"Merge with {how}"):
            main, side, base = before
            both = [key for key in main.keys() & side.keys() if base.get(key) not in (main[key], side[key])]
            self.met |= {"a merge with amendments on both sides"} if both else set()

    def common_commit(self) -> str:
        return self.repository.git("merge-base", "main", "side").strip()

    def begin_to_merge(self, how: str) -> None:
        command = f"git merge -q --no-ff --no-commit {how} {self.other_branch} || true"
        self.repository.run("sh", "-c", command)

    def merge_with_the_driver(self) -> None:
        """Merge as git does where the driver is set up, but in this process."""
        attributes = self.root / ".git/info/attributes"
        attributes.write_text("plans/*.md -merge\n")
        self.begin_to_merge("")
        attributes.unlink()
        for path, stages in self.conflicts():
            if len(stages) == len(STAGES):
                files = [self.root / ".git" / name for name in STAGES]
                for file, stage in zip(files, stages, strict=True):
                    file.write_text(self.text_of(stage))
                self.ask("merge-driver", *map(str, files), path)
                (self.root / path).write_text(files[1].read_text())

    def conflicts(self) -> Iterator[tuple[str, list[str]]]:
        """Give the paths that are in conflict, with the objects on both sides and before."""
        lines = filter(None, self.repository.git("ls-files", "-u", "-z").split("\0"))
        for path, entries in itertools.groupby(lines, lambda line: line.partition("\t")[2]):
            yield path, [entry.split()[1] for entry in entries]

    # What must hold, whatever they do.

    @invariant()
    def main_holds_only_what_was_agreed(self) -> None:
        tip = (self.root / ".git/refs/heads/main").read_text()
        if tip == self.tip:
            return
        self.tip = tip
        before, self.main = self.main, {}
        for text in self.plans_on("main"):
            said = read(text)
            assert said.id not in self.main, "an id stands twice"
            self.main[said.id] = text
            self.assert_lawful(said, text)
        for identifier, text in before.items():
            self.assert_kept(identifier, read(text))

    def assert_lawful(self, said: Said, text: str) -> None:
        chains = lawful(said, self.memory)
        self.met |= {said.status, *chains[0].kinds, *chains[1].kinds}
        if said.status != "Planning":
            rebuilt = dict(agreed_texts(read_plan(text)))
            assert rebuilt == dict(chains[0].start), "what was signed can't be rebuilt from the file"

    def assert_kept(self, identifier: str, before: Said) -> None:
        """Assert that main keeps its record of a plan, unless a merge took the other side's file as it is."""
        text = self.main.get(identifier)
        if text is None:
            assert before.status == "Planning", "a plan vanished"
            return
        after = read(text)
        assert STATUSES.index(after.status) >= STATUSES.index(before.status), "a status went back"
        if "open" in lawful(before, self.memory)[0].kinds and len(after.amendments) < len(before.amendments):
            self.met.add("withdrawn")
        missing = lost(before, after, self.memory)
        if missing:
            merged = self.repository.git("log", "-1", "--format=%P", "main").split()[1:]
            assert any(text in self.plans_on(each) for each in merged), f"{identifier} lost {missing}"
            self.met.add("one side's file was taken")

    def plans_on(self, revision: str) -> list[str]:
        lines = self.repository.git("ls-tree", "-r", "-z", revision, "plans/").split("\0")
        return [self.text_of(line.split()[2]) for line in lines if line.endswith(".md")]

    def text_of(self, blob: str) -> str:
        if blob not in self.blobs:
            self.blobs[blob] = self.repository.git("cat-file", "blob", blob)
        return self.blobs[blob]

    def amendments_on(self, revision: str) -> dict[str, list[Item]]:
        """Give the amendments of each plan that can be read, by id."""
        found = {}
        for text in self.plans_on(revision):
            with contextlib.suppress(Exception):
                said = read(text)
                found[said.id] = said.amendments
        return found


@pytest.fixture
def stories(pristine: Repository, tmp_path: Path) -> type[Story]:
    """Give stories that begin where nobody has signed, where work has begun, or with an open amendment."""
    start = Repository(shutil.copytree(pristine.root, tmp_path / "start"))
    start.write("plans/halden.md", PLAN)
    start.commit("A plan that nobody has signed")
    start.git("branch", "side")
    Story.folder, Story.reached = tmp_path, Counter()
    Story.beginnings = {BEGINNINGS[0]: (start, Memory())}
    story = Story()
    story.begin(BEGINNINGS[0])
    acts: tuple[Callable[[], None], ...] = (
        lambda: story.agree_and_begin(0, DAYS[1]),
        lambda: story.amend(0, "a lower target", (), DAYS[0]),
        lambda: story.both_sign(0, DAYS[0]),
    )
    for name, act in zip(BEGINNINGS[1:], acts, strict=True):
        act()
        assert story.commit_if_allowed(name)
        story.main_holds_only_what_was_agreed()
        story.repository.git("branch", "-f", "side", "main")
        there = Repository(shutil.copytree(story.root, tmp_path / name))
        Story.beginnings[name] = there, copy.deepcopy(story.memory)
    return Story


def test_no_story_brings_an_unsigned_plan_to_main(stories: type[Story]) -> None:
    # Shrinking a story takes minutes, and what it was found with says as much.
    known = (Phase.explicit, Phase.reuse, Phase.generate)
    run_state_machine_as_test(
        stories,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, phases=known),
    )
    # Unless hardly any are told, stories come to where something is agreed.
    assert stories.reached["Active"] or EXAMPLES < 10

"""Random stories of edits, signatures, status changes, renames, copies and merges, with an oracle of its own.

The oracle reads no plan as the package does: it remembers, for each text that somebody signed with the
command, who signed it, and knows the text by the bytes between two headings.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import re
import shutil
from typing import TYPE_CHECKING

from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from poc_docs.cli import cli
from tests.cli.three_plans import BY_STEM, WAITING
from tests.surroundings import Repository, environment

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = max(1, settings.default.max_examples // 20) if settings.default else 10
STEPS = 30

TARGETS = ("≥ 96.0%", "≥ 95.0%", "≥ 50.0%")
STATUSES = ("Planning", "Active", "Complete")
PARTIES = {"vendor": "Henrik Solberg", "prospect": "Karin Wessman"}

numbers = st.integers(0, 7)


def signed_part(text: str) -> str:
    """Know the signed text by its bytes: the overview, the criteria and the decision framework."""
    agreed = text.partition("## POC Overview")[2].partition("## Environment Specification")[0]
    framework = text.partition("## Decision Framework")[2].partition("## Results")[0]
    return hashlib.sha256((agreed + framework).encode()).hexdigest()


def status_of(text: str) -> str:
    found = re.search(r"^status: (.*)$", text, re.MULTILINE)
    return found[1] if found else ""


def id_of(text: str) -> str:
    found = re.search(r"^id: (.*)$", text, re.MULTILINE)
    return found[1] if found else ""


class Story(RuleBasedStateMachine):
    """People work on two branches; only what the gate lets through comes to main.

    To play amendments too, add rules that write them, and put the text of an open one into ``signed``.
    """

    fresh = itertools.count()
    start: Repository
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.root = self.folder / f"story-{next(self.fresh)}"
        self.repository = Repository(shutil.copytree(self.start.root, self.root, symlinks=True))
        self.repository.git("branch", "side")
        self.signed: dict[str, set[str]] = {}
        self.begun: dict[str, int] = {}
        """The plans that main has ever held as Active or Complete, with the furthest status."""

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def ask(self, *arguments: str) -> int:
        """Run ``poc-docs`` in this process and give its exit code, whatever it is."""
        with contextlib.chdir(self.root):
            done = CliRunner().invoke(cli, arguments, prog_name="poc-docs", env=environment())
        assert "internal error" not in done.output
        return done.exit_code

    @property
    def branch(self) -> str:
        return self.repository.git("branch", "--show-current").strip()

    def plan(self, number: int) -> Path | None:
        files = sorted((self.root / "plans").glob("*.md"))
        return files[number % len(files)] if files else None

    def edit(self, number: int, old: str, new: str) -> None:
        path = self.plan(number)
        if path:
            path.write_text(re.sub(old, lambda _: new, path.read_text(), count=0, flags=re.MULTILINE))

    # What people do to files.

    @rule(number=numbers, value=st.sampled_from(TARGETS))
    def set_a_target(self, number: int, value: str) -> None:
        self.edit(number, r"≥ \d\d\.0%", value)

    @rule(number=numbers, weight=st.sampled_from(["Critical", "Optional"]))
    def set_a_weight(self, number: int, weight: str) -> None:
        self.edit(number, r"(?<=≥ 96\.0% \| )(Critical|Optional)", weight)

    @rule(number=numbers)
    def add_a_note(self, number: int) -> None:
        self.edit(number, "^## Timeline$", f"## Note {next(self.fresh)}\n\nA note.\n\n## Timeline")

    @rule(number=numbers, status=st.sampled_from(STATUSES))
    def write_a_status_by_hand(self, number: int, status: str) -> None:
        self.edit(number, "^status: .*$", f"status: {status}")

    @rule(number=numbers)
    def remove_the_last_signature(self, number: int) -> None:
        path = self.plan(number)
        if path:
            head, found, rest = path.read_text().rpartition("  - party: ")
            tail = (
                rest[rest.find("\ncrm:") + 1 :]
                if "\nstarted:" not in rest
                else rest[rest.find("\nstarted:") + 1 :]
            )
            path.write_text(head + tail if found else head + rest)

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

    # What people do with the commands.

    @rule(number=numbers, party=st.sampled_from(sorted(PARTIES)))
    def sign(self, number: int, party: str) -> None:
        path = self.plan(number)
        if path is None:
            return
        evidence = ("--evidence", f"mail {next(self.fresh)}") if party == "prospect" else ()
        options = ("--party", party, "--by", PARTIES[party], "--date", "2026-11-20", *evidence)
        if self.ask("agree", f"plans/{path.name}", *options) == 0:
            self.signed.setdefault(signed_part(path.read_text()), set()).add(party)

    @rule(number=numbers, status=st.sampled_from(STATUSES[1:]))
    def set_a_status(self, number: int, status: str) -> None:
        path = self.plan(number)
        if path:
            self.ask("status", f"plans/{path.name}", status)

    @rule(number=numbers)
    def agree_and_begin(self, number: int) -> None:
        """The straight way, so that stories get anywhere."""
        for party in PARTIES:
            self.sign(number, party)
        self.set_a_status(number, "Active")

    # What people do with git.

    @rule()
    def commit(self) -> None:
        self.repository.git("add", "-A")
        if self.ask("gate") == 0:
            self.repository.git("commit", "-q", "--allow-empty", "--no-verify", "-m", "Through the gate")
        else:
            self.repository.git("reset", "-q", "--hard")

    @precondition(lambda self: self.branch == "side")
    @rule()
    def commit_past_the_gate(self) -> None:
        self.repository.git("add", "-A")
        self.repository.git("commit", "-q", "--allow-empty", "--no-verify", "-m", "Past the gate")

    @rule()
    def change_the_branch(self) -> None:
        self.commit()
        self.repository.git("checkout", "-q", "main" if self.branch == "side" else "side")

    @rule(side=st.sampled_from(["ours", "theirs"]), all_of_it=st.booleans())
    def merge(self, side: str, all_of_it: bool) -> None:
        self.commit()
        other = "main" if self.branch == "side" else "side"
        how = "-s ours" if all_of_it and side == "ours" else f"-X {side}"
        self.repository.run("sh", "-c", f"git merge -q --no-ff --no-commit {how} {other} || true")
        self.repository.run("sh", "-c", f"git checkout -q --{side} -- plans || true")
        self.repository.git("add", "-A")
        if self.ask("gate") == 0:
            self.repository.git("commit", "-q", "--allow-empty", "--no-verify", "-m", "Merge")
        else:
            self.repository.git("reset", "-q", "--hard")

    # What must hold, whatever they do.

    @invariant()
    def main_holds_only_what_was_agreed(self) -> None:
        found: dict[str, int] = {}
        for name in self.repository.git("ls-tree", "-r", "-z", "--name-only", "main", "plans/").split("\0"):
            if name.endswith(".md"):
                text = self.repository.git("show", f"main:{name}")
                assert status_of(text) in STATUSES
                assert id_of(text) not in found, "an id stands twice"
                found[id_of(text)] = STATUSES.index(status_of(text))
                if status_of(text) != "Planning":
                    assert self.signed.get(signed_part(text)) == set(PARTIES), name
        for identifier, furthest in self.begun.items():
            assert found.get(identifier, -1) >= furthest, f"{identifier} vanished or went back"
        self.begun = {key: value for key, value in found.items() if value > 0}


def test_no_story_brings_an_unsigned_plan_to_main(pristine: Repository, tmp_path: Path) -> None:
    start = Repository(shutil.copytree(pristine.root, tmp_path / "start"))
    text = BY_STEM["fastighetsregisterverket"].read_bytes().decode()
    start.write(WAITING, text[: text.index("signatures:")] + text[text.index("crm:") :])
    start.commit("A plan that nobody has signed")
    Story.start, Story.folder = start, tmp_path
    run_state_machine_as_test(
        Story, settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
    )

"""Processes that record results in one plan at the same time: what ended with 0 is in the file, always."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import ACTIVE, add_three_plans, copy_of
from tests.reliability.faulty import Faulty
from tests.reliability.sizes import count, dice, inputs
from tests.surroundings import PROJECT, Repository, environment, new_repository

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def faulty() -> Iterator[Faulty]:
    with Faulty(environment()) as server:
        yield server


@pytest.fixture(scope="module")
def three_plans(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = new_repository(tmp_path_factory.mktemp("together") / "pocs")
    add_three_plans(repository)
    return repository


@pytest.fixture
def repository(three_plans: Repository, tmp_path: Path) -> Repository:
    return copy_of(three_plans, tmp_path / "pocs")


def results_of(path: Path) -> dict[int, str]:
    """Give the cell Result of each row, read by its pipes alone."""
    _, _, below = path.read_text(encoding="utf-8").partition("## Results (Post-POC)")
    results, _, _ = below.partition("\n### ")
    rows = [
        re.split(r"(?<!\\)\|", line)[1:-1] for line in results.splitlines() if re.match(r"\| *\d+ *\|", line)
    ]
    return {int(row[0]): row[2].strip() for row in rows}


@pytest.mark.parametrize("writers", [2, 4])
def test_every_result_that_was_recorded_is_there(
    faulty: Faulty, repository: Repository, writers: int
) -> None:
    path = repository.root / ACTIVE
    numbers = sorted(results_of(path))[:writers]
    rounds = inputs(8, 1_000)
    told: dict[int, str] = {}
    won = lost = 0
    for round_ in range(rounds):
        wanted = {number: f"{round_ * 10 + number} ms" for number in numbers}
        commands = [["results", "marlowe", "--set", f"{number}={value}"] for number, value in wanted.items()]
        for (number, value), done in zip(
            wanted.items(), faulty.together(repository.root, commands), strict=True
        ):
            assert done.code in {0, 2}, done.said
            if done.code == 0:
                told[number] = value
                won += 1
            else:
                assert "was changed by somebody else meanwhile" in done.said
                lost += 1
        present = results_of(path)
        assert {number: present[number] for number in told} == told
    assert won >= rounds
    assert not list(path.parent.glob(".poc-docs-*"))
    count("edits by processes at the same time", won + lost)
    count("edits that were refused because another came first, and said so", lost)


def test_what_readers_see_is_never_half_a_file(repository: Repository) -> None:
    """Two writers that know nothing of each other, and this process reads all the time."""
    path = repository.root / "plans" / "note.md"
    texts = [letter * 60_000 for letter in (b"a", b"b")]
    path.write_bytes(texts[0])
    writer = textwrap.dedent("""
        import pathlib, sys
        from poc_docs.repository.files import FileRefusedError, replace_file
        path, done = pathlib.Path(sys.argv[1]), 0
        while done < int(sys.argv[2]):
            before = path.read_bytes()
            try:
                replace_file(path, before, (b"b" if before[:1] == b"a" else b"a") * 60_000, path.parent)
                done += 1
            except FileRefusedError as error:
                assert "changed by somebody else" in error.message
    """)
    edits = inputs(40, 2_000)
    command = [sys.executable, "-c", writer, str(path), str(edits)]
    processes = [subprocess.Popen(command, cwd=PROJECT, env=environment()) for _ in range(2)]
    reads = 0
    while any(process.poll() is None for process in processes):
        assert path.read_bytes() in texts
        reads += 1
    assert [process.returncode for process in processes] == [0, 0]
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []
    count("reads while two processes wrote", reads)


def test_a_lock_ends_with_the_process_that_held_it(repository: Repository) -> None:
    holder = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from poc_docs.repository import files
        with files.folder_held(Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.read()
    """)
    command = [sys.executable, "-c", holder, str(repository.root / "plans")]
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        process.kill()
    repository.poc_docs("results", "marlowe", "--set", "1=12 ms")


def test_an_editor_that_saved_after_the_plan_was_read_keeps_its_text(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every moment between reading and writing."""
    from poc_docs.repository import files

    path = repository.root / ACTIVE
    original = path.read_bytes()
    source = dice("editor")
    steps = ["folder_held", "_writable", "_write_all", "_take_owner", "_take_attributes"]
    for step in source.sample(steps, len(steps)):
        path.write_bytes(original)
        real = getattr(files, step)

        def saved_first(*arguments: object, real: object = real) -> object:
            beside = path.with_name("editor")
            beside.write_bytes(original + b"saved\n")
            beside.replace(path)
            assert callable(real)
            return real(*arguments)

        with monkeypatch.context() as patched:
            patched.setattr(files, step, saved_first)
            said = repository.poc_docs("results", "marlowe", "--set", "1=13 ms", code=2)
        assert "was changed by somebody else meanwhile" in said
        assert path.read_bytes() == original + b"saved\n"

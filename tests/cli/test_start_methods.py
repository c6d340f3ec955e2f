"""Other processes help with many plans however Python starts them: macOS starts each anew."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from poc_docs.cli.cores import MANY
from tests.cli.three_plans import copy_of
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from tests.surroundings import Repository

COMMANDS = {
    "check": ["check"],
    "list": ["list"],
    "metrics": ["metrics"],
    "gaps": ["gaps"],
    "health": ["health"],
    "next": ["next"],
    "crm": ["crm"],
    "export": ["export", "--format", "json", "-o", "portfolio.json", "--force"],
    "digest": ["email", "digest"],
}
STARTED_BY = (
    "import multiprocessing, sys; multiprocessing.set_start_method(sys.argv.pop(1)); "
    "from poc_docs.cli import main; main()"
)


@pytest.fixture(scope="module")
def many_plans(pristine: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = copy_of(pristine, tmp_path_factory.mktemp("many") / "pocs")
    for path in SAMPLES:
        data = path.read_bytes()
        for number in range(MANY // len(SAMPLES) + 1):
            changed = data.replace(b"\nid: ", b"\nid: x%d-" % number, 1)
            repository.write(f"plans/{path.stem}-{number}.md", changed)
    repository.git("add", "-A")
    repository.git("commit", "-q", "--no-verify", "-m", "Plans")
    return repository


@pytest.mark.parametrize(
    ("command", "method"), [*((command, "spawn") for command in COMMANDS), ("list", "forkserver")]
)
def test_a_command_says_the_same(command: str, method: str, many_plans: Repository) -> None:
    code = 1 if command == "check" else 0  # the copies have each other's signatures
    shutil.rmtree(many_plans.root / ".git/poc-docs", ignore_errors=True)
    told = many_plans.run(sys.executable, "-c", STARTED_BY, method, *COMMANDS[command], succeeds=not code)
    shutil.rmtree(many_plans.root / ".git/poc-docs", ignore_errors=True)
    assert told == many_plans.poc_docs(*COMMANDS[command], code=code)

"""No input makes a reader raise: damaged samples here, and what was found once as a named case."""

from __future__ import annotations

import os

import pytest

from poc_docs.repository import git
from tests.plan.plan_files import RESULTS, plan_text
from tests.reliability.documents import damaged
from tests.reliability.fuzzing import TARGETS, assert_no_harm, seeds
from tests.reliability.sizes import count, dice, inputs


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_samples_do_no_harm(name: str) -> None:
    source = dice(f"fuzz {name}")
    samples = seeds(name)
    tried = inputs(60, 10_000)
    for _ in range(tried):
        data = damaged(source, source.choice(samples)[: source.choice((200, 3_000, 100_000))])
        assert_no_harm(name, data)
    count("damaged files given to each reader", tried)


def test_any_path_that_git_names_is_read_as_it_is() -> None:
    """Paths are bytes without NUL: line breaks, tabs, quotes, no UTF-8, and what looks like an entry."""
    source = dice("paths")
    signs = (
        b"\n",
        b"\t",
        b"\r",
        b'"',
        b"\\",
        b"-",
        b":",
        b" ",
        b"\xff",
        "é".encode(),
        "e\u0301".encode(),
        b"a",
        b"/",
    )
    tried = inputs(300, 20_000)
    for _ in range(tried):
        paths = [
            b"".join(source.choices(signs, k=source.randint(1, 12))) for _ in range(source.randint(1, 4))
        ]
        entry = b":100644 100644 " + b"1" * 40 + b" " + b"2" * 40 + b" M\0"
        changes = git.changes_in(b"".join(entry + path + b"\0" for path in paths))
        assert [os.fsencode(change.path) for change in changes] == paths
        listed = b"".join(b"100644 %s 0\t%s\0" % (b"3" * 40, path) for path in paths)
        files = git._files(listed, object_word=1)  # noqa: SLF001
        assert [os.fsencode(path) for path, _ in files] == paths
    count("outputs of git with any file names", tried)


FOUND = {
    "no bytes": b"",
    "a fence of NULs": b"---\n\0\n---\n",
    "bytes that are no text": b"\xff\xfe\x00",
    "a hidden character beside a result": plan_text(results=RESULTS.replace("Planning", "Plan\x04ning"))
    .replace("| 1 | Planning", "| 1 | Plan\x04ning")
    .encode(),
}
"""What was found, by what it is."""


@pytest.mark.parametrize("data", FOUND.values(), ids=FOUND)
@pytest.mark.parametrize("name", TARGETS)
def test_what_was_found_once_does_no_harm_again(name: str, data: bytes) -> None:
    assert_no_harm(name, data)

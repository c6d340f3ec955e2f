"""The libraries that read plans are loaded in less time, and read as they always do."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
import re
import subprocess
import sys

import pytest

from poc_docs.text.patterns import compiled_when_used, pattern
from poc_docs.text.sha256 import sha256
from tests.surroundings import SAMPLES

_READ = """
import json, sys
if sys.argv[1] == "ours":
    from poc_docs.text import libraries
import re, yaml
from markdown_it import MarkdownIt
assert type(re.compile("a")) is re.Pattern
for name in sys.argv[2:]:
    text = open(name, encoding="utf-8").read()
    head, _, body = text.removeprefix("---\\n").partition("\\n---\\n")
    print(json.dumps([str(token) for token in MarkdownIt("commonmark").enable("table").parse(body)]))
    print(json.dumps([str(event) for event in yaml.parse(head, Loader=yaml.SafeLoader)]))
    print(json.dumps(yaml.safe_load(head), default=str))
"""


def read_by(how: str) -> list[str]:
    """Give what a fresh process reads in the sample plans, with the libraries loaded in one of two ways."""
    command = [sys.executable, "-c", _READ, how, *map(str, SAMPLES)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_patterns_that_are_compiled_when_used_change_nothing_that_is_read() -> None:
    ours, theirs = read_by("ours"), read_by("theirs")
    assert len(ours) == 3 * len(SAMPLES)
    assert [json.loads(line) for line in ours] == [json.loads(line) for line in theirs]


def test_only_modules_of_the_packages_named_have_such_patterns_and_only_meanwhile() -> None:
    with compiled_when_used("yaml"):
        assert isinstance(re.compile("a+"), re.Pattern)
    with compiled_when_used("tests"):
        later = re.compile("a+", flags=re.IGNORECASE)
        assert type(later).__module__ == pattern.__module__
        assert re.compile(b"a+").fullmatch(b"aa")
    assert later.fullmatch("AA")
    assert isinstance(re.compile("a+"), re.Pattern)


def test_a_mistake_in_a_pattern_is_told_at_its_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")


def test_such_a_pattern_can_be_copied_and_sent_to_another_process() -> None:
    later = pattern("a+", re.IGNORECASE)
    for copied in (copy.copy(later), copy.deepcopy(later), pickle.loads(pickle.dumps(later))):  # noqa: S301
        assert copied == re.compile("a+", re.IGNORECASE)


@pytest.mark.parametrize("text", [b"", b"POC", bytes(range(256)) * 300])
def test_our_sha256_is_everybodys(text: bytes) -> None:
    assert sha256(text).hexdigest() == hashlib.sha256(text).hexdigest()

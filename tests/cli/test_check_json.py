"""What ``check --format json`` says of a finding can be found again in the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.surroundings import BY_NAME

if TYPE_CHECKING:
    from tests.surroundings import Repository

MARLOWE = BY_NAME["marlowe"]


def test_an_editor_can_underline_what_is_wrong(repository: Repository) -> None:
    name = f"plans/{MARLOWE.name}"
    repository.write(name, MARLOWE.read_bytes().replace(b"| Critical |", b"| Criticl |", 1))
    found = json.loads(repository.poc_docs("check", "--format", "json", code=1))["findings"]
    (weight,) = (each for each in found if "Criticl" in each["message"])
    assert weight["line"] == weight["end_line"]
    line = (repository.root / name).read_text("utf-8").splitlines()[weight["line"] - 1]
    assert line[weight["column"] - 1 : weight["end_column"] - 1] == "Criticl"

"""Who may sign for the vendor: settings from the version before, commits that stand by a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.checks.signers import SigningPolicy
from poc_docs.repository.configuration import ConfigurationError, read_policy
from tests.cli.three_plans import (
    ACTIVE,
    WAITING,
    activate,
    agree,
    bypass,
    committed,
    docs,
    note,
    replace,
    signed_by_hand,
)

if TYPE_CHECKING:
    from tests.cli.three_plans import Act
    from tests.surroundings import Repository

LISTED = '[tool.poc-docs]\nvendor_signers = ["Henrik Solberg", "Daniel Osei", "Ada Berg"]\n'
NOT_THE_ENGINEER = "[tool.poc-docs]\nvendor_signer_is_not_sales_engineer = true\n"
BY_COMMIT = '[tool.poc-docs]\nsignatures = "git"\n'


def settings(text: str) -> Act:
    return committed(lambda repository: repository.write("pyproject.toml", text))


def by(author: str, *, passes: bool = True) -> Act:
    def act(repository: Repository) -> str:
        repository.git("add", "-A")
        author_line = f"{author} <someone@example.com>"
        return repository.git("commit", "-m", "Sign", "--author", author_line, succeeds=passes)

    return act


def test_only_a_listed_name_may_sign(begun: Repository) -> None:
    settings(LISTED)(begun)
    signed_by_hand("Bo Ek")(begun)
    said = begun.commit(passes=False)
    assert "POC410 'Bo Ek' must not sign for the vendor; Henrik Solberg, Daniel Osei, Ada Berg may" in said
    begun.git("reset", "-q", "--hard")
    committed(signed_by_hand("ada  BERG"))(begun)
    assert "no errors" in begun.poc_docs("check", "--against", "HEAD~1")


def test_no_command_writes_what_the_gate_would_refuse(begun: Repository) -> None:
    settings(LISTED)(begun)
    before = (begun.root / WAITING).read_bytes()
    call = ("agree", "fastighetsregisterverket", "--party", "vendor", "--date", "2026-11-20", "--by")
    said = begun.poc_docs(*call, "Bo Ek", code=2)
    assert "nothing was written: POC410 'Bo Ek' must not sign for the vendor" in said
    assert (begun.root / WAITING).read_bytes() == before
    begun.poc_docs(*call, "Ada Berg")
    begun.git("reset", "-q", "--hard")
    begun.write("pyproject.toml", "[tool.poc-docs]\nvendor_signer = ['A']\n")
    bypass()(begun)
    assert "pyproject.toml of the latest commit:2: " in begun.poc_docs(*call, "Ada Berg", code=2)


def test_the_settings_that_count_are_those_of_the_version_before(begun: Repository) -> None:
    settings(LISTED)(begun)
    begun.git("checkout", "-q", "-b", "work")
    begun.write("pyproject.toml", LISTED.replace("Ada Berg", "Bo Ek"))
    signed_by_hand("Bo Ek")(begun)
    assert "POC410" in begun.commit(passes=False)
    begun.git("reset", "-q")
    begun.git("add", "pyproject.toml")
    begun.git("commit", "-qm", "First the settings")
    begun.commit("Then the signature")
    assert "POC410" in begun.poc_docs("check", "--against", "main", code=1)
    begun.git("checkout", "-q", "main")
    begun.git("merge", "-q", "--ff-only", "work")
    assert "POC410" in begun.poc_docs("check", "--against", "HEAD~2", code=1)


def test_a_signature_from_before_the_list_stays(begun: Repository) -> None:
    settings(LISTED.replace('"Henrik Solberg", ', ""))(begun)
    committed(note(WAITING))(begun)
    said = begun.poc_docs("check", code=1)
    assert "POC410 'Henrik Solberg' must not sign" in said
    assert "1 error in 1 plan" in said
    committed(agree)(begun)
    assert "POC410" in begun.poc_docs("status", "fastighetsregisterverket", "Active", code=2)
    signed_by_hand("Ada Berg")(begun)
    activate(begun)
    begun.commit()
    settings(LISTED.replace('"Henrik Solberg", ', "").replace("Ada Berg", "Cy Dahl"))(begun)
    committed(note(WAITING))(begun)
    begun.poc_docs("check")


def test_the_sales_engineer_may_not_sign_where_the_team_says_so(begun: Repository) -> None:
    settings(NOT_THE_ENGINEER)(begun)
    signed_by_hand("Mireille Achterberg")(begun)
    assert "the sales engineer of a plan may not sign it" in begun.commit(passes=False)
    replace(WAITING, "sales_engineer: Mireille Achterberg", "sales_engineer: Somebody Else")(begun)
    assert "POC410" in begun.commit(passes=False)
    begun.git("reset", "-q", "--hard")
    committed(signed_by_hand("Ada Berg"))(begun)
    replace(WAITING, "sales_engineer: Mireille Achterberg", "sales_engineer: Ada Berg")(begun)
    begun.commit("Henrik Solberg has signed it too")


def test_a_sales_engineer_who_alone_has_signed(begun: Repository) -> None:
    settings(NOT_THE_ENGINEER)(begun)
    replace(WAITING, "sales_engineer: Mireille Achterberg", "sales_engineer: Henrik Solberg")(begun)
    assert "POC410" in begun.commit(passes=False)
    signed_by_hand("Mireille Achterberg")(begun)
    assert "POC410" in begun.commit(passes=False)
    signed_by_hand("Ada Berg")(begun)
    said = begun.commit(passes=False)
    assert said.count("POC410") == 1
    assert "'Mireille Achterberg'" in said


def test_a_signature_counts_from_a_commit_of_that_person(begun: Repository) -> None:
    settings(BY_COMMIT)(begun)
    signed_by_hand("Ada Berg")(begun)
    said = by("Bo Ek", passes=False)(begun)
    assert "the signature of 'Ada Berg' must come in a commit of that person; 'Bo Ek' wrote it" in str(said)
    by("Ada Berg")(begun)
    begun.git("commit", "-q", "--amend", "-m", "Reworded by another, and still hers")


def test_the_commit_that_added_a_signature_is_asked_for_its_author(begun: Repository) -> None:
    settings(BY_COMMIT)(begun)
    begun.git("checkout", "-q", "-b", "work")
    signed_by_hand("Ada Berg")(begun)
    by("Ada Berg")(begun)
    committed(note(WAITING))(begun)
    committed(lambda r: r.git("mv", WAITING, "plans/renamed.md"))(begun)
    assert "no errors" in begun.poc_docs("check", "--against", "main")
    begun.git("checkout", "-q", "main")
    begun.write("other.md", "so that it is no fast-forward")
    begun.commit()
    begun.git("merge", "-q", "-m", "Merged by another", "work")
    assert "no errors" in begun.poc_docs("check", "--against", "HEAD~1")
    begun.git("checkout", "-q", "-b", "forged")
    docs("agree", "renamed", "--party", "vendor", "--by", "Cy Dahl", "--date", "2026-11-20")(begun)
    bypass()(begun)
    said = begun.poc_docs("check", "--against", "main", code=1)
    assert "'Cy Dahl' must come in a commit of that person; 'Ines Falk' wrote it" in said


def test_a_signature_added_by_a_merge_itself(begun: Repository) -> None:
    settings(BY_COMMIT)(begun)
    begun.git("checkout", "-q", "-b", "side")
    committed(note(ACTIVE))(begun)
    begun.git("checkout", "-q", "main")
    committed(lambda r: r.write("ours.md", "ours"))(begun)
    begun.git("branch", "before")
    begun.git("merge", "-q", "--no-commit", "side")
    signed_by_hand("Ada Berg")(begun)
    by("Bo Ek", passes=False)(begun)
    begun.git("add", "-A")
    begun.git("commit", "-qm", "Past", "--no-verify", "--author", "Bo Ek <bo@example.com>")
    assert "'Bo Ek' wrote it" in begun.poc_docs("check", "--against", "before", code=1)


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "no toml": ("[tool.poc-docs\n", "pyproject.toml can't be read"),
    "a misspelt key": ('[tool.poc-docs]\n\nvendor_signer = ["A"]\n', "pyproject.toml:3: "),
    "an unknown key": ("[tool.poc-docs]\ncolour = 1\n", "the keys are vendor_signers"),
    "a misspelt table": ('[project]\nname = "x"\n[tool.poc_docs]\n', "pyproject.toml:3: [tool.poc_docs]"),
    "one name": ('[tool.poc-docs]\nvendor_signers = "Ada"\n', "'vendor_signers' must be ["),
    "no name": ("[tool.poc-docs]\nvendor_signers = []\n", "'vendor_signers' must be ["),
    "an empty name": ('[tool.poc-docs]\nvendor_signers = ["  "]\n', "'vendor_signers' must be ["),
    "a word": ('[tool.poc-docs]\nvendor_signer_is_not_sales_engineer = "yes"\n', "must be true"),
    "another way": ('[tool.poc-docs]\nsignatures = "gpg"\n', "'signatures' must be \"git\""),
    "no table": ("[tool]\npoc-docs = 1\n", "tool.poc-docs must be a table"),
    "dotted": ('tool.poc-docs.signature = "git"\n', "did you mean 'signatures'?"),
    "no text": (b"\xff", "can't be read"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_settings_that_nobody_can_understand_are_no_pass(begun: Repository, name: str) -> None:
    data, message = BROKEN[name]
    begun.write("pyproject.toml", data)
    assert message in begun.poc_docs("check", code=2)
    begun.git("add", "-A")
    said = begun.poc_docs("gate", code=2)
    assert message in said
    assert "->" in said
    bypass()(begun)
    note(WAITING)(begun)
    begun.git("add", "-A")
    assert "of the version before" in begun.poc_docs("gate", code=2)
    begun.poc_docs("check", "--against", "HEAD~1", code=2)
    begun.git("reset", "-q", "--hard")
    begun.write("pyproject.toml", LISTED)
    begun.commit("Repaired in a commit of its own")


@pytest.mark.parametrize(
    "text", ["", "[tool.ruff]\nline-length = 100\n", "[tool.poc-docs]\n", "\ufeff[tool]\n"]
)
def test_without_settings_anybody_may_sign(text: str) -> None:
    assert read_policy(text.encode()) == SigningPolicy()
    assert not read_policy(None)


def test_all_settings_together() -> None:
    policy = read_policy(
        (LISTED + "vendor_signer_is_not_sales_engineer = true\nsignatures = 'git'\n").encode()
    )
    assert policy.vendor_signers == ("Henrik Solberg", "Daniel Osei", "Ada Berg")
    assert policy.not_the_sales_engineer
    assert policy.by_own_commit


def test_the_error_names_the_nearest_key() -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_policy(b"[tool.poc-docs]\nvendor_signer_not_sales_engineer = true\n")
    assert raised.value.advice == "did you mean 'vendor_signer_is_not_sales_engineer'?"

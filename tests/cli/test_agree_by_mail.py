"""The prospect's word by mail: asked for, answered, recorded, or refused with nothing written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.reading import read_plan
from tests.surroundings import PROJECT, SAMPLES, Repository

if TYPE_CHECKING:
    from poc_docs.plan.metadata import Signature

EXAMPLE = PROJECT / "examples" / "halden-logistics-route-planning.md"
PLAN = f"plans/{EXAMPLE.name}"
MAILS = PROJECT / "tests" / "mails"
CODE = "4761-8FF7"


@pytest.fixture
def waiting(repository: Repository) -> Repository:
    """Give a repository with a plan that the vendor has signed."""
    repository.write(PLAN, EXAMPLE.read_bytes())
    repository.poc_docs("agree", "halden", "--party", "vendor", "--by", "Ines Falk")
    return repository


def answered(repository: Repository, mail: str, *options: str, code: int = 0) -> str:
    return repository.poc_docs("agree", "halden", "--mail", str(MAILS / f"{mail}.eml"), *options, code=code)


def signatures(repository: Repository) -> tuple[Signature, ...]:
    return read_plan((repository.root / PLAN).read_text()).signatures


def test_the_request_is_a_mail_and_writes_nothing(waiting: Repository) -> None:
    waiting.replace(PLAN, "- **Decision maker:** Tove Brandt, head of platform\n", "")
    before = (waiting.root / PLAN).read_bytes()
    said = waiting.run("sh", "-c", "poc-docs agree halden --request 2>/dev/null")
    assert said.startswith("Subject: ")
    assert f"I agree. Code: {CODE}" in said
    assert "Ines Falk signed this for our side on 2026-11-22." in said
    assert "Target: >99.5%" in said
    assert "Conditional: Critical criteria met" in said
    assert "Next" not in said
    notes = waiting.run("sh", "-c", "poc-docs agree halden --request >/dev/null")
    assert "the decision maker" in notes
    assert "--mail answer.eml" in notes
    assert (waiting.root / PLAN).read_bytes() == before


def test_a_request_for_a_text_with_blanks_lists_them_instead(repository: Repository) -> None:
    repository.poc_docs("new", "Oslo Port", "Berth planning")
    said = repository.poc_docs("agree", "oslo", "--request", code=1)
    assert "POC203" in said
    assert "Subject" not in said


def test_a_request_that_was_answered_asks_for_nothing(waiting: Repository) -> None:
    answered(waiting, "plain")
    said = waiting.poc_docs("agree", "halden", "--request")
    assert "Tove Brandt signed this text for the prospect on 2026-11-20" in said
    assert "Subject" not in said


@pytest.mark.parametrize(
    ("mail", "name", "date", "evidence"),
    [
        (
            "plain",
            "Tove Brandt",
            "2026-11-20",
            "mail of 2026-11-20 from tove.brandt@halden.example, Message-ID CAF8x2k@mail.halden.example",
        ),
        (
            "multipart",
            "Brandt, Tove",
            "2026-11-21",
            "mail of 2026-11-21 from tove.brandt@halden.example, Message-ID multi@halden.example",
        ),
        (
            "html-only",
            "S\u00f8ren Vang",
            "2026-11-19",
            "mail of 2026-11-19 from soren@halden.example, Message-ID html@halden.example",
        ),
        (
            "quoted-printable",
            "Tove Brandt",
            "2026-11-20",
            "mail of 2026-11-20 from tove.brandt@halden.example, without a Message-ID",
        ),
    ],
)
def test_an_answer_becomes_the_prospects_signature(
    waiting: Repository, mail: str, name: str, date: str, evidence: str
) -> None:
    said = answered(waiting, mail, "--role", "Head of platform")
    assert "the sender was not verified" in said
    assert f"{name} signed for the prospect: 3 criteria, code {CODE}." in said
    _, signature = signatures(waiting)
    assert (signature.party.value, signature.name, str(signature.date)) == ("prospect", name, date)
    assert (signature.evidence, signature.role) == (evidence, "Head of platform")
    waiting.poc_docs("status", "halden", "Active")
    waiting.commit("Start at Halden")


def test_the_answers_own_words_are_shown_for_a_person_to_read(waiting: Repository) -> None:
    said = answered(waiting, "html-only", "--diff")
    assert "  > That is what we want." in said
    assert "Whether that is a yes, you read" in said
    assert "+  - party: prospect" in said
    assert len(signatures(waiting)) == 1


def test_the_name_may_be_given(waiting: Repository) -> None:
    answered(waiting, "no-name", "--by", "Tove  Brandt")
    assert signatures(waiting)[1].name == "Tove Brandt"


def test_the_same_answer_twice_is_one_signature(waiting: Repository) -> None:
    answered(waiting, "plain")
    assert "nothing to add" in answered(waiting, "plain")
    assert len(signatures(waiting)) == 2


def test_one_prospects_word_is_not_anothers_even_if_both_plans_read_the_same(waiting: Repository) -> None:
    twin = EXAMPLE.read_text().replace("id: halden", "id: twin").replace("Halden Logistics", "Twin Ltd")
    waiting.write("plans/twin.md", twin)
    before = (waiting.root / "plans/twin.md").read_bytes()
    mail = (MAILS / "plain.eml").read_text()
    answer = waiting.write("answer.eml", mail)
    said = waiting.poc_docs("agree", "twin", "--mail", "answer.eml", code=2)
    assert f"{PLAN} has the same code, and the mail does not say which plan it answers" in said
    answer.write_text(mail.replace(f"Code: {CODE}", f"Code: {CODE}\nPlan: halden-logistics-route-planning"))
    said = waiting.poc_docs("agree", "twin", "--mail", "answer.eml", code=2)
    assert "answers plan 'halden-logistics-route-planning', not 'twin-logistics-route-planning'" in said
    assert (waiting.root / "plans/twin.md").read_bytes() == before
    waiting.poc_docs("agree", "halden", "--mail", "answer.eml")
    assert "Plan: twin-logistics-route-planning" in waiting.poc_docs("agree", "twin", "--request")


@pytest.mark.parametrize(
    ("mail", "message"),
    [
        ("other-code", f"answers another text (code 0BAD-C0DE); the code of {PLAN} is {CODE}"),
        ("two-codes", f"names 2 codes: 0BAD-C0DE, {CODE}"),
        ("no-code", f"does not name the code {CODE}"),
        ("no-name", '--by "NAME"'),
        ("tomorrow", "2026-11-25, which lies in the future"),
        ("none", "there is no file"),
    ],
)
def test_what_is_no_answer_to_this_plan_is_refused(waiting: Repository, mail: str, message: str) -> None:
    before = (waiting.root / PLAN).read_bytes()
    said = answered(waiting, mail, code=2)
    assert message in said
    assert "->" in said
    assert (waiting.root / PLAN).read_bytes() == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a mail"),
        (b"\x00\xff" * 1000, "not a mail"),
        (EXAMPLE.read_bytes(), "not a mail"),
        (b"From: A <a@b.example>\n" + b"x" * 5_000_000, "more than 4,194,304 bytes"),
    ],
    ids=["empty", "bytes", "a plan", "huge"],
)
def test_what_is_no_mail_is_refused(waiting: Repository, data: bytes, message: str) -> None:
    before = (waiting.root / PLAN).read_bytes()
    path = waiting.write("answer.eml", data)
    assert message in waiting.poc_docs("agree", "halden", "--mail", str(path), code=2)
    assert (waiting.root / PLAN).read_bytes() == before


def test_an_answer_to_another_plan_is_named(waiting: Repository) -> None:
    other = SAMPLES[0]
    waiting.write(f"plans/{other.name}", other.read_bytes())
    said = waiting.run("sh", "-c", f"poc-docs show {other.stem}")
    code = re.search(r"code ([0-9A-F]{4}-[0-9A-F]{4})", said)
    assert code
    head = "From: Tove Brandt <t@h.example>\nDate: Fri, 20 Nov 2026 16:05:00 +0100\n\n"
    path = waiting.write("answer.eml", f"{head}Code: {code[1]}\n")
    said = waiting.poc_docs("agree", "halden", "--mail", str(path), code=2)
    assert f"answers plans/{other.name} (code {code[1]})" in said


def test_an_answer_to_an_earlier_text_is_named(waiting: Repository) -> None:
    waiting.replace(PLAN, ">99.5%", ">99.9%")
    assert "an earlier text of this plan" in answered(waiting, "plain", code=2)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--party", "vendor"), "is for the prospect's word"),
        (("--evidence", "a call"), "--evidence can't stand beside --mail"),
        (("--date", "2026-11-20"), "--date can't stand beside --mail"),
        (("--results",), "about the criteria"),
        (("--by", "Ines Falk"), "one person can't sign for both"),
        (("--by", "\x1b[31mTove"), "no name"),
    ],
)
def test_options_that_contradict_the_mail(
    waiting: Repository, options: tuple[str, ...], message: str
) -> None:
    before = (waiting.root / PLAN).read_bytes()
    assert message in answered(waiting, "plain", *options, code=2)
    assert (waiting.root / PLAN).read_bytes() == before


@pytest.mark.parametrize("typed", ["4761 8FF7", "47618ff7"])
@pytest.mark.parametrize("before", ["Code: ", ""])
def test_a_code_may_be_retyped_without_its_hyphen(waiting: Repository, before: str, typed: str) -> None:
    text = (MAILS / "plain.eml").read_text()
    waiting.write("answer.eml", text.replace(f"Code: {CODE}", f"{before}{typed}").replace(CODE, ""))
    assert "signed for the prospect" in waiting.poc_docs("agree", "halden", "--mail", "answer.eml")
    assert len(signatures(waiting)) == 2


@pytest.mark.parametrize(
    ("file", "message"), [("no.eml", "there is no file no.eml"), ("plans", "is a folder")]
)
def test_a_mail_that_is_none_is_refused_without_a_word_on_plans(
    waiting: Repository, file: str, message: str
) -> None:
    for command in (("agree", "halden", "--mail", file), ("tables", file)):
        said = waiting.poc_docs(*command, code=2)
        assert message in said
        assert "plans it finds" not in said
        assert "Markdown" not in said

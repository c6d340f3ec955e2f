"""The request to the prospect says all that is signed, and nothing that the plan does not say."""

from __future__ import annotations

import pytest

from poc_docs.messages.agreement import agreement_mail
from poc_docs.plan.agreement.fingerprints import fingerprint, short_code
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.canonical import canonical_text
from poc_docs.plan.reading import read_plan
from poc_docs.plan.values import is_placeholder
from tests.surroundings import PROJECT, SAMPLES

EXAMPLE = (PROJECT / "examples" / "halden-logistics-route-planning.md").read_text()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_signed_text_and_the_code_stand_in_the_mail(path: object) -> None:
    plan = read_plan(path.read_bytes().decode())  # type: ignore[attr-defined]
    mail = agreement_mail(plan)
    body = canonical_text(words(mail.body), {})
    for where, text in signed_texts(plan).items():
        if is_placeholder(text):
            continue
        assert canonical_text(words(text), plan.document.references) in body, where
    assert short_code(fingerprint(plan)) in mail.body
    assert short_code(fingerprint(plan)) in mail.subject
    assert max(map(len, mail.body.splitlines())) <= 120


def test_what_the_plan_does_not_say_is_listed_and_not_invented() -> None:
    text = EXAMPLE.replace("sales_engineer: Ines Falk", 'sales_engineer: "[Name]"')
    text = text.replace("- **Decision maker:** Tove Brandt, head of platform\n", "")
    mail = agreement_mail(read_plan(text))
    assert "[Name]" not in mail.body
    assert "Decision maker" not in mail.body
    assert mail.missing == ("the sales engineer", "the decision maker", "the vendor's signature")


@pytest.mark.parametrize("title", ["Routes\\r\\nBcc: all@example.com", "Routes\\e[31m", "Routes\\u202e"])
def test_no_value_can_begin_a_header_or_drive_a_terminal(title: str) -> None:
    text = EXAMPLE.replace("title: Route planning", f'title: "{title}"')
    mail = agreement_mail(read_plan(text))
    assert mail.subject.isprintable()
    assert all(line.isprintable() for line in mail.body.splitlines())


def test_a_link_keeps_its_address() -> None:
    text = EXAMPLE.replace("Login of two planners through Okta", "[Login](https://okta.example) of two")
    assert "https://okta.example" in agreement_mail(read_plan(text)).body

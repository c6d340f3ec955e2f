"""To whom a mail goes."""

from __future__ import annotations

import pytest

from poc_docs.messages.recipients import Group, is_address, of_addresses, of_contacts
from poc_docs.plan.reading import read_plan
from tests.messages.mail_cases import draft, sample

BRIGHTWATER = sample("brightwater-live-captions")


def test_prospects_get_the_mail_and_the_vendors_others_read_along() -> None:
    found = of_contacts(BRIGHTWATER, Group.PROSPECTS, with_vendor=True)
    assert [each.name for each in found.to] == ["Dana Whitcomb", "Luis Obando"]
    assert [each.name for each in found.cc] == ["Lars Ottesen"]
    assert of_contacts(BRIGHTWATER, Group.PROSPECTS, with_vendor=False).cc == ()


def test_a_decision_goes_to_who_decides_and_an_escalation_along_its_path() -> None:
    decider = of_contacts(BRIGHTWATER, Group.DECIDER, with_vendor=True)
    assert [each.name for each in decider.to] == ["Dana Whitcomb"]
    path = of_contacts(BRIGHTWATER, Group.ESCALATION, with_vendor=True)
    assert [each.name for each in path.to] == ["Dana Whitcomb", "Lars Ottesen"]
    assert path.cc == ()


def test_without_contacts_it_is_the_decision_maker_whose_address_is_a_blank() -> None:
    made = draft("decision", sample("serra-verde-fraud-scoring"), to=())
    known = sample("serra-verde-fraud-scoring").overview.decision_maker
    assert (made.to == ()) == (known is None)
    text = BRIGHTWATER.document.text
    start, end = text.index("## Resource Alignment"), text.index("## Decision Framework")
    made = draft("kickoff", read_plan(text[:start] + text[end:]))
    assert [(each.name, each.address) for each in made.to] == [("Dana Whitcomb", "")]
    assert "[mail of Dana Whitcomb]" in made.blanks
    assert "Hi Dana Whitcomb," in made.body


def test_addresses_that_are_typed_take_the_place_of_all_others() -> None:
    made = draft("kickoff", BRIGHTWATER, to=("lobando@brightwater.example", "new@brightwater.example"))
    assert [(each.name, each.address) for each in made.to] == [
        ("Luis Obando", "lobando@brightwater.example"),
        ("", "new@brightwater.example"),
    ]
    assert made.cc == ()
    assert "Hi Luis Obando," in made.body


@pytest.mark.parametrize(
    "mail", ["lobando(at)brightwater.example", "a@b.example, c@d.example", "lobando@", "x y@z.de"]
)
def test_an_address_that_is_none_is_named_and_not_written_to(mail: str) -> None:
    text = BRIGHTWATER.document.text.replace("lobando@brightwater.example", mail)
    made = draft("kickoff", read_plan(text))
    assert [each.address for each in made.to] == ["dwhitcomb@brightwater.example", ""]
    assert any(note.endswith("of Luis Obando is not one mail address") for note in made.notes)
    assert "[mail of Luis Obando]" in made.blanks


def test_the_same_address_is_written_to_once() -> None:
    assert len(of_addresses(None, ("a@b.example", "A@b.example")).to) == 1


@pytest.mark.parametrize(
    "text",
    ["tove@example.com", "t.o+v-e@mail.example.com", "o'neil@example.ie", "x@xn--bcher-kva.example"],
)
def test_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tove",
        "tove@",
        "@example.com",
        "tove@example",
        "a@b@example.com",
        ".a@example.com",
        "a..b@example.com",
        "a@-b.com",
        "a@b..com",
        "tove@example.com\nBcc: all@example.com",
        "tove@example.com\n",
        "Tove <tove@example.com>",
        "a,b@example.com",
        "tøve@example.com",
        "a@example.com?bcc=x@y.com",
        f"{'a' * 65}@example.com",
        f"a@{'b' * 250}.com",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert not is_address(text)

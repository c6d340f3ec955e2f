"""One person is one row, and what is not said of them stays."""

from __future__ import annotations

import pytest

from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.running.contacts import Person, set_contact
from tests.plan.plan_files import plan_text
from tests.writing.plans import edited, manners

SECTION = """
## Resource Alignment

| Name | Party | Role | Mail | Phone |
|------|-------|------|------|-------|
| Renée Lund | prospect | CTO | | 5 |
| Ines Falk | vendor | | i@x.example |   |

- **Channel:** #halden
"""
TEXT = plan_text(end=SECTION)


@pytest.mark.parametrize("manner", range(4))
def test_a_new_person_is_a_new_row(manner: int) -> None:
    text = manners(TEXT)[manner]
    plan = read_plan(text)
    person = Person(name="Arne | Moen", party=Party.PROSPECT, mail="a@x.example")
    after = edited(plan, set_contact(plan, person))
    row = "| Arne \\| Moen | prospect | | a@x.example | |"
    added = [line for line in after.document.text.split("\n") if line not in text.split("\n")]
    assert [line.replace("  ", " ").rstrip("\r") for line in added] == [row]
    assert set_contact(after, person) == []


def test_the_same_person_is_the_same_row_and_keeps_what_is_not_said() -> None:
    plan = read_plan(TEXT)
    after = edited(plan, set_contact(plan, Person(name="renee  LUND", mail="r@x.example")))
    assert after.document.text == TEXT.replace("| CTO | | 5 |", "| CTO | r@x.example | 5 |")
    assert set_contact(after, Person(name="Renée Lund", role="CTO", mail="r@x.example")) == []
    assert (
        edited(after, set_contact(after, Person(name="Renée Lund", role="")))
        .running.alignment.contacts[0]
        .role.value
        == ""
    )


def test_the_section_and_its_table_are_made_where_they_are_missing() -> None:
    person = Person(name="Arne Moen", party=Party.VENDOR)
    for end in ("", "\n## Resource Alignment\n\n- **Channel:** #halden\n"):
        plan = read_plan(plan_text(end=end))
        after = edited(plan, set_contact(plan, person))
        assert [c.name.value for c in after.running.alignment.contacts] == ["Arne Moen"]


def test_refused() -> None:
    plan = read_plan(TEXT)
    with pytest.raises(RefusedEdit, match="prospect or the vendor"):
        set_contact(plan, Person(name="Arne Moen"))
    twice = read_plan(TEXT.replace("| Ines Falk |", "| Renee Lund |"))
    with pytest.raises(RefusedEdit, match="2 times"):
        set_contact(twice, Person(name="Renée Lund", mail="r@x.example"))
    small = read_plan(TEXT.replace("| Mail |", "| Post |"))
    with pytest.raises(RefusedEdit, match="no column 'Mail'"):
        set_contact(small, Person(name="Renée Lund", mail="r@x.example"))

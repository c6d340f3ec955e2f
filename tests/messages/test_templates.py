"""Templates: what can be named, what a team overrides, and how a mistake in one is told."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from poc_docs.messages.digest_mail import DIGEST_VARIABLES
from poc_docs.messages.facts import Facts
from poc_docs.messages.life_cycle import DIGEST, KINDS
from poc_docs.messages.recipients import Recipients
from poc_docs.messages.templates import MailTemplateError, Rendered, render
from poc_docs.messages.variables import VARIABLES, values_of
from poc_docs.messages.words import Blanks
from poc_docs.repository.mail_templates import packaged_templates
from poc_docs.text.reading import read_document
from poc_docs.text.template_source import TemplateSource
from tests.messages.mail_cases import TODAY, sample
from tests.surroundings import PROJECT, SAMPLES

PATH = "templates/email/kickoff.txt.j2"


def values(blanks: Blanks | None = None) -> dict[str, Any]:
    plan = sample("brightwater-live-captions")
    return values_of(Facts(plan, TODAY, Recipients(()), blanks or Blanks()))


def rendered(text: str, blanks: Blanks | None = None, **others: str) -> Rendered:
    sources = {"kickoff.txt.j2": TemplateSource(text, PATH, is_own=True)}
    for name, other in others.items():
        sources[f"{name}.txt.j2"] = TemplateSource(other, f"templates/email/{name}.txt.j2", is_own=True)
    return render("kickoff", sources, values(blanks))


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("Subject: x\n\n{{ chanel }}", f"{PATH}:3: there is no variable 'chanel'", "did you mean 'channel'?"),
        (
            "Subject: {{ prospekt }}\n",
            f"{PATH}:1: there is no variable 'prospekt'",
            "did you mean 'prospect'?",
        ),
        (
            "Subject: x\n\n{% if false %}\n{{ chanel }}\n{% endif %}",
            f"{PATH}:4: there is no variable 'chanel'",
            "did you mean 'channel'?",
        ),
        (
            "Subject: x\n\n{% for goal in goals %}\n{{ goal.targt }}\n{% endfor %}",
            f"{PATH}:4: there is no part 'targt'",
            "did you mean 'target'?",
        ),
        ("Subject: x\n\n{% if channel %}\nx", f"{PATH}:4: Unexpected end of template", "--template"),
        ("Subject: x\n\n\n{% nothing %}", f"{PATH}:4: Encountered unknown tag 'nothing'", "--template"),
        ("Subject: x\n\n{{ title|shout }}", f"{PATH}:3: No filter named 'shout'", "--template"),
        ("Subject: x\n\n{{ title|random }}", f"{PATH}:3: No filter named 'random'", "--template"),
        ("Subject: x\n\n{{ lipsum() }}", f"{PATH}:3: there is no variable 'lipsum'", "docs/emails.md"),
        ("Subject: x\n\n{{ goals }}", f"{PATH}:3: a list or a record can't be written whole", "--template"),
        ("Subject: x\n\n{{ 1 / 0 }}", f"{PATH}:3: division by zero", "--template"),
        ("Subject: x\n\n{{ title() }}", f"{PATH}:3: 'str' object is not callable", "--template"),
        (
            "Subject: x\n\n{{ ''.__class__.__mro__ }}",
            f"{PATH}:3: access to attribute '__class__'",
            "--template",
        ),
        ("Subject: x\n\n{% for i in range(10 ** 9) %}{% endfor %}", f"{PATH}:3: Range too big", "--template"),
        ("Subject: x\n\n{% include 'kickoff.txt.j2' %}", f"{PATH}:3: maximum recursion", "--template"),
        (
            "Subject: x\n\n{% include 'part.txt.j2' %}",
            f"{PATH}:3: there is no template 'part.txt.j2'",
            "are:",
        ),
        ("Subject: x\n\n{% include '../../../etc/passwd' %}", f"{PATH}:3: there is no template", "are:"),
        ("Hello", f"{PATH}:1: a mail must begin with its subject", "Subject: …"),
        ("Subject:\n\nHello", f"{PATH}:1: a mail must begin with its subject", "Subject: …"),
        ("", f"{PATH}:1: a mail must begin with its subject", "Subject: …"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_way_out(text: str, message: str, advice: str) -> None:
    with pytest.raises(MailTemplateError) as raised:
        rendered(text)
    assert raised.value.message.startswith(message)
    assert advice in raised.value.advice
    assert "\n" not in raised.value.message


def test_a_mistake_in_a_part_is_told_of_the_part() -> None:
    with pytest.raises(
        MailTemplateError, match=r"^templates/email/_end\.txt\.j2:2: there is no variable 'sendr'"
    ):
        rendered("Subject: x\n\n{% include '_end.txt.j2' %}", _end="Bye\n{{ sendr }}")


def test_a_part_can_be_shared() -> None:
    found = rendered("Subject: x\n\nHello\n{% include '_end.txt.j2' %}", _end="-- \n{{ sender }}, Corvid")
    assert found.body == "Hello\n--\nDaniel Osei, Corvid\n"


def test_what_is_left_out_leaves_no_hole_and_no_blank() -> None:
    blanks = Blanks()
    text = "Subject: x\n\nA\n\n{% if cadence and false %}\n{{ cadence }}\n{% endif %}\n\n\nB   \n\n"
    assert rendered(text, blanks).body == "A\n\nB\n"
    assert blanks.noted == ()


def test_a_blank_is_false_shows_what_it_is_and_is_noted_once() -> None:
    blanks = Blanks()
    text = (
        "Subject: {{ blank('who') }}\n\n{{ confetti }} {{ confetti|upper }} "
        "{{ 'a ' ~ blank('x]\\nBcc: [y') }}\n"
        "{{ 'yes' if confetti else 'no' }}"
    )
    found = rendered(text, blanks)
    assert found == Rendered("[who]", "[day of success] [DAY OF SUCCESS] a [x) Bcc: (y]\nno\n")
    assert blanks.noted == ("[who]", "[day of success]", "[x) Bcc: (y]")


def test_a_template_of_another_system_is_read_too() -> None:
    assert rendered("Subject: x\r\n\r\nHello\r\nthere\r\n") == Rendered("x", "Hello\nthere\n")


def test_no_text_in_a_mail_is_escaped() -> None:
    assert rendered("Subject: x\n\n{{ '<200 ms & more' }}").body == "<200 ms & more\n"


def test_the_frameworks_two_templates_have_its_fields() -> None:
    found = packaged_templates()
    assert set(re.findall(r"\b(channel|credits|links|goals|next_steps)\b", found["kickoff.txt.j2"].text)) == {
        "channel",
        "credits",
        "links",
        "goals",
        "next_steps",
    }
    assert found["kickoff.txt.j2"].text.count("✅") == 4
    assert found["kickoff.txt.j2"].text.startswith("Subject: {{ prospect }} PoC")
    assert "🚀" in found["kickoff.txt.j2"].text.partition("\n")[0]
    names = r"\b(health|week|achievements|metrics|focus|blockers)\b"
    weekly = found["weekly.txt.j2"].text
    assert len(set(re.findall(names, weekly))) == 6
    assert "•" in weekly


def test_every_mail_has_its_packaged_template() -> None:
    assert set(packaged_templates()) == {
        f"{name}.txt.j2" for name in (*(kind.name for kind in KINDS), DIGEST)
    }


def test_the_page_lists_every_variable_and_no_other() -> None:
    tables = [table for _, table in read_document((PROJECT / "docs" / "emails.md").read_text()).tables]
    mails, of_plan, of_digest = (
        [tuple(cell.text for cell in row.cells) for row in table.rows]
        for table in (tables[0], tables[-2], tables[-1])
    )
    assert mails == [(kind.name, kind.what, kind.group.value) for kind in KINDS]
    for rows, variables in ((of_plan, VARIABLES), (of_digest, DIGEST_VARIABLES)):
        assert rows == [(each.name, each.what.replace("`", ""), ", ".join(each.parts)) for each in variables]


def test_each_item_of_a_list_has_the_parts_that_are_listed() -> None:
    seen = set()
    for path in SAMPLES:
        found = values_of(Facts(sample(path.stem), TODAY, Recipients(()), Blanks()))
        for variable in VARIABLES:
            items = found[variable.name] if variable.parts else []
            for item in items:
                assert isinstance(item, SimpleNamespace)
                assert set(vars(item)) == set(variable.parts), variable.name
                seen.add(variable.name)
    assert seen == {variable.name for variable in VARIABLES if variable.parts}

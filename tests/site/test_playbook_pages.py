"""The playbook: its commands exist, its signals and ways out are those of ``health``, its mails are real."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from poc_docs.cli import COMMANDS
from poc_docs.messages.life_cycle import DIGEST, KINDS, Team, mail
from poc_docs.portfolio.agenda.item import Phase
from poc_docs.portfolio.reading import read_portfolio
from poc_docs.portfolio.signals import Pitfall, all_signals, signals
from poc_docs.portfolio.signals.recovery import STRATEGIES, general_recovery
from poc_docs.repository.mail_templates import packaged_templates
from poc_docs.repository.workspace import Workspace
from poc_docs.site.gathering import Gatherer
from poc_docs.site.pages import PAGES
from poc_docs.site.playbook.texts import playbook_text
from poc_docs.site.view import View
from poc_docs.text.template_source import TemplateSource
from tests.site.hostile import VECTORS, hostile_files
from tests.site.rendered import FILES, TODAY, edition_of, parsed
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.site.parsed import Page

TEMPLATES = packaged_templates()
PLAYBOOK = ("playbook/phases.md", "playbook/pitfalls.md", "playbook/emails.md")
TEXTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in (files("poc_docs") / "templates" / "playbook").iterdir()
    if path.name.endswith(".md")
}


def page(name: str, plans: Mapping[str, bytes] = FILES, **more: Any) -> Page:
    edition = edition_of(plans, **{"templates": TEMPLATES, **more})
    return parsed(dict(PAGES)[f"playbook/{name}.md"](View(edition)))


def words(found: Page) -> str:
    return " ".join(" ".join(tag.text for tag in found.tags if not tag.inside).split())


def own(name: str, text: str) -> dict[str, TemplateSource]:
    file = f"{name}.txt.j2"
    return {**TEMPLATES, file: TemplateSource(text, f"templates/email/{file}", is_own=True)}


# Phases


def test_every_phase_has_a_section_with_the_plans_that_are_in_it_today() -> None:
    found = page("phases")
    named = [phase.value.capitalize() for phase in Phase if phase is not Phase.UNKNOWN]
    assert found.texts("h2") == named
    view = View(edition_of())
    items = found.texts("li")
    for of in view.plans:
        assert f"{view.names[of.entry.path]}: {' '.join(of.agenda.stands.split())}" in items


def test_every_command_of_the_texts_exists_with_its_options() -> None:
    typed = [line for text in TEXTS.values() for line in re.findall(r"poc-docs ([a-z][^`\n#]*)", text)]
    assert len(typed) > 30
    repository = Repository(PROJECT)
    for line in typed:
        name, *arguments = line.split()
        assert name in COMMANDS, line
        options = [each for each in arguments if each.startswith("--")]
        shown = repository.poc_docs(name, "--help")
        assert all(option in shown for option in options), line


def test_every_mail_has_its_place_in_a_phase() -> None:
    for kind in KINDS:
        assert f"poc-docs email {kind.name} PLAN" in TEXTS["phases.md"]


def test_the_texts_have_a_section_for_each_phase_and_each_pitfall_and_no_other() -> None:
    assert set(playbook_text("phases").sections) == set(Phase) - {Phase.UNKNOWN}
    assert set(playbook_text("pitfalls").sections) == set(Pitfall)


def test_the_guides_repeat_nothing_of_the_texts() -> None:
    guides = " ".join(
        (PROJECT / "docs" / f"{name}.md").read_text("utf-8") for name in ("playbook", "pitfalls")
    )
    said = " ".join(guides.split())
    for text in TEXTS.values():
        for paragraph in re.split(r"\n\n|\n(?=[-|\d])", text):
            plain = " ".join(paragraph.split())
            assert len(plain) < 60 or plain not in said


# Pitfalls


def test_each_signal_stands_once_with_its_rule() -> None:
    found = page("pitfalls")
    labels = [*(f"Signals of {pitfall}" for pitfall in Pitfall), "Other signals"]
    rows = [row for label in labels for row in found.rows(label)]
    assert sorted(row[0] for row in rows) == sorted(rule.name for rule in all_signals())
    severities = {rule.name: (rule.severity.value, rule.what) for rule in all_signals()}
    assert all(row[1].endswith(severities[row[0]][0]) and row[2] == severities[row[0]][1] for row in rows)


@pytest.mark.parametrize("pitfall", Pitfall)
def test_the_ways_out_are_those_of_health_recovery(pitfall: Pitfall) -> None:
    general = general_recovery(pitfall)
    assert tuple(each.strategy for each in general) == STRATEGIES[pitfall]
    said = words(page("pitfalls", {}))
    for each in general:
        assert each.what in said
        for line in each.commands:
            assert line.partition("   # ")[0] in said
            assert "PLAN" in line or line.startswith("poc-docs criteria")


def test_plans_in_which_a_pitfall_shows_today_are_named() -> None:
    found = words(page("pitfalls"))
    raised = [
        signal
        for entry in read_portfolio(FILES, TODAY).entries
        if entry.plan
        for signal in signals(entry.plan, TODAY)
        if signal.pitfall
    ]
    assert raised
    assert all(" ".join(signal.message.split()) in found for signal in raised)


# E-mails


def test_each_mail_stands_there_as_the_command_writes_it_for_a_plan() -> None:
    found = page("emails")
    assert found.texts("h2") == [name.capitalize() for name in (*(kind.name for kind in KINDS), DIGEST)]
    letters = [tag.text for tag in found.tags if tag.attributes.get("class") == "poc-docs-letter"]
    plans = {entry.plan.id: entry.plan for entry in read_portfolio(FILES, TODAY).entries if entry.plan}
    typed = [code.split() for code in found.texts("code") if re.match(r"poc-docs email \S+ [a-z]+-", code)]
    assert len(letters) == len(typed) == len(KINDS)
    for letter, (_, _, name, plan) in zip(letters, typed, strict=True):
        kind = next(each for each in KINDS if each.name == name)
        draft = mail(plans[plan], kind, TODAY, Team(TEMPLATES))
        assert "".join(f"Subject: {draft.subject} {draft.body}".split()) == "".join(letter.split())


def test_a_template_of_the_team_is_shown_in_place_of_ours() -> None:
    found = page("emails", templates=own("kickoff", "Subject: Hello {{ prospect }}\n\nWelcome.\n"))
    assert "Your own template, templates/email/kickoff.txt.j2" in found.texts("summary")
    assert any(text.startswith("Subject: Hello ") for text in found.texts("p"))
    assert "Subject: Hello {{ prospect }}\n\nWelcome.\n" in [tag.text for tag in found.named("code")]


def test_a_template_with_a_mistake_is_named_and_stops_no_other() -> None:
    found = page("emails", templates=own("win", "Subject: x\n\n{{ prospekt }}\n"))
    (banner,) = [tag.text for tag in found.tags if tag.attributes.get("class") == "poc-docs-banner"]
    assert "templates/email/win.txt.j2:3: there is no variable 'prospekt'" in banner
    assert "did you mean 'prospect'?" in banner
    letters = [tag for tag in found.tags if tag.attributes.get("class") == "poc-docs-letter"]
    assert len(letters) == len(KINDS) - 1


def test_where_no_plan_suits_a_mail_the_page_says_so_and_shows_the_template() -> None:
    found = page("emails", {})
    assert found.texts("p").count("Today no plan stands where this mail would be true.") == len(KINDS)
    assert len(found.named("pre")) == len(KINDS) + 1


def test_the_team_s_files_are_read_and_one_that_can_t_be_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "email"
    folder.mkdir(parents=True)
    (folder / "win.txt.j2").write_text("Subject: We won\n\nHi.\n", encoding="utf-8")
    edition = Gatherer(Workspace(tmp_path, git=False)).gather([], TODAY)
    assert edition.templates["win.txt.j2"].is_own
    assert not edition.templates["kickoff.txt.j2"].is_own
    assert len(edition.ready) > 20
    assert not edition.faults
    (folder / "win.txt.j2").write_bytes(b"\xff")
    (tmp_path / "gaps.md").write_bytes(b"\xff")
    broken = Gatherer(Workspace(tmp_path, git=False)).gather([], TODAY)
    assert set(broken.faults) == {"templates/email", "gaps.md"}
    assert not broken.templates["win.txt.j2"].is_own
    shown = words(parsed(dict(PAGES)["playbook/emails.md"](View(broken))))
    assert "Your own templates in templates/email are left out" in shown


# All of them


@pytest.mark.parametrize("path", PLAYBOOK)
def test_no_text_of_a_plan_or_a_template_becomes_markup(path: str) -> None:
    text = "Subject: x\n\n" + "\n\n".join(each for each in VECTORS if "{" not in each)
    edition = edition_of(hostile_files(), templates=own("escalate", text))
    found = parsed(dict(PAGES)[path](View(edition)))
    assert not found.named("script")
    assert not found.named("img")
    assert not [tag for tag in found.tags if any(name.startswith("on") for name in tag.attributes)]
    assert not [a for a in found.named("a") if not a.attributes["href"].startswith((".", "#"))]
    assert not found.repeated_ids


@pytest.mark.parametrize("path", PLAYBOOK)
def test_guides_are_linked_only_where_the_site_has_them(path: str) -> None:
    guides = frozenset({"running.md", "pitfalls.md", "emails.md"})
    with_guides = parsed(dict(PAGES)[path](View(edition_of({}, guides=guides))))
    without = parsed(dict(PAGES)[path](View(edition_of({}))))
    assert [tag.attributes["href"] for tag in with_guides.named("a")]
    assert not without.named("a")

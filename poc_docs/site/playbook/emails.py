"""The mails of a plan's life: what each is for, how it reads for a plan of the team, and its template."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from poc_docs.messages.life_cycle import DIGEST, KINDS, NotSoError, Team, mail
from poc_docs.messages.templates import MailTemplateError
from poc_docs.portfolio.stages import by_stage
from poc_docs.site.badges import quiet
from poc_docs.site.frame import page
from poc_docs.site.markup import Html, block, element, join
from poc_docs.site.registers.named import command, plan_name, sentence
from poc_docs.text.template_source import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.messages.drafts import Draft
    from poc_docs.messages.life_cycle import MailKind
    from poc_docs.site.plan_view import PlanView
    from poc_docs.site.view import View

EMAILS = "playbook/emails.md"
"""The page's path."""

GUIDE = "emails.md"
"""The guide to the mails and their variables, where the site has it."""

_FOLDER = "templates/email"
_TRIED = 200
"""In how many plans one is sought that a mail can be made of."""

_COMPARED = 6
"""Of so many mails the one is shown that its sender would have to mend least."""


def emails_page(view: View) -> str:
    """Give the page as Markdown."""
    return page(view.edition, "E-mails", _parts(view), searched=False)


def _parts(view: View) -> Iterator[str]:
    yield block(*_head(view))
    plans = [
        view.by_path[entry.path] for entry in by_stage(view.edition.portfolio) if entry.path in view.by_path
    ]
    candidates = [of for of in plans if not of.entry.errors][:_TRIED]
    for kind in KINDS:
        yield f"## {_title(kind.name)}\n"
        yield block(*_mail(view, kind, candidates))
    yield f"## {_title(DIGEST)}\n"
    yield block(
        _about("What changed in all plans, which decisions are due, and what needs attention.", "your team"),
        element("p", command(f"poc-docs email {DIGEST}"), " writes it from today's plans."),
        *_template(view, DIGEST),
    )


def _head(view: View) -> Iterator[Html]:
    yield sentence(
        command("poc-docs email MAIL PLAN"),
        " writes a mail from what the plan says. It sends nothing: you read it, fill in its [blanks], and "
        "send it yourself.",
    )
    fault = view.edition.faults.get(_FOLDER)
    if fault:
        said = join([element("strong", f"Your own templates in {_FOLDER} are left out"), f": {fault}."])
        yield element("div", element("p", said), class_="poc-docs-banner")
    if GUIDE in view.edition.guides:
        link = element("a", "E-mails", href=view.link(EMAILS, GUIDE))
        yield sentence("The guide ", link, " says what a template of your own can name.")


def _title(name: str) -> str:
    return name.capitalize()


def _about(what: str, group: str) -> Html:
    return element("p", join([what, " ", quiet(f"To: {group}.")]), class_="poc-docs-note")


def _mail(view: View, kind: MailKind, candidates: Sequence[PlanView]) -> Iterator[Html]:
    what = f"{kind.what[0].upper()}{kind.what[1:]}."
    yield _about(what, kind.group.value)
    if file_of(kind.name) in view.edition.templates:
        yield from _sample(view, kind, candidates)
        yield from _template(view, kind.name)


def _sample(view: View, kind: MailKind, candidates: Sequence[PlanView]) -> Iterator[Html]:
    """Give the mail for the plan that suits it best; a template's fault in its place."""
    try:
        made = list(islice(_made(view, kind, candidates), _COMPARED))
    except MailTemplateError as error:
        said = join([element("strong", error.message), ": ", error.advice])
        yield element("div", element("p", said), class_="poc-docs-banner")
        return
    if not made:
        yield sentence("Today no plan stands where this mail would be true.")
        return
    of, draft = min(made, key=lambda each: len(each[1].notes) + len(each[1].blanks))
    typed = command(f"poc-docs email {kind.name} {of.at.name}")
    name = plan_name(view, EMAILS, of.entry.path)
    yield element("p", typed, " writes this one, for ", name, ":", class_="poc-docs-note")
    yield _letter(draft)


def _made(view: View, kind: MailKind, candidates: Sequence[PlanView]) -> Iterator[tuple[PlanView, Draft]]:
    team = Team(view.edition.templates, view.edition.channels)
    for of in candidates:
        with suppress(NotSoError):
            yield of, mail(of.plan, kind, view.today, team)


def _letter(draft: Draft) -> Html:
    subject = element("p", element("strong", "Subject: "), draft.subject)
    return element("div", subject, element("div", draft.body.strip("\n")), class_="poc-docs-letter")


def _template(view: View, name: str) -> Iterator[Html]:
    source = view.edition.templates.get(file_of(name))
    if source is None:
        return
    shown = element("code", source.text)
    whose = f"Your own template, {source.path}" if source.is_own else "The template that comes with poc-docs"
    yield element("details", element("summary", whose), element("pre", shown), class_="poc-docs-folded")
    if not source.is_own:
        yield sentence(
            quiet("To write your own in its place: "),
            command(f"poc-docs email {name} --template > {_FOLDER}/{file_of(name)}"),
        )

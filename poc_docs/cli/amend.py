"""``poc-docs amend``: changes of what was agreed, and results put right after the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.amending import (
    SIGNING,
    changes_nothing,
    details_kept,
    details_of,
    finish,
    refuse_broken_rules,
    say_unchanged,
    signs,
    told_changes,
    told_reasons,
    with_signatures,
)
from poc_docs.cli.choice import Choice
from poc_docs.cli.correcting import correct_results
from poc_docs.cli.numbered import NUMBERED
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import DATE, LoadedPlan, Session, diff_option, today_option
from poc_docs.cli.telling import plan_to_run, refuse_examples
from poc_docs.plan.vocabulary import Outcome, Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan


class NamedValue(click.ParamType[tuple[str, str]]):
    """``NAME=TEXT``: what a signed text is to say."""

    name = "NAME=TEXT"

    def convert(
        self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Split at the first equals sign."""
        if isinstance(value, tuple):
            return value
        where, equals, text = value.partition("=")
        if not equals or not where.strip():
            self.fail(
                f"{value!r} must be a name, '=' and a text, such as \"criterion 2 target=<250ms\"", param, ctx
            )
        return where.strip(), text.strip()


_OVERVIEW = {
    "decision_date": "Decision date",
    "duration": "Duration",
    "objective": "Objective",
    "scope": "Scope",
}
_CORRECTING = ("results", "verdicts", "notes", "outcome", "decided_on", "decision_reason")


@click.command("amend")
@click.argument("name", metavar="PLAN")
@click.option("--reason", metavar="TEXT", help="Why; it stands in the file for good.")
@click.option("--by", metavar="NAME", help="Who writes it; the sales engineer if nobody is named.")
@click.option("--date", type=DATE, help="The day of the change, if it was not today.")
@click.option(
    "--set",
    "texts",
    type=NamedValue(),
    multiple=True,
    help="A new text, such as 'criterion 2 target=<250ms'.",
)
@click.option("--decision-date", type=DATE, help="The new day; a remark behind it stays.")
@click.option("--duration", metavar="TEXT", help="Such as '6 weeks, starting 2026-03-02'.")
@click.option("--objective", metavar="TEXT", help="What it is to prove now.")
@click.option("--scope", metavar="TEXT", help="What is included now, and what is not.")
@click.option("--vendor", metavar="NAME", help="Who agreed for the vendor.")
@click.option("--prospect", metavar="NAME", help="Who agreed for the prospect; needs --evidence.")
@click.option("--evidence", metavar="TEXT", help="Where the prospect's word can be found.")
@click.option("--editorial", is_flag=True, help="Only spelling; that is verified, and needs no signature.")
@click.option("--withdraw", is_flag=True, help="Restore what was agreed, and remove the open amendment.")
@click.option("--correct", is_flag=True, help="Put results or decision right after Complete.")
@click.option("--result", "results", type=NUMBERED, multiple=True, help="With --correct: a result.")
@click.option(
    "--verdict", "verdicts", type=NUMBERED, multiple=True, help="With --correct: a person's verdict."
)
@click.option("--note", "notes", type=NUMBERED, multiple=True, help="With --correct: a note on a result.")
@click.option(
    "--outcome", type=Choice([o.value for o in Outcome], case_sensitive=False), help="With --correct."
)
@click.option("--decided-on", type=DATE, help="With --correct: the day of the decision.")
@click.option(
    "--decision-reason", metavar="TEXT", help="With --correct: why the outcome is not the computed one."
)
@diff_option
@today_option
def command(name: str, withdraw: bool, correct: bool, diff: bool, **given: Any) -> None:
    """Change what was agreed on PLAN, with a reason and every change named, for both parties to sign.

    New texts come from the options, or were written by hand already. While it is not signed by both, the
    amendment is open, and can be changed further or withdrawn.

    \b
    Examples:
      poc-docs amend halden --reason "The steering committee meets later" --decision-date 2027-01-15 \\
        --vendor "Ines Falk" --prospect "Tove Brandt" --evidence "mail of today"
      poc-docs amend halden --reason "Larger data set" --set "criterion 1 target=<250ms"
      poc-docs amend halden --withdraw
      poc-docs amend halden --correct --reason "Wrong run in the report" --result 2="99.6%"
    """
    session = Session()
    loaded = plan_to_run(session, name)
    _refuse_other_options(given, withdraw=withdraw, correct=correct)
    if withdraw:
        _withdraw(session, loaded, today=given["today"], diff=diff)
    elif correct or loaded.plan.status is Status.COMPLETE:
        correct_results(session, loaded, given, correct=correct, diff=diff)
    else:
        _amend(session, loaded, given, diff=diff)


def _refuse_other_options(given: dict[str, Any], *, withdraw: bool, correct: bool) -> None:
    """Refuse options that would silently mean nothing beside the others."""
    changing = ("texts", *_OVERVIEW)
    wrong: tuple[str, ...] = ()
    if withdraw:
        wrong = (*changing, *_CORRECTING, *SIGNING, "editorial")
    elif correct:
        wrong = (*changing, "editorial")
    elif given["editorial"]:
        wrong = (*_CORRECTING, *SIGNING)
    else:
        wrong = _CORRECTING
    named = next((option for option in wrong if given[option]), None)
    if named:
        modes = {"--withdraw": withdraw, "--correct": correct, "--editorial": given["editorial"]}
        mode = next((name for name, is_on in modes.items() if is_on), "")
        shown = {"texts": "set", "results": "result", "verdicts": "verdict", "notes": "note"}.get(
            named, named
        )
        option = f"--{shown.replace('_', '-')}"
        if not mode:
            raise Refusal(
                f"{option} corrects a plan that is Complete", "add --correct, or see 'poc-docs results'"
            )
        raise Refusal(f"{option} has no meaning with {mode}", f"leave out {option} or {mode}")


def _amend(session: Session, loaded: LoadedPlan, given: dict[str, Any], *, diff: bool) -> None:
    from poc_docs.plan.agreement.amendments import amendments
    from poc_docs.plan.agreement.state import open_amendment
    from poc_docs.writing.amending import amend, refuse_unamendable
    from poc_docs.writing.applied import rewritten

    plan = loaded.plan
    refuse_unamendable(plan)
    agreed = _agreed_texts(session, loaded)
    old = open_amendment(plan, agreed)
    values = _values(plan, given)
    edits = amend(plan, agreed, details_of(loaded, given, old), values)
    if old and changes_nothing(given, old, amendments(rewritten(plan, edits))):
        edits = amend(plan, agreed, details_kept(old), values)
    after = rewritten(plan, edits)
    refuse_broken_rules(loaded, edits, plan, after)
    links = amendments(after)
    if not links or (links[-1:] == amendments(plan)[-1:] and agreed is None and not signs(given)):
        say_unchanged(session, loaded, after, diff=diff)
    elif len(links) < len(amendments(plan)):
        finish(
            session,
            loaded,
            after,
            ["Nothing differs any more from what both parties agreed."],
            today=given["today"],
            diff=diff,
        )
    else:
        said = [
            *told_changes(links[-1]),
            *told_reasons(old, links[-1]),
            *(["Spelling only: no signature needed."] if given["editorial"] else []),
            *_new_doubts(plan, after, given["today"]),
        ]
        signed, who = with_signatures(after, given, results=False)
        finish(session, loaded, signed, [*said, *who], today=given["today"], diff=diff)


def _new_doubts(before: Plan, after: Plan, today: dt.date) -> Iterator[str]:
    """Say what ``check`` would advise about the new days, before anybody signs them."""
    from poc_docs.checks.advice import dates_in_order, decision_in_time

    known = {fault.message for fault in (*dates_in_order(before), *decision_in_time(before, today))}
    for fault in (*dates_in_order(after), *decision_in_time(after, today)):
        if fault.message not in known:
            yield f"Look again: {fault.message}"
            yield f"  -> {fault.advice}"


def _agreed_texts(session: Session, loaded: LoadedPlan) -> dict[str, str] | None:
    """Give the texts at the end of the amendments, from git, where the file was changed by hand since."""
    from poc_docs.plan.agreement.fingerprints import fingerprint
    from poc_docs.plan.agreement.signed_texts import signed_texts
    from poc_docs.writing.amending import chain_end

    end = chain_end(loaded.plan)
    if fingerprint(loaded.plan) == end:
        return None
    version = None
    if session.workspace.git:
        from poc_docs.repository.history import agreed_version

        version = agreed_version(session.workspace.root, loaded.path, frozenset({end}))
    if version is None:
        raise Refusal(
            f"{loaded.name} was changed by hand, and git knows no version of it with the agreed text",
            'restore the agreed text, and give new texts as options: --set "criterion 2 target=…"',
        )
    return signed_texts(version)


def _values(plan: Plan, given: dict[str, Any]) -> dict[str, str]:
    """Give the new texts by their names in amendments."""
    from poc_docs.writing.signed_texts import text_name

    values: dict[str, str] = {}
    said = [*given["texts"], *((name, given[key]) for key, name in _OVERVIEW.items() if given[key])]
    for name, text in said:
        where = text_name(name)
        if where in values:
            raise Refusal(f"{where} is given twice", "give each text once")
        if isinstance(text, str):
            refuse_examples([(where, text)])
        values[where] = text if isinstance(text, str) else _moved(plan, text)
    return values


def _moved(plan: Plan, date: dt.date) -> str:
    """Give the decision date with another day and the remark that stands behind it."""
    present = plan.overview.decision_date
    if present is None or present.value is None:
        return date.isoformat()
    return present.text.source.replace(present.value.isoformat(), date.isoformat(), 1)


def _withdraw(session: Session, loaded: LoadedPlan, *, today: dt.date, diff: bool) -> None:
    from poc_docs.plan.agreement.corrections import open_correction
    from poc_docs.writing.amending import withdraw
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.correcting import withdraw_correction

    correction = open_correction(loaded.plan)
    edits = withdraw_correction(loaded.plan) if correction else withdraw(loaded.plan)
    after = rewritten(loaded.plan, edits)
    what = (
        "The correction is withdrawn; the results are"
        if correction
        else "The amendment is withdrawn; the text is"
    )
    finish(session, loaded, after, [f"{what} what it was before."], today=today, diff=diff)

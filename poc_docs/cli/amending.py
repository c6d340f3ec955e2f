"""What amendments and corrections share on the command line: details, signatures, and how they end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.agree import refuse_evidence_to_come, refuse_same_person, signature_on, told
from poc_docs.cli.asking import ask_needed, is_interactive
from poc_docs.cli.confetti import cheer, with_confetti
from poc_docs.cli.obstacles import refuse_unless_clean
from poc_docs.cli.permission import new_errors
from poc_docs.cli.refusal import Refusal, printable
from poc_docs.cli.session import LoadedPlan, Session, next_step
from poc_docs.cli.steps import next_steps
from poc_docs.cli.telling import UNCHANGED, commit_of, refuse_examples, refuse_future
from poc_docs.plan.values import is_blank_word
from poc_docs.plan.vocabulary import Party

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from poc_docs.plan.metadata import Amendment
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.writing.amending import AmendmentDetails

SIGNING = ("vendor", "prospect", "evidence")
"""The options with which both parties sign in the same call."""
_AND = "; "


def details_of(loaded: LoadedPlan, given: dict[str, Any], old: Amendment | None) -> AmendmentDetails:
    """Give who, when and why; an open amendment that goes on keeps its reason, and another joins it."""
    from poc_docs.writing.amending import AmendmentDetails

    refuse_examples((f"--{option}", given[option]) for option in ("reason", "by"))
    reason = given["reason"] or (old.reason if old else None)
    if not reason and is_interactive():
        reason = ask_needed("Why")
        refuse_examples([("the reason", reason)])
    if not reason or not reason.strip():
        raise Refusal(
            "a change of what was agreed needs a reason", f'poc-docs amend {loaded.word} --reason "…"'
        )
    date = given["date"] or given["today"]
    refuse_future(date, given["today"], "of the change")
    metadata = loaded.plan.metadata
    engineer = metadata.sales_engineer.value if metadata and metadata.sales_engineer else ""
    by = given["by"] or given["vendor"] or (old.by if old else "") or engineer
    return AmendmentDetails(date, by, _joined(old, reason.strip()), editorial=given["editorial"])


def _joined(old: Amendment | None, reason: str) -> str:
    """Give both reasons: what an open amendment says of its changes stands in the file for good."""
    if old is None or reason == old.reason or reason in old.reason.split(_AND):
        return old.reason if old else reason
    return f"{old.reason}{_AND}{reason}"


def changes_nothing(given: dict[str, Any], old: Amendment, links: Sequence[Amendment]) -> bool:
    """Say whether the last of ``links`` only says anew what the open ``old`` says already."""
    if any(given[option] for option in (*SIGNING, "by", "date")):
        return False
    return any(old.changes == new.changes and old.editorial == new.editorial for new in links[-1:])


def details_kept(old: Amendment) -> AmendmentDetails:
    """Give who, when and why as an open amendment says it."""
    from poc_docs.writing.amending import AmendmentDetails

    return AmendmentDetails(old.date, old.by, old.reason, editorial=old.editorial)


def told_reasons(old: Amendment | None, new: Amendment) -> Iterator[str]:
    """Say that an amendment that goes on has more than one reason now."""
    if old and old.reason != new.reason:
        yield f"Both reasons stay: {new.reason}"


def refuse_broken_rules(
    loaded: LoadedPlan,
    edits: Sequence[Edit],
    before: Plan,
    after: Plan,
    what: str = "This change can't be made",
) -> None:
    """Refuse a change that breaks a rule which the plan kept so far, and show where."""
    broken = {(finding.code, finding.message) for finding in new_errors(before, after)}
    refuse_unless_clean(loaded, edits, after, what, lambda each: (each.code, each.message) in broken)


def signs(given: dict[str, Any]) -> bool:
    return any(given[option] for option in SIGNING)


def with_signatures(plan: Plan, given: dict[str, Any], *, results: bool) -> tuple[Plan, list[str]]:
    """Give the plan with the signatures that were given, and what to say of them."""
    from poc_docs.writing.applied import rewritten
    from poc_docs.writing.signing import sign

    if bool(given["prospect"]) != bool(given["evidence"]):
        missing = "--evidence" if given["prospect"] else "--prospect"
        raise Refusal(f"the prospect's signature needs {missing}", '--prospect "NAME" --evidence "mail of …"')
    refuse_evidence_to_come(given["evidence"], given["today"])
    date, said = given["date"] or given["today"], []
    for party, signer in ((Party.VENDOR, given["vendor"]), (Party.PROSPECT, given["prospect"])):
        if signer:
            evidence = given["evidence"] if party is Party.PROSPECT else None
            blank = next((text for text in (signer, evidence) if text and is_blank_word(text.strip())), None)
            if blank:
                raise Refusal(f"{blank!r} is only an example", "write what it really is")
            signature = replace(signature_on(plan, party, signer, date, results=results), evidence=evidence)
            refuse_same_person(plan, signature)
            plan = rewritten(plan, sign(plan, signature))
            said.append(told(plan, signature))
    return plan, said


def told_changes(link: Amendment) -> Iterator[str]:
    """Say a link's changes in words."""
    from poc_docs.plan.changes import TextChange, spoken_name

    for change in link.changes:
        if link.correct:
            yield f"{spoken_name(change.where)}: {change.before!r} stood there, now {change.after!r}"
        else:
            yield str(TextChange(change.where, change.before, change.after))


def say_unchanged(session: Session, loaded: LoadedPlan, after: Plan, *, diff: bool) -> None:
    if session.write(loaded, after, diff=diff):
        click.echo("The file says what was agreed; copies of it in Results were put right.")
    elif not diff:
        click.echo(f"{UNCHANGED} New texts are given as options, or by hand.")
    next_step(*next_steps(loaded))


def finish(
    session: Session, loaded: LoadedPlan, after: Plan, said: Sequence[str], *, today: dt.date, diff: bool
) -> None:
    for line in said:
        click.echo(printable(line))
    after = with_confetti(session, loaded, after, today)
    if session.write(loaded, after, diff=diff):
        cheer(loaded.plan, after)
        next_step(commit_of(loaded), *next_steps(session.read(loaded.path)))

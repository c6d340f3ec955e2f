"""Changes of what was agreed: the texts in the body, and the link that names each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.amendments import amendments, undo
from poc_docs.plan.agreement.editorial import editorial_links
from poc_docs.plan.agreement.fingerprints import fingerprint, fingerprint_of
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.agreement.state import is_agreed, open_amendment
from poc_docs.plan.changes import changed_texts
from poc_docs.plan.metadata import Amendment, Change
from poc_docs.plan.vocabulary import Status
from poc_docs.text.front_matter_source import Quoted
from poc_docs.text.inline import fold
from poc_docs.writing.applied import RefusedEdit, rewritten, verified
from poc_docs.writing.metadata import (
    append_item,
    front_matter_of,
    remove_last_item,
    replace_last_item,
)
from poc_docs.writing.signed_texts import results_edits, text_edits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.text.front_matter_source import Value

KEY = "amendments"


@dataclass(frozen=True, slots=True)
class AmendmentDetails:
    """When, by whom and why something was changed; ``editorial`` if it is spelling only."""

    date: dt.date
    by: str
    reason: str
    editorial: bool = False


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Where an amendment begins, and the open link that it takes the place of."""

    texts: Mapping[str, str]
    parameters: str
    link: Amendment | None


def amend(
    plan: Plan,
    agreed: Mapping[str, str] | None,
    details: AmendmentDetails,
    values: Mapping[str, str],
) -> list[Edit]:
    """Give the edits that write ``values`` (Markdown by name of a signed text) and the link that names them.

    Texts that somebody changed by hand already belong to the same amendment: then ``agreed`` are the texts
    at the end of the chain as it stands in the file. An open link is replaced by one that names the changes
    of both; where nothing differs from what was agreed, it goes. Raises ``RefusedEdit`` for a plan that
    can't be amended, and for an editorial amendment that is more than spelling.
    """
    refuse_unamendable(plan)
    start = _beginning(plan, agreed)
    body = text_edits(plan, values)
    edits = [*body, *results_edits(plan, start.texts, rewritten(plan, body))]
    after = rewritten(plan, edits)
    texts = signed_texts(after)
    changes = changed_texts(after, start.texts, texts)
    link = Amendment(
        date=details.date,
        by=fold(details.by),
        reason=fold(details.reason),
        before=start.parameters,
        after=fingerprint(after),
        changes=tuple(Change(where=c.where, before=c.before, after=c.after) for c in changes),
        editorial=details.editorial,
    )
    if not link.by or not link.reason:
        raise RefusedEdit("an amendment needs a name and a reason")
    front = link_edits(plan, start.link, link if changes else None)

    def differences(written: Plan) -> Iterator[str]:
        if changes and amendments(written)[-1:] != (link,):
            yield "the amendment would not be read back"
        elif changes and fingerprint_of(written, undo(signed_texts(written), link)) != link.before:
            yield "the text that was agreed could not be rebuilt from it"
        yield from _more_than_spelling(written, link) if details.editorial and changes else ()
        for where, value in values.items():
            if signed_texts(written).get(where, "") != texts.get(where, ""):
                yield f"{where} would not read {value!r}"

    return verified(plan, [*edits, *front], differences)


def refuse_unamendable(plan: Plan) -> None:
    """Raise ``RefusedEdit`` unless the plan is Active, started and not closed."""
    front_matter_of(plan)
    metadata = plan.metadata
    if plan.status is Status.COMPLETE:
        raise RefusedEdit(
            "after Complete only results and decision can be corrected ('poc-docs amend --correct')"
        )
    if metadata and metadata.closed:
        raise RefusedEdit("the plan is closed; 'poc-docs close --undo' opens it again")
    if plan.status is not Status.ACTIVE or not metadata or not metadata.started:
        when = "without a recorded agreement" if plan.status is Status.ACTIVE else "before work starts"
        raise RefusedEdit(f"{when} there is nothing to amend: change the text and let both parties sign")


def chain_end(plan: Plan) -> str:
    """Give the fingerprint at which the amendments end, or work started; an empty string if it did not."""
    links = amendments(plan)
    if links:
        return links[-1].after
    return plan.metadata.started.parameters if plan.metadata and plan.metadata.started else ""


def _beginning(plan: Plan, agreed: Mapping[str, str] | None) -> _Beginning:
    """Find the texts that the next link begins from, among the present ones and ``agreed``."""
    end = chain_end(plan)
    known = [texts for texts in (signed_texts(plan), agreed) if texts is not None]
    stood = next((texts for texts in known if fingerprint_of(plan, texts) == end), None)
    if stood is None:
        raise RefusedEdit(
            "the text was changed, and what was agreed before is not known; restore the agreed text "
            "and give the new values as options"
        )
    link = open_amendment(plan, stood)
    if link:
        stood, end = undo(stood, link), link.before
    if fingerprint_of(plan, stood) != end or not is_agreed(plan, end, stood):
        raise RefusedEdit("an amendment begins at a text that both parties signed, and this one has none")
    return _Beginning(stood, end, link)


def _more_than_spelling(plan: Plan, link: Amendment) -> Iterator[str]:
    yield from (
        f"this is more than spelling: {fault}; leave out --editorial, and both parties sign it"
        for other, fault in editorial_links(plan)
        if other == link and fault
    )


def link_edits(plan: Plan, old: Amendment | None, new: Amendment | None) -> Sequence[Edit]:
    """Give the edits that write the link ``new`` at the end of the list, or in place of ``old``."""
    last = plan.metadata.amendments[-1:] if plan.metadata else ()
    if old is not None and last != (old,):
        raise RefusedEdit("the open amendment must be the last one in the list")
    if old == new:
        return []
    if new is None:
        return remove_last_item(plan, KEY)
    return replace_last_item(plan, KEY, _item(new)) if old else append_item(plan, KEY, _item(new))


def _item(link: Amendment) -> dict[str, Value]:
    """Give the keys of a link in the order of the format."""
    kind: dict[str, Value] = (
        {"editorial": True} if link.editorial else {"correct": True} if link.correct else {}
    )
    return {
        "date": link.date,
        "by": link.by,
        "reason": link.reason,
        **kind,
        "from": link.before,
        "to": link.after,
        "changes": [
            {"where": change.where, "from": Quoted(change.before), "to": Quoted(change.after)}
            for change in link.changes
        ],
    }


def withdraw(plan: Plan) -> list[Edit]:
    """Give the edits that restore the texts of the open amendment and remove its link.

    Signatures on the withdrawn text stay. Raises ``RefusedEdit`` where there is none, or where the text was
    changed after it.
    """
    front_matter_of(plan)
    link = open_amendment(plan)
    if link is None:
        raise RefusedEdit("there is no open amendment to withdraw; what both parties signed stays")
    present = signed_texts(plan)
    if fingerprint_of(plan, present) == link.before:
        return verified(plan, link_edits(plan, link, None))
    if fingerprint_of(plan, present) != link.after:
        raise RefusedEdit("the text was changed after the amendment; amend it again first, then withdraw it")
    wanted = {change.where: change.before for change in link.changes}
    body = text_edits(plan, wanted)
    edits = [*body, *results_edits(plan, present, rewritten(plan, body), withdrawing=True)]

    def differences(after: Plan) -> Iterator[str]:
        if fingerprint(after) != link.before:
            yield "the text would not be the one that both parties signed"

    return verified(plan, [*edits, *link_edits(plan, link, None)], differences)

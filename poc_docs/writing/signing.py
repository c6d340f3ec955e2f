"""A party's word on what was agreed, or on the results, as an item of ``signatures``."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint, results_fingerprint
from poc_docs.plan.agreement.links import counting_signatures
from poc_docs.text.inline import fold
from poc_docs.writing.applied import RefusedEdit, verified
from poc_docs.writing.metadata import append_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan
    from poc_docs.text.edits import Edit
    from poc_docs.text.front_matter_source import Value


def sign(plan: Plan, signature: Signature) -> list[Edit]:
    """Give the edits that add ``signature`` at the end of ``signatures``; none if it stands there and counts.

    It carries either ``parameters`` and ``disclosed``, or ``results``. Raises ``RefusedEdit`` if one of them
    is not the fingerprint of the plan as it stands: nobody signs a text that is not there.
    """
    _refuse_other_text(plan, signature)
    new = dataclasses.replace(
        signature,
        name=fold(signature.name),
        role=fold(signature.role or "") or None,
        evidence=fold(signature.evidence or "") or None,
    )
    if new in counting_signatures(plan):
        return []

    def missing(after: Plan) -> Iterator[str]:
        if after.signatures != (*plan.signatures, new):
            yield f"the signature of {new.name!r} would not be read back"

    return verified(plan, append_item(plan, "signatures", _item(new)), missing)


def _refuse_other_text(plan: Plan, signature: Signature) -> None:
    if not fold(signature.name):
        raise RefusedEdit("a signature needs a name")
    if (signature.parameters is None) == (signature.results is None):
        raise RefusedEdit("a signature is either on the parameters or on the results")
    carried = (
        ("parameters", signature.parameters, fingerprint),
        ("disclosed", signature.disclosed, disclosed_fingerprint),
        ("results", signature.results, results_fingerprint),
    )
    for what, code, present in carried:
        if code is not None and code != present(plan):
            raise RefusedEdit(
                f"the plan changed: {what} to be signed is {code}, and the text is {present(plan)}"
            )


def _item(signature: Signature) -> dict[str, Value]:
    """Give the keys of the signature in the order of the format, without those that say nothing."""
    values: dict[str, Value | None] = {
        "party": signature.party.value,
        "name": signature.name,
        "role": signature.role,
        "date": signature.date,
        "evidence": signature.evidence,
        "parameters": signature.parameters,
        "disclosed": signature.disclosed,
        "results": signature.results,
    }
    return {key: value for key, value in values.items() if value is not None}

"""Fingerprints of what is signed, disclosed and confirmed; how they are made is in ``docs/format.md``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.results_texts import RESULT_PARTS, result_rows, results_texts
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.canonical import canonical_text
from poc_docs.plan.once import once_per_plan
from poc_docs.text.sha256 import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.model import Plan

VERSION = "v1"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@once_per_plan
def fingerprint(plan: Plan) -> str:
    """Give the fingerprint of the signed texts as they stand in the plan."""
    return fingerprint_of(plan, signed_texts(plan))


def fingerprint_of(plan: Plan, texts: Mapping[str, str], known: dict[str, str] | None = None) -> str:
    """Give the fingerprint of ``texts`` (see ``signed_texts``), read with the plan's link definitions.

    ``known`` keeps canonical texts from one call to the next.
    """
    return digest(["parameters", *canonical_texts(plan, texts, known)])


def canonical_texts(
    plan: Plan, texts: Mapping[str, str], known: dict[str, str] | None = None
) -> list[list[str]]:
    """Give names and canonical texts in the order in which they are hashed; empty texts are left out."""
    known = {} if known is None else known
    for text in texts.values():
        if text not in known:
            known[text] = canonical_text(text, plan.document.references)
    return [[where, known[text]] for where, text in sorted(texts.items()) if known[text]]


@once_per_plan
def disclosed_fingerprint(plan: Plan) -> str:
    """Give the fingerprint of what stands beside the signed texts: environment, setup steps, timeline."""
    rows: list[tuple[str, ...]] = [
        *(("environment", c.component.source, c.details.source) for c in plan.environment),
        *(("setup step", step.text.source) for step in plan.setup_steps),
        *(
            (
                "milestone",
                *(text.source for text in (m.week, m.milestone, m.owner, m.deliverable)),
                m.due.text.source if m.due else "",
            )
            for m in plan.milestones
        ),
    ]
    references = plan.document.references
    return digest(["disclosed", *([name, *(canonical_text(t, references) for t in r)] for name, *r in rows)])


@once_per_plan
def results_fingerprint(plan: Plan) -> str:
    """Give the fingerprint of results and outcome, which the prospect may confirm."""
    return results_fingerprint_of(plan, results_texts(plan))


def results_fingerprint_of(plan: Plan, texts: Mapping[str, str]) -> str:
    """Give the fingerprint of results and outcome as ``texts`` (see ``results_texts``) has them."""
    references = plan.document.references
    rows = [
        [
            str(result.number.value or result.number.text.value),
            *(canonical_text(texts.get(f"{part} {row}", ""), references) for part in RESULT_PARTS),
        ]
        for row, result in zip(result_rows(plan), plan.results, strict=True)
    ]
    outcome = canonical_text(texts.get("outcome", ""), references)
    return digest(["results", fingerprint(plan), sorted(rows), outcome])


def digest(value: object) -> str:
    """Give the fingerprint of a JSON value: SHA-256 over its canonical JSON in UTF-8."""
    canonical = _JSON.encode(value)
    return f"{VERSION}:sha256:{sha256(canonical.encode()).hexdigest()}"


def short_code(full: str) -> str:
    """Give the short form of a fingerprint for people to read out, such as ``4F6C-91B2``."""
    digits = full.rpartition(":")[2].upper()
    return f"{digits[:4]}-{digits[4:8]}"


def same_text(plan: Plan, one: str, other: str) -> bool:
    """Say whether two Markdown texts read the same."""
    references = plan.document.references
    return one == other or canonical_text(one, references) == canonical_text(other, references)

"""A signature is added below the others, and only on the text that stands there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint, fingerprint, results_fingerprint
from poc_docs.plan.metadata import Signature
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.signing import sign
from tests.writing.plans import SAMPLES, edited, manners

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

DAY = dt.date(2026, 3, 5)


def on_parameters(plan: Plan, name: str = "Tove: #1 Brandt") -> Signature:
    return Signature(
        party=Party.PROSPECT,
        name=name,
        role="Head of  platform",
        date=DAY,
        evidence="mail: 'yes'",
        parameters=fingerprint(plan),
        disclosed=disclosed_fingerprint(plan),
    )


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("manner", range(4))
def test_sample_plans(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    text = plan.document.text
    after = edited(plan, sign(plan, on_parameters(plan)))
    assert [s.name for s in after.signatures] == [*(s.name for s in plan.signatures), "Tove: #1 Brandt"]
    newline = "\r\n" if "\r\n" in text else "\n"
    old, new = text.split(newline), after.document.text.split(newline)
    come = ["signatures:"] if "signatures:" not in old else []
    come += ["  - party: prospect", '    name: "Tove: #1 Brandt"', "    role: Head of platform"]
    come += ["    date: 2026-03-05", "    evidence: \"mail: 'yes'\"", f"    parameters: {fingerprint(plan)}"]
    come += [f"    disclosed: {disclosed_fingerprint(plan)}"]
    at = next(i for i in range(len(new)) if new[i : i + len(come)] == come)
    assert new[:at] + new[at + len(come) :] == old
    assert sign(after, on_parameters(plan)) == []


def test_results_are_confirmed() -> None:
    plan = read_plan(SAMPLES["hoshikawa-valve-inspection"])
    signature = Signature(party=Party.PROSPECT, name="K", date=DAY, results=results_fingerprint(plan))
    assert edited(plan, sign(plan, signature)).signatures[-1] == signature


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"parameters": "v1:sha256:" + "0" * 64}, "the plan changed: parameters"),
        ({"disclosed": "v1:sha256:" + "0" * 64}, "the plan changed: disclosed"),
        ({"parameters": None}, "either on the parameters or on the results"),
        ({"results": "v1:sha256:" + "0" * 64}, "either on the parameters or on the results"),
        ({"name": "  "}, "needs a name"),
    ],
)
def test_refused(changed: dict[str, str], message: str) -> None:
    plan = read_plan(SAMPLES["vale-atlantico-research-inference"])
    values = {"party": Party.VENDOR, "name": "A", "date": DAY, "parameters": fingerprint(plan)} | changed
    with pytest.raises(RefusedEdit, match=message):
        sign(plan, Signature(**values))  # type: ignore[arg-type]


def test_a_plan_without_front_matter_is_not_signed() -> None:
    plan = read_plan("# POC Plan: A -- B\n")
    with pytest.raises(RefusedEdit, match="poc-docs migrate"):
        sign(plan, on_parameters(plan))
    plan = read_plan("---\ntitle: a\ntitle: b\n---\n")
    with pytest.raises(RefusedEdit, match="must stand once"):
        sign(plan, on_parameters(plan))


def test_a_list_that_is_none_is_not_signed() -> None:
    text = SAMPLES["vale-atlantico-research-inference"].replace("status:", "signatures: none\nstatus:")
    plan = read_plan(text)
    with pytest.raises(RefusedEdit, match="must hold a list"):
        sign(plan, on_parameters(plan))

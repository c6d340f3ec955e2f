"""Who agreed to what, and how the texts that work started on are rebuilt from the amendments."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.plan.agreement.amendments import agreed_texts
from poc_docs.plan.agreement.chain import chain_faults
from poc_docs.plan.agreement.disclosure import outdated_signature
from poc_docs.plan.agreement.editorial import editorial_links
from poc_docs.plan.agreement.fingerprints import (
    canonical_texts,
    disclosed_fingerprint,
    fingerprint,
    fingerprint_of,
    results_fingerprint,
    short_code,
)
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.agreement.signers import both_signed
from poc_docs.plan.agreement.state import AgreementState, agreement, open_amendment
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from tests.plan.agreed_plan import (
    AGREED,
    FIRST,
    LINKS,
    PRINT_1,
    PRINT_2,
    SECOND,
    TEXT,
    TEXT_1,
    TEXT_2,
    amendment,
    both,
    plan_with,
    signature,
)
from tests.plan.plan_files import SAMPLES
from tests.reliability.sizes import inputs

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

OTHER = "v1:sha256:" + "0" * 64


def test_the_fingerprint_is_sha_256_over_canonical_json() -> None:
    plan = read_plan(TEXT)
    texts = {
        "Objective": "Prove that routes for 400 vans are ready before the shift begins",
        "Scope": "Two depots. NOT included: live re-routing",
        "Duration": "4 weeks, starting 2026-03-09",
        "Decision date": "2026-04-10 (operations board)",
        "criterion 1 text": "Planning time",
        "criterion 1 measurement": "P95 over 20 nights",
        "criterion 1 target": "< 15 minutes",
        "criterion 1 weight": "Critical",
        "criterion 2 text": "Distance saved",
        "criterion 2 measurement": "Against the plan of the same day",
        "criterion 2 target": "\u2265 4%",
        "criterion 2 weight": "Required",
        "criterion 3 text": "Single sign-on",
        "criterion 3 measurement": "Login of six dispatchers",
        "criterion 3 target": "Pass/Fail",
        "criterion 3 weight": "Optional",
        "outcome Proceed criteria": "All critical criteria met, required criteria pass",
        "outcome Proceed next step": "Order form",
        "outcome Conditional criteria": "Critical criteria met, some required criteria need workaround",
        "outcome Conditional next step": "Extend",
        "outcome No-go criteria": "Critical criteria not met",
        "outcome No-go next step": "Gap list",
    }
    canonical = json.dumps(
        ["parameters", *map(list, sorted(texts.items()))], ensure_ascii=False, separators=(",", ":")
    )
    assert fingerprint(plan) == "v1:sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
    assert dict(canonical_texts(plan, signed_texts(plan))) == texts


def test_a_short_code_can_be_read_out() -> None:
    assert short_code("v1:sha256:4f6c91b2" + "0" * 56) == "4F6C-91B2"


@pytest.mark.parametrize(
    ("signatures", "status", "state", "missing"),
    [
        ("", "Planning", AgreementState.UNSIGNED, ("vendor", "prospect")),
        ("", "Active", AgreementState.NOT_RECORDED, ("vendor", "prospect")),
        ("", "Complete", AgreementState.NOT_RECORDED, ("vendor", "prospect")),
        (signature("vendor", "A", AGREED), "Planning", AgreementState.WAITING, ("prospect",)),
        (signature("prospect", "B", AGREED), "Planning", AgreementState.WAITING, ("vendor",)),
        (both(AGREED), "Planning", AgreementState.AGREED, ()),
        (both(AGREED), "Complete", AgreementState.AGREED, ()),
        (both(OTHER), "Planning", AgreementState.BROKEN, ("vendor", "prospect")),
        (both(OTHER) + signature("vendor", "A", AGREED), "Active", AgreementState.WAITING, ("prospect",)),
    ],
)
def test_states(signatures: str, status: str, state: AgreementState, missing: tuple[str, ...]) -> None:
    found = agreement(plan_with(signatures, status=status, started=""))
    assert (found.state, found.missing) == (state, missing)
    assert found.parameters == AGREED


@pytest.mark.parametrize(
    ("vendor", "prospect", "agreed"),
    [
        ("Ines Falk", "Tove Brandt", True),
        ("Ines Falk", "Ines Falk", False),
        ("Ines Falk", "ines  FALK", False),
        ("H\u00e9l\u00e8ne", "He\u0301le\u0300ne", False),
        ("Stra\u00dfe", "STRASSE", False),
    ],
)
def test_one_person_cannot_sign_for_both(vendor: str, prospect: str, agreed: bool) -> None:
    plan = plan_with(signature("vendor", vendor, AGREED) + signature("prospect", prospect, AGREED))
    assert both_signed(plan, AGREED) is agreed
    assert agreement(plan).missing == (() if agreed else (Party.PROSPECT,))


def test_a_third_person_settles_it() -> None:
    twice = signature("vendor", "Ines Falk", AGREED) + signature("prospect", "Ines Falk", AGREED)
    assert both_signed(plan_with(twice + signature("prospect", "Tove Brandt", AGREED)), AGREED)


def test_a_signature_on_results_is_none_on_parameters() -> None:
    results = f"  - {{party: prospect, name: Tove Brandt, date: 2026-03-05, results: '{AGREED}'}}\n"
    assert not both_signed(plan_with(signature("vendor", "Ines Falk", AGREED) + results), AGREED)


def test_what_stands_beside_may_change_and_is_told() -> None:
    disclosed = f", disclosed: '{disclosed_fingerprint(read_plan(TEXT))}'"
    signatures = signature("vendor", "A", AGREED, disclosed) + signature("prospect", "B", AGREED, disclosed)
    assert outdated_signature(plan_with(signatures)) is None
    for old, new in [
        ("EU-West", "EU-North"),
        ("Provision", "Prepare"),
        ("Access guide", "Guide"),
        ("2026-03-13", ""),
    ]:
        plan = plan_with(signatures, text=TEXT.replace(old, new))
        assert agreement(plan).state is AgreementState.AGREED
        assert outdated_signature(plan) is plan.signatures[-1]
    signed_before = signature("vendor", "A", AGREED, f", disclosed: '{OTHER}'")
    assert outdated_signature(plan_with(signed_before + signatures)) is None
    ticked = TEXT.replace("1. Provision", "1. [x] Provision")
    assert outdated_signature(plan_with(signatures, text=ticked)) is None


def faults(plan: Plan) -> list[str]:
    return [fault.message for fault in chain_faults(plan)]


def test_undoing_the_amendments_gives_the_texts_work_started_on() -> None:
    plan = plan_with(both(AGREED) + both(PRINT_1) + both(PRINT_2), text=TEXT_2, amendments=LINKS)
    assert faults(plan) == []
    assert agreed_texts(plan) == signed_texts(read_plan(TEXT))
    assert fingerprint_of(plan, agreed_texts(plan)) == AGREED
    assert agreement(plan).state is AgreementState.AGREED
    assert open_amendment(plan) is None


def test_an_amendment_without_both_signatures_is_open_and_leaves_the_outcome_so() -> None:
    signatures = both(AGREED) + both(PRINT_1) + signature("vendor", "Ines Falk", PRINT_2)
    plan = plan_with(signatures, text=TEXT_2, amendments=LINKS)
    assert faults(plan) == []
    assert open_amendment(plan)
    assert agreement(plan).state is AgreementState.AMENDMENT_OPEN
    assert agreement(plan).missing == (Party.PROSPECT,)
    assert compute_outcome(plan).missing == ("both parties must sign the open amendment",)


def test_texts_in_an_amendment_may_be_formatted_otherwise() -> None:
    links = LINKS.replace("< 20 minutes", "&lt; *20* minutes").replace("Audit log", "Audit  log.")
    plan = plan_with(both(AGREED) + both(PRINT_1) + both(PRINT_2), text=TEXT_2, amendments=links)
    assert faults(plan) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (amendment(AGREED, PRINT_1, FIRST), "", "the first amendment must begin at the parameters"),
        (amendment(PRINT_1, PRINT_2, SECOND), "", "amendment 1 must end at the present text"),
        (
            "< 25 minutes",
            "< 24 minutes",
            "amendment 2 says criterion 1 target became '< 24 minutes', but it was '< 25",
        ),
        ('"from": "< 15', '"from": "< 14', "undoing amendment 1 must give the text it began from"),
        ('"to": "Optional"', '"to": "Required"', "amendment 1 says criterion 2 weight became 'Required'"),
        ('"to": "Audit log"', '"to": ""', "amendment 2 says criterion 4 text became ''"),
        (
            ', {"where": "criterion 2 weight", "from": "Required", "to": "Optional"}',
            "",
            "undoing amendment 1",
        ),
        ("criterion 3 weight", "criterion 9 weight", "undoing amendment 2"),
        (f"to: '{PRINT_2}'", f"to: '{OTHER}'", "amendment 2 must end at the present text"),
        (f"from: '{PRINT_1}'", f"from: '{OTHER}'", "undoing amendment 2"),
        (f"to: '{PRINT_1}'", f"to: '{OTHER}'", "amendment 1 must end at where the next amendment begins"),
        (f"from: '{AGREED}'", f"from: '{OTHER}'", "undoing amendment 1"),
    ],
)
def test_a_chain_that_does_not_hold(old: str, new: str, fault: str) -> None:
    assert old in LINKS
    plan = plan_with(both(AGREED) + both(PRINT_1), text=TEXT_2, amendments=LINKS.replace(old, new))
    assert plan.problems == ()
    assert faults(plan)[0].startswith(fault)


def test_every_link_but_the_last_is_signed() -> None:
    plan = plan_with(both(AGREED) + both(PRINT_2), text=TEXT_2, amendments=LINKS)
    assert faults(plan) == ["amendment 1 must be signed by both parties before the next one"]


@pytest.mark.parametrize("day", ["2026-03-01", "2026-03-05"], ids=["backdated", "all on one day"])
def test_an_amendment_that_leads_back_needs_signatures_that_came_after_what_it_leaves(day: str) -> None:
    there = amendment(AGREED, PRINT_1, FIRST)
    back = amendment(PRINT_1, AGREED, [(where, after, before) for where, before, after in FIRST])
    links = there + back.replace("2026-03-20", day)
    plan = plan_with(both(AGREED) + both(PRINT_1), amendments=links)
    assert agreement(plan).state is AgreementState.AMENDMENT_OPEN
    again = plan_with(both(AGREED) + both(PRINT_1) + both(AGREED), amendments=links)
    assert agreement(again).state is AgreementState.AGREED


def test_the_chain_begins_where_work_started() -> None:
    plan = plan_with(
        both(AGREED) + both(PRINT_1), text=TEXT_1, amendments=amendment(AGREED, PRINT_1, FIRST), started=OTHER
    )
    assert faults(plan) == ["the first amendment must begin at the parameters that work started on"]


def test_signing_a_changed_text_without_an_amendment_is_a_fault_of_the_chain() -> None:
    plan = plan_with(both(AGREED) + both(PRINT_1), text=TEXT_1)
    assert agreement(plan).state is AgreementState.AGREED
    assert faults(plan)[0].startswith("both parties signed another text than the one work started on")
    assert faults(plan_with(both(AGREED))) == []
    assert faults(plan_with(both(AGREED), text=TEXT_1)) == []  # that is AgreementState.BROKEN
    assert faults(read_plan(TEXT)) == faults(read_plan("")) == []


@settings(max_examples=inputs(100, 10_000))
@given(st.data())
def test_any_change_of_one_signed_text_is_seen_and_can_be_undone(data: st.DataObject) -> None:
    plan = read_plan(TEXT)
    texts = signed_texts(plan)
    where = data.draw(st.sampled_from(sorted(texts)))
    new = data.draw(st.text(st.sampled_from("ab1 %<>=.*_~`[]()!&;\\"), max_size=10)).strip()
    after = {**texts, where: new}
    reads_the_same = dict(canonical_texts(plan, {where: texts[where], "x": new}))
    assert (fingerprint_of(plan, after) == AGREED) == (
        reads_the_same.get(where) == reads_the_same.get("x", "")
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_plans_keep_their_word(path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    plan = read_plan(path.read_bytes().decode())
    assert faults(plan) == []
    assert (plan.problems, plan.unknown_keys, plan.missing_keys, plan.ambiguous) == ((), (), (), ())
    if plan.metadata and plan.metadata.started:
        assert agreement(plan).state in {AgreementState.AGREED, AgreementState.AMENDMENT_OPEN}
        assert both_signed(plan, plan.metadata.started.parameters)
        assert fingerprint_of(plan, agreed_texts(plan)) == plan.metadata.started.parameters
    for signed in plan.signatures:
        assert signed.results in {None, results_fingerprint(plan)}


def test_what_the_prospect_confirms_are_results_verdicts_notes_and_outcome() -> None:
    confirmed = results_fingerprint(read_plan(TEXT))
    changes = [
        ("9 minutes", "8 minutes"),
        ("minutes | Pass", "minutes | Fail"),
        ("**Outcome:** Proceed", "**Outcome:** No-go"),
        ("< 15 minutes | Critical", "< 15 minutes | Required"),
    ]
    for old, new in changes:
        assert results_fingerprint(read_plan(TEXT.replace(old, new))) != confirmed
    for old, new in [
        ("They want to keep it", "They love it"),
        ("Manual export", "By hand"),
        ("EU-West", "EU-North"),
    ]:
        assert results_fingerprint(read_plan(TEXT.replace(old, new))) == confirmed


def test_an_editorial_amendment_that_changes_nothing_is_none() -> None:
    link = amendment(AGREED, AGREED, []).replace("reason:", "editorial: true, reason:")
    ((_, fault),) = editorial_links(plan_with(both(AGREED), amendments=link))
    assert fault == "it changes nothing"

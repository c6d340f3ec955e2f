"""Who still has to sign an amendment or a correction, and which signatures count."""

from __future__ import annotations

from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.links import counting_signatures, link_states, open_correction_state
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from poc_docs.writing.amending import amend
from poc_docs.writing.results import Recording
from tests.checks.reference import plan_of
from tests.plan.agreed_plan import AGREED, LINKS, PRINT_1, PRINT_2, TEXT, TEXT_2, both, plan_with, signature
from tests.writing.corrected_plans import corrected, signed_by, signed_by_both
from tests.writing.plans import SPELLING, edited

COMPLETE = plan_of("complete")
CORRECTED = corrected(COMPLETE, {3: Recording("86%")})


def test_amendments_and_corrections_are_numbered_each_for_itself() -> None:
    plan = plan_with(both(AGREED) + both(PRINT_1), text=TEXT_2, amendments=LINKS)
    assert [(each.kind, each.number) for each in link_states(plan)] == [("amendment", 1), ("amendment", 2)]
    amended = [each for each in link_states(COMPLETE) if each.kind == "amendment"]
    assert link_states(CORRECTED)[len(amended) :][0].number == 1
    assert link_states(CORRECTED)[-1].kind == "correction"


def test_a_link_is_settled_when_two_people_signed_for_the_two_parties() -> None:
    signed = both(AGREED) + both(PRINT_1) + signature("vendor", "Ines Falk", PRINT_2)
    alone = signature("prospect", "ines falk", PRINT_2)
    one = plan_with(signed, text=TEXT_2, amendments=LINKS)
    same = plan_with(signed + alone, text=TEXT_2, amendments=LINKS)
    two = plan_with(signed + signature("prospect", "Tove Brandt", PRINT_2), text=TEXT_2, amendments=LINKS)
    assert [each.missing for each in link_states(one)] == [(), (Party.PROSPECT,)]
    assert [each.missing for each in link_states(same)] == [(), (Party.PROSPECT,)]
    assert [each.missing for each in link_states(two)] == [(), ()]
    unsigned = plan_with(both(AGREED) + both(PRINT_1), text=TEXT_2, amendments=LINKS)
    assert link_states(unsigned)[-1].missing == (Party.VENDOR, Party.PROSPECT)


def test_the_last_correction_is_open_until_both_signed_it() -> None:
    assert open_correction_state(COMPLETE) is None
    state = open_correction_state(signed_by(CORRECTED, Party.VENDOR, "Marek Dvorak"))
    assert state
    assert state.missing == (Party.PROSPECT,)
    assert open_correction_state(signed_by_both(CORRECTED)) is None


def test_only_signatures_on_the_present_text_and_the_present_results_count() -> None:
    plan = plan_with(both(AGREED) + both(PRINT_1) + both(PRINT_2), text=TEXT_2, amendments=LINKS)
    assert {each.parameters for each in counting_signatures(plan)} == {PRINT_2}
    before = counting_signatures(COMPLETE)
    after = counting_signatures(signed_by_both(CORRECTED))
    assert [each for each in after if each.parameters] == [each for each in before if each.parameters]
    assert [each.name for each in after if each.results] == ["Marek Dvorak", "Liv Aasen"]


def test_where_only_spelling_changed_the_signatures_before_it_count() -> None:
    slip = TEXT.replace("routes", "rouets")
    agreed = fingerprint(read_plan(slip))
    plan = plan_with(both(agreed), text=slip, started=agreed)
    objective = signed_texts(plan)["Objective"].replace("rouets", "routes")
    mended = edited(plan, amend(plan, None, SPELLING, {"Objective": objective}))
    (state,) = link_states(mended)
    assert (state.spelling_only, state.is_settled, state.signatures) == (True, True, ())
    assert counting_signatures(mended) == counting_signatures(plan) != ()

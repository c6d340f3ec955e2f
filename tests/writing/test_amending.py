"""Amendments name every change, can be taken back, and what was signed can be rebuilt from the file alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poc_docs.checks import check_plan
from poc_docs.checks.finding import Severity
from poc_docs.plan.agreement.amendments import agreed_texts, amendments, undo
from poc_docs.plan.agreement.chain import chain_faults
from poc_docs.plan.agreement.fingerprints import fingerprint, same_text
from poc_docs.plan.agreement.signed_texts import signed_texts
from poc_docs.plan.agreement.state import AgreementState, agreement, open_amendment
from poc_docs.plan.metadata import Signature
from poc_docs.plan.reading import read_plan
from poc_docs.plan.vocabulary import Party
from poc_docs.text.edits import apply_edits
from poc_docs.writing.amending import AmendmentDetails, amend, link_edits, withdraw
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.signed_texts import text_edits, text_name
from poc_docs.writing.signing import sign
from tests.checks.reference import text_of
from tests.plan.agreed_plan import AGREED, LINKS, TEXT, TEXT_2, both, plan_with
from tests.plan.plan_files import RESULTS, plan_text
from tests.reliability.sizes import inputs
from tests.writing.plans import SAMPLES, SPELLING, edited, manners

if TYPE_CHECKING:
    from poc_docs.plan.model import Plan

DETAILS = AmendmentDetails(dt.date(2026, 11, 22), "Ines Falk", "The committee: later")
OPEN = "westerland-triage-coding"
STARTED = ["marlowe-pike-substitution-ranking", "moravska-load-forecast", OPEN]


def amended(plan: Plan, values: dict[str, str], agreed: dict[str, str] | None = None) -> Plan:
    return edited(plan, amend(plan, agreed, DETAILS, values))


def signed_by_both(plan: Plan) -> Plan:
    for party, name in ((Party.VENDOR, "Ines Falk"), (Party.PROSPECT, "Tove Brandt")):
        signature = Signature(
            party=party, name=name, date=DETAILS.date, evidence="mail", parameters=fingerprint(plan)
        )
        plan = edited(plan, sign(plan, signature))
    return plan


def errors(plan: Plan) -> list[str]:
    return [f"{f.code} {f.message}" for f in check_plan(plan) if f.severity is Severity.ERROR]


@pytest.mark.parametrize("name", STARTED)
@pytest.mark.parametrize("manner", range(4))
def test_a_new_date_and_target(name: str, manner: int) -> None:
    plan = read_plan(manners(SAMPLES[name])[manner])
    after = amended(plan, {"Decision date": "2027-02-01", "criterion 1 target": "≥ 99.9%"})
    assert errors(after) == []
    assert agreement(after).state is AgreementState.AMENDMENT_OPEN
    assert amendments(after)[-1].changes[-1].after == ("<= 2.5 s" if name == OPEN else "≥ 99.9%")
    assert after.result(1) is None or same_text(after, after.result(1).target.source, "≥ 99.9%")  # type: ignore[union-attr]
    back = edited(after, withdraw(after))
    assert errors(back) == []
    if name != OPEN:
        assert back.document.text == plan.document.text
    assert "\r\n" not in back.document.text.replace("\r\n", "") or "\r\n" in plan.document.text


def test_the_link_is_written_in_block_style_with_raw_markdown_in_quotes() -> None:
    plan = read_plan(text_of("active"))
    after = amended(plan, {"criterion 1 target": "≤ *14* minutes", "criterion 2 baseline": "`0%`"})
    start, end = fingerprint(plan), fingerprint(after)
    assert (
        f"""\
  - date: 2026-11-22
    by: Ines Falk
    reason: "The committee: later"
    from: {start}
    to: {end}
    changes:
      - where: criterion 1 target
        from: "≤ 12 minutes"
        to: "≤ *14* minutes"
      - where: criterion 2 baseline
        from: ""
        to: "`0%`"
pauses:
"""
        in after.document.text
    )


def test_verdicts_are_computed_anew_and_results_stay() -> None:
    plan = read_plan(text_of("active"))
    after = amended(plan, {"criterion 1 target": "≤ 9 minutes"})
    row = after.result(1)
    assert row
    assert (row.result.value, row.target.value, row.status.text.value) == (
        "9.5 minutes",
        "≤ 9 minutes",
        "Fail",
    )
    vague = amended(after, {"criterion 1 target": "quick enough"})
    assert vague.result(1).status.text.value == ""  # type: ignore[union-attr]
    assert edited(vague, withdraw(vague)).document.text == plan.document.text


def test_what_a_person_raised_is_set_aside_with_its_target_until_the_amendment_is_withdrawn() -> None:
    text = SAMPLES["marlowe-pike-substitution-ranking"].replace("| Status | Evidence", "| Status | Note")
    judged = "Judged by Gwen Tregear (prospect): close enough"
    text = text.replace(
        "| 146 ms | <180ms         | Pass   | k6 report", f"| 182 ms | <180ms | Pass | {judged}"
    )
    plan = read_plan(text)
    after = amended(plan, {"criterion 1 target": "<170ms"})
    row = after.result(1)
    assert row
    assert row.note
    assert row.status.text.value == "Fail"
    assert row.note.value.startswith(f"Before the amendment: Pass. {judged}")
    again = edited(after, withdraw(after)).result(1)
    assert again
    assert again.note
    assert (again.status.text.value, again.note.value.startswith(judged)) == ("Pass", True)


def test_an_open_amendment_is_no_excuse_for_a_start_that_was_never_signed() -> None:
    plan = amended(read_plan(SAMPLES["marlowe-pike-substitution-ranking"]), {"criterion 1 target": "<220ms"})
    text = plan.document.text
    assert "POC402" not in [finding.code for finding in check_plan(plan)]
    start, end = text.index("  - party: prospect"), text.index("started:")
    found = {f.code: f.message for f in check_plan(read_plan(text[:start] + text[end:]))}
    assert found["POC402"] == "an amendment must begin at a text that both parties signed"


def test_a_status_that_nobody_computed_stays() -> None:
    plan = read_plan(
        SAMPLES["marlowe-pike-substitution-ranking"].replace(
            "| Pass   | k6 report", "| Fail   | Judged by Gwen Tregear (prospect): too slow, k6 report", 1
        )
    )
    after = amended(plan, {"criterion 1 target": "<250ms"})
    assert after.result(1).status.text.value == "Fail"  # type: ignore[union-attr]


def test_a_further_amendment_takes_the_place_of_the_open_one() -> None:
    plan = read_plan(text_of("active"))
    once = amended(plan, {"criterion 1 target": "≤ 14 minutes"})
    twice = amended(once, {"criterion 1 target": "≤ 15 minutes", "Objective": "Less"})
    assert len(amendments(twice)) == len(amendments(plan)) + 1
    assert [(c.where, c.before, c.after) for c in amendments(twice)[-1].changes] == [
        ("Objective", "Prove that routes for 40 vans are planned between cut-off and loading.", "Less"),
        ("criterion 1 target", "≤ 12 minutes", "≤ 15 minutes"),
    ]
    assert amend(twice, None, DETAILS, {}) == []
    restored = amended(
        twice, {"criterion 1 target": "≤ 12 minutes", "Objective": signed_texts(plan)["Objective"]}
    )
    assert restored.document.text == plan.document.text


def test_after_both_signed_the_next_link_is_a_further_one() -> None:
    plan = read_plan(text_of("active"))
    once = signed_by_both(amended(plan, {"criterion 1 target": "≤ 14 minutes"}))
    assert agreement(once).state is AgreementState.AGREED
    with pytest.raises(RefusedEdit, match="no open amendment to withdraw"):
        withdraw(once)
    twice = amended(once, {"criterion 1 target": "≤ 15 minutes"})
    assert len(amendments(twice)) == 3
    assert edited(twice, withdraw(twice)).document.text == once.document.text
    assert agreed_texts(twice)["Decision date"] == "2026-04-03"


def test_the_way_back_needs_new_signatures() -> None:
    """Both signed the first text once; that is no word on leaving the second one."""
    plan = read_plan(text_of("active"))
    target = signed_texts(plan)["criterion 1 target"]
    there = signed_by_both(amended(plan, {"criterion 1 target": "≤ 14 minutes"}))
    back = amended(there, {"criterion 1 target": target})
    assert fingerprint(back) == fingerprint(plan)
    assert agreement(back).state is AgreementState.AMENDMENT_OPEN
    assert agreement(back).missing == (Party.VENDOR, Party.PROSPECT)
    assert errors(back) == []
    assert agreement(signed_by_both(back)).state is AgreementState.AGREED


def test_rows_come_and_go() -> None:
    plan = read_plan(text_of("active"))
    new = {"text": "Audit log", "measurement": "One day's log", "target": "Pass/Fail", "weight": "Optional"}
    gone = ("text", "measurement", "target", "weight")
    after = amended(
        plan,
        {f"criterion 4 {part}": value for part, value in new.items()}
        | {f"criterion 3 {part}": "" for part in gone},
    )
    assert errors(after) == []
    assert [criterion.number.value for criterion in after.criteria] == [1, 2, 4]
    assert after.result(3) is None
    back = edited(after, withdraw(after))
    assert errors(back) == []
    assert [criterion.number.value for criterion in back.criteria] == [1, 2, 3]
    assert signed_texts(back) == signed_texts(plan)


def test_a_criterion_with_a_result_does_not_go() -> None:
    plan = read_plan(text_of("active"))
    parts = ("text", "measurement", "target", "weight")
    with pytest.raises(RefusedEdit, match="criterion 1 has a result"):
        amend(plan, None, DETAILS, {f"criterion 1 {part}": "" for part in parts})


def test_a_column_that_is_needed_is_added() -> None:
    plan = read_plan(text_of("active"))
    after = amended(plan, {"criterion 2 partial": "≥ 4%"})
    assert errors(after) == []
    assert after.criterion(2).partial.value == "≥ 4%"  # type: ignore[union-attr]
    assert signed_texts(edited(after, withdraw(after))) == signed_texts(plan)


def test_an_edit_by_hand_is_picked_up_where_the_agreed_texts_are_known() -> None:
    plan = read_plan(text_of("active"))
    by_hand = read_plan(plan.document.text.replace("| ≥ 6% | Required", "| ≥ 5% | Required"))
    with pytest.raises(RefusedEdit, match="what was agreed before is not known"):
        amend(by_hand, None, DETAILS, {})
    with pytest.raises(RefusedEdit, match="what was agreed before is not known"):
        amend(by_hand, signed_texts(by_hand), DETAILS, {})
    after = amended(by_hand, {"Scope": "Both depots"}, signed_texts(plan))
    assert [change.where for change in amendments(after)[-1].changes] == ["Scope", "criterion 2 target"]
    assert after.result(2).target.value == "≥ 5%"  # type: ignore[union-attr]
    assert errors(after) == []
    assert edited(after, withdraw(after)).document.text == plan.document.text


def test_an_edit_on_top_of_an_open_amendment() -> None:
    plan = read_plan(text_of("active"))
    once = amended(plan, {"criterion 1 target": "≤ 14 minutes"})
    by_hand = read_plan(once.document.text.replace("| ≥ 6% | Required", "| ≥ 5% | Required"))
    with pytest.raises(RefusedEdit, match="changed after the amendment"):
        withdraw(by_hand)
    twice = amended(by_hand, {}, signed_texts(once))
    assert [change.where for change in amendments(twice)[-1].changes] == [
        "criterion 1 target",
        "criterion 2 target",
    ]
    assert edited(twice, withdraw(twice)).document.text == plan.document.text


def test_a_text_restored_by_hand_needs_only_the_link_removed() -> None:
    plan = read_plan(text_of("active"))
    once = amended(plan, {"Objective": "Less"})
    by_hand = read_plan(once.document.text.replace("Less", signed_texts(plan)["Objective"]))
    assert edited(by_hand, withdraw(by_hand)).document.text.count("  - date: 2026-11-22") == 0


def test_values_of_several_lines_stay_in_their_bullet() -> None:
    plan = read_plan(SAMPLES["marlowe-pike-substitution-ranking"])
    assert "\n" in signed_texts(plan)["Scope"]
    after = amended(plan, {"Scope": "One centre"})
    assert edited(after, withdraw(after)).document.text == plan.document.text


def test_spelling_is_verified() -> None:
    text = text_of("active")
    plan = read_plan(text)
    slip = {"criterion 2 measurement": "Kilometres saved agianst the hand-made plan, same 20 days"}
    with pytest.raises(RefusedEdit, match=r"more than spelling.*leave out --editorial"):
        amend(plan, None, SPELLING, {"criterion 2 measurement": "Kilometres saved, same 20 days"})
    after = signed_by_both(amended(plan, slip))
    values = {"criterion 2 measurement": signed_texts(plan)["criterion 2 measurement"]}
    done = edited(after, amend(after, None, SPELLING, values))
    assert open_amendment(done) is None
    assert agreement(done).state is AgreementState.AGREED
    assert errors(done) == []
    by_hand = read_plan(done.document.text.replace("| ≥ 6% | Required", "| ≥ 5% | Required"))
    further = amended(by_hand, {}, signed_texts(done))
    assert len(amendments(further)) == len(amendments(done)) + 1
    assert errors(further) == []


@pytest.mark.parametrize(
    ("stage", "old", "new", "message"),
    [
        ("planning", "", "", "before work starts"),
        ("complete", "", "", "only results and decision can be corrected"),
        (
            "active",
            "pauses:",
            "closed: {date: 2026-03-20, by: Ines Falk, reason: withdrew}\npauses:",
            "is closed",
        ),
        ("active", "name: Tove Brandt", "name: Ines Falk", "begins at a text that both parties signed"),
    ],
)
def test_what_can_not_be_amended(stage: str, old: str, new: str, message: str) -> None:
    with pytest.raises(RefusedEdit, match=message):
        amend(
            read_plan(text_of(stage).replace(old, new) if old else text_of(stage)),
            None,
            DETAILS,
            {"Scope": "x"},
        )


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("decision  date", "Decision date"),
        ("Criterion 2 Target", "criterion 2 target"),
        ("outcome no-go next step", "outcome No-go next step"),
    ],
)
def test_names_are_read_in_any_case(said: str, name: str) -> None:
    assert text_name(said) == name


@pytest.mark.parametrize(
    "said", ["criterion 2", "target", "criterion 02 target", "Decision maker", "outcome Maybe criteria"]
)
def test_other_names_are_refused(said: str) -> None:
    with pytest.raises(RefusedEdit, match="no signed text that a command can write"):
        text_name(said)


def test_a_value_that_no_cell_can_hold_is_refused() -> None:
    plan = read_plan(text_of("active"))
    with pytest.raises(RefusedEdit):
        amend(plan, None, DETAILS, {"criterion 1 target": "a\x00b"})
    with pytest.raises(RefusedEdit, match="with a value"):
        amend(plan, None, DETAILS, {"Scope": ""})


def test_a_row_that_has_no_cell_in_the_column_of_outcomes_is_passed_over() -> None:
    framework = (
        "| Criteria | Next Step | Outcome |\n|---|---|---|\n| All met | Order form | Proceed |\n"
        "| Not yet said |\n| Not met | Gap list | No-go |\n"
    )
    plan = read_plan(plan_text(framework=framework))
    after = edited(plan, text_edits(plan, {"outcome No-go next step": "Talk"}))
    assert after.document.text == plan.document.text.replace("Not met | Gap list", "Not met | Talk")


def test_what_needs_a_reason() -> None:
    with pytest.raises(RefusedEdit, match="a name and a reason"):
        amend(read_plan(text_of("active")), None, AmendmentDetails(DETAILS.date, " ", "x"), {"Scope": "x"})


WORDS = st.text(st.sampled_from("ab 1%<≥|*_`\\.\"'#:é"), min_size=1, max_size=12).map(str.strip).filter(bool)
NAMES = st.sampled_from(
    [
        "Objective",
        "Scope",
        "Decision date",
        *(
            f"criterion {n} {part}"
            for n in (1, 2, 3, 7)
            for part in ("text", "target", "measurement", "baseline")
        ),
        "outcome Proceed next step",
        "outcome No-go criteria",
    ]
)
CHANGES = st.dictionaries(NAMES, WORDS, min_size=1, max_size=5)


@pytest.mark.parametrize("name", ["marlowe-pike-substitution-ranking", "moravska-load-forecast"])
@settings(max_examples=inputs(15, 10_000))
@given(rounds=st.lists(CHANGES, min_size=1, max_size=3), crlf=st.booleans())
def test_amended_and_withdrawn_the_texts_and_the_fingerprint_are_the_same(
    name: str, rounds: list[dict[str, str]], crlf: bool
) -> None:
    plan = read_plan(SAMPLES[name].replace("\n", "\r\n") if crlf else SAMPLES[name])
    after = plan
    for values in rounds:
        try:
            after = amended(after, values)
        except RefusedEdit:
            continue
    if len(amendments(after)) == len(amendments(plan)):
        assert fingerprint(after) == fingerprint(plan)
        return
    assert list(chain_faults(after)) == []
    assert undo(signed_texts(after), amendments(after)[-1]) == signed_texts(plan)
    back = edited(after, withdraw(after))
    assert signed_texts(back) == signed_texts(plan)
    assert fingerprint(back) == fingerprint(plan)
    assert back.metadata == plan.metadata
    copies = [
        (r.criterion.source, r.result.source, r.target.source, r.status.text.source) for r in plan.results
    ]
    assert copies == [
        (r.criterion.source, r.result.source, r.target.source, r.status.text.source) for r in back.results
    ]


@settings(max_examples=inputs(15, 10_000))
@given(rounds=st.lists(CHANGES, min_size=1, max_size=4))
def test_what_was_signed_can_be_rebuilt_from_the_file_alone(rounds: list[dict[str, str]]) -> None:
    plan = read_plan(SAMPLES["marlowe-pike-substitution-ranking"])
    start, signed = signed_texts(plan), {}
    for values in rounds:
        try:
            plan = signed_by_both(amended(plan, values))
        except RefusedEdit:
            continue
        signed[fingerprint(plan)] = signed_texts(plan)
    assert agreed_texts(plan) == start
    texts = signed_texts(plan)
    for link in reversed(amendments(plan)):
        assert signed[link.after] == texts
        texts = undo(texts, link)


def test_nothing_outside_is_touched() -> None:
    text = text_of("active").replace("amendments:\n", "amendments: # with care\n")
    plan = read_plan(text)
    edits = amend(plan, None, DETAILS, {"Scope": "x"})
    assert "amendments: # with care\n" in apply_edits(text, edits)
    assert (
        edited(
            read_plan(apply_edits(text, edits)), withdraw(read_plan(apply_edits(text, edits)))
        ).document.text
        == text
    )


def test_only_the_last_amendment_is_replaced() -> None:
    plan = plan_with(both(AGREED), text=TEXT_2, amendments=LINKS)
    with pytest.raises(RefusedEdit, match="the open amendment must be the last one in the list"):
        link_edits(plan, amendments(plan)[0], None)


def test_a_result_of_no_criterion_stays_when_a_text_changes() -> None:
    other = "| 9 | Other | 5 | 3 | |\n"
    plan = plan_with(both(AGREED), text=TEXT.replace(RESULTS, RESULTS + other))
    assert other in amended(plan, {"criterion 1 target": "< 20 minutes"}).document.text

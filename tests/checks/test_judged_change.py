"""What a change is answerable for, judged without git: who signed, what was agreed, which side it is of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from poc_docs.checks import check_plan, check_signers
from poc_docs.checks.advice import quiet_days
from poc_docs.checks.commit import Change, Surroundings, judge_change
from poc_docs.checks.explaining import agreed_parameters, name_changes
from poc_docs.checks.portfolio import marks, sharing, sharing_groups
from poc_docs.checks.signers import Signing, SigningPolicy
from poc_docs.plan.reading import read_plan
from tests.checks.reference import TODAY, plan_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from poc_docs.plan.model import Plan

PLANNING, ACTIVE, COMPLETE = (text_of(name) for name in ("planning", "active", "complete"))
TARGET = ("≤ 12 minutes", "≤ 11 minutes")
SIGNED_BY_VENDOR = ACTIVE[ACTIVE.index("signatures:") : ACTIVE.index("  - party: prospect")]


def judged(*befores: Mapping[str, str], after: Mapping[str, str], **more: object) -> dict[str, set[str]]:
    """Give the codes found in each path, where all of them are judged."""
    change = Change(
        befores=tuple(plans(each) for each in befores), after=plans(after), judged=frozenset(after)
    )
    found = judge_change(change, Surroundings(**more))  # type: ignore[arg-type]
    return {path: {each.code for each in findings} for path, findings in found.items() if findings}


def plans(texts: Mapping[str, str]) -> dict[str, Plan]:
    return {path: read_plan(text) for path, text in texts.items()}


def test_a_lawful_change_is_found_clean() -> None:
    assert judged({"a.md": ACTIVE}, after={"a.md": ACTIVE}) == {}


def test_the_first_plan_of_all_is_found_clean() -> None:
    assert judged({}, after={"a.md": PLANNING}) == {}


def test_a_target_that_was_changed_after_it_was_agreed_is_named_at_its_place() -> None:
    changed = ACTIVE.replace(*TARGET)
    change = Change(
        befores=(plans({"a.md": ACTIVE}),), after=plans({"a.md": changed}), judged=frozenset({"a.md"})
    )
    found = [each for each in judge_change(change, Surroundings())["a.md"] if each.code == "POC402"]
    assert len(found) == 1
    assert "target of criterion" in found[0].message
    assert "'≤ 12 minutes' was agreed, now '≤ 11 minutes'" in found[0].message
    assert found[0].span.of(changed).strip() == "≤ 11 minutes"


def test_the_agreed_text_is_looked_for_where_the_version_before_is_not_it() -> None:
    changed, later = ACTIVE.replace(*TARGET), ACTIVE.replace(TARGET[0], "≤ 10 minutes")
    asked = []

    def agreed(path: str, parameters: frozenset[str]) -> Plan:
        asked.append((path, parameters))
        return read_plan(ACTIVE)

    change = Change(
        befores=(plans({"a.md": later}),), after=plans({"a.md": changed}), judged=frozenset({"a.md"})
    )
    found = judge_change(change, Surroundings(agreed=agreed))["a.md"]
    assert asked == [("a.md", agreed_parameters(read_plan(ACTIVE)))]
    assert any("'≤ 12 minutes' was agreed" in each.message for each in found)
    assert "POC402" in judged({"a.md": later}, after={"a.md": changed})["a.md"]


def test_without_the_agreed_text_the_finding_stays_as_it_was() -> None:
    plan = read_plan(ACTIVE.replace(*TARGET))
    found = check_plan(plan)
    assert name_changes(found, plan, None) == found


def test_a_change_that_has_no_place_of_its_own_is_told_where_the_finding_was() -> None:
    row = next(line for line in ACTIVE.splitlines(keepends=True) if TARGET[0] in line)
    plan = read_plan(ACTIVE.replace(row, "", 1))
    before = [each for each in check_plan(plan) if each.code == "POC402"]
    named = name_changes(before, plan, read_plan(ACTIVE))
    assert [each.span for each in named] == [each.span for each in before]
    assert "was agreed and is gone" in named[0].message


def test_a_plan_that_vanished_is_found_unless_it_lives_on_elsewhere() -> None:
    assert judged({"a.md": ACTIVE}, after={}) == {"a.md": {"POC503"}}
    assert judged({"a.md": ACTIVE}, after={"b.md": ACTIVE}) == {}
    assert judged({"a.md": PLANNING}, after={}) == {}


def test_a_path_is_compared_with_the_plan_of_the_same_id_also_where_another_one_stood_there() -> None:
    assert judged({"a.md": ACTIVE, "b.md": COMPLETE}, after={"a.md": COMPLETE, "b.md": ACTIVE}) == {}


def test_an_id_that_changed_after_work_began_is_found_at_its_path() -> None:
    identifier = read_plan(ACTIVE).id
    assert judged({"a.md": ACTIVE}, after={"a.md": ACTIVE.replace(identifier, "other", 1)})["a.md"]


def test_a_copy_of_a_plan_is_told_for_both_of_them() -> None:
    found = judged({"a.md": PLANNING}, after={"a.md": PLANNING, "b.md": PLANNING})
    assert {path: codes & {"POC601", "POC602"} for path, codes in found.items()} == {
        "a.md": {"POC601"},
        "b.md": {"POC601"},
    }
    assert judged({}, after={"b.md": PLANNING}, others=lambda _words: plans({"a.md": PLANNING}))["b.md"] == {
        "POC601"
    }


def test_a_merge_takes_the_other_side_s_record_as_it_is() -> None:
    """Ours is Planning still, theirs has begun: the file that came is theirs, and grew from what both had."""
    assert (
        judged(
            {"a.md": PLANNING},
            {"a.md": ACTIVE},
            after={"a.md": ACTIVE},
            common=lambda: (plans({"a.md": PLANNING}),),
        )
        == {}
    )


def test_a_merge_may_not_take_back_what_one_side_had_signed() -> None:
    unsigned = ACTIVE.replace(SIGNED_BY_VENDOR, "signatures:\n")
    found = judged(
        {"a.md": ACTIVE},
        {"a.md": unsigned},
        after={"a.md": unsigned},
        common=lambda: (plans({"a.md": ACTIVE}),),
    )
    assert "POC502" in found["a.md"]


UNSIGNED_TEXT = re.sub(r"(?m)^signatures:\n(?:  .*\n)+", "", PLANNING)
SIGNATURE = "  - {{party: vendor, name: {}, date: 2026-03-05, parameters: 'v1:sha256:" + "0" * 64 + "'}}\n"
LISTED = SigningPolicy(vendor_signers=("Bo Ek",))
NOT_THE_ENGINEER = SigningPolicy(not_the_sales_engineer=True)
OWN_COMMIT = SigningPolicy(by_own_commit=True)
BEFORE_WORK = read_plan(
    ACTIVE.replace("status: Active", "status: Planning").replace("started:", "x-started:")
)
UNSIGNED = read_plan(PLANNING)
LATEST = re.findall(r"  - party: vendor\n(?:    .*\n)+", ACTIVE)[-1]


@pytest.mark.parametrize(
    ("policy", "authors", "said"),
    [
        (SigningPolicy(), (), ""),
        (LISTED, (), "'Ines Falk' must not sign for the vendor; Bo Ek may"),
        (NOT_THE_ENGINEER, (), "'Ines Falk' must not sign for the vendor: the sales engineer"),
        (OWN_COMMIT, ("ines  falk",), ""),
        (OWN_COMMIT, ("Bo Ek",), "must come in a commit of that person; 'Bo Ek' wrote it"),
        (OWN_COMMIT, (), "must come in a commit of that person; nobody wrote it"),
    ],
)
def test_a_new_signature_is_judged_by_name_and_author(
    policy: SigningPolicy, authors: tuple[str, ...], said: str
) -> None:
    signing = Signing(policy=policy, befores=(UNSIGNED,), authors=lambda _id, _signature: authors)
    found = check_signers(plan_of("active"), signing)
    assert {each.code for each in found} == ({"POC410"} if said else set())
    assert said in "".join(each.message for each in found)


def test_where_no_authors_are_known_nobody_s_own_commit_is_seen() -> None:
    found = check_signers(plan_of("active"), Signing(policy=OWN_COMMIT, befores=(UNSIGNED,)))
    assert {"nobody wrote it" in each.message for each in found} == {True}


def test_a_signature_that_stood_there_before_is_judged_where_work_starts_and_not_later() -> None:
    active = plan_of("active")
    starts = Signing(policy=LISTED, befores=(BEFORE_WORK,))
    assert len(check_signers(active, starts)) == 1
    assert check_signers(active, Signing(policy=LISTED, befores=(active,))) == []
    assert check_signers(active, Signing(policy=LISTED)) == []


def test_in_planning_it_is_enough_that_somebody_who_may_sign_has_signed_the_same_text() -> None:
    assert len(check_signers(BEFORE_WORK, Signing(policy=LISTED))) == 1
    text = BEFORE_WORK.document.text
    both = read_plan(text.replace(LATEST, LATEST + LATEST.replace("Ines Falk", "Bo Ek")))
    assert check_signers(both, Signing(policy=LISTED)) == []


def test_plans_share_a_mark_where_id_or_prospect_s_signature_are_the_same() -> None:
    active, planning = plan_of("active"), plan_of("planning")
    copied = replace(active, metadata=replace(active.metadata, id=None)) if active.metadata else active
    found = {"a": marks(active), "b": marks(copied), "c": marks(planning)}
    assert sharing(found) == ["a", "b"]
    assert sharing({"a": marks(active), "c": marks(planning)}) == []


def test_plans_that_share_something_over_others_are_in_one_group() -> None:
    marked = {"a": ["x"], "b": ["x", "y"], "c": ["z"], "d": ["y"], "e": ["v"], "f": ["w"], "g": ["w"]}
    assert sharing_groups(marked) == [["a", "b", "d"], ["f", "g"]]
    assert sharing_groups({"a": ["x"], "b": []}) == []


def test_on_quiet_days_no_advice_depends_on_the_day() -> None:
    for name in ("planning", "active", "complete"):
        plan = plan_of(name)
        first, last = quiet_days(plan)
        days = [day for day in (first, TODAY, last) if first <= day <= last]
        assert len({tuple(map(str, check_plan(plan, day))) for day in days}) <= 1
        assert last >= first


def test_of_two_records_that_exclude_each_other_a_merge_takes_one_side_s() -> None:
    sides = [
        {"a.md": UNSIGNED_TEXT.replace("---\n", f"---\nsignatures:\n{SIGNATURE.format(name)}", 1)}
        for name in ("Bo Ek", "Ada Berg")
    ]
    both_had, unknown = {"a.md": UNSIGNED_TEXT}, {"a.md": "# Notes\n"}
    assert "POC502" not in str(judged(*sides, after=sides[1], common=lambda: (plans(both_had),)))
    assert "POC502" in judged(*sides, after=sides[1], common=lambda: (plans(unknown),))["a.md"]
    assert "POC502" in judged(sides[0], after=sides[1])["a.md"]


def test_a_plan_that_is_not_to_be_judged_is_compared_with_the_one_before_alone() -> None:
    change = Change(
        befores=(plans({"a.md": ACTIVE}),), after=plans({"a.md": ACTIVE.replace(*TARGET)}), judged=frozenset()
    )
    assert not any(judge_change(change, Surroundings()).values())

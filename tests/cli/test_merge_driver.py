"""``poc-docs merge-driver``, called by a real git in real merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = "plans/halden.md"
ACTIVE = (PROJECT / "tests/plans/active.md").read_bytes().decode()
DRIVER = "poc-docs merge-driver --marker-size %L %O %A %B %P"

SIGNATURE = """\
  - party: prospect
    name: Kari Lund
    date: 2026-03-20
    evidence: mail of 2026-03-20
"""


@pytest.fixture
def plans(repository: Repository) -> Repository:
    """Give a repository set up as docs/merging.md says, with one plan."""
    repository.git("config", "core.hooksPath", "no-hooks")
    repository.git("config", "merge.poc-docs.name", "plans by row, cell and key")
    repository.git("config", "merge.poc-docs.driver", DRIVER)
    repository.write(".gitattributes", "plans/**/*.md merge=poc-docs diff=poc-docs\n")
    repository.write(PLAN, ACTIVE)
    repository.commit("A plan")
    return repository


def row(number: int) -> str:
    """Give the row of a criterion in Results."""
    results = ACTIVE[ACTIVE.index("## Results") :]
    return next(line for line in results.splitlines() if line.startswith(f"| {number} "))


def filled(number: int, result: str, status: str) -> str:
    """Give the row with result and status, laid out anew."""
    cells = [cell.strip() for cell in row(number).strip("|").split("|")]
    return f"| {number} | {cells[1]} | {result} | {cells[3]} | {status} |"


def merge(
    plans: Repository,
    ours: Callable[[Repository], object],
    theirs: Callable[[Repository], object],
    *,
    clean: bool = True,
) -> str:
    """Let each side commit its change on a branch of its own, and merge; give all that git said."""
    plans.git("checkout", "-q", "-b", "side")
    theirs(plans)
    plans.commit("Theirs")
    plans.git("checkout", "-q", "main")
    ours(plans)
    plans.commit("Ours")
    return plans.git("merge", "--no-edit", "side", succeeds=clean)


def replacing(*edits: tuple[str, str], name: str = PLAN) -> Callable[[Repository], None]:
    def change(repository: Repository) -> None:
        for old, new in edits:
            repository.replace(name, old, new)

    return change


def plan(repository: Repository, name: str = PLAN) -> str:
    return (repository.root / name).read_bytes().decode()


def edited(*edits: tuple[str, str]) -> str:
    text = ACTIVE
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


NEIGHBOURS = (row(1), filled(1, "7.4 minutes", "Pass")), (row(2), filled(2, "5.1%", "Pass"))


def test_two_people_fill_in_neighbouring_rows(plans: Repository) -> None:
    one, other = NEIGHBOURS
    merge(plans, replacing(one), replacing(other))
    assert plan(plans) == edited(one, other)
    assert plans.git("status", "--porcelain") == ""


def test_without_the_driver_the_same_is_a_conflict(plans: Repository) -> None:
    plans.write(".gitattributes", "")
    plans.commit("No driver")
    one, other = NEIGHBOURS
    assert "CONFLICT" in merge(plans, replacing(one), replacing(other), clean=False)


def test_one_cell_with_two_values_is_a_conflict_with_gits_own_marks(plans: Repository) -> None:
    mine, yours = filled(1, "7.4 minutes", "Pass"), filled(1, "8 minutes", "Pass")
    other = NEIGHBOURS[1]
    said = merge(plans, replacing((row(1), mine)), replacing((row(1), yours), other), clean=False)
    assert "poc-docs: plans/halden.md: 1 conflict; look for '<<<<<<< ours'" in said
    assert "CONFLICT (content): Merge conflict in plans/halden.md" in said
    block = f"<<<<<<< ours\n{mine}\n=======\n{yours}\n>>>>>>> theirs"
    assert plan(plans) == edited((row(1), block), other)
    assert plans.git("diff", "--name-only", "--diff-filter=U").split() == [PLAN]
    plans.replace(PLAN, block, mine)
    plans.commit("Resolved")


def test_a_signature_on_one_side_and_a_result_on_the_other(plans: Repository) -> None:
    signing = ("started: {", SIGNATURE + "started: {")
    merge(plans, replacing(signing), replacing(NEIGHBOURS[0]))
    assert plan(plans) == edited(signing, NEIGHBOURS[0])


def test_a_signature_on_each_side(plans: Repository) -> None:
    later = SIGNATURE.replace("Kari Lund", "Ola Nes").replace("03-20", "03-21")
    merge(
        plans,
        replacing(("started: {", later + "started: {")),
        replacing(("started: {", SIGNATURE + "started: {")),
    )
    assert plan(plans) == edited(("started: {", SIGNATURE + later + "started: {"))


def test_a_rename_on_one_side_and_a_result_on_the_other(plans: Repository) -> None:
    def rename(repository: Repository) -> None:
        (repository.root / "plans/archive").mkdir()
        repository.git("mv", PLAN, "plans/archive/halden.md")
        repository.replace("plans/archive/halden.md", NEIGHBOURS[1][0], NEIGHBOURS[1][1])

    merge(plans, rename, replacing(NEIGHBOURS[0]))
    assert plan(plans, "plans/archive/halden.md") == edited(*NEIGHBOURS)
    assert not (plans.root / PLAN).exists()


def test_rebase_and_cherry_pick_use_it_too(plans: Repository) -> None:
    one, other = NEIGHBOURS
    plans.git("checkout", "-q", "-b", "side")
    plans.replace(PLAN, *other)
    plans.commit("Theirs")
    plans.git("checkout", "-q", "main")
    plans.replace(PLAN, *one)
    plans.commit("Ours")
    plans.git("checkout", "-q", "-b", "picked")
    plans.git("cherry-pick", "side")
    assert plan(plans) == edited(one, other)
    plans.git("checkout", "-q", "side")
    plans.git("rebase", "-q", "main")
    assert plan(plans) == edited(one, other)


def test_crlf_and_a_missing_last_line_break_survive(plans: Repository) -> None:
    text = ACTIVE.replace("\n", "\r\n").rstrip()
    plans.write(PLAN, text)
    plans.commit("From Windows")
    one, other = NEIGHBOURS
    merge(plans, replacing(one), replacing(other))
    assert plan(plans) == text.replace(*one).replace(*other)


def test_two_plans_at_one_path_are_merged_by_lines(plans: Repository) -> None:
    def added(text: str) -> Callable[[Repository], object]:
        return lambda repository: repository.write("plans/new.md", text)

    said = merge(
        plans,
        added(ACTIVE.replace("id: halden-route-planning", "id: one")),
        added(ACTIVE.replace("id: halden-route-planning", "id: two")),
        clean=False,
    )
    assert "plans/new.md: merged by lines, because these are different plans: one, two" in said
    assert "<<<<<<< ours\nid: one\n=======\nid: two\n>>>>>>> theirs\n" in plan(plans, "plans/new.md")


def test_what_is_no_plan_is_merged_as_git_does_it(plans: Repository) -> None:
    plans.write("plans/broken.md", "---\nid: [\n---\n\none\n\ntwo\n\nthree\n")
    plans.commit("Broken")
    merge(
        plans,
        replacing(("one", "1"), name="plans/broken.md"),
        replacing(("three", "3"), name="plans/broken.md"),
    )
    assert plan(plans, "plans/broken.md") == "---\nid: [\n---\n\n1\n\ntwo\n\n3\n"


def files(repository: Repository, *texts: bytes) -> list[str]:
    for number, text in enumerate(texts):
        repository.write(f"version {number}.md", text)
    return [f"version {number}.md" for number in range(len(texts))]


def test_by_hand_it_writes_ours_and_says_how_it_went(plans: Repository) -> None:
    one, other = NEIGHBOURS
    names = files(plans, ACTIVE.encode(), edited(one).encode(), edited(other).encode())
    assert plans.poc_docs("merge-driver", *names, PLAN) == ""
    assert plan(plans, names[1]) == edited(one, other)
    clash = edited((row(1), filled(1, "8 minutes", "Pass")))
    names = files(plans, ACTIVE.encode(), edited(one).encode(), clash.encode())
    plans.poc_docs("merge-driver", "--marker-size", "9", *names, PLAN, code=1)
    assert "<<<<<<<<< ours\n" in plan(plans, names[1])


def test_bytes_that_are_no_text_stay_as_they_are(plans: Repository) -> None:
    names = files(plans, b"\x00a", b"\x00b", b"\x00c\xff")
    said = plans.poc_docs("merge-driver", *names, PLAN, code=2)
    assert "Cannot merge binary files" in said
    assert (plans.root / names[1]).read_bytes() == b"\x00b"
    assert "does not exist" in plans.poc_docs("merge-driver", "none", "none", "none", PLAN, code=2)


def test_an_error_of_ours_is_no_loss_of_theirs(plans: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("bug")

    monkeypatch.setattr("poc_docs.writing.merging.merge_plans", broken)
    names = files(plans, b"a\n\nb\n\nc\n", b"A\n\nb\n\nc\n", b"a\n\nb\n\nC\n")
    assert "merged by lines, because of an internal error" in plans.poc_docs("merge-driver", *names, PLAN)
    assert plan(plans, names[1]) == "A\n\nb\n\nC\n"


def recorded(*options: str) -> Callable[[Repository], object]:
    return lambda repository: repository.poc_docs("results", "halden", *options)


def row_in(text: str) -> str:
    """Give the row of the first criterion in Results."""
    results = text[text.index("## Results") :]
    return next(line for line in results.splitlines(keepends=True) if line.startswith("| 1 "))


JUDGED = ("--verdict", "1=Fail", "--note", "1=Judged by Tove B (prospect): it stalls, a clear Fail")


@pytest.mark.parametrize("statement", [JUDGED, ("--evidence", "1=run-7.csv")])
def test_what_was_said_of_one_result_is_not_said_of_another(
    plans: Repository, statement: tuple[str, ...]
) -> None:
    plans.poc_docs("results", "halden", "--set", "1=21 minutes")
    plans.commit("Measured")
    merge(plans, recorded(*statement), recorded("--set", "1=9 minutes"), clean=False)
    mine, yours = plans.git("show", f"main:{PLAN}"), plans.git("show", f"side:{PLAN}")
    assert "| 21 minutes | ≤ 12 minutes | Fail | " in row_in(mine)
    assert "| 9 minutes | ≤ 12 minutes | Pass |\n" in row_in(yours)
    wider = row_in(yours).rstrip("\n") + " |\n"
    block = f"<<<<<<< ours\n{row_in(mine)}=======\n{wider}>>>>>>> theirs\n"
    assert plan(plans) == mine.replace(row_in(mine), block)


def test_each_side_of_a_conflict_is_the_row_as_that_side_had_it(plans: Repository) -> None:
    merge(plans, recorded("--set", "1=8 minutes"), recorded("--set", "1=21 minutes"), clean=False)
    mine, yours = plans.git("show", f"main:{PLAN}"), plans.git("show", f"side:{PLAN}")
    assert "8 minutes | ≤ 12 minutes | Pass |" in row_in(mine)
    assert "21 minutes | ≤ 12 minutes | Fail |" in row_in(yours)
    block = f"<<<<<<< ours\n{row_in(mine)}=======\n{row_in(yours)}>>>>>>> theirs\n"
    assert plan(plans) == mine.replace(row_in(mine), block)


def test_the_same_result_on_both_sides_and_its_evidence_on_one(plans: Repository) -> None:
    evidence = recorded("--set", "1=8 minutes", "--evidence", "1=run-8.csv")
    merge(plans, recorded("--set", "1=8 minutes"), evidence)
    assert plan(plans) == plans.git("show", f"side:{PLAN}")

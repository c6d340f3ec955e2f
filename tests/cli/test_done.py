"""``done``: one thing is meant and no other, and what was disclosed stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from poc_docs.plan.agreement.fingerprints import disclosed_fingerprint
from poc_docs.plan.reading import read_plan
from tests.cli.bare_plans import make_bare
from tests.cli.three_plans import ACTIVE, copy_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

LISTS = """
---

## Infrastructure Setup

- [ ] Accounts provisioned -- Daniel Osei, 2026-11-02
- [x] Integration points mapped

## Conversion

- [ ] Legal review -- Gwen Tregear
- [ ] Legal review -- Daniel Osei
"""


@pytest.fixture(scope="module")
def made(three_plans: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``listed`` gives a copy of."""
    repository = copy_of(three_plans, tmp_path_factory.mktemp("listed") / "pocs")
    text = text_of(make_bare(repository), ACTIVE).replace("5. [x] Give access", "5. Give access") + LISTS
    repository.write(ACTIVE, text)
    repository.commit("Lists")
    return repository


@pytest.fixture
def listed(made: Repository, tmp_path: Path) -> Repository:
    """Give a repository whose Active plan has an open setup step without a box, and lists."""
    return copy_of(made, tmp_path / "pocs")


@pytest.mark.parametrize(
    ("what", "said", "before", "after"),
    [
        (("Offline", "comparison"), "milestone 5: Offline comparison with the rule table is done, 2026-11-22",
         "| 2026-11-26 |            |", "| 2026-11-26 | 2026-11-22 |"),
        (("milestone", "5", "--date", "2026-11-20"), "is done, 2026-11-20.",
         "| 2026-11-26 |            |", "| 2026-11-26 | 2026-11-20 |"),
        (("step", "5", "--date", "2026-10-20"), "A setup step keeps no day: it is ticked",
         "5. Give access", "5. [x] Give access"),
        (("accounts", "--date", "2026-10-20"), "infrastructure 1: Accounts provisioned is done, 2026-10-20.",
         "- [ ] Accounts provisioned -- Daniel Osei, 2026-11-02",
         "- [x] Accounts provisioned -- Daniel Osei, 2026-11-02, done 2026-10-20"),
        (("conversion 2",), "conversion 2: Legal review is done, 2026-11-22.",
         "- [ ] Legal review -- Daniel Osei", "- [x] Legal review -- Daniel Osei, done 2026-11-22"),
    ],
)  # fmt: skip
def test_it_is_done_and_can_be_undone(
    listed: Repository, what: tuple[str, ...], said: str, before: str, after: str
) -> None:
    text = text_of(listed, ACTIVE)
    assert text.count(before) == 1
    assert said in listed.poc_docs("done", "marlowe", *what)
    done = text_of(listed, ACTIVE)
    assert done == text.replace(before, after)
    assert disclosed_fingerprint(read_plan(done)) == disclosed_fingerprint(read_plan(text))
    assert "is done already" in listed.poc_docs("done", "marlowe", *what)
    assert text_of(listed, ACTIVE) == done
    listed.commit("Done")
    words = tuple(word for word in what if not word.startswith(("--", "2026")))
    assert "is open again." in listed.poc_docs("done", "marlowe", *words, "--undo")
    undone = text_of(listed, ACTIVE)
    assert undone == (text if "5. Give" not in before else text.replace("5. Give", "5. [ ] Give"))
    assert "is open already." in listed.poc_docs("done", "marlowe", *words, "--undo")
    listed.commit("Not after all")


def test_the_diff_shows_it_and_writes_nothing(listed: Repository) -> None:
    text = text_of(listed, ACTIVE)
    assert "+5. [x] Give access" in listed.poc_docs("done", "marlowe", "step", "5", "--diff")
    assert text_of(listed, ACTIVE) == text


def test_what_the_plan_knows_from_elsewhere_stays_known(listed: Repository) -> None:
    said = listed.poc_docs("done", "marlowe", "integration points", "--undo")
    assert "It still counts as done: Environment names Kafka" in said


@pytest.mark.parametrize(
    ("arguments", "message", "advice"),
    [
        (("legal",), "may be conversion 1: Legal review; conversion 2: Legal review", "conversion 1"),
        (("re",), "'re' may be ", "milestone 2 or milestone 3"),
        (("acounts",), "there is no 'acounts'", "infrastructure 1"),
        (("nothing",), "open are milestone 5: Offline comparison", "poc-docs done"),
        (("load test", "--undo", "--date", "2026-11-13"), "--undo takes no --date", "--undo"),
        (("zzz", "--undo"), "done are milestone 1: Instance", "--undo"),
        (("milestone 9",), "there is no 'milestone 9'", 'ranking "…"'),
        (("…",), "there is no '…'", 'ranking "…"'),
        (("milestone 5", "--date", "2026-11-23"), "2026-11-23 lies in the future", "2026-11-22"),
        (
            ("milestone 5", "--date", "2026-11-01"),
            "outside the PoC, which starts on 2026-11-02",
            "--date 2026-11-02",
        ),
        (("accounts", "--date", "2026-12-24"), "lies in the future", "today"),
        (("milestone 1", "--date", "2026-11-04"), "done already, since 2026-11-05", "--undo, then"),
        (("integration points", "--date", "2026-11-04"), "done already, and keeps no day", "--undo, then"),
    ],
)
def test_refused(listed: Repository, arguments: tuple[str, ...], message: str, advice: str) -> None:
    before = text_of(listed, ACTIVE)
    said = listed.poc_docs("done", "marlowe", *arguments, code=2)
    assert message in said
    assert advice in said.split("->")[1]
    assert text_of(listed, ACTIVE) == before


def test_where_nothing_is_open_or_nothing_is_there_that_is_said(begun: Repository) -> None:
    text = text_of(make_bare(begun), ACTIVE)
    begun.write(ACTIVE, text.replace("|            |", "| 2026-11-20 |"))
    assert "all that it has is done" in begun.poc_docs("done", "marlowe", "zzz", code=2)
    head, rest = text.split("### Setup Steps", 1)
    begun.write(ACTIVE, head + "## Risk Assessment" + rest.split("## Risk Assessment", 1)[1])
    assert "has nothing that could be done" in begun.poc_docs("done", "marlowe", "zzz", code=2)


def test_a_standard_item_of_a_missing_section_says_how_to_add_it(begun: Repository) -> None:
    before = text_of(make_bare(begun), ACTIVE)
    for said, section in (("reference", "conversion"), ("accounts provisioned", "infrastructure-setup")):
        told = begun.poc_docs("done", "marlowe", said, code=2)
        assert f"-> poc-docs add marlowe-pike-substitution-ranking {section}\n" in told
    assert text_of(begun, ACTIVE) == before


def test_what_follows_from_a_fact_is_done_already_and_is_ticked_without_a_day(listed: Repository) -> None:
    text = text_of(listed, ACTIVE)
    ticked = text.replace("- [x] Integration points", "- [ ] Integration points")
    assert ticked != text
    listed.write(ACTIVE, ticked)
    assert "Integration points" not in listed.poc_docs("done", "marlowe", "zzz", code=2)
    said = listed.poc_docs("done", "marlowe", "integration points")
    assert "is done already: Environment names Kafka" in said
    assert text_of(listed, ACTIVE) == text


def test_a_milestone_may_be_done_before_the_first_day_of_work_once_the_plan_is_active(
    listed: Repository,
) -> None:
    listed.replace(ACTIVE, "started: {date: 2026-11-02", "started: {date: 2026-10-30")
    assert "outside the PoC" in listed.poc_docs(
        "done", "marlowe", "milestone 5", "--date", "2026-10-29", code=2
    )
    said = listed.poc_docs("done", "marlowe", "milestone 5", "--date", "2026-10-31")
    assert "Note: that is 2 days before the first day of work, 2026-11-02." in said

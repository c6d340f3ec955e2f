"""``poc-docs gaps`` in a real repository."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from poc_docs.repository.known_good import read_known, write_known
from tests.cli.three_plans import COMPLETE, copy_of, text_of
from tests.portfolio.gap_plans import HEADER, REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.surroundings import Repository

SCANS = "Rotated scans are read without turning them first"


@pytest.fixture(scope="module")
def made(three_plans: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Make what ``registered`` gives a copy of."""
    repository = copy_of(three_plans, tmp_path_factory.mktemp("registered") / "pocs")
    repository.write("gaps.md", REGISTER + "| GAP-4 | Rotated scans | Documents | Bo Lind | Open | | |\n")
    repository.poc_docs("crm", "belrive", "--amount", "90.00 EUR")
    repository.commit("Register")
    return repository


@pytest.fixture
def registered(made: Repository, tmp_path: Path) -> Repository:
    """Give three plans, of which one has two gaps, and a register."""
    return copy_of(made, tmp_path / "pocs")


@pytest.mark.parametrize("option", [(), ("--revisit",), ("--area", "documents")])
def test_where_there_is_no_gap_none_is_to_be_set(repository: Repository, option: tuple[str, ...]) -> None:
    assert "gaps set" not in repository.poc_docs("gaps", *option)
    repository.write("gaps.md", REGISTER.partition("| GAP-1")[0])
    said = repository.poc_docs("gaps", *option)
    assert "gaps set" not in said
    assert option or said.startswith("gaps.md has no gap, and no plan names a gap.")


def test_without_a_register_it_prints_one_to_paste(begun: Repository) -> None:
    said = begun.poc_docs("gaps")
    assert "| GAP-8 | Rotated scans" in said
    assert "| GAP-9 | Correction screen" in said
    assert "Next: paste the rows above into a new file gaps.md" in said
    begun.replace(COMPLETE, "| GAP-8 |", "| |")
    said = begun.poc_docs("gaps")
    assert "Not in the register: 2 gaps" in said
    table = said[said.index("| Id |") : said.index("\n\nNext: ")]
    begun.write("gaps.md", f"# Gaps\n\n{table}\n")
    after = begun.poc_docs("gaps")
    assert f"GAP-1  {SCANS}\n    Open\n    no plan names it" in after
    assert f"-> poc-docs gaps link GAP-1 belrive-claims-intake '{SCANS}'" in after


ALIKE = [
    f"No {word} export of the invoice archive to the data lake"
    for word in ("bulk", "nightly", "signed", "fast", "raw")
]


def with_many_gaps(registered: Repository) -> None:
    """Give the finished plan eleven friends, with a gap of the register, and five gaps that look alike."""
    registered.replace("gaps.md", "| Rotated scans |", f"| {SCANS} |")
    text = text_of(registered, COMPLETE)
    rows = "".join(f"| {title} | Low | none | Product | | |\n" for title in ALIKE)
    row = next(line for line in text.split("\n") if SCANS in line)
    registered.write(COMPLETE, text.replace(f"{row}\n", f"{row}\n{rows}"))
    for number in range(11):
        copy = text.replace("id: belrive", f"id: belrive-{number}").replace(
            "opportunity: OPP-", f"opportunity: OPP-{number}"
        )
        registered.write(f"plans/friend-{number}.md", copy)


def test_of_many_plans_and_look_alikes_a_few_are_shown_and_all_of_them_with_all(
    registered: Repository,
) -> None:
    with_many_gaps(registered)
    said = registered.poc_docs("gaps")
    scans = said.split(f"\nGAP-8  {SCANS}\n")[1].split("\n\n")[0]
    assert scans.startswith("    behind it: 12 deals, ")
    assert scans.count("    - Assurances Belrive") == 10
    assert "\n    and 2 more plans (--all shows them)\n" in scans
    assert scans.count("-> poc-docs gaps link GAP-4") == 10
    assert scans.endswith("\n      -> and 2 more plans (--all shows them)")
    for title in ALIKE:
        part = said.split(f"\n{title}\n")[1].split("\n\n")[0]
        assert part.count("Then one row is enough for both") == 3
        assert part.endswith("\n    and 1 more look-alike (--all shows them)")
    assert said.count("the register has no gap 'GAP-8'") == 10
    assert "\nand 2 more rows (--all shows them)\n" in said
    everything = registered.poc_docs("gaps", "--all")
    assert everything.count("the register has no gap 'GAP-8'") == 12
    assert "--all" not in everything
    assert everything.count("-> poc-docs gaps link GAP-4") == 12
    assert everything.count("Then one row is enough for both") == 20


def test_the_json_has_every_plan_and_of_look_alikes_as_many_as_the_text(registered: Repository) -> None:
    with_many_gaps(registered)
    for options, most in (((), 3), (("--all",), 4)):
        value = json.loads(registered.poc_docs("gaps", "--format", "json", *options))
        assert {gap["id"]: len(gap["plans"]) for gap in value["unknown"]}["GAP-8"] == 12
        alike = {each["gap"]["gap"]: each for each in value["alike"]}
        assert {*ALIKE} < {*alike}
        for title in ALIKE:
            assert alike[title]["look_alikes"] == 4
            found = alike[title]["nearest"]
            assert len(found) == most
            assert {each["gap"] for each in found} <= {*ALIKE} - {title}
            nearness = [each["nearness"] for each in found]
            assert nearness == sorted(nearness, reverse=True)


def test_titles_that_are_as_they_were_are_not_compared_again(registered: Repository) -> None:
    with_many_gaps(registered)
    before = registered.poc_docs("gaps")
    path = registered.root / ".git/poc-docs/look-alikes"
    place = (str(registered.root / ".git"), "look-alikes", path.read_text().split("\n")[2])
    ((name, kept),) = read_known(*place).items()
    asked, answer = json.loads(kept)
    lie = json.dumps([asked, [[nearest, in_all and in_all + 100] for nearest, in_all in answer]])
    write_known(*place, {name: lie})
    assert "and 101 more look-alikes" in registered.poc_docs("gaps")
    assert registered.poc_docs("gaps", "--no-cache") == before
    registered.replace(COMPLETE, ALIKE[0], "Nothing of the kind")
    assert "more look-alike" not in registered.poc_docs("gaps")


def test_a_link_puts_the_deal_behind_the_gap_and_passes_the_gate(registered: Repository) -> None:
    before = text_of(registered, COMPLETE)
    diff = registered.poc_docs("gaps", "link", "gap-4", "belrive", "Rotated scans", "--diff")
    assert "| GAP-4 |" in diff
    assert text_of(registered, COMPLETE) == before
    assert f"'{SCANS}' is GAP-4, 'Rotated scans'." in registered.poc_docs(
        "gaps", "link", "gap-4", "belrive", "Rotated scans"
    )
    registered.commit("Linked")
    said = registered.poc_docs("gaps", "--area", "documents")
    assert "behind it: 1 deal, 60 EUR" in said
    assert "Medium; Proceed, deal won; 60 EUR of 90 EUR" in said
    assert "Nothing to change" in registered.poc_docs("gaps", "link", "GAP-4", "belrive", SCANS)


def test_shipping_a_gap_changes_its_cells_alone_and_says_what_to_revisit(registered: Repository) -> None:
    registered.replace(COMPLETE, "**Outcome:** Proceed", "**Outcome:** Conditional")
    registered.poc_docs("gaps", "link", "GAP-4", "belrive", "Rotated scans")
    before = text_of(registered, "gaps.md")
    said = registered.poc_docs("gaps", "set", "GAP-4", "--status", "Shipped", "--release", "2026.11")
    assert "GAP-4: Status Shipped, Release 2026.11" in said
    assert "GAP-4 shipped in 2026.11: Rotated scans" in said
    old = "| GAP-4 | Rotated scans | Documents | Bo Lind | Open | | |"
    new = "| GAP-4 | Rotated scans | Documents | Bo Lind | Shipped | 2026.11 | |"
    assert text_of(registered, "gaps.md") == before.replace(old, new)
    assert "no No-go or Conditional plan names it" in said, "nothing is computed from a plan with errors"
    assert "GAP-2 shipped in 2026.11: Audit log" in registered.poc_docs("gaps", "--revisit")


def test_revisit_names_the_plan_and_what_to_type(registered: Repository) -> None:
    registered.poc_docs("results", "marlowe", "--set", "1=999 ms", "--gap", "1=Slow ranking")
    registered.poc_docs("gaps", "link", "GAP-2", "marlowe", "Slow ranking")
    said = registered.poc_docs("gaps", "--revisit")
    assert "Marlowe & Pike Stores" in said
    assert "No-go" in said
    assert "Next: poc-docs show marlowe-pike-substitution-ranking" in said
    assert "poc-docs show marlowe" in registered.poc_docs(
        "gaps", "set", "GAP-2", "--status", "Shipped", "--area", "x"
    )


def test_the_json(registered: Repository) -> None:
    registered.poc_docs("gaps", "link", "GAP-4", "belrive", "Rotated scans")
    value = json.loads(registered.poc_docs("gaps", "--format", "json", "--owner", "bo"))
    assert [gap["id"] for gap in value["gaps"]] == ["GAP-2", "GAP-4"]
    assert value["gaps"][1]["amounts"] == [{"amount": "60.00", "currency": "EUR"}]
    assert [gap["gap"] for gap in value["unregistered"]] == [
        "Correction screen has no keyboard shortcut for the next claim"
    ]
    assert value["version"] == 2


def test_a_broken_register_is_named_with_place_and_way_out_and_nothing_is_computed(
    registered: Repository,
) -> None:
    registered.replace("gaps.md", "| Open | | |\n| GAP-2", "| Opn | | |\n| GAP-2")
    for arguments in (
        ("gaps",),
        ("gaps", "set", "GAP-1", "--area", "x"),
        ("gaps", "link", "GAP-1", "belrive", "scans"),
    ):
        said = registered.poc_docs(*arguments, code=1)
        assert "gaps.md:5:" in said
        assert "-> did you mean 'Open'?" in said
        assert "behind it" not in said
    registered.commit("A broken register stops no commit")


def test_one_unreadable_plan_stops_nothing(registered: Repository) -> None:
    registered.write("plans/broken.md", b"caf\xe9")
    said = registered.poc_docs("gaps")
    assert "plans/broken.md: 1 error; nothing of it is counted" in said
    assert "behind it: 1 deal" in said


def test_an_id_that_the_register_lacks_is_no_error(registered: Repository) -> None:
    registered.poc_docs("gaps", "link", "GAP-4", "belrive", "Rotated scans")
    registered.replace(COMPLETE, "| GAP-4 |", "| GAP-44 |")
    said = registered.poc_docs("gaps")
    assert "the register has no gap 'GAP-44'" in said
    assert "-> add its row to gaps.md" in said
    assert f"| GAP-44 | {SCANS}" in said
    registered.poc_docs("check", "belrive")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("set", "GAP-9", "--status", "Shipped"), "gaps.md has no gap 'GAP-9'"),
        (("set", "GAP-1"), "say what is to change"),
        (("set", "GAP-1", "--area", "a\u200bb"), "hidden character"),
        (("set", "GAP-1", "--link", "<script>"), "raw HTML"),
        (("set", "GAP-1", "--status", "Gone"), "is not one of"),
        (("link", "GAP-9", "belrive", "scans"), "gaps.md has no gap 'GAP-9'"),
        (("link", "GAP-1", "belrive", "engine"), "has no gap row 'engine'"),
        (("link", "GAP-1", "belrive", "e"), "fits 2 gap rows"),
        (("link", "GAP-1", "nobody", "e"), "there is no plan 'nobody'"),
        (("--revisit", "set", "GAP-1", "--area", "x"), "options of 'gaps' say what to show"),
    ],
)
def test_refused(registered: Repository, arguments: tuple[str, ...], message: str) -> None:
    before = text_of(registered, "gaps.md"), text_of(registered, COMPLETE)
    assert message in registered.poc_docs("gaps", *arguments, code=2)
    assert (text_of(registered, "gaps.md"), text_of(registered, COMPLETE)) == before


def test_a_register_that_is_no_text_or_no_file_is_refused(begun: Repository) -> None:
    begun.write("gaps.md", b"caf\xe9")
    assert "gaps.md:1:4: the file is not UTF-8" in begun.poc_docs("gaps", code=2)
    (begun.root / "gaps.md").unlink()
    (begun.root / "gaps.md").mkdir()
    assert "is a folder" in begun.poc_docs("gaps", code=2)


def test_without_gaps_or_with_none_that_fit_it_says_so(begun: Repository) -> None:
    (begun.root / COMPLETE).unlink()
    assert "There is no gaps.md yet, and no plan names a gap." in begun.poc_docs("gaps")
    assert "No gap shipped." in begun.poc_docs("gaps", "--revisit")
    begun.write("gaps.md", HEADER)
    assert "No gap of the register is like that." in begun.poc_docs("gaps", "--owner", "nobody")

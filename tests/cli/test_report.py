"""``poc-docs report``: the right file in the right place, and nothing of anybody's lost."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation

from poc_docs.cli import report
from poc_docs.reports.recognising import sealed
from poc_docs.repository import printing
from tests.cli.three_plans import ACTIVE, COMPLETE

if TYPE_CHECKING:
    from tests.surroundings import Repository

FILES = {"r.md": (), "r.html": (), "r.pptx": (), "w.html": ("--kind", "win")}


def test_text_goes_to_standard_output_and_nothing_else_does(begun: Repository) -> None:
    text = begun.poc_docs("report", "belrive")
    assert text.startswith("<!-- poc-docs report -->\n\n# Executive summary: Assurances Belrive")
    assert "Next:" not in text
    page = begun.poc_docs("report", "belrive", "--format", "html", "--kind", "win")
    assert page.startswith("<!doctype html>\n")
    assert page.endswith("</html>\n")


def test_the_ending_says_the_format(begun: Repository) -> None:
    for name, more in FILES.items():
        assert f"Wrote {name}: {COMPLETE}, Proceed." in begun.poc_docs("report", "belrive", *more, "-o", name)
    assert (begun.root / "r.md").read_bytes() == sealed(begun.poc_docs("report", "belrive").encode())
    assert len(Presentation(io.BytesIO((begun.root / "r.pptx").read_bytes())).slides) <= 8


def test_the_same_plan_gives_the_same_bytes_and_may_be_written_over(begun: Repository) -> None:
    before = {}
    for name, more in FILES.items():
        begun.poc_docs("report", "belrive", *more, "-o", name)
        before[name] = (begun.root / name).read_bytes()
        begun.poc_docs("report", "belrive", *more, "-o", name, today="2027-03-01")
        assert (begun.root / name).read_bytes() == before[name]
    for name, more in FILES.items():
        begun.poc_docs("report", "marlowe", *more, "-o", name)
        assert (begun.root / name).read_bytes() != before[name]


@pytest.mark.parametrize("name", ["r.md", "r.html"])
def test_a_draft_that_somebody_finished_is_replaced_only_with_force(begun: Repository, name: str) -> None:
    begun.poc_docs("report", "belrive", "-o", name)
    begun.replace(name, "Proceed", "Proceed, says Aiko")
    said = begun.poc_docs("report", "belrive", "-o", name, code=2)
    assert f"poc-docs: {name} was edited since it was written here" in said
    assert "says Aiko" in (begun.root / name).read_text(encoding="utf-8")
    begun.poc_docs("report", "belrive", "-o", name, "--force")
    assert "says Aiko" not in (begun.root / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_what_somebody_else_wrote_is_replaced_only_with_force(begun: Repository, name: str) -> None:
    path = begun.write(name, "mine\n")
    said = begun.poc_docs("report", "belrive", "-o", name, code=2)
    assert "is there already" in said
    assert path.read_bytes() == b"mine\n"
    begun.poc_docs("report", "belrive", "-o", name, "--force")
    assert path.read_bytes() != b"mine\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--pptx",), "-> poc-docs report belrive --pptx -o report.pptx"),
        (("--pdf", "--kind", "win"), "-> poc-docs report belrive --kind win --pdf -o report.pdf"),
        (("--pdf", "-o", "-"), "pdf goes to a file"),
        (("--pdf", "--pptx", "-o", "a.pdf"), "one file is pptx or pdf, not both"),
        (("--format", "md", "-o", "a.html"), "a.html ends like html, and md was asked for"),
        (("--kind", "roadmap", "-o", "a.pptx"), "roadmap is a draft to finish"),
        (("-o", "plans/new.md"), "is a plan, or would be taken for one"),
        (("-o", COMPLETE), "is a plan, or would be taken for one"),
        (("--force", "-o", "templates/report.pptx"), "is the team's own design"),
        (("--kind", "other"), "Invalid value for '--kind'"),
    ],
)
def test_what_does_not_go_together_is_refused(
    begun: Repository, arguments: tuple[str, ...], said: str
) -> None:
    before = sorted(path.name for path in begun.root.iterdir())
    assert said in begun.poc_docs("report", "belrive", *arguments, code=2)
    assert sorted(path.name for path in begun.root.iterdir()) == before


def test_a_plan_with_errors_is_reported_with_its_errors(begun: Repository) -> None:
    begun.replace(COMPLETE, "| ≥ 97% | Critical |", "| ≥ 90% | Critical |")
    said = begun.poc_docs("report", "belrive", "-o", "r.md")
    assert "the report names them, and gives no outcome" in said
    assert said.rstrip().endswith("Next: poc-docs check belrive-claims-intake")
    text = (begun.root / "r.md").read_text()
    assert "**Not computed**: the plan has" in text
    assert text.index("## What is wrong with the plan") < text.index("## Results")


def test_an_active_plan_gets_an_interim_report(begun: Repository) -> None:
    assert f"Wrote r.html: {ACTIVE}, Interim." in begun.poc_docs("report", "marlowe", "-o", "r.html")


def test_slides_take_the_teams_design(begun: Repository) -> None:
    file = Presentation()
    file.slide_layouts[0].name = "Title Slide"
    file.slide_layouts[5].name = "Title Only"
    file.core_properties.title = "House style"
    (begun.root / report.TEMPLATE).parent.mkdir()
    file.save(str(begun.root / report.TEMPLATE))
    begun.poc_docs("report", "belrive", "-o", "r.pptx")
    assert Presentation(str(begun.root / "r.pptx")).core_properties.title == "House style"
    begun.write(str(report.TEMPLATE), "no presentation")
    said = begun.poc_docs("report", "belrive", "-o", "r.pptx", code=2)
    assert "the presentation to start from can't be used" in said


def test_a_missing_extra_is_named(begun: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "find_spec", {}.get)
    assert " -m pip install 'python-pptx<" in begun.poc_docs("report", "belrive", "-o", "r.pptx", code=2)


def test_without_a_printer_the_way_out_is_named(begun: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "find_browser", lambda: "")
    monkeypatch.setattr(printing, "find_spec", {}.get)
    said = begun.poc_docs("report", "belrive", "-o", "r.pdf", code=2)
    assert "none of them is installed" in said
    assert " -m pip install 'weasyprint>=" in said


def test_a_browser_that_prints_nothing_is_named(begun: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    script = begun.write("browser", "#!/bin/sh\necho 'no display' >&2\nexit 3\n")
    script.chmod(0o755)
    monkeypatch.setattr(printing, "find_browser", lambda: str(script))
    said = begun.poc_docs("report", "belrive", "-o", "r.pdf", code=2)
    assert "printed no PDF: no display" in said
    assert not (begun.root / "r.pdf").exists()


@pytest.mark.browser
def test_a_pdf_is_written_and_written_over(begun: Repository) -> None:
    begun.poc_docs("report", "belrive", "--pdf", "-o", "r.pdf")
    before = (begun.root / "r.pdf").read_bytes()
    assert before.startswith(b"%PDF-")
    begun.poc_docs("report", "belrive", "--kind", "win", "-o", "r.pdf")
    assert (begun.root / "r.pdf").read_bytes() != before


@pytest.mark.parametrize("name", FILES)
def test_the_last_line_says_how_to_open_what_was_written(begun: Repository, name: str) -> None:
    said = begun.poc_docs("report", "belrive", *FILES[name], "-o", name)
    last = said.rstrip().rpartition("\n")[2]
    assert last.startswith(f"Next: open {(begun.root / name).resolve().as_uri()} in ")


@pytest.mark.parametrize(
    ("name", "more"), [("r.docx", ()), ("r.txt", ("--format", "md")), ("r.pptm", ("--pptx",))]
)
def test_an_ending_in_which_no_report_is_written_is_refused(
    begun: Repository, name: str, more: tuple[str, ...]
) -> None:
    said = begun.poc_docs("report", "belrive", *more, "-o", name, code=2)
    assert f"no report is written as .{name.partition('.')[2]}" in said
    assert "write r.html; the endings are .md, .html, .pdf and .pptx" in said
    assert not (begun.root / name).exists()
    begun.poc_docs("report", "belrive", "-o", "no-ending")
    assert (begun.root / "no-ending").read_text().startswith("<!-- poc-docs report")


def test_a_misspelt_kind_is_answered_with_the_nearest(begun: Repository) -> None:
    assert "did you mean 'win'?" in begun.poc_docs("report", "belrive", "--kind", "wins", code=2)

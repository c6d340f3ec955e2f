"""``poc-docs report``: one plan for people who never open the repository."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.refusal import Refusal
from poc_docs.cli.session import Session, next_step, shell_word
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from typing import BinaryIO

    from poc_docs.cli.session import LoadedPlan
    from poc_docs.reports.subject import Subject

TEMPLATE = Path("templates") / "report.pptx"
"""A team's own presentation, whose design is used."""

_KINDS = ("summary", "win", "architecture", "roadmap", "proposal")
_SUFFIXES = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".pptx": "pptx", ".pdf": "pdf"}
_OPENED_BY = {
    "md": "an editor",
    "html": "a browser, which also prints it",
    "pdf": "a browser",
    "pptx": "PowerPoint, Keynote or LibreOffice",
}
_STANDARD_OUTPUT = "-"
_TEMPLATE_AT_MOST = 50_000_000


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for."""

    kind: str
    form: str
    output: str


@click.command("report")
@click.argument("name", metavar="PLAN")
@click.option(
    "--kind",
    type=Choice(_KINDS),
    default="summary",
    show_default=True,
    help="One page, all in full, or one of three drafts.",
)
@click.option(
    "--format",
    "form",
    type=Choice(["md", "html"]),
    help="What to write; if nothing is said, what the name of the file ends with, or md.",
)
@click.option("--pptx", is_flag=True, help="Write slides, eight at most.")
@click.option("--pdf", is_flag=True, help="Print a PDF with a browser that is installed, or WeasyPrint.")
@click.option(
    "-o", "--output", metavar="FILE", help="Where to; '-' is standard output, and the default for text."
)
@click.option("--force", is_flag=True, help="Replace a file that is no report of the same format.")
def command(
    name: str, kind: str, form: str | None, pptx: bool, pdf: bool, output: str | None, force: bool
) -> None:
    """Report on PLAN: an executive summary of one page, or with --kind win all of it, word for word.

    The drafts (architecture, roadmap, proposal) hold only what the plan says, and ask for the rest. Without
    an outcome it is an interim report, and says so. Slides take their design from templates/report.pptx, if
    the team has one.

    \b
    Examples:
      poc-docs report halden
      poc-docs report halden --kind win -o halden.html
      poc-docs report halden --pdf -o halden.pdf
      poc-docs report halden --pptx -o halden.pptx
      poc-docs report halden --kind proposal -o proposal.md
    """
    from poc_docs.cli.export_file import print_text, refuse_place, write_files
    from poc_docs.reports.recognising import sealed

    session = Session()
    order = _order(name, kind, form, output, pptx=pptx, pdf=pdf)
    loaded = session.load(name)
    path = Path(order.output)
    if order.output != _STANDARD_OUTPUT:
        _refuse_template(path, session)
        refuse_place(path, session.workspace)
    subject = _subject(session, loaded)
    data = _built(order, subject, session)
    if order.output == _STANDARD_OUTPUT:
        print_text(data)
        return
    if order.form in {"md", "html"}:
        data = sealed(data)
    write_files({path: data}, order.form, force=force, ours=_is_report)
    _tell(order, path, subject, loaded)


def _order(name: str, kind: str, form: str | None, output: str | None, *, pptx: bool, pdf: bool) -> _Order:
    """Put together what was asked for, or refuse what does not go together."""
    said = [each for each, is_said in ((form, form), ("pptx", pptx), ("pdf", pdf)) if is_said and each]
    if len(said) > 1:
        raise Refusal(f"one file is {' or '.join(said)}, not both", "run the command once for each")
    suffix = _form_of(output) if output and output != _STANDARD_OUTPUT else None
    wanted = said[0] if said else suffix or "md"
    plan = shell_word(name)
    if suffix and suffix != wanted:
        raise Refusal(f"{output} ends like {suffix}, and {wanted} was asked for", "give it another ending")
    if wanted in {"pptx", "pdf"} and output in {None, _STANDARD_OUTPUT}:
        flags = f"{f'--kind {kind} ' if kind != 'summary' else ''}--{wanted}"
        raise Refusal(f"{wanted} goes to a file", f"poc-docs report {plan} {flags} -o report.{wanted}")
    if wanted == "pptx" and kind not in {"summary", "win"}:
        raise Refusal(f"slides tell the results, and {kind} is a draft to finish", "write it as md or html")
    if wanted == "pptx" and find_spec("pptx") is None:
        from poc_docs.repository.extras import installing

        raise Refusal("slides need python-pptx", installing("reports"))
    return _Order(kind, wanted, output or _STANDARD_OUTPUT)


def _form_of(output: str) -> str | None:
    """Give the format that a file's ending says, if it has one; refuse one in which no report is written."""
    ending = Path(output).suffix.casefold()
    if ending and ending not in _SUFFIXES:
        instead = shell_word(str(Path(output).with_suffix(".html")))
        advice = f"write {instead}; the endings are .md, .html, .pdf and .pptx"
        raise Refusal(f"no report is written as {ending}", advice)
    return _SUFFIXES.get(ending)


def _refuse_template(path: Path, session: Session) -> None:
    """Refuse to write over the presentation that gives the design, whatever was asked for."""
    if path.resolve() == (session.workspace.root / TEMPLATE).resolve():
        raise Refusal(f"{path} is the team's own design", "name another file")


def _subject(session: Session, loaded: LoadedPlan) -> Subject:
    from poc_docs.reports.subject import Subject

    return Subject(
        loaded.plan,
        session.errors(loaded.plan),
        f"poc-docs check {loaded.word}",
        loaded.name,
    )


def _built(order: _Order, subject: Subject, session: Session) -> bytes:
    """Give the bytes of the report."""
    if order.form == "pptx":
        from poc_docs.reports.presentation import presentation

        return presentation(subject, _template(session))
    from poc_docs.reports.html_page import html_page
    from poc_docs.reports.kinds import KINDS
    from poc_docs.reports.markdown_text import markdown_text

    report = KINDS[order.kind](subject)
    if order.form == "md":
        return markdown_text(report).encode()
    page = html_page(report)
    if order.form == "html":
        return page.encode()
    from poc_docs.repository.printing import pdf_of

    return pdf_of(page)


def _template(session: Session) -> bytes | None:
    """Give the team's own presentation, if there is one."""
    path = session.workspace.root / TEMPLATE
    if not path.exists():
        return None
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _TEMPLATE_AT_MOST:
        raise Refusal(f"{path} is no presentation of at most 50 MB", "put a .pptx there, or take it away")
    return path.read_bytes()


def _is_report(form: str, there: BinaryIO, _after: bytes) -> bool:
    from poc_docs.reports.recognising import is_report
    from poc_docs.repository.printing import MARK, WEASYPRINT_MARK

    return is_report(form, there.read(), (MARK, WEASYPRINT_MARK))


def _tell(order: _Order, path: Path, subject: Subject, loaded: LoadedPlan) -> None:
    from poc_docs.cli.refusal import printable

    headline = subject.headline
    click.echo(printable(f"Wrote {order.output}: {loaded.name}, {headline.word}."))
    if subject.errors:
        count = counted(len(subject.errors), "error")
        click.echo(f"The plan has {count}: the report names them, and gives no outcome.")
        next_step(subject.check)
        return
    next_step(f"open {path.resolve().as_uri()} in {_OPENED_BY[order.form]}")

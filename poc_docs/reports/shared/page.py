"""The prospect's page as a report: made of what is shared, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Outcome, Verdict
from poc_docs.reports.report import (
    Bullets,
    Facts,
    Headline,
    Paragraph,
    Report,
    Table,
    Tone,
    cell,
    line,
    section,
)
from poc_docs.reports.shared.allowed import Footing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.reports.report import Block, Line, Section
    from poc_docs.reports.shared.allowed import Shared, SharedChange, SharedCriterion

_NONE = "–"
_OUTCOMES = {
    Outcome.PROCEED: (Tone.GOOD, "The criteria were met."),
    Outcome.CONDITIONAL: (Tone.MIXED, "All that is Critical was met; not all that is Required was."),
    Outcome.NO_GO: (Tone.BAD, "A criterion that had to be met was not."),
}
_VERDICTS = {Verdict.PASS: Tone.GOOD, Verdict.PARTIAL: Tone.MIXED, Verdict.FAIL: Tone.BAD}
_FOOTINGS = {
    Footing.PROPOSED: ("Proposed", "This is not agreed yet: it holds once both parties have signed it."),
    Footing.AMENDMENT_OPEN: (
        "A change is proposed",
        "What follows holds once both parties have signed it; what changed stands below.",
    ),
    Footing.ENDED: ("Ended", "This proof of concept ended without an outcome."),
}
_UNDECIDED = cell("undecided", tone=Tone.QUIET)


def shared_report(shared: Shared) -> Report:
    """Give the page."""
    return Report(
        title="Proof of concept",
        subject=" – ".join(part for part in (shared.prospect, shared.title) if part),
        headline=_headline(shared),
        sections=(
            *section("Overview", Facts(shared.overview)),
            *section("Success criteria", _criteria(shared)),
            *_changes(shared),
            *section("Results", _results(shared), *_confirmed(shared)),
            *section("Environment", _environment(shared)),
            *section("Setup steps", _setup(shared)),
            *section("Timeline", _timeline(shared)),
        ),
    )


def _headline(shared: Shared) -> Headline:
    if shared.footing in _FOOTINGS:
        return Headline(_FOOTINGS[shared.footing][0], Tone.QUIET, line(_FOOTINGS[shared.footing][1]))
    if shared.outcome:
        tone, words = _OUTCOMES[shared.outcome]
        waits = shared.footing is Footing.CORRECTION_OPEN
        said = "A correction of the results is proposed, and waits for signatures." if waits else words
        return Headline(shared.outcome.value, tone, line(said))
    measured = len(shared.results)
    words = f"{measured} of {len(shared.criteria)} criteria measured." if measured else ""
    return Headline("No outcome yet", Tone.QUIET, line(words))


def _confirmed(shared: Shared) -> Iterator[Paragraph]:
    """Say whether the prospect stands by results and outcome."""
    if not shared.results and not shared.outcome:
        return
    words, tone = {
        True: ("Results and outcome are confirmed by the prospect.", Tone.GOOD),
        False: ("Results or outcome changed since they were confirmed.", Tone.MIXED),
        None: ("Reported by the vendor, not confirmed.", Tone.QUIET),
    }[shared.confirmed]
    yield Paragraph(line(words), tone)


def _criteria(shared: Shared) -> Table:
    return Table(
        caption="Proposed, not agreed by both parties yet"
        if _is_open(shared)
        else "As agreed by both parties",
        columns=("#", "Criterion", "Target", "Weight"),
        widths=(6, 56, 24, 14),
        rows=tuple(
            (
                cell(row.number),
                cell(row.text or _NONE, *_labelled(row)),
                cell(row.target or _NONE),
                cell(row.weight or _NONE),
            )
            for row in shared.criteria
        ),
        named_by=1,
    )


def _is_open(shared: Shared) -> bool:
    return shared.footing in {Footing.PROPOSED, Footing.AMENDMENT_OPEN}


def _labelled(row: SharedCriterion) -> Iterator[Line]:
    parts = (
        ("Measured: ", row.measurement),
        ("Baseline: ", row.baseline),
        ("Counts as Partial: ", row.partial),
    )
    yield from (line(label, said) for label, said in parts if said)


def _results(shared: Shared) -> Table:
    return Table(
        caption="What was measured against its target",
        columns=("#", "Criterion", "Result", "Target", "Status", "Evidence"),
        widths=(5, 29, 18, 16, 11, 21),
        rows=tuple(
            (
                cell(row.number),
                cell(row.criterion or _NONE),
                cell(row.result),
                cell(row.target or _NONE),
                cell(row.status, tone=_VERDICTS[row.status]) if row.status else _UNDECIDED,
                cell(row.evidence or _NONE),
            )
            for row in shared.results
        ),
        named_by=1,
    )


def _changes(shared: Shared) -> tuple[Section, ...]:
    found = shared.changes
    if found is None:
        return ()
    heading = "What changed since you signed"
    texts = _changed("Success criteria and dates", found.signed)
    confirmed = _changed("Results since you confirmed them", found.confirmed)
    if found.disclosed is None:
        beside: Block = Paragraph(line("Environment or timeline changed; ask what they were before."))
    else:
        beside = Bullets(tuple(line(f"{each[:1].upper()}{each[1:]}") for each in found.disclosed))
    nothing = not (found.signed or found.confirmed or found.disclosed or found.disclosed is None)
    if nothing:
        return section(heading, Paragraph(line("Nothing."), Tone.QUIET))
    return section(heading, texts, beside, confirmed)


def _changed(caption: str, changes: tuple[SharedChange, ...]) -> Table:
    return Table(
        caption=caption,
        columns=("What", "Before", "Now"),
        widths=(24, 38, 38),
        rows=tuple((cell(c.what), cell(c.before or _NONE), cell(c.after or "removed")) for c in changes),
    )


def _environment(shared: Shared) -> Facts:
    return Facts(tuple(("".join(piece.text for piece in name), said) for name, said in shared.environment))


def _setup(shared: Shared) -> Bullets:
    marks = {True: "☑ ", False: "☐ ", None: ""}
    return Bullets(tuple(line(marks[done], text) for text, done in shared.setup))


def _timeline(shared: Shared) -> Table:
    columns = ("Week", "Milestone", "Owner", "Deliverable")
    dated = any(row.due or row.done for row in shared.timeline)
    return Table(
        caption="Milestones",
        columns=(*columns, "Due", "Done") if dated else columns,
        widths=(10, 26, 16, 22, 13, 13) if dated else (12, 36, 20, 32),
        rows=tuple(
            tuple(
                cell(each or _NONE)
                for each in (
                    (row.week, row.milestone, row.owner, row.deliverable)
                    + ((row.due, row.done) if dated else ())
                )
            )
            for row in shared.timeline
        ),
        named_by=1,
    )

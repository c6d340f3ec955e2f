"""What a report is about, beside the plan: where it stands, and what the reader is told first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from poc_docs.plan.agreement.corrections import open_correction
from poc_docs.plan.agreement.originals import original_results, originals
from poc_docs.plan.agreement.state import agreement, open_amendment
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.standings import standings
from poc_docs.plan.texts import filled_in
from poc_docs.plan.verdicts import is_measured
from poc_docs.plan.vocabulary import Outcome, Status, Verdict
from poc_docs.portfolio.confirmation import confirmation
from poc_docs.reports.quoting import quoted
from poc_docs.reports.report import Headline, Tone, line
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.plan.agreement.originals import Originals
    from poc_docs.plan.decision import ComputedOutcome
    from poc_docs.plan.metadata import Closed
    from poc_docs.plan.model import OutcomeRule, Plan
    from poc_docs.plan.standings import Standing
    from poc_docs.reports.report import Line

TONES = {
    Outcome.PROCEED: Tone.GOOD,
    Outcome.CONDITIONAL: Tone.MIXED,
    Outcome.NO_GO: Tone.BAD,
    Verdict.PASS: Tone.GOOD,
    Verdict.PARTIAL: Tone.MIXED,
    Verdict.FAIL: Tone.BAD,
}
NOT_CONFIRMED = "reported by the vendor, not confirmed"


@dataclass(frozen=True)
class Subject:
    """A plan with the errors that ``check`` finds in it, and ``check``, the command that shows them."""

    plan: Plan
    errors: Sequence[Finding]
    check: str
    path: str

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Give how each criterion stands."""
        return standings(self.plan)

    @cached_property
    def computed(self) -> ComputedOutcome | None:
        """Give the computed outcome, or None for a plan with errors: from one nothing is computed."""
        return None if self.errors else compute_outcome(self.plan)

    @cached_property
    def originals(self) -> Originals:
        """Give what amendments changed, as it was when work started."""
        return originals(self.plan)

    @cached_property
    def reported(self) -> Originals:
        """Give what corrections changed in results and decision, as it was."""
        return original_results(self.plan)

    @property
    def name(self) -> str:
        """Give prospect and title, or the path of a plan that says neither."""
        metadata = self.plan.metadata
        said = [filled_in(metadata.prospect), filled_in(metadata.title)] if metadata else []
        return " – ".join(part for part in said if part) or self.path

    @property
    def decided(self) -> int:
        """Give how many criteria have a verdict."""
        return sum(stands.verdict is not None for stands in self.standings)

    @property
    def tally(self) -> str:
        """Say how many criteria have a verdict."""
        count = len(self.plan.criteria)
        if not count:
            return "no criteria are written down yet"
        if count == 1:
            return f"the one criterion has {'a' if self.decided else 'no'} verdict"
        return f"{self.decided} of {count} criteria {'has' if self.decided == 1 else 'have'} a verdict"

    @cached_property
    def is_measured(self) -> bool:
        """Say whether there is anything to report: a result, or an outcome that is written."""
        measured = any(is_measured(result.result.value) for result in self.plan.results)
        return measured or self._written is not None

    @cached_property
    def outcome(self) -> Outcome | None:
        """Give the outcome that this report is about: the one that is written and that nothing puts in doubt.

        Plans with errors, in Planning, closed, or with an open amendment or correction have none.
        """
        plan = self.plan
        has_begun = plan.status in {Status.ACTIVE, Status.COMPLETE}
        if self.errors or self.closed or not has_begun or open_amendment(plan) or open_correction(plan):
            return None
        return self._written

    @property
    def _written(self) -> Outcome | None:
        written = self.plan.decision.outcome
        return written.value if written else None

    @property
    def rule(self) -> OutcomeRule | None:
        """Give the row of the Decision Framework for the outcome."""
        rows = [rule for rule in self.plan.framework if rule.outcome.value is self.outcome]
        return rows[0] if self.outcome and len(rows) == 1 else None

    @property
    def next_step(self) -> Line:
        """Give the next step that was agreed for the outcome."""
        return quoted(self.plan, self.rule.next_step) if self.rule else ()

    @property
    def closed(self) -> Closed | None:
        """Give how the plan was closed, if it ended without an outcome."""
        return self.plan.metadata.closed if self.plan.metadata else None

    @property
    def is_ahead(self) -> bool:
        """Say whether work has not begun."""
        return self.plan.status is Status.PLANNING and self.closed is None

    @property
    def has_ended(self) -> bool:
        """Say whether work is over."""
        return self.plan.status is Status.COMPLETE or self.closed is not None

    @property
    def goes_no_further(self) -> str:
        """Say why nothing is built after this proof of concept, or give an empty string."""
        if self.closed:
            return f"The plan was closed: {self.closed.reason}."
        return f"The outcome is {self.outcome}." if self.outcome is Outcome.NO_GO else ""

    @property
    def headline(self) -> Headline:
        """Give what the reader is told first."""
        plan = self.plan
        closed = self.closed
        if self.errors:
            count = counted(len(self.errors), "error")
            return Headline("Not computed", Tone.QUIET, line(f"the plan has {count} ({self.check})"))
        if closed:
            said = f"{closed.reason}, by {closed.by} on {closed.date}; it ended without an outcome"
            return Headline("Closed", Tone.QUIET, line(said))
        if plan.status is Status.PLANNING:
            said = f"work has not started; the agreement: {agreement(plan).state.value}"
            return Headline("Planning", Tone.QUIET, line(said))
        if self.outcome:
            said = "; results " if self.confirmed[0] else ""
            return Headline(self.outcome, TONES[self.outcome], line(self._decided(), said, self.confirmed[0]))
        return Headline("Interim", Tone.QUIET, line(self._interim()))

    def _decided(self) -> str:
        decided_on = self.plan.decision.decided_on
        date = filled_in(decided_on.text if decided_on else None)
        day = f"decided on {date}" if date else "decided"
        computed = self.computed
        if computed is None or computed.outcome is self.outcome:
            return f"{day}; as computed from results and weights"
        if computed.by_people:
            return f"{day}; people decided, by the framework that both sides agreed to"
        found = computed.outcome or "no outcome yet"
        return f"{day}; the computed outcome differs: {found}"

    def _interim(self) -> str:
        computed = self.computed
        if open_amendment(self.plan) or open_correction(self.plan):
            what = "amendment" if open_amendment(self.plan) else "correction"
            return f"{self.tally}; an open {what} waits for signatures, and the outcome with it"
        if computed and computed.outcome:
            return f"{self.tally}; results and weights give {computed.outcome}, no decision is written yet"
        return self.tally

    @property
    def confirmed(self) -> tuple[Line, Tone]:
        """Say who stands by the results; nothing where there are none yet."""
        word = confirmation(self.plan)
        if word is None:
            return (line(NOT_CONFIRMED), Tone.MIXED) if self.is_measured else ((), Tone.NONE)
        who = f"{word.signature.name} ({word.signature.party}) on {word.signature.date}"
        if word.current and not open_correction(self.plan):
            return line(f"confirmed by {who}"), Tone.GOOD
        return line(f"changed since {who} confirmed them"), Tone.MIXED

"""The closed vocabularies, section headings and table columns of the POC Plan template, letter for letter."""

from __future__ import annotations

from enum import StrEnum

from poc_docs.text.quick_dataclass import dataclass


class Status(StrEnum):
    """How far the plan is."""

    PLANNING = "Planning"
    ACTIVE = "Active"
    COMPLETE = "Complete"


class Weight(StrEnum):
    """How much a criterion counts in the decision."""

    CRITICAL = "Critical"
    REQUIRED = "Required"
    OPTIONAL = "Optional"


class Verdict(StrEnum):
    """What a result means for its target; an undecided criterion has none."""

    PASS = "Pass"  # noqa: S105 -- a verdict, not a password
    FAIL = "Fail"
    PARTIAL = "Partial"


class Outcome(StrEnum):
    """What the decision framework gives."""

    PROCEED = "Proceed"
    CONDITIONAL = "Conditional"
    NO_GO = "No-go"


class Level(StrEnum):
    """Likelihood, impact and severity."""

    LOW = "Low"
    MEDIUM = "Medium"
    HIGH = "High"


class Kind(StrEnum):
    """The framework's four kinds of objective."""

    PERFORMANCE = "performance"
    INTEGRATION = "integration"
    COST = "cost"
    USER_EXPERIENCE = "user experience"


class Party(StrEnum):
    """Who signs."""

    PROSPECT = "prospect"
    VENDOR = "vendor"


class CloseReason(StrEnum):
    """Why a plan ended without an outcome."""

    QUALIFIED_OUT = "qualified-out"
    WITHDREW = "withdrew"
    NO_DECISION = "no-decision"
    SUPERSEDED = "superseded"


class Health(StrEnum):
    """How a running proof of concept is, as stated in a checkpoint or computed from signals."""

    GREEN = "Green"
    YELLOW = "Yellow"
    RED = "Red"


class CreditEntry(StrEnum):
    """What a row of Credits does to the balance."""

    ALLOCATION = "Allocation"
    USAGE = "Usage"
    TOP_UP = "Top-up"


class BusinessOutcome(StrEnum):
    """What became of the deal, which is another fact than the technical outcome."""

    WON = "won"
    LOST = "lost"
    PENDING = "pending"
    NO_DECISION = "no decision"


class GapStatus(StrEnum):
    """What the product manager says of a gap in the register."""

    OPEN = "Open"
    PLANNED = "Planned"
    SHIPPED = "Shipped"
    DECLINED = "Declined"


@dataclass(frozen=True, slots=True)
class TableFormat:
    """Columns that a table must have, and further ones that have a meaning."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionFormat:
    """A section of the template: level, heading, the heading above it, and its table if it has one."""

    heading: str
    level: int = 2
    parent: str = ""
    table: TableFormat | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """Give the columns that its table must have; a section without one has none."""
        return self.table.required if self.table else ()


OVERVIEW = SectionFormat("POC Overview")
CRITERIA = SectionFormat(
    "Success Criteria",
    table=TableFormat(("#", "Criterion", "Measurement", "Target", "Weight"), ("Baseline", "Partial", "Kind")),
)
ENVIRONMENT = SectionFormat("Environment Specification", table=TableFormat(("Component", "Details")))
SETUP_STEPS = SectionFormat("Setup Steps", level=3, parent=ENVIRONMENT.heading)
TIMELINE = SectionFormat(
    "Timeline", table=TableFormat(("Week", "Milestone", "Owner", "Deliverable"), ("Due", "Done"))
)
RISKS = SectionFormat("Risk Assessment", table=TableFormat(("Risk", "Likelihood", "Impact", "Mitigation")))
FRAMEWORK = SectionFormat("Decision Framework", table=TableFormat(("Outcome", "Criteria", "Next Step")))
RESULTS = SectionFormat(
    "Results (Post-POC)",
    table=TableFormat(("#", "Criterion", "Result", "Target", "Status"), ("Evidence", "Note")),
)
GAPS = SectionFormat(
    "Gaps Identified",
    level=3,
    parent=RESULTS.heading,
    table=TableFormat(("Gap", "Severity", "Workaround", "Reported To"), ("Id", "Criterion")),
)
DECISION = SectionFormat("Decision", level=3, parent=RESULTS.heading)

TEMPLATE: tuple[SectionFormat, ...] = (
    OVERVIEW,
    CRITERIA,
    ENVIRONMENT,
    SETUP_STEPS,
    TIMELINE,
    RISKS,
    FRAMEWORK,
    RESULTS,
    GAPS,
    DECISION,
)
"""Every section of the template, in its order."""

RESOURCES = SectionFormat("Resource Alignment", table=TableFormat(("Name", "Party", "Role", "Mail")))
INFRASTRUCTURE = SectionFormat("Infrastructure Setup")
CONVERSION = SectionFormat("Conversion")
CHECKPOINTS = SectionFormat("Checkpoints")
METRIC_LOG = SectionFormat("Metric Log", table=TableFormat(("Date", "#", "Value", "Note")))
ISSUE_LOG = SectionFormat("Issue Log", table=TableFormat(("Id", "Opened", "Issue", "Owner", "Closed")))
DECISION_TIMELINE = SectionFormat("Decision Timeline", table=TableFormat(("Date", "Decision", "Who")))
CREDITS = SectionFormat("Credits", table=TableFormat(("Date", "Entry", "Amount", "Note")))
COST_AND_ROI = SectionFormat("Cost and ROI", table=TableFormat(("Item", "Value")))
LEARNINGS = SectionFormat("Learnings")

OPTIONAL: tuple[SectionFormat, ...] = (
    RESOURCES,
    INFRASTRUCTURE,
    CONVERSION,
    CHECKPOINTS,
    METRIC_LOG,
    ISSUE_LOG,
    DECISION_TIMELINE,
    CREDITS,
    COST_AND_ROI,
    LEARNINGS,
)
"""Sections in which a proof of concept is run. No plan needs one, and only level 2 makes one."""

GAP_REGISTER = TableFormat(("Id", "Gap", "Area", "Owner", "Status", "Release", "Link"))
"""The one table of the register of gaps."""

GAP_REGISTER_FILE = "gaps.md"
"""Where the register of gaps stands, at the top of the repository."""

COST_ITEMS = (
    "Unit of work",
    "Units in the PoC",
    "Cost per unit",
    "Units per month",
    "Cost per unit today",
    "Other benefit per month",
    "One-time cost",
    "Months",
)
"""The items of Cost and ROI from which something is computed; others are kept and mean nothing."""

METADATA_HEADING = "Metadata"
"""The heading of the table that front matter replaces."""

METADATA_FIELDS = {
    "Date": "date",
    "Sales Engineer": "sales_engineer",
    "Prospect": "prospect",
    "Opportunity": "opportunity",
    "Status": "status",
}

OVERVIEW_LABELS = ("Objective", "Scope", "Duration", "Decision date")
DECISION_MAKER = "Decision maker"
DECISION_LABELS = ("Outcome", "Decided on", "Reason", "Customer feedback")
RESOURCE_LABELS = ("Channel", "Cadence", "Escalation", "Links")
CHECKPOINT_LABELS = ("Health", "Achievements", "Focus", "Blockers")
CREDIT_LABELS = ("Top-up by",)
LABELS = {
    OVERVIEW.heading: OVERVIEW_LABELS,
    DECISION.heading: DECISION_LABELS,
    RESOURCES.heading: RESOURCE_LABELS,
    CREDITS.heading: CREDIT_LABELS,
}
"""The labels that must not be mistaken, by the heading of their section."""

STANDARD_RULES = {
    Outcome.PROCEED: "All critical criteria met, required criteria pass",
    Outcome.CONDITIONAL: "Critical criteria met, some required criteria need workaround",
    Outcome.NO_GO: "Critical criteria not met",
}
"""The Criteria cells of the template's Decision Framework: with these, arithmetic decides."""

NOT_TESTED = "Not tested"
"""How a result begins that nobody measured, followed by a colon and the reason."""

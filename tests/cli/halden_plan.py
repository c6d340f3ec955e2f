"""A plan for Halden Logistics: begun with the command, filled in, signed by both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.surroundings import Repository

PLAN = "plans/halden-logistics-route-planning.md"

FILLED_IN = {
    '"[Name]"': "Ines Falk",
    '"[Deal ID or opportunity name]"': "OPP-20417",
    "[What the POC will prove or evaluate]": "Routes for 1,200 stops are planned before the morning shift.",
    "[What is included -- and explicitly what is NOT included]": "Oslo depot. NOT included: other depots.",
    "[e.g., API response time under load]": "Response under load",
    "[e.g., P95 latency at 500 RPS]": "P95 at 500 RPS for 30 minutes",
    "[e.g., <200ms]": "<200ms",
    "[e.g., Critical]": "Critical",
    "[e.g., Data import accuracy]": "Import accuracy",
    "[e.g., Record match rate vs source]": "Share of 40,000 orders that match",
    "[e.g., >99.5%]": ">99.5%",
    "[e.g., Integration with existing SSO]": "Login",
    "[e.g., Successful login via Okta SAML]": "Login of two planners through Okta",
    "[e.g., Pass/Fail]": "Pass/Fail",
    "[e.g., Required]": "Required",
    "[e.g., Dedicated cloud instance]": "Dedicated instance",
    "[e.g., US-East-1]": "eu-north-1",
    "[e.g., Standard tier, 4 vCPU, 16 GB RAM]": "8 vCPU, 32 GB",
    "[e.g., Customer-provided sample dataset]": "Orders of October",
    "[e.g., Okta SSO, Salesforce API]": "Okta, order API",
    "[e.g., Customer team gets read/write via SSO]": "Planners read and write",
    "[Provision environment]": "Provision the instance",
    "[Configure integrations]": "Connect Okta and the order API",
    "[Load test data]": "Load the orders of October",
    "[Validate baseline functionality]": "Plan one day by hand and compare",
    "[Grant customer access]": "Invite the planners",
    "[Sales Engineer]": "Ines Falk",
    "[e.g., Customer data format incompatible]": "Order export changes its columns",
    "[Medium]": "Medium",
    "[High]": "High",
    "[Pre-validate sample data in week 0]": "Validate a sample before the start",
    "[e.g., SSO integration delay]": "Okta administrator is away",
    "[Low]": "Low",
    "[Provide temporary local auth as fallback]": "Local accounts for the first week",
    "[Move to procurement / negotiation]": "Order form to procurement",
    "[Document workarounds, extend if needed]": "List the workarounds, extend by a week",
    "[Document gaps, revisit on roadmap delivery]": "Hand the gaps to product management",
}


def filled_in(text: str) -> str:
    """Give a new plan with everything filled in that must be agreed; its Results stay untouched."""
    agreed, results, after = text.partition("## Results (Post-POC)")
    for placeholder, value in FILLED_IN.items():
        assert placeholder in agreed, placeholder
        agreed = agreed.replace(placeholder, value)
    return agreed + results + after


def planned(repository: Repository) -> None:
    """Start a plan and fill it in."""
    said = repository.poc_docs(
        "new", "Halden Logistics", "Route planning", "--start", "2026-10-05", "--weeks", "4",
        "--today", "2026-09-28",
    )  # fmt: skip
    assert "Next: fill in" in said
    repository.poc_docs("check")
    repository.commit("Plan for Halden")
    repository.write(PLAN, filled_in((repository.root / PLAN).read_text()))


def signed(repository: Repository, *, today: str = "2026-10-01") -> None:
    """Let both sides agree."""
    repository.poc_docs("agree", "halden", "--party", "vendor", "--by", "Ines Falk", "--today", today)
    said = repository.poc_docs(
        "agree", "halden", "--party", "prospect", "--by", "Tove Brandt", "--role", "Head of platform",
        "--evidence", "mail of 2026-09-30", "--date", "2026-09-30", "--today", today,
    )  # fmt: skip
    assert "Next: poc-docs status" in said

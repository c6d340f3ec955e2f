"""Rules of the format and of the agreement: plans in, findings out. No git, no files, no clock."""

from poc_docs.checks.checking import (
    all_rules,
    check_adoption,
    check_change,
    check_errors,
    check_plan,
    check_portfolio,
    check_signers,
    rule,
    unreadable,
)

__all__ = [
    "all_rules",
    "check_adoption",
    "check_change",
    "check_errors",
    "check_plan",
    "check_portfolio",
    "check_signers",
    "rule",
    "unreadable",
]

"""What a check yields, and what a reader is told."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from poc_docs.plan.texts import Problem
    from poc_docs.text.source import Span


class Severity(StrEnum):
    """An error blocks; advice never changes an exit code. Each rule is one or the other, for good."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a rule does not hold; ``advice`` is the lawful way out."""

    message: str
    span: Span
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault with the rule it breaks and its place in the file, 1-based and in characters."""

    code: str
    severity: Severity
    message: str
    advice: str
    span: Span
    line: int
    column: int
    end_line: int
    end_column: int


def fault_of(problem: Problem) -> Fault:
    """Give a problem that the reader of plans noted as a fault."""
    return Fault(problem.message, problem.span, problem.advice)

"""The milestones of a new plan: the PoC framework's four weeks, stretched or pressed to another length."""

from __future__ import annotations

from math import ceil

_TUNED = 0.4
_SET_UP = 0.15

PHASES = (
    ("Environment setup and initial deployment", "Working environment"),
    ("Performance tuning and optimization", "Tuned configuration, first measurements"),
    ("Full testing and metric collection", "A measured result for every criterion"),
    ("Results analysis and presentation", "Results report"),
)
"""Milestone and deliverable of each of the framework's weeks."""


def milestone_weeks(weeks: int) -> tuple[int, ...]:
    """Give the week in which each phase ends, in order; the presentation is in the last one."""
    if weeks <= len(PHASES):
        return tuple(ceil(phase * weeks / len(PHASES)) for phase in range(1, len(PHASES) + 1))
    return max(1, round(weeks * _SET_UP)), max(2, round(weeks * _TUNED)), weeks - 1, weeks

"""Where the agenda looks for what a plan lacks: one literal table, in the order of a plan's life."""

from __future__ import annotations

from poc_docs.portfolio.agenda import deal, ending, planning, running

SOURCES = (
    planning.to_repair,
    planning.to_fill_in,
    planning.to_sign,
    running.to_record_the_start,
    planning.to_meet,
    planning.to_prepare,
    running.work_to_start,
    running.resuming,
    running.setup_steps,
    running.milestones,
    running.values,
    running.issues,
    running.checkpoint,
    ending.results,
    ending.gaps,
    ending.decision,
    ending.decision_ahead,
    ending.confirmed,
    ending.conversion,
    ending.business,
    deal.crm_fields,
)
"""Each takes a situation and gives items; its docstring says what is lacking where it gives any."""

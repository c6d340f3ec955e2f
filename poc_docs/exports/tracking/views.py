"""The views of the SQLite file: questions that are asked often, as SQL that anybody can read and copy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view: what it answers, and its query."""

    name: str
    meaning: str
    query: str


VIEWS = (
    View(
        "v_open_gaps",
        "Gaps of plans that are not closed and whose deal is neither won nor lost, without those that the"
        " register says are Shipped or Declined; the severest first, each with the whole amount of its deal.",
        """\
SELECT gaps.plan, plans.prospect, gaps.id, gaps.gap, gaps.severity, gaps.workaround, gaps.reported_to,
       gaps.criterion_number, gaps.status, gaps.release, gaps.owner, plans.outcome, plans.amount,
       plans.amount_micros, plans.currency, plans.close_date
FROM gaps JOIN plans USING (plan)
WHERE gaps.gap IS NOT NULL AND coalesce(gaps.status, '') NOT IN ('Shipped', 'Declined')
  AND plans.closed IS NULL AND coalesce(plans.business, '') NOT IN ('won', 'lost')
ORDER BY CASE gaps.severity WHEN 'High' THEN 1 WHEN 'Medium' THEN 2 WHEN 'Low' THEN 3 ELSE 4 END,
         gaps.plan, gaps.position""",
    ),
    View(
        "v_win_rate",
        "Deals won and lost by the quarter of their business date, as `poc-docs metrics` counts them: without"
        " closed plans and plans with errors.",
        """\
SELECT substr(business_date, 1, 4) || '-Q' || (CAST(substr(business_date, 6, 2) + 2 AS INTEGER) / 3)
         AS quarter,
       sum(business = 'won') AS won, sum(business = 'lost') AS lost,
       sum(business = 'won') * 1.0 / count(*) AS win_rate
FROM plans
WHERE business IN ('won', 'lost') AND stage <> 'closed' AND errors = 0
GROUP BY quarter ORDER BY quarter""",
    ),
    View(
        "v_technical_win_rate",
        "Complete plans by the quarter in which they were decided, and how many of them say Proceed; without"
        " plans with errors, and those whose correction waits for a signature.",
        """\
SELECT substr(decided_on, 1, 4) || '-Q' || (CAST(substr(decided_on, 6, 2) + 2 AS INTEGER) / 3)
         AS quarter,
       sum(outcome = 'Proceed') AS proceed, count(*) AS decided,
       sum(outcome = 'Proceed') * 1.0 / count(*) AS technical_win_rate
FROM plans
WHERE stage = 'Complete' AND outcome IS NOT NULL AND correction_open = 0 AND errors = 0
GROUP BY quarter ORDER BY quarter""",
    ),
    View(
        "v_pass_rate",
        "Criteria with a verdict in Complete plans, by kind, and how many pass; without the same plans.",
        """\
SELECT criteria.kind, sum(criteria.verdict = 'Pass') AS passed, count(criteria.verdict) AS with_verdict,
       sum(criteria.verdict IS NULL) AS without_verdict,
       sum(criteria.verdict = 'Pass') * 1.0 / nullif(count(criteria.verdict), 0) AS pass_rate
FROM criteria JOIN plans USING (plan)
WHERE plans.stage = 'Complete' AND plans.correction_open = 0 AND plans.errors = 0
GROUP BY criteria.kind ORDER BY criteria.kind""",
    ),
    View(
        "v_latest_metrics",
        "The latest logged value of each criterion beside its target; of one day the last row.",
        """\
SELECT plan, number, criterion, target, date, value, value_number, value_unit, verdict, note
FROM (
  SELECT metrics.*,
         row_number() OVER (PARTITION BY plan, number ORDER BY date DESC, position DESC) AS place
  FROM metrics WHERE date IS NOT NULL AND value IS NOT NULL AND number IS NOT NULL
)
WHERE place = 1 ORDER BY plan, number""",
    ),
    View(
        "v_open_issues",
        "Issues that are open, the oldest first.",
        """\
SELECT issues.plan, plans.prospect, issues.id, issues.opened, issues.issue, issues.owner
FROM issues JOIN plans USING (plan)
WHERE issues.is_open ORDER BY issues.opened IS NULL, issues.opened, issues.plan, issues.position""",
    ),
    View(
        "v_credits",
        "Credits of each plan by currency, in millionths: what was allocated, topped up, used, and is left."
        " `not_counted` are rows without a date, an entry, or an amount above zero of at most six decimals.",
        """\
SELECT plan, currency,
       coalesce(sum(counted) FILTER (WHERE entry = 'Allocation'), 0) AS allocated_micros,
       coalesce(sum(counted) FILTER (WHERE entry = 'Top-up'), 0) AS topped_up_micros,
       coalesce(sum(counted) FILTER (WHERE entry = 'Usage'), 0) AS used_micros,
       coalesce(sum(CASE entry WHEN 'Usage' THEN -counted ELSE counted END), 0) AS left_micros,
       sum(counted IS NULL) AS not_counted
FROM (
  SELECT credits.*, CASE WHEN date IS NOT NULL AND entry IS NOT NULL AND amount_micros > 0
                         THEN amount_micros END AS counted
  FROM credits
)
GROUP BY plan, currency ORDER BY plan, currency""",
    ),
    View(
        "v_upcoming",
        "Milestones that are not done and decision dates that are not decided, of plans in Planning or"
        " Active, by day.",
        """\
SELECT milestones.due AS date, milestones.plan, plans.prospect, 'milestone' AS kind,
       milestones.milestone AS what, milestones.owner AS who
FROM milestones JOIN plans USING (plan)
WHERE milestones.due IS NOT NULL AND milestones.done IS NULL AND plans.stage IN ('Planning', 'Active')
UNION ALL
SELECT decision_date, plan, prospect, 'decision', title, decision_maker
FROM plans
WHERE decision_date IS NOT NULL AND decided_on IS NULL AND stage IN ('Planning', 'Active')
ORDER BY 1, 2, 4, 5""",
    ),
)
"""Every view. They state facts only: nothing in them depends on the day on which they are asked."""

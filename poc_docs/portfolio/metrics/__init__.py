"""Metrics: every number over many plans, as ``docs/metrics.md`` defines it.

metrics(portfolio, today)   all numbers, of a period, of some sales engineers, and by quarter
metrics_from(found, today)  the same from what brought(entry) gives of each plan, where plans are not kept
"""

from poc_docs.portfolio.metrics.counting import Metrics, TooManyQuartersError, metrics, metrics_from
from poc_docs.portfolio.metrics.figures import Durations, Figures, PassRate, business_win_rate
from poc_docs.portfolio.metrics.funnel import FunnelStep
from poc_docs.portfolio.metrics.keeping import KIND, brought
from poc_docs.portfolio.metrics.load import AHEAD, Load
from poc_docs.portfolio.metrics.periods import ALWAYS, Period, Quarter
from poc_docs.portfolio.metrics.pipeline import PipelineLine
from poc_docs.portfolio.metrics.quantities import Ratio, Spread

__all__ = [
    "AHEAD",
    "ALWAYS",
    "KIND",
    "Durations",
    "Figures",
    "FunnelStep",
    "Load",
    "Metrics",
    "PassRate",
    "Period",
    "PipelineLine",
    "Quarter",
    "Ratio",
    "Spread",
    "TooManyQuartersError",
    "brought",
    "business_win_rate",
    "metrics",
    "metrics_from",
]

"""Signals: what needs attention in a plan on a day, why, and what to type next; and the health they make.

signals(plan, today)             the signals, the most severe first
computed_health(plan, today)     Green, Yellow or Red, from them
stated_health(plan)              the latest checkpoint that states a health
recovery(plan, today, pitfall)   what the framework advises against a pitfall, as commands
all_signals()                    the one list of all that there are
"""

from poc_docs.portfolio.signals.health import computed_health, signals, signals_in
from poc_docs.portfolio.signals.listing import all_signals
from poc_docs.portfolio.signals.recovery import Strategy, recovery
from poc_docs.portfolio.signals.reports import stated_health, worst
from poc_docs.portfolio.signals.signal import Pitfall, Signal, SignalRule
from poc_docs.portfolio.signals.situation import Situation

__all__ = [
    "Pitfall",
    "Signal",
    "SignalRule",
    "Situation",
    "Strategy",
    "all_signals",
    "computed_health",
    "recovery",
    "signals",
    "signals_in",
    "stated_health",
    "worst",
]

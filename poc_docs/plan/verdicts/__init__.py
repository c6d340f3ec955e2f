"""Verdicts: targets and results as people write them, and the judge that compares them.

judge("< 200 ms", "0.187 s").verdict      Verdict.PASS
judge("< 200 ms", "about 150 ms").doubt   Doubt.APPROXIMATE
"""

from poc_docs.plan.verdicts.conditions import Target
from poc_docs.plan.verdicts.judgement import Doubt, Judgement
from poc_docs.plan.verdicts.judging import is_looser, judge
from poc_docs.plan.verdicts.results import ReadResult, is_measured, is_not_tested, read_result
from poc_docs.plan.verdicts.targets import is_pass_or_fail, read_target

__all__ = [
    "Doubt",
    "Judgement",
    "ReadResult",
    "Target",
    "is_looser",
    "is_measured",
    "is_not_tested",
    "is_pass_or_fail",
    "judge",
    "read_result",
    "read_target",
]

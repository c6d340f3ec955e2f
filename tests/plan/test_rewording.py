"""What a target that no machine can decide could say instead."""

from __future__ import annotations

import pytest

from poc_docs.plan.verdicts import read_target
from poc_docs.plan.verdicts.rewording import better_wording


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("5 ms", "write '≥ 5 ms' if more is better, '≤ 5 ms' if less is"),
        ("0 errors", "write '= 0 errors'"),
        ("20% faster", "write '≥ 20% less than baseline', or '≥ 20% more than baseline'"),
        ("3x faster", "write '≥ 3x baseline' if more is better"),
        ("=< 5", "write '≤ 5'"),
        ("=> 5", "write '≥ 5'"),
        ("up to 5 ms", "write '≤ 5 ms' if that is the most, '≥ …' if it is the least that must work"),
        ("≤ 5 s, measured at night", "write '≤ 5 s' and move 'measured at night' into Measurement"),
        (
            "Login works and P95 < 5 s",
            "write '< 5 s' and move 'Login works and P95' into Measurement",
        ),
        ("users like it", "write for example '≤ 200 ms', or 'Pass/Fail' and say in Measurement what passes"),
    ],
)
def test_a_wording_to_paste_is_told(target: str, told: str) -> None:
    assert read_target(target) is None
    assert better_wording(target) == told

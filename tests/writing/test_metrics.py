"""Where criteria are measured is remembered, and no other byte of the front matter changes."""

from __future__ import annotations

import pytest

from poc_docs.plan.metadata import MetricSource
from poc_docs.plan.reading import read_plan
from poc_docs.text.edits import apply_edits
from poc_docs.writing.applied import RefusedEdit
from poc_docs.writing.metrics import remember_metrics
from tests.plan.plan_files import FRONT_MATTER, plan_text

HEY = MetricSource(criterion=1, source="hey:p(95)", unit="ms")
COUNT = MetricSource(criterion=1, source="hey:requests")
SECOND = MetricSource(criterion=2, source='prometheus:up{job="a: b"} max', unit="%")

TWO = """\
metrics:
  - criterion: 1
    source: hey:requests
  - criterion: 2
    source: "prometheus:up{job=\\"a: b\\"} max"
    unit: "%"
"""


def remembered(metrics: str, *sources: MetricSource) -> str:
    """Give what stands after the other keys, once the sources are remembered."""
    plan = read_plan(plan_text(front_matter=FRONT_MATTER + metrics))
    text = apply_edits(plan.document.text, remember_metrics(plan, {each.criterion: each for each in sources}))
    assert text.endswith(plan_text(front_matter="").removeprefix("---\n"))
    return text.removeprefix(f"---\n{FRONT_MATTER}").partition("---\n")[0]


@pytest.mark.parametrize(
    ("before", "sources", "after"),
    [
        ("", [HEY], "metrics:\n  - criterion: 1\n    source: hey:p(95)\n    unit: ms\n"),
        (
            "",
            [COUNT, SECOND],
            TWO,
        ),
        (
            "metrics: # ours\n  - criterion: 1 # p95\n    source: 'k6:x p(95)' # of k6\n    unit: s\n",
            [HEY],
            "metrics: # ours\n  - criterion: 1 # p95\n    source: 'hey:p(95)' # of k6\n    unit: ms\n",
        ),
        (
            "metrics:\n- criterion: 1\n  source: k6:x\n  unit: s\n- criterion: 2\n  source: k6:y\n",
            [COUNT],
            "metrics:\n- criterion: 1\n  source: hey:requests\n- criterion: 2\n  source: k6:y\n",
        ),
        (
            "metrics:\n- criterion: 1\n  source: hey:requests\n",
            [HEY],
            "metrics:\n- criterion: 1\n  source: hey:p(95)\n  unit: ms\n",
        ),
        (
            "metrics: [{criterion: 1, source: 'k6:x'}, {criterion: 1, source: 'hey:x'}]\n",
            [HEY],
            "metrics: [{criterion: 1, source: 'k6:x'}, {criterion: 1, source: \"hey:p(95)\", unit: ms}]\n",
        ),
        (
            "metrics: [{criterion: 1, source: 'hey:p(95)', unit: 'ms'}]\n",
            [HEY],
            "metrics: [{criterion: 1, source: 'hey:p(95)', unit: 'ms'}]\n",
        ),
        ("metrics: []\n", [HEY], "metrics:\n  - criterion: 1\n    source: hey:p(95)\n    unit: ms\n"),
    ],
)
def test_a_source_is_remembered(before: str, sources: list[MetricSource], after: str) -> None:
    assert remembered(before, *sources) == after


@pytest.mark.parametrize(
    ("before", "sources", "message"),
    [
        ("metrics: []\n", [HEY, SECOND], "without items; delete it"),
        ("metrics:\n- unit: s\n  criterion: 1\n  source: k6:x\n", [COUNT], "'unit' stands first in an item"),
    ],
)
def test_what_cannot_be_changed_without_harm_is_refused(
    before: str, sources: list[MetricSource], message: str
) -> None:
    with pytest.raises(RefusedEdit, match=message):
        remembered(before, *sources)

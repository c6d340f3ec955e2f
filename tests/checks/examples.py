"""The examples that ``poc-docs rule`` shows; ``python -m tests.checks.examples`` makes them from the rules.

Each is what stands in a sound reference plan, what breaks the rule in its place, both as whole lines, and
what ``check`` says of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.checks import (
    all_rules,
    check_change,
    check_plan,
    check_portfolio,
    check_signers,
    unreadable,
)
from poc_docs.checks.advice_rules import DATED
from poc_docs.checks.rules import FILE, PORTFOLIO, SIGNERS, TRANSITIONS
from poc_docs.checks.signers import Signing, SigningPolicy
from poc_docs.plan.reading import read_plan
from poc_docs.text.source import UnreadableTextError, decode
from tests.checks.reference import STAGES, TODAY, plan_of, text_of

if TYPE_CHECKING:
    from poc_docs.checks.finding import Finding
    from poc_docs.checks.rules import Rule

PLACE = Path(__file__).parent.parent.parent / "poc_docs/checks/examples.json"


def findings(each: Rule, text: str, before: str) -> list[Finding]:
    """Give all that is found in ``text``, which was ``before``, by the rules beside this one."""
    if each in FILE:
        try:
            decode(text.encode().replace("\ufffd".encode(), b"\xe9"))
        except UnreadableTextError as error:
            return [unreadable(error)]
    after = read_plan(text)
    if each in TRANSITIONS:
        return check_change(read_plan(before), after)
    if each in SIGNERS:
        return check_signers(after, Signing(policy=SigningPolicy(vendor_signers=("Ines Falk",)), befores=()))
    if each in PORTFOLIO:
        others = {stage: plan_of(stage) for stage in STAGES}
        found = check_portfolio({**others, each.stage: after})
        return [finding for several in found.values() for finding in several]
    return check_plan(after, TODAY if each in DATED else None)


def example(each: Rule) -> dict[str, str]:
    """Give a rule's example with whole lines, and what is said of it."""
    before = text_of(each.stage)
    start = before.index(each.good)
    end = start + len(each.good)
    after = before.replace(each.good, each.bad, 1)
    first = before.rfind("\n", 0, start) + 1
    last = before.find("\n", end - 1)
    found = next(finding for finding in findings(each, after, before) if finding.code == each.code)
    return {
        "good": before[first:last],
        "bad": after[first : last + len(each.bad) - len(each.good)],
        "message": found.message,
        "advice": found.advice,
    }


def examples() -> dict[str, dict[str, str]]:
    """Give the example of each rule that has one."""
    return {each.code: example(each) for each in all_rules() if each.bad}


def written() -> str:
    return json.dumps(examples(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    PLACE.write_text(written(), encoding="utf-8")

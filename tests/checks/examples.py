"""The examples that ``poc-docs rule`` shows; ``python -m tests.checks.examples`` notes what ``check`` says.

An example is written by hand: lines of a sound reference plan, and what breaks the rule in their place.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.checks import check_change, check_plan, check_portfolio, check_signers, rule, unreadable
from poc_docs.checks.advice_rules import DATED
from poc_docs.checks.rules import FILE, PORTFOLIO, SIGNERS, TRANSITIONS
from poc_docs.checks.signers import Signing, SigningPolicy
from poc_docs.plan.reading import read_plan
from poc_docs.repository.packaged import rule_examples
from poc_docs.text.source import UnreadableTextError, decode
from tests.checks.reference import STAGES, TODAY, plan_of, text_of

if TYPE_CHECKING:
    from poc_docs.checks.finding import Finding
    from poc_docs.repository.packaged import RuleExample

PLACE = Path(__file__).parent.parent.parent / "poc_docs/checks/examples.json"


def broken(example: RuleExample) -> str:
    """Give the sound plan of an example with the bad lines in place of the good ones."""
    text = text_of(example.stage)
    assert example.good in text
    bad = text.replace(example.good, example.bad, 1)
    assert bad != text
    return bad


def findings(code: str, example: RuleExample) -> list[Finding]:
    """Give all that the rules beside this one find in its bad example."""
    each = rule(code)
    text = broken(example)
    if each in FILE:
        try:
            decode(text.encode().replace("\ufffd".encode(), b"\xe9"))
        except UnreadableTextError as error:
            return [unreadable(error)]
    after = read_plan(text)
    if each in TRANSITIONS:
        return check_change(plan_of(example.stage), after)
    if each in SIGNERS:
        return check_signers(after, Signing(policy=SigningPolicy(vendor_signers=("Ines Falk",)), befores=()))
    if each in PORTFOLIO:
        others = {stage: plan_of(stage) for stage in STAGES}
        found = check_portfolio({**others, example.stage: after})
        return [finding for several in found.values() for finding in several]
    return check_plan(after, TODAY if each in DATED else None)


def told(code: str, example: RuleExample) -> RuleExample:
    """Give an example with what ``check`` says of it."""
    found = next(finding for finding in findings(code, example) if finding.code == code)
    return replace(example, message=found.message, advice=found.advice)


def written() -> str:
    examples = {code: asdict(told(code, example)) for code, example in sorted(rule_examples().items())}
    return json.dumps(examples, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PLACE.write_text(written(), encoding="utf-8")

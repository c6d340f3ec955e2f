"""Options that say something of a criterion by its number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

import click

from poc_docs.cli.refusal import Refusal
from poc_docs.plan.values import parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

    from poc_docs.plan.model import Plan


Word = TypeVar("Word", bound="StrEnum")


class NumberedValue(click.ParamType[tuple[int, str]]):
    """``N=TEXT``: something said of criterion N."""

    name = "N=TEXT"

    def convert(
        self, value: str | tuple[int, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        """Split at the first equals sign."""
        if isinstance(value, tuple):
            return value
        before, equals, text = value.partition("=")
        number = parse_number(before.strip())
        if not equals or number is None:
            self.fail(
                f"{value[:60]!r} must be a criterion's number, '=' and a value, such as 1=\"187 ms\"",
                param,
                ctx,
            )
        return number, text.strip()


NUMBERED = NumberedValue()


def word_of(vocabulary: type[Word], said: str | None, what: str) -> Word | None:
    """Read a word of a closed vocabulary, whatever its case; None where nothing was said."""
    if said is None:
        return None
    found = next((word for word in vocabulary if word.value.casefold() == said.casefold()), None)
    if found is None:
        raise Refusal(f"{said!r} is not a {what}", f"a {what} is one of {', '.join(vocabulary)}")
    return found


def refuse_twice(given: Mapping[str, Sequence[tuple[int, str]]]) -> None:
    """Refuse an option that names a criterion twice."""
    for option, pairs in given.items():
        twice = [number for number, count in Counter(n for n, _ in pairs).items() if count > 1]
        if twice:
            raise Refusal(f"{option} names criterion {twice[0]} twice", "give each criterion once")


def refuse_unknown(plan: Plan, number: int) -> None:
    """Refuse a number that is no criterion's."""
    if plan.criterion(number) is None:
        known = ", ".join(criterion.number.text.value for criterion in plan.criteria)
        raise Refusal(f"there is no criterion {number}", f"the criteria are {known}")

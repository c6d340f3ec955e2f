"""What changed between versions of plans, as Markdown for one comment in a pull request.

Texts of a plan are escaped: they can't become markup, and mention nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.exports.change_json import missing_signatures, plan_name
from poc_docs.exports.excerpts import with_excerpts
from poc_docs.plan.plan_change import Consequence, Quoted
from poc_docs.portfolio.story import plan_state
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.exports.change_json import Difference
    from poc_docs.plan.plan_change import PlanChange

LIMIT = 60_000
"""GitHub takes 65,536 characters in a comment; the rest is room for what a workflow adds."""

_LONGEST_VALUE = 300
_LONGEST_EXCERPT = 400
"""A value with what was said of the rest that is left out."""

_WARNING = (
    "> [!WARNING]",
    "> **To be read before this is approved:** text changed beside what both sides sign.",
    "> Nobody signs it and it decides nothing, but it may read as if it were agreed.",
    ">",
)
_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>|~&$]")
# What a platform turns into a link to a person, an issue or a label, also where it is escaped.
_REFERENCE = re.compile(r"(?<=[@#!%~$&])(?=\w)")
_BACKTICKS = re.compile("`+")


def difference_markdown(differences: Sequence[Difference], limit: int = LIMIT) -> str:
    """Give the comment, of at most ``limit`` characters."""
    if not differences:
        return "**No plan changed.**\n"
    count = len(differences)
    lines = [f"**{counted(count, 'plan')} changed**"]
    warned = sum(any(map(_is_unsigned, each.compared.changes)) for each in differences)
    if warned:
        plans = counted(warned, "plan")
        lines += ["", f"**Text that nobody signed changed in {plans}: see the warning there.**"]
    for difference in differences:
        lines += _plan(difference)
    return _within("\n".join(lines) + "\n", limit)


def _within(markdown: str, limit: int) -> str:
    if len(markdown) <= limit:
        return markdown
    note = "\n\n*This comment was cut; `poc-docs diff` shows all of it.*\n"
    return markdown[: limit - len(note)].rpartition("\n")[0].rstrip() + note


def _plan(difference: Difference) -> Iterator[str]:
    compared = difference.compared
    state = plan_state(compared.plan)
    yield from ("", f"### {escape(plan_name(compared.plan)) or code(compared.path)}", "")
    yield f"{code(compared.path)}{f' · {escape(state)}' if state else ''}"
    yield ""
    unsigned = [change for change in compared.changes if _is_unsigned(change)]
    if unsigned:
        yield from (*_WARNING, *(f"> - {_sentence(change)}" for change in unsigned), "")
    yield from (f"- {_sentence(change)}" for change in compared.changes if not _is_unsigned(change))
    if difference.commands:
        missing = " and ".join(missing_signatures(difference))
        yield from ("", f"Missing: signature of the {missing}" if missing else "Missing:", "")
        yield from (f"- {code(command, longest=1000)}" for command in difference.commands)


def _is_unsigned(change: PlanChange) -> bool:
    """Say whether a change stands beside texts that somebody signed, and was signed by nobody."""
    return change.consequence is Consequence.UNSIGNED


def _sentence(change: PlanChange) -> str:
    words = with_excerpts(change, _LONGEST_VALUE).words
    said = "".join(code(w, _LONGEST_EXCERPT) if isinstance(w, Quoted) else escape(w) for w in words)
    return f"{said}, **{change.consequence}**" if change.consequence else said


def escape(text: str) -> str:
    """Give a text as Markdown that shows exactly it, on one line."""
    shown = _MEANS_SOMETHING.sub(r"\\\g<0>", _visible(_shortened(text, _LONGEST_VALUE)))
    return _REFERENCE.sub("<!-- -->", shown)


def code(text: str, longest: int = _LONGEST_VALUE) -> str:
    """Give a text as Markdown code, whatever backticks are in it."""
    shown = _visible(_shortened(text, longest))
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(shown)), default=0) + 1)
    blank = " " if not shown.strip() or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{blank}{shown or '(empty)'}{blank}{fence}"


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "…"


def _visible(text: str) -> str:
    """Spell out what can't be seen: it could reorder or hide what stands around it."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)

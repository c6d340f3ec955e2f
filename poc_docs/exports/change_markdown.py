"""What changed between versions of plans, as Markdown for one comment in a pull request.

Texts of a plan are escaped: they can't become markup, and mention nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.exports.change_json import missing_signatures, plan_name, plan_state
from poc_docs.plan.plan_change import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.exports.change_json import Difference
    from poc_docs.plan.plan_change import PlanChange

LIMIT = 60_000
"""GitHub takes 65,536 characters in a comment; the rest is room for what a workflow adds."""

_LONGEST_VALUE = 300
_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>|~&$]")
# What a platform turns into a link to a person, an issue or a label, also where it is escaped.
_REFERENCE = re.compile(r"(?<=[@#!%~$&])(?=\w)")
_BACKTICKS = re.compile("`+")


def difference_markdown(differences: Sequence[Difference], limit: int = LIMIT) -> str:
    """Give the comment, of at most ``limit`` characters."""
    if not differences:
        return "**No plan changed.**\n"
    count = len(differences)
    lines = [f"**{count} plan{'' if count == 1 else 's'} changed**"]
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
    yield from (f"- {_sentence(change)}" for change in compared.changes)
    if difference.commands:
        missing = " and ".join(missing_signatures(difference))
        yield from ("", f"Missing: signature of the {missing}" if missing else "Missing:", "")
        yield from (f"- {code(command, longest=1000)}" for command in difference.commands)


def _sentence(change: PlanChange) -> str:
    said = "".join(code(word) if isinstance(word, Quoted) else escape(word) for word in change.words)
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

"""Rules about the front matter, and about the title that repeats it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from poc_docs.checks.entries import FRONT_MATTER, front_matter_entries, is_due
from poc_docs.checks.finding import Fault, fault_of
from poc_docs.plan import vocabulary as words
from poc_docs.plan.canonical import folded_text
from poc_docs.plan.fields import FRONT_MATTER as KEYS
from poc_docs.plan.layout import folded
from poc_docs.plan.values import is_placeholder
from poc_docs.text.patterns import pattern
from poc_docs.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan

_METADATA = folded(words.METADATA_HEADING)
_DASHES = pattern(r"\s*-+\s*")
_TITLE_BEGINS = "POC Plan: "
_HEADINGS = frozenset(folded(section.heading) for section in (*words.TEMPLATE, *words.OPTIONAL))
_PLACEHOLDER = r"(?:\[[^\[\]]*\]|(?i:tbd)|_{2,}|\.{3})"
_BLANK = "\0"  # stands for a placeholder; no front matter can hold it


def front_matter_readable(plan: Plan) -> Iterator[Fault]:
    """A plan must begin with front matter that can be read in one way only."""
    error = plan.document.front_matter_error
    if error:
        yield Fault(error.message, error.span, error.advice)
    elif not plan.document.text.strip():
        advice = 'delete it, and start a plan with: poc-docs new "Prospect" "Title"'
        yield Fault("the file is empty", Span(0, 0), advice)
    elif is_note(plan):
        message = "every .md file below the plans' folder is a plan, and this has nothing of one"
        advice = 'move a note out of that folder; a plan begins with: poc-docs new "Prospect" "Title"'
        yield Fault(message, Span(0, 0), advice)
    elif plan.document.front_matter is None and plan.metadata is None:
        required = ", ".join(key for key, field in KEYS.items() if field.required)
        advice = f"write 'key: value' lines between two lines '---' at the very top: {required}"
        yield Fault("a plan must begin with front matter", Span(0, 0), advice)


def is_note(plan: Plan) -> bool:
    """Say whether a file was not meant as a plan: it has no front matter and no heading of the template."""
    document = plan.document
    if document.front_matter or document.front_matter_error or plan.metadata or not document.text.strip():
        return False
    headings = [section.heading.text for section in document.sections]
    return not any(folded(each) in _HEADINGS or each.startswith(_TITLE_BEGINS.strip()) for each in headings)


def keys_known(plan: Plan) -> Iterator[Fault]:
    """Every key of the front matter must be part of the format, or begin with `x-`."""
    yield from map(fault_of, plan.unknown_keys)


def keys_present(plan: Plan) -> Iterator[Fault]:
    """Every required key must be there and, from Active on, must have a value."""
    yield from map(fault_of, plan.missing_keys)
    for entry in front_matter_entries(plan) if is_due(plan, FRONT_MATTER) else ():
        if not entry.text:
            yield Fault(f"{entry.what} must not be empty", entry.text.span, f"write '{entry.column}: …'")


def values_of_their_kind(plan: Plan) -> Iterator[Fault]:
    """Every value of the front matter must be of its kind: a date, a word of its list, an amount."""
    yield from map(fault_of, plan.problems)


def no_metadata_table(plan: Plan) -> Iterator[Fault]:
    """The facts of the Metadata table must stand in the front matter, and there only."""
    for section in plan.document.sections:
        if section.tables and folded(section.heading.text) == _METADATA:
            document = plan.document
            beside = document.front_matter is not None or document.front_matter_error is not None
            message = "the Metadata table must not stand beside front matter: one fact, one place"
            advice = f"delete the table; what it says belongs into the front matter of {_name(plan)}"
            if not beside:
                message = "the Metadata table must be moved into front matter"
                advice = "type 'poc-docs migrate PLAN'; it changes nothing else"
            yield Fault(message, section.heading.span, advice)


def _name(plan: Plan) -> str:
    return repr(plan.id) if plan.id else "the plan"


def title_agrees(plan: Plan) -> Iterator[Fault]:
    """The first heading must read `# POC Plan: {prospect} -- {title}`, as the front matter has them."""
    metadata = plan.metadata
    if metadata is None or metadata.prospect is None or metadata.title is None:
        return
    parts = (metadata.prospect.value, metadata.title.value)
    wanted = f"{_TITLE_BEGINS}{parts[0]} -- {parts[1]}"
    top = next((s.heading for s in plan.document.sections if s.heading.level == 1), None)
    advice = f"write '# {wanted}', or change 'prospect' or 'title' in the front matter"
    if top is None:
        yield Fault(f"a plan must have the heading {wanted!r}", _after_front_matter(plan), advice)
    elif plan.document.front_matter is None:
        return
    elif not _agrees(parts, _folded_title(top.text)):
        yield Fault(f"the title must be {wanted!r}, not {top.text!r}", top.span, advice)


def _after_front_matter(plan: Plan) -> Span:
    front_matter = plan.document.front_matter
    offset = front_matter.block.end if front_matter else 0
    return Span(offset, offset)


def _folded_title(text: str) -> str:
    """Give a title as it is compared, with every dash and the blanks around it as one hyphen."""
    return _DASHES.sub("-", folded_text(text))


def _agrees(parts: tuple[str, ...], heading: str) -> bool:
    """Say whether the heading has the front matter's parts; a placeholder agrees with any other."""
    prospect, title = (_BLANK if is_placeholder(part) else part for part in parts)
    wanted = _folded_title(f"{_TITLE_BEGINS}{prospect} -- {title}")
    if _BLANK not in wanted:
        return wanted == heading
    return bool(re.fullmatch(re.escape(wanted).replace(re.escape(_BLANK), _PLACEHOLDER), heading))

"""Findings as text for people, as JSON for machines, and as annotations for GitHub: pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from poc_docs.checks.finding import Severity
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import printable
from poc_docs.cli.reports import total_errors
from poc_docs.cli.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.checks.finding import Finding
    from poc_docs.cli.reports import Report

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""

_WINDOW = 100
"""Columns of a source line that are shown around the caret."""

_MOST = 50
"""How many findings of one code are shown of one file."""


def format_text(reports: Sequence[Report], most: int | None = None) -> str:
    """Give findings with their source line, a caret and the way out, then one line that counts them all.

    ``most`` is how many of each file are shown; without it so many of each code.
    """
    return "\n".join([*(line for report in reports for line in _blocks(report, most)), _summary(reports)])


def _blocks(report: Report, most: int | None) -> Iterator[str]:
    """Give the findings of a file; the way out is said once for all that follow each other and share it."""
    counted: Counter[str] = Counter()
    shown = []
    of_a_code = _MOST if most is None else most
    for finding in report.findings[:most]:
        counted[finding.code] += 1
        if counted[finding.code] <= of_a_code:
            shown.append(finding)
    for finding, after in zip_longest(shown, shown[1:]):
        yield from _lines(report, finding)
        if after is None or (after.code, after.advice) != (finding.code, finding.advice):
            yield f"    -> {printable(finding.advice)}"
    for code, count in counted.items():
        if count > of_a_code:
            yield f"{printable(report.name)}: {code} {count - of_a_code} more of these, which are not shown"


def _lines(report: Report, finding: Finding) -> Iterator[str]:
    colour = "red" if finding.severity is Severity.ERROR else "yellow"
    place = f"{printable(report.name)}:{finding.line}:{finding.column}:"
    word = "" if finding.severity is Severity.ERROR else " (advice)"
    first, *more = (printable(line) for line in finding.message.split("\n"))
    yield f"{click.style(place, bold=True)} {click.style(finding.code, fg=colour)}{word} {first}"
    yield from (f"    {line}" for line in more)
    yield from _caret(report.text, finding, colour)


def _caret(text: str, finding: Finding, colour: str) -> Iterator[str]:
    if not text:
        return
    at = finding.span.start
    left = max(0, at - finding.column + 1, at - _WINDOW // 2)
    line = text[left : left + _WINDOW]
    before, rest = line[: at - left].lstrip("\ufeff"), re.split(r"[\r\n]", line[at - left :])[0]
    if (before + rest).strip():
        # The gutter keeps a source line from being read as a command by what shows the output.
        yield f"{finding.line:>7} | {_shown(before + rest)}"
        marked = rest[: max(1, finding.span.end - at)] or " "
        under = " " * _width(_shown(before)) + "^" * _width(_shown(marked))
        yield f"{'':>7} | {click.style(under, fg=colour)}"


def _shown(source: str) -> str:
    return printable(source.replace("\t", " "))


def _width(text: str) -> int:
    """Give the columns that ``text`` takes on a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _summary(reports: Sequence[Report]) -> str:
    errors = total_errors(reports)
    return summary(
        plans=len(reports),
        errors=errors,
        wrong=sum(1 for report in reports if report.errors),
        advice=sum(len(report.findings) for report in reports) - errors,
    )


def format_json(reports: Sequence[Report]) -> str:
    """Give findings as the JSON that ``docs/json.md`` describes."""
    found = [
        {
            "path": report.name,
            "line": finding.line,
            "column": finding.column,
            "end_line": finding.end_line,
            "end_column": finding.end_column,
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "advice": finding.advice,
        }
        for report in reports
        for finding in report.findings
    ]
    errors = sum(report.errors for report in reports)
    value = {"version": VERSION, "plans": len(reports), "errors": errors, "findings": found}
    return json_text(value)


def format_github(reports: Sequence[Report]) -> str:
    """Give findings as workflow commands, errors first: GitHub shows only ten of each kind a step."""
    both = [(report.name, finding) for report in reports for finding in report.findings]
    both.sort(key=lambda pair: pair[1].severity is not Severity.ERROR)
    return "\n".join([*(_annotation(name, finding) for name, finding in both), _summary(reports)])


def _annotation(name: str, finding: Finding) -> str:
    kind = "error" if finding.severity is Severity.ERROR else "notice"
    place = f"file={_property(printable(name))},line={finding.line},col={finding.column},title={finding.code}"
    said = "\n".join(map(printable, f"{finding.message}\n{finding.advice}".split("\n")))
    return f"::{kind} {place}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": format_text, "json": format_json, "github": format_github}
"""Every format by its name on the command line."""

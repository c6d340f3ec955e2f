"""The metrics of a portfolio for reading on a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from poc_docs.plan.amounts import amount_text
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LABEL = 36
_CELL = 16
NO_DATA = "no data"

NAMES = {
    "status": "Plans",
    "outcomes": "Outcomes",
    "closed": "Closed",
    "business": "Business",
    "win_rate": "Win rate",
    "agreed_before_start": "Agreed before the start",
    "duration": "Duration",
    "time_to_decision": "Time to decision",
    "decided_on_time": "Decided on time",
    "pass_rate": "Pass rate",
    "amendments": "Amendments",
    "pipeline": "Pipeline",
}
"""What each number is called where it is named in a sentence."""


def metrics_text(value: Mapping[str, Any], width: int = 100) -> str:
    """Give the numbers as text from their JSON value (``metrics_json``), so that both say the same."""
    blocks = [
        _head(value),
        *_numbers(value["numbers"]),
        _table("Business outcome by technical outcome", _both(value["numbers"])),
        [_line("Funnel", ", ".join(f"{step} {count}" for step, count in value["funnel"].items()))],
        _table(f"Load on {value['today']}", _load(value["load"])),
        *_quarters(value, width),
        [*_left_out(value, width)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(value: Mapping[str, Any]) -> list[str]:
    count, out = value["plans"], len(value["left_out"])
    whose = f" of {', '.join(value['owners'])}" if value["owners"] else ""
    left = f"; {counted(out, 'file')} left out, see below" if out else ""
    since, until = value["since"], value["until"]
    period = f"From {since or 'the beginning'} to {until or 'the end'}." if since or until else ""
    return [f"{counted(count, 'plan')}{whose} counted{left}.", *([period] if period else [])]


def _numbers(numbers: Mapping[str, Any]) -> Iterator[list[str]]:
    yield [
        _line(NAMES[name], ", ".join(f"{word} {count}" for word, count in _words(name, numbers[name])))
        for name in ("status", "outcomes", "closed", "business")
    ]
    duration, on_time = numbers["duration"], numbers["decided_on_time"]
    yield [
        _line("Win rate", _ratio(numbers["win_rate"])),
        _line("Technical wins (Proceed)", _ratio(numbers["technical_win_rate"])),
        _line("Agreed before the start", _ratio(numbers["agreed_before_start"])),
        _line("Decided on time", _ratio(on_time["against_present"])),
        _line("  by the day first agreed", _ratio(on_time["against_first_agreed"])),
        _line("Days to decision", _spread(numbers["time_to_decision"])),
        _line("Actual days for each planned day", _spread(duration["against_present"])),
        _line("  for each day first planned", _spread(duration["against_first_agreed"])),
        _line("  in all", _days(duration)),
        _line("Amendments per started plan", _mean(numbers["amendments"])),
        _line("  plans with none", _ratio(numbers["amendments"]["plans_with_none"])),
    ]
    rates = numbers["pass_rate"]
    yield [
        _line("Criteria passed", _rate(rates["all"])),
        *(
            _line(f"  {name}", _rate(rate))
            for group in ("by_weight", "by_kind")
            for name, rate in rates[group].items()
            if rate["denominator"] or rate["without_verdict"]
        ),
    ]
    deals = [_line(f"  {_category(each)}", _amount(each)) for each in numbers["pipeline"]]
    yield ["Pipeline", *deals] if deals else [_line("Pipeline", NO_DATA)]


def _line(label: str, said: str) -> str:
    return f"{label:<{_LABEL}}{said}"


def _words(name: str, counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Give the counts; how many ended without a decision stands first, and in words."""
    if name == "closed":
        yield "without a decision", counts["no-decision"]
    yield from ((word, count) for word, count in counts.items() if word != "no-decision")


def _ratio(ratio: Mapping[str, Any]) -> str:
    if ratio["percent"] is None:
        return NO_DATA
    said = f"{_plain(ratio['percent'])}%"
    return f"{said:<7}{ratio['numerator']} of {ratio['denominator']}{_small(ratio, ratio['denominator'])}"


def _plain(number: float) -> str:
    """Give a number without the zeros behind it."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _small(value: Mapping[str, Any], number: int) -> str:
    return f"   small (n={number})" if value["small"] else ""


def _rate(rate: Mapping[str, Any]) -> str:
    without = rate["without_verdict"]
    return f"{_ratio(rate)}{f'   {without} without a verdict' if without else ''}"


def _spread(spread: Mapping[str, Any]) -> str:
    if not spread["n"]:
        return NO_DATA
    said = (
        f"median {_plain(spread['median'])}, from {_plain(spread['lowest'])} to {_plain(spread['highest'])}"
    )
    return said + (_small(spread, spread["n"]) or f"   n={spread['n']}")


def _days(duration: Mapping[str, Any]) -> str:
    if not duration["planned_days"]:
        return NO_DATA
    actual, planned, first = (duration[f"{name}_days"] for name in ("actual", "planned", "first_planned"))
    return f"{actual} days for {planned} planned" + (f", {first} at first" if first != planned else "")


def _mean(amendments: Mapping[str, Any]) -> str:
    mean, waiting = amendments["per_plan"], amendments["open"]
    if mean["mean"] is None:
        return NO_DATA
    said = f"{_plain(mean['mean'])}"
    parts = f"{mean['numerator']} in {counted(mean['denominator'], 'plan')}"
    still = f", {waiting} still open" if waiting else ""
    return f"{said:<7}{parts}{still}{_small(mean, mean['denominator'])}"


def _category(line: Mapping[str, Any]) -> str:
    return line["category"] or "no category"


def _amount(line: Mapping[str, Any]) -> str:
    return f"{amount_text(line['amount'], line['currency'])}   {counted(line['deals'], 'deal')}"


def _both(numbers: Mapping[str, Any]) -> list[list[str]]:
    rows = numbers["technical_and_business"]
    columns = [name for name in rows["Proceed"] if name != "win_rate"]
    lines = [
        [outcome, *(str(row[name]) for name in columns), _short(row["win_rate"])]
        for outcome, row in rows.items()
    ]
    is_empty = not any(row[name] for row in rows.values() for name in columns)
    return [] if is_empty else [["", *columns, "win rate"], *lines]


def _load(load: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    header = ["", "running", "planned", "decisions in 30 days", "overdue"]
    keys = ("running", "planned", "decisions_next_30_days", "decisions_overdue")
    lines = [[each["owner"] or "nobody named", *(str(each[key]) for key in keys)] for each in load]
    return [header, *lines] if lines else []


def _table(title: str, rows: Sequence[Sequence[str]]) -> list[str]:
    """Give a table under its title; the first column is text, the others are numbers."""
    if not rows:
        return []
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    first = max(widths[0], _LABEL - 2)
    return [title, *("  " + _row(row, first, widths[1:]) for row in rows)]


def _row(row: Sequence[str], first: int, widths: Sequence[int]) -> str:
    cells = (f"{cell:>{width}}" for cell, width in zip(row[1:], widths, strict=True))
    return "  ".join([f"{row[0]:<{first}}", *cells])


def _quarters(value: Mapping[str, Any], width: int) -> Iterator[list[str]]:
    """Give the numbers by quarter: a column for each, as many side by side as fit."""
    if value["quarters"] is None:
        return
    columns = [(each["quarter"], each["numbers"]) for each in value["quarters"]]
    columns += [("undated", value["undated"])] if value["undated"] else []
    if not columns:
        yield ["By quarter", f"  {NO_DATA}"]
    beside = max(1, (width - _LABEL) // (_CELL + 1))
    lines = sorted({pipeline_key(each) for _, numbers in columns for each in numbers["pipeline"]})
    for start in range(0, len(columns), beside):
        part = columns[start : start + beside]
        cells = [dict(short_numbers(numbers, lines)) for _, numbers in part]
        names = [name for name, _ in part]
        yield [
            "  ".join([f"{'By quarter':<{_LABEL - 2}}", *(f"{name:>{_CELL - 1}}" for name in names)]),
            *(
                "  ".join([f"  {label:<{_LABEL - 4}}", *(f"{each[label]:>{_CELL - 1}}" for each in cells)])
                for label in cells[0]
            ),
        ]


def pipeline_key(line: Mapping[str, Any]) -> tuple[bool, str, str]:
    """Give what tells one line of the pipeline from another, in the order in which they stand."""
    return line["category"] is None, _category(line), line["currency"]


def short_numbers(
    numbers: Mapping[str, Any], lines: Iterable[tuple[bool, str, str]]
) -> Iterator[tuple[str, str]]:
    """Give each number in the few characters of a cell, in the order of the whole."""
    for name in ("status", "outcomes", "closed", "business"):
        yield from ((f"{NAMES[name]}: {word}", str(count)) for word, count in _words(name, numbers[name]))
    on_time, duration = numbers["decided_on_time"], numbers["duration"]
    yield "Win rate", _short(numbers["win_rate"])
    yield "Technical wins (Proceed)", _short(numbers["technical_win_rate"])
    yield "Agreed before the start", _short(numbers["agreed_before_start"])
    yield "Decided on time", _short(on_time["against_present"])
    yield "  by the day first agreed", _short(on_time["against_first_agreed"])
    yield "Days to decision, median", _middle(numbers["time_to_decision"])
    yield "Actual for planned days, median", _middle(duration["against_present"])
    yield "  for days first planned, median", _middle(duration["against_first_agreed"])
    mean = numbers["amendments"]["per_plan"]
    known = mean["mean"] is not None
    yield "Amendments in started plans", f"{mean['numerator']} in {mean['denominator']}" if known else NO_DATA
    yield "  plans with none", _short(numbers["amendments"]["plans_with_none"])
    rates = numbers["pass_rate"]
    yield "Criteria passed", _short(rates["all"])
    for group in ("by_weight", "by_kind"):
        yield from ((f"  {name}", _short(rate)) for name, rate in rates[group].items())
    amounts = {pipeline_key(each): amount_text(each["amount"], "") for each in numbers["pipeline"]}
    for key in lines:
        yield f"Pipeline: {key[1]} {key[2]}", amounts.get(key, "0")


def _short(ratio: Mapping[str, Any]) -> str:
    """Give a ratio in a cell; its denominator says how much it rests on."""
    if ratio["percent"] is None:
        return NO_DATA
    return f"{_plain(ratio['percent'])}% {ratio['numerator']}/{ratio['denominator']}"


def _middle(spread: Mapping[str, Any]) -> str:
    return f"{_plain(spread['median'])} (n={spread['n']})" if spread["n"] else NO_DATA


def _left_out(value: Mapping[str, Any], width: int) -> Iterator[str]:
    lacking = value["numbers"]["left_out"]
    if not value["left_out"] and not lacking:
        return
    yield "Left out, and why"
    for each in value["left_out"]:
        yield from _wrapped(f"{each['path']}: {each['why']}, in no number", width)
    for number, plans in lacking.items():
        by_reason: dict[str, list[str]] = {}
        for each in plans:
            by_reason.setdefault(each["why"], []).append(each["id"] or each["path"])
        for why, names in by_reason.items():
            yield from _wrapped(f"{NAMES[number]}: {why}: {', '.join(names)}", width)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, max(40, width), initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
    )

"""k6: the end-of-test summary, as ``--summary-export``, ``handleSummary`` or the versioned schema write it.

Source: Grafana k6 documentation, *Custom summary* (the structure of the summary object) and *End of test*;
for the versioned schema, which k6 still works on, k6's issues 4803 and 4870.
Times are milliseconds, amounts of data bytes, rates shares of one, which are offered as per cent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from poc_docs.imports.json_values import group, groups, word
from poc_docs.imports.offers import (
    Measurements,
    NoNumber,
    Offer,
    measurements,
    moment_of_text,
    number_of,
    offer,
)
from poc_docs.imports.samples import share

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMES = re.compile(
    r"(?:http_req_(?:duration|blocked|connecting|tls_handshaking|sending|waiting|receiving)|iteration_duration|"
    r"group_duration|grpc_req_duration|ws_connecting|ws_session_duration|ws_ping|"
    r"browser_http_req_duration|browser_web_vital_(?:fcp|fid|inp|lcp|ttfb))(?:\{.*\})?",
    re.DOTALL,
)
_DATA = re.compile(r"data_(?:received|sent)(?:\{.*\})?|browser_data_(?:received|sent)", re.DOTALL)
_COUNTED = {"http_reqs": "requests", "iterations": "iterations", "data": "B"}
_GROUPS_DEEPEST = 50


def fits(content: Any) -> bool:
    """Say whether this is a summary of k6."""
    values = group(content, "metrics")
    known = {"root_group", "state", "options"} & content.keys() if isinstance(content, dict) else set()
    return bool(
        (values and (known or "iterations" in values or "http_reqs" in values))
        or (group(content, "results") and groups(content["results"].get("metrics")) and "version" in content)
    )


def read(content: Any) -> Measurements:
    """Offer each figure of each metric, and how often each check held."""
    time = moment_of_text(group(content, "metadata").get("generated_at"))
    return measurements((*_metrics(content), *_checks(content)), time)


def _metrics(content: Any) -> Iterator[Offer]:
    named = [(word(each.get("name")), each) for each in groups(group(content, "results").get("metrics"))]
    for name, metric in [*group(content, "metrics").items(), *named]:
        if name and isinstance(metric, dict):
            yield from _figures(name, metric)


def _figures(name: str, metric: dict[str, Any]) -> Iterator[Offer]:
    values = group(metric, "values") or metric
    kind = word(metric.get("type")) or _kind(values)
    contains = word(metric.get("contains"))
    if not contains:
        contains = "time" if _TIMES.fullmatch(name) else "data" if _DATA.fullmatch(name) else ""
    for figure, value in values.items():
        if figure not in {"thresholds", "type", "contains", "name"} and not isinstance(value, dict | list):
            yield _figure(f"k6:{name}", figure, value, kind, _unit(name, contains))


def _kind(values: dict[str, Any]) -> str:
    """Tell the type of a metric from its figures, where ``--summary-export`` does not say it."""
    if "passes" in values or "fails" in values:
        return "rate"
    return "counter" if values.keys() & {"count", "rate"} and "avg" not in values else "trend"


def _unit(name: str, contains: str) -> str:
    return {"time": "ms", "data": "B"}.get(contains, _COUNTED.get(name.partition("{")[0], ""))


def _figure(source: str, figure: str, value: Any, kind: str, unit: str) -> Offer:
    if kind == "rate":
        if figure in {"passes", "fails", "matches", "total"}:
            return offer(f"{source} {figure}", value)
        return offer(f"{source} {'rate' if figure == 'value' else figure}", value, "%", shift=2)
    if figure == "count":
        return offer(f"{source} count", value, "" if unit == "ms" else unit)
    if figure == "rate":
        return offer(f"{source} rate", value, f"{unit}/s")
    return offer(f"{source} {figure}", value, unit)


def _checks(content: Any) -> Iterator[Offer]:
    waiting = [(group(content, "root_group"), 0)]
    while waiting:
        here, depth = waiting.pop()
        for name, check in _children(here.get("checks")):
            passes, fails = number_of(check.get("passes")), number_of(check.get("fails"))
            if isinstance(passes, NoNumber) or isinstance(fails, NoNumber) or passes + fails <= 0:
                continue
            path = word(check.get("path")).removeprefix("::").replace("::", " / ") or name
            yield Offer(source=f"k6:check {path}", value=share(int(passes), int(passes + fails)), unit="%")
        if depth < _GROUPS_DEEPEST:
            waiting += [(each, depth + 1) for _, each in _children(here.get("groups"))]


def _children(value: Any) -> list[tuple[str, dict[str, Any]]]:
    """Give what is a list in one form of the summary and an object by name in the other."""
    if isinstance(value, dict):
        return [(name, each) for name, each in value.items() if isinstance(each, dict)]
    return [(word(each.get("name")), each) for each in groups(value)]

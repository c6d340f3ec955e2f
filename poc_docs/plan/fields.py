"""The front matter's keys and their kinds: one table, from which it is read and checked."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Any

from poc_docs.plan import metadata
from poc_docs.plan.texts import Problem, Read, Text
from poc_docs.plan.values import Money, is_placeholder, parse_date, parse_money, parse_number, parse_word
from poc_docs.plan.vocabulary import BusinessOutcome, CloseReason, Party, Status
from poc_docs.text.front_matter import Mapping, Node, Scalar, Sequence
from poc_docs.text.inline import fold
from poc_docs.text.patterns import pattern
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import Span
from poc_docs.text.spelling import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from collections.abc import Mapping as Schema
    from enum import StrEnum

FOREIGN_KEYS = frozenset({"tags", "hide", "search", "description"})
"""Keys that belong to MkDocs; they may stand in a plan and mean nothing here."""

_IDENTIFIER = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_FINGERPRINT = pattern(r"v1:sha256:[0-9a-f]{64}", re.ASCII)


def is_identifier(text: str) -> bool:
    """Say whether a text may be a plan's id."""
    return bool(_IDENTIFIER.fullmatch(text))


class NotOfItsKindError(Exception):
    """A value is not of its kind; the text says which kind that is, and ``advice`` what to write."""

    def __init__(self, kind: str, advice: str = "") -> None:
        super().__init__(kind)
        self.advice = advice or f"write {kind}"


@dataclass(frozen=True, slots=True)
class Field:
    """One key: how its value is read, whether it must stand there, and the attribute it becomes."""

    read: Callable[[FieldReader, Node], Any]
    required: bool = False
    attribute: str = ""


@dataclass(slots=True)
class FieldReader:
    """Reads nodes of the front matter and collects what is wrong with them."""

    source: str
    problems: list[Problem] = field(default_factory=list)
    unknown: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)

    def record(self, node: Mapping, schema: Schema[str, Field], what: str = "") -> dict[str, Any] | None:
        """Read a mapping by ``schema``; give None if anything in it had to be left out."""
        found = len(self.problems) + len(self.missing)
        values: dict[str, Any] = {}
        for key, value in node.entries:
            if key.value in schema:
                self._value(values, schema[key.value], key, value, what)
            elif not key.value.startswith("x-") and (what or key.value not in FOREIGN_KEYS):
                self._unknown_key(key, schema, what)
        for name, known in schema.items():
            if known.required and node.get(name) is None:
                message = f"key {name!r}{_of(what)} is missing"
                here = Span(node.span.start, node.span.start)
                self.missing.append(Problem(message, here, f"add '{name}: …'"))
        return values if not what or found == len(self.problems) + len(self.missing) else None

    def _value(self, values: dict[str, Any], known: Field, key: Scalar, value: Node, what: str) -> None:
        try:
            values[known.attribute or key.value] = known.read(self, value)
        except NotOfItsKindError as kind:
            shown = fold(value.value if isinstance(value, Scalar) else value.span.of(self.source))
            span = value.span if value.span.start < value.span.end else key.span
            message = f"{key.value!r}{_of(what)} must be {kind}, not {shown[:60]!r}"
            self.problems.append(Problem(message, span, kind.advice))

    def _unknown_key(self, key: Scalar, schema: Schema[str, Field], what: str) -> None:
        message = f"key {key.value!r}{_of(what)} is not part of the format"
        self.unknown.append(
            Problem(message, key.span, f"{did_you_mean(key.value, schema)}a key of your own begins with 'x-'")
        )


def _of(what: str) -> str:
    return f" of {what}" if what else ""


def _string(node: Node, kind: str) -> str:
    if not isinstance(node, Scalar) or not node.value.strip():
        raise NotOfItsKindError(kind)
    return fold(node.value)


def _text(reader: FieldReader, node: Node) -> Text:
    """Read a text; ``[Name]`` without quotes is a list to YAML and a placeholder to everybody else."""
    if isinstance(node, Mapping):
        raise NotOfItsKindError("one line of text")
    source = node.value if isinstance(node, Scalar) else node.span.of(reader.source)
    return Text(fold(source), source, node.span)


def _identifier(reader: FieldReader, node: Node) -> Text:
    text = _text(reader, node)
    if not _IDENTIFIER.fullmatch(text.value):
        raise NotOfItsKindError("small letters, digits and single hyphens, such as halden-route-planning")
    return text


def _words(_: FieldReader, node: Node) -> str:
    return _string(node, "one line of text")


def _date(_: FieldReader, node: Node) -> dt.date:
    date = parse_date(_string(node, "a date as YYYY-MM-DD"))
    if date is None:
        raise NotOfItsKindError("a date as YYYY-MM-DD")
    return date


def _optional_date(reader: FieldReader, node: Node) -> dt.date | None:
    return None if isinstance(node, Scalar) and not node.value else _date(reader, node)


def _fillable_date(reader: FieldReader, node: Node) -> Read[dt.date]:
    text = _text(reader, node)
    return Read(text, None if is_placeholder(text.value) else _date(reader, node))


def _word(vocabulary: type[StrEnum]) -> Callable[[FieldReader, Node], Any]:
    kind = "one of " + ", ".join(vocabulary)

    def read(_: FieldReader, node: Node) -> StrEnum:
        word = parse_word(_string(node, kind), vocabulary)
        if word is None:
            raise NotOfItsKindError(kind)
        return word

    return read


def _status(reader: FieldReader, node: Node) -> Read[Status]:
    return Read(_text(reader, node), _word(Status)(reader, node))


def _fingerprint(_: FieldReader, node: Node) -> str:
    kind = "a fingerprint as 'poc-docs agree' writes it (v1:sha256: and 64 digits)"
    text = _string(node, kind)
    if not _FINGERPRINT.fullmatch(text):
        raise NotOfItsKindError(kind)
    return text


def _money(_: FieldReader, node: Node) -> Money:
    kind = "an amount such as 1250.00 EUR"
    text = _string(node, kind)
    money = parse_money(text)
    if money is None:
        from poc_docs.plan.typed_amounts import which_is_meant

        advice = f"write {kind}: a decimal point, and nothing between thousands"
        raise NotOfItsKindError(kind, which_is_meant(text) or advice)
    if money.amount < 0:
        raise NotOfItsKindError("zero or more", "write it without '-', or delete its line")
    return money


def _number(_: FieldReader, node: Node) -> int:
    number = parse_number(_string(node, "the number of a criterion"))
    if number is None:
        raise NotOfItsKindError("the number of a criterion")
    return number


def _flag(_: FieldReader, node: Node) -> bool:
    word = _string(node, "true or false")
    if word not in {"true", "false"}:
        raise NotOfItsKindError("true or false")
    return word == "true"


def _markdown(_: FieldReader, node: Node) -> str:
    if not isinstance(node, Scalar):
        raise NotOfItsKindError("a text in quotes")
    return node.value


def _record(build: Callable[..., Any], schema: Schema[str, Field], what: str) -> Callable[..., Any]:
    def read(reader: FieldReader, node: Node) -> Any:
        if not isinstance(node, Mapping):
            raise NotOfItsKindError(f"keys and values ({', '.join(schema)})")
        values = reader.record(node, schema, what)
        return None if values is None else build(span=node.span, **values)

    return read


def _list(build: Callable[..., Any], schema: Schema[str, Field], what: str) -> Callable[..., Any]:
    read_item = _record(build, schema, what)

    def read(reader: FieldReader, node: Node) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            raise NotOfItsKindError("a list, each item beginning with '-'")
        items = [read_item(reader, item) for item in node.items]
        return tuple(item for item in items if item is not None)

    return read


_SIGNATURE = {
    "party": Field(_word(Party), required=True),
    "name": Field(_words, required=True),
    "role": Field(_words),
    "date": Field(_date, required=True),
    "evidence": Field(_words),
    "parameters": Field(_fingerprint),
    "disclosed": Field(_fingerprint),
    "results": Field(_fingerprint),
}
_STARTED = {"date": Field(_date, required=True), "parameters": Field(_fingerprint, required=True)}
_CLOSED = {
    "date": Field(_date, required=True),
    "by": Field(_words, required=True),
    "reason": Field(_word(CloseReason), required=True),
}
_CHANGE = {
    "where": Field(_words, required=True),
    "from": Field(_markdown, required=True, attribute="before"),
    "to": Field(_markdown, required=True, attribute="after"),
}
_AMENDMENT = {
    "date": Field(_date, required=True),
    "by": Field(_words, required=True),
    "reason": Field(_words, required=True),
    "editorial": Field(_flag),
    "correct": Field(_flag),
    "from": Field(_fingerprint, required=True, attribute="before"),
    "to": Field(_fingerprint, required=True, attribute="after"),
    "changes": Field(_list(metadata.Change, _CHANGE, "a change"), required=True),
}
_PAUSE = {
    "from": Field(_date, required=True, attribute="since"),
    "to": Field(_optional_date, required=True, attribute="until"),
    "reason": Field(_words, required=True),
    "requested_by": Field(_words, required=True),
}
_METRIC = {
    "criterion": Field(_number, required=True),
    "source": Field(_words, required=True),
    "unit": Field(_words),
}
_BUSINESS = {"outcome": Field(_word(BusinessOutcome), required=True), "date": Field(_date)}
_CRM = {
    "stage": Field(_words),
    "forecast_category": Field(_words),
    "deal_review": Field(_flag),
    "amount": Field(_money),
    "close_date": Field(_date),
}

FRONT_MATTER: dict[str, Field] = {
    "id": Field(_identifier, required=True),
    "title": Field(_text, required=True),
    "prospect": Field(_text, required=True),
    "sales_engineer": Field(_text, required=True),
    "opportunity": Field(_text, required=True),
    "date": Field(_fillable_date, required=True),
    "status": Field(_status, required=True),
    "signatures": Field(_list(metadata.Signature, _SIGNATURE, "a signature")),
    "started": Field(_record(metadata.Started, _STARTED, "'started'")),
    "completed": Field(_date),
    "closed": Field(_record(metadata.Closed, _CLOSED, "'closed'")),
    "amendments": Field(_list(metadata.Amendment, _AMENDMENT, "an amendment")),
    "pauses": Field(_list(metadata.Pause, _PAUSE, "a pause")),
    "confetti": Field(_date),
    "metrics": Field(_list(metadata.MetricSource, _METRIC, "a metric")),
    "business": Field(_record(metadata.Business, _BUSINESS, "'business'")),
    "crm": Field(_record(metadata.Crm, _CRM, "'crm'")),
}
"""Every key of a plan's front matter, in the order in which it is written."""

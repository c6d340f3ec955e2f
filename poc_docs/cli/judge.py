"""``poc-docs judge``: what the judge says of a target and a result, without any plan."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from poc_docs.cli.choice import Choice
from poc_docs.cli.json_text import json_text
from poc_docs.cli.refusal import Refusal, printable

if TYPE_CHECKING:
    from poc_docs.plan.verdicts import Judgement

VERSION = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes."""

_UNDECIDED = "Undecided"
_COLUMNS = ("target", "result", "baseline", "partial")
_FEWEST = 2
_EXAMPLE = 'poc-docs judge "< 200 ms" "187 ms"'


@click.command("judge", context_settings={"ignore_unknown_options": True})
@click.argument("words", metavar="TARGET RESULT", nargs=-1)
@click.option("--baseline", metavar="VALUE", default="", help="What a relative target relates to.")
@click.option("--partial", metavar="TARGET", default="", help="The bound that still counts as Partial.")
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
def command(words: tuple[str, ...], baseline: str, partial: str, form: str) -> None:
    """Judge RESULT against TARGET, or many pairs from standard input.

    The verdict is Pass, Fail, Partial or Undecided, with the reason. For TARGET '-' each line of standard
    input is a target and a result with a tab between them, and each line of the answer is one verdict. A
    baseline and a bound for Partial may follow behind further tabs.

    \b
    Examples:
      poc-docs judge "< 200 ms" "0.187 s"
      poc-docs judge "\u2265 30% reduction vs. baseline" "30 min" --baseline "47 min"
      poc-docs judge "p95 < 300 ms" "p99 280 ms" --format json
      printf '< 200 ms\\t187 ms\\n' | poc-docs judge -
    """
    _refuse_misspelt(words)
    if words[:1] == ("-",):
        if len(words) > 1 or baseline or partial:
            example = "printf '< 5 s\\t4 s\\n' | poc-docs judge -"
            raise Refusal("with '-' everything comes from standard input", example)
        _judge_lines(form)
        return
    if len(words) < _FEWEST:
        raise Refusal("a result is missing" if words else "a target and a result are missing", _EXAMPLE)
    if len(words) > _FEWEST:
        raise Refusal(
            f"a target and a result are two texts, not {len(words)}", f"put each in quotes: {_EXAMPLE}"
        )
    target, result = words
    row = dict(zip(_COLUMNS, (target, result, baseline, partial), strict=True))
    judgement = _judged(row)
    if form == "json":
        click.echo(json_text({"version": VERSION, **_as_json(row, judgement)}))
        return
    click.echo(printable(f"{judgement.verdict or _UNDECIDED}: {judgement.reason}"))
    for line in _advice(row, judgement):
        click.echo(printable(line))


def _refuse_misspelt(words: tuple[str, ...]) -> None:
    """Refuse what looks like an option; a word such as ``-3 ms`` does not."""
    for word in words:
        if word.startswith("--"):
            raise Refusal(
                f"there is no option {word!r}", "the options are --baseline, --partial and --format"
            )


def _judged(row: dict[str, str]) -> Judgement:
    from poc_docs.plan import verdicts

    return verdicts.judge(**row)


def _advice(row: dict[str, str], judgement: Judgement) -> list[str]:
    from poc_docs.cli.session import shell_word
    from poc_docs.plan.verdicts import Doubt
    from poc_docs.plan.verdicts.rewording import better_wording

    if judgement.doubt is not Doubt.TARGET:
        return []
    target, result = row["target"], row["result"]
    if _judged(row | {"target": result, "result": target}).verdict:
        pair = f"{shell_word(result)} {shell_word(target)}"
        return [f"  -> the target comes first: poc-docs judge {pair}"]
    return [f"  -> {better_wording(target)}"]


def _judge_lines(form: str) -> None:
    rows = _rows(sys.stdin.buffer.read())
    if form == "json":
        found = [_as_json(row, _judged(row)) for row in rows]
        click.echo(json_text({"version": VERSION, "judgements": found}))
        return
    for row in rows:
        click.echo(_judged(row).verdict or _UNDECIDED)


def _rows(data: bytes) -> list[dict[str, str]]:
    """Read the pairs, one a line; a line that is none is refused before anything is judged."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refusal(f"line {line} of standard input is not UTF-8", "save it as UTF-8") from None
    rows = []
    lines = text.removesuffix("\n").split("\n") if text else []
    for number, written in enumerate(lines, 1):
        cells = written.removesuffix("\r").split("\t")
        if not _FEWEST <= len(cells) <= len(_COLUMNS):
            what = "no tab" if len(cells) == 1 else f"{len(cells) - 1} tabs"
            advice = "write TARGET, a tab, and RESULT on each line"
            raise Refusal(f"line {number} of standard input has {what}", advice)
        rows.append(dict(zip(_COLUMNS, cells, strict=False)))
    return rows


def _as_json(row: dict[str, str], judgement: Judgement) -> dict[str, Any]:
    from poc_docs.plan.verdicts import read_result, read_target

    target, result = read_target(row["target"]), read_result(row["result"])
    return {
        "target": {
            "text": row["target"],
            "reading": str(target) if target else None,
            "conditions": [str(condition) for condition in target.conditions] if target else [],
        },
        "result": {"text": row["result"], "reading": str(result) or None},
        "verdict": judgement.verdict or _UNDECIDED,
        "reason": judgement.reason,
        "doubt": judgement.doubt,
    }

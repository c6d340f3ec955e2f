"""The words and signs around a number: comparators, labels, marks, and what makes it an approximation."""

from __future__ import annotations

import re
from enum import Enum

from poc_docs.text.patterns import pattern

LONGEST = 400
"""How long a target or a result may be, in characters, to be read at all."""

_ENTITY = pattern(r"&(?:#?\w{1,8});")
_BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)
_EMPHASIS = pattern(r"\*\*|__|`")
_ONE_STAR = pattern(r"(?<![\w*])\*(?=[^\s*])([^*]*)(?<=\S)\*(?![\w*])")
"""Emphasis by one star; a star of its own, as in ``187 ms*``, leads to a footnote and stays."""
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x2007, 0x2008, 0x200A, 0x205F, 0x3000), " ")
_NOTHING = dict.fromkeys((0xFE0F, 0x200B, 0x2060, 0xFEFF))
_SIGNS = {0x2A7D: "\u2264", 0x2A7E: "\u2265", 0x2266: "\u2264", 0x2267: "\u2265", 0x2012: "\u2013"}
_PLAIN = {**_FULL_WIDTH, **_SPACES, **_NOTHING, **_SIGNS}


class Comparator(Enum):
    """How a value is to stand to a bound."""

    BELOW = "<"
    AT_MOST = "\u2264"
    ABOVE = ">"
    AT_LEAST = "\u2265"
    EQUAL = "="


_BEFORE = {
    Comparator.AT_LEAST: (
        ">=",
        "\u2265",
        "at least",
        "no less than",
        "not less than",
        "no fewer than",
        "not fewer than",
        "no lower than",
        "not lower than",
        "not below",
        "not under",
        "a minimum of",
        "minimum of",
        "minimum",
        "min.",
        "min",
        "greater than or equal to",
        "more than or equal to",
        "equal to or greater than",
        "equal to or more than",
    ),
    Comparator.AT_MOST: (
        "<=",
        "\u2264",
        "at most",
        "no more than",
        "not more than",
        "no greater than",
        "not greater than",
        "no higher than",
        "not higher than",
        "no longer than",
        "not longer than",
        "not over",
        "not above",
        "not to exceed",
        "not exceeding",
        "must not exceed",
        "shall not exceed",
        "should not exceed",
        "may not exceed",
        "cannot exceed",
        "never more than",
        "does not exceed",
        "a maximum of",
        "maximum of",
        "maximum",
        "max.",
        "max",
        "within",
        "less than or equal to",
        "fewer than or equal to",
        "equal to or less than",
    ),
    Comparator.ABOVE: (
        ">",
        "more than",
        "greater than",
        "higher than",
        "above",
        "over",
        "exceeding",
        "exceeds",
    ),
    Comparator.BELOW: ("<", "less than", "fewer than", "lower than", "below", "under", "shorter than"),
    Comparator.EQUAL: ("==", "=", "exactly", "equal to", "equals"),
}
_BEHIND = {
    Comparator.AT_LEAST: ("+", "or more", "or higher", "or above", "or greater", "minimum", "or longer"),
    Comparator.AT_MOST: (
        "or less",
        "or fewer",
        "or lower",
        "or below",
        "or under",
        "maximum",
        "max",
        "or shorter",
    ),
}
_COMPARATOR_OF = {word: sign for sign, words in _BEFORE.items() for word in words}
_COMPARATOR_BEHIND = {word: sign for sign, words in _BEHIND.items() for word in words}


def _alternatives(words: dict[str, Comparator]) -> str:
    return "|".join(
        rf"\b{re.escape(word)}(?!\w)" if word[0].isalpha() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ).replace(r"\ ", r"\s+")


BEFORE = pattern(_alternatives(_COMPARATOR_OF), re.IGNORECASE)
"""A comparator in front of a number."""

BEHIND = pattern(rf"\s*(?P<comparator>{_alternatives(_COMPARATOR_BEHIND)})\s*$", re.IGNORECASE)
"""A comparator behind number and unit: ``200 ms or less``, ``500+``."""


def comparator(word: str) -> Comparator:
    """Give what a comparator means, as ``BEFORE`` or ``BEHIND`` found it."""
    word = " ".join(word.casefold().split())
    return _COMPARATOR_OF.get(word) or _COMPARATOR_BEHIND[word]


def plain(text: str) -> str:
    """Give a text without emphasis, with full-width and escaped characters as what they stand for.

    Superscripts and other forms of digits stay as they are: ``10\u00b2`` is not 102.
    """
    if "&" in text and _ENTITY.search(text):
        from html import unescape

        text = unescape(text)
    text = _BREAK.sub("; ", text).translate(_PLAIN)
    return _ONE_STAR.sub(r"\1", _EMPHASIS.sub("", text)).replace("\r\n", "\n").replace("\n", "; ").strip()


_GOOD, _BAD = (
    "\u2705\u2713\u2714\u2611\U0001f7e2",
    "\u274c\u2715\u2717\u2718\u2716\U0001f534\u26d4\u26a0\U0001f7e1\U0001f7e0",
)
_WAITING = "\u23f3\u231b"
_IDLE = "\U0001f680\U0001f389\U0001f44d\U0001f3af\u2b50\U0001f4c8\U0001f4ca\u26a1\U0001f525"
_MARKS = pattern(f"[{_GOOD}{_BAD}{_WAITING}{_IDLE}]")


class Mood(Enum):
    """What the marks in a result say beside its numbers."""

    NONE = 0
    GOOD = 1
    BAD = 2
    WAITING = 3


def without_marks(text: str) -> tuple[str, Mood]:
    """Give a result without its ticks, crosses and other signs, and what they say."""
    found = set(_MARKS.findall(text))
    if not found:
        return text, Mood.NONE
    rest = " ".join(_MARKS.sub(" ", text).split())
    if found & set(_BAD):
        return rest, Mood.BAD
    if found & set(_WAITING):
        return rest, Mood.WAITING
    return rest, Mood.GOOD if found & set(_GOOD) else Mood.NONE


APPROXIMATELY = pattern(
    r"(?:[~\u2248\u223c]|(?:about|around|approx(?:\.|imately)?|ca\.?|circa|roughly|nearly|almost|some)(?!\w))\s*",
    re.IGNORECASE,
)
"""What says that a number is none that was measured."""

SEPARATOR = pattern(r"\s*(?:;|,(?=\s)|(?<=\s)(?:and|&|\+)(?=\s))\s*", re.IGNORECASE)
"""What stands between the parts of a compound target or result."""

_STATISTIC = pattern(
    r"(?<![^\W_])(?:p\s?(?P<p>[0-9]{1,2}(?:\.[0-9]+)?)"
    r"|(?P<th>[0-9]{1,2}(?:\.[0-9]+)?)(?:st|nd|rd|th)?[- ](?:percentile|pctl|perc\.?)"
    r"|(?P<word>average|avg\.?|mean|median|max(?:imum)?|min(?:imum)?|peak|(?:worst|best)(?:[- ]case)?))"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_SAME = {"avg": "mean", "average": "mean", "median": "p50", "maximum": "max", "minimum": "min"}
_LABEL = pattern(
    r"[^\W\d_][^<>=\u2264\u2265\u00b1~|]*|[0-9]{1,2}(?:\.[0-9]+)?(?:st|nd|rd|th)[- ]percentile[^<>=]*"
)
_LIMITS = pattern(
    r"\b(?:not|cannot|no|never|none|nothing|nobody|nowhere|neither|nor|hardly|rarely|seldom|without|unless|except|"
    r"if|when|only|either|or|but|until|after|before|avoid|fails)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_CONSEQUENCE = pattern(
    r"(?:(?:a|an|is|counts as)\s+)?(?:fail|reject|alert|alarm|warn|red|bad|poor|unacceptable|too \w+|"
    r"stop|abort|block|rollback|roll back|escalat\w+)",
    re.IGNORECASE,
)
"""What happens where a bound is crossed (``Reject above 5%``): then it is no bound to meet."""
BAD = pattern(
    r"(?:failed|failures?|rejected|rejections?|alerts|alarms|warnings?|critical|block(?:ed|ers?)|"
    r"prohibited|forbidden|penalt(?:y|ies)|discount|refund|.*\bends?|cancel\w*|terminat\w*)",
    re.IGNORECASE,
)
"""What nobody wants much of: ``critical = 0`` is a target, ``critical > 300 ms`` is none."""
_IDLE_LABELS = frozenset(
    {"result", "results", "measured", "actual", "value", "target", "is", "was", "of", "reached"}
)
_LABEL_AT_MOST = 60


def statistic(text: str) -> str:
    """Give the statistic that a text names, such as ``p95``, ``mean`` or ``max``; or an empty string."""
    found = _STATISTIC.search(text)
    if not found:
        return ""
    number = found["p"] or found["th"]
    if number:
        return f"p{number}"
    word = found["word"].casefold().rstrip(".").partition(" ")[0].partition("-")[0]
    return _SAME.get(word, word)


def read_label(text: str) -> str | None:
    """Give a label in one form (``p95 latency:`` is ``latency p95``); None for what is more than a label.

    Words that only say that something was measured are no label: then it is empty.
    """
    text = text.strip().removesuffix(":").strip()
    if not text:
        return ""
    if len(text) > _LABEL_AT_MOST or not _LABEL.fullmatch(text):
        return None
    if _LIMITS.search(text) or _CONSEQUENCE.fullmatch(text) or _STATISTIC.subn("", text)[1] > 1:
        return None
    named = statistic(text)
    rest = _STATISTIC.sub(" ", text) if named else text
    if re.search(r"[0-9]", rest):
        return None
    words = [word.casefold() for word in re.findall(r"[^\W\d_][\w'-]*", rest)]
    words = [word for word in words if word not in _IDLE_LABELS]
    return " ".join([*words, *([named] if named else [])])

"""Spelling: which change of a text corrects a slip of the pen and can't change what was agreed.

A change passes if it makes of something that is no word the only one that it can have been meant to be, and
touches nothing that carries a meaning; wherever that is not sure, it is an ordinary amendment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = pattern(r"\w+|\s+|[^\w\s]")
_LETTERS = pattern(r"[^\W\d_]+")

_CASE = 4
"""How long a word must be of which only the case is another."""

_ENDS_A_SENTENCE = ("", ".", "!", "?", ":")

_FIXED = ("Duration",)
_FIXED_PARTS = ("target", "weight", "baseline", "partial")
_RULE = pattern(r"outcome .* criteria")

_MEANING = frozenset(
    """
    not no none never nothing neither nor without only all any both each either every everything some
    several few many most least more less fewer half double twice once single multiple cannot except
    excluding exclude excluded excludes including include included includes unless until while must shall
    should will would may might could required optional critical under over above below beyond within
    outside inside between before after during since by from form minimum maximum minimal maximal largest
    smallest highest lowest higher lower larger smaller longer shorter faster slower greater equal exactly
    about approximately nearly almost roughly around average averages mean median mode percentile quantile
    peak total sum ratio share rate zero one two three there four five six seven eight nine ten eleven
    twelve dozen hundred thousand million billion first second third fourth fifth last next previous
    nanosecond nanoseconds microsecond microseconds millisecond milliseconds seconds minute minutes hour
    hours day days week weeks month months quarter quarters year years daily weekly monthly quarterly
    yearly annual annually hourly nightly morning evening night workday workdays byte bytes bit bits
    kilobyte kilobytes megabyte megabytes gigabyte gigabytes terabyte terabytes metre metres meter meters
    kilometre kilometres kilometer kilometers gram grams kilogram kilograms tonne tonnes litre litres
    liter liters percent percentage point points degree degrees euro euros dollar dollars pound pounds
    cent cents january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday pass passes passed fail fails failed partial proceed
    conditional true false yes valid invalid able unable enable enabled disable disabled online offline
    inline upload unload import export increase decrease ascending descending internal external accept
    accepted trial trail causal casual complete compete completed competed prospect vendor customer
    supplier public private manual automatic
    """.split()  # noqa: SIM905 -- a list of words is read best as one text
)


def spelling_fault(where: str, before: str, after: str) -> str:
    """Say why the change of a signed text is more than spelling, or give an empty string.

    ``where`` is its name (see ``agreement.signed_texts``); the texts are canonical, so that formatting is
    no change.
    """
    if before == after:
        return ""
    if not before or not after:
        return f"{where} is {'removed' if before else 'new'}"
    if where in _FIXED or where.rpartition(" ")[2] in _FIXED_PARTS or _RULE.fullmatch(where):
        return f"{where} decides what passes, or when, and is never only spelling"
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) != len(new):
        return f"{where} has other words or signs than before"
    for place, (one, other) in enumerate(zip(old, new, strict=True)):
        if one != other and (not is_slip(one, other) or _is_name(old, place, other)):
            return f"{one!r} to {other!r} in {where} may change the meaning"
    return ""


def _is_name(tokens: Sequence[str], place: int, other: str) -> bool:
    """Say whether a word that becomes another may be a name: it has a capital, and begins no sentence."""
    word, before = tokens[place], "".join(tokens[:place]).rstrip()
    return word[0].isupper() and word.casefold() != other.casefold() and before[-1:] not in _ENDS_A_SENTENCE


def is_slip(one: str, other: str) -> bool:
    """Say whether a word only takes the place of a misspelling of it, or of itself in another case.

    It never does for a word that carries a meaning of its own, nor for an abbreviation; nor does one that
    ``dictionary`` does not know, such as those of other languages.
    """
    words = one.casefold(), other.casefold()
    if not _LETTERS.fullmatch(one) or not _LETTERS.fullmatch(other) or _MEANING & {*words}:
        return False
    if one.isupper() or other.isupper():
        return False
    if words[0] == words[1]:
        return len(one) >= _CASE
    from poc_docs.plan.agreement.dictionary import meant_words  # seldom needed, and slow to load

    return meant_words(words[0]) == {words[1]}

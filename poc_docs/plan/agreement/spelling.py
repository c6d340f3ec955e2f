"""Spelling: which change of a text corrects a slip of the pen and can't change what was agreed.

There is no dictionary here. A change passes if it has the shape of a slip in one word and touches nothing
that carries a meaning; wherever that is not sure, it does not pass, and is an ordinary amendment.
"""

from __future__ import annotations

from poc_docs.text.patterns import pattern

_TOKEN = pattern(r"\w+|\s+|[^\w\s]")
_LETTERS = pattern(r"[^\W\d_]+")

# How long the longer of the two words must be: short words are a slip away from too many others.
_CASE, _SWAPPED, _MISSING, _OTHER = 4, 5, 6, 7

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
    for one, other in zip(old, new, strict=True):
        if one != other and not is_slip(one, other):
            return f"{one!r} to {other!r} in {where} may change the meaning"
    return ""


def is_slip(one: str, other: str) -> bool:
    """Say whether two words are one word in two spellings, as far as their letters can tell.

    That is another case, two neighbouring letters swapped, one letter missing or doubled, or (in a long word)
    one letter instead of another; never in a word that carries a meaning of its own, nor in an abbreviation.
    """
    words = one.casefold(), other.casefold()
    if not _LETTERS.fullmatch(one) or not _LETTERS.fullmatch(other) or _MEANING & {*words}:
        return False
    if one.isupper() or other.isupper() or words[0][0] != words[1][0]:
        return False
    short, long = sorted(words, key=len)
    if short == long:
        return len(long) >= _CASE
    if len(short) == len(long):
        return _is_swapped_or_replaced(short, long)
    return len(long) - len(short) == 1 and len(long) >= _MISSING and _is_missing(short, long)


def _is_swapped_or_replaced(one: str, other: str) -> bool:
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return len(one) >= _OTHER and places[0] != len(one) - 1
    if len(places) != 2 or places[1] != places[0] + 1:  # noqa: PLR2004 -- two letters that are swapped
        return False
    i = places[0]
    return len(one) >= _SWAPPED and one[i] + one[i + 1] == other[i + 1] + other[i]


def _is_missing(short: str, long: str) -> bool:
    """Say whether ``short`` lacks one letter of ``long``; a plural is another word."""
    if long == short + "s":
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))

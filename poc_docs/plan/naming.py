"""Names of people and things as ids, names of files and keys: ASCII words with hyphens between them."""

from __future__ import annotations

import re
import unicodedata

_NOT_LATIN_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"}
)
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_LONGEST_SLUG = 60


def ascii_words(text: str) -> str:
    """Give the letters and digits of ``text`` as lower-case ASCII with single hyphens between words.

    Accents are dropped; letters of other scripts have no ASCII form and are left out.
    """
    lower = text.casefold().translate(_NOT_LATIN_LETTERS)
    spelled = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['`]", "", spelled)).strip("-")


def slug(prospect: str, title: str) -> str:
    """Give an id for a plan: what can be written of prospect and title in ASCII, or ``poc`` if nothing can.

    It is a valid ``id`` and file name, and not necessarily unique.
    """
    words = "-".join(part for part in (ascii_words(prospect), ascii_words(title)) if part)
    if len(words) > _LONGEST_SLUG:
        words = words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]
    return f"poc-{words}" if _RESERVED.fullmatch(words) else words or "poc"

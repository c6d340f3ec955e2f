"""What a reader cannot see, or cannot tell apart: hidden characters, and letters that look like others."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from poc_docs.text.inline import fold
from poc_docs.text.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# Controls, everything that Unicode calls default-ignorable, and the blank Braille pattern.
_HIDDEN = pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ASCII = b"\t\n\r" + bytes(range(0x20, 0x7F))
_NON_JOINER, _JOINER, _EMOJI_STYLE, _KEYCAP = "\u200c", "\u200d", "\ufe0f", "\u20e3"
_LONGEST_KNOWN = 200
_JOINING_SCRIPTS = frozenset(
    {
        *("ARABIC", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KANNADA"),
        *("MALAYALAM", "ORIYA", "SINHALA", "TAMIL", "TELUGU"),
    }
)
_LOOKALIKES = str.maketrans(
    # Cyrillic and Greek small letters, by what they or their capitals look like; l, 1 and I; hyphens, colons.
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445"
    "\u0455\u0456\u0458\u04bb\u04cf\u0501\u051b\u051d"
    "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c3\u03c4\u03c5\u03c7"
    "\u0131\u0251\u0261\u0585l1|0\u2010\u2011\u2012\u2013\u2014\u2212\u2236\ua789",
    "abekmhopctyx" + "sijhidqw" + "abezhikmnopctyx" + "iagoiiio" + "------::",
)

# Letters of other alphabets that print as Latin ones do. Not the Greek small letters of units and formulas.
_LIKE_LATIN = frozenset(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u04cf\u0501\u051b\u051d"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
)
_LIKE_ZERO = frozenset("\u041e\u043e\u039f\u03bf")
_ZERO_OF_DIGITS = pattern("[0-9][\u041e\u043e\u039f\u03bf]")
_WORD = pattern(r"\w+")


def words_of_two_alphabets(text: str) -> Iterator[tuple[str, str]]:
    """Give each word in which a letter passes for a Latin one, or for a zero, with that letter."""
    if text.isascii():
        return
    for word in _WORD.findall(text):
        feigned = _LIKE_LATIN.intersection(word)
        if not any(unicodedata.name(char, "").startswith("LATIN ") for char in word):
            feigned = feigned & _LIKE_ZERO if _ZERO_OF_DIGITS.search(word) else frozenset()
        if feigned:
            yield word, min(feigned)


def hidden_characters(text: str) -> Iterator[tuple[int, str]]:
    """Give offset and character of what nobody sees; what belongs to an emoji or a script is none of it."""
    if not _HIDDEN.search(_beyond_ascii(text)):
        return
    for match in _HIDDEN.finditer(text):
        at, character = match.start(), match.group()
        if not _belongs(character, text[max(0, at - 2) : at], text[at + 1 : at + 2]):
            yield at, character


def _beyond_ascii(text: str) -> str:
    """Give the few characters of a text that are no plain ASCII, where a search takes no time."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _belongs(character: str, before: str, after: str) -> bool:
    last = before[-1:]
    if character == _EMOJI_STYLE:
        return _is_emoji(last) or (after == _KEYCAP and last in set("0123456789#*"))
    if character == _JOINER and _is_emoji(after):
        return _is_emoji(before[:1] if last == _EMOJI_STYLE else last)
    script = _joining_script(last) if character in {_JOINER, _NON_JOINER} else ""
    return bool(script) and script == _joining_script(after)


def _is_emoji(character: str) -> bool:
    if not character or character in "\u00a9\u00ae\u203c\u2049\u2139\u3030\u303d":
        return bool(character)
    is_sign = unicodedata.category(character) in {"So", "Sm", "Sk"} and character >= "\u2122"
    return is_sign and not ("\u2200" <= character <= "\u22ff" or "\u2800" <= character <= "\u28ff")


def _joining_script(character: str) -> str:
    if not character or unicodedata.category(character)[0] not in "LM":
        return ""
    script = unicodedata.name(character, "").partition(" ")[0]
    return script if script in _JOINING_SCRIPTS else ""


def skeleton(text: str) -> str:
    """Give what a name looks like: two names with one skeleton cannot be told apart by reading."""
    return _known_skeleton(text) if len(text) <= _LONGEST_KNOWN else _skeleton(text)


def _skeleton(text: str) -> str:
    if text.isascii():
        return fold(_HIDDEN.sub("", text.lower())).translate(_LOOKALIKES)
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    seen = (
        char for char in _HIDDEN.sub("", decomposed) if unicodedata.category(char) not in {"Cf", "Mn", "Me"}
    )
    return fold("".join(seen)).translate(_LOOKALIKES)


_known_skeleton = lru_cache(maxsize=4096)(_skeleton)

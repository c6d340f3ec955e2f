"""A rule about letters that pass for others in what both sides sign."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from poc_docs.checks.finding import Fault
from poc_docs.plan.agreement.signed_texts import signed_places, signed_texts
from poc_docs.text.lookalikes import words_of_two_alphabets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.plan.model import Plan


def words_of_one_alphabet(plan: Plan) -> Iterator[Fault]:
    """A word that is signed must not hold a letter of another alphabet that looks like one of its own."""
    for where, source in signed_texts(plan).items():
        for word, letter in words_of_two_alphabets(source):
            places = signed_places(plan)
            name = unicodedata.name(letter).title()
            message = f"{where} has a letter that only looks right: {name} (U+{ord(letter):04X}) in {word!r}"
            yield Fault(message, places[where], "type the word again")

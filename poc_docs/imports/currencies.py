"""The currency of an amount: from a column of its own, from what stands beside the number, or as told."""

from __future__ import annotations

import re

from poc_docs.imports.locale_values import AmountText, NotRead
from poc_docs.plan.currencies import CURRENCIES
from poc_docs.plan.values import Money

_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_DOLLARS = frozenset(code for code in CURRENCIES if code.endswith("D"))
_SIGNS = {
    "\u20ac": frozenset({"EUR"}),
    "\u00a3": frozenset({"GBP", "EGP", "FKP", "GIP", "SHP"}),
    "\u20b9": frozenset({"INR"}),
    "\u00a5": frozenset({"JPY", "CNY"}),
    "\uffe5": frozenset({"JPY", "CNY"}),
    "$": _DOLLARS | {"ARS", "CLP", "COP", "MXN", "UYU"},
    "US$": frozenset({"USD"}),
    "R$": frozenset({"BRL"}),
    "kr": frozenset({"DKK", "ISK", "NOK", "SEK"}),
    "kr.": frozenset({"DKK"}),
    "z\u0142": frozenset({"PLN"}),
    "K\u010d": frozenset({"CZK"}),
}
"""The currencies that a sign beside an amount may stand for."""


def money_of(amount: AmountText, code: str, default: str) -> Money | NotRead:
    """Give the amount in its currency: ``code`` is the cell of its column, ``default`` what counts without.

    Nothing is guessed: a sign that several currencies have needs one of the other two.
    """
    beside = amount.currency
    for word in (code, beside if _CODE.fullmatch(beside) else ""):
        if word and word not in CURRENCIES:
            return NotRead(f"{word[:20]!r} is not a currency of ISO 4217", "write its code, such as EUR")
    said = {word for word in (code, beside) if word in CURRENCIES}
    if len(said) > 1:
        return NotRead(f"the amount is in {beside}, and its column says {code}", "correct one of the two")
    possible = _SIGNS.get(beside, frozenset()) if beside and beside not in CURRENCIES else frozenset(said)
    if beside and not possible:
        return NotRead(f"{beside[:20]!r} is not a currency of ISO 4217", "write its code, such as EUR")
    chosen = next(iter(said), "") or (next(iter(possible)) if len(possible) == 1 else default)
    if not chosen:
        return NotRead("nothing says which currency the amount is in", "say it for all: --currency EUR")
    if possible and chosen not in possible:
        return NotRead(f"{beside!r} is not a sign of {chosen}", "correct one of the two")
    return Money(amount.number, chosen)

"""The currencies of ISO 4217 in use, without funds, metals and test codes, and how many decimals each has.

Source: list one of 2026; BGN, which it holds no more, is in plans of 2025.
"""

from __future__ import annotations

from poc_docs.text.patterns import pattern

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP
    LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR
    PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC
    SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF
    XPF YER ZAR ZMW ZWG
"""

CURRENCIES = frozenset(_CODES.split())

_NO_DECIMALS = frozenset(
    {
        *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"),
        *("PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
    }
)
_THREE_DECIMALS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_DECIMALS = 2
_THREE = 3
_DECIMALS_OR_THOUSANDS = pattern(r"[-+\u2212]?[1-9][0-9]{0,2}\.[0-9]{3}")


def smallest_digits(currency: str) -> int:
    """Give how many decimals the smallest unit of a currency takes, by ISO 4217; 2 for any other word."""
    if currency in _NO_DECIMALS:
        return 0
    return _THREE if currency in _THREE_DECIMALS else _DECIMALS


def has_two_readings(number: str, currency: str = "") -> bool:
    """Say whether a number is such as ``1.250``: in German a thousand and more, in English one and a quarter.

    Three decimals are usual in some currencies, and then there is one reading.
    """
    return bool(_DECIMALS_OR_THOUSANDS.fullmatch(number)) and smallest_digits(currency) != _THREE

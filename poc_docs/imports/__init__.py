"""Measurements as the programs that made them write them: bytes in, a list of offered values out.

read_measurements(data).offers[0].source    "k6:http_req_duration p(95)"
"""

from poc_docs.imports.formats import read_measurements
from poc_docs.imports.offers import ImportRefusedError, Measurements, Offer
from poc_docs.imports.wording import convert, lacks_unit, natural_unit, worded

__all__ = [
    "ImportRefusedError",
    "Measurements",
    "Offer",
    "convert",
    "lacks_unit",
    "natural_unit",
    "read_measurements",
    "worded",
]

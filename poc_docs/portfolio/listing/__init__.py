"""The list of plans: its lines, its columns, and what a person may filter and sort by."""

from poc_docs.portfolio.listing.columns import (
    DEFAULT,
    LESS_ROOM,
    Column,
    columns,
    named_columns,
    sort_lines,
)
from poc_docs.portfolio.listing.filters import (
    NO_OUTCOME,
    Filter,
    decided_before,
    loosened,
    of_outcome,
    of_owner,
    of_status,
    select,
    with_prospect,
    with_text,
)
from poc_docs.portfolio.listing.listed import KIND, Listed, in_order, listed_plan
from poc_docs.portfolio.listing.words import STAGES, UnknownWordError, known_word

__all__ = [
    "DEFAULT",
    "KIND",
    "LESS_ROOM",
    "NO_OUTCOME",
    "STAGES",
    "Column",
    "Filter",
    "Listed",
    "UnknownWordError",
    "columns",
    "decided_before",
    "in_order",
    "known_word",
    "listed_plan",
    "loosened",
    "named_columns",
    "of_outcome",
    "of_owner",
    "of_status",
    "select",
    "sort_lines",
    "with_prospect",
    "with_text",
]

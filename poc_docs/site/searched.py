"""What the search of the site reads of a plan's page: its head, and the plan's own text.

The sections between show the same again, drawn and computed. Without them the index, which a browser loads
whole, is half as large, and a plan is found once by each of its words.
"""

from __future__ import annotations

import re

from poc_docs.site.plan_page.page import SECTIONS

_WHOLE_TEXT = SECTIONS[-1][0]
_TITLES = "|".join(re.escape(title) for title, _ in SECTIONS if title != _WHOLE_TEXT)
_SHOWN_AGAIN = re.compile(rf'<h2 id="[^"]*"(?=>(?:{_TITLES})<)')


def searched_once(html: str) -> str:
    """Mark the headings of a built page whose sections the theme's search leaves out."""
    return _SHOWN_AGAIN.sub(r'\g<0> data-search-exclude=""', html)

"""Our reading of front matter for scripts that read plans with python-frontmatter: see ``docs/format.md``.

poc-docs itself needs the place of each value too, and gets it from ``front_matter``, which this stands upon.
Neither writes with python-frontmatter: its ``dump`` drops comments, quotes and order.
"""

from __future__ import annotations

from typing import Any

from frontmatter.default_handlers import BaseHandler

from poc_docs.text.front_matter import CLOSING, FENCE, compose, locate, plain


class StrictFrontMatterHandler(BaseHandler):
    """python-frontmatter's handler for plans: exact fences, string values, nothing read two ways."""

    FM_BOUNDARY = CLOSING
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Say whether the text begins with an exact opening fence."""
        return bool(FENCE.match(text))

    def split(self, text: str) -> tuple[str, str]:
        """Give front matter and body; raises ``ValueError`` where there is no closed block."""
        spans = locate(text)
        if spans is None:
            raise ValueError("no front matter")
        block, content = spans
        return content.of(text), text[block.end :]

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Give the values as strings, lists and dictionaries; raises ``FrontMatterError``."""
        root = compose(fm)
        return {key.value: plain(value) for key, value in root.entries}

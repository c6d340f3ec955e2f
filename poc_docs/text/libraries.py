"""What is used of PyYAML and markdown-it-py, loaded in less than half of the time.

Both compile some eighty regular expressions as they are imported, and a plan needs a few of these.
"""

from __future__ import annotations

from poc_docs.text.patterns import compiled_when_used

with compiled_when_used():
    import yaml
    from markdown_it import MarkdownIt
    from markdown_it.common.utils import MD_TRIM_CHARS, mdTrim
    from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS
    from markdown_it.rules_block.table import table as gfm_table
    from markdown_it.token import Token

__all__ = ["MAX_AUTOCOMPLETED_CELLS", "MD_TRIM_CHARS", "MarkdownIt", "Token", "gfm_table", "mdTrim", "yaml"]

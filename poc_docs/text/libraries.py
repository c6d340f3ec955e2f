"""What is used of PyYAML and markdown-it-py, loaded in less than half of the time.

Both compile some eighty regular expressions as they are imported, and a plan needs a few of these. Their few
dataclasses have no docstring, and the standard library would load ``inspect`` to write one.
"""

from __future__ import annotations

from poc_docs.text.patterns import compiled_when_used
from poc_docs.text.quick_dataclass import dataclasses_made_quickly

with compiled_when_used("yaml", "markdown_it", "mdurl"), dataclasses_made_quickly():
    import yaml
    from markdown_it import MarkdownIt
    from markdown_it.common.utils import MD_TRIM_CHARS, mdTrim
    from markdown_it.rules_block.state_block import StateBlock
    from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS
    from markdown_it.rules_block.table import table as gfm_table
    from markdown_it.token import Token

__all__ = [
    "MAX_AUTOCOMPLETED_CELLS",
    "MD_TRIM_CHARS",
    "MarkdownIt",
    "StateBlock",
    "Token",
    "gfm_table",
    "mdTrim",
    "yaml",
]

"""What Markdown in a file is: spans, edits, front matter, sections, tables. Knows no PoC."""

"""Reports on one plan: a plan becomes a structured report, and that becomes Markdown, HTML or slides.

Pure: no clock, no files. The same file gives the same report on any day.
"""

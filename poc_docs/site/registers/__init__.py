"""Pages about all plans at once: the table of all, gaps, criteria, people, dates, and numbers."""

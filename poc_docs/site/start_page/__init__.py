"""The start page: what needs attention today, what is new, and the portfolio at a glance."""

"""Signals: what needs attention in a plan on a day, and why."""

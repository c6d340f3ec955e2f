"""Intentions to lists of edits: record results, sign, set the status, decide, begin a plan."""

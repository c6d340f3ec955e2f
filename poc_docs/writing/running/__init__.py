"""Edits of the sections in which a proof of concept is run."""

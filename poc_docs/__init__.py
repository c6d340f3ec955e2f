"""Proofs of concept as Markdown in git: checked plans, an agreement gate, recorded results and a site."""

__version__ = "0.1.0"

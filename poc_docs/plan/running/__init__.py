"""The sections in which a proof of concept is run: what they hold, and what follows from it."""

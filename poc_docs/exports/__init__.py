"""Plans in forms for other programs and for reading: pure functions from a plan to a value or a text."""

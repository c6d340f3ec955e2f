"""Many plans at once, as values: which there are, how far each is, and in which order they are shown."""

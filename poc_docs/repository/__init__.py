"""The only input and output: work tree, index, commits, and safe writes."""

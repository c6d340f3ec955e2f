"""Benchmarks that anyone can run: ratios side by side in one run, never a limit in seconds."""

"""What a repository of plans needs beside the plans, as values: files to write, settings, lines to add."""

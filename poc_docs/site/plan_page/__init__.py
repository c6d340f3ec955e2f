"""The page of one plan, a module for each section."""

"""Where in a repository stands what the gate looks at."""

PLANS = "plans"
"""The folder of the plans, at the top of the repository."""

CONFIGURATION = "pyproject.toml"
"""The file with a team's settings, at the top of the repository."""
